//! Scales: what a tier needs, and how the tiers of a page come to share.
//!
//! Equal heights must mean equal figures. So all tiers of one measure take the scale of the tallest; one that would be
//! flat at that scale is drawn 2, 5, 10 … times as tall, and says so.

use crate::amount::{Amount, Unit};
use crate::scorecard::model::{AxisScale, Chart, ScaleMeasure, Tier, TierKind};

/// What a figure of one period is compared with by its height.
pub(super) const fn measure(unit: Unit) -> ScaleMeasure {
    match unit {
        Unit::Money => ScaleMeasure::Money,
        Unit::Percent => ScaleMeasure::Percent,
        Unit::Count | Unit::Date => ScaleMeasure::Count,
        Unit::Ratio => ScaleMeasure::Ratio,
    }
}

/// From zero to the furthest figure on either side, with room for labels.
pub(super) fn from_zero<'f>(measure: ScaleMeasure, figures: impl IntoIterator<Item = &'f Amount>) -> AxisScale {
    let (lowest, highest) = ends(figures, Some(Amount::zero()));
    let room = &(&highest - &lowest) * &Amount::from_scaled(15, 2);
    let bottom = if lowest.is_negative() { &lowest - &room } else { lowest };
    let top = if highest.is_positive() { &highest + &room } else { highest };
    AxisScale { bottom, top, measure, times: 1 }
}

/// The same for differences: labels on both sides of zero.
pub(super) fn differences<'f>(measure: ScaleMeasure, figures: impl IntoIterator<Item = &'f Amount>) -> AxisScale {
    let (lowest, highest) = ends(figures, Some(Amount::zero()));
    let room = &(&highest - &lowest) * &Amount::from_scaled(30, 2);
    AxisScale { bottom: &lowest - &room, top: &highest + &room, measure, times: 1 }
}

/// From the lowest to the highest figure: for lines, which show a course and no sizes.
pub(super) fn around<'f>(measure: ScaleMeasure, figures: impl IntoIterator<Item = &'f Amount>) -> AxisScale {
    let (lowest, highest) = ends(figures, None);
    let room = &(&highest - &lowest) * &Amount::from_scaled(20, 2);
    let bottom = &lowest - &room;
    let bottom = if bottom.is_negative() && !lowest.is_negative() { Amount::zero() } else { bottom };
    AxisScale { bottom, top: &highest + &room, measure, times: 1 }
}

fn ends<'f>(figures: impl IntoIterator<Item = &'f Amount>, start: Option<Amount>) -> (Amount, Amount) {
    let mut ends = start.map(|start| (start.clone(), start));
    for figure in figures {
        ends = Some(match ends {
            Some((low, high)) => (low.min(figure.clone()), high.max(figure.clone())),
            None => (figure.clone(), figure.clone()),
        });
    }
    ends.unwrap_or_else(|| (Amount::zero(), Amount::zero()))
}

/// Gives tiers of one measure one scale, or a scale so many times as tall.
pub(super) fn share(charts: &mut [Chart]) {
    let mut measures: Vec<ScaleMeasure> =
        charts.iter().flat_map(|chart| &chart.tiers).map(|tier| tier.scale.measure).collect();
    measures.sort();
    measures.dedup();
    for measure in measures {
        let alike = |tier: &&Tier| tier.scale.measure == measure;
        let tallest = charts.iter().flat_map(|chart| &chart.tiers).filter(alike).map(rate).max();
        let Some(tallest) = tallest else { continue };
        let tallest = if tallest.is_zero() { Amount::one() } else { tallest };
        for tier in charts.iter_mut().flat_map(|chart| &mut chart.tiers).filter(|tier| alike(&&**tier)) {
            fit(tier, &tallest);
        }
    }
}

/// Figures of one unit of height.
fn rate(tier: &Tier) -> Amount {
    let range = &tier.scale.top - &tier.scale.bottom;
    range.checked_div(&Amount::from(i64::from(tier.height))).unwrap_or(range)
}

fn fit(tier: &mut Tier, tallest: &Amount) {
    let own = rate(tier);
    let fits = |times: &u32| !own.is_zero() && &(&own * &Amount::from(i64::from(*times))) <= tallest;
    let times = steps().take_while(fits).last().unwrap_or(1);
    let height = &Amount::from(i64::from(tier.height)) * tallest;
    let wanted = height.checked_div(&Amount::from(i64::from(times))).unwrap_or(height);
    stretch(tier, &wanted);
    tier.scale.times = times;
    if times > 1 {
        let said = format!("×{times}");
        tier.label = Some(tier.label.take().map_or_else(|| said.clone(), |label| format!("{label} {said}")));
    }
}

/// 1, 2, 5, 10, 20 …
fn steps() -> impl Iterator<Item = u32> {
    (0..6).flat_map(|power| [1, 2, 5].map(|step| step * 10_u32.pow(power)))
}

/// Makes room where nothing is said about it: above columns, on both sides of lines and of zero.
fn stretch(tier: &mut Tier, wanted: &Amount) {
    let AxisScale { bottom, top, .. } = &mut tier.scale;
    let range = &*top - &*bottom;
    let half = Amount::from_scaled(5, 1);
    let more = wanted - &range;
    if tier.kind == TierKind::Lines {
        let lower = &*bottom - &(&more * &half);
        *bottom = if lower.is_negative() && !bottom.is_negative() { Amount::zero() } else { lower };
        *top = &*bottom + wanted;
    } else if !bottom.is_negative() {
        *top = &*top + &more;
    } else if let (true, Some(times)) = (top.is_positive(), wanted.checked_div(&range)) {
        *bottom = &*bottom * &times;
        *top = &*top * &times;
    } else {
        *bottom = &*bottom - &more;
    }
}
