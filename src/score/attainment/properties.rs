//! What holds of any goal: better figures never score less.

use super::*;
use proptest::prelude::*;

/// A goal on the axis on which more is better: gaps below the target to baseline and floor, above it to the stretch.
#[derive(Debug, Clone)]
struct Axis {
    target: i64,
    baseline: Option<i64>,
    floor: Option<i64>,
    stretch: Option<i64>,
}

fn axis() -> impl Strategy<Value = Axis> {
    let gap = || proptest::option::of(1_i64..500);
    (-500_i64..500, gap(), gap(), gap()).prop_map(|(target, baseline, floor, stretch)| Axis {
        target,
        baseline: baseline.map(|gap| target - gap),
        floor: floor.map(|gap| target - gap),
        stretch: stretch.map(|gap| target + gap),
    })
}

/// In tenths; mirrored where less is better.
fn amount(figure: i64, better: Better) -> Amount {
    Amount::from_scaled(i128::from(if better == Better::Lower { -figure } else { figure }), 1)
}

fn judged(actual: i64, axis: &Axis, better: Better) -> Option<(Amount, Amount)> {
    let of = |figure: Option<i64>| figure.map(|figure| amount(figure, better));
    let plan = Plan {
        target: Target::Value(amount(axis.target, better)),
        baseline: of(axis.baseline),
        floor: of(axis.floor),
        stretch: of(axis.stretch),
    };
    let actual = amount(actual, better);
    let reached = attainment(&actual, &plan, better).ok()?;
    let score = score(&actual, &plan, &reached, better, &Amount::from_scaled(12, 1));
    Some((reached, score))
}

proptest! {
    #[test]
    fn a_better_figure_never_has_less_attainment_or_score(
        axis in axis(), actual in -1_500_i64..1_500, more in 0_i64..600, lower in any::<bool>()
    ) {
        let better = if lower { Better::Lower } else { Better::Higher };
        let worse = judged(actual, &axis, better);
        let improved = judged(actual + more, &axis, better);
        if let (Some((reached, score)), Some((further, higher))) = (worse, improved) {
            prop_assert!(further >= reached && higher >= score);
            prop_assert!(!score.is_negative() && higher <= Amount::from(120_i64));
        }
    }

    #[test]
    fn on_target_is_exactly_met_whatever_stands_beside_it(axis in axis(), lower in any::<bool>()) {
        let better = if lower { Better::Lower } else { Better::Higher };
        prop_assert_eq!(judged(axis.target, &axis, better), Some((Amount::one(), Amount::from(100_i64))));
    }

    #[test]
    fn a_figure_nearer_to_its_range_never_has_less(
        low in -500_i64..500, width in 1_i64..300, floor in proptest::option::of(1_i64..400),
        away in 0_i64..900, nearer in 0_i64..900, above in any::<bool>()
    ) {
        let (away, nearer) = (away.max(nearer), away.min(nearer));
        let amount = |figure: i64| Amount::from_scaled(i128::from(figure), 1);
        let plan = Plan {
            target: Target::Range { low: amount(low), high: amount(low + width) },
            baseline: None,
            floor: floor.map(|gap| amount(low - gap)),
            stretch: None,
        };
        let at = |away: i64| {
            let figure = amount(if above { low + width + away } else { low - away });
            attainment(&figure, &plan, Better::Higher).unwrap()
        };
        prop_assert!(at(nearer) >= at(away) && at(0) == Amount::one() && !at(away).is_negative());
    }
}
