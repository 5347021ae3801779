//! How the figures of a metric are shown: in which unit and with how many places, and what a difference means.

use super::view::ScorecardView;
use crate::amount::{Amount, Unit};
use crate::goals::{Aim, Goal, Target};
use crate::metrics::{Measured, Metric, MetricKind};
use crate::schema::Better;
use crate::score::GoalScore;
use crate::scorecard::model::{NumberFormat, PageCell, Quantity, Tone};
use crate::scorecard::wording::{self, labels};
use std::cmp::Ordering;

/// How the figures of one metric are shown, alike in every cell of a row.
#[derive(Debug, Clone)]
pub(crate) struct FigureStyle {
    better: Better,
    is_ratio: bool,
    divisor: Amount,
    format: NumberFormat,
    points: NumberFormat,
}

impl FigureStyle {
    /// Places are chosen by the largest of the figures, so that small ones keep their digits and large ones no noise.
    pub(crate) fn of<'f>(
        view: &ScorecardView<'_>,
        metric: &Metric,
        figures: impl IntoIterator<Item = &'f Amount>,
    ) -> Self {
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
    pub(crate) fn of_goal(view: &ScorecardView<'_>, goal: &GoalScore) -> Option<Self> {
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

    pub(crate) fn cell(&self, figure: &Amount) -> PageCell {
        PageCell::number(self.scaled(figure), self.format)
    }

    pub(crate) fn shown(&self, figure: &Amount) -> String {
        self.format.shown(&self.scaled(figure))
    }

    pub(crate) fn target(&self, target: &Target) -> PageCell {
        match target {
            Target::Value(value) => self.cell(value),
            Target::Range { .. } => PageCell::text(self.target_shown(target)),
        }
    }

    pub(crate) fn target_shown(&self, target: &Target) -> String {
        match target {
            Target::Value(value) => self.shown(value),
            Target::Range { low, high } => format!("{}–{}", self.shown(low), self.shown(high)),
        }
    }

    /// What is missing to the plan or beyond it, in the unit; of ratios in percentage points.
    pub(crate) fn delta(&self, actual: &Amount, base: &Amount) -> PageCell {
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
    pub(crate) fn delta_percent(&self, view: &ScorecardView<'_>, actual: &Amount, base: &Amount) -> PageCell {
        if self.is_ratio {
            return self.delta(actual, base);
        }
        match (actual - base).checked_div(&base.abs()) {
            Some(share) => signed(share, NumberFormat::percent(1).signed()).tone(self.tone(actual, base)),
            None => view.no_data(labels::ZERO_BASE),
        }
    }

    /// The difference, and beside it the same in percent; of ratios the points are all there is.
    pub(crate) fn deltas(&self, view: &ScorecardView<'_>, actual: &Amount, base: &Amount) -> [PageCell; 2] {
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

/// More is better.
pub(super) fn tone(now: &Amount, then: &Amount) -> Tone {
    match now.cmp(then) {
        Ordering::Greater => Tone::Good,
        Ordering::Equal => Tone::Neutral,
        Ordering::Less => Tone::Bad,
    }
}

/// A difference with as many more places as it takes not to read as a signed zero.
fn signed(difference: Amount, format: NumberFormat) -> PageCell {
    const MOST: u32 = 3;
    let reads_as_zero = |format: &NumberFormat| !format.shown(&difference).contains(|c| matches!(c, '1'..='9'));
    let mut wider = (0..=MOST).map(|more| NumberFormat { places: format.places + more, ..format });
    let format = wider.find(|format| !reads_as_zero(format)).filter(|_| !difference.is_zero()).unwrap_or(format);
    PageCell::number(difference, format)
}

/// Prices and costs a piece: in thousands they would vanish.
pub(super) fn shown_in_ones(metric: &Metric) -> bool {
    metric.unit == Unit::Money && metric.kind() == MetricKind::Ratio
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
