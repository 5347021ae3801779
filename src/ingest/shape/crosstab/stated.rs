//! What a crosstab says of a measure: the labels over its figures, and those of its lines.

use super::columns::Crosstab;
use super::lines::CrosstabLine;
use super::measure_label::MeasureLabel;
use crate::calendar::FiscalCalendar;
use crate::ingest::shape::header::HeaderLabel;
use crate::ingest::shape::look::heading_text;
use crate::name;
use crate::sheet::Sheet;

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
}
