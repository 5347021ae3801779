//! Charts of a product's page, with the numbers behind them in tables below.

mod bridge;
mod months;

use super::model::{Block, Chart, Column, RowRef, Table, Width};
use super::model::{DataRange, Row};
use super::view::View;
use super::wording::labels;
use crate::amount::{Amount, Unit};
use crate::metrics::Scope;

/// A chart with the rows it draws.
struct Drawn {
    chart: Chart,
    table: Table,
    unit: Unit,
    /// The largest figure.
    largest: Amount,
}

/// Revenue by month; the MRR bridge where there is a ledger, else units or users by month.
pub(super) fn blocks(view: &View<'_>, scope: Scope, page: &str) -> Vec<Block> {
    let mut drawn: Vec<Drawn> = Vec::new();
    drawn.extend(view.metric("revenue").and_then(|metric| months::draw(view, scope, page, "revenue", metric)));
    drawn.extend(bridge::draw(view, scope, page).or_else(|| {
        ["units", "active_users"]
            .iter()
            .filter_map(|id| view.metric(id))
            .find_map(|metric| months::draw(view, scope, page, "volume", metric))
    }));
    if drawn.is_empty() {
        return Vec::new();
    }
    share_scale(&mut drawn);
    let (charts, tables): (Vec<Chart>, Vec<Table>) = drawn.into_iter().map(|d| (d.chart, d.table)).unzip();
    let mut blocks = vec![Block::Charts(charts), Block::Heading(view.say(labels::NUMBERS).to_owned())];
    blocks.extend(tables.into_iter().map(Block::Table));
    blocks
}

/// Charts of one unit get one scale, so that equal heights mean equal figures; unless that would flatten one of them.
fn share_scale(drawn: &mut [Drawn]) {
    let headroom = Amount::from_scaled(115, 2);
    let two = Amount::from(2_i64);
    let largest = drawn.iter().map(|d| &d.largest).max().cloned().unwrap_or_else(Amount::zero);
    let alike = drawn.iter().all(|d| d.unit == Unit::Money && &d.largest * &two >= largest);
    for d in drawn {
        d.chart.top = if alike { &largest * &headroom } else { &d.largest * &headroom };
    }
}

/// A label and figure columns.
fn columns(headers: impl IntoIterator<Item = String>) -> Vec<Column> {
    let mut columns = vec![Column::text("", Width::AtMost(46))];
    columns.extend(headers.into_iter().map(Column::figure));
    columns
}

/// The figures of one row, from the first column after its label.
fn range(page: &str, table: &'static str, row: RowRef, figures: usize) -> DataRange {
    DataRange { page: page.to_owned(), table, row, first: 1, last: figures }
}

fn table(key: &'static str, headers: impl IntoIterator<Item = String>, rows: Vec<Row>) -> Table {
    Table { key, groups: Vec::new(), columns: columns(headers), rows }
}
