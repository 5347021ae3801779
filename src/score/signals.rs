//! Signals: what in the last periods of a metric is more than noise, by a chart of individual values and moving ranges
//! (XmR; Wheeler, "Understanding Variation", second edition 2000).

use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::metrics::{Measurements, Metric, Scope};
use crate::schema::Better;

/// Periods that are looked at.
const LAST: usize = 13;
/// Fewer say nothing about what is usual.
const LEAST: usize = 6;
/// So many in a row on one side of the mean are a signal.
const RUN: usize = 8;

/// What is usual for a metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlLimits {
    pub mean: Amount,
    /// Mean less 2.66 × the mean moving range.
    pub lower: Amount,
    pub upper: Amount,
    /// The last figure.
    pub last: Amount,
    /// How many periods they rest on.
    pub periods: usize,
    /// What the last period, or the run that it ends, says.
    pub signal: Option<Signal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    pub what: SignalKind,
    pub side: LimitSide,
    /// Whether that side is good for the business.
    pub good: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalKind {
    /// The last figure lies outside the limits.
    Outside,
    /// The last eight lie on one side of the mean.
    Run,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitSide {
    Above,
    Below,
}

/// The limits of a metric's single periods up to `at`; `None` without enough of them in a row.
pub(super) fn of_metric(
    measurements: &Measurements,
    metric: &Metric,
    scope: Scope,
    at: Period,
) -> Option<ControlLimits> {
    let back = i32::try_from(LAST).unwrap_or(0);
    let figure = |periods: i32| measurements.measure(metric, scope, Window::Period, at.plus(-periods)).value().cloned();
    let mut figures: Vec<Amount> = (0..back).map_while(figure).collect();
    figures.reverse();
    limits(&figures, metric.better)
}

/// The limits of the last thirteen figures, the oldest first; `None` for fewer than six.
pub fn limits(figures: &[Amount], better: Better) -> Option<ControlLimits> {
    let figures = &figures[figures.len().saturating_sub(LAST)..];
    if figures.len() < LEAST {
        return None;
    }
    let mean = figures.iter().sum::<Amount>().checked_div(&Amount::from(figures.len()))?;
    let ranges: Amount = figures.windows(2).map(|pair| (&pair[1] - &pair[0]).abs()).sum();
    let range = ranges.checked_div(&Amount::from(figures.len() - 1))?;
    // 2.66 = 3 ÷ 1.128: three deviations, of which a mean range of two has 1.128.
    let reach = &Amount::from_scaled(266, 2) * &range;
    let (lower, upper) = (&mean - &reach, &mean + &reach);
    let last = figures.last()?.clone();
    let outside = if last > upper {
        Some(LimitSide::Above)
    } else if last < lower {
        Some(LimitSide::Below)
    } else {
        None
    };
    let signal = outside
        .map(|side| (SignalKind::Outside, side))
        .or_else(|| run(figures, &mean).map(|side| (SignalKind::Run, side)))
        .map(|(what, side)| Signal { what, side, good: is_good(side, better, &last, &mean) });
    Some(ControlLimits { mean, lower, upper, last, periods: figures.len(), signal })
}

/// The side on which all of the last eight lie. One on the mean itself ends a run.
fn run(figures: &[Amount], mean: &Amount) -> Option<LimitSide> {
    let tail = figures.len().checked_sub(RUN).map(|first| &figures[first..])?;
    if tail.iter().all(|figure| figure > mean) {
        Some(LimitSide::Above)
    } else {
        tail.iter().all(|figure| figure < mean).then_some(LimitSide::Below)
    }
}

fn is_good(side: LimitSide, better: Better, last: &Amount, mean: &Amount) -> bool {
    match better {
        Better::Higher => side == LimitSide::Above,
        Better::Lower => side == LimitSide::Below,
        Better::NearestToZero => last.abs() < mean.abs(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> Vec<Amount> {
        text.split(' ').map(|figure| Amount::parse_plain(figure).unwrap()).collect()
    }

    fn shown(limits: &ControlLimits) -> String {
        [&limits.lower, &limits.mean, &limits.upper].map(|figure| figure.to_fixed(2)).join(" ")
    }

    #[track_caller]
    fn check(text: &str, better: Better, expected: Option<(SignalKind, LimitSide, bool)>) {
        let found = limits(&figures(text), better).unwrap().signal;
        assert_eq!(found.map(|signal| (signal.what, signal.side, signal.good)), expected, "{text}");
    }

    /// NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2, flow rates of ten batches: mean 50.81, mean
    /// moving range 1.8778, limits 45.8159 and 55.8041 with 3 ÷ 1.128 for 2.66.
    #[test]
    fn the_limits_are_those_of_the_handbook() {
        let found = limits(&figures("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"), Better::Higher).unwrap();
        assert_eq!(shown(&found), "45.82 50.81 55.80");
        assert_eq!((found.periods, found.signal), (10, None));
    }

    #[test]
    fn a_last_figure_outside_the_limits_is_a_signal() {
        let steady = "10 11 10 11 10 11 10 11 10 11";
        check(&format!("{steady} 20"), Better::Higher, Some((SignalKind::Outside, LimitSide::Above, true)));
        check(&format!("{steady} 20"), Better::Lower, Some((SignalKind::Outside, LimitSide::Above, false)));
        check(&format!("{steady} 1"), Better::Higher, Some((SignalKind::Outside, LimitSide::Below, false)));
        check(&format!("{steady} 11"), Better::Higher, None);
    }

    #[test]
    fn an_old_figure_outside_the_limits_is_no_news() {
        check("10 11 10 11 25 10 11 10 11 10 11", Better::Higher, None);
    }

    #[test]
    fn eight_in_a_row_on_one_side_are_a_signal_and_seven_are_not() {
        check(
            "10 14 10 14 10 13 13 13 13 13 13 13 13",
            Better::Higher,
            Some((SignalKind::Run, LimitSide::Above, true)),
        );
        check("10 14 10 14 10 10 13 13 13 13 13 13 13", Better::Higher, None);
        check("15 11 15 11 15 12 12 12 12 12 12 12 12", Better::Lower, Some((SignalKind::Run, LimitSide::Below, true)));
    }

    #[test]
    fn around_zero_the_smaller_distance_is_the_good_side() {
        check("5 6 5 6 5 6 5 6 5 6 1", Better::NearestToZero, Some((SignalKind::Outside, LimitSide::Below, true)));
        check("5 6 5 6 5 6 5 6 5 6 12", Better::NearestToZero, Some((SignalKind::Outside, LimitSide::Above, false)));
        // Twelve of 7 and one of -6: the mean is 6, and the last is as far from 0.
        check(
            "7 7 7 7 7 7 7 7 7 7 7 7 -6",
            Better::NearestToZero,
            Some((SignalKind::Outside, LimitSide::Below, false)),
        );
    }

    #[test]
    fn only_the_last_thirteen_count_and_five_are_too_few() {
        let thirteen = "10 12 9 11 10 13 9 11 10 12 11 9 10";
        let long = limits(&figures(&format!("900 1 {thirteen}")), Better::Higher).unwrap();
        assert_eq!(Some(long), limits(&figures(thirteen), Better::Higher));
        assert_eq!(limits(&figures("1 2 3 4 5"), Better::Higher), None);
        assert_eq!(limits(&figures("1 2 3 4 5 6"), Better::Higher).unwrap().periods, 6);
    }

    #[test]
    fn a_metric_that_never_moves_has_no_signal() {
        check("7 7 7 7 7 7 7 7 7", Better::Higher, None);
    }
}
