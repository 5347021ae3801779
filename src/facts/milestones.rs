//! Rows of the `milestones` fact: deeds with the day each was due and the day it was done.

use super::problem::FactProblem;
use super::source::FactSource;
use super::walk::RowWalk;
use crate::calendar::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    pub product: usize,
    pub name: String,
    pub due: Date,
    pub done: Option<Date>,
    /// Position in [`Facts::sources`](super::Facts::sources).
    pub source: usize,
    /// Position in the rows of its part.
    pub row: usize,
}

pub(super) fn read(walk: &mut RowWalk<'_>, number: u32, source: &mut FactSource) -> Vec<Milestone> {
    let part = walk.part();
    let mut milestones = Vec::new();
    for row in 0..part.rows.len() {
        walk.check_key(row, "product");
        let due = part.days("due").and_then(|days| days[row]);
        if due.is_none() && !walk.is_rejected(row) {
            walk.reject(row, "due", FactProblem::BlankKey { column: "due" });
        }
        match walk.product(row).zip(due).filter(|_| !walk.is_rejected(row)) {
            Some((product, due)) => {
                source.count.used += 1;
                let name =
                    part.texts("milestone").and_then(|t| t.get(row)).map(ToString::to_string).unwrap_or_default();
                let done = part.days("done").and_then(|d| d[row]);
                milestones.push(Milestone { product, name, due, done, source: number as usize, row });
            }
            None => source.count.rejected += 1,
        }
    }
    milestones
}
