//! What can be wrong with arguments that parse.

use crate::diagnostic::{Problem, Rule, rules};
use crate::name;
use crate::prose::{quoted_list, shown};

/// A broken rule of the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CliProblem {
    UnknownCode { code: String, known: Vec<&'static str> },
    UnknownTemplate { what: String, known: Vec<String> },
    OutsideCalendar { day: String },
}

rules! {
    UNKNOWN_CODE = "unknown_code", Stop, false, "`goalpost explain` takes the code of a finding, as it stands in brackets before the message and in the first column of findings.csv.";
    UNKNOWN_TEMPLATE = "unknown_template", Stop, false, "`goalpost template` makes `goals`, `products`, `fx`, or the export of an input, which it finds in the pipeline file given with `--pipeline`.";
    TODAY_OUTSIDE_CALENDAR = "today_outside_calendar", Stop, false, "The calendar file of the pipeline does not reach today, so the periods of the year are not known. Add them to the file.";
}

impl Problem for CliProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::UnknownCode { .. } => &UNKNOWN_CODE,
            Self::UnknownTemplate { .. } => &UNKNOWN_TEMPLATE,
            Self::OutsideCalendar { .. } => &TODAY_OUTSIDE_CALENDAR,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnknownTemplate { what, .. } => format!("there is no template for `{}`", shown(what)),
            Self::OutsideCalendar { day } => format!("the calendar file does not reach {day}"),
            Self::UnknownCode { code, .. } => format!("no finding has the code `{}`", shown(code)),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownTemplate { what, known } => {
                let known = || known.iter().map(String::as_str);
                let all = || format!("expected one of {}", quoted_list(&known().collect::<Vec<_>>()));
                Some(name::nearest(what, known()).map_or_else(all, |near| format!("did you mean `{near}`?")))
            }
            Self::OutsideCalendar { .. } => Some("add the periods of this year to the calendar file".to_owned()),
            Self::UnknownCode { code, known } => {
                let hint = name::suggestion(code, known.iter().copied());
                hint.or_else(|| Some("codes stand in brackets before the message of a finding".to_owned()))
            }
        }
    }
}
