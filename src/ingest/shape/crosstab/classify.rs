//! What each column of a header across is: a label of the line, a figure under its headings, or a sum of others.

use super::columns::{Crosstab, FigureColumn, measure_of, wanted_measures};
use super::heading::{self, Headings};
use super::over::{self, Over};
use crate::calendar::FiscalCalendar;
use crate::ingest::shape::header::{self, HeaderLabel, compact, letter};
use crate::ingest::shape::totals::{self, Naming, TotalsAcross};
use crate::name;
use crate::pipeline::Input;
use crate::sheet::Sheet;
use std::collections::BTreeMap;

/// A header that is looked at.
pub(crate) struct HeaderLook<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) input: &'a Input,
    pub(crate) calendar: &'a FiscalCalendar,
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    /// Labels over each column.
    pub(crate) labels: &'a [Vec<HeaderLabel>],
    /// Names that say what a line is about, each with its alternatives.
    pub(crate) wanted: &'a [&'a [String]],
}

impl HeaderLook<'_> {
    /// The columns under a header with periods across.
    pub(crate) fn by_periods(&self) -> Crosstab {
        let mut rows: BTreeMap<usize, Headings> = (self.top..=self.bottom)
            .map(|row| (row, heading::read(self.sheet, row, self.calendar, &self.input.dates)))
            .collect();
        let doubts: Vec<_> = rows.values_mut().flat_map(|headings| std::mem::take(&mut headings.doubts)).collect();
        let mut ids = Vec::new();
        let mut columns: Vec<Over<'_>> = Vec::new();
        let mut sums = Vec::new();
        for (column, labels) in self.labels.iter().enumerate() {
            if let Some(label) = self.wanted_label(column, labels) {
                ids.push((column, label));
                continue;
            }
            let period = over::read(column, labels, &rows, self.calendar);
            if labels.iter().any(|label| self.is_total(&label.text)) {
                let rest = labels.iter().filter(|label| !self.is_total(&label.text));
                let rest = rest.filter(|label| !is_heading(label, &rows));
                sums.push(TotalsAcross { column, span: period.map(|over| over.span), measure: measure_of(rest) });
                continue;
            }
            match period {
                Some(over) => columns.push(over),
                None if doubts.iter().any(|doubt| doubt.column == column) => {}
                None => ids.extend(self.id(column, labels)),
            }
        }
        over::split_periods(&mut columns, self.calendar);
        // Quarters and years beside months are their totals.
        let shortest = columns.iter().map(|over| over.span.len()).min().unwrap_or(0);
        let mut figures: Vec<FigureColumn> = Vec::new();
        for over in columns {
            let (column, span, measure) = (over.column, Some(over.span), over.measure());
            if over.span.len() == shortest {
                let (day, is_tagged) = (over.day, over.is_tagged());
                figures.push(FigureColumn { column, span, day, values: Vec::new(), measure, is_tagged });
            } else {
                sums.push(TotalsAcross { column, span, measure });
            }
        }
        sums.sort_by_key(|sum| sum.column);
        self.name_by_letters(&mut figures, &mut sums);
        let first = figures.iter().map(|figure| figure.column).min();
        let quarters = rows.into_iter().find_map(|(row, headings)| {
            let (column, text) = headings.quarters?;
            Some((row, column, text))
        });
        Crosstab { quarters, ..self.crosstab(ids, Vec::new(), figures, sums, doubts, first) }
    }

    /// Figures that the pipeline names by the letters of their columns have that name as their label; so have the sums
    /// behind them.
    fn name_by_letters(&self, figures: &mut [FigureColumn], sums: &mut [TotalsAcross]) {
        for name in wanted_measures(self.input).flat_map(|(_, names, _)| names) {
            // `[B:C] / Revenue`: lines of a measure in some columns.
            let label = name.split_once(header::JOINT).map_or(name.as_str(), |(label, _)| label);
            let Some(named) = header::letters(label) else { continue };
            let is_named = |column: usize| named.iter().any(|run| run.contains(&column));
            for sum in sums.iter_mut() {
                let before = figures.iter().rev().find(|figure| figure.column < sum.column).or(figures.first());
                if before.is_some_and(|figure| is_named(figure.column)) {
                    sum.measure = Some(label.to_owned());
                }
            }
            for figure in figures.iter_mut().filter(|figure| is_named(figure.column)) {
                figure.measure = Some(label.to_owned());
            }
        }
    }

    /// The columns under a header whose rows are named in their corner; `None` when it is no such header.
    pub(crate) fn by_dimensions(&self, period: Option<&[String]>) -> Option<Crosstab> {
        let names: Vec<&[String]> = self.wanted.iter().copied().chain(period).collect();
        let mut dimensions: Vec<(usize, String)> = Vec::new();
        let mut ids: Vec<(usize, String)> = Vec::new();
        for names in &names {
            let found = (self.top..=self.bottom).find_map(|row| {
                let column = (0..self.sheet.grid.width()).find(|&column| self.is_corner(row, column, names))?;
                Some((row, column))
            });
            let (row, column) = found?;
            let right = (column + 1..self.sheet.grid.width())
                .filter(|&at| self.sheet.grid.value(row, at).as_text().is_some_and(|text| !text.trim().is_empty()));
            let others: Vec<usize> = right.collect();
            let other_names = others.iter().any(|&at| self.wanted.iter().any(|names| self.is_corner(row, at, names)));
            if others.len() >= 2 && !other_names {
                dimensions.push((row, names.first().cloned().unwrap_or_default()));
            } else {
                ids.push((column, names.first().cloned().unwrap_or_default()));
            }
        }
        ids.sort();
        let last = ids.iter().map(|(column, _)| *column).max()?;
        dimensions.sort();
        if dimensions.is_empty() {
            return None;
        }
        let mut figures = Vec::new();
        let mut sums = Vec::new();
        for (column, over) in self.labels.iter().enumerate().skip(last + 1).filter(|(_, over)| !over.is_empty()) {
            let is_dimension = |label: &&HeaderLabel| dimensions.iter().any(|(row, _)| *row == label.row);
            let measure = measure_of(over.iter().filter(|label| !is_dimension(label)));
            if over.iter().any(|label| self.is_total(&label.text)) {
                sums.push(TotalsAcross { column, span: None, measure });
                continue;
            }
            let value = |row: &usize| over.iter().find(|label| label.row == *row).map(|label| label.text.clone());
            let values: Option<Vec<String>> = dimensions.iter().map(|(row, _)| value(row)).collect();
            figures.extend(values.map(|values| FigureColumn {
                column,
                span: None,
                day: None,
                values,
                measure,
                is_tagged: false,
            }));
        }
        self.name_by_letters(&mut figures, &mut sums);
        let dimensions = dimensions.into_iter().map(|(_, name)| name).collect();
        let crosstab = self.crosstab(ids, dimensions, figures, sums, Vec::new(), Some(last + 1));
        (crosstab.figures.len() >= 2 && self.holds_figures(&crosstab)).then_some(crosstab)
    }

    fn crosstab(
        &self,
        mut ids: Vec<(usize, String)>,
        dimensions: Vec<String>,
        figures: Vec<FigureColumn>,
        sums: Vec<TotalsAcross>,
        doubts: Vec<heading::Doubt>,
        first: Option<usize>,
    ) -> Crosstab {
        // What stands right of the figures is about them, not about the line.
        if let Some(first) = first {
            ids.retain(|(column, label)| *column < first || self.is_named(label));
        }
        let end = self.sheet.grid.height();
        let title = String::new();
        Crosstab {
            top: self.top,
            bottom: self.bottom,
            end,
            title,
            ids,
            dimensions,
            figures,
            sums,
            doubts,
            quarters: None,
        }
    }

    /// The name of a column of labels; one without a name goes by its letter when it has texts.
    fn id(&self, column: usize, over: &[HeaderLabel]) -> Option<(usize, String)> {
        if let Some(label) = over.last() {
            return Some((column, label.text.clone()));
        }
        let grid = &self.sheet.grid;
        let has_texts = (self.bottom + 1..grid.height())
            .any(|row| matches!(grid.value(row, column), crate::sheet::Value::Text(text) if !text.trim().is_empty()));
        has_texts.then(|| (column, letter_name(column)))
    }

    fn wanted_label(&self, column: usize, over: &[HeaderLabel]) -> Option<String> {
        let by_letter = self.wanted.iter().any(|names| names.iter().any(|name| letter(name) == Some(column)));
        if by_letter {
            return Some(letter_name(column));
        }
        over.iter().find(|label| self.is_named(&label.text)).map(|label| label.text.clone())
    }

    pub(crate) fn is_named(&self, label: &str) -> bool {
        self.wanted.iter().any(|names| names.iter().any(|name| is_same(name, label)))
    }

    /// Whether a heading names a total; a measure may be called so too.
    fn is_total(&self, label: &str) -> bool {
        let is_measure =
            || wanted_measures(self.input).any(|(_, names, _)| names.iter().any(|name| is_same(name, label)));
        match totals::naming(label) {
            Some(Naming::Plain | Naming::WithSubject) => !is_measure(),
            None => false,
        }
    }

    /// Whether a cell has one of the names, with or without an arrow to its values.
    fn is_corner(&self, row: usize, column: usize, names: &[String]) -> bool {
        let Some(text) = self.sheet.grid.value(row, column).as_text() else { return false };
        let bare = text.trim().trim_end_matches(['>', ':', '→', '▶', '»', '›']);
        names.iter().any(|name| is_same(name, bare))
    }

    /// Whether the first lines have figures in every cell that is not blank.
    fn holds_figures(&self, crosstab: &Crosstab) -> bool {
        const LINES: usize = 20;
        let grid = &self.sheet.grid;
        let rows = self.bottom + 1..grid.height().min(self.bottom + 1 + LINES);
        let mut cells = rows.flat_map(|row| crosstab.figures.iter().map(move |figure| grid.value(row, figure.column)));
        !cells.any(|value| header::is_label(value) || matches!(value, crate::sheet::Value::Day(_)))
    }
}

pub(crate) fn letter_name(column: usize) -> String {
    format!("[{}]", crate::place::column_letters(u32::try_from(column).unwrap_or(0)))
}

pub(crate) fn is_same(name: &str, label: &str) -> bool {
    compact(name) == compact(label) || compact(name) == compact(name::without_footnote(label))
}

fn is_heading(label: &HeaderLabel, rows: &BTreeMap<usize, Headings>) -> bool {
    rows.get(&label.row).is_some_and(|headings| headings.spans.contains_key(&label.column))
}
