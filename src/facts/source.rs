//! Where rows come from: the sheet, and how many of its rows were used.

use crate::calendar::{Period, Span};
use crate::ingest::SheetLayout;
use crate::schema::FactKind;
use crate::sheet::RowCount;
use std::sync::Arc;

/// A sheet that gave rows.
#[derive(Debug, Clone)]
pub struct FactSource {
    pub input: Arc<str>,
    pub fact: FactKind,
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    pub visible: bool,
    pub range: String,
    pub count: RowCount,
    /// First and last period of its used rows.
    pub periods: Option<(Period, Period)>,
    /// How its table lies in it.
    pub layout: SheetLayout,
}

impl FactSource {
    /// Takes a span into the first and last period of the used rows.
    pub(super) fn widen(&mut self, span: Span) {
        let (first, last) = self.periods.unwrap_or((span.first, span.last));
        self.periods = Some((first.min(span.first), last.max(span.last)));
    }
}
