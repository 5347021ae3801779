//! Moves that nobody has given a reason for.

use super::moves::{Moved, What};
use super::problem::HistoryProblem;
use crate::diagnostic::Finding;
use crate::place::Place;
use std::sync::Arc;

/// Moves of goals as they stand today that nobody has given a reason for. One that a later move has overtaken cannot be
/// mended any more; it stays in the list.
pub fn findings(moves: &[Moved], file: Option<&Arc<str>>) -> Vec<Finding> {
    let lacks = |moved: &&Moved| moved.in_force && moved.reason.is_none() && moved.what != What::Added;
    let finding = |moved: &Moved| {
        let place = moved.place.clone().or_else(|| file.map(|file| Place::File(file.clone())));
        let problem = HistoryProblem::MovedWithoutReason { goal: moved.goal.clone(), what: moved.what.clone() };
        Finding::new(place.unwrap_or_default(), problem)
    };
    moves.iter().filter(lacks).map(finding).collect()
}
