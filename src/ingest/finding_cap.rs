//! How many findings of one kind are listed.

use super::problem::IngestProblem;
use crate::diagnostic::Finding;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Lists findings of one kind up to a limit and counts the rest, so that one broken column does not bury the others.
pub(crate) struct FindingCap {
    listed: BTreeMap<&'static str, usize>,
    /// By code, how many are not listed.
    unlisted: BTreeMap<&'static str, usize>,
    /// Each product that a finding is about is named at least once: it may have to be set aside.
    products: BTreeSet<(&'static str, Arc<str>)>,
    place: Place,
}

impl FindingCap {
    const LISTED: usize = 25;

    pub(crate) fn new(place: Place) -> Self {
        Self { listed: BTreeMap::new(), unlisted: BTreeMap::new(), products: BTreeSet::new(), place }
    }

    pub(crate) fn add(&mut self, findings: &mut Vec<Finding>, finding: Finding) {
        let number = self.listed.entry(finding.code()).or_insert(0);
        *number += 1;
        let of_product = finding.product.clone().map(|product| (finding.code(), product));
        let is_new = of_product.is_some_and(|of_product| self.products.insert(of_product));
        if *number <= Self::LISTED || is_new {
            findings.push(finding);
        } else {
            *self.unlisted.entry(finding.code()).or_insert(0) += 1;
        }
    }

    pub(crate) fn close(self, findings: &mut Vec<Finding>) {
        for (code, number) in self.unlisted {
            let problem = IngestProblem::MoreAlike { code, number };
            findings.push(Finding::new(self.place.clone(), problem));
        }
    }
}
