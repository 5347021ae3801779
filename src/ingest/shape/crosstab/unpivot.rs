//! From lines and columns to rows: one a line and heading, with the labels of both.

use super::columns::Crosstab;
use super::heading::Doubt;
use super::unread;
use crate::calendar::FiscalCalendar;
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::shape::header::{self, Header, HeaderLabel, SCENARIO, SECTION};
use crate::pipeline::{ColumnSource, Input};
use crate::place::{Cell, column_letters};
use crate::sheet::{Formatting, Sheet, Trace};
use crate::sheet::{Grid, Raw};
use std::collections::BTreeMap;

/// The rows that a crosstab becomes.
pub(crate) struct Unpivoted {
    pub(crate) sheet: Sheet,
    pub(crate) header: Header,
    /// What the crosstab says of each measure, by its column.
    pub(crate) said: BTreeMap<usize, Vec<HeaderLabel>>,
}

impl Crosstab {
    /// One row a line and heading. Totals are compared with what they sum and left out; a blank cell is no row.
    pub(crate) fn unpivot(
        &self,
        sheet: &Sheet,
        input: &Input,
        calendar: &FiscalCalendar,
        findings: &mut Vec<Finding>,
    ) -> Option<Unpivoted> {
        findings.extend(Doubt::questions(&self.doubts, sheet, calendar));
        let labels = header::labels(sheet, self.top, self.bottom);
        findings.extend(unread::findings(&self.unread(sheet, input, &labels), sheet, self.bottom));
        if let Some((row, column, text)) = self.quarters.clone() {
            let cell = sheet.grid.cell(row, column);
            let problem = DoubtProblem::QuartersRead { column: column_letters(cell.column), text };
            findings.push(Finding::new(sheet.cell_place(cell), problem));
        }
        let measures = self.measures(sheet, input, findings)?;
        findings.extend(unread::findings(&self.sums_of_nothing(&measures, &labels), sheet, self.bottom));
        let mut of_lines = Vec::new();
        let lines = self.lines(sheet, input, &measures, &mut of_lines);
        match self.labels_of_lines(sheet, &measures, &lines.data) {
            Ok(left_out) => findings.extend(left_out),
            Err(question) => {
                findings.push(question);
                return None;
            }
        }
        let mut of_headings = Vec::new();
        let headings = self.headings(sheet, input, calendar, &measures, &lines.data, &mut of_headings);
        // Totals say nothing where it is open which columns they sum.
        findings.extend(of_lines.into_iter().filter(|_| headings.is_some()).chain(of_headings));
        let headings = headings?;
        let mut names: Vec<String> = self.ids.iter().map(|(_, label)| label.clone()).collect();
        let mut origins: Vec<usize> = self.ids.iter().map(|&(column, _)| column).collect();
        let section_at = names.len();
        names.push(SECTION.to_owned());
        names.push(SCENARIO.to_owned());
        let first_id = origins.first().copied().unwrap_or(0);
        origins.extend([first_id, first_id]);
        let dimensions_at = names.len();
        names.extend(self.dimensions.iter().cloned());
        let period_at = names.len();
        let across = self.figures.iter().any(|figure| figure.span.is_some());
        // Where the period is a label of the line, this column stays blank under a name that nobody asks for.
        names.push(if across { name_of(input, "period") } else { String::new() });
        names.extend(measures.iter().map(|measure| name_of(input, &measure.canonical)));

        let mut long = Grid::default();
        let mut trace = Trace::new(origins);
        trace.dimensions = self.dimensions.len();
        trace.left_out = lines.left_out;
        for (column, name) in names.iter().enumerate() {
            long.push_text(Cell { row: 0, column: narrow(column) }, name).ok()?;
        }
        trace.push(sheet.grid.row_number(self.bottom), 0, Vec::new());
        let mut row = 1;
        for line in &lines.data {
            for heading in &headings.all {
                let cells = headings.cells(heading, &measures, &line.ids);
                if cells.iter().flatten().all(|&column| sheet.grid.value(line.row, column).is_blank()) {
                    continue;
                }
                let mut say =
                    |column: usize, text: &str| long.push_text(Cell { row, column: narrow(column) }, text).ok();
                for (column, text) in line.ids.iter().enumerate() {
                    say(column, text)?;
                }
                say(section_at, &line.section)?;
                say(section_at + 1, &line.scenario)?;
                for (at, value) in heading.values.iter().enumerate() {
                    say(dimensions_at + at, value)?;
                }
                match (heading.day, heading.span) {
                    (Some(day), _) => long.push(Cell { row, column: narrow(period_at) }, Raw::Day(day)).ok()?,
                    (None, Some(span)) => say(period_at, &calendar.span_label(span))?,
                    (None, None) => {}
                }
                for (at, column) in cells.iter().enumerate() {
                    let Some(column) = column else { continue };
                    copy(&sheet.grid, line.row, *column, &mut long, Cell { row, column: narrow(period_at + 1 + at) })?;
                }
                let first = cells.iter().flatten().next().copied().unwrap_or(0);
                let at = cells.into_iter().map(|column| column.unwrap_or(first)).map(narrow).collect();
                trace.push(sheet.grid.row_number(line.row), narrow(first), at);
                row += 1;
            }
        }
        let mut header = Header::of_names(names, long.height());
        let said_of = |measure| self.said_of(measure, sheet, &labels, &lines.data, calendar);
        let said: BTreeMap<usize, Vec<HeaderLabel>> =
            measures.iter().enumerate().map(|(at, measure)| (period_at + 1 + at, said_of(measure))).collect();
        for (&column, labels) in &said {
            header.labels[column].extend(labels.iter().map(|label| label.text.clone()));
        }
        let Formatting { scaled, shown, .. } = sheet.formatting.clone();
        let formatting = Formatting { scaled, shown, ..Formatting::default() };
        let sheet = Sheet { grid: long, trace: Some(trace), formatting, ..sheet.without_cells() };
        Some(Unpivoted { sheet, header, said })
    }
}

/// The header under which a canonical column is looked for in the unpivoted rows.
fn name_of(input: &Input, canonical: &str) -> String {
    match input.columns.get(canonical) {
        Some(ColumnSource::Headers(names)) => names.first().cloned().unwrap_or_else(|| canonical.to_owned()),
        _ => canonical.to_owned(),
    }
}

fn copy(from: &Grid, row: usize, column: usize, to: &mut Grid, cell: Cell) -> Option<()> {
    match from.raw(row, column) {
        Raw::Text(id) => to.push_text(cell, from.text(id)).ok(),
        raw => to.push(cell, raw).ok(),
    }
}

fn narrow(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}
