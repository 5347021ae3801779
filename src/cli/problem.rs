//! What can be wrong with arguments that parse.

use crate::diagnostic::{Problem, Rule, rules};
use crate::name;
use crate::prose::shown;

/// A broken rule of the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CliProblem {
    UnknownCode { code: String, known: Vec<&'static str> },
}

rules! {
    UNKNOWN_CODE = "unknown_code", Stop, false, "`goalpost explain` takes the code of a finding, as it stands in brackets before the message and in the first column of findings.csv.";
}

impl Problem for CliProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::UnknownCode { .. } => &UNKNOWN_CODE,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnknownCode { code, .. } => format!("no finding has the code `{}`", shown(code)),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownCode { code, known } => {
                let hint = name::suggestion(code, known.iter().copied());
                hint.or_else(|| Some("codes stand in brackets before the message of a finding".to_owned()))
            }
        }
    }
}
