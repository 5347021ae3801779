//! What happened to a holding from one period to the next.

use crate::metrics::movement::MovementKind;

/// Periods without the product after which a customer who comes back is new again.
const RESTART_WINDOW: usize = 12;

/// One movement: what kind, and by how much, always positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LedgerStep {
    pub(super) kind: MovementKind,
    pub(super) annual: i128,
}

/// What happened between the period before `at` and `at`; nothing does when the amount stays.
///
/// A customer who held the product lately comes back, also over periods that nothing covers: those are 0 in the
/// track, and only the covered ones can say that it was held.
pub(super) fn step(track: &[i128], at: usize) -> Option<LedgerStep> {
    let (before, now) = (track[at - 1], track[at]);
    let held_lately = || track[at.saturating_sub(RESTART_WINDOW)..at].iter().any(|&annual| annual > 0);
    let (kind, annual) = match (before, now) {
        _ if before == now => return None,
        (0, now) if held_lately() => (MovementKind::Reactivation, now),
        (0, now) => (MovementKind::New, now),
        (before, 0) => (MovementKind::Churn, before),
        (before, now) if now > before => (MovementKind::Expansion, now - before),
        (before, now) => (MovementKind::Contraction, before - now),
    };
    Some(LedgerStep { kind, annual })
}

#[cfg(test)]
mod tests {
    use super::*;
    use MovementKind::{Churn, Contraction, Expansion, New, Reactivation};

    /// The last step of a track.
    #[track_caller]
    fn check(track: &[i128], expected: Option<(MovementKind, i128)>) {
        let found = step(track, track.len() - 1).map(|step| (step.kind, step.annual));
        assert_eq!(found, expected, "{track:?}");
    }

    /// Held once, then away for so many periods, then back.
    fn away(periods: usize) -> Vec<i128> {
        let mut track = vec![0; periods + 3];
        track[1] = 7;
        track[periods + 2] = 5;
        track
    }

    #[test]
    fn a_holding_comes_grows_shrinks_and_goes() {
        check(&[0, 5], Some((New, 5)));
        check(&[5, 7], Some((Expansion, 2)));
        check(&[7, 5], Some((Contraction, 2)));
        check(&[5, 0], Some((Churn, 5)));
    }

    #[test]
    fn what_stays_does_not_move() {
        check(&[0, 0], None);
        check(&[5, 5], None);
    }

    #[test]
    fn who_held_the_product_in_the_twelve_periods_before_is_back_and_not_new() {
        check(&away(1), Some((Reactivation, 5)));
        check(&away(11), Some((Reactivation, 5)));
        check(&away(12), Some((New, 5)));
        check(&away(40), Some((New, 5)));
    }
}
