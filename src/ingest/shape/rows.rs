//! Which rows below a header are data: blank, filtered, repeated, total, section and note rows are not, and each is
//! counted as what it is.

mod above;
mod alike;
mod duplicates;
mod lone;
mod repeats;
mod scenarios;
mod sum_columns;
mod sums;
#[cfg(test)]
mod tests;

pub(crate) use lone::{LoneKind, LoneRows, begins_as_note};
pub(crate) use repeats::Repeats;
pub(crate) use sums::{RowPart, SumRows, SumRules};

use super::header::{Header, columns_of};
use super::said_scenarios::SaidScenarios;
use super::totals::{Alike, Marks, SettledClaims};
use crate::diagnostic::Finding;
use crate::ingest::expression::{Filter, FilterTally, Over, other_spellings};
use crate::ingest::setting::ReadSetting;
use crate::pipeline::Input;
use crate::schema::ColumnRole;
use crate::sheet::Grid;
use crate::sheet::RowCount;
use crate::sheet::Sheet;
use sums::SumsFound;

/// The rows of data, and what became of the others.
pub(crate) struct ChosenRows {
    pub(crate) rows: Vec<usize>,
    pub(crate) count: RowCount,
    /// What the condition took and left, where there is one.
    pub(crate) filtered: Option<FilterTally>,
    /// Where the rows are those of one scenario, or say several that are told apart: by column.
    pub(crate) scenarios: Vec<SaidScenarios>,
}

/// Chooses the rows of data; `None` when the condition cannot be evaluated.
pub(crate) fn choose(
    sheet: &Sheet,
    header: &Header,
    setting: &ReadSetting<'_>,
    findings: &mut Vec<Finding>,
) -> Option<ChosenRows> {
    let figures = columns_of(setting.input, header, |role| matches!(role, ColumnRole::Measure(..)));
    let looks = looks(sheet, header, &figures);
    let is_line = |(_, look): &(usize, &RowLook)| matches!(look, RowLook::Line);
    let lines: Vec<usize> = match &setting.input.condition {
        Some(_) => (header.index + 1..).zip(&looks).filter(is_line).map(|(row, _)| row).collect(),
        None => Vec::new(),
    };
    let over = Over { sheet, header, rows: &lines, input: setting.input, stored: setting.stored };
    let filter = setting.input.condition.as_ref().map(|condition| Filter::of(condition, over)).transpose();
    let filter = filter.map_err(|found| findings.extend(found)).ok()?;
    let choice = Choice { sheet, header, input: setting.input, filter: filter.as_ref(), figures, looks };
    let mut chosen = choice.chosen(None, None);
    // Names that lines may have, too, are judged by all their rows.
    let settled = chosen.sums.settled.take();
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
    let Chosen { mut rows, mut count, left_out, sections, sums } = chosen;
    findings.extend(sums.findings);
    let filtered = filter.map(|filter| {
        findings.extend(filter.findings(&left_out));
        findings.extend(other_spellings(&filter, &left_out));
        FilterTally::of(&filter, &rows, &left_out, setting.calendar)
    });
    count.totals.extend(sums.totals);
    duplicates::handle(sheet, header, setting.input, &mut rows, &mut count, findings);
    let scenarios = scenarios::said(sheet, header, setting, &rows, &sections);
    let several = scenarios.iter().find(|said| said.are_several());
    findings.extend(several.map(|said| said.question(setting.input)));
    Some(ChosenRows { rows, count, filtered, scenarios })
}

/// What a row below a header is, whatever sums what.
enum RowLook {
    Blank,
    /// The header said again.
    Repeated,
    /// A single text.
    Lone(LoneKind),
    Line,
}

/// The rows below a header, in their order.
fn looks(sheet: &Sheet, header: &Header, figures: &[usize]) -> Vec<RowLook> {
    let grid = &sheet.grid;
    let below = header.index + 1..header.end;
    let columns: Vec<usize> = header.columns.clone().collect();
    let lone_rows = LoneRows::of(grid, below.clone(), &columns, figures);
    let mut headers = Repeats::new(grid, header.top..=header.index, &columns);
    let look = |row: usize| {
        if is_blank(grid, row, header) {
            return RowLook::Blank;
        }
        if headers.has(row) {
            return RowLook::Repeated;
        }
        // Rows that were made from a crosstab have no labels of others among them.
        let lone = if sheet.trace.is_none() { lone_rows.kind(grid, row) } else { None };
        lone.map_or(RowLook::Line, RowLook::Lone)
    };
    below.map(look).collect()
}

/// What rows are chosen by.
struct Choice<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    input: &'a Input,
    /// The condition, where there is one.
    filter: Option<&'a Filter<'a>>,
    figures: Vec<usize>,
    /// What the rows below the header are.
    looks: Vec<RowLook>,
}

struct Chosen {
    rows: Vec<usize>,
    count: RowCount,
    /// Lines that the condition does not take.
    left_out: Vec<usize>,
    /// Row and column of the labels between the lines.
    sections: Vec<(usize, usize)>,
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
        let Self { sheet, header, filter, .. } = self;
        let grid = &sheet.grid;
        let below = header.index + 1..header.end;
        let mut count = RowCount::default();
        if let Some(trace) = &sheet.trace {
            count.clone_from(&trace.left_out);
        }
        count.read = count.ignored() + header.until.saturating_sub(below.start);
        let decide = |unnamed: &[usize]| marks.cloned().unwrap_or_else(|| self.marks(unnamed));
        let mut sums = SumRows::new((sheet, header), SumRules::of(self.input, header, grid), decide, settled);
        let mut rows = Vec::new();
        let mut left_out = Vec::new();
        let mut sections = Vec::new();
        let mut last = 0;
        for (row, look) in below.zip(&self.looks) {
            match look {
                RowLook::Blank => count.blank += 1,
                RowLook::Repeated => count.repeated += 1,
                RowLook::Lone(LoneKind::Section(column)) => {
                    sections.push((row, *column));
                    sums.heading();
                }
                RowLook::Lone(_) => count.note += 1,
                RowLook::Line => {
                    // A total sums lines that the condition rejects, too.
                    let part = sums.takes(row);
                    if filter.is_some_and(|filter| !filter.takes(row)) {
                        count.filtered += 1;
                        if part == RowPart::Line {
                            left_out.push(row);
                        }
                    } else if part == RowPart::Line {
                        rows.push(row);
                    } else {
                        count.total += 1;
                    }
                    last = row;
                }
            }
        }
        // Below the last line there is nothing that a label could apply to.
        let applied = sections.partition_point(|&(row, _)| row < last);
        count.section += applied;
        count.note += sections.len() - applied;
        sections.truncate(applied);
        for row in header.end..header.until {
            *(if is_blank(grid, row, header) { &mut count.blank } else { &mut count.note }) += 1;
        }
        Chosen {
            rows,
            count,
            left_out,
            sections,
            sums: sums.finish(&|row| filter.is_none_or(|filter| filter.takes(row))),
        }
    }
}

fn is_blank(grid: &Grid, row: usize, header: &Header) -> bool {
    header.columns.clone().all(|column| grid.value(row, column).is_blank())
}
