//! Every row of `tests/attainment`, computed apart, and what must hold for any goal.

use super::{attainment, score};
use crate::amount::{Amount, amount};
use crate::goals::{Class, Target};
use crate::pipeline::Scoring;
use crate::schema::Better;
use crate::score::{Bands, Plan, Status};
use proptest::prelude::*;

/// `7/10`, as fractions are written in the table.
fn fraction(text: &str) -> Amount {
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    amount(numerator).checked_div(&amount(denominator)).unwrap()
}

#[test]
fn every_row_of_the_table_is_met_to_the_last_digit() {
    let scoring = Scoring::default();
    let mut rows = 0;
    for line in include_str!("../../../tests/attainment/attainment.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [better, class, target, actual, baseline, floor, stretch, expected @ ..] = cells.as_slice() else {
            panic!("{line}");
        };
        let better = match *better {
            "higher" => Better::Higher,
            "lower" => Better::Lower,
            _ => Better::NearestToZero,
        };
        let class = if *class == "committed" { Class::Committed } else { Class::Aspirational };
        let target = match target.split_once("..") {
            Some((low, high)) => Target::Range { low: amount(low), high: amount(high) },
            None => Target::Value(amount(target)),
        };
        let extra = |text: &str| (!text.is_empty()).then(|| amount(text));
        let plan = Plan { target, baseline: extra(baseline), floor: extra(floor), stretch: extra(stretch) };
        let actual = amount(actual);
        match attainment(&actual, &plan, better) {
            Err(why) => assert_eq!(expected, ["", "", why], "{line}"),
            Ok(reached) => {
                let points = score(&actual, &plan, &reached, better, &scoring.cap);
                let status = Bands::of(class, &scoring).status(&reached).into_str();
                assert_eq!(
                    (reached, points, status),
                    (fraction(expected[0]), fraction(expected[1]), expected[2]),
                    "{line}"
                );
            }
        }
        rows += 1;
    }
    assert!(rows >= 300, "{rows}");
}

/// Figures in hundredths, so that zero and equal ones come up.
fn figure() -> impl Strategy<Value = Amount> {
    (-500_i128..500).prop_map(|hundredths| Amount::from_scaled(hundredths, 2))
}

fn direction() -> impl Strategy<Value = Better> {
    prop_oneof![Just(Better::Higher), Just(Better::Lower), Just(Better::NearestToZero)]
}

/// A goal without a contradiction: floor and baseline on the bad side of the target, the stretch on the good one.
fn goal() -> impl Strategy<Value = (Better, Plan)> {
    let extra = || proptest::option::of((1_i128..300).prop_map(|hundredths| Amount::from_scaled(hundredths, 2)));
    (direction(), figure(), extra(), extra(), extra()).prop_map(|(better, target, baseline, floor, stretch)| {
        let target = if better == Better::NearestToZero { target.abs() } else { target };
        let worse = |way: Amount| if better == Better::Higher { &target - &way } else { &target + &way };
        let good = |way: Amount| match better {
            Better::Higher => &target + &way,
            Better::Lower => &target - &way,
            Better::NearestToZero => (&target - &way).max(Amount::zero()),
        };
        let (baseline, floor) = (baseline.map(worse), floor.map(worse));
        let stretch = stretch.map(good);
        (better, Plan { target: Target::Value(target.clone()), baseline, floor, stretch })
    })
}

fn is_worse(left: &Amount, right: &Amount, better: Better) -> bool {
    match better {
        Better::Higher => left < right,
        Better::Lower => left > right,
        Better::NearestToZero => left.abs() > right.abs(),
    }
}

proptest! {
    #[test]
    fn a_better_figure_is_never_worth_less((better, plan) in goal(), one in figure(), other in figure()) {
        let (worse, good) = if is_worse(&one, &other, better) { (one, other) } else { (other, one) };
        let cap = Scoring::default().cap;
        if let (Ok(low), Ok(high)) = (attainment(&worse, &plan, better), attainment(&good, &plan, better)) {
            prop_assert!(low <= high, "{low} {high}");
            let points = |figure, reached| score(figure, &plan, reached, better, &cap);
            let (low, high) = (points(&worse, &low), points(&good, &high));
            prop_assert!(low <= high, "{low} {high}");
            prop_assert!(!low.is_negative() && high <= &cap * &Amount::from(100_i64));
        }
    }

    #[test]
    fn a_goal_reached_is_met_whatever_it_is((better, plan) in goal()) {
        let Target::Value(target) = &plan.target else { unreachable!() };
        prop_assert_eq!(attainment(target, &plan, better), Ok(Amount::one()));
        prop_assert_eq!(score(target, &plan, &Amount::one(), better, &Scoring::default().cap), Amount::from(100_i64));
    }

    #[test]
    fn bands_cover_the_line_without_gap_or_overlap(
        mut edges in proptest::array::uniform3(-300_i128..300), at in -400_i128..400,
    ) {
        edges.sort_unstable();
        let [at_risk, met, exceeded] = edges;
        let hundredths = |hundredths: i128| Amount::from_scaled(hundredths, 2);
        let bands = Bands { exceeded: hundredths(exceeded), met: hundredths(met), at_risk: hundredths(at_risk) };
        // Half-open from below: each figure is in exactly one of four intervals.
        let inside = [
            (Status::Missed, at < at_risk),
            (Status::AtRisk, at_risk <= at && at < met),
            (Status::Met, met <= at && at < exceeded),
            (Status::Exceeded, exceeded <= at),
        ];
        let expected: Vec<Status> = inside.into_iter().filter(|(_, inside)| *inside).map(|(status, _)| status).collect();
        prop_assert_eq!(expected, vec![bands.status(&hundredths(at))]);
    }
}
