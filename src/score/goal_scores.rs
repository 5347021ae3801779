//! All scored goals in the order of the workbook, and those of one product without a walk through all.

use super::GoalScore;
use crate::metrics::Scope;
use std::collections::BTreeMap;
use std::ops::Deref;

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
