//! The lines of a table with the labels that apply to them, as far as the sheet shows it.

use super::compact;
use crate::calendar::FiscalCalendar;
use crate::ingest::shape::header::{Header, columns_of};
use crate::ingest::shape::rows::{LoneKind, LoneRows, Repeats};
use crate::ingest::shape::scenario;
use crate::ingest::shape::sections::Sections;
use crate::ingest::shape::totals::{self, Naming};
use crate::ingest::table_problem::FilledBy;
use crate::pipeline::Input;
use crate::schema::ColumnRole;
use crate::sheet::{Raw, Sheet, Value};
use crate::values::number::{self, DecimalSeparator, NumberReading};
use std::collections::{BTreeMap, BTreeSet};

/// Row and column in the grid.
pub(super) type At = (usize, usize);

/// Cells of one column that take a label, each with where the label stands.
pub(super) struct Fill {
    pub(super) column: usize,
    pub(super) cells: Vec<(usize, At)>,
    pub(super) by: FilledBy,
}

/// A line with the labels in rows of their own that apply to it.
pub(super) struct LineBelow {
    pub(super) row: usize,
    pub(super) section: Option<At>,
    pub(super) scenario: Option<At>,
}

/// The lines of a table: rows that are no section, note, repeated header or total.
pub(super) struct OutlineLines {
    /// Columns of labels that the input reads, but for customers.
    pub(super) labels: Vec<usize>,
    pub(super) figures: Vec<usize>,
    pub(super) below: Vec<LineBelow>,
    /// Columns in which sections stand.
    pub(super) sections: BTreeSet<usize>,
}

/// Columns of texts that the condition of the input speaks of: the labels in them choose rows.
pub(super) fn in_condition(header: &Header, input: &Input) -> Vec<usize> {
    let Some(condition) = &input.condition else { return Vec::new() };
    let figures = columns_of(input, header, |role| matches!(role, ColumnRole::Measure(..)));
    let named: Vec<usize> = condition.names.iter().filter_map(|name| header.column(&name.name)).collect();
    header.columns.clone().filter(|column| named.contains(column) && !figures.contains(column)).collect()
}

impl OutlineLines {
    pub(super) fn of(
        sheet: &Sheet,
        header: &Header,
        input: &Input,
        calendar: &FiscalCalendar,
        title: Option<At>,
    ) -> Self {
        let grid = &sheet.grid;
        let figures = columns_of(input, header, |role| matches!(role, ColumnRole::Measure(..)));
        let labels = columns_of(input, header, |role| {
            matches!(role, ColumnRole::Product | ColumnRole::Text | ColumnRole::Period | ColumnRole::Customer)
        });
        let mut lines = Self { labels, figures, below: Vec::new(), sections: BTreeSet::new() };
        let columns: Vec<usize> = header.columns.clone().collect();
        let mut headers = Repeats::new(grid, header.top..=header.index, &columns);
        let lone = LoneRows::of(grid, header.index + 1..header.end, &columns, &lines.figures);
        let compact = compact::groups(sheet, header, input, calendar);
        let mut sections = Sections::below(title);
        let says_scenario = |(row, column): At| match grid.value(row, column) {
            Value::Text(text) => scenario::of(text).is_some(),
            _ => false,
        };
        for row in header.index + 1..header.end {
            if header.columns.clone().all(|column| grid.value(row, column).is_blank()) || headers.has(row) {
                continue;
            }
            if let Some(column) =
                compact.as_ref().filter(|groups| groups.rows.contains(&row)).map(|groups| groups.column)
            {
                sections.open((row, column), says_scenario((row, column)));
                continue;
            }
            match lone.kind(grid, row) {
                Some(LoneKind::Note | LoneKind::Line) => {}
                Some(LoneKind::Section(column)) => {
                    sections.open((row, column), says_scenario((row, column)));
                    lines.sections.insert(column);
                }
                None => {
                    let (section, scenario) = (sections.section(), sections.scenario());
                    lines.below.push(LineBelow { row, section, scenario });
                    sections.line();
                }
            }
        }
        let customers = columns_of(input, header, |role| role == ColumnRole::Customer);
        lines.labels.retain(|column| !customers.contains(column) || lines.sections.contains(column));
        lines.labels.extend(in_condition(header, input));
        lines.labels.sort_unstable();
        lines.labels.dedup();
        lines
    }

    pub(super) fn sections(&self, sheet: &Sheet, column: usize) -> Option<Fill> {
        let grid = &sheet.grid;
        let all_below = self.sections.contains(&column)
            && self.below.iter().all(|&LineBelow { row, section, .. }| {
                section.is_some_and(|(_, at)| at == column) && grid.value(row, column).is_blank()
            });
        all_below.then(|| Fill {
            column,
            cells: self.below.iter().filter_map(|line| Some((line.row, line.section?))).collect(),
            by: FilledBy::Section,
        })
    }

    /// `outer` are the columns that are filled already.
    pub(super) fn groups(&self, sheet: &Sheet, column: usize, outer: &[Fill]) -> Option<Fill> {
        let grid = &sheet.grid;
        let is_blank = |row: usize, column: usize| grid.value(row, column).is_blank();
        // Most columns have no blank at all.
        if self.figures.is_empty() || !self.below.iter().any(|line| is_blank(line.row, column)) {
            return None;
        }
        let lines: Vec<usize> =
            self.below.iter().map(|line| line.row).filter(|&row| !self.is_no_line(sheet, row)).collect();
        let filled: Vec<BTreeMap<usize, At>> = outer.iter().map(|fill| fill.cells.iter().copied().collect()).collect();
        let group_of = |row: usize| -> Vec<Raw> {
            let left = self.labels.iter().filter(|&&at| at < column);
            let said = left.map(|&at| {
                let of = outer.iter().zip(&filled).find(|(fill, _)| fill.column == at);
                let (from, at) = of.and_then(|(_, cells)| cells.get(&row)).copied().unwrap_or((row, at));
                grid.raw(from, at)
            });
            said.collect()
        };
        let mut labels = BTreeSet::new();
        let mut count = 0;
        let mut cells = Vec::new();
        let mut above = None;
        let mut group = Vec::new();
        for &row in &lines {
            let own = group_of(row);
            if own != group {
                (group, above) = (own, None);
                labels.clear();
            }
            match grid.raw(row, column) {
                _ if is_blank(row, column) => cells.push((row, (above?, column))),
                Raw::Text(id) if is_figure(grid.text(id)) => return None,
                Raw::Text(_) | Raw::Day(_) if labels.insert(grid.value(row, column).as_text()) => {
                    above = Some(row);
                    count += 1;
                }
                _ => return None,
            }
        }
        let inner = self.labels.iter().filter(|&&at| at > column);
        let named = inner.into_iter().any(|&at| lines.iter().all(|&row| !is_blank(row, at)));
        let counted = lines.iter().all(|&row| self.figures.iter().any(|&at| !is_blank(row, at)));
        let evident = cells.len() >= count || self.groups_say_the_same(sheet, column, &lines);
        (count >= 2 && named && counted && evident).then_some(Fill { column, cells, by: FilledBy::Group })
    }

    /// A row without any label, one that is called a total, or one that is called the total of something and says
    /// nothing else.
    fn is_no_line(&self, sheet: &Sheet, row: usize) -> bool {
        let grid = &sheet.grid;
        let mut said = self.labels.iter().filter(|&&at| !grid.value(row, at).is_blank());
        let naming = |at: usize| match grid.value(row, at) {
            Value::Text(text) => totals::naming(text),
            _ => None,
        };
        let Some(&first) = said.next() else { return true };
        let others: Vec<usize> = said.copied().collect();
        let plain = |at: usize| naming(at) == Some(Naming::Plain);
        plain(first)
            || others.iter().any(|&at| plain(at))
            || self.labels.len() > 1 && others.is_empty() && naming(first).is_some()
    }

    /// Whether two groups of several lines have the same labels to the right of a column, line by line.
    fn groups_say_the_same(&self, sheet: &Sheet, column: usize, lines: &[usize]) -> bool {
        let grid = &sheet.grid;
        let inner: Vec<usize> = self.labels.iter().copied().filter(|&at| at > column).collect();
        let mut groups: Vec<Vec<String>> = Vec::new();
        for &row in lines {
            let labels: Vec<_> = inner.iter().map(|&at| grid.value(row, at).as_text().unwrap_or_default()).collect();
            let labels = labels.join("\u{1f}");
            match groups.last_mut().filter(|_| grid.value(row, column).is_blank()) {
                Some(group) => group.push(labels),
                None => groups.push(vec![labels]),
            }
        }
        groups.retain(|group| group.len() > 1);
        groups.sort();
        groups.windows(2).any(|pair| pair[0] == pair[1])
    }
}

fn is_figure(text: &str) -> bool {
    [DecimalSeparator::Point, DecimalSeparator::Comma]
        .iter()
        .any(|&mark| matches!(number::read(text, mark), NumberReading::Number(_)))
}
