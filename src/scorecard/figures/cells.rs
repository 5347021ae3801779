//! Figures as cells, and what goals and metrics are called beside them.

use super::style::{FigureStyle, shown_in_ones, single, tone};
use super::view::ScorecardView;
use crate::amount::{Amount, Unit};
use crate::calendar::Window;
use crate::goals::{Aim, Class, Goal};
use crate::metrics::{Measured, Metric, Scope};
use crate::score::{Bands, GoalScore, Status};
use crate::scorecard::model::{NumberFormat, PageCell, Tile};
use crate::scorecard::wording::{self, labels};

/// The metric's label, with its unit where that is not the page's.
pub(crate) fn metric_label(view: &ScorecardView<'_>, metric: &Metric) -> String {
    let label = view.say(metric.label.borrowed());
    match view.currency {
        Some(currency) if shown_in_ones(metric) => format!("{label} ({currency})"),
        _ => label.to_owned(),
    }
}

pub(crate) fn unit_label(view: &ScorecardView<'_>, metric: &Metric) -> String {
    match (metric.unit, view.currency) {
        (Unit::Money, Some(currency)) if shown_in_ones(metric) => currency.to_owned(),
        (Unit::Money, _) => view.money_unit().unwrap_or_else(|| view.say(wording::unit(metric.unit)).to_owned()),
        _ => view.say(wording::unit(metric.unit)).to_owned(),
    }
}

/// What a goal is about, with its window unless that is the fiscal year.
pub(crate) fn goal_label(view: &ScorecardView<'_>, goal: &Goal) -> String {
    let mut label = match &goal.aim {
        Aim::Metric { metric, .. } => metric_label(view, metric),
        Aim::Milestone { name, due } => format!("{name}, {} {due}", view.say(labels::DUE)),
    };
    if goal.metric().is_some() && goal.span != view.year() {
        label = format!("{label}, {}", view.calendar.span_label(goal.span));
    }
    let marks: Vec<&str> = [
        (goal.class == Class::Aspirational).then_some(labels::ASPIRATIONAL_MARK),
        (!goal.agreement.is_agreed()).then_some(labels::NOT_AGREED_MARK),
    ]
    .into_iter()
    .flatten()
    .map(|mark| view.say(mark))
    .collect();
    if marks.is_empty() { label } else { format!("{label} ({})", marks.join(", ")) }
}

/// The figure, or no data with the reason.
pub(crate) fn measured(view: &ScorecardView<'_>, style: &FigureStyle, measured: Option<&Measured>) -> PageCell {
    match measured.map(|measured| &measured.outcome) {
        Some(Ok(figure)) => style.cell(&figure.value),
        Some(Err(reason)) => view.no_data(wording::no_data(*reason)),
        None => view.no_data(labels::NOT_MEASURED),
    }
}

/// A metric of the portfolio writ large: with `detail`, and with its change over the year before.
pub(crate) fn tile(
    view: &ScorecardView<'_>,
    metric: &Metric,
    window: Window,
    label: String,
    detail: impl FnOnce(&FigureStyle) -> Option<String>,
) -> Tile {
    let [actual, prior] = view.with_prior_year(metric, Scope::Portfolio, window);
    let style = FigureStyle::of(view, metric, actual.value());
    let both = actual.value().zip(prior.value());
    let change = both.map(|(now, then)| format!("ΔPY {}", style.delta_percent(view, now, then).shown()));
    let detail: Vec<String> = detail(&style).into_iter().chain(change).collect();
    Tile { label, value: measured(view, &style, Some(&actual)), detail: detail.join(" · ") }
}

/// `Revenue, year to date`
pub(crate) fn label_over(view: &ScorecardView<'_>, metric: &Metric, window: Window) -> String {
    format!("{}, {}", view.say(metric.label.borrowed()), wording::lowered(view.say(wording::window(window))))
}

/// A figure that is compared, where there is one, and its cell, which says why where there is none.
pub(crate) type Compared<'a> = (Option<&'a Amount>, &'a PageCell);

/// Differences of two figures; where one is missing, its reason.
pub(crate) fn compared<const N: usize>(
    actual: Compared<'_>,
    base: Compared<'_>,
    differences: impl Fn(&Amount, &Amount) -> [PageCell; N],
) -> [PageCell; N] {
    match (actual, base) {
        ((Some(actual), _), (Some(base), _)) => differences(actual, base),
        ((None, missing), _) | (_, (None, missing)) => std::array::from_fn(|_| missing.clone()),
    }
}

/// How a score has changed, in points.
pub(crate) fn score_change(now: &Amount, then: &Amount) -> PageCell {
    PageCell::number(now - then, NumberFormat::plain(1).signed()).tone(tone(now, then))
}

/// The score that was published for the period before; `None` where there was none.
pub(crate) fn score_before<'a>(view: &ScorecardView<'a>, scope: Scope) -> Option<&'a Amount> {
    let published = view.scores.since.previous.as_ref()?.of(scope)?;
    published.score.as_ref().filter(|_| published.verdict.is_scored())
}

/// A share of 1 with as few places as do not put it into another band than the one it is in: 99.996% is not 100%.
pub(crate) fn banded(bands: &Bands, value: &Amount) -> NumberFormat {
    const MOST: u32 = 6;
    let hundred = Amount::from(100_i64);
    let percent = value * &hundred;
    let status = bands.status(value);
    let places = (0..MOST).find(|&places| {
        Amount::parse_plain(&percent.to_fixed(places))
            .and_then(|rounded| rounded.checked_div(&hundred))
            .is_some_and(|rounded| bands.status(&rounded) == status)
    });
    NumberFormat::percent(places.unwrap_or(MOST))
}

/// The same for a score on the scale of 100.
pub(crate) fn score_format(bands: &Bands, score: &Amount) -> NumberFormat {
    let share = score * &Amount::from_scaled(1, 2);
    NumberFormat::plain(banded(bands, &share).places)
}

/// Whole numbers without places.
pub(crate) fn plain_format(figure: &Amount) -> NumberFormat {
    NumberFormat::plain(if figure.is_whole() { 0 } else { 2 })
}

pub(crate) fn bands(view: &ScorecardView<'_>, class: Class) -> Bands {
    Bands::of(class, view.scoring)
}

/// A score of a product, a theme or the portfolio.
pub(crate) fn score(view: &ScorecardView<'_>, score: &Amount) -> PageCell {
    PageCell::number(score.clone(), score_format(&bands(view, Class::Committed), score))
}

pub(crate) fn score_if_any(view: &ScorecardView<'_>, amount: Option<&Amount>) -> PageCell {
    view.cell_or(labels::NO_SCORE, amount, |amount| score(view, amount))
}

pub(crate) fn score_shown(view: &ScorecardView<'_>, amount: &Amount) -> String {
    score(view, amount).shown()
}

/// Sign and word.
pub(crate) fn status(view: &ScorecardView<'_>, status: Status) -> PageCell {
    PageCell::status(status, view.say(status.label()))
}

/// A share of 1 that is no attainment, never rounded up to all of it.
pub(crate) fn share(value: &Amount) -> PageCell {
    let places = u32::from(*value < Amount::one() && value.to_fixed(2) == "1.00");
    PageCell::number(value.clone(), NumberFormat::percent(places))
}

/// The goal's part of the weight in its product's score; `None` when it does not count.
pub(crate) fn weight_share(view: &ScorecardView<'_>, goal: &GoalScore) -> Option<Amount> {
    let all: Amount = view.live_goals(goal.goal.scope).map(|goal| &goal.weight).sum();
    if goal.weight.is_zero() { None } else { goal.weight.checked_div(&all) }
}

/// Part of the product's score that the goal costs: weight × what is missing to 100.
pub(crate) fn weighted_shortfall(view: &ScorecardView<'_>, goal: &GoalScore) -> Amount {
    let missing = goal.score.as_ref().map_or_else(Amount::zero, |score| Amount::from(100_i64) - score.clone());
    let missing = if missing.is_negative() { Amount::zero() } else { missing };
    weight_share(view, goal).map_or_else(Amount::zero, |weight| weight * missing)
}

/// The window in which a scope's revenue is compared with its goal: year to date.
pub(crate) fn revenue_goal<'a>(view: &ScorecardView<'a>, scope: Scope) -> Option<&'a GoalScore> {
    view.year_goal(scope, "revenue")
}

/// Actual and single-valued plan to date, where both exist.
pub(crate) fn actual_and_plan(goal: &GoalScore) -> Option<(&Amount, &Amount)> {
    let actual = goal.actual.as_ref()?.value()?;
    Some((actual, single(&goal.plan.as_ref()?.target)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::amount;

    #[test]
    fn a_printed_attainment_never_contradicts_its_status() {
        let bands = Bands { exceeded: amount("1.05"), met: amount("1"), at_risk: amount("0.9") };
        for (value, shown) in [
            ("0.9999", "99.99%"),
            ("0.999996", "99.9996%"),
            ("1.0499", "104.99%"),
            ("0.8951", "89.5%"),
            ("0.97", "97%"),
            ("1.2", "120%"),
        ] {
            assert_eq!(banded(&bands, &amount(value)).shown(&amount(value)), shown);
        }
    }

    #[test]
    fn almost_all_is_not_printed_as_all() {
        assert_eq!(share(&amount("0.996")).shown(), "99.6%");
        assert_eq!(share(&amount("1")).shown(), "100%");
    }
}
