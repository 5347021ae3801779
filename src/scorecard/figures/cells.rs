//! Figures as cells: in which unit and with how many places, what a difference means, and why one is missing.

use super::view::View;
use crate::amount::{Amount, Unit};
use crate::goals::{Aim, Class, Goal, Target};
use crate::metrics::{Kind, Measured, Metric, Scope};
use crate::schema::Better;
use crate::score::{Bands, GoalScore, Status};
use crate::scorecard::model::{Cell, NumberFormat, Quantity, Tone};
use crate::scorecard::wording::{self, labels};
use std::cmp::Ordering;

/// How the figures of one metric are shown, alike in every cell of a row.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    better: Better,
    is_ratio: bool,
    divisor: Amount,
    format: NumberFormat,
    points: NumberFormat,
}

impl Style {
    /// Places are chosen by the largest of the figures, so that small ones keep their digits and large ones no noise.
    pub(crate) fn of<'f>(view: &View<'_>, metric: &Metric, figures: impl IntoIterator<Item = &'f Amount>) -> Self {
        let divisor = Amount::from(if shown_in_ones(metric) { 1 } else { view.display_unit.divisor() });
        let divisor = if metric.unit == Unit::Money { divisor } else { Amount::one() };
        let (mut largest, mut whole) = (Amount::zero(), true);
        for figure in figures {
            let shown = figure.checked_div(&divisor).unwrap_or_else(Amount::zero).abs();
            whole &= shown.is_whole();
            largest = largest.max(shown);
        }
        let below = |limit: i128| largest < Amount::from_scaled(limit, 1);
        let format = match metric.unit {
            Unit::Percent => NumberFormat::percent(1),
            Unit::Ratio => NumberFormat::plain(if below(1_000) { 2 } else { 1 }),
            Unit::Count | Unit::Date => NumberFormat::plain(u32::from(!whole && below(100))),
            Unit::Money if whole => NumberFormat::plain(0),
            Unit::Money => NumberFormat::plain(if below(2) {
                3
            } else if below(20) {
                2
            } else {
                u32::from(below(200))
            }),
        };
        let points = NumberFormat { quantity: Quantity::Points(wording::points(view.lang)), places: 1, signed: true };
        Self { better: metric.better, is_ratio: metric.unit == Unit::Percent, divisor, format, points }
    }

    /// For all figures of a goal's row.
    pub(crate) fn of_goal(view: &View<'_>, goal: &GoalScore) -> Option<Self> {
        let metric = goal.goal.metric()?;
        let plan = goal.plan.as_ref().and_then(|plan| single(&plan.target));
        let target = single_target(&goal.goal);
        let measured = [&goal.actual, &goal.month.actual, &goal.month.prior_year];
        let figures = measured.into_iter().flatten().filter_map(Measured::value);
        Some(Self::of(view, metric, figures.chain(plan).chain(target).chain(goal.month.plan.as_ref())))
    }

    /// In the unit of the page.
    pub(crate) fn scaled(&self, figure: &Amount) -> Amount {
        figure.checked_div(&self.divisor).unwrap_or_else(Amount::zero)
    }

    pub(crate) fn cell(&self, figure: &Amount) -> Cell {
        Cell::number(self.scaled(figure), self.format)
    }

    pub(crate) fn shown(&self, figure: &Amount) -> String {
        self.format.shown(&self.scaled(figure))
    }

    pub(crate) fn target(&self, target: &Target) -> Cell {
        match target {
            Target::Value(value) => self.cell(value),
            Target::Range { .. } => Cell::text(self.target_shown(target)),
        }
    }

    pub(crate) fn target_shown(&self, target: &Target) -> String {
        match target {
            Target::Value(value) => self.shown(value),
            Target::Range { low, high } => format!("{}–{}", self.shown(low), self.shown(high)),
        }
    }

    /// What is missing to the plan or beyond it, in the unit; of ratios in percentage points.
    pub(crate) fn delta(&self, actual: &Amount, base: &Amount) -> Cell {
        let difference = actual - base;
        let tone = self.tone(actual, base);
        if self.is_ratio {
            return signed(&difference * &Amount::from(100_i64), self.points).tone(tone);
        }
        signed(self.scaled(&difference), self.format.signed()).tone(tone)
    }

    pub(crate) fn delta_shown(&self, actual: &Amount, base: &Amount) -> String {
        self.delta(actual, base).shown()
    }

    /// The difference in percent of the base; of ratios in percentage points, since a percent of a percent misleads.
    pub(crate) fn delta_percent(&self, view: &View<'_>, actual: &Amount, base: &Amount) -> Cell {
        if self.is_ratio {
            return self.delta(actual, base);
        }
        match (actual - base).checked_div(&base.abs()) {
            Some(share) => signed(share, NumberFormat::percent(1).signed()).tone(self.tone(actual, base)),
            None => view.no_data(labels::ZERO_BASE),
        }
    }

    /// The difference, and beside it the same in percent; of ratios the points are all there is.
    pub(crate) fn deltas(&self, view: &View<'_>, actual: &Amount, base: &Amount) -> [Cell; 2] {
        let percent = if self.is_ratio {
            view.no_data(labels::POINTS_NOT_PERCENT)
        } else {
            self.delta_percent(view, actual, base)
        };
        [self.delta(actual, base), percent]
    }

    /// Good or bad for the business, whatever the sign.
    fn tone(&self, actual: &Amount, base: &Amount) -> Tone {
        let (actual, base) = match self.better {
            Better::Higher => (actual.clone(), base.clone()),
            Better::Lower => (-actual.clone(), -base.clone()),
            Better::NearestToZero => (-actual.abs(), -base.abs()),
        };
        tone(&actual, &base)
    }
}

/// A figure that is compared, where there is one, and its cell, which says why where there is none.
pub(crate) type Compared<'a> = (Option<&'a Amount>, &'a Cell);

/// Differences of two figures; where one is missing, its reason.
pub(crate) fn compared<const N: usize>(
    actual: Compared<'_>,
    base: Compared<'_>,
    differences: impl Fn(&Amount, &Amount) -> [Cell; N],
) -> [Cell; N] {
    match (actual, base) {
        ((Some(actual), _), (Some(base), _)) => differences(actual, base),
        ((None, missing), _) | (_, (None, missing)) => std::array::from_fn(|_| missing.clone()),
    }
}

/// More is better.
fn tone(now: &Amount, then: &Amount) -> Tone {
    match now.cmp(then) {
        Ordering::Greater => Tone::Good,
        Ordering::Equal => Tone::Neutral,
        Ordering::Less => Tone::Bad,
    }
}

/// How a score has changed, in points.
pub(crate) fn score_change(now: &Amount, then: &Amount) -> Cell {
    Cell::number(now - then, NumberFormat::plain(1).signed()).tone(tone(now, then))
}

/// A difference with as many more places as it takes not to read as a signed zero.
fn signed(difference: Amount, format: NumberFormat) -> Cell {
    const MOST: u32 = 3;
    let reads_as_zero = |format: &NumberFormat| !format.shown(&difference).contains(|c| matches!(c, '1'..='9'));
    let mut wider = (0..=MOST).map(|more| NumberFormat { places: format.places + more, ..format });
    let format = wider.find(|format| !reads_as_zero(format)).filter(|_| !difference.is_zero()).unwrap_or(format);
    Cell::number(difference, format)
}

/// Prices and costs a piece: in thousands they would vanish.
fn shown_in_ones(metric: &Metric) -> bool {
    metric.unit == Unit::Money && metric.kind() == Kind::Ratio
}

/// The metric's label, with its unit where that is not the page's.
pub(crate) fn metric_label(view: &View<'_>, metric: &Metric) -> String {
    let label = view.say(metric.label);
    match view.currency {
        Some(currency) if shown_in_ones(metric) => format!("{label} ({currency})"),
        _ => label.to_owned(),
    }
}

pub(crate) fn unit_label(view: &View<'_>, metric: &Metric) -> String {
    match (metric.unit, view.currency) {
        (Unit::Money, Some(currency)) if shown_in_ones(metric) => currency.to_owned(),
        (Unit::Money, _) => view.money_unit().unwrap_or_else(|| view.say(wording::unit(metric.unit)).to_owned()),
        _ => view.say(wording::unit(metric.unit)).to_owned(),
    }
}

/// What a goal is about, with its window unless that is the fiscal year.
pub(crate) fn goal_label(view: &View<'_>, goal: &Goal) -> String {
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

pub(crate) const fn single(target: &Target) -> Option<&Amount> {
    match target {
        Target::Value(value) => Some(value),
        Target::Range { .. } => None,
    }
}

pub(crate) const fn single_target(goal: &Goal) -> Option<&Amount> {
    match &goal.aim {
        Aim::Metric { target: Target::Value(value), .. } => Some(value),
        _ => None,
    }
}

/// The figure, or no data with the reason.
pub(crate) fn measured(view: &View<'_>, style: &Style, measured: Option<&Measured>) -> Cell {
    match measured.map(|measured| &measured.outcome) {
        Some(Ok(figure)) => style.cell(&figure.value),
        Some(Err(reason)) => view.no_data(wording::no_data(*reason)),
        None => view.no_data(labels::NOT_MEASURED),
    }
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

pub(crate) fn bands(view: &View<'_>, class: Class) -> Bands {
    Bands::of(class, view.scoring)
}

/// A score of a product, a theme or the portfolio.
pub(crate) fn score(view: &View<'_>, score: &Amount) -> Cell {
    Cell::number(score.clone(), score_format(&bands(view, Class::Committed), score))
}

pub(crate) fn score_shown(view: &View<'_>, amount: &Amount) -> String {
    score(view, amount).shown()
}

/// Sign and word.
pub(crate) fn status(view: &View<'_>, status: Status) -> Cell {
    Cell::status(status, view.say(status.label()))
}

/// A share of 1 that is no attainment, never rounded up to all of it.
pub(crate) fn share(value: &Amount) -> Cell {
    let places = u32::from(*value < Amount::one() && value.to_fixed(2) == "1.00");
    Cell::number(value.clone(), NumberFormat::percent(places))
}

/// The goal's part of the weight in its product's score; `None` when it does not count.
pub(crate) fn weight_share(view: &View<'_>, goal: &GoalScore) -> Option<Amount> {
    let all: Amount = view.live_goals(goal.goal.scope).map(|goal| &goal.weight).sum();
    if goal.weight.is_zero() { None } else { goal.weight.checked_div(&all) }
}

/// Part of the product's score that the goal costs: weight × what is missing to 100.
pub(crate) fn weighted_shortfall(view: &View<'_>, goal: &GoalScore) -> Amount {
    let missing = goal.score.as_ref().map_or_else(Amount::zero, |score| Amount::from(100_i64) - score.clone());
    let missing = if missing.is_negative() { Amount::zero() } else { missing };
    weight_share(view, goal).map_or_else(Amount::zero, |weight| weight * missing)
}

/// The window in which a scope's revenue is compared with its goal: year to date.
pub(crate) fn revenue_goal<'a>(view: &View<'a>, scope: Scope) -> Option<&'a GoalScore> {
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

    fn amount(text: &str) -> Amount {
        Amount::parse_plain(text).unwrap()
    }

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
