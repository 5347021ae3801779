//! One scored goal; and all of them in the order of the workbook, with those of one product found without a walk through
//! all.

use super::landing::Landing;
use super::plan::Plan;
use super::signals::ControlLimits;
use super::status::Status;
use crate::amount::Amount;
use crate::calendar::{Period, Span, Window};
use crate::goals::Goal;
use crate::metrics::{Measured, NoData, Scope};
use crate::schema::Theme;
use std::collections::BTreeMap;
use std::ops::Deref;

/// One goal against its actual.
#[derive(Debug, Clone)]
pub struct GoalScore {
    pub goal: Goal,
    pub theme: Option<Theme>,
    pub liveness: Liveness,
    /// Window of measurement and the period it ends with: the as-of period, the one before when that is partial, or the
    /// goal's last when it is closed.
    pub window: Window,
    pub at: Period,
    /// Over the goal's window so far; `None` for milestones and where the metric is not computed at all.
    pub actual: Option<Measured>,
    /// The same window one fiscal year earlier.
    pub prior_year: Option<Measured>,
    /// What the elapsed periods should have brought, or where it should stand.
    pub plan: Option<Plan>,
    /// Unrounded: 1 is the goal met.
    pub attainment: Option<Amount>,
    /// 0 to 100 × cap.
    pub score: Option<Amount>,
    pub status: Status,
    /// Weight in its product's score, after stage weights; 0 when it does not count.
    pub weight: Amount,
    /// Why it is not scored.
    pub reason: Option<NotScored>,
    /// What each period of a goal that adds up should bring, or where it should stand then; nothing for a range, and
    /// where the phasing has no answer.
    pub plan_by_period: BTreeMap<Period, Amount>,
    /// The single period of `at`: actual, its plan and the year before, for the month columns of the scorecard.
    pub month: MonthFigures,
    /// Where a live goal whose window is not over will end.
    pub landing: Option<Landing>,
    /// What is noise and what is a signal in the metric's last periods.
    pub limits: Option<ControlLimits>,
    pub partial: Partial,
}

/// Whether the data stop inside the as-of period: then the goal stands at the last full one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Partial {
    #[default]
    No,
    /// Actual, plan and attainment end with the period before the as-of period.
    BeforeAsOf,
}

/// The as-of period alone.
#[derive(Debug, Clone, Default)]
pub struct MonthFigures {
    pub actual: Option<Measured>,
    pub plan: Option<Amount>,
    pub prior_year: Option<Measured>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Liveness {
    /// Its window contains the as-of period.
    Live,
    /// Its window ended earlier in the same fiscal year: shown with its final result, counted nowhere.
    Closed,
}

/// The reasons are kept apart, because each asks for another deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotScored {
    /// No target for the window: last year's actual is missing that the phasing needs.
    NoTarget,
    /// The window has no figure yet.
    NoActual(NoData),
    /// No input brings the metric.
    InputMissing,
    /// An input brings it, but its data end longer ago than the pipeline allows.
    InputStale,
    /// The arithmetic has no answer.
    CannotCompute(&'static str),
    NotAgreed,
    /// The data of its product failed a check.
    Quarantined,
}

impl NotScored {
    /// Stable word for tables.
    pub fn slug(&self) -> String {
        match self {
            Self::NoTarget => "no_target".to_owned(),
            Self::NoActual(reason) => format!("no_actual: {}", reason.into_str()),
            Self::InputMissing => "input_missing".to_owned(),
            Self::InputStale => "input_stale".to_owned(),
            Self::CannotCompute(what) => format!("cannot_compute: {what}"),
            Self::NotAgreed => "not_agreed".to_owned(),
            Self::Quarantined => "quarantined".to_owned(),
        }
    }
}

impl GoalScore {
    /// A live goal of which nothing is known yet.
    pub(crate) fn unscored(goal: Goal, window: Window, at: Period) -> Self {
        Self {
            theme: goal.metric().map(|metric| metric.theme.clone()),
            goal,
            liveness: Liveness::Live,
            window,
            at,
            actual: None,
            prior_year: None,
            plan: None,
            attainment: None,
            score: None,
            status: Status::NotScored,
            weight: Amount::zero(),
            reason: None,
            plan_by_period: BTreeMap::new(),
            month: MonthFigures::default(),
            landing: None,
            limits: None,
            partial: Partial::No,
        }
    }

    /// The whole span of the goal.
    pub const fn span(&self) -> Span {
        self.goal.span
    }
}

#[derive(Debug, Clone, Default)]
pub struct GoalScores {
    all: Vec<GoalScore>,
    by_scope: BTreeMap<Scope, Vec<usize>>,
}

impl GoalScores {
    /// Goals of one scope, in their order.
    pub fn of(&self, scope: Scope) -> impl DoubleEndedIterator<Item = &GoalScore> {
        self.by_scope.get(&scope).into_iter().flatten().filter_map(|&place| self.all.get(place))
    }
}

impl From<Vec<GoalScore>> for GoalScores {
    fn from(all: Vec<GoalScore>) -> Self {
        let mut by_scope: BTreeMap<Scope, Vec<usize>> = BTreeMap::new();
        for (place, goal) in all.iter().enumerate() {
            by_scope.entry(goal.goal.scope).or_default().push(place);
        }
        Self { all, by_scope }
    }
}

/// Read only, so that the places stay true.
impl Deref for GoalScores {
    type Target = [GoalScore];

    fn deref(&self) -> &[GoalScore] {
        &self.all
    }
}
