//! Figures of closed periods that were restated, and what they do to the scores that were published.

use super::product;
use crate::amount::Amount;
use crate::history::Restated;
use crate::lang::{Label, Lang};
use crate::metrics::Scope;
use crate::score::{Effect, PublishedScore};
use crate::scorecard::figures::{self, Style};
use crate::scorecard::live::{difference, figure as format_of};
use crate::scorecard::model::{Cell, CellRef, Column, Formula, NumberFormat, Row, RowRole, Table, Tone, Width};
use crate::scorecard::view::View;
use crate::scorecard::wording::labels;
use std::sync::Arc;

/// Rows of one table; the command line shows all.
const ROWS: usize = 200;

pub(super) fn restated(view: &View<'_>) -> Option<Table> {
    let text = |key: &'static str, label, width| Column::text(key, view.say(label), width);
    let figure = |key: &'static str, label| Column::figure(key, view.say(label));
    let columns = vec![
        text("product", labels::PRODUCT, Width::AtMost(30)),
        text("metric", labels::METRIC, Width::AtMost(46)),
        text("period", labels::PERIOD, Width::Content),
        figure("old", labels::OLD),
        figure("new", labels::NEW_VALUE),
        figure("difference", labels::DIFFERENCE),
        text("cells", labels::CELLS, Width::Given).spanning(6),
        text("along", labels::ALONG, Width::Given).spanning(2),
    ];
    let all = &view.scores.since.restated;
    let mut rows: Vec<Row> = all
        .iter()
        .take(ROWS)
        .enumerate()
        .map(|(at, figure)| of_restated(view, figure, &(at + 1).to_string()))
        .collect();
    if all.len() > ROWS {
        let more = all.len() - ROWS;
        let remark = match view.lang {
            Lang::En => format!("and {more} more; `goalpost diff` lists them all"),
            Lang::Ko => format!("그 외 {more}건; 전체는 `goalpost diff`로 확인"),
        };
        rows.push(Row::label(RowRole::Remark, remark, columns.len()));
    }
    (!rows.is_empty()).then(|| Table { key: "restated", groups: Vec::new(), columns, rows })
}

fn of_restated(view: &View<'_>, figure: &Restated, key: &str) -> Row {
    let style = Style::of(view, figure.metric, figure.old.iter().chain(&figure.new));
    let value = |value: Option<&Amount>, none: Label| match value {
        Some(value) => style.cell(value),
        None => Cell::no_data(view.say(none)),
    };
    let difference = match (&figure.new, &figure.old) {
        (Some(new), Some(old)) => live(view, style.delta(new, old), "restated", key, ["new", "old"]),
        _ => Cell::no_data(view.say(labels::NO_DIFFERENCE)),
    };
    let mut places: Vec<String> = figure.cells.iter().map(ToString::to_string).collect();
    if figure.more_cells > 0 {
        places.push(match view.lang {
            Lang::En => format!("and {} more", figure.more_cells),
            Lang::Ko => format!("그 외 {}개", figure.more_cells),
        });
    }
    let along: Vec<String> = figure.along.iter().map(|metric| view.say(metric.label).to_owned()).collect();
    Row::plain(vec![
        product(view, figure.scope, &figure.product),
        Cell::text(figures::metric_label(view, figure.metric)),
        Cell::text(view.calendar.label(figure.period)),
        value(figure.old.as_ref(), labels::NO_DATA_THEN),
        value(figure.new.as_ref(), labels::NO_DATA_NOW),
        difference,
        if places.is_empty() { Cell::no_data(view.say(labels::NO_CELLS)) } else { Cell::text(places.join("; ")) },
        if along.is_empty() { Cell::no_data(view.say(labels::NOTHING_ALONG)) } else { Cell::text(along.join(", ")) },
    ])
    .key(key)
}

/// A difference as a formula over two cells of its row.
fn live(view: &View<'_>, cell: Cell, table: &'static str, row: &str, [of, less]: [&'static str; 2]) -> Cell {
    let page: Arc<str> = view.say(labels::CHANGES).into();
    let there = |column: &'static str| Formula::from(CellRef::new(&page, table, row, column));
    let formula = format_of(&cell).and_then(|format| difference(format, there(of), there(less)));
    cell.computed(formula)
}

pub(super) fn effects(view: &View<'_>) -> Table {
    let text = |key: &'static str, label, width| Column::text(key, view.say(label), width);
    let figure = |key: &'static str, label| Column::figure(key, view.say(label));
    let columns = vec![
        text("product", labels::PRODUCT, Width::AtMost(30)),
        figure("published", labels::SCORE_PUBLISHED),
        figure("now", labels::SCORE_NOW),
        figure("difference", labels::DIFFERENCE),
        text("verdict_published", labels::VERDICT_PUBLISHED, Width::Content),
        text("verdict_now", labels::VERDICT_NOW, Width::Content),
    ];
    let rows = view.scores.since.effects.iter().map(|(scope, effect)| of_effect(view, *scope, effect)).collect();
    Table { key: "effects", groups: Vec::new(), columns, rows }
}

fn of_effect(view: &View<'_>, scope: Scope, effect: &Effect) -> Row {
    let key = view.scope_name(scope).to_owned();
    let score = |published: &PublishedScore| match &published.score {
        Some(score) => figures::score(view, score),
        None => Cell::no_data(view.say(labels::NO_SCORE)),
    };
    let difference = match (&effect.now.score, &effect.published.score) {
        (Some(now), Some(then)) => {
            let tone = match now.cmp(then) {
                std::cmp::Ordering::Greater => Tone::Good,
                std::cmp::Ordering::Equal => Tone::Neutral,
                std::cmp::Ordering::Less => Tone::Bad,
            };
            let cell = Cell::number(now - then, NumberFormat::plain(1).signed()).tone(tone);
            live(view, cell, "effects", &key, ["now", "published"])
        }
        _ => Cell::no_data(view.say(labels::NO_DIFFERENCE)),
    };
    Row::plain(vec![
        product(view, Some(scope), ""),
        score(&effect.published),
        score(&effect.now),
        difference,
        figures::status(view, effect.published.verdict),
        figures::status(view, effect.now.verdict),
    ])
    .key(key)
}
