//! Replays: what each method would have said at the same point of earlier windows, and how far off it would have been. The
//! best of them speaks for this one.
//!
//! Years are replayed for goals of a year, quarters for goals of a quarter.

use super::evaluation_point::EvaluationPoint;
use super::method::Method;
use crate::amount::{Amount, Unit};

/// How far a method was off in the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastError {
    /// Mean of the distances between landing and outcome: as a share of the outcome for money and counts, else in the
    /// metric's own unit.
    pub error: Amount,
    /// Finished windows it was replayed over.
    pub windows: usize,
}

impl PastError {
    /// A landing less and more by the error.
    pub(super) fn around(&self, landing: &Amount, unit: Unit) -> [Amount; 2] {
        let error = if is_share(unit) { &self.error * &landing.abs() } else { self.error.clone() };
        [landing - &error, landing + &error]
    }
}

/// Whether errors of a unit are shares of the outcome.
const fn is_share(unit: Unit) -> bool {
    matches!(unit, Unit::Money | Unit::Count)
}

/// More would weigh in how the business was, not how it is.
const YEARS: i32 = 3;

/// The distances of one method, by windows back from the last finished one; `None` where it could not be replayed.
fn distances(point: &EvaluationPoint<'_>, method: Method) -> Vec<Option<Amount>> {
    let apart = point.distance();
    let distance = |windows: i32| {
        let earlier = Some(point.earlier(apart * windows)).filter(EvaluationPoint::is_of_its_kind)?;
        let (end, outcome) = (earlier.end(method)?.value, earlier.outcome()?);
        let distance = (&end - &outcome).abs();
        if is_share(point.metric.unit) { distance.checked_div(&outcome.abs()) } else { Some(distance) }
    };
    let most = YEARS * point.measurements.calendar.periods_per_year() / apart;
    (1..=most).map(distance).collect()
}

/// The past error of one method, over the windows in which it can be replayed.
pub(super) fn past_error(point: &EvaluationPoint<'_>, method: Method) -> Option<PastError> {
    mean(distances(point, method).iter().flatten())
}

/// The method with the smallest error, and that error. Only methods that can be replayed in the last finished window
/// take part, and only windows in which all of them can: errors of different times do not compare.
pub(super) fn best(point: &EvaluationPoint<'_>, methods: &[Method]) -> Option<(Method, PastError)> {
    let replayed: Vec<(Method, Vec<Option<Amount>>)> = methods
        .iter()
        .map(|&method| (method, distances(point, method)))
        .filter(|(_, distances)| distances.first().is_some_and(Option::is_some))
        .collect();
    let (_, first) = replayed.first()?;
    let common = |window: &usize| replayed.iter().all(|(_, distances)| distances[*window].is_some());
    let windows: Vec<usize> = (0..first.len()).filter(common).collect();
    let errors = replayed.iter().filter_map(|(method, distances)| {
        Some((*method, mean(windows.iter().filter_map(|&window| distances[window].as_ref()))?))
    });
    // Of equals the first one wins: methods come with the simplest first.
    errors.min_by(|(_, left), (_, right)| left.error.cmp(&right.error))
}

fn mean<'a>(distances: impl Iterator<Item = &'a Amount>) -> Option<PastError> {
    let distances: Vec<&Amount> = distances.collect();
    let windows = distances.len();
    let error = distances.into_iter().sum::<Amount>().checked_div(&Amount::from(windows))?;
    Some(PastError { error, windows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_money_and_counts_is_a_share_of_the_landing_and_any_other_in_its_own_unit() {
        let around = |landing: i64, unit| {
            let past = PastError { error: Amount::from_scaled(1, 1), windows: 1 };
            past.around(&Amount::from(landing), unit).map(|end| end.to_string()).join(" ")
        };
        for unit in [Unit::Money, Unit::Count] {
            assert_eq!((around(200, unit), around(-200, unit)), ("180 220".to_owned(), "-220 -180".to_owned()));
        }
        for unit in [Unit::Percent, Unit::Ratio] {
            assert_eq!(around(2, unit), "1.9 2.1");
        }
    }
}
