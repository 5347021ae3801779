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

/// The periods that are covered for a product, given the inputs that have rows of it; with none, all count. Where these
/// need not be there, as a history need not, an input that must be there and begins right after their end follows them,
/// and says by its silence that there is nothing any more.
pub(crate) fn of_product(inputs: &[InputCoverage], known_by: &BTreeSet<usize>) -> BTreeSet<Period> {
    let from = followed_from(inputs, known_by);
    let follows = |input: &InputCoverage| from.is_some_and(|from| follows(input, from));
    let counts = |at: usize, input: &InputCoverage| known_by.is_empty() || known_by.contains(&at) || follows(input);
    let counting: Vec<&InputCoverage> =
        inputs.iter().enumerate().filter(|&(at, input)| counts(at, input)).map(|(_, input)| input).collect();
    together(&counting)
}

/// The first period in which the inputs that have rows of a product are followed by another, which has none of it.
pub(crate) fn followed_from(inputs: &[InputCoverage], known_by: &BTreeSet<usize>) -> Option<Period> {
    let own: Vec<&InputCoverage> = known_by.iter().filter_map(|&at| inputs.get(at)).collect();
    let last = own.iter().filter_map(|input| input.periods.last()).max()?;
    let from = last.next();
    (own.iter().all(|input| !input.required) && inputs.iter().any(|input| follows(input, from))).then_some(from)
}

fn follows(input: &InputCoverage, from: Period) -> bool {
    input.required && input.periods.first() == Some(&from)
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
    fn an_input_that_follows_those_of_a_product_covers_it_and_one_beside_them_does_not() {
        let of = |inputs: &[InputCoverage], known_by: &[usize]| {
            let covered = of_product(inputs, &known_by.iter().copied().collect());
            covered.into_iter().collect::<Vec<_>>()
        };
        let periods = |range: std::ops::RangeInclusive<i32>| range.map(Period::from_serial).collect::<Vec<_>>();
        let history = [InputCoverage { required: false, ..input(1..=8) }, input(9..=10)];
        assert_eq!(of(&history, &[0]), periods(1..=10));
        assert_eq!(of(&history, &[0, 1]), periods(1..=10));
        assert_eq!(of(&history, &[1]), periods(9..=10));
        let late = [input(1..=8), input(9..=10)];
        assert_eq!(of(&late, &[0]), periods(1..=8), "the export of a product that is due may be late");
        let optional = [&history[0], &history[1]].map(|input| InputCoverage { required: false, ..input.clone() });
        assert_eq!(of(&optional, &[0]), periods(1..=8), "one that need not be there says nothing by its silence");
        let apart = [InputCoverage { required: false, ..input(1..=8) }, input(10..=10)];
        assert_eq!(of(&apart, &[0]), periods(1..=8), "what comes later does not follow");
        let regions = [InputCoverage { required: false, ..input(1..=8) }, input(7..=10)];
        assert_eq!(of(&regions, &[0]), periods(1..=8));
        assert_eq!(of(&regions, &[]), periods(1..=10));
    }

    #[test]
    fn an_input_that_is_not_required_leaves_no_gap() {
        check(&[input(1..=10), InputCoverage { required: false, ..input(1..=9) }], 1..=10);
    }
}
