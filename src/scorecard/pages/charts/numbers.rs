//! The table behind a chart, while both are made.

use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{
    CellFormula, Chart, Content, DataRange, PageCell, PageColumn, PageRow, PageTable, RowRef, RowRole, TableRef, Tier,
    Width,
};
use crate::scorecard::wording::labels;

/// A chart with the rows it draws.
pub(super) struct Drawn {
    pub(super) chart: Chart,
    pub(super) table: PageTable,
}

pub(super) struct ChartNumbers<'a> {
    view: &'a ScorecardView<'a>,
    page: &'a str,
    key: &'static str,
    columns: Vec<PageColumn>,
    rows: Vec<PageRow>,
}

impl<'a> ChartNumbers<'a> {
    /// `name` says what the figures are and in which unit; a header a figure.
    pub(super) fn new(
        view: &'a ScorecardView<'a>,
        page: &'a str,
        key: &'static str,
        name: &str,
        headers: Vec<String>,
    ) -> Self {
        let mut columns = vec![PageColumn::text("label", name, Width::AtMost(46))];
        columns.extend(headers.into_iter().enumerate().map(|(at, header)| PageColumn::figure(format!("{at}"), header)));
        Self { view, page, key, columns, rows: Vec::new() }
    }

    /// A row to read and to draw. Where figures are missing it is drawn from a row of its own, in which nothing stands
    /// for nothing: the dash of a missing figure would be drawn as a zero.
    pub(super) fn row(&mut self, key: &str, label: &str, cells: Vec<PageCell>) -> DataRange {
        let missing = cells.iter().any(|cell| cell.content == Content::NoData);
        self.read(key, label, cells.clone());
        if missing { self.drawn(key, label, cells) } else { self.range(self.rows.len() - 1) }
    }

    /// A row of figures that are computed. It is drawn from a row of its own that holds them as numbers.
    pub(super) fn computed(&mut self, key: &str, label: &str, cells: Vec<PageCell>) -> DataRange {
        self.read(key, label, cells.clone());
        self.drawn(key, label, cells)
    }

    /// A figure of this table by its row and its position.
    pub(super) fn cell(&self, row: &str, at: usize) -> CellFormula {
        TableRef::new(self.page, self.key).row(row).cell(at.to_string())
    }

    /// A row only to read.
    pub(super) fn read(&mut self, key: &str, label: &str, cells: Vec<PageCell>) {
        self.push(key.to_owned(), RowRole::Plain, label.to_owned(), cells);
    }

    /// A row only to draw: numbers, with gaps for what is missing.
    pub(super) fn drawn(&mut self, key: &str, label: &str, mut cells: Vec<PageCell>) -> DataRange {
        for cell in &mut cells {
            if cell.content == Content::NoData {
                *cell = PageCell::empty();
            }
            cell.formula = None;
        }
        let label = format!("{label} {}", self.view.say(labels::AS_DRAWN));
        self.push(format!("{key}_drawn"), RowRole::Helper, label, cells);
        self.range(self.rows.len() - 1)
    }

    fn push(&mut self, key: String, role: RowRole, label: String, cells: Vec<PageCell>) {
        let cells = [PageCell::text(label)].into_iter().chain(cells).collect();
        self.rows.push(PageRow { key, role, outline: 0, cells });
    }

    fn categories(&self) -> DataRange {
        DataRange { row: RowRef::Header, ..self.range(0) }
    }

    fn range(&self, row: usize) -> DataRange {
        let last = self.columns.len() - 1;
        DataRange { page: self.page.to_owned(), table: self.key, row: RowRef::Body(row), first: 1, last }
    }

    /// The chart of the rows so far, and their table.
    pub(super) fn drawn_as(self, title: String, tiers: Vec<Tier>) -> Drawn {
        let chart = Chart { key: self.key, title, categories: self.categories(), tiers };
        Drawn { chart, table: PageTable::new(self.key, self.columns, self.rows) }
    }
}
