//! Figures in merged cells that reach over several lines or columns of figures.

use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::table::TablePart;
use crate::pipeline::Input;
use crate::place::Cell;
use crate::schema::ColumnRole;
use crate::sheet::Sheet;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Every merged area of which the first cell is a figure that was read, and which reaches over another one's place: a
/// column of figures, or a line of another product or period.
pub(crate) fn merged_figures(sheet: &Sheet, part: &TablePart, input: &Input) -> Vec<Finding> {
    let (Some(&top), Some(&bottom)) = (part.rows.iter().min(), part.rows.iter().max()) else { return Vec::new() };
    let inside = |(first, last): &&(Cell, Cell)| top <= first.row && first.row <= bottom && first != last;
    let mut areas = sheet.formatting.merged.iter().filter(inside).peekable();
    if areas.peek().is_none() {
        return Vec::new();
    }
    let figures = columns(part, input, true);
    let mut keys = columns(part, input, false);
    // The period of a crosstab has no column of its own.
    keys.retain(|key| !figures.contains(key));
    let rows: BTreeSet<u32> = part.rows.iter().copied().collect();
    let grid = &sheet.grid;
    let text = |row: u32, column: u32| {
        grid.row_index(row).and_then(|row| grid.value(row, column as usize).as_text().map(Cow::into_owned))
    };
    let is_doubtful = |first: Cell, last: Cell| {
        let across = figures.iter().any(|column| first.column < *column && *column <= last.column);
        let other_line =
            |row: u32| keys.iter().any(|&key| text(row, key).is_some_and(|name| Some(name) != text(first.row, key)));
        across || (first.row + 1..=last.row.min(bottom)).any(other_line)
    };
    let mut findings = Vec::new();
    for &(first, last) in areas {
        if !figures.contains(&first.column) || !rows.contains(&first.row) || !is_doubtful(first, last) {
            continue;
        }
        let Some(value) = text(first.row, first.column) else { continue };
        let problem = DoubtProblem::MergedFigure { value, area: format!("{first}:{last}") };
        findings.push(Finding::new(sheet.cell_place(first), problem));
    }
    findings
}

/// Columns of the sheet with figures, or those with keys.
fn columns(part: &TablePart, input: &Input, of_figures: bool) -> BTreeSet<u32> {
    let specs = input.fact.schema().columns.iter();
    let wanted = specs.filter(|spec| match spec.role {
        ColumnRole::Measure(..) => of_figures,
        ColumnRole::Product | ColumnRole::Period | ColumnRole::Customer => !of_figures,
        ColumnRole::Text | ColumnRole::Date => false,
    });
    wanted
        .flat_map(|spec| match part.scattered.get(spec.name.as_ref()) {
            Some(columns) => columns.iter().copied().collect::<BTreeSet<u32>>(),
            None => part.origins.get(spec.name.as_ref()).copied().into_iter().collect(),
        })
        .collect()
}
