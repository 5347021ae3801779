//! The cells in which people write what happened and what is next, with what they have written so far. Every table with
//! such cells gets them here, so that a goal's comment is the same one wherever its goal stands.

use super::model::{Block, Cell, Column, CommentKey, Page, Row, Table, Tone, Width};
use super::view::View;
use super::wording::labels;
use crate::goals::Goal;

/// The last columns of a table, `span` columns of the grid in all: what was said last period, where anything was, and
/// the cells to write in.
pub(super) fn columns(view: &View<'_>, width: Width, span: u16) -> Vec<Column> {
    let before = span / 2;
    let column = |key, header: String, span: u16| Column::text(key, header, width).spanning(span.max(1));
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
pub(super) fn cells(view: &View<'_>, goal: &Goal) -> Vec<Cell> {
    let product = view.scope_name(goal.scope);
    let key =
        CommentKey { period: view.comments.period().to_owned(), product: product.to_owned(), goal: goal.id.clone() };
    let comment = Cell::comment(key, view.comments.now(product, &goal.id));
    if view.comments.last_period().is_none() {
        return vec![comment];
    }
    let before = view.comments.before(product, &goal.id);
    vec![before.map_or_else(Cell::empty, |(_, text)| Cell::text(text).tone(Tone::Quiet)), comment]
}

/// Comments of goals and products that are gone: kept here until somebody takes them out of every workbook.
pub(super) fn page(view: &View<'_>) -> Option<Page> {
    let has_cell = |product: &str, goal: &str| {
        view.scores.goals.iter().any(|score| score.goal.id == goal && view.scope_name(score.goal.scope) == product)
    };
    let gone = view.comments.gone(has_cell);
    if gone.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text("period", view.say(labels::PERIOD), Width::Content),
        Column::text("product", view.say(labels::PRODUCT), Width::AtMost(42)),
        Column::text("goal", view.say(labels::GOAL), Width::AtMost(46)),
        Column::text("comment", view.say(labels::COMMENT), Width::Fixed(90)),
    ];
    let rows = gone.iter().map(|entry| {
        let CommentKey { period, product, goal } = &entry.key;
        Row::plain(vec![
            Cell::text(period),
            Cell::text(if product == "*" { view.say(labels::PORTFOLIO) } else { product }),
            Cell::text(goal),
            Cell::comment(entry.key.clone(), Some(&entry.text)),
        ])
    });
    let table = Table { key: "gone", groups: Vec::new(), columns, rows: rows.collect() };
    Some(Page {
        title: view.say(labels::COMMENTS_TITLE).to_owned(),
        subtitle: view.as_of_in_words(),
        message: Some(view.say(labels::COMMENTS_MESSAGE).to_owned()),
        blocks: vec![Block::Table(table)],
        ..view.blank_page(view.say(labels::COMMENTS))
    })
}
