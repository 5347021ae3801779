//! Findings: what is wrong or worth knowing, where, and what to do about it.
//!
//! Each stage declares its findings with `findings!`; this page only knows what they have in common. A [`Rule`] is the
//! class (code, usual severity, explanation), a [`Problem`] one case of it with its particulars, a [`Finding`] a problem
//! with its place. Nothing is rendered here.

mod cause;
mod declare;
mod problem;
mod rule;

pub use cause::Cause;
pub(crate) use declare::{Hint, findings};
#[cfg(test)]
pub(crate) use problem::tests::speaks_korean;
pub use problem::{Outlook, Problem, Said};
pub use rule::{About, Rule, Severity};

use crate::lang::Lang;
use crate::place::Place;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A problem and where it stands.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Name of the `[[input]]` it came in by, where there is one.
    pub input: Option<Arc<str>>,
    /// Name of the one product that it is about, where there is one.
    pub product: Option<Arc<str>>,
    pub place: Place,
    pub severity: Severity,
    pub problem: Arc<dyn Problem>,
}

impl Finding {
    pub fn new(place: Place, problem: impl Problem + 'static) -> Self {
        Self { input: None, product: None, place, severity: problem.rule().severity, problem: Arc::new(problem) }
    }

    #[must_use]
    pub fn of_input(mut self, input: &Arc<str>) -> Self {
        self.input = Some(input.clone());
        self
    }

    #[must_use]
    pub fn of_product(mut self, product: impl Into<Arc<str>>) -> Self {
        self.product = Some(product.into());
        self
    }

    /// The product that is not scored because of it.
    pub fn quarantined(&self) -> Option<&Arc<str>> {
        self.product.as_ref().filter(|_| self.severity == Severity::Quarantine)
    }

    pub fn rule(&self) -> &'static Rule {
        self.problem.rule()
    }

    /// What a page says of it.
    pub fn said(&self, lang: Lang) -> Said {
        let in_english = || Said { message: self.problem.message(), hint: self.problem.hint() };
        match lang {
            Lang::En => in_english(),
            Lang::Ko => self.problem.in_korean().unwrap_or_else(in_english),
        }
    }

    pub fn code(&self) -> &'static str {
        self.rule().code
    }

    pub fn stops(&self) -> bool {
        self.severity == Severity::Stop
    }

    /// Whether figures are missing that were hoped for: an export is behind, or the finding would stop the run and does
    /// not, since it is about an export that the run can do without; or the history lacks the run; or the hook failed; or a product is set aside.
    pub fn leaves_a_gap(&self) -> bool {
        let rule = self.rule();
        let softened = rule.severity == Severity::Stop && !rule.adjustable;
        let quarantined = self.severity == Severity::Quarantine;
        quarantined || self.severity == Severity::Warn && (softened || rule.leaves_a_gap)
    }

    /// The finding as `[quality]` wants it, by code; `None` when it is to be ignored. Rules that are not adjustable
    /// stay as they are, whatever the policies say; but a product can always be set aside, where it is known which.
    #[must_use]
    pub fn under(mut self, policies: &BTreeMap<String, Option<Severity>>) -> Option<Self> {
        match policies.get(self.code()) {
            Some(Some(Severity::Quarantine)) if self.product.is_none() => {}
            Some(Some(Severity::Quarantine)) => self.severity = Severity::Quarantine,
            Some(policy) if self.rule().adjustable => self.severity = (*policy)?,
            _ => {}
        }
        Some(self)
    }
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct SeverityCount {
    pub stop: usize,
    pub quarantine: usize,
    pub warn: usize,
    pub note: usize,
}

impl SeverityCount {
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            *match finding.severity {
                Severity::Stop => &mut tally.stop,
                Severity::Quarantine => &mut tally.quarantine,
                Severity::Warn => &mut tally.warn,
                Severity::Note => &mut tally.note,
            } += 1;
        }
        tally
    }
}

/// The value of a step that only a fault of goalpost can spoil.
///
/// # Panics
///
/// When it is spoilt: stopping is better than a figure that is not so. `main` turns that into the exit code of a fault.
#[expect(clippy::panic, reason = "a broken invariant has no other way to stop a figure from being published")]
#[track_caller]
pub fn sound<T, E: fmt::Display>(result: Result<T, E>, step: &str) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{step}: {error}. This is a fault of goalpost, not of your files: please report it"),
    }
}

/// A result with the findings that came up on the way.
#[derive(Debug, Clone)]
pub struct Warned<T> {
    pub value: T,
    pub findings: Vec<Finding>,
}

impl<T> Warned<T> {
    /// Hands over the value and puts the findings with the others.
    pub fn unload(self, findings: &mut Vec<Finding>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static SOFT: Rule = Rule::new("soft", Severity::Warn, "").adjustable();
    static HARD: Rule = Rule::new("hard", Severity::Stop, "");
    static LATE: Rule = Rule::new("late", Severity::Warn, "").adjustable().leaves_a_gap();

    #[derive(Debug)]
    struct Broken(&'static Rule);

    impl fmt::Display for Broken {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(&self.message())
        }
    }

    impl std::error::Error for Broken {}

    impl Problem for Broken {
        fn rule(&self) -> &'static Rule {
            self.0
        }

        fn message(&self) -> String {
            String::new()
        }

        fn hint(&self) -> Option<String> {
            None
        }

        fn in_korean(&self) -> Option<Said> {
            None
        }
    }

    fn severity(rule: &'static Rule, policy: Option<Severity>) -> Option<Severity> {
        let policies = [(rule.code.to_owned(), policy)].into();
        Finding::new(Place::Nowhere, Broken(rule)).under(&policies).map(|finding| finding.severity)
    }

    #[test]
    fn a_policy_raises_lowers_or_drops_the_findings_of_an_adjustable_rule() {
        assert_eq!(severity(&SOFT, Some(Severity::Stop)), Some(Severity::Stop));
        assert_eq!(severity(&SOFT, Some(Severity::Note)), Some(Severity::Note));
        assert_eq!(severity(&SOFT, None), None);
    }

    #[test]
    fn no_policy_bends_a_rule_that_is_not_adjustable() {
        for policy in [None, Some(Severity::Note), Some(Severity::Warn)] {
            assert_eq!(severity(&HARD, policy), Some(Severity::Stop));
        }
    }

    #[test]
    fn policies_of_other_rules_change_nothing() {
        let finding = Finding::new(Place::Nowhere, Broken(&SOFT)).under(&[("hard".to_owned(), None)].into());
        assert_eq!(finding.map(|finding| finding.severity), Some(Severity::Warn));
    }

    #[test]
    fn a_gap_is_a_hard_rule_that_was_softened_or_one_that_says_so() {
        let mut finding = Finding::new(Place::Nowhere, Broken(&HARD));
        assert!(!finding.leaves_a_gap());
        finding.severity = Severity::Warn;
        assert!(finding.leaves_a_gap());
        assert!(!Finding::new(Place::Nowhere, Broken(&SOFT)).leaves_a_gap());
        assert!(Finding::new(Place::Nowhere, Broken(&LATE)).leaves_a_gap());
    }
}
