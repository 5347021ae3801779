//! The cells in which people write what happened and what is next. Every table with such cells gets them here, so that
//! a goal's comment is the same one wherever its goal stands.

use super::model::{Cell, Column, Width};
use super::view::View;
use super::wording::labels;
use crate::goals::Goal;

/// The last columns of a table, `span` columns of the grid in all.
pub(super) fn columns(view: &View<'_>, width: Width, span: u16) -> Vec<Column> {
    vec![Column::text("comment", view.say(labels::COMMENT), width).spanning(span)]
}

/// As many as [`columns`].
pub(super) fn cells(view: &View<'_>, goal: &Goal) -> Vec<Cell> {
    vec![Cell::comment(view.scope_name(goal.scope), &goal.id)]
}
