//! How control totals came out.

use super::answer::Scope;
use crate::amount::Amount;
use crate::calendar::Period;
use std::sync::Arc;

/// How a check came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub name: Arc<str>,
    /// What must hold, as it is written.
    pub text: String,
    /// Products and periods of which both sides have a figure.
    pub compared: usize,
    /// Those of which a side has none.
    pub without_data: usize,
    /// Where it does not hold, by scope and period.
    pub failures: Vec<Failure>,
}

/// A scope and period in which a check does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub scope: Scope,
    pub period: Period,
    pub left: Amount,
    pub right: Amount,
}

impl Failure {
    pub fn difference(&self) -> Amount {
        &self.left - &self.right
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum CheckOutcome {
    Passed,
    Failed,
    /// Nowhere do both sides have a figure.
    NotChecked,
}

impl Checked {
    pub fn result(&self) -> CheckOutcome {
        match (self.failures.is_empty(), self.compared) {
            (false, _) => CheckOutcome::Failed,
            (true, 0) => CheckOutcome::NotChecked,
            (true, _) => CheckOutcome::Passed,
        }
    }
}
