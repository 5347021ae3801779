//! Findings: what is wrong or worth knowing, where, and what to do about it.
//!
//! Each stage lists its broken rules as variants of its own `Problem` enum; this page only knows what they have in
//! common. A [`Rule`] is the class (code, usual severity, explanation), a [`Problem`] one case of it with its
//! particulars, a [`Finding`] a problem with its place. Nothing is rendered here.

mod said;

pub use said::Said;
#[cfg(test)]
pub(crate) use said::tests as korean_tests;

use crate::lang::Lang;
use crate::place::Place;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Declares the rules of a stage as statics, and `RULES`, the list of them all.
macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $adjustable:literal, $explanation:literal;)*) => {
        $(static $name: $crate::diagnostic::Rule = $crate::diagnostic::Rule {
            code: $code,
            severity: $crate::diagnostic::Severity::$severity,
            adjustable: $adjustable,
            explanation: $explanation,
        };)*
        /// Every rule of this stage.
        pub static RULES: &[&$crate::diagnostic::Rule] = &[$(&$name),*];
    };
}
pub(crate) use rules;

/// What a finding does to the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Note,
    /// Published with the finding beside it.
    Warn,
    /// Published, and the product that it is about is not scored.
    Quarantine,
    /// Nothing is published.
    Stop,
}

impl Severity {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Quarantine => "quarantine",
            Self::Stop => "stop",
        }
    }
}

/// A class of findings.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable `snake_case` name, used in `findings.csv` and under `[quality]`.
    pub code: &'static str,
    /// What it does unless `[quality]` says otherwise.
    pub severity: Severity,
    /// Whether `[quality]` may say otherwise: false where going on would mean publishing a guess.
    pub adjustable: bool,
    /// What it means and how to mend it, in two or three sentences.
    pub explanation: &'static str,
}

/// Rules whose findings are about one product each, so that it can be set aside and the others published.
const ABOUT_A_PRODUCT: &[&str] = &[
    "check_failed",
    "negative_mrr",
    "end_before_start",
    "blank_key",
    "too_many_digits",
    "unreadable_number",
    "unreadable_date",
    "faulty_cell",
    "blank_currency",
    "foreign_currency",
    "unknown_currency",
    "missing_rate",
];

impl Rule {
    /// Whether `[quality]` may set aside the product that a finding of this rule is about.
    pub fn is_about_a_product(&self) -> bool {
        ABOUT_A_PRODUCT.contains(&self.code)
    }
}

/// One broken rule with its particulars. Messages are lowercase fragments with backticks round the user's words.
pub trait Problem: fmt::Debug + Send + Sync {
    fn rule(&self) -> &'static Rule;
    fn message(&self) -> String;
    fn hint(&self) -> Option<String>;

    /// The same for the pages of a Korean scorecard; `None` of a problem that no page can have, since it stops the run or
    /// comes up when the pages are made. Tables, terminal and log are in English, which machines and support read.
    fn in_korean(&self) -> Option<Said>;

    /// Whether the same command may succeed later, of a problem that stops publishing.
    fn outlook(&self) -> Outlook {
        Outlook::Lasting
    }
}

/// What becomes of a problem when nobody mends anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    Lasting,
    /// It passes: somebody else is at work, or a share is away.
    Passing,
    /// There is none: the run was asked to stop.
    Interrupted,
}

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
        quarantined
            || self.severity == Severity::Warn
                && (softened
                    || matches!(rule.code, "input_behind" | "export_overdue" | "history_not_written" | "hook_failed"))
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub stop: usize,
    pub quarantine: usize,
    pub warn: usize,
    pub note: usize,
}

impl Tally {
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

    static SOFT: Rule = Rule { code: "soft", severity: Severity::Warn, adjustable: true, explanation: "" };
    static HARD: Rule = Rule { code: "hard", severity: Severity::Stop, adjustable: false, explanation: "" };

    #[derive(Debug)]
    struct Broken(&'static Rule);

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
    fn a_gap_is_a_hard_rule_that_was_softened() {
        let mut finding = Finding::new(Place::Nowhere, Broken(&HARD));
        assert!(!finding.leaves_a_gap());
        finding.severity = Severity::Warn;
        assert!(finding.leaves_a_gap());
        assert!(!Finding::new(Place::Nowhere, Broken(&SOFT)).leaves_a_gap());
    }
}
