//! *Claims*: rows whose label names a total though their key is whole, such as the customer `TOTAL GAS & POWER LIMITED`
//! in a ledger or `Total Devices` below the devices. One figure that happens to be a sum proves nothing, so a label is
//! judged by all of its rows together, and by what stands around them.

use super::difference::Lines;
use super::naming::Naming;
use std::collections::{BTreeMap, BTreeSet};

/// What a row with a whole key is, as far as the lines above say.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) row: usize,
    pub(crate) naming: Naming,
    /// Whether it stands below the last line of a group.
    pub(crate) closes: bool,
    /// `None` where its figures are no sum of at least two lines.
    pub(crate) sum: Option<SumEvidence>,
}

/// How much it tells that the figures of a row are sums.
#[derive(Debug, Clone)]
pub(crate) struct SumEvidence {
    pub(crate) of: Lines,
    /// Figures that are not zero, and the digits that they have together.
    pub(crate) figures: usize,
    pub(crate) digits: usize,
}

impl SumEvidence {
    /// Three figures of eight digits together are no coincidence.
    pub(crate) const fn is_telling(figures: usize, digits: usize) -> bool {
        figures >= 3 && digits >= 8
    }
}

/// The claims of a table by label.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    by_label: BTreeMap<String, Vec<Claim>>,
}

/// Which labels name totals, and which rows of the others happen to be sums.
#[derive(Debug, Default)]
pub(crate) struct SettledClaims {
    data: BTreeSet<String>,
    totals: BTreeSet<String>,
    /// Rows of data that are the sum of these lines.
    pub(crate) doubtful: Vec<(usize, Lines)>,
}

impl SettledClaims {
    /// Whether the rows with a label are totals; `None` for one that claims nothing.
    pub(crate) fn is_total(&self, label: &str) -> Option<bool> {
        if self.data.contains(label) {
            return Some(false);
        }
        self.totals.contains(label).then_some(true)
    }
}

impl Claims {
    pub(crate) fn is_empty(&self) -> bool {
        self.by_label.is_empty()
    }

    pub(crate) fn add(&mut self, label: &str, claim: Claim) {
        self.by_label.entry(label.to_owned()).or_default().push(claim);
    }

    pub(crate) fn settle(self) -> SettledClaims {
        let pooled = |claims: &mut dyn Iterator<Item = &Claim>| {
            let sums = claims.filter_map(|claim| claim.sum.as_ref());
            sums.fold((0, 0), |(figures, digits), sum| (figures + sum.figures, digits + sum.digits))
        };
        let holds = |claims: &Vec<Claim>| claims.iter().all(|claim| claim.sum.is_some());
        // Subtotals bear the names of their groups, each said once.
        let (figures, digits) = pooled(&mut self.by_label.values().filter(|claims| holds(claims)).flatten());
        let all_tell = SumEvidence::is_telling(figures, digits);
        let mut settled = SettledClaims::default();
        for (label, claims) in self.by_label {
            let sums = claims.iter().filter(|claim| claim.sum.is_some()).count();
            let plain = claims.iter().all(|claim| claim.naming == Naming::Plain);
            let closes = claims.iter().all(|claim| claim.closes);
            let is_total = if holds(&claims) {
                all_tell || plain && closes
            } else if plain {
                closes
            } else {
                let (figures, digits) = pooled(&mut claims.iter());
                sums * 2 > claims.len() && SumEvidence::is_telling(figures, digits)
            };
            if is_total {
                settled.totals.insert(label);
                continue;
            }
            settled.data.insert(label);
            settled.doubtful.extend(claims.into_iter().filter_map(|claim| Some((claim.row, claim.sum?.of))));
        }
        settled.doubtful.sort_unstable();
        settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of one label: whether each closes a group, and the digits of its one figure where it is a sum.
    fn rows(claims: &mut Claims, label: &str, naming: Naming, rows: &[(bool, Option<usize>)]) {
        for (row, &(closes, digits)) in rows.iter().enumerate() {
            let sum = digits.map(|digits| SumEvidence { of: (0, 1), figures: 1, digits });
            claims.add(label, Claim { row, naming, closes, sum });
        }
    }

    #[track_caller]
    fn check(naming: Naming, of: &[(bool, Option<usize>)], is_total: bool, doubtful: usize) {
        let mut claims = Claims::default();
        rows(&mut claims, "x", naming, of);
        let settled = claims.settle();
        assert_eq!((settled.is_total("x"), settled.doubtful.len()), (Some(is_total), doubtful));
        assert_eq!(settled.is_total("y"), None);
    }

    #[test]
    fn one_sum_proves_nothing_and_many_do() {
        use Naming::WithSubject;
        check(WithSubject, &[(true, Some(4))], false, 1);
        check(WithSubject, &[(false, Some(4)), (false, Some(4)), (false, Some(4))], true, 0);
        check(WithSubject, &[(true, Some(2)), (true, Some(1)), (true, Some(1))], false, 3);
        // A customer who buys every month and once happens to be a sum.
        check(WithSubject, &[(false, Some(6)), (false, None), (false, None)], false, 1);
        check(WithSubject, &[(true, None)], false, 0);
    }

    #[test]
    fn the_bare_word_below_a_group_is_a_total_whether_it_is_right_or_not() {
        use Naming::Plain;
        check(Plain, &[(true, Some(4))], true, 0);
        check(Plain, &[(true, Some(4)), (true, None)], true, 0);
        check(Plain, &[(false, Some(4)), (true, None)], false, 1);
        check(Plain, &[(false, None)], false, 0);
    }

    #[test]
    fn subtotals_of_several_names_prove_each_other() {
        let mut claims = Claims::default();
        for label in ["total a", "total b", "total c"] {
            rows(&mut claims, label, Naming::WithSubject, &[(true, Some(4))]);
        }
        rows(&mut claims, "total care", Naming::WithSubject, &[(true, Some(4)), (false, None)]);
        let settled = claims.settle();
        assert_eq!(settled.is_total("total b"), Some(true));
        assert_eq!(settled.is_total("total care"), Some(false));
        assert_eq!(settled.doubtful.len(), 1);
    }
}
