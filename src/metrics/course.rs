//! How figures behave over a window: what adds up, what stands at a level, what is a mean of periods.

use strum::IntoStaticStr;

/// How a metric behaves over a window, and so how its plan is phased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum MetricKind {
    /// Added up over the periods.
    Flow,
    /// The last period counts.
    Stock,
    /// One division of two sums.
    Ratio,
    /// Against an earlier window.
    Growth,
    /// Made of subscription movements over the window.
    Movement,
    /// Looks back over its own horizon from the last period.
    Cohort,
    /// As the formula of the pipeline says, and none of the above.
    Expression,
}

impl MetricKind {
    /// Whether the parts of a year add up to the year.
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Flow | Self::Movement)
    }
}

/// Which periods a part of a formula looks at, of a window that it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All of them: it adds up.
    Window,
    /// What stood before the first.
    Opening,
    /// The last.
    Last,
    /// The last, and the one that lies a horizon of its own before it.
    Horizon,
    /// All up to the last, also those before the window.
    Cumulative,
    /// Another window.
    Earlier,
}

/// The course of a metric over the window of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accumulation {
    /// The periods add up to the window.
    Sum,
    /// Grows with the window as its numerator adds up over an opening that stays.
    OverOpening,
    /// Both parts add up, so the window is a mean of its periods, weighted by their denominators.
    Mean,
    /// The last period speaks for the window.
    Level,
    /// A level that only rises, as it adds up from a day before the window.
    Cumulative,
    /// Compares the window with an earlier one.
    Growth,
}

impl Accumulation {
    /// Whether actual to date and rest make up the whole.
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Sum | Self::OverOpening)
    }
}
