//! One period in two sheets or files of an input: an export delivered twice, or one in parts.
//!
//! Rows that are alike in both say the same thing twice, and adding them up would double it: that stops the run.
//! Different rows are parts of a whole and are added up, with a finding that says so.

use super::problem::FactProblem;
use super::walk::Walk;
use crate::calendar::{FiscalCalendar, Period};
use crate::diagnostic::Finding;
use crate::ingest::TypedColumn;
use crate::place::Place;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The rows of one input, sheet by sheet.
#[derive(Debug, Default)]
pub(super) struct Overlap {
    /// Fingerprint of a row → the sheet it first stood in.
    seen: HashMap<u64, u32>,
    /// Period → first row in each sheet.
    periods: BTreeMap<Period, BTreeMap<u32, Place>>,
    /// Rows alike in two sheets, by period: how many, the later one, and the earlier sheet.
    alike: BTreeMap<Period, (usize, Place, u32)>,
}

impl Overlap {
    /// Notes a used row of the sheet with this number.
    pub(super) fn note(&mut self, walk: &Walk<'_>, row: usize, key: (usize, Period), sheet: u32) {
        let place = || walk.part().place(row, "period");
        self.periods.entry(key.1).or_default().entry(sheet).or_insert_with(place);
        let first = *self.seen.entry(fingerprint(walk, row, key)).or_insert(sheet);
        if first != sheet {
            self.alike.entry(key.1).or_insert_with(|| (0, place(), first)).0 += 1;
        }
    }

    /// What came out over all sheets of the input.
    pub(super) fn findings(self, input: &Arc<str>, calendar: &FiscalCalendar) -> Vec<Finding> {
        let mut findings = Vec::new();
        let shared: Vec<_> = self.periods.iter().filter(|(_, sheets)| sheets.len() > 1).collect();
        for (period, sheets) in &shared {
            let Some((rows, place, first)) = self.alike.get(period) else { continue };
            let other = sheets.get(first).map(where_from).unwrap_or_default();
            let problem = FactProblem::OverlapAlike { period: calendar.label(**period), rows: *rows, other };
            findings.push(Finding::new(place.clone(), problem).of_input(input));
        }
        let summed: Vec<_> = shared.iter().filter(|(period, _)| !self.alike.contains_key(period)).collect();
        if let Some((period, sheets)) = summed.last() {
            let places: Vec<&Place> = sheets.values().collect();
            let problem = FactProblem::OverlapSummed {
                periods: summed.len(),
                last: calendar.label(**period),
                sheets: places.iter().map(|place| where_from(place)).collect(),
            };
            let place = places.last().map_or(Place::Nowhere, |place| (*place).clone());
            findings.push(Finding::new(place, problem).of_input(input));
        }
        findings
    }
}

/// File and sheet of a place.
fn where_from(place: &Place) -> String {
    match (place.file(), place.sheet()) {
        (Some(file), Some(sheet)) => format!("{file}, sheet {sheet}"),
        (Some(file), None) => file.to_owned(),
        _ => String::new(),
    }
}

/// All that a row says, whatever its place. Hashes with fixed keys are the same in every run.
fn fingerprint(walk: &Walk<'_>, row: usize, key: (usize, Period)) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    for (name, column) in &walk.part().columns {
        match column {
            TypedColumn::Number(numbers) => {
                let amount = numbers.get(row).map(|m| crate::amount::Amount::from_scaled(m, numbers.scale()));
                (name, amount).hash(&mut hasher);
            }
            TypedColumn::Text(texts) if *name != "product" => (name, texts.get(row)).hash(&mut hasher),
            TypedColumn::Day(days) => (name, days[row]).hash(&mut hasher),
            TypedColumn::Text(_) | TypedColumn::When(_) => {}
        }
    }
    hasher.finish()
}
