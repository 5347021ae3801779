//! What can be wrong with arguments that parse.

use crate::diagnostic::findings;
use crate::name;
use crate::prose::{quoted_list, shown};

findings! {
    /// A broken rule of the command line.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum CliProblem;

    "unknown_code": Stop;
    "`goalpost explain` takes the code of a finding, as it stands in brackets before the message and in the first \
     column of findings.csv.";
    UnknownCode { code: String, known: Vec<&'static str> } => {
        message: format!("no finding has the code `{}`", shown(code)),
        hint: name::suggestion(code, known)
            .or_else(|| Some("codes stand in brackets before the message of a finding".to_owned())),
    }

    "unknown_template": Stop;
    "`goalpost template` makes `goals`, `products`, `fx`, or the export of an input, which it finds in the pipeline \
     file given with `--pipeline`.";
    UnknownTemplate { what: String, known: Vec<String> } => {
        message: format!("there is no template for `{}`", shown(what)),
        hint: match name::nearest(what, known) {
            Some(near) => name::did_you_mean(near),
            None => format!("expected one of {}", quoted_list(known)),
        },
    }

    "no_such_table": Stop;
    "`goalpost inspect --rows` writes the largest table of a file, or the one whose range is given as `inspect` shows \
     it, such as `--rows=Sales!A5:G341`.";
    NoSuchTable { range: String, known: Vec<String> } => {
        message: if range.is_empty() {
            "no table was found".to_owned()
        } else {
            format!("there is no table in `{}`", shown(range))
        },
        hint: (!known.is_empty()).then(|| format!("expected one of {}", quoted_list(known))),
    }

    "empty_folder": Stop;
    "`goalpost inspect` looks at every file below a folder but pipelines and notes. Nothing else lies in this one.";
    EmptyFolder => {
        message: "no export lies in this folder",
        hint: "name a file, or the folder that has the exports",
    }

    "today_outside_calendar": Stop;
    "The calendar file of the pipeline does not reach today, so the periods of the year are not known. Add them to the \
     file.";
    OutsideCalendar { day: String } => {
        message: format!("the calendar file does not reach {day}"),
        hint: "add the periods of this year to the calendar file",
    }

    "figure_not_named": Stop;
    "`goalpost explain` with a pipeline explains one figure, which `--product` and `--metric` name as metrics.csv \
     does.";
    FigureNotNamed => {
        message: "expected `--product` and `--metric`, found a pipeline alone",
        hint: "write `--product NAME --metric ID`, as they stand in metrics.csv",
    }

    "no_such_metric": Stop;
    "`--metric` takes the id or the label of a metric; `goalpost metrics` lists them all.";
    UnknownMetric { found: String, known: Vec<String> } => {
        message: format!("`{}` is no metric", shown(found)),
        hint: name::suggestion(found, known).or_else(|| Some("`goalpost metrics` lists all".to_owned())),
    }

    "metric_not_fed": Stop;
    "No input of the pipeline brings what the metric is made of, so it has no figure at all. `goalpost metrics` has \
     its formula.";
    MetricNotFed { metric: String } => {
        message: format!("no input brings what `{metric}` is made of"),
        hint: "`goalpost metrics` has its formula",
    }

    "no_such_product": Stop;
    "`--product` takes a name or an alias of the catalog, or `*` for the portfolio.";
    NoSuchProduct { found: String, known: Vec<String> } => {
        message: format!("`{}` is no product of the catalog", shown(found)),
        hint: name::suggestion(found, known).or_else(|| Some("`*` is the portfolio".to_owned())),
    }

    "bad_period": Stop;
    "`--period` takes one period of the pipeline's calendar, not later than the as-of period.";
    BadPeriod { label: String, as_of: String } => {
        message: format!("expected one period up to {as_of} in `--period`, found `{}`", shown(label)),
        hint: format!("write it like `{as_of}`"),
    }

    "no_such_run": Stop;
    "`goalpost diff` takes runs by their id, by their number or by the beginning of their id; `goalpost history` lists \
     them.";
    NoSuchRun { found: String, known: Vec<String> } => {
        message: format!("`{}` is no published run", shown(found)),
        hint: name::suggestion(found, known).or_else(|| Some("`goalpost history` lists them".to_owned())),
    }

    "too_few_runs": Stop;
    "`goalpost diff` compares two published runs, and the history of the pipeline has fewer. A dry run and a check \
     leave none.";
    TooFewRuns { runs: usize } => {
        message: format!("expected two published runs, found {}", if *runs == 0 { "none" } else { "one" }),
        hint: "`goalpost history` lists them",
    }

    "not_for_a_schedule": Stop;
    "The path of the pipeline or of goalpost has characters that no entry of a scheduler can hold: a line break, \
     another control character, or bytes that are no text. Rename the folder or file.";
    NotForASchedule { path: String } => {
        message: format!("no scheduler can hold the path `{}`", shown(path)),
        hint: "rename the folder or file",
    }
}
