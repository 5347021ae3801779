//! One period in two sheets or files of an input: an export delivered twice, or one in parts.
//!
//! Rows that are alike in both say the same thing twice, and adding them up would double it: that stops the run. Rows
//! of different days or documents are not alike, whatever they amount to. Different rows are parts of a whole and are
//! added up, with a finding that says so, but for files that share no day: those are a delivery a day. A day tells rows
//! apart only where it is more than the name of its period, and never those of a stock, to which a second day adds
//! nothing. An input may decide otherwise with `overlap`; its *latest* file then counts for a whole period, and the rows
//! of the others are superseded.

use super::keyed::{KeyedPart, KeyedTable};
use super::problem::FactProblem;
use crate::calendar::{Date, FiscalCalendar, Period};
use crate::diagnostic::Finding;
use crate::ingest::{TablePart, TypedColumn, When};
use crate::pipeline;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The rows of one input, sheet by sheet.
#[derive(Debug, Default)]
pub(super) struct InputOverlap {
    policy: pipeline::Overlap,
    /// By period, where the latest file counts: its name.
    latest: BTreeMap<Period, Arc<str>>,
    /// Rows left out by period: how many, and the first of them.
    superseded: BTreeMap<Period, (usize, Place)>,
    /// Fingerprint of a row → where it stood.
    seen: HashMap<u64, SeenRow>,
    /// Day of a row → the sheet it first stood in.
    days: HashMap<Date, u32>,
    /// Periods of which a row has no day that tells it apart.
    undated: BTreeSet<Period>,
    /// Periods with a day in two sheets.
    shared: BTreeSet<Period>,
    /// Period → first row in each sheet.
    periods: BTreeMap<Period, BTreeMap<u32, Place>>,
    /// Rows alike in two sheets, by period: how many, the later one, and the earlier sheet.
    alike: BTreeMap<Period, (usize, Place, u32)>,
}

impl InputOverlap {
    /// For the sheets of an input, in their order; files come in the natural order of their names.
    pub(super) fn of(keyed: &KeyedTable<'_>) -> Self {
        let mut latest = BTreeMap::new();
        if keyed.table.overlap == pipeline::Overlap::Latest {
            for part in &keyed.parts {
                latest.extend(part.covered.iter().map(|&period| (period, part.part.file.clone())));
            }
        }
        Self { policy: keyed.table.overlap, latest, ..Self::default() }
    }

    /// Whether a later file brings the period of this row too. Sheets of one file are parts of it.
    pub(super) fn supersedes(&self, file: &str, period: Period) -> bool {
        self.latest.get(&period).is_some_and(|latest| **latest != *file)
    }

    /// Notes a row that is left out.
    pub(super) fn leave_out(&mut self, part: &TablePart, row: usize, period: Period) {
        self.superseded.entry(period).or_insert_with(|| (0, part.place(row, "period"))).0 += 1;
    }

    /// Notes a used row of the sheet with this number.
    pub(super) fn note(&mut self, keyed: &KeyedPart<'_>, row: usize, key: (usize, Period), sheet: u32) {
        let part = keyed.part;
        let place = || part.place(row, "period");
        let day = match part.whens("period").and_then(|whens| whens.get(row)) {
            Some(When::Day(day)) if keyed.days_tell_apart => Some(*day),
            _ => None,
        };
        self.periods.entry(key.1).or_default().entry(sheet).or_insert_with(place);
        match day {
            Some(day) if *self.days.entry(day).or_insert(sheet) == sheet => {}
            Some(_) => _ = self.shared.insert(key.1),
            None => _ = self.undated.insert(key.1),
        }
        if matches!(self.policy, pipeline::Overlap::Sum | pipeline::Overlap::Stop) {
            return;
        }
        let mark = (day, part.documents.get(row));
        let seen = self.seen.entry(fingerprint(part, row, key, mark)).or_insert(SeenRow::first_in(sheet));
        if seen.is_alike_in(sheet) {
            let first = seen.first;
            self.alike.entry(key.1).or_insert_with(|| (0, place(), first)).0 += 1;
        }
    }

    /// What came out over all sheets of the input.
    pub(super) fn findings(self, input: &Arc<str>, calendar: &FiscalCalendar) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.left_out(calendar).into_iter().collect();
        // The first of a month in one file and its last in another may both only name it.
        let is_named =
            |period: Period, day: Date| [calendar.first_day(period), calendar.last_day(period)].contains(&day);
        let of_day = |&day: &Date| calendar.period_of(day).filter(|&period| !is_named(period, day));
        let inside: BTreeSet<Period> = self.days.keys().filter_map(of_day).collect();
        let is_shared = |period: &Period| {
            self.policy == pipeline::Overlap::Stop
                || [&self.shared, &self.undated].iter().any(|periods| periods.contains(period))
                || !inside.contains(period)
        };
        let in_several = self.periods.iter().filter(|(_, sheets)| sheets.len() > 1);
        let shared: Vec<_> = in_several.filter(|(period, _)| is_shared(period)).collect();
        for (period, sheets) in &shared {
            let Some((rows, place, first)) = self.alike.get(period) else { continue };
            let other = sheets.get(first).map(where_from).unwrap_or_default();
            let problem = FactProblem::OverlapAlike { period: calendar.label(**period), rows: *rows, other };
            findings.push(Finding::new(place.clone(), problem));
        }
        let differ: Vec<_> = shared.iter().filter(|(period, _)| !self.alike.contains_key(period)).collect();
        if let Some((period, sheets)) = differ.last() {
            let (periods, last) = (differ.len(), calendar.label(**period));
            let place = sheets.values().next_back().cloned().unwrap_or_default();
            let sheets = sheets.values().map(where_from).collect();
            let problem = match self.policy {
                pipeline::Overlap::Stop => FactProblem::OverlapRefused { periods, last, sheets },
                _ => FactProblem::OverlapSummed { periods, last, sheets },
            };
            findings.push(Finding::new(place, problem));
        }
        findings.into_iter().map(|finding| finding.of_input(input)).collect()
    }

    /// What the latest files have put out of use.
    fn left_out(&self, calendar: &FiscalCalendar) -> Option<Finding> {
        let (&last, (_, place)) = self.superseded.last_key_value()?;
        let by: BTreeSet<&Arc<str>> = self.superseded.keys().filter_map(|period| self.latest.get(period)).collect();
        let problem = FactProblem::OverlapSuperseded {
            rows: self.superseded.values().map(|(rows, _)| rows).sum(),
            periods: self.superseded.len(),
            last: calendar.label(last),
            by: by.into_iter().map(ToString::to_string).collect(),
        };
        Some(Finding::new(place.clone(), problem))
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

/// Where a row stood, and how often.
#[derive(Debug)]
struct SeenRow {
    first: u32,
    /// How often in the first sheet.
    times: u32,
    /// The last sheet after it, and how often there.
    again: (u32, u32),
}

impl SeenRow {
    const fn first_in(sheet: u32) -> Self {
        Self { first: sheet, times: 0, again: (sheet, 0) }
    }

    /// Notes that it stands in a sheet, and says whether it stood in the first sheet as often before.
    fn is_alike_in(&mut self, sheet: u32) -> bool {
        if sheet == self.first {
            self.times += 1;
            return false;
        }
        if self.again.0 != sheet {
            self.again = (sheet, 0);
        }
        self.again.1 += 1;
        self.again.1 <= self.times
    }
}

/// All that a row says, whatever its place. Hashes with fixed keys are the same in every run.
fn fingerprint(part: &TablePart, row: usize, key: (usize, Period), mark: (Option<Date>, Option<&u32>)) -> u64 {
    let mut hasher = DefaultHasher::new();
    (key, mark).hash(&mut hasher);
    for (name, column) in &part.columns {
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
