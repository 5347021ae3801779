//! Charts as data: what is drawn and what it means, but neither colours nor pixels.
//!
//! A [`Chart`] is one picture: a title over *tiers*, drawn one above the other over the same categories, such as a
//! difference over what differs. Figures stand in table rows; a chart only points at them.

use super::reference::DataRange;
use crate::amount::Amount;

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Unique on its page.
    pub key: &'static str,
    /// What it shows and in which unit; the notation where it does not explain itself.
    pub title: String,
    pub categories: DataRange,
    /// From the top. The last one carries the names of the categories.
    pub tiers: Vec<Tier>,
}

/// One strip of a chart with an axis of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    pub kind: TierKind,
    /// What it shows, where the title does not say so.
    pub label: Option<String>,
    /// What it tells, in words, for readers who do not see it.
    pub alt: String,
    /// Later series stand before earlier ones.
    pub series: Vec<PlottedSeries>,
    pub scale: AxisScale,
    /// Its part of the height of all tiers.
    pub height: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierKind {
    /// Columns; where there are several series the earlier ones peep out to the left.
    Columns,
    /// Columns on one another.
    Stacked,
    /// Needles with heads, for differences in percent.
    Pins,
    Lines,
}

/// The figures at the foot and at the head of a tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisScale {
    pub bottom: Amount,
    pub top: Amount,
    pub measure: ScaleMeasure,
    /// How many times as tall as elsewhere on the page a figure of this measure stands; said in the tier's label.
    pub times: u32,
}

/// Figures that readers compare by their height: on one page they share one scale, or the label says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScaleMeasure {
    /// Money of one period, such as revenue and recurring revenue.
    Money,
    /// Money of a goal's whole window.
    MoneyOfWindow,
    /// Money since the launch.
    MoneySinceLaunch,
    /// Users, customers and units.
    Count,
    CountOfWindow,
    /// Shares as lines, which show their course.
    Percent,
    /// Shares as columns, which show their size.
    PercentFromZero,
    /// Differences in percent of what they differ from.
    Difference,
    Ratio,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct PlottedSeries {
    pub name: String,
    /// An empty cell is a gap.
    pub values: DataRange,
    pub look: SeriesRole,
    /// Points that look otherwise, from the left: estimates after actuals, good and bad differences.
    pub points: Vec<(usize, SeriesRole)>,
    /// What is written at its points: one a point, where there is one.
    pub labels: Vec<Option<PointLabel>>,
    pub interval: Option<ErrorBars>,
}

/// How far estimates may be off: distances from the values of a series, empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorBars {
    pub below: DataRange,
    pub above: DataRange,
}

/// What a figure means, and so how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesRole {
    /// What happened.
    Actual,
    /// What happened in a period that is not over.
    Partial,
    PriorYear,
    /// What was planned, or a goal.
    Plan,
    /// An estimate.
    Forecast,
    /// Good for the business, whatever the sign.
    Good,
    Bad,
    /// A difference that is neither.
    Even,
    /// A second line beside the one that matters.
    Companion,
    /// Lifts what is stacked on it or makes room for a label; not drawn itself.
    Hidden,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointLabel {
    pub text: String,
    pub place: LabelPlace,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelPlace {
    /// Beyond the end of a column.
    Outside,
    Above,
    Below,
    /// To the right of the last point of a line; its tier leaves room there.
    Right,
    /// In the middle of a column.
    Middle,
    /// At the foot of the point's column.
    Base,
}

impl Chart {
    /// What the whole picture tells, in words.
    pub fn alt(&self) -> String {
        self.tiers.iter().map(|tier| tier.alt.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether something is written beside the ends of its lines.
    pub fn has_labels_at_the_right(&self) -> bool {
        let at_right = |label: &PointLabel| label.place == LabelPlace::Right;
        let mut series = self.tiers.iter().flat_map(|tier| &tier.series);
        series.any(|series| series.labels.iter().flatten().any(at_right))
    }
}

impl SeriesRole {
    /// Whether the points of a line are marked, too.
    pub const fn has_points(self) -> bool {
        matches!(self, Self::Actual | Self::Companion | Self::PriorYear)
    }
}

impl PlottedSeries {
    /// Without labels, every point alike.
    pub const fn new(name: String, values: DataRange, look: SeriesRole) -> Self {
        Self { name, values, look, points: Vec::new(), labels: Vec::new(), interval: None }
    }

    pub fn labels(mut self, labels: Vec<Option<PointLabel>>) -> Self {
        self.labels = labels;
        self
    }

    pub fn points(mut self, points: Vec<(usize, SeriesRole)>) -> Self {
        self.points = points;
        self
    }

    pub fn look_of(&self, point: usize) -> SeriesRole {
        self.points.iter().find(|(at, _)| *at == point).map_or(self.look, |(_, look)| *look)
    }
}
