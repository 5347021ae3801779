//! What a template is made for.

use crate::calendar::{Date, FiscalCalendar, Period};
use crate::facts::Catalog;
use crate::lang::Lang;
use crate::metrics::Registry;
use crate::pipeline::{Paper, Scoring};
use crate::scorecard::workbook_theme::WorkbookTheme;
use crate::scorecard::writers::Document;

#[derive(Debug)]
pub struct TemplateSetting<'a> {
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

impl TemplateSetting<'_> {
    pub(super) fn document(&self, title: &str) -> Document {
        Document {
            title: title.to_owned(),
            company: self.company.map(str::to_owned),
            language: self.lang,
            created: self.today,
            workbook_theme: WorkbookTheme::default(),
            paper: Paper::A4,
        }
    }

    /// The fiscal year under way.
    pub(super) fn year_label(&self) -> String {
        self.calendar.span_label(self.calendar.year_span(self.calendar.fiscal_year(self.now)))
    }
}
