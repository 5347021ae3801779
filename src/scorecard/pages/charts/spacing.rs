//! Which labels fit, so that none runs into another.

use crate::amount::Amount;
use crate::scorecard::model::{Chart, LabelPlace, PageTable, PointLabel, RowRef, Tier, TierKind};

/// Characters that fit side by side over the width of a chart.
const ROOM: usize = 58;

/// As many of the labels as there is room for, those of `first` before the others.
pub(super) fn spaced(shown: &[Option<String>], first: &[usize]) -> Vec<Option<PointLabel>> {
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
    shown.iter().enumerate().map(label).collect()
}

/// The points that tell most: the last, the highest and the lowest.
pub(super) fn telling(figures: &[Option<Amount>], last: usize) -> Vec<usize> {
    let known = || figures.iter().enumerate().filter_map(|(at, figure)| Some((at, figure.as_ref()?)));
    let highest = known().max_by_key(|(_, figure)| (*figure).clone()).map(|(at, _)| at);
    let lowest = known().min_by_key(|(_, figure)| (*figure).clone()).map(|(at, _)| at);
    let end = known().next_back().map(|(at, _)| at);
    [Some(last), end, highest, lowest].into_iter().flatten().collect()
}

/// Moves the names at the ends of lines apart where the lines end close to each other: the uppermost above its line, the
/// lowest below, and what is between them stays at the right.
pub(super) fn settle_ends(chart: &mut Chart, table: &PageTable) {
    for tier in chart.tiers.iter_mut().filter(|tier| tier.kind == TierKind::Lines) {
        let mut ends: Vec<(usize, Amount)> =
            (0..tier.series.len()).filter_map(|at| Some((at, end_of(tier, at, table)?))).collect();
        ends.sort_by(|(_, a), (_, b)| b.cmp(a));
        let close = &(&tier.scale.top - &tier.scale.bottom) * &Amount::from_scaled(8, 2);
        // Lines that end close to each other, the uppermost first.
        for group in ends.chunk_by(|(_, high), (_, low)| high - low < close) {
            if let [(upper, _), .., (lower, _)] = group {
                place(tier, *upper, LabelPlace::Above);
                place(tier, *lower, LabelPlace::Below);
            }
        }
    }
}

/// The figure at which a line with a name ends.
fn end_of(tier: &Tier, at: usize, table: &PageTable) -> Option<Amount> {
    let series = tier.series.get(at)?;
    let point = series.labels.iter().rposition(Option::is_some)?;
    let RowRef::Body(row) = series.values.row else { return None };
    let (value, _) = table.rows.get(row)?.cells.get(series.values.first + point)?.figure()?;
    Some(value.clone())
}

fn place(tier: &mut Tier, at: usize, place: LabelPlace) {
    let labels = tier.series.get_mut(at).into_iter().flat_map(|series| &mut series.labels);
    for label in labels.flatten().filter(|label| label.place == LabelPlace::Right) {
        label.place = place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::model::{
        AxisScale, DataRange, NumberFormat, PageCell, PageColumn, PageRow, PlottedSeries, ScaleMeasure, SeriesRole,
    };

    /// A line for each of `ends`, on an axis from 0 to 100; the places of their names.
    fn settled(ends: &[i64]) -> Vec<LabelPlace> {
        let range = |row| DataRange { page: "p".to_owned(), table: "t", row: RowRef::Body(row), first: 0, last: 0 };
        let label = || PointLabel { text: "end".to_owned(), place: LabelPlace::Right };
        let line = |row| PlottedSeries::new(String::new(), range(row), SeriesRole::Actual).labels(vec![Some(label())]);
        let scale =
            AxisScale { bottom: Amount::zero(), top: Amount::from(100_i64), measure: ScaleMeasure::Percent, times: 1 };
        let tier = Tier {
            kind: TierKind::Lines,
            label: None,
            alt: String::new(),
            series: (0..ends.len()).map(line).collect(),
            scale,
            height: 1,
        };
        let row = |end: &i64| PageRow::plain(vec![PageCell::number(Amount::from(*end), NumberFormat::plain(0))]);
        let rows = ends.iter().map(row).collect();
        let table = PageTable::new("t", vec![PageColumn::figure("end", "end")], rows);
        let mut chart = Chart { key: "c", title: String::new(), categories: range(0), tiers: vec![tier] };
        settle_ends(&mut chart, &table);
        let place = |series: &PlottedSeries| series.labels[0].as_ref().unwrap().place;
        chart.tiers[0].series.iter().map(place).collect()
    }

    #[test]
    fn names_at_the_ends_of_lines_keep_apart() {
        use LabelPlace::{Above, Below, Right};
        assert_eq!(settled(&[20, 50, 80]), [Right, Right, Right]);
        assert_eq!(settled(&[48, 50, 80]), [Below, Above, Right]);
        assert_eq!(settled(&[65, 69, 67]), [Below, Above, Right]);
        assert_eq!(settled(&[10, 12, 80, 85]), [Below, Above, Below, Above]);
    }
}
