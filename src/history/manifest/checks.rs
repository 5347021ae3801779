//! Control totals in the manifest.

use crate::metrics::{Checked, Failure, Measurements};
use serde::{Deserialize, Serialize};

/// A control total and how it came out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckEntry {
    pub name: String,
    pub holds: String,
    /// `passed`, `failed`, or `not_checked` where no period has both sides.
    pub result: String,
    pub compared: usize,
    pub failed: usize,
    /// Periods and products of which a side has no figure.
    pub without_data: usize,
    pub failures: Vec<FailureEntry>,
}

/// A period in which a check does not hold. Figures are exact decimals, in ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FailureEntry {
    /// `*` for the portfolio.
    pub product: String,
    pub period: String,
    pub left: String,
    pub right: String,
    pub difference: String,
}

impl CheckEntry {
    /// Of every check, in the order of the pipeline file.
    pub fn of(measurements: &Measurements) -> Vec<Self> {
        measurements.checks.iter().map(|checked| Self::of_one(checked, measurements)).collect()
    }

    fn of_one(checked: &Checked, measurements: &Measurements) -> Self {
        let failure = |failure: &Failure| FailureEntry {
            product: measurements.scope_name(failure.scope).to_owned(),
            period: measurements.calendar.label(failure.period),
            left: failure.left.to_string(),
            right: failure.right.to_string(),
            difference: failure.difference().to_string(),
        };
        Self {
            name: checked.name.to_string(),
            holds: checked.text.clone(),
            result: checked.result().into_str().to_owned(),
            compared: checked.compared,
            failed: checked.failures.len(),
            without_data: checked.without_data,
            failures: checked.failures.iter().map(failure).collect(),
        }
    }
}
