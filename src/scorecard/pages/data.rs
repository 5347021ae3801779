//! The Data page: the series behind every sparkline, a row a product and metric.

use super::observations;
use crate::metrics::{Metric, Scope};
use crate::scorecard::figures::columns::{METRIC, PRODUCT, UNIT};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView, metric_label, series, unit_label};
use crate::scorecard::model::{Block, Dataset, Page, PageCell, PageColumn, PageRow, PageTable, Readers, Width};
use crate::scorecard::wording::labels;

pub(super) fn page(view: &ScorecardView<'_>) -> Page {
    let mut columns = vec![
        PRODUCT.text(view, Width::AtMost(42)),
        METRIC.text(view, Width::AtMost(44)),
        UNIT.text(view, Width::Content),
    ];
    columns.extend(
        view.trail()
            .periods()
            .map(|period| PageColumn::figure(view.calendar.label(period), view.calendar.label(period))),
    );
    let places = series::places(view);
    let observations = observations::table(view, &places.rows);
    let rows: Vec<PageRow> = places.rows.iter().map(|(scope, metric)| row(view, *scope, metric)).collect();
    // A table of Excel has a row at least.
    let tables = [
        Dataset { table: series::TABLE.into(), name: "Series", readers: Readers::People },
        Dataset { table: observations::TABLE.into(), name: "Observations", readers: Readers::Tools },
    ];
    let datasets = tables.into_iter().filter(|_| !rows.is_empty()).collect();
    Page {
        title: view.say(labels::DATA_TITLE).to_owned(),
        subtitle: view.as_of_in_words(),
        blocks: vec![
            Block::Table(PageTable::new(series::TABLE, columns, rows)),
            view.heading(labels::OBSERVATIONS),
            Block::Table(observations),
        ],
        datasets,
        ..view.blank_page(view.say(labels::DATA))
    }
}

fn row(view: &ScorecardView<'_>, scope: Scope, metric: &Metric) -> PageRow {
    let series = series::of(view, scope, metric);
    let style = FigureStyle::of(view, metric, series.iter().filter_map(|(_, measured)| measured.value()));
    let mut cells = vec![
        PageCell::text(view.name_of(scope)),
        PageCell::text(metric_label(view, metric)),
        PageCell::text(unit_label(view, metric)),
    ];
    cells.extend(series.iter().map(|(_, measured)| figures::measured(view, &style, Some(measured))));
    PageRow::plain(cells)
}
