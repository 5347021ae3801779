//! Workbooks for people to fill in: goals, products, exchange rates, or an export as the pipeline wants it.
//!
//! A [`Template`] is a form, and pages beside it, in the page model of the scorecard, whose writer makes the bytes. What
//! a template makes loads back without a finding.

mod examples;
mod form;
mod goals;
mod lists;
mod others;
mod scoring;
mod setting;

pub use form::Template;
pub use setting::Setting;

use crate::pipeline::Input;
use goals::goals;
use others::{fx, input, products};

/// Which template is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    Goals,
    Products,
    Fx,
    Input(&'a Input),
}

/// The template that is asked for.
pub fn make(asked: Asked<'_>, setting: &Setting<'_>) -> Template {
    match asked {
        Asked::Goals => goals(setting),
        Asked::Products => products(setting),
        Asked::Fx => fx(setting),
        Asked::Input(wanted) => input(wanted, setting),
    }
}

#[cfg(test)]
mod tests;
