//! The cells in which people write what happened and what is next, with what they have written so far. Every table with
//! such cells gets them here, so that a goal's comment is the same one wherever its goal stands.

use super::view::ScorecardView;
use crate::goals::Goal;
use crate::scorecard::model::{CommentKey, PageCell, PageColumn, Tone, Width};
use crate::scorecard::wording::labels;

/// The last columns of a table, `span` columns of the grid in all: what was said last period, where anything was, and
/// the cells to write in.
pub(crate) fn columns(view: &ScorecardView<'_>, width: Width, span: u16) -> Vec<PageColumn> {
    let before = span / 2;
    let column = |key, header: String, span: u16| PageColumn::text(key, header, width).spanning(span.max(1));
    let comment = |span| column("comment", view.say(labels::COMMENT).to_owned(), span);
    match view.comments.last_period() {
        Some(period) => {
            let header = format!("{} ({period})", view.say(labels::LAST_COMMENT));
            vec![column("last_comment", header, before), comment(span - before)]
        }
        None => vec![comment(span)],
    }
}

/// As many as [`columns`].
pub(crate) fn cells(view: &ScorecardView<'_>, goal: &Goal) -> Vec<PageCell> {
    let product = view.scope_name(goal.scope);
    let key =
        CommentKey { period: view.comments.period().to_owned(), product: product.to_owned(), goal: goal.id.clone() };
    let comment = PageCell::comment(key, view.comments.now(product, &goal.id));
    if view.comments.last_period().is_none() {
        return vec![comment];
    }
    let before = view.comments.before(product, &goal.id);
    vec![before.map_or_else(PageCell::empty, |(_, text)| PageCell::text(text).tone(Tone::Quiet)), comment]
}
