//! Findings: what is wrong or worth knowing, where, and what to do about it.
//!
//! Each stage lists its broken rules as variants of its own `Problem` enum; this page only knows what they have in
//! common. A [`Rule`] is the class (code, usual severity, explanation), a [`Problem`] one case of it with its
//! particulars, a [`Finding`] a problem with its place. Nothing is rendered here.

use crate::place::Place;
use std::fmt;
use std::sync::Arc;

/// What a finding does to the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Note,
    /// Published with the finding beside it.
    Warn,
    /// Nothing is published.
    Stop,
}

impl Severity {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warn => "warn",
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

/// One broken rule with its particulars. Messages are lowercase fragments with backticks round the user's words.
pub trait Problem: fmt::Debug + Send + Sync {
    fn rule(&self) -> &'static Rule;
    fn message(&self) -> String;
    fn hint(&self) -> Option<String>;
}

/// A problem and where it stands.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Name of the `[[input]]` it came in by, where there is one.
    pub input: Option<Arc<str>>,
    pub place: Place,
    pub severity: Severity,
    pub problem: Arc<dyn Problem>,
}

impl Finding {
    pub fn new(place: Place, problem: impl Problem + 'static) -> Self {
        Self { input: None, place, severity: problem.rule().severity, problem: Arc::new(problem) }
    }

    #[must_use]
    pub fn of_input(mut self, input: &Arc<str>) -> Self {
        self.input = Some(input.clone());
        self
    }

    pub fn code(&self) -> &'static str {
        self.problem.rule().code
    }

    pub fn stops(&self) -> bool {
        self.severity == Severity::Stop
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
