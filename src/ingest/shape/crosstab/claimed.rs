//! Which lines of a crosstab are totals: by their names, by what they lack, or by being a sum.

use crate::ingest::shape::totals::{
    self, AlikeSums, Claim, Claims, Naming, RowSums, Settled, SettledClaims, TotalVerdict,
};
use crate::name;
use std::collections::BTreeMap;

/// Tells total lines; those with the name of a total and all labels of a line are settled once all lines are known.
#[derive(Default)]
pub(crate) struct TotalLines<'s> {
    settled: Option<&'s SettledClaims>,
    claims: Claims,
}

impl<'s> TotalLines<'s> {
    /// `settled` is what an earlier look at all lines has found.
    pub(crate) fn new(settled: Option<&'s SettledClaims>) -> Self {
        Self { settled, claims: Claims::default() }
    }

    pub(crate) fn settled(&self) -> Option<&'s SettledClaims> {
        self.settled
    }

    /// Whether a line with figures is a total of those above it. One that lacks a label which lines have is no line, so
    /// its name is enough.
    pub(crate) fn is_total(
        &mut self,
        sums: &mut RowSums<'_>,
        row: usize,
        labels: &[Option<String>],
        lacks_name: bool,
    ) -> bool {
        match named(labels) {
            Some((_, _, Naming::Plain)) => true,
            Some(_) if lacks_name => true,
            Some((column, label, naming)) => {
                if let Some(settled) = self.settled.and_then(|settled| settled.of(row)) {
                    return *settled != Settled::Line;
                }
                let verdict = sums.verdict(row);
                let agrees = sums.is_compared(row) && matches!(verdict, TotalVerdict::Agrees(_));
                if agrees && labels.iter().any(Option::is_none) {
                    return true;
                }
                let sum = sums.evidence(row);
                let (is_total, subject) = (sum.is_some(), totals::subject(label));
                self.claims.add(&name::fold(label), Claim { row, column, naming, subject, verdict, sum });
                is_total
            }
            None if labels.iter().all(Option::is_none) => sums.is_sum(row) && sums.count(row) >= 3,
            None => sums.is_surely_sum(row),
        }
    }

    /// What is found, now that all lines are known, each with its labels.
    pub(crate) fn settle<'l>(
        self,
        sums: &mut RowSums<'_>,
        lines: impl Iterator<Item = (usize, &'l [String])>,
    ) -> Option<SettledClaims> {
        let Self { claims, .. } = self;
        if claims.is_empty() {
            return None;
        }
        let mut alike: BTreeMap<String, AlikeSums> = BTreeMap::new();
        let none = || AlikeSums { all: sums.no_lines(), read: sums.no_lines() };
        let wanted: Vec<(String, AlikeSums)> =
            claims.iter().filter_map(|claim| claim.subject.clone()).map(|subject| (subject, none())).collect();
        alike.extend(wanted);
        for (row, labels) in lines {
            if labels.iter().any(|label| totals::naming(label).is_some()) {
                continue;
            }
            let mut compact: Vec<String> = labels.iter().map(|label| totals::compact(&name::fold(label))).collect();
            compact.sort_unstable();
            compact.dedup();
            for label in compact {
                let Some(found) = alike.get_mut(&label) else { continue };
                for sum in [&mut found.all, &mut found.read] {
                    sums.add_to(sum, row);
                }
            }
        }
        alike.retain(|_, sums| sums.all.lines.is_some());
        Some(claims.settle(|claim| {
            let lines = claim.subject.as_ref().and_then(|subject| alike.get(subject))?;
            Some(claim.by_word(sums, &[lines], |_| true))
        }))
    }
}

/// The label that names a total, and its column.
pub(crate) fn named(labels: &[Option<String>]) -> Option<(usize, &String, Naming)> {
    let labelled = labels.iter().enumerate();
    labelled.filter_map(|(at, label)| Some((at, label.as_ref()?))).find_map(|(at, label)| {
        let naming = totals::naming(label)?;
        Some((at, label, naming))
    })
}
