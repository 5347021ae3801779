//! Which rows below a header are data: blank, filtered, repeated, total, section and note rows are not, and each is
//! counted as what it is.

mod above;
mod duplicates;
mod lone;
mod repeats;
mod sum_columns;
mod sums;
#[cfg(test)]
mod tests;

pub(crate) use lone::{LoneKind, LoneRows, begins_as_note};
pub(crate) use repeats::Repeats;
pub(crate) use sums::{Below, RowPart, SumRows, SumRules};

use super::header::{Header, columns_of};
use super::totals::{Alike, Marks, SettledClaims};
use crate::diagnostic::Finding;
use crate::ingest::expression::Over;
use crate::ingest::setting::{ReadSetting, bad_expression};
use crate::pipeline::Input;
use crate::schema::ColumnRole;
use crate::sheet::Grid;
use crate::sheet::RowCount;
use crate::sheet::Sheet;
use sums::SumsFound;

/// The rows of data, and what became of the others; `None` when the condition cannot be evaluated.
pub(crate) fn choose(
    sheet: &Sheet,
    header: &Header,
    setting: &ReadSetting<'_>,
    findings: &mut Vec<Finding>,
) -> Option<(Vec<usize>, RowCount)> {
    let grid = &sheet.grid;
    let below = header.index + 1..header.end;
    let mask = match setting.expressions.condition.as_ref() {
        None => None,
        Some(condition) => match condition.mask(Over { grid, header, rows: &below, decimal: setting.input.decimal }) {
            Ok(mask) => Some(mask),
            Err(error) => {
                findings.push(bad_expression(sheet, condition, error));
                return None;
            }
        },
    };
    let figures = columns_of(setting.input, header, |role| matches!(role, ColumnRole::Measure(..)));
    let choice = Choice { sheet, header, input: setting.input, mask, figures };
    let mut chosen = choice.chosen(None, None);
    // Names that lines may have, too, are judged by all their rows.
    let claims = std::mem::take(&mut chosen.sums.claims);
    let settled = (!claims.is_empty()).then(|| claims.settle());
    if settled.is_some() {
        chosen = choice.chosen(None, settled.as_ref());
    }
    // Totals were told by the marks of rows of which some may have turned out to be none of data.
    if let Some(marks) = chosen.sums.marks.take() {
        let decided = choice.marks(&chosen.rows);
        if decided != marks {
            chosen = choice.chosen(Some(&decided), settled.as_ref());
        }
    }
    let Chosen { mut rows, mut count, sums } = chosen;
    findings.extend(sums.findings);
    duplicates::handle(sheet, header, setting.input, &mut rows, &mut count, findings);
    Some((rows, count))
}

/// What rows are chosen by.
struct Choice<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    input: &'a Input,
    /// Rows that the condition leaves, where there is one.
    mask: Option<Vec<bool>>,
    figures: Vec<usize>,
}

struct Chosen {
    rows: Vec<usize>,
    count: RowCount,
    sums: SumsFound,
}

impl Choice<'_> {
    /// The decimal mark of each column of figures, as the column is read afterwards.
    fn marks(&self, rows: &[usize]) -> Marks {
        let groups: Vec<Alike> =
            self.figures.iter().map(|&column| Alike { figures: vec![column], totals: Vec::new() }).collect();
        Marks::decide(self.sheet, rows, &groups, self.input.decimal)
    }

    fn chosen(&self, marks: Option<&Marks>, settled: Option<&SettledClaims>) -> Chosen {
        let Self { sheet, header, mask, figures, .. } = self;
        let grid = &sheet.grid;
        let below = header.index + 1..header.end;
        let mut count = RowCount::default();
        if let Some(trace) = &sheet.trace {
            count.clone_from(&trace.left_out);
        }
        count.read = count.ignored() + header.until.saturating_sub(below.start);
        let columns: Vec<usize> = header.columns.clone().collect();
        let lone_rows = LoneRows::of(grid, below.clone(), &columns, figures);
        let mut headers = Repeats::new(grid, header.top..=header.index, &columns);
        let decide = |unnamed: &[usize]| marks.cloned().unwrap_or_else(|| self.marks(unnamed));
        let mut sums =
            SumRows::new(Below { sheet, header, lone: &lone_rows }, SumRules::of(self.input, header), decide, settled);
        let mut rows = Vec::new();
        let mut sections = Vec::new();
        let mut last = 0;
        for (offset, row) in below.enumerate() {
            // Rows that were made from a crosstab have no labels of others among them.
            let lone_kind = || sheet.trace.as_ref().map_or_else(|| lone_rows.kind(grid, row), |_| None);
            if is_blank(grid, row, header) {
                count.blank += 1;
            } else if headers.has(row) {
                count.repeated += 1;
            } else if let Some(kind) = lone_kind() {
                if let LoneKind::Section(_) = kind {
                    sections.push(row);
                    sums.heading();
                } else {
                    count.note += 1;
                }
            } else {
                // A total sums lines that the condition rejects, too.
                let part = sums.takes(row);
                if mask.as_ref().is_some_and(|mask| !mask[offset]) {
                    count.filtered += 1;
                } else if part == RowPart::Line {
                    rows.push(row);
                } else {
                    count.total += 1;
                }
                last = row;
            }
        }
        // Below the last line there is nothing that a label could apply to.
        let applied = sections.partition_point(|&row| row < last);
        count.section += applied;
        count.note += sections.len() - applied;
        for row in header.end..header.until {
            *(if is_blank(grid, row, header) { &mut count.blank } else { &mut count.note }) += 1;
        }
        Chosen { rows, count, sums: sums.finish() }
    }
}

fn is_blank(grid: &Grid, row: usize, header: &Header) -> bool {
    header.columns.clone().all(|column| grid.value(row, column).is_blank())
}
