//! Which measure stands under which heading, or, where the lines are measures, in which line.

use super::columns::{Crosstab, FigureColumn};
use crate::diagnostic::Finding;
use crate::ingest::problem::IngestProblem;
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::schema::{ColumnRole, MeasureKind};
use crate::sheet::Sheet;

/// A measure with where it is.
#[derive(Debug)]
pub(crate) struct MeasureLabel {
    pub(crate) canonical: String,
    pub(crate) at: Where,
    pub(crate) measure_kind: MeasureKind,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// Every column of figures, which have no label of a measure.
    Everywhere,
    /// Under this label.
    Under(String),
    /// In the lines that have this label in a column of labels.
    InLines { id: usize, label: String },
}

impl MeasureLabel {
    /// The column of this measure among those of one period, in a line with these labels.
    pub(crate) fn column_of(&self, columns: &[&FigureColumn], line: &[String]) -> Option<usize> {
        let mine = |figure: &&&FigureColumn| match (&self.at, &figure.measure) {
            (Where::Under(wanted), Some(label)) => name::fold(wanted) == name::fold(label),
            (Where::Everywhere, None) => true,
            (Where::InLines { id, label }, _) => {
                line.get(*id).is_some_and(|own| name::fold(name::without_footnote(own)) == name::fold(label))
            }
            _ => false,
        };
        columns.iter().find(mine).map(|figure| figure.column)
    }

    /// Whether a column of figures is read for this measure.
    pub(crate) fn reads(&self, figure: &FigureColumn) -> bool {
        match (&self.at, &figure.measure) {
            (Where::Under(wanted), Some(label)) => name::fold(wanted) == name::fold(label),
            (Where::Everywhere, None) | (Where::InLines { .. }, _) => true,
            (Where::Under(_), None) | (Where::Everywhere, Some(_)) => false,
        }
    }

    pub(crate) fn is_of(&self, label: Option<&String>) -> bool {
        match (&self.at, label) {
            (Where::Under(wanted), Some(label)) => name::fold(wanted) == name::fold(label),
            (Where::Under(_), None) => false,
            _ => true,
        }
    }
}

impl Crosstab {
    /// The wanted measures; `None` when not one of them is there, which is then a finding.
    pub(crate) fn measures(
        &self,
        sheet: &Sheet,
        input: &Input,
        findings: &mut Vec<Finding>,
    ) -> Option<Vec<MeasureLabel>> {
        let labels: Vec<&String> = self.figures.iter().filter_map(|figure| figure.measure.as_ref()).collect();
        let wanted: Vec<(&str, &[String], MeasureKind)> = input
            .fact
            .schema()
            .columns
            .iter()
            .filter_map(|spec| match (spec.role, input.columns.get(spec.name.as_ref())) {
                (ColumnRole::Measure(measure_kind, _), Some(ColumnSource::Headers(names))) => {
                    Some((spec.name.as_ref(), names.as_slice(), measure_kind))
                }
                _ => None,
            })
            .collect();
        let down = if labels.is_empty() { self.down(sheet, input, &wanted) } else { None };
        let mut measures = Vec::new();
        let mut missing = Vec::new();
        for (canonical, names, measure_kind) in &wanted {
            let same = |label: &str| {
                names.iter().any(|name| {
                    name::fold(name) == name::fold(label)
                        || name::fold(name) == name::fold(name::without_footnote(label))
                })
            };
            let at = if let Some(label) = labels.iter().find(|label| same(label)) {
                Some(Where::Under((*label).clone()))
            } else if let Some((id, found)) = &down {
                found.iter().find(|label| same(label)).map(|label| Where::InLines { id: *id, label: label.clone() })
            } else {
                (wanted.len() == 1 && labels.len() < self.figures.len()).then_some(Where::Everywhere)
            };
            match at {
                Some(at) => {
                    measures.push(MeasureLabel { canonical: (*canonical).to_owned(), at, measure_kind: *measure_kind });
                }
                None => missing.push(names.to_vec()),
            }
        }
        // As in a table, every name that is asked for must be there.
        let distinct: indexmap::IndexSet<String> = labels.into_iter().cloned().collect();
        let found: Vec<String> = distinct.into_iter().collect();
        let place = sheet.cell_place(sheet.grid.cell(self.bottom, 0));
        for wanted in missing {
            findings.push(Finding::new(place.clone(), IngestProblem::MissingColumn { wanted, found: found.clone() }));
        }
        (!measures.is_empty()).then_some(measures)
    }

    /// The column of labels in whose lines all the wanted measures stand, with their labels; it is none of those that
    /// say what a line is about.
    fn down(
        &self,
        sheet: &Sheet,
        input: &Input,
        wanted: &[(&str, &[String], MeasureKind)],
    ) -> Option<(usize, Vec<String>)> {
        let grid = &sheet.grid;
        let is_about = |label: &str| {
            input.columns.values().any(|source| match source {
                ColumnSource::Headers(names) => names.iter().any(|name| super::classify::is_same(name, label)),
                _ => false,
            })
        };
        let candidates = self.ids.iter().enumerate().filter(|(_, (_, label))| !is_about(label));
        let mut found = candidates.filter_map(|(id, &(column, _))| {
            let mut said: Vec<String> = Vec::new();
            for row in self.bottom + 1..self.end {
                let Some(text) = grid.value(row, column).as_text() else { continue };
                let bare = name::tidy(name::without_footnote(&text));
                let is_measure = |names: &[String]| names.iter().any(|name| name::fold(name) == name::fold(&bare));
                if wanted.iter().any(|(_, names, _)| is_measure(names)) && !said.contains(&bare) {
                    said.push(bare);
                }
            }
            let all = wanted.iter().all(|(_, names, _)| {
                said.iter().any(|label| names.iter().any(|name| name::fold(name) == name::fold(label)))
            });
            all.then_some((id, said))
        });
        let first = found.next()?;
        // Two such columns contradict each other.
        found.next().is_none().then_some(first)
    }
}
