//! What can be wrong with arguments that parse.

use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::name;
use crate::prose::{quoted_list, shown};

/// A broken rule of the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CliProblem {
    UnknownCode { code: String, known: Vec<&'static str> },
    UnknownTemplate { what: String, known: Vec<String> },
    OutsideCalendar { day: String },
    FigureNotNamed,
    UnknownMetric { found: String, known: Vec<String> },
    MetricNotFed { metric: &'static str },
    NoSuchProduct { found: String, known: Vec<String> },
    BadPeriod { label: String, as_of: String },
    NoSuchRun { found: String, known: Vec<String> },
    TooFewRuns { runs: usize },
    NotForASchedule { path: String },
}

rules! {
    UNKNOWN_CODE = "unknown_code", Stop, false, "`goalpost explain` takes the code of a finding, as it stands in brackets before the message and in the first column of findings.csv.";
    UNKNOWN_TEMPLATE = "unknown_template", Stop, false, "`goalpost template` makes `goals`, `products`, `fx`, or the export of an input, which it finds in the pipeline file given with `--pipeline`.";
    TODAY_OUTSIDE_CALENDAR = "today_outside_calendar", Stop, false, "The calendar file of the pipeline does not reach today, so the periods of the year are not known. Add them to the file.";
    FIGURE_NOT_NAMED = "figure_not_named", Stop, false, "`goalpost explain` with a pipeline explains one figure, which `--product` and `--metric` name as metrics.csv does.";
    NO_SUCH_METRIC = "no_such_metric", Stop, false, "`--metric` takes the id or the label of a metric; `goalpost metrics` lists them all.";
    METRIC_NOT_FED = "metric_not_fed", Stop, false, "No input of the pipeline brings what the metric is made of, so it has no figure at all. `goalpost metrics` has its formula.";
    NO_SUCH_PRODUCT = "no_such_product", Stop, false, "`--product` takes a name or an alias of the catalog, or `*` for the portfolio.";
    BAD_PERIOD = "bad_period", Stop, false, "`--period` takes one period of the pipeline's calendar, not later than the as-of period.";
    NO_SUCH_RUN = "no_such_run", Stop, false, "`goalpost diff` takes runs by their id, by their number or by the beginning of their id; `goalpost history` lists them.";
    TOO_FEW_RUNS = "too_few_runs", Stop, false, "`goalpost diff` compares two published runs, and the history of the pipeline has fewer. A dry run and a check leave none.";
    NOT_FOR_A_SCHEDULE = "not_for_a_schedule", Stop, false, "The path of the pipeline or of goalpost has characters that no entry of a scheduler can hold: a line break, another control character, or bytes that are no text. Rename the folder or file.";
}

impl Problem for CliProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::UnknownCode { .. } => &UNKNOWN_CODE,
            Self::UnknownTemplate { .. } => &UNKNOWN_TEMPLATE,
            Self::OutsideCalendar { .. } => &TODAY_OUTSIDE_CALENDAR,
            Self::FigureNotNamed => &FIGURE_NOT_NAMED,
            Self::UnknownMetric { .. } => &NO_SUCH_METRIC,
            Self::MetricNotFed { .. } => &METRIC_NOT_FED,
            Self::NoSuchProduct { .. } => &NO_SUCH_PRODUCT,
            Self::BadPeriod { .. } => &BAD_PERIOD,
            Self::NoSuchRun { .. } => &NO_SUCH_RUN,
            Self::TooFewRuns { .. } => &TOO_FEW_RUNS,
            Self::NotForASchedule { .. } => &NOT_FOR_A_SCHEDULE,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnknownTemplate { what, .. } => format!("there is no template for `{}`", shown(what)),
            Self::OutsideCalendar { day } => format!("the calendar file does not reach {day}"),
            Self::FigureNotNamed => "expected `--product` and `--metric`, found a pipeline alone".to_owned(),
            Self::UnknownMetric { found, .. } => format!("`{}` is no metric", shown(found)),
            Self::MetricNotFed { metric } => format!("no input brings what `{metric}` is made of"),
            Self::NoSuchProduct { found, .. } => format!("`{}` is no product of the catalog", shown(found)),
            Self::BadPeriod { label, as_of } => {
                format!("expected one period up to {as_of} in `--period`, found `{}`", shown(label))
            }
            Self::NoSuchRun { found, .. } => format!("`{}` is no published run", shown(found)),
            Self::TooFewRuns { runs } => {
                format!("expected two published runs, found {}", if *runs == 0 { "none" } else { "one" })
            }
            Self::NotForASchedule { path } => format!("no scheduler can hold the path `{}`", shown(path)),
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
            Self::FigureNotNamed => Some("write `--product NAME --metric ID`, as they stand in metrics.csv".to_owned()),
            Self::UnknownMetric { found, known } => name::suggestion(found, known.iter().map(String::as_str))
                .or_else(|| Some("`goalpost metrics` lists all".to_owned())),
            Self::MetricNotFed { .. } => Some("`goalpost metrics` has its formula".to_owned()),
            Self::NoSuchProduct { found, known } => name::suggestion(found, known.iter().map(String::as_str))
                .or_else(|| Some("`*` is the portfolio".to_owned())),
            Self::BadPeriod { as_of, .. } => Some(format!("write it like `{as_of}`")),
            Self::NoSuchRun { found, known } => name::suggestion(found, known.iter().map(String::as_str))
                .or_else(|| Some("`goalpost history` lists them".to_owned())),
            Self::TooFewRuns { .. } => Some("`goalpost history` lists them".to_owned()),
            Self::NotForASchedule { .. } => Some("rename the folder or file".to_owned()),
            Self::UnknownCode { code, known } => {
                let hint = name::suggestion(code, known.iter().copied());
                hint.or_else(|| Some("codes stand in brackets before the message of a finding".to_owned()))
            }
        }
    }

    fn in_korean(&self) -> Option<Said> {
        None
    }
}
