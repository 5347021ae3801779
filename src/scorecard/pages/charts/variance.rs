//! Differences over what differs: in the unit as columns, in percent as pins, green and red by what they mean for the
//! business.

use super::numbers::ChartNumbers;
use super::{scale, spacing};
use crate::amount::Amount;
use crate::lang::{Label, Lang};
use crate::scorecard::figures::{FigureStyle, ScorecardView};
use crate::scorecard::model::{
    LabelPlace, NumberFormat, PageCell, PlottedSeries, Quantity, ScaleMeasure, SeriesRole, Tier, TierKind, Tone,
};
use crate::scorecard::wording::labels;

/// What is compared, or why nothing is.
pub(super) type Pair = Result<(Amount, Amount), Label>;

pub(super) struct Differences<'a> {
    pub(super) style: &'a FigureStyle,
    /// `ΔPL` or `ΔPY`
    pub(super) word: &'static str,
    pub(super) pairs: &'a [Pair],
    /// Rows of what is compared, and of what it is compared with.
    pub(super) rows: [&'static str; 2],
    /// Position of the last full period.
    pub(super) last: usize,
    pub(super) measure: ScaleMeasure,
    pub(super) names: &'a [String],
}

/// Parts of a chart's height.
const PINS: u32 = 2;
const BARS: u32 = 3;

impl Differences<'_> {
    /// Pins over columns; none where nothing can be compared.
    pub(super) fn tiers(&self, view: &ScorecardView<'_>, numbers: &mut ChartNumbers<'_>) -> Vec<Tier> {
        let cells = |cell: &dyn Fn(&Amount, &Amount) -> PageCell| -> Vec<PageCell> {
            let missing = |reason: &Label| view.no_data(*reason);
            self.pairs.iter().map(|pair| pair.as_ref().map_or_else(missing, |(a, b)| cell(a, b))).collect()
        };
        let bars = self.computed(numbers, cells(&|actual, base| self.style.delta(actual, base)));
        if bars.iter().all(|cell| value(cell).is_none()) {
            return Vec::new();
        }
        let pins = self.computed(numbers, cells(&|actual, base| self.style.delta_percent(view, actual, base)));
        let bars = self.bars(view, numbers, bars);
        let pins = self.pins(view, numbers, &pins);
        pins.into_iter().chain([bars]).collect()
    }

    /// Each as a formula over the two figures above it.
    fn computed(&self, numbers: &ChartNumbers<'_>, cells: Vec<PageCell>) -> Vec<PageCell> {
        let [of, less] = self.rows;
        let computed = |(at, cell): (usize, PageCell)| cell.difference_of(numbers.cell(of, at), numbers.cell(less, at));
        cells.into_iter().enumerate().map(computed).collect()
    }

    fn bars(&self, view: &ScorecardView<'_>, numbers: &mut ChartNumbers<'_>, cells: Vec<PageCell>) -> Tier {
        let figures: Vec<Option<Amount>> = cells.iter().map(value).collect();
        let shown: Vec<Option<String>> = cells.iter().map(|cell| value(cell).map(|_| cell.shown())).collect();
        let points = cells.iter().enumerate().filter(|(_, cell)| value(cell).is_some());
        let points =
            points.map(|(at, cell)| (at, look(cell.tone))).filter(|(_, look)| *look != SeriesRole::Even).collect();
        let alt = self.alt(view, self.word, &figures, &shown);
        let series =
            PlottedSeries::new(self.word.to_owned(), numbers.computed("delta", self.word, cells), SeriesRole::Even)
                .points(points)
                .labels(spacing::spaced(&shown, &spacing::telling(&figures, self.last)));
        Tier {
            kind: TierKind::Columns,
            label: Some(self.word.to_owned()),
            alt,
            series: vec![series],
            scale: scale::differences(self.measure, figures.iter().flatten()),
            height: BARS,
        }
    }

    /// `None` where all compare with zero.
    fn pins(&self, view: &ScorecardView<'_>, numbers: &mut ChartNumbers<'_>, cells: &[PageCell]) -> Option<Tier> {
        let figures: Vec<Option<Amount>> = cells.iter().map(value).collect();
        let hundred = Amount::from(100_i64);
        let percent = |figure: &Amount| figure * &hundred;
        let largest = figures.iter().flatten().map(|figure| percent(figure).abs()).max()?;
        let places = u32::from(largest < Amount::from(10_i64));
        let format = NumberFormat { quantity: Quantity::Plain, places, signed: true };
        let shown: Vec<Option<String>> =
            figures.iter().map(|figure| figure.as_ref().map(|figure| format.shown(&percent(figure)))).collect();
        let mut all = spacing::spaced(&shown, &spacing::telling(&figures, self.last));
        for (label, figure) in all.iter_mut().zip(&figures) {
            let below = figure.as_ref().is_some_and(Amount::is_negative);
            if let Some(label) = label {
                label.place = if below { LabelPlace::Below } else { LabelPlace::Above };
            }
        }
        let word = format!("{}%", self.word);
        let alt = self.alt(view, &word, &figures, &shown);
        numbers.read("delta_percent", &word, cells.to_vec());
        // The needle's colour is its series', so good and bad ones stand in rows of their own.
        let mut series = Vec::new();
        for (key, role, label) in [("good", SeriesRole::Good, labels::GOOD), ("bad", SeriesRole::Bad, labels::BAD)] {
            let own = |cell: &PageCell| {
                value(cell).is_some() && (look(cell.tone) == SeriesRole::Bad) == (role == SeriesRole::Bad)
            };
            if !cells.iter().any(own) {
                continue;
            }
            let drawn = cells.iter().map(|cell| if own(cell) { cell.clone() } else { PageCell::empty() }).collect();
            let texts = all.iter().zip(cells).map(|(text, cell)| text.clone().filter(|_| own(cell))).collect();
            let label = format!("{word} {}", view.say(label));
            let range = numbers.drawn(&format!("delta_percent_{key}"), &label, drawn);
            series.push(PlottedSeries::new(label, range, role).labels(texts));
        }
        Some(Tier {
            kind: TierKind::Pins,
            label: Some(word),
            alt,
            series,
            scale: scale::differences(ScaleMeasure::Difference, figures.iter().flatten()),
            height: PINS,
        })
    }

    /// `ΔPL: +3 in Oct; from -40 in Apr to +12 in Sep.`
    fn alt(
        &self,
        view: &ScorecardView<'_>,
        word: &str,
        figures: &[Option<Amount>],
        shown: &[Option<String>],
    ) -> String {
        let told = spacing::telling(figures, self.last);
        let said = |at: Option<&usize>| {
            let at = *at?;
            Some((shown.get(at)?.as_ref()?, self.names.get(at)?))
        };
        // `telling` gives last, end, highest and lowest; the last may be missing.
        let (end, [highest, lowest]) = match told.as_slice() {
            [.., end, highest, lowest] => (Some(end), [Some(highest), Some(lowest)]),
            _ => (None, [None, None]),
        };
        match (view.lang, said(end), said(lowest), said(highest)) {
            (Lang::En, Some((last, at)), Some((low, low_at)), Some((high, high_at))) => {
                format!("{word}: {last} in {at}; from {low} in {low_at} to {high} in {high_at}.")
            }
            (Lang::Ko, Some((last, at)), Some((low, low_at)), Some((high, high_at))) => {
                format!("{word}: {at} {last}; 최저 {low_at} {low}, 최고 {high_at} {high}.")
            }
            _ => format!("{word}."),
        }
    }
}

fn value(cell: &PageCell) -> Option<Amount> {
    cell.figure().map(|(value, _)| value.clone())
}

const fn look(tone: Tone) -> SeriesRole {
    match tone {
        Tone::Good => SeriesRole::Good,
        Tone::Bad => SeriesRole::Bad,
        Tone::Neutral | Tone::Quiet => SeriesRole::Even,
    }
}
