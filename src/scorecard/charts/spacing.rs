//! Which labels fit, so that none runs into another.

use super::super::model::{Chart, LabelPlace, Labels, PointLabel, RowRef, Table, Tier, TierKind};
use crate::amount::Amount;

/// Characters that fit side by side over the width of a chart.
const ROOM: usize = 58;

/// As many of the labels as there is room for, those of `first` before the others.
pub(super) fn spaced(shown: &[Option<String>], first: &[usize]) -> Labels {
    let length = |at: usize| shown.get(at).and_then(Option::as_ref).map(|text| text.chars().count());
    let mut kept: Vec<usize> = Vec::new();
    for at in first.iter().copied().chain(0..shown.len()) {
        let Some(own) = length(at) else { continue };
        let clear = |other: &usize| {
            let between = at.abs_diff(*other) * ROOM / shown.len();
            *other != at && between > (own + length(*other).unwrap_or_default()).div_ceil(2)
        };
        if kept.iter().all(clear) {
            kept.push(at);
        }
    }
    let label = |(at, text): (usize, &Option<String>)| {
        let text = text.clone().filter(|_| kept.contains(&at))?;
        Some(PointLabel { text, place: LabelPlace::Outside })
    };
    Labels::Texts(shown.iter().enumerate().map(label).collect())
}

/// The points that tell most: the last, the highest and the lowest.
pub(super) fn telling(figures: &[Option<Amount>], last: usize) -> Vec<usize> {
    let known = || figures.iter().enumerate().filter_map(|(at, figure)| Some((at, figure.as_ref()?)));
    let highest = known().max_by_key(|(_, figure)| (*figure).clone()).map(|(at, _)| at);
    let lowest = known().min_by_key(|(_, figure)| (*figure).clone()).map(|(at, _)| at);
    let end = known().next_back().map(|(at, _)| at);
    [Some(last), end, highest, lowest].into_iter().flatten().collect()
}

/// Moves the names at the ends of lines apart where the lines end close to each other.
pub(super) fn settle_ends(chart: &mut Chart, table: &Table) {
    for tier in chart.tiers.iter_mut().filter(|tier| tier.kind == TierKind::Lines) {
        let mut ends: Vec<(usize, Amount)> =
            (0..tier.series.len()).filter_map(|at| Some((at, end_of(tier, at, table)?))).collect();
        ends.sort_by(|(_, a), (_, b)| b.cmp(a));
        let close = &(&tier.scale.top - &tier.scale.bottom) * &Amount::from_scaled(8, 2);
        for pair in ends.windows(2) {
            if let [(upper, high), (lower, low)] = pair
                && high - low < close
            {
                place(tier, *upper, LabelPlace::Above);
                place(tier, *lower, LabelPlace::Below);
            }
        }
    }
}

/// The figure at which a line with a name ends.
fn end_of(tier: &Tier, at: usize, table: &Table) -> Option<Amount> {
    use super::super::model::Content;
    let series = tier.series.get(at)?;
    let Labels::Texts(texts) = &series.labels else { return None };
    let point = texts.iter().rposition(Option::is_some)?;
    let RowRef::Body(row) = series.values.row else { return None };
    match &table.rows.get(row)?.cells.get(series.values.first + point)?.content {
        Content::Number(value, _) => Some(value.clone()),
        _ => None,
    }
}

fn place(tier: &mut Tier, at: usize, place: LabelPlace) {
    let Some(Labels::Texts(texts)) = tier.series.get_mut(at).map(|series| &mut series.labels) else { return };
    // The middle one of three stays where it is.
    for label in texts.iter_mut().flatten().filter(|label| label.place == LabelPlace::Right) {
        label.place = place;
    }
}
