//! What a table is made of: its columns with their names, what each holds, and what each of its lines is.

use super::columns::{self, TableColumn};
use super::found::ColumnSurvey;
use super::lines::{self, TableLines};
use super::profile;
use super::totals::TotalledTable;
use crate::ingest::shape::look::SheetView;
use crate::ingest::shape::tables::Extent;

/// A table taken apart.
pub(crate) struct TableParts {
    pub(crate) table_columns: Vec<TableColumn>,
    /// What each column holds over the lines of data.
    pub(crate) columns: Vec<ColumnSurvey>,
    pub(crate) lines: TableLines,
}

impl TableParts {
    pub(crate) fn of(view: &SheetView<'_>, extent: &Extent) -> Self {
        let table_columns = columns::table_columns(view, extent);
        let named = lines::lines(view, extent, &table_columns);
        let profiles = |lines: &TableLines| -> Vec<ColumnSurvey> {
            let data: Vec<usize> = lines.data().collect();
            table_columns.iter().map(|table_column| profile::column(view, table_column, &data)).collect()
        };
        let columns = profiles(&named);
        // Which lines are totals shows only when it is known what the columns hold.
        let table = TotalledTable { view, table_columns: &table_columns, columns: &columns, lines: &named };
        let lines = table.with_totals(extent);
        let columns = if lines.data().eq(named.data()) { columns } else { profiles(&lines) };
        Self { table_columns, columns, lines }
    }
}
