//! The lines below a header across: which are data, which sum others, and which label the lines below them.

use super::columns::Crosstab;
use super::measure_label::MeasureLabel;
use super::sums::{self, LineSums, LineSumsFound};
use crate::diagnostic::Finding;
use crate::ingest::shape::header::is_above_lines;
use crate::ingest::shape::rows::{LoneRows, Repeats};
use crate::ingest::shape::scenario;
use crate::ingest::shape::sections::Sections;
use crate::ingest::shape::totals::{self, Naming, SettledClaims};
use crate::ingest::table_problem::{FilledBy, TableProblem};
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::sheet::Grid;
use crate::sheet::RowCount;
use crate::sheet::Sheet;

pub(crate) struct CrosstabLines {
    pub(crate) data: Vec<CrosstabLine>,
    /// Lines that are none of data.
    pub(crate) left_out: RowCount,
}

pub(crate) struct CrosstabLine {
    /// Index in the grid.
    pub(crate) row: usize,
    pub(crate) ids: Vec<String>,
    /// The label of the row above that applies to this one.
    pub(crate) section: String,
    /// The one that says a scenario.
    pub(crate) scenario: String,
}

impl Crosstab {
    /// The lines of data, with blank labels filled from above where the sheet groups its lines.
    pub(crate) fn lines(
        &self,
        sheet: &Sheet,
        input: &Input,
        measures: &[MeasureLabel],
        findings: &mut Vec<Finding>,
    ) -> CrosstabLines {
        let choose = |rows: &[usize], settled: Option<&SettledClaims>| {
            let mut said = Vec::new();
            let (lines, found) = self.choose((sheet, input, measures), rows, settled, &mut said);
            (lines, found, said)
        };
        let unnamed = self.unnamed(&sheet.grid);
        let (mut lines, mut found, mut said) = choose(&unnamed, None);
        // Names that lines may have, too, are judged by all their lines.
        let settled = found.settled.take();
        if settled.is_some() {
            (lines, found, said) = choose(&unnamed, settled.as_ref());
        }
        // Totals were told by the marks of lines of which some may have turned out to be none of data.
        let data: Vec<usize> = lines.data.iter().map(|line| line.row).collect();
        if found.marks.is_some_and(|marks| marks != sums::marks(self, sheet, input, &data)) {
            (lines, _, said) = choose(&data, settled.as_ref());
        }
        findings.append(&mut said);
        lines
    }

    /// Lines that are not called a total.
    fn unnamed(&self, grid: &Grid) -> Vec<usize> {
        let label = |row: usize, column: usize| label(grid, row, column);
        let is_total = |row: usize| {
            let plain = |text: String| totals::naming(&text) == Some(Naming::Plain);
            self.ids.iter().filter_map(|&(column, _)| label(row, column)).any(plain)
        };
        (self.bottom + 1..self.end).filter(|&row| !is_total(row)).collect()
    }

    /// The lines, told apart by the decimal marks that `marked` rows have.
    fn choose(
        &self,
        (sheet, input, measures): (&Sheet, &Input, &[MeasureLabel]),
        marked: &[usize],
        settled: Option<&SettledClaims>,
        findings: &mut Vec<Finding>,
    ) -> (CrosstabLines, LineSumsFound) {
        let grid = &sheet.grid;
        let mut sums = LineSums::new(self, sheet, input, measures, marked, settled);
        let mut groups = Groups::new(self, input, measures);
        let figures: Vec<usize> = self.figures.iter().map(|figure| figure.column).collect();
        let mut headers = Repeats::new(grid, self.top..=self.bottom, &figures);
        let labels = self.ids.iter().map(|(column, _)| *column);
        let columns: Vec<usize> = labels.chain(figures.iter().copied()).collect();
        let lone = LoneRows::of(grid, self.bottom + 1..self.end, &columns, &figures);
        let mut lines = CrosstabLines { data: Vec::new(), left_out: RowCount::default() };
        let mut sections = Sections::below(Some(self.title.clone()).filter(|title| !title.is_empty()));
        let mut last_labels = 0;
        for row in self.bottom + 1..self.end {
            if self.figures.iter().all(|figure| grid.value(row, figure.column).is_blank()) {
                if let Some(label) = self.label_row(grid, row).filter(|_| !lone.is_named(grid, row)) {
                    let says_scenario = scenario::of(&label).is_some();
                    sections.open(label, says_scenario);
                    last_labels += 1;
                    lines.left_out.section += 1;
                    sums.heading();
                }
                continue;
            }
            if headers.has(row) {
                lines.left_out.repeated += 1;
                continue;
            }
            last_labels = 0;
            let own: Vec<Option<String>> = self.ids.iter().map(|&(column, _)| label(grid, row, column)).collect();
            if sums.takes(row, &own, lone.lacks_name(grid, row)) {
                lines.left_out.total += self.figures.len();
                continue;
            }
            let ids = groups.fill(own, grid.cell(row, 0).row);
            let (section, scenario) = (sections.section().unwrap_or_default(), sections.scenario().unwrap_or_default());
            lines.data.push(CrosstabLine { row, ids, section, scenario });
            sections.line();
        }
        // Labels below the last line apply to nothing: they are notes.
        lines.left_out.section -= last_labels;
        lines.left_out.note += last_labels;
        let labelled = lines.data.iter().map(|line| (line.row, line.ids.as_slice()));
        let found = sums.finish(labelled, findings, &mut lines.left_out.totals);
        groups.close(sheet, findings);
        (lines, found)
    }

    /// The text of a row without figures.
    fn label_row(&self, grid: &Grid, row: usize) -> Option<String> {
        let last = self.figures.first().map_or(grid.width(), |figure| figure.column);
        (0..last).rev().find_map(|column| label(grid, row, column))
    }
}

fn label(grid: &Grid, row: usize, column: usize) -> Option<String> {
    grid.value(row, column).as_text().map(|text| name::tidy(&text)).filter(|text| !text.is_empty())
}

/// Labels that are said once for a group of lines.
struct Groups<'a> {
    crosstab: &'a Crosstab,
    /// Labels of this column and those right of it name the line itself: a blank one is missing, not repeated.
    innermost: usize,
    /// Whether the input reads the column.
    wanted: Vec<bool>,
    above: Vec<String>,
    /// By column of labels: how many were filled, and the row number of the first.
    filled: Vec<(usize, u32)>,
}

impl<'a> Groups<'a> {
    fn new(crosstab: &'a Crosstab, input: &Input, measures: &[MeasureLabel]) -> Self {
        let is_wanted = |label: &str| {
            input.columns.values().any(|source| match source {
                ColumnSource::Headers(names) => {
                    names.iter().any(|name| !is_above_lines(name) && super::classify::is_same(name, label))
                }
                _ => false,
            })
        };
        let last = crosstab.ids.iter().rposition(|(_, label)| is_wanted(label));
        let down = measures.iter().filter_map(|measure| measure.line.as_ref().map(|line| line.id));
        let count = crosstab.ids.len();
        let innermost = down.chain(last).max().unwrap_or(count.saturating_sub(1));
        let wanted = crosstab.ids.iter().map(|(_, label)| is_wanted(label)).collect();
        Self { crosstab, innermost, wanted, above: vec![String::new(); count], filled: vec![(0, 0); count] }
    }

    fn fill(&mut self, own: Vec<Option<String>>, row: u32) -> Vec<String> {
        let mut ids = Vec::with_capacity(own.len());
        for (at, label) in own.into_iter().enumerate() {
            ids.push(match label {
                Some(label) => {
                    self.above[at].clone_from(&label);
                    // A new group starts its inner labels anew.
                    self.above.iter_mut().skip(at + 1).for_each(String::clear);
                    label
                }
                None if at < self.innermost && !self.above[at].is_empty() => {
                    let (cells, first) = &mut self.filled[at];
                    if *cells == 0 {
                        *first = row;
                    }
                    *cells += 1;
                    self.above[at].clone()
                }
                None => String::new(),
            });
        }
        ids
    }

    fn close(self, sheet: &Sheet, findings: &mut Vec<Finding>) {
        for (((column, label), wanted), (cells, row)) in self.crosstab.ids.iter().zip(self.wanted).zip(self.filled) {
            if cells > 0 && wanted {
                let problem = TableProblem::FilledDown { column: label.clone(), cells, by: FilledBy::Group };
                let column = u32::try_from(*column).unwrap_or(0);
                findings.push(Finding::new(sheet.cell_place(crate::place::Cell { row, column }), problem));
            }
        }
    }
}
