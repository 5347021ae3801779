//! Where the cells of rows that were made from a crosstab stand in the sheet.

use super::row_count::RowCount;
use crate::place::Cell;

/// Where the cells of unpivoted rows stand in the sheet. Columns are the labels of the line, the period, the measures.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trace {
    /// Column of each label in the sheet.
    ids: Vec<usize>,
    /// How many columns of headings stand between the labels and the period; they have no cell of their own.
    pub(crate) dimensions: usize,
    /// By unpivoted row: row number of the sheet, column of its first figure, columns of its measures.
    rows: Vec<(u32, u32, Vec<u32>)>,
    /// Figures of lines that are no data, as what they are.
    pub(crate) left_out: RowCount,
}

impl Trace {
    pub(crate) fn new(ids: Vec<usize>) -> Self {
        Self { ids, ..Self::default() }
    }

    pub(crate) fn push(&mut self, row: u32, column: u32, measures: Vec<u32>) {
        self.rows.push((row, column, measures));
    }

    /// The cell of the sheet behind a cell of the unpivoted rows.
    pub(crate) fn original(&self, cell: Cell) -> Cell {
        let Some((row, column, measures)) = self.rows.get(cell.row as usize) else { return cell };
        let at = cell.column as usize;
        let column = match self.ids.get(at) {
            Some(&id) => u32::try_from(id).unwrap_or(0),
            None => at
                .checked_sub(self.ids.len() + self.dimensions + 1)
                .and_then(|at| measures.get(at))
                .copied()
                .unwrap_or(*column),
        };
        Cell { row: *row, column }
    }
}
