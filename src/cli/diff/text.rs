//! The comparison for people: a heading a kind of change, a line a change.

use crate::amount::Amount;
use crate::calendar::FiscalCalendar;
use crate::history::{FileChange, MoveDirection, MoveKind, Moved, Restated};
use crate::run::compare::{RunComparison, ScoreChange};

const NO_DATA: &str = "no data";

pub(super) fn text(comparison: &RunComparison<'_>, calendar: &FiscalCalendar) -> String {
    let RunComparison { old, new, restated, moves, scores, goals_file, inputs } = comparison;
    let mut out = format!("{} ({}) → {} ({})\n", old.id, old.head.as_of, new.id, new.head.as_of);
    let mut add = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            out.extend(["\n", title, "\n"]);
            for line in lines {
                out.extend(["  ", &line, "\n"]);
            }
        }
    };
    add("Scores", scores.iter().map(of_score).collect());
    add("Goals moved", moves.iter().flat_map(of_move).collect());
    add("Figures restated", restated.iter().map(|figure| of_figure(figure, calendar)).collect());
    let goals = goals_file.iter().map(|change| of_file(change) + " (goals workbook)");
    add("Files", goals.chain(inputs.iter().map(of_file)).collect());
    if scores.is_empty() && moves.is_empty() && restated.is_empty() && goals_file.is_none() && inputs.is_empty() {
        out += "nothing has changed\n";
    }
    out
}

/// `Alpha: 95 at_risk → 90 at_risk`
fn of_score(change: &ScoreChange) -> String {
    let name = if change.product == "*" { "portfolio" } else { &change.product };
    let side = |score: &Option<String>, verdict: &Option<String>| match verdict {
        Some(verdict) => {
            format!("{}{verdict}", score.as_deref().map_or_else(String::new, |score| rounded(score) + " "))
        }
        None => "not there".to_owned(),
    };
    format!("{name}: {} → {}", side(&change.old, &change.old_verdict), side(&change.new, &change.new_verdict))
}

/// `G1 (Alpha, revenue, FY2026): target 1200 → 1080, loosened; Kim, 2026-04-02: budget cut`
fn of_move(moved: &Moved) -> Vec<String> {
    let Some(goal) = moved.new.as_ref().or(moved.old.as_ref()) else { return Vec::new() };
    let what = goal.metric.as_deref().or(goal.milestone.as_deref()).unwrap_or_default();
    let about = format!("{} ({}, {what}, {})", moved.goal, goal.product, goal.period);
    let by = match (&goal.agreed_by, &goal.agreed_on, &moved.new) {
        (Some(by), Some(on), Some(_)) => format!("; {by}, {on}"),
        _ => String::new(),
    };
    let reason = match (&moved.reason, &moved.what) {
        (Some(reason), _) => format!(": {reason}"),
        (None, MoveKind::Added) => String::new(),
        (None, _) => "; no reason given".to_owned(),
    };
    let seen = format!("; first seen by {}", moved.seen.run);
    let said = |what: String, direction: MoveDirection| {
        let direction =
            if direction == MoveDirection::Neither { String::new() } else { format!(", {}", direction.into_str()) };
        format!("{about}: {what}{direction}{by}{reason}{seen}")
    };
    match &moved.what {
        MoveKind::Changed(changes) => changes
            .iter()
            .map(|change| {
                let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
                let what = format!("{} {} → {}", change.field.into_str(), value(&change.old), value(&change.new));
                said(what, change.direction)
            })
            .collect(),
        other => vec![said(other.into_str().to_owned(), moved.direction)],
    }
}

/// `Alpha, revenue, 2026-02: 90 → 60; with it average_price, revenue_growth`
fn of_figure(figure: &Restated, calendar: &FiscalCalendar) -> String {
    let product = if figure.product == "*" { "portfolio" } else { &figure.product };
    let value =
        |value: &Option<Amount>| value.as_ref().map_or_else(|| NO_DATA.to_owned(), |value| rounded(&value.to_exact()));
    let along: Vec<&str> = figure.along.iter().map(|metric| metric.id.as_ref()).collect();
    let along = if along.is_empty() { String::new() } else { format!("; with it {}", along.join(", ")) };
    let period = calendar.label(figure.period);
    format!("{product}, {}, {period}: {} → {}{along}", figure.metric.id, value(&figure.old), value(&figure.new))
}

fn of_file(change: &FileChange) -> String {
    let what = match (&change.old, &change.new) {
        (None, _) => "new",
        (_, None) => "gone",
        _ => "changed",
    };
    format!("{}: {what}", change.file)
}

/// An exact figure in digits: one that has no end as a decimal is cut where nobody reads on.
fn rounded(exact: &str) -> String {
    match Amount::parse_exact(exact) {
        Some(amount) if exact.contains('/') || exact.len() > 24 => amount.to_fixed(6),
        _ => exact.to_owned(),
    }
}
