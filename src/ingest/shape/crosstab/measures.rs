//! Which measure stands under which heading, or, where the lines are measures, in which line.

use super::columns::{Crosstab, wanted_measures};
use super::measure_label::{MeasureLabel, MeasureLine, Where};
use super::unlabelled::Unlabelled;
use crate::diagnostic::Finding;
use crate::ingest::problem::IngestProblem;
use crate::ingest::shape::header::JOINT;
use crate::ingest::shape::scenario::{self, Scenario};
use crate::ingest::table_problem::TableProblem;
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::place::Place;
use crate::schema::MeasureKind;
use crate::sheet::Sheet;

/// A measure that the pipeline names.
struct WantedMeasure<'a> {
    canonical: &'a str,
    names: &'a [String],
    /// The label before the name of its lines: `Act` of `Act / Revenue`.
    under: Option<&'a str>,
    measure_kind: MeasureKind,
}

impl<'a> WantedMeasure<'a> {
    fn of((canonical, names, measure_kind): (&'a str, &'a [String], MeasureKind), labels: &[&String]) -> Self {
        let under = |name: &'a String| {
            let (under, _) = name.split_once(JOINT)?;
            labels.iter().any(|label| name::fold(label) == name::fold(under)).then_some(under)
        };
        Self { canonical, names, under: names.iter().find_map(under), measure_kind }
    }

    fn is_called(&self, label: &str) -> bool {
        self.names.iter().any(|name| {
            name::fold(name) == name::fold(label) || name::fold(name) == name::fold(name::without_footnote(label))
        })
    }

    /// Whether lines with this label are its own.
    fn is_of_line(&self, label: &str) -> bool {
        self.names.iter().any(|name| {
            let own = match (self.under, name.split_once(JOINT)) {
                (Some(under), Some((before, line))) if before == under => line,
                _ => name,
            };
            name::fold(own) == name::fold(label)
        })
    }

    /// Whether the pipeline gives it a name that figures without a label cannot have.
    fn is_named_otherwise(&self, has_labels: bool) -> bool {
        let is_assumed = *self.names == [self.canonical];
        let says_scenario = |name: &String| scenario::of(name).is_some_and(|said| said != Scenario::Version);
        !is_assumed && (has_labels || self.names.iter().any(says_scenario))
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
        let wanted: Vec<WantedMeasure<'_>> =
            wanted_measures(input).map(|wanted| WantedMeasure::of(wanted, &labels)).collect();
        let is_labelled = wanted.iter().any(|wanted| labels.iter().any(|label| wanted.is_called(label)));
        let down = if is_labelled { None } else { self.down(sheet, input, &wanted) };
        let distinct: indexmap::IndexSet<&String> = labels.iter().copied().collect();
        let mut measures = Vec::new();
        let mut missing = Vec::new();
        for measure in &wanted {
            let line = down.as_ref().and_then(|(id, said)| {
                let labels: Vec<String> = said.iter().filter(|label| measure.is_of_line(label)).cloned().collect();
                (!labels.is_empty()).then_some(MeasureLine { id: *id, labels })
            });
            let called = distinct.iter().filter(|label| measure.is_called(label));
            let mut called: Vec<String> = called.map(|label| (*label).clone()).collect();
            if called.is_empty() {
                called.extend(measure.under.filter(|_| line.is_some()).map(str::to_owned));
            }
            let at = if !called.is_empty() {
                Some(Where::Under(called))
            } else if wanted.len() != 1 && line.is_none() {
                None
            } else if line.is_none() && measure.is_named_otherwise(!labels.is_empty()) {
                // A name that some other label stands for is not everything.
                None
            } else {
                match self.unlabelled(sheet, input, measure.canonical, line.as_ref()) {
                    Unlabelled::Found(at, left_out) => {
                        let is_said = !left_out.is_empty();
                        let problem = TableProblem::ScenarioLeftOut { labels: left_out };
                        findings.extend(is_said.then(|| Finding::new(self.first_figure(sheet), problem)));
                        Some(at)
                    }
                    Unlabelled::Missing => None,
                    Unlabelled::Asked(problem) => {
                        findings.push(Finding::new(self.first_figure(sheet), problem));
                        return None;
                    }
                }
            };
            match at {
                Some(at) => {
                    let canonical = measure.canonical.to_owned();
                    measures.push(MeasureLabel { canonical, at, line, measure_kind: measure.measure_kind });
                }
                None => missing.push(measure.names.to_vec()),
            }
        }
        // As in a table, every name that is asked for must be there.
        let found: Vec<String> = distinct.into_iter().cloned().collect();
        let place = sheet.cell_place(sheet.grid.cell(self.bottom, 0));
        for wanted in missing {
            findings.push(Finding::new(place.clone(), IngestProblem::MissingColumn { wanted, found: found.clone() }));
        }
        (!measures.is_empty()).then_some(measures)
    }

    fn first_figure(&self, sheet: &Sheet) -> Place {
        let column = self.figures.first().map_or(0, |figure| figure.column);
        sheet.cell_place(sheet.grid.cell(self.bottom, column))
    }

    /// The column of labels in whose lines all the wanted measures stand, with their labels; it is none of those that
    /// say what a line is about.
    fn down(&self, sheet: &Sheet, input: &Input, wanted: &[WantedMeasure<'_>]) -> Option<(usize, Vec<String>)> {
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
                if wanted.iter().any(|measure| measure.is_of_line(&bare)) && !said.contains(&bare) {
                    said.push(bare);
                }
            }
            let all = wanted.iter().all(|measure| said.iter().any(|label| measure.is_of_line(label)));
            all.then_some((id, said))
        });
        let first = found.next()?;
        // Two such columns contradict each other.
        found.next().is_none().then_some(first)
    }
}
