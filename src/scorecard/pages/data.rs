//! The Data page: the series behind every sparkline, a row a product and metric.

use super::observations;
use crate::metrics::{Metric, Scope};
use crate::scorecard::figures::columns::{METRIC, PRODUCT, UNIT};
use crate::scorecard::figures::{self, Style, View, metric_label, series, unit_label};
use crate::scorecard::model::{Block, Cell, Column, Dataset, Page, Readers, Row, Table, Width};
use crate::scorecard::wording::labels;

pub(super) fn page(view: &View<'_>) -> Page {
    let mut columns = vec![
        PRODUCT.text(view, Width::AtMost(42)),
        METRIC.text(view, Width::AtMost(44)),
        UNIT.text(view, Width::Content),
    ];
    columns.extend(
        view.trail().periods().map(|period| Column::figure(view.calendar.label(period), view.calendar.label(period))),
    );
    let places = series::places(view);
    let observations = observations::table(view, &places.rows);
    let rows: Vec<Row> = places.rows.iter().map(|(scope, metric)| row(view, *scope, metric)).collect();
    // A table of Excel has a row at least.
    let tables = [
        Dataset { table: series::TABLE, name: "Series", readers: Readers::People },
        Dataset { table: observations::TABLE, name: "Observations", readers: Readers::Tools },
    ];
    let datasets = tables.into_iter().filter(|_| !rows.is_empty()).collect();
    Page {
        title: view.say(labels::DATA_TITLE).to_owned(),
        subtitle: view.as_of_in_words(),
        blocks: vec![
            Block::Table(Table { key: series::TABLE, groups: Vec::new(), columns, rows }),
            view.heading(labels::OBSERVATIONS),
            Block::Table(observations),
        ],
        datasets,
        ..view.blank_page(view.say(labels::DATA))
    }
}

fn row(view: &View<'_>, scope: Scope, metric: &Metric) -> Row {
    let series = series::of(view, scope, metric);
    let style = Style::of(view, metric, series.iter().filter_map(|(_, measured)| measured.value()));
    let mut cells = vec![
        Cell::text(view.name_of(scope)),
        Cell::text(metric_label(view, metric)),
        Cell::text(unit_label(view, metric)),
    ];
    cells.extend(series.iter().map(|(_, measured)| figures::measured(view, &style, Some(measured))));
    Row::plain(cells)
}
