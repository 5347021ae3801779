//! Figures of closed periods that were restated, and what they do to the scores that were published.

use super::moved::product;
use crate::history::Restated;
use crate::lang::in_lang;
use crate::metrics::Scope;
use crate::score::Effect;
use crate::scorecard::figures::columns::{DIFFERENCE, METRIC, NEW_VALUE, OLD, PERIOD, PRODUCT, columns};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView};
use crate::scorecard::model::{PageCell, PageColumn, PageRow, PageTable, RowRole, TableRef, TableRow, Width};
use crate::scorecard::wording::labels;

/// Rows of one table; the command line shows all.
const ROWS: usize = 200;

columns! {
    PUBLISHED = "published", labels::SCORE_PUBLISHED;
    NOW = "now", labels::SCORE_NOW;
}

pub(super) fn restated(view: &ScorecardView<'_>) -> Option<PageTable> {
    let columns = vec![
        PRODUCT.text(view, Width::AtMost(30)),
        METRIC.text(view, Width::AtMost(46)),
        PERIOD.text(view, Width::Content),
        OLD.figure(view),
        NEW_VALUE.figure(view),
        DIFFERENCE.figure(view),
        PageColumn::text("cells", view.say(labels::CELLS), Width::Given).spanning(6),
        PageColumn::text("along", view.say(labels::ALONG), Width::Given).spanning(2),
    ];
    let key = "restated";
    let own = TableRef::new(view.say(labels::CHANGES), key);
    let all = &view.scores.since.restated;
    let mut rows: Vec<PageRow> = all
        .iter()
        .take(ROWS)
        .enumerate()
        .map(|(at, figure)| {
            let number = (at + 1).to_string();
            of_restated(view, figure, &own.row(number.as_str())).key(number)
        })
        .collect();
    if all.len() > ROWS {
        let more = all.len() - ROWS;
        let remark = in_lang!(
            view.lang,
            "and {more} more; `goalpost diff` lists them all",
            "그 외 {more}건; 전체는 `goalpost diff`로 확인"
        );
        rows.push(PageRow::label(RowRole::Remark, remark, columns.len()));
    }
    (!rows.is_empty()).then(|| PageTable::new(key, columns, rows))
}

fn of_restated(view: &ScorecardView<'_>, figure: &Restated, own: &TableRow) -> PageRow {
    let style = FigureStyle::of(view, &figure.metric, figure.old.iter().chain(&figure.new));
    let difference = match (&figure.new, &figure.old) {
        (Some(new), Some(old)) => style.delta(new, old).difference_of(own.cell(NEW_VALUE), own.cell(OLD)),
        _ => view.no_data(labels::NO_DIFFERENCE),
    };
    let mut places: Vec<String> = figure.cells.iter().map(ToString::to_string).collect();
    if figure.more_cells > 0 {
        let more = figure.more_cells;
        places.push(in_lang!(view.lang, "and {more} more", "그 외 {more}개"));
    }
    let along: Vec<String> = figure.along.iter().map(|metric| view.say(metric.label.borrowed()).to_owned()).collect();
    PageRow::plain(vec![
        product(view, figure.scope, &figure.product),
        PageCell::text(figures::metric_label(view, &figure.metric)),
        PageCell::text(view.calendar.label(figure.period)),
        view.cell_or(labels::NO_DATA_THEN, figure.old.as_ref(), |old| style.cell(old)),
        view.cell_or(labels::NO_DATA_NOW, figure.new.as_ref(), |new| style.cell(new)),
        difference,
        if places.is_empty() { view.no_data(labels::NO_CELLS) } else { PageCell::text(places.join("; ")) },
        if along.is_empty() { view.no_data(labels::NOTHING_ALONG) } else { PageCell::text(along.join(", ")) },
    ])
}

pub(super) fn effects(view: &ScorecardView<'_>) -> PageTable {
    let columns = vec![
        PRODUCT.text(view, Width::AtMost(30)),
        PUBLISHED.figure(view),
        NOW.figure(view),
        DIFFERENCE.figure(view),
        PageColumn::text("verdict_published", view.say(labels::VERDICT_PUBLISHED), Width::Content),
        PageColumn::text("verdict_now", view.say(labels::VERDICT_NOW), Width::Content),
    ];
    let key = "effects";
    let own = TableRef::new(view.say(labels::CHANGES), key);
    let rows = view.scores.since.effects.iter().map(|(scope, effect)| of_effect(view, &own, *scope, effect)).collect();
    PageTable::new(key, columns, rows)
}

fn of_effect(view: &ScorecardView<'_>, table: &TableRef, scope: Scope, effect: &Effect) -> PageRow {
    let key = view.scope_name(scope);
    let own = table.row(key);
    let difference = match (&effect.now.score, &effect.published.score) {
        (Some(now), Some(then)) => figures::score_change(now, then).difference_of(own.cell(NOW), own.cell(PUBLISHED)),
        _ => view.no_data(labels::NO_DIFFERENCE),
    };
    PageRow::plain(vec![
        product(view, Some(scope), ""),
        figures::score_if_any(view, effect.published.score.as_ref()),
        figures::score_if_any(view, effect.now.score.as_ref()),
        difference,
        figures::status(view, effect.published.verdict),
        figures::status(view, effect.now.verdict),
    ])
    .key(key)
}
