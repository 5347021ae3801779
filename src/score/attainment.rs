//! Attainment and score of one goal: pure arithmetic on exact fractions, as scoring.md has it.

use super::plan::Plan;
use crate::amount::Amount;
use crate::goals::Target;
use crate::schema::Better;

/// Why no attainment can be computed.
pub(super) const ZERO_TARGET: &str = "zero target";

/// How far the goal is reached: 1 is reached. `Err` names what has no answer.
pub(super) fn attainment(actual: &Amount, plan: &Plan, better: Better) -> Result<Amount, &'static str> {
    let target = match &plan.target {
        Target::Range { low, high } => return Ok(in_range(actual, low, high, plan.floor.as_ref())),
        Target::Value(target) => sized(target, better),
    };
    let (actual, floor) = (sized(actual, better), plan.floor.as_ref().map(|floor| sized(floor, better)));
    match plan.baseline.as_ref().map(|baseline| sized(baseline, better)) {
        Some(baseline) => {
            (&actual - &baseline).checked_div(&(&target - &baseline)).ok_or("target equals baseline to date")
        }
        None => ratio(&actual, &target, better, floor.as_ref()),
    }
}

/// Around zero only sizes count, of every figure: too much by a little is as good as too little by a little.
fn sized(figure: &Amount, better: Better) -> Amount {
    if better == Better::NearestToZero { figure.abs() } else { figure.clone() }
}

/// 1 + d · (a − t) ÷ |t|; around a target of 0 only the good side and the way to the floor have a meaning.
fn ratio(actual: &Amount, target: &Amount, better: Better, floor: Option<&Amount>) -> Result<Amount, &'static str> {
    let ahead = match better {
        Better::Higher => actual - target,
        Better::Lower | Better::NearestToZero => target - actual,
    };
    if let Some(share) = ahead.checked_div(&target.abs()) {
        return Ok(&Amount::one() + &share);
    }
    if !ahead.is_negative() {
        return Ok(Amount::one());
    }
    // The target is 0: the way to the floor is the floor itself.
    let to_floor = floor.and_then(|floor| actual.checked_div(floor));
    to_floor.map(|way| &Amount::one() - &way).ok_or(ZERO_TARGET)
}

/// 1 inside; outside in a straight line to 0 at the floor where it lies on that side, else one range width away.
fn in_range(actual: &Amount, low: &Amount, high: &Amount, floor: Option<&Amount>) -> Amount {
    let width = high - low;
    let (distance, reach) = if actual < low {
        (low - actual, floor.filter(|floor| *floor < low).map_or(width, |floor| low - floor))
    } else if actual > high {
        (actual - high, floor.filter(|floor| *floor > high).map_or(width, |floor| floor - high))
    } else {
        return Amount::one();
    };
    // A range has a width and a floor lies outside it, so the reach is never 0.
    let fallen = distance.checked_div(&reach).unwrap_or_else(Amount::one);
    (&Amount::one() - &fallen).max(Amount::zero())
}

/// 100 × attainment between 0 and the cap; a floor replaces the line below the target, a stretch the one above.
pub(super) fn score(actual: &Amount, plan: &Plan, attainment: &Amount, better: Better, cap: &Amount) -> Amount {
    let hundred = Amount::from(100_i64);
    let plain = attainment.clamp_between(&Amount::zero(), cap);
    let Target::Value(target) = &plan.target else { return &hundred * &plain };
    let is_better = |a: &Amount, b: &Amount| match better {
        Better::Higher => a > b,
        Better::Lower | Better::NearestToZero => a < b,
    };
    let (actual, target) = (sized(actual, better), sized(target, better));
    let share = if is_better(&target, &actual) {
        let floor = plan.floor.as_ref().map(|floor| sized(floor, better)).filter(|floor| is_better(&target, floor));
        floor.and_then(|floor| (&actual - &floor).checked_div(&(&target - &floor)))
    } else {
        let stretch = plan.stretch.as_ref().map(|stretch| sized(stretch, better));
        stretch.filter(|stretch| is_better(stretch, &target)).and_then(|stretch| {
            let way = (&actual - &target).checked_div(&(&stretch - &target))?;
            Some(&Amount::one() + &(&way * &(cap - &Amount::one())))
        })
    };
    &hundred * &share.unwrap_or(plain).clamp_between(&Amount::zero(), cap)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::amount;

    fn target(text: &str) -> Target {
        match text.split_once("..") {
            Some((low, high)) => Target::Range { low: amount(low), high: amount(high) },
            None => Target::Value(amount(text)),
        }
    }

    /// `extras` is baseline, floor, stretch; `expected` attainment in percent and score, or why there is none.
    #[track_caller]
    fn check(better: Better, actual: &str, goal: &str, extras: [&str; 3], expected: &str) {
        let extra = |at: usize| (!extras[at].is_empty()).then(|| amount(extras[at]));
        let plan = Plan { target: target(goal), baseline: extra(0), floor: extra(1), stretch: extra(2) };
        let actual = amount(actual);
        let found = match attainment(&actual, &plan, better) {
            Err(why) => why.to_owned(),
            Ok(p) => {
                let score = score(&actual, &plan, &p, better, &amount("1.2"));
                format!("{} {}", (&p * &Amount::from(100_i64)).to_fixed(2), score.to_fixed(2))
            }
        };
        assert_eq!(found, expected, "{better:?} {actual} against {goal} {extras:?}");
    }

    const NONE: [&str; 3] = ["", "", ""];
    use Better::{Higher, Lower, NearestToZero};

    #[test]
    fn progress_is_the_way_made_from_the_baseline_whatever_the_direction() {
        check(Higher, "1.35", "1.5", ["1.0", "", ""], "70.00 70.00");
        check(Lower, "420", "400", ["500", "", ""], "80.00 80.00");
        check(Higher, "16", "45", ["15", "", ""], "3.33 3.33");
        check(Higher, "0.9", "1.5", ["1.0", "", ""], "-20.00 0.00");
        check(Higher, "-1", "2", ["-4", "", ""], "50.00 50.00");
        check(Lower, "380", "400", ["500", "", ""], "120.00 120.00");
    }

    #[test]
    fn without_a_baseline_the_distance_is_taken_against_the_size_of_the_target() {
        check(Higher, "45", "50", NONE, "90.00 90.00");
        check(Higher, "3", "-2", NONE, "350.00 120.00");
        check(Higher, "-1", "-1", NONE, "100.00 100.00");
        check(Lower, "55", "50", NONE, "90.00 90.00");
        check(Lower, "45", "50", NONE, "110.00 110.00");
        check(Higher, "-3", "-2", NONE, "50.00 50.00");
        check(Lower, "-3", "-2", NONE, "150.00 120.00");
        check(Higher, "-10", "5", NONE, "-200.00 0.00");
        check(NearestToZero, "-0.03", "0.02", NONE, "50.00 50.00");
        check(NearestToZero, "0.01", "0.02", NONE, "150.00 120.00");
    }

    #[test]
    fn quarters_of_220_240_200_230_against_250_each_stand_at_88_92_88_89_percent() {
        for (quarters, actual, expected) in
            [(1, "220", "88.00"), (2, "460", "92.00"), (3, "660", "88.00"), (4, "890", "89.00")]
        {
            check(Higher, actual, &(250 * quarters).to_string(), NONE, &format!("{expected} {expected}"));
        }
    }

    #[test]
    fn around_a_target_of_zero_only_the_good_side_and_the_way_to_the_floor_count() {
        check(Higher, "0", "0", NONE, "100.00 100.00");
        check(Higher, "5", "0", NONE, "100.00 100.00");
        check(Lower, "-5", "0", NONE, "100.00 100.00");
        check(Lower, "5", "0", NONE, "zero target");
        check(Lower, "5", "0", ["", "20", ""], "75.00 75.00");
        check(Higher, "-5", "0", ["", "-10", ""], "50.00 50.00");
        check(NearestToZero, "0.01", "0", ["", "0.04", ""], "75.00 75.00");
    }

    #[test]
    fn inside_a_range_is_met_and_outside_it_falls_to_the_floor_or_one_width_away() {
        check(Higher, "250", "237.5..262.5", NONE, "100.00 100.00");
        check(Higher, "237.5", "237.5..262.5", NONE, "100.00 100.00");
        check(Higher, "225", "237.5..262.5", NONE, "50.00 50.00");
        check(Higher, "300", "237.5..262.5", NONE, "0.00 0.00");
        check(Higher, "227.5", "237.5..262.5", ["", "217.5", ""], "50.00 50.00");
    }

    #[test]
    fn a_floor_and_a_stretch_bend_the_score_and_not_the_attainment() {
        check(Higher, "80", "100", ["", "60", ""], "80.00 50.00");
        check(Higher, "50", "100", ["", "60", ""], "50.00 0.00");
        check(Higher, "110", "100", ["", "", "140"], "110.00 105.00");
        check(Higher, "140", "100", ["", "", "140"], "140.00 120.00");
        check(Higher, "200", "100", ["", "", "140"], "200.00 120.00");
        check(Lower, "0.259259", "0.216", ["", "0.389", ""], "79.97 74.99");
        check(Lower, "40", "50", ["", "60", "30"], "120.00 110.00");
        check(Higher, "80", "100", ["50", "60", ""], "60.00 50.00");
    }
}
