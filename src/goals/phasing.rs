//! How the target of a goal is spread: a word, or weights such as `1;1;2`.

use super::goal::Phasing;
use super::problem::GoalProblem;
use crate::amount::Amount;
use crate::calendar::Span;
use crate::metrics::Metric;
use crate::name;

/// `None` for weights without a window that they could be counted against.
pub(super) fn read(text: &str, span: Option<Span>) -> Option<Result<Phasing, GoalProblem>> {
    Some(Ok(match name::fold(text).as_str() {
        "even" | "균등" => Phasing::Even,
        "last_year" | "last year" | "전년" => Phasing::LastYear,
        "ramp" | "점증" => Phasing::Ramp,
        "flat" | "고정" => Phasing::Flat,
        _ => return Some(weights(text, span?)),
    }))
}

fn weights(text: &str, span: Span) -> Result<Phasing, GoalProblem> {
    let weight = |part: &str| Amount::parse_plain(part.trim()).filter(|weight| !weight.is_negative());
    let weights = text.split(';').map(weight).collect::<Option<Vec<Amount>>>();
    let weights = weights.ok_or_else(|| GoalProblem::UnreadableEntry {
        column: "phasing",
        expected: "even, last_year, ramp, flat or weights like 1;1;2",
        found: text.to_owned(),
    })?;
    if weights.len() != span.len() || weights.iter().all(Amount::is_zero) {
        return Err(GoalProblem::PhasingLength { weights: weights.len(), periods: span.len() });
    }
    Ok(Phasing::Weights(weights))
}

/// Why a phasing does not fit its metric, if it does not.
pub(super) fn unfit(phasing: &Phasing, metric: &Metric, has_baseline: bool) -> Option<GoalProblem> {
    let adds_up = metric.kind().adds_up();
    let (phasing, needs) = match phasing {
        Phasing::Even if !adds_up => ("even", "a metric that adds up over periods"),
        Phasing::LastYear if !adds_up => ("last_year", "a metric that adds up over periods"),
        Phasing::Weights(_) if !adds_up => ("weights", "a metric that adds up over periods"),
        Phasing::Ramp if adds_up => ("ramp", "a metric that stands at a level"),
        Phasing::Flat if adds_up => ("flat", "a metric that stands at a level"),
        Phasing::Ramp if !has_baseline => ("ramp", "a baseline"),
        _ => return None,
    };
    Some(GoalProblem::PhasingOfAnother { phasing, needs })
}
