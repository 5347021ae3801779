//! Comments of goals and products that are gone: kept here until somebody takes them out of every workbook.

use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{Block, CommentKey, Page, PageCell, PageColumn, PageRow, PageTable, Width};
use crate::scorecard::wording::labels;

pub(super) fn page(view: &ScorecardView<'_>) -> Option<Page> {
    let has_cell = |product: &str, goal: &str| {
        view.scores.goals.iter().any(|score| score.goal.id == goal && view.scope_name(score.goal.scope) == product)
    };
    let gone = view.comments.gone(has_cell);
    if gone.is_empty() {
        return None;
    }
    let columns = vec![
        PageColumn::text("period", view.say(labels::PERIOD), Width::Content),
        PageColumn::text("product", view.say(labels::PRODUCT), Width::AtMost(42)),
        PageColumn::text("goal", view.say(labels::GOAL), Width::AtMost(46)),
        PageColumn::text("comment", view.say(labels::COMMENT), Width::Fixed(90)),
    ];
    let rows = gone.into_iter().map(|(key, text)| {
        let CommentKey { period, product, goal } = key;
        PageRow::plain(vec![
            PageCell::text(period),
            PageCell::text(if product == "*" { view.say(labels::PORTFOLIO) } else { product }),
            PageCell::text(goal),
            PageCell::comment(key.clone(), Some(text)),
        ])
    });
    let table = PageTable::new("gone", columns, rows.collect());
    Some(Page {
        title: view.say(labels::COMMENTS_TITLE).to_owned(),
        subtitle: view.as_of_in_words(),
        message: Some(view.say(labels::COMMENTS_MESSAGE).to_owned()),
        blocks: vec![Block::Table(table)],
        ..view.blank_page(view.say(labels::COMMENTS))
    })
}
