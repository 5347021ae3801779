//! What a crosstab says of its measures: the labels over their figures, those of their lines, and lines that are nearly theirs.

use super::columns::Crosstab;
use super::lines::CrosstabLine;
use super::measure_label::MeasureLabel;
use crate::calendar::FiscalCalendar;
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::shape::header::HeaderLabel;
use crate::ingest::shape::look::heading_text;
use crate::ingest::table_problem::TableProblem;
use crate::name;
use crate::sheet::Sheet;
use indexmap::IndexMap;
use std::collections::HashMap;

impl Crosstab {
    /// Each label once, with its cell: over the figures of the measure or over no figures at all, and in its lines.
    pub(super) fn said_of(
        &self,
        measure: &MeasureLabel,
        sheet: &Sheet,
        labels: &[Vec<HeaderLabel>],
        lines: &[CrosstabLine],
        calendar: &FiscalCalendar,
    ) -> Vec<HeaderLabel> {
        let first = self.figures.iter().map(|figure| figure.column).min().unwrap_or(labels.len());
        let is_of_other = |column: usize| {
            let figure = self.figures.iter().find(|figure| figure.column == column);
            let sum = self.sums.iter().find(|sum| sum.column == column);
            match (figure, sum) {
                (Some(figure), _) => !measure.reads(figure),
                (None, Some(sum)) => !measure.is_of(sum.measure.as_ref()),
                (None, None) => self.has_figures(sheet, column),
            }
        };
        let over = labels.iter().enumerate().skip(first).filter(|(column, _)| !is_of_other(*column));
        let no_period = |label: &&HeaderLabel| calendar.parse_label(heading_text(&label.text)).is_none();
        let mut said: Vec<HeaderLabel> = Vec::new();
        for label in over.flat_map(|(_, labels)| labels).filter(no_period) {
            if !said.contains(label) {
                said.push(label.clone());
            }
        }
        if let Some(wanted) = &measure.line {
            let column = self.ids[wanted.id].0;
            for line in lines.iter().filter(|line| line.ids.get(wanted.id).is_some_and(|own| wanted.is_called(own))) {
                let Some(text) = sheet.grid.value(line.row, column).as_text() else { continue };
                let text = name::tidy(&text);
                if said.iter().all(|label| label.text != text) {
                    said.push(HeaderLabel { row: line.row, column, text });
                }
            }
        }
        said
    }

    /// What is to be said of the labels of lines that are measures: those that are nearly one of them, and are left out,
    /// and two of one measure for the same line, of which one must be meant.
    pub(super) fn labels_of_lines(
        &self,
        sheet: &Sheet,
        measures: &[MeasureLabel],
        lines: &[CrosstabLine],
    ) -> Result<Option<Finding>, Finding> {
        let Some(id) = measures.iter().find_map(|measure| Some(measure.line.as_ref()?.id)) else { return Ok(None) };
        let place = |row: usize| sheet.cell_place(sheet.grid.cell(row, self.ids[id].0));
        let mut first: HashMap<(usize, Vec<&str>), (usize, &str)> = HashMap::new();
        let mut left_out: IndexMap<&str, usize> = IndexMap::new();
        let wanted = measures.iter().filter_map(|measure| measure.line.as_ref()).flat_map(|line| &line.labels);
        let wanted: Vec<&String> = wanted.collect();
        for line in lines {
            let Some(own) = line.ids.get(id) else { continue };
            let of = measures.iter().position(|m| m.line.as_ref().is_some_and(|wanted| wanted.is_called(own)));
            let Some(of) = of else {
                if !left_out.contains_key(own.as_str()) && name::nearest(own, &wanted).is_some() {
                    left_out.insert(own, line.row);
                }
                continue;
            };
            let others = line.ids.iter().enumerate().filter(|(at, _)| *at != id).map(|(_, label)| label.as_str());
            let key: Vec<&str> = others.chain([line.section.as_str(), line.scenario.as_str()]).collect();
            let (row, label) = *first.entry((of, key)).or_insert((line.row, own));
            if name::fold(name::without_footnote(label)) != name::fold(name::without_footnote(own)) {
                let said = [(label, row), (own.as_str(), line.row)];
                let said = said.map(|(label, row)| (label.to_owned(), sheet.grid.cell(row, self.ids[id].0)));
                let canonical = measures[of].canonical.clone();
                return Err(Finding::new(place(line.row), TableProblem::SeveralLines { canonical, said }));
            }
        }
        let Some(&row) = left_out.values().next() else { return Ok(None) };
        let labels = left_out.into_keys().map(str::to_owned).collect();
        let problem = DoubtProblem::LinesLeftOut { column: self.ids[id].1.clone(), labels };
        Ok(Some(Finding::new(place(row), problem)))
    }
}
