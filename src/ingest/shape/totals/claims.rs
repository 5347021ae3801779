//! *Claims*: rows whose label names a total though their key is whole, such as the customer `TOTAL GAS & POWER LIMITED`
//! in a ledger or `Total Devices` below the devices.
//!
//! The bare word, and the word with the name of other lines (`Total Alpha` beside `Alpha`), say what the row sums: it is
//! that sum, or nobody but the user knows what it is. Any other label is judged by all of its rows together, since one
//! figure that happens to be a sum proves nothing.

use super::difference::{LineSum, Lines, TotalGap};
use super::naming::Naming;
use super::row_sums::{RowSums, SumEvidence, TotalVerdict};
use std::collections::BTreeMap;

/// A row with a whole key and the name of a total.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) row: usize,
    /// The column of the name.
    pub(crate) column: usize,
    pub(crate) naming: Naming,
    /// What it sums by its name.
    pub(crate) subject: Option<String>,
    /// As a total of what stands above it.
    pub(crate) verdict: TotalVerdict,
    /// `None` where its figures are no sum of at least two lines above it.
    pub(crate) sum: Option<SumEvidence>,
}

/// The lines that a row would sum by its name and its key: all of them, and those that are read.
pub(crate) struct AlikeSums {
    pub(crate) all: LineSum,
    pub(crate) read: LineSum,
}

impl Claim {
    /// What a row is whose name says what it sums; `is_read` of the lines that it sums by where it stands.
    pub(crate) fn by_word(
        &self,
        sums: &RowSums<'_>,
        alike: &[&AlikeSums],
        is_read: impl FnOnce(Lines) -> bool,
    ) -> Settled {
        // Where no other line has its key, nothing is counted twice.
        let Some(beside) = alike.iter().rev().find(|alike| alike.read.lines.is_some()) else {
            let telling = self.sum.as_ref().filter(|sum| SumEvidence::is_telling(sum.figures, sum.digits));
            return match telling {
                Some(sum) if is_read(sum.of) => Settled::Total(Some(sum.of)),
                _ => Settled::Line,
            };
        };
        if let Some(sum) = &self.sum {
            return Settled::Total(Some(sum.of));
        }
        let sets = alike.iter().flat_map(|alike| [&alike.read, &alike.all]).filter(|set| set.lines.is_some());
        for set in sets {
            if sums.gap_to(self.row, set).is_none() {
                return Settled::Total(set.lines);
            }
        }
        sums.gap_to(self.row, &beside.read).map_or(Settled::Total(None), Settled::Unclear)
    }
}

/// The claims of a table by label.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    by_label: BTreeMap<String, Vec<Claim>>,
}

/// What a row with the name of a total and a whole key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Settled {
    Line,
    /// With the lines that it sums where they need not stand right above it.
    Total(Option<Lines>),
    /// It is not what it would sum.
    Unclear(Box<TotalGap>),
}

/// What all rows with the names of totals and whole keys are.
#[derive(Debug, Default)]
pub(crate) struct SettledClaims {
    rows: BTreeMap<usize, Settled>,
    /// The first unclear rows of each label.
    labels: Vec<Vec<usize>>,
    /// Lines that are the sum of these.
    pub(crate) doubtful: Vec<(usize, Lines)>,
}

impl SettledClaims {
    pub(crate) fn of(&self, row: usize) -> Option<&Settled> {
        self.rows.get(&row)
    }

    /// The totals.
    pub(crate) fn totals(&self) -> impl Iterator<Item = (usize, Option<Lines>)> {
        self.rows.iter().filter_map(|(row, settled)| match settled {
            Settled::Total(lines) => Some((*row, *lines)),
            Settled::Line | Settled::Unclear(_) => None,
        })
    }

    /// The first of the unclear rows of each label that are read.
    pub(crate) fn unclear(&self, is_read: impl Fn(usize) -> bool) -> impl Iterator<Item = (usize, &TotalGap)> {
        let first = move |rows: &Vec<usize>| rows.iter().copied().find(|&row| is_read(row));
        self.labels.iter().filter_map(first).filter_map(|row| match self.rows.get(&row)? {
            Settled::Unclear(gap) => Some((row, &**gap)),
            Settled::Line | Settled::Total(_) => None,
        })
    }
}

impl Claims {
    pub(crate) fn is_empty(&self) -> bool {
        self.by_label.is_empty()
    }

    pub(crate) fn add(&mut self, label: &str, claim: Claim) {
        self.by_label.entry(label.to_owned()).or_default().push(claim);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.by_label.values().flatten()
    }

    /// `by_word` has what a row is whose name says what it sums.
    pub(crate) fn settle(self, mut by_word: impl FnMut(&Claim) -> Option<Settled>) -> SettledClaims {
        let mut settled = SettledClaims::default();
        let mut others: Vec<Vec<Claim>> = Vec::new();
        for claims in self.by_label.into_values() {
            let mut left = Vec::new();
            let mut said = Vec::new();
            for claim in claims {
                match by_word(&claim) {
                    Some(what) => said.push((claim.row, what)),
                    None => left.push(claim),
                }
            }
            settled.add(said);
            others.push(left);
        }
        settled.settle_others(others);
        settled.doubtful.sort_unstable();
        settled
    }
}

impl SettledClaims {
    /// The rows of a label.
    fn add(&mut self, rows: Vec<(usize, Settled)>) {
        let unclear = rows.iter().filter(|(_, what)| matches!(what, Settled::Unclear(_)));
        self.labels.push(unclear.map(|(row, _)| *row).collect());
        self.rows.extend(rows);
    }

    /// Each label by all of its rows.
    fn settle_others(&mut self, labels: Vec<Vec<Claim>>) {
        let pooled = |claims: &mut dyn Iterator<Item = &Claim>| {
            let sums = claims.filter_map(|claim| claim.sum.as_ref());
            sums.fold((0, 0), |(figures, digits), sum| (figures + sum.figures, digits + sum.digits))
        };
        let holds = |claims: &Vec<Claim>| claims.iter().all(|claim| claim.sum.is_some());
        // Subtotals bear the names of their groups, each said once.
        let (figures, digits) = pooled(&mut labels.iter().filter(|claims| holds(claims)).flatten());
        let all_tell = SumEvidence::is_telling(figures, digits);
        for claims in labels {
            let sums = claims.iter().filter(|claim| claim.sum.is_some()).count();
            let is_total = if holds(&claims) {
                all_tell
            } else {
                let (figures, digits) = pooled(&mut claims.iter());
                sums * 2 > claims.len() && SumEvidence::is_telling(figures, digits)
            };
            let what = |claim: Claim| match claim.verdict {
                _ if !is_total => Settled::Line,
                TotalVerdict::Agrees(lines) => Settled::Total(Some(lines)),
                TotalVerdict::Differs(gap) => Settled::Unclear(gap),
            };
            if !is_total {
                let exact =
                    |claim: &Claim| claim.sum.as_ref().filter(|sum| sum.is_exact).map(|sum| (claim.row, sum.of));
                self.doubtful.extend(claims.iter().filter_map(exact));
            }
            self.add(claims.into_iter().map(|claim| (claim.row, what(claim))).collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;

    /// Rows of one label with the digits of their one figure where it is a sum.
    fn rows(claims: &mut Claims, label: &str, from: usize, rows: &[Option<usize>]) {
        for (row, &digits) in (from..).zip(rows) {
            let sum = digits.map(|digits| SumEvidence { of: (0, 1), figures: 1, digits, is_exact: true });
            let gap =
                || TotalGap { column: 1, stated: Amount::one(), summed: Amount::zero(), of: None, is_open: false };
            let verdict =
                sum.as_ref().map_or_else(|| TotalVerdict::Differs(Box::new(gap())), |sum| TotalVerdict::Agrees(sum.of));
            let naming = Naming::WithSubject;
            claims.add(label, Claim { row, column: 0, naming, subject: None, verdict, sum });
        }
    }

    #[track_caller]
    fn check(of: &[Option<usize>], totals: usize, unclear: usize, doubtful: usize) {
        let mut claims = Claims::default();
        rows(&mut claims, "x", 0, of);
        let settled = claims.settle(|_| None);
        assert_eq!((settled.totals().count(), settled.doubtful.len()), (totals, doubtful));
        assert_eq!(settled.unclear(|_| true).count(), unclear);
        assert_eq!(settled.of(of.len()), None);
    }

    #[test]
    fn one_sum_proves_nothing_and_many_do() {
        check(&[Some(4)], 0, 0, 1);
        check(&[Some(4), Some(4), Some(4)], 3, 0, 0);
        check(&[Some(2), Some(1), Some(1)], 0, 0, 3);
        // A customer who buys every month and once happens to be a sum.
        check(&[Some(6), None, None], 0, 0, 1);
        check(&[None], 0, 0, 0);
    }

    #[test]
    fn of_many_sums_those_that_are_wrong_are_asked_about_once() {
        check(&[Some(4), Some(4), None, Some(4), None, Some(4)], 4, 1, 0);
    }

    #[test]
    fn subtotals_of_several_names_prove_each_other() {
        let mut claims = Claims::default();
        for (at, label) in ["total a", "total b", "total c"].into_iter().enumerate() {
            rows(&mut claims, label, at, &[Some(4)]);
        }
        rows(&mut claims, "total care", 3, &[Some(4), None]);
        let settled = claims.settle(|_| None);
        assert_eq!(settled.of(1), Some(&Settled::Total(Some((0, 1)))));
        assert_eq!(settled.of(3), Some(&Settled::Line));
        assert_eq!(settled.doubtful.len(), 1);
    }
}
