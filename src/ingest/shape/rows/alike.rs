//! The lines that a row sums by its name and its key, wherever they stand: a sheet may be sorted by the column that says
//! `Total`, and have its totals on top or at its end.

use super::sum_columns::SumColumns;
use crate::ingest::shape::totals::{self, AlikeSums, Claim, Claims, Naming, RowSums};
use crate::name;
use crate::sheet::{Grid, Memo, Raw, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Columns with what stands in them.
type Key = Vec<(usize, u64)>;

pub(super) struct AlikeLines<'a> {
    grid: &'a Grid,
    columns: &'a SumColumns,
    /// Where lines are called as rows that sum them say.
    subjects: BTreeMap<String, Vec<(usize, u64)>>,
    sums: BTreeMap<Key, AlikeSums>,
}

impl<'a> AlikeLines<'a> {
    /// Adds up the lines that some claims may sum.
    pub(super) fn of(
        grid: &'a Grid,
        columns: &'a SumColumns,
        claims: &Claims,
        sums: &mut RowSums<'_>,
        is_read: &dyn Fn(usize) -> bool,
    ) -> Self {
        let mut alike = Self { grid, columns, subjects: BTreeMap::new(), sums: BTreeMap::new() };
        let named: BTreeSet<usize> = claims.iter().map(|claim| claim.row).collect();
        let lines = || sums.lines().iter().copied().filter(|row| !named.contains(row));
        alike.find_subjects(claims, lines());
        // Rows that are called so and turn out to be lines are lines of their key, too.
        let others: BTreeSet<usize> =
            claims.iter().filter(|claim| !alike.says_lines(claim)).map(|claim| claim.row).collect();
        let keys: Vec<Key> = claims.iter().flat_map(|claim| alike.keys(claim)).collect();
        let column_sets: BTreeSet<Vec<usize>> = keys.iter().map(columns_of).collect();
        let none = || AlikeSums { all: sums.no_lines(), read: sums.no_lines() };
        alike.sums = keys.into_iter().map(|key| (key, none())).collect();
        let lines: Vec<usize> =
            sums.lines().iter().copied().filter(|row| !named.contains(row) || others.contains(row)).collect();
        for row in lines {
            for columns in &column_sets {
                let key: Key = columns.iter().map(|&column| (column, grid.raw(row, column).bits())).collect();
                let Some(found) = alike.sums.get_mut(&key) else { continue };
                sums.add_to(&mut found.all, row);
                if is_read(row) {
                    sums.add_to(&mut found.read, row);
                }
            }
        }
        alike
    }

    /// Whether the name of a row says which lines it sums.
    pub(super) fn says_lines(&self, claim: &Claim) -> bool {
        claim.naming == Naming::Plain
            || claim.subject.as_ref().is_some_and(|subject| self.subjects.contains_key(subject))
    }

    /// The lines with its product and period, then those that also have all else that it says.
    pub(super) fn sums_of(&self, claim: &Claim) -> Vec<&AlikeSums> {
        self.keys(claim).iter().filter_map(|key| self.sums.get(key)).collect()
    }

    fn find_subjects(&mut self, claims: &Claims, lines: impl Iterator<Item = usize>) {
        let wanted: BTreeSet<&String> = claims.iter().filter_map(|claim| claim.subject.as_ref()).collect();
        if wanted.is_empty() {
            return;
        }
        let mut asked: Memo<bool> = Memo::new(self.grid);
        for row in lines {
            for &column in &self.columns.labels {
                let raw = self.grid.raw(row, column);
                let Raw::Text(id) = raw else { continue };
                asked.get(self.grid, id, |text| {
                    let compact = totals::compact(&name::fold(text));
                    if wanted.contains(&compact) {
                        self.subjects.entry(compact).or_default().push((column, raw.bits()));
                    }
                    true
                });
            }
        }
    }

    fn keys(&self, claim: &Claim) -> [Key; 2] {
        let raw = |column: usize| (column, self.grid.raw(claim.row, column).bits());
        let mut key: BTreeMap<usize, u64> =
            self.columns.keys.iter().filter(|&&column| column != claim.column).map(|&column| raw(column)).collect();
        let subject = claim.subject.as_ref().and_then(|subject| self.subjects.get(subject)).into_iter().flatten();
        let own = subject.clone().find(|(column, _)| *column == claim.column);
        let elsewhere = || {
            subject.clone().find(|(column, bits)| {
                let raw = self.grid.raw(claim.row, *column);
                self.grid.value(claim.row, *column).is_blank() || raw.bits() == *bits
            })
        };
        key.extend(own.copied().or_else(|| elsewhere().copied()));
        let mut all = key.clone();
        for &column in &self.columns.labels {
            let value = self.grid.value(claim.row, column);
            let names_total = |value: Value<'_>| value.as_text().is_some_and(|text| totals::naming(&text).is_some());
            if column != claim.column && !value.is_blank() && !names_total(value) {
                all.entry(column).or_insert(raw(column).1);
            }
        }
        [key.into_iter().collect(), all.into_iter().collect()]
    }
}

fn columns_of(key: &Key) -> Vec<usize> {
    key.iter().map(|(column, _)| *column).collect()
}
