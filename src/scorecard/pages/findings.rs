//! The findings of a run as a table: every kind at a glance, the gravest first.

use crate::diagnostic::{Finding, Severity};
use crate::lang::Label;
use crate::place::Place;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{PageCell, PageColumn, PageRow, PageTable, Width};
use crate::scorecard::wording::{self, labels};

/// Of a kind with more than [`MANY`] findings only the first are shown; `findings.csv` has them all. What stops a run or sets a
/// product aside is never counted only.
const MANY: usize = 5;
const FIRST: usize = 3;

pub(super) fn table(view: &ScorecardView<'_>) -> PageTable {
    let columns = vec![
        PageColumn::text("severity", view.say(labels::SEVERITY), Width::Content),
        PageColumn::text("message", view.say(labels::MESSAGE), Width::AtMost(60)).spanning(2),
        PageColumn::text("where", view.say(labels::WHERE), Width::AtMost(64)).spanning(2),
        PageColumn::text("hint", view.say(labels::HINT), Width::Given).spanning(6),
        PageColumn::text("code", view.say(labels::CODE), Width::Given).spanning(4),
    ];
    let mut rows = Vec::new();
    for kind in kinds(view.findings) {
        let is_long = kind.len() > MANY && kind[0].severity < Severity::Quarantine;
        let shown = if is_long { FIRST } else { kind.len() };
        rows.extend(kind.iter().take(shown).map(|finding| row(view, finding)));
        if is_long {
            rows.push(more(view, kind[0], kind.len() - shown));
        }
    }
    PageTable::new("findings", columns, rows)
}

/// Findings of one severity, code and input together, in the order in which they came up.
fn kinds(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut kinds: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let kind = |other: &Finding| {
            (other.severity, other.code(), &other.input) == (finding.severity, finding.code(), &finding.input)
        };
        match kinds.iter_mut().find(|found| kind(found[0])) {
            Some(found) => found.push(finding),
            None => kinds.push(vec![finding]),
        }
    }
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind[0].severity));
    kinds
}

fn row(view: &ScorecardView<'_>, finding: &Finding) -> PageRow {
    let said = finding.said(view.lang);
    PageRow::plain(vec![
        PageCell::text(view.say(severity(finding.severity))),
        PageCell::text(said.message),
        PageCell::text(place(view, &finding.place)),
        said.hint.map_or_else(|| view.no_data(labels::NO_HINT), PageCell::text),
        PageCell::text(finding.code()),
    ])
}

/// `재무/매출.xlsx, 시트 매출, D7`
fn place(view: &ScorecardView<'_>, place: &Place) -> String {
    let Some(file) = place.file() else { return view.say(labels::WHOLE_RUN).to_owned() };
    let sheet = place.sheet().map(|sheet| format!("{} {sheet}", view.say(labels::IN_SHEET)));
    [Some(file.to_owned()), sheet, place.cell()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `24 more of this kind`
fn more(view: &ScorecardView<'_>, first: &Finding, number: usize) -> PageRow {
    PageRow::plain(vec![
        PageCell::text(view.say(severity(first.severity))),
        PageCell::text(wording::more_of_this_kind(number, view.lang)),
        view.no_data(labels::IN_FINDINGS_CSV),
        PageCell::text(view.say(labels::IN_FINDINGS_CSV)),
        PageCell::text(first.code()),
    ])
}

const fn severity(severity: Severity) -> Label {
    match severity {
        Severity::Stop => labels::SEVERITY_STOP,
        Severity::Quarantine => labels::SEVERITY_QUARANTINE,
        Severity::Warn => labels::SEVERITY_WARN,
        Severity::Note => labels::SEVERITY_NOTE,
    }
}
