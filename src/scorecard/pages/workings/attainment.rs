//! Attainment and score as formulas: the arithmetic of `score::attainment` once more, over cells.

use crate::amount::Amount;
use crate::goals::Target;
use crate::schema::Better;
use crate::score::Plan;
use crate::scorecard::model::CellFormula;

/// What a goal is held to, as cells; beside the figures in them, which say which rule holds.
pub(super) struct Terms<'a> {
    pub(super) better: Better,
    pub(super) plan: &'a Plan,
    pub(super) cell: &'a dyn Fn(GoalFigure) -> CellFormula,
}

/// The figures of a goal that its formulas point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GoalFigure {
    Actual,
    /// Or the lower end of a range.
    Target,
    High,
    Baseline,
    Floor,
    Stretch,
}

impl Terms<'_> {
    /// How far the goal is reached: 1 is reached. `None` around a target of 0 that has no floor and is not reached.
    pub(super) fn attainment(&self) -> Option<CellFormula> {
        if let Target::Range { low, high } = &self.plan.target {
            return Some(self.in_range(low, high));
        }
        let (actual, target) = (self.sized(GoalFigure::Actual), self.sized(GoalFigure::Target));
        if self.plan.baseline.is_some() {
            let baseline = self.sized(GoalFigure::Baseline);
            return Some((actual - baseline.clone()) / (target - baseline));
        }
        if !self.is_zero_target() {
            return Some(one() + self.ahead() / target.abs());
        }
        let floor = self.plan.floor.is_some().then(|| self.sized(GoalFigure::Floor))?;
        let way = one() - (actual - target.clone()) / (floor - target);
        Some(self.ahead().is_less(zero()).choose(way, one()))
    }

    /// 0 to 100 × cap.
    pub(super) fn score(&self, attainment: &CellFormula, cap: &CellFormula) -> CellFormula {
        let (below, above) = (self.below_target(), self.above_target(cap));
        let share = match (below, above) {
            (None, None) => attainment.clone(),
            (below, above) => {
                let plain = || attainment.clone();
                let (below, above) = (below.unwrap_or_else(plain), above.unwrap_or_else(plain));
                self.ahead().is_less(zero()).choose(below, above)
            }
        };
        CellFormula::number(100_i64) * share.at_most(cap.clone()).at_least(zero())
    }

    /// 1 inside; outside in a straight line to 0 at the floor where it lies on that side, else one range width away.
    fn in_range(&self, low: &Amount, high: &Amount) -> CellFormula {
        let cell = self.cell;
        let (actual, from, to) = (cell(GoalFigure::Actual), cell(GoalFigure::Target), cell(GoalFigure::High));
        let floor = |is_beyond: fn(&Amount, &Amount) -> bool, end: &Amount| {
            self.plan.floor.as_ref().is_some_and(|floor| is_beyond(floor, end))
        };
        let width = || to.clone() - from.clone();
        let reach_below =
            if floor(|floor, low| floor < low, low) { from.clone() - cell(GoalFigure::Floor) } else { width() };
        let reach_above =
            if floor(|floor, high| floor > high, high) { cell(GoalFigure::Floor) - to.clone() } else { width() };
        let fallen = |distance: CellFormula, reach: CellFormula| (one() - distance / reach).at_least(zero());
        let below = fallen(from.clone() - actual.clone(), reach_below);
        let above = fallen(actual.clone() - to.clone(), reach_above);
        actual.clone().is_less(from).choose(below, to.is_less(actual).choose(above, one()))
    }

    /// The line from the floor to the target.
    fn below_target(&self) -> Option<CellFormula> {
        let (floor, target) = (self.figure(self.plan.floor.as_ref())?, self.target()?);
        self.is_better(&target, &floor).then(|| {
            let floor = self.sized(GoalFigure::Floor);
            (self.sized(GoalFigure::Actual) - floor.clone()) / (self.sized(GoalFigure::Target) - floor)
        })
    }

    /// The line from the target to the stretch.
    fn above_target(&self, cap: &CellFormula) -> Option<CellFormula> {
        let (stretch, target) = (self.figure(self.plan.stretch.as_ref())?, self.target()?);
        self.is_better(&stretch, &target).then(|| {
            let target = self.sized(GoalFigure::Target);
            let way = (self.sized(GoalFigure::Actual) - target.clone()) / (self.sized(GoalFigure::Stretch) - target);
            one() + way * (cap.clone() - one())
        })
    }

    /// How far the actual lies on the good side of the target.
    fn ahead(&self) -> CellFormula {
        let (actual, target) = (self.sized(GoalFigure::Actual), self.sized(GoalFigure::Target));
        match self.better {
            Better::Higher => actual - target,
            Better::Lower | Better::NearestToZero => target - actual,
        }
    }

    fn is_zero_target(&self) -> bool {
        self.target().is_some_and(|target| target.is_zero())
    }

    fn target(&self) -> Option<Amount> {
        match &self.plan.target {
            Target::Value(target) => self.figure(Some(target)),
            Target::Range { .. } => None,
        }
    }

    /// Around zero only sizes count.
    fn figure(&self, figure: Option<&Amount>) -> Option<Amount> {
        figure.map(|figure| if self.better == Better::NearestToZero { figure.abs() } else { figure.clone() })
    }

    fn sized(&self, term: GoalFigure) -> CellFormula {
        let cell = (self.cell)(term);
        if self.better == Better::NearestToZero { cell.abs() } else { cell }
    }

    fn is_better(&self, a: &Amount, b: &Amount) -> bool {
        match self.better {
            Better::Higher => a > b,
            Better::Lower | Better::NearestToZero => a < b,
        }
    }
}

fn one() -> CellFormula {
    CellFormula::number(1_i64)
}

fn zero() -> CellFormula {
    CellFormula::number(0_i64)
}
