//! What a fact covers when several inputs bring it.
//!
//! A period is covered by an input when one of its rows falls in it. Inputs of one fact may follow each other (one a
//! year) or stand side by side (one a region). Side by side they share periods, and then one of them missing is a gap:
//! what it would have said is not zero. So a period is covered when some input covers it and no required input that
//! stands beside another lacks it.

use crate::calendar::Period;
use std::collections::BTreeSet;

/// The periods of one input.
#[derive(Debug, Clone, Default)]
pub(crate) struct InputCoverage {
    pub(crate) periods: BTreeSet<Period>,
    pub(crate) required: bool,
}

/// The periods that a group of inputs covers together.
pub(crate) fn together(inputs: &[&InputCoverage]) -> BTreeSet<Period> {
    let all: BTreeSet<Period> = inputs.iter().flat_map(|input| input.periods.iter().copied()).collect();
    let stands_beside = |input: &InputCoverage| {
        inputs.iter().any(|other| !std::ptr::eq(*other, input) && !other.periods.is_disjoint(&input.periods))
    };
    let beside: Vec<&&InputCoverage> = inputs.iter().filter(|input| input.required && stands_beside(input)).collect();
    let lacks = |input: &InputCoverage, period: &Period| {
        input.periods.first().is_some_and(|first| first <= period) && !input.periods.contains(period)
    };
    all.into_iter().filter(|period| !beside.iter().any(|input| lacks(input, period))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(periods: std::ops::RangeInclusive<i32>) -> InputCoverage {
        InputCoverage { periods: periods.map(Period::from_serial).collect(), required: true }
    }

    #[track_caller]
    fn check(inputs: &[InputCoverage], expected: impl IntoIterator<Item = i32>) {
        let expected: BTreeSet<Period> = expected.into_iter().map(Period::from_serial).collect();
        assert_eq!(together(&inputs.iter().collect::<Vec<_>>()), expected);
    }

    #[test]
    fn inputs_that_follow_each_other_cover_all_their_periods() {
        check(&[input(1..=12), input(13..=22)], 1..=22);
    }

    #[test]
    fn of_inputs_side_by_side_a_missing_one_is_a_gap() {
        check(&[input(1..=10), input(1..=9)], 1..=9);
        check(&[input(1..=10), input(4..=10)], 1..=10);
    }

    #[test]
    fn an_input_that_is_not_required_leaves_no_gap() {
        check(&[input(1..=10), InputCoverage { required: false, ..input(1..=9) }], 1..=10);
    }
}
