//! The Data page: the series behind every sparkline, a row a product and metric.

use super::columns::{METRIC, PRODUCT, UNIT};
use super::figures::{self, Style, metric_label, unit_label};
use super::focus;
use super::model::{Block, Cell, Column, DataRange, Dataset, Page, Readers, Row, RowRef, SparklineLook, Table, Width};
use super::observations;
use super::view::View;
use super::wording::{self, labels};
use crate::calendar::{Period, Window};
use crate::metrics::{Measured, Metric, Scope};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

const TABLE: &str = "series";
/// Columns before the first period.
const LEADING: usize = 3;

pub(super) fn page(view: &View<'_>) -> Page {
    let mut columns = vec![
        PRODUCT.text(view, Width::AtMost(42)),
        METRIC.text(view, Width::AtMost(44)),
        UNIT.text(view, Width::Content),
    ];
    columns.extend(
        view.trail().periods().map(|period| Column::figure(view.calendar.label(period), view.calendar.label(period))),
    );
    let places = places(view);
    let observations = observations::table(view, &places.rows);
    let rows: Vec<Row> = places.rows.iter().map(|&(scope, metric)| row(view, scope, metric)).collect();
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
            view.heading(labels::OBSERVATIONS),
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
        Cell::text(view.name_of(scope)),
        Cell::text(metric_label(view, metric)),
        Cell::text(unit_label(view, metric)),
    ];
    cells.extend(series.iter().map(|(_, measured)| figures::measured(view, &style, Some(measured))));
    Row::plain(cells)
}

fn series(view: &View<'_>, scope: Scope, metric: &Metric) -> Vec<(Period, Measured)> {
    let measure = |period| (period, view.measure(metric, scope, Window::Period, period));
    view.trail().periods().map(measure).collect()
}

/// What the portfolio page draws for every product.
pub(super) fn headline(view: &View<'_>) -> Option<&'static Metric> {
    ["revenue", "mrr", "active_users"].iter().find_map(|id| view.metric(id))
}

/// Product and metric of every row of the page, and where a row is: found once, since every sparkline asks for its own.
#[derive(Debug, Default)]
pub(super) struct Places {
    rows: Vec<(Scope, &'static Metric)>,
    by_series: BTreeMap<(Scope, &'static str), usize>,
}

fn places<'a>(view: &View<'a>) -> &'a Places {
    view.series.get_or_init(|| {
        let mut places = Places::default();
        for scope in view.scopes() {
            let first = headline(view).into_iter().chain(focus::metrics(view));
            let goals = view.scores.goals_of(scope).filter_map(|goal| goal.goal.metric());
            for metric in first.chain(goals.filter(|metric| view.has(metric))) {
                if let Entry::Vacant(place) = places.by_series.entry((scope, metric.id)) {
                    place.insert(places.rows.len());
                    places.rows.push((scope, metric));
                }
            }
        }
        places
    })
}

/// The last thirteen periods as a small chart; no data when none of them has a figure.
pub(super) fn sparkline(view: &View<'_>, scope: Scope, metric: &Metric) -> Cell {
    let series = series(view, scope, metric);
    let figures = series.iter().filter(|(_, measured)| measured.value().is_some()).count();
    let row = places(view).by_series.get(&(scope, metric.id)).copied();
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
        (_, _, Some((_, Measured { outcome: Err(reason), .. }))) => view.no_data(wording::no_data(*reason)),
        _ => view.no_data(labels::NOT_MEASURED),
    }
}
