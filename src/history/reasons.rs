//! Moves that nobody has given a reason for.

use super::moves::{Moved, What};
use super::problem::HistoryProblem;
use super::tendency::Tendency;
use crate::diagnostic::Finding;
use crate::place::Place;
use std::sync::Arc;

/// Moves of goals as they stand today that nobody has given a reason for. One that a later move has overtaken cannot be
/// mended any more; it stays in the list.
pub fn findings(moves: &[Moved], file: Option<&Arc<str>>) -> Vec<Finding> {
    let lacks = |moved: &&Moved| moved.in_force && moved.reason.is_none() && moved.what != What::Added;
    let finding = |moved: &Moved| {
        let place = moved.place.clone().or_else(|| file.map(|file| Place::File(file.clone())));
        let problem = HistoryProblem::MovedWithoutReason {
            goal: moved.goal.clone(),
            what: what_in_words(moved),
            is_gone: moved.what == What::Dropped,
        };
        Finding::new(place.unwrap_or_default(), problem)
    };
    moves.iter().filter(lacks).map(finding).collect()
}

/// `target 100 → 80 (loosened)`
fn what_in_words(moved: &Moved) -> String {
    let tendency = |tendency: Tendency| match tendency {
        Tendency::Neither => String::new(),
        known => format!(" ({})", known.slug()),
    };
    match &moved.what {
        What::Changed(changes) => {
            let each: Vec<String> = changes
                .iter()
                .map(|change| {
                    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
                    let (old, new) = (shown(&change.old), shown(&change.new));
                    format!("{} {old} → {new}{}", change.field.slug(), tendency(change.tendency))
                })
                .collect();
            each.join(", ")
        }
        What::Withdrawn => "its sign-off was taken back".to_owned(),
        What::Dropped => "it is not in the goals workbook any more".to_owned(),
        What::Added => "it came after the first sign-off".to_owned(),
    }
}
