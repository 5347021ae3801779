//! Workbooks for people to fill in: goals, products, exchange rates, or an export as the pipeline wants it.
//!
//! A [`Template`] is plain data; [`workbook::write`] makes the bytes. What a template makes loads back without a finding.

mod examples;
mod goals;
mod lists;
mod others;
mod scoring;
mod workbook;

pub use goals::goals;
pub use others::{fx, input, products};
pub use workbook::write;

use crate::calendar::{Date, FiscalCalendar, Period};
use crate::facts::Catalog;
use crate::lang::Lang;
use crate::metrics::Registry;
use crate::pipeline::{Input, Scoring};
use crate::scorecard::dress::Dress;
use crate::scorecard::writers::Document;

/// What a template is made for.
#[derive(Debug)]
pub struct Setting<'a> {
    pub lang: Lang,
    pub calendar: &'a FiscalCalendar,
    pub catalog: &'a Catalog,
    pub scoring: &'a Scoring,
    /// With the metrics of the pipeline's own.
    pub registry: &'a Registry,
    /// The period in which it is made: lists begin with its fiscal year.
    pub now: Period,
    /// Stands as the time of creation, so that the same day gives the same bytes.
    pub today: Date,
    pub company: Option<&'a str>,
}

impl Setting<'_> {
    fn document(&self, title: &str) -> Document {
        let company = self.company.map(str::to_owned);
        Document {
            title: title.to_owned(),
            company,
            language: self.lang,
            created: self.today,
            dress: Dress::default(),
            paper: crate::pipeline::Paper::A4,
        }
    }
}

/// A workbook to fill in.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    pub document: Document,
    /// The sheet that is filled in.
    pub form: Form,
    /// A page that explains.
    pub guide: Option<Guide>,
    /// What its drop-down lists offer.
    pub lists: Vec<List>,
}

/// A table with a header and room below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub sheet: String,
    pub title: String,
    pub hint: String,
    pub columns: Vec<Column>,
    /// Example rows; texts as a person would type them.
    pub rows: Vec<Vec<Entry>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    /// What belongs there, shown beside the header and when a cell is entered.
    pub note: String,
    pub width: u16,
    pub content: Content,
}

/// What a column takes, and how it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Text,
    Number,
    /// A share, shown in percent.
    Share,
    /// A figure in the unit of the metric that stands in the column at this position.
    InUnitOf(usize),
    Day,
    /// One of the entries of a list.
    OneOf(ListName),
    /// An entry of a list, or something else.
    Suggested(ListName),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    Blank,
    Text(String),
    Number(f64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListName {
    Products,
    Metrics,
    Periods,
    Phasings,
    Kinds,
    Classes,
    Stages,
    RateKinds,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    pub name: ListName,
    pub entries: Vec<String>,
    /// Beside each entry, what the sheet looks up there: the unit of a metric.
    pub beside: Vec<String>,
}

/// One page of explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    pub sheet: String,
    pub title: String,
    pub blocks: Vec<GuideBlock>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuideBlock {
    Heading(String),
    Text(String),
    /// Rows of two columns.
    Table(Vec<(String, String)>),
}

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
