//! The Data page: the series behind every sparkline, a row a product and metric.

use super::figures::{Style, metric_label, unit_label};
use super::focus;
use super::model::{Block, Cell, Column, DataRange, Dataset, Page, Readers, Row, RowRef, SparklineLook, Table, Width};
use super::observations;
use super::view::View;
use super::wording::{self, labels};
use crate::calendar::{Period, Window};
use crate::metrics::{Measured, Metric, Scope};
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = "series";
/// Columns before the first period.
const LEADING: usize = 3;

pub(super) fn page(view: &View<'_>) -> Page {
    let mut columns = vec![
        Column::text("product", view.say(labels::PRODUCT), Width::AtMost(42)),
        Column::text("metric", view.say(labels::METRIC), Width::AtMost(44)),
        Column::text("unit", view.say(labels::UNIT), Width::Content),
    ];
    columns.extend(
        view.trail().periods().map(|period| Column::figure(view.calendar.label(period), view.calendar.label(period))),
    );
    let series = all(view);
    let observations = observations::table(view, &series);
    let rows: Vec<Row> = series.into_iter().map(|(scope, metric)| row(view, scope, metric)).collect();
    // A table of Excel has a row at least.
    let tables = [
        Dataset { table: TABLE, name: "Series", readers: Readers::People },
        Dataset { table: observations::TABLE, name: "Observations", readers: Readers::Tools },
    ];
    let datasets = tables.into_iter().filter(|_| !rows.is_empty()).collect();
    Page {
        title: view.say(labels::DATA_TITLE).to_owned(),
        subtitle: view.as_of_in_words(),
        blocks: vec![
            Block::Table(Table { key: TABLE, groups: Vec::new(), columns, rows }),
            Block::Heading(view.say(labels::OBSERVATIONS).to_owned()),
            Block::Table(observations),
        ],
        datasets,
        ..view.blank_page(view.say(labels::DATA))
    }
}

fn row(view: &View<'_>, scope: Scope, metric: &Metric) -> Row {
    let series = series(view, scope, metric);
    let style = Style::of(view, metric, series.iter().filter_map(|(_, measured)| measured.value()));
    let mut cells = vec![
        Cell::text(name(view, scope)),
        Cell::text(metric_label(view, metric)),
        Cell::text(unit_label(view, metric)),
    ];
    cells.extend(series.iter().map(|(_, measured)| match &measured.outcome {
        Ok(figure) => style.cell(&figure.value),
        Err(reason) => Cell::no_data(view.say(wording::no_data(*reason))),
    }));
    Row::plain(cells)
}

/// A product, or the portfolio, as the reader knows it.
pub(super) fn name<'a>(view: &View<'a>, scope: Scope) -> &'a str {
    match scope {
        Scope::Product(_) => view.scope_name(scope),
        Scope::Portfolio => view.say(labels::PORTFOLIO),
    }
}

fn series(view: &View<'_>, scope: Scope, metric: &Metric) -> Vec<(Period, Measured)> {
    let measure = |period| (period, view.measure(metric, scope, Window::Period, period));
    view.trail().periods().map(measure).collect()
}

/// What the portfolio page draws for every product.
pub(super) fn headline(view: &View<'_>) -> Option<&'static Metric> {
    ["revenue", "mrr", "active_users"].iter().find_map(|id| view.metric(id))
}

/// Product and metric of every row.
fn all(view: &View<'_>) -> Vec<(Scope, &'static Metric)> {
    // One walk over the goals, however many products there are: every sparkline asks for its row.
    let mut goals: BTreeMap<Scope, Vec<&'static Metric>> = BTreeMap::new();
    for goal in &view.scores.goals {
        goals.entry(goal.goal.scope).or_default().extend(goal.goal.metric().filter(|metric| view.has(metric)));
    }
    let mut all: Vec<(Scope, &'static Metric)> = Vec::new();
    for scope in view.shown().chain([Scope::Portfolio]) {
        let mut seen = BTreeSet::new();
        let first = headline(view).into_iter().chain(focus::metrics(view));
        let metrics = first.chain(goals.get(&scope).into_iter().flatten().copied());
        all.extend(metrics.filter(|metric| seen.insert(metric.id)).map(|metric| (scope, metric)));
    }
    all
}

/// The last thirteen periods as a small chart; no data when none of them has a figure.
pub(super) fn sparkline(view: &View<'_>, scope: Scope, metric: &Metric) -> Cell {
    let series = series(view, scope, metric);
    let figures = series.iter().filter(|(_, measured)| measured.value().is_some()).count();
    let row = all(view).iter().position(|(s, m)| (*s, m.id) == (scope, metric.id));
    match (row, figures, series.last()) {
        (Some(row), 1.., _) => {
            let range = DataRange {
                page: view.say(labels::DATA).to_owned(),
                table: TABLE,
                row: RowRef::Body(row),
                first: LEADING,
                last: LEADING + series.len() - 1,
            };
            let complete = figures == series.len();
            let look = if complete && !metric.kind.adds_up() { SparklineLook::Line } else { SparklineLook::Columns };
            Cell::spark(range, look)
        }
        (_, _, Some((_, Measured { outcome: Err(reason), .. }))) => Cell::no_data(view.say(wording::no_data(*reason))),
        _ => Cell::no_data(view.say(labels::NOT_MEASURED)),
    }
}
