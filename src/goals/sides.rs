//! On which side of its target each figure of a goal lies.

use super::goal::Target;
use super::problem::GoalProblem;
use crate::amount::Amount;
use crate::schema::Better;

/// What stands beside a target.
pub(super) struct Sides<'a> {
    pub(super) baseline: Option<&'a Amount>,
    pub(super) floor: Option<&'a Amount>,
    pub(super) stretch: Option<&'a Amount>,
}

impl Sides<'_> {
    /// The columns at fault: floor and baseline lie on the bad side of the target, stretch on the good side; nothing may
    /// coincide.
    pub(super) fn at_fault(&self, better: Better, target: &Target) -> Vec<(&'static str, GoalProblem)> {
        let Self { baseline, floor, stretch } = *self;
        let mut found = Vec::new();
        let target = match target {
            Target::Value(target) => target,
            Target::Range { low, high } => {
                let inside = floor.filter(|floor| low <= *floor && *floor <= high);
                let problem = |floor: &Amount| GoalProblem::FloorOnWrongSide {
                    floor: floor.to_string(),
                    target: format!("{low}..{high}"),
                };
                return inside.map(|floor| ("floor", problem(floor))).into_iter().collect();
            }
        };
        let worse = |value: &Amount| match better {
            Better::Higher => value < target,
            Better::Lower => value > target,
            Better::NearestToZero => value.abs() > target.abs(),
        };
        let said = target.to_string();
        match baseline {
            Some(baseline) if baseline == target => {
                found.push(("baseline", GoalProblem::TargetEqualsBaseline { value: said.clone() }));
            }
            Some(baseline) if !worse(baseline) => {
                let (baseline, target) = (baseline.to_string(), said.clone());
                found.push(("baseline", GoalProblem::BaselineOnWrongSide { baseline, target }));
            }
            _ => {}
        }
        if let Some(floor) = floor.filter(|floor| !worse(floor)) {
            let (floor, target) = (floor.to_string(), said.clone());
            found.push(("floor", GoalProblem::FloorOnWrongSide { floor, target }));
        }
        if let Some(stretch) = stretch.filter(|stretch| worse(stretch) || *stretch == target) {
            found.push(("stretch", GoalProblem::StretchOnWrongSide { stretch: stretch.to_string(), target: said }));
        }
        found
    }
}
