//! A draft as people read and paste it: what is said of it stands in comments.

use super::lines::folded;
use super::reading::TrialReading;
use super::trial::Trial;
use crate::diagnostic::Severity;
use crate::prose::{count, escaped, grouped, joined, toml_string};
use crate::survey::draft::{Draft, DraftFact};

/// More are told as a number; `--format json` has them all.
const FINDINGS: usize = 6;

/// The draft stands at the left edge, and what is said about it in comments: all of it can be pasted.
pub(super) fn draft(out: &mut String, trial: &Trial, inputs: &str) {
    match &trial.reading {
        None => comment(out, &untried(&trial.draft)),
        Some(reading) => reading_text(out, reading, &trial.draft),
    }
    // Patterns count from the folder of the exports, which is the pipeline's to say.
    if inputs != "." || trial.draft.files.iter().any(|pattern| pattern.contains('/')) {
        comment(out, &format!("`files` below `inputs = {}`", toml_string(inputs)));
    }
    out.push_str(&trial.toml);
}

/// A line of a draft that a pipeline passes over.
fn comment(out: &mut String, text: &str) {
    folded(out, "# ", "#   ", &escaped(text));
}

fn untried(draft: &Draft) -> String {
    let missing: Vec<String> = draft.missing.iter().map(|(canonical, _)| format!("`{canonical}`")).collect();
    match draft.fact {
        DraftFact::Likely(_) if !missing.is_empty() => {
            format!("a draft that was not tried: choose a column for {} first", joined(&missing, "and"))
        }
        _ => "a draft that was not tried: choose a fact and columns (docs/metrics.md)".to_owned(),
    }
}

fn reading_text(out: &mut String, reading: &TrialReading, draft: &Draft) {
    let state = match (&reading.as_of, draft.fact) {
        _ if !reading.works() => "a draft that does not work yet".to_owned(),
        // Nothing in it says which period a run is about.
        (Some(period), _) => format!("a draft that needs a period, `--as-of {period}` or an input that names some"),
        (None, DraftFact::Assumed(fact)) => format!("a draft that works if the figures are {}", fact.name()),
        (None, _) => "a draft that works".to_owned(),
    };
    // Other pipelines need the rates of `[fx]`.
    let under = draft.currency.as_ref().map(|code| format!(" in a pipeline of {code}")).unwrap_or_default();
    comment(out, &format!("{state}{under}: {}", read_text(reading)));
    let rows = &reading.count;
    let ignored = [
        (rows.total, "total"),
        (rows.blank, "blank"),
        (rows.repeated, "repeated header"),
        (rows.filtered, "by `where`"),
        (rows.empty, "without a figure"),
        (rows.duplicate, "duplicate"),
        (rows.superseded, "in a later file, too"),
        (rows.later, "later"),
    ];
    let why: Vec<String> =
        ignored.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{} {why}", grouped(&n.to_string()))).collect();
    let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join(", ")) };
    if rows.read > 0 {
        let number = |n: usize| grouped(&n.to_string());
        let text = format!(
            "rows: {} read, {} used, {} rejected, {} ignored{why}",
            number(rows.read),
            number(rows.used),
            number(rows.rejected),
            number(rows.ignored())
        );
        comment(out, &text);
    }
    let files = reading.files().len();
    for finding in reading.findings.iter().take(FINDINGS) {
        let severity = if finding.severity == Severity::Stop { "stops a run" } else { "warning" };
        let file = finding.place.file().filter(|_| files > 1).map(|file| format!("{file} ")).unwrap_or_default();
        let place = finding.place.cell().unwrap_or_default();
        let place = if file.is_empty() && place.is_empty() { String::new() } else { format!("{file}{place}: ") };
        comment(out, &format!("{severity} [{}] {place}{}", finding.code(), finding.problem.message()));
        if let Some(hint) = finding.problem.hint() {
            folded(out, "#   ", "#   ", &escaped(&hint));
        }
    }
    if reading.findings.len() > FINDINGS {
        comment(out, &format!("… and {}", count(reading.findings.len() - FINDINGS, "more finding")));
    }
}

/// The files and the ranges that were read.
fn read_text(reading: &TrialReading) -> String {
    let files = reading.files();
    if files.len() > 1 {
        let (first, last) = (files[0], files[files.len() - 1]);
        return format!("reads {}, {} … {}", count(files.len(), "file"), escaped(first), escaped(last));
    }
    let ranges: Vec<String> = reading
        .read
        .iter()
        .take(4)
        .map(|part| match &part.sheet {
            Some(sheet) => format!("{} {}", escaped(sheet), part.range),
            None => part.range.clone(),
        })
        .collect();
    let more = if reading.read.len() > 4 { " …" } else { "" };
    if ranges.is_empty() { "reads nothing".to_owned() } else { format!("reads {}{more}", ranges.join(", ")) }
}
