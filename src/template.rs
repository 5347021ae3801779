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
pub use setting::TemplateSetting;

use crate::pipeline::Input;
use goals::goals;
use others::{fx, input, products};

/// Which template is asked for.
#[derive(Debug, Clone, Copy)]
pub enum TemplateKind<'a> {
    Goals,
    Products,
    Fx,
    Input(&'a Input),
}

/// The template that is asked for.
pub fn make(asked: TemplateKind<'_>, setting: &TemplateSetting<'_>) -> Template {
    match asked {
        TemplateKind::Goals => goals(setting),
        TemplateKind::Products => products(setting),
        TemplateKind::Fx => fx(setting),
        TemplateKind::Input(wanted) => input(wanted, setting),
    }
}

#[cfg(test)]
mod tests;
