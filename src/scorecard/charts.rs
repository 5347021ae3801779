//! Charts of a product's page, with the numbers behind them in tables below.

mod bridge;
mod months;

use super::model::{Block, Chart, Column, DataRange, Measure, Row, RowRef, Scale, Table, Width};
use super::view::View;
use super::wording::labels;
use crate::amount::{Amount, Unit};
use crate::metrics::Scope;

/// A chart with the rows it draws.
struct Drawn {
    chart: Chart,
    table: Table,
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
    let (mut charts, tables): (Vec<Chart>, Vec<Table>) = drawn.into_iter().map(|d| (d.chart, d.table)).unzip();
    share_scale(&mut charts);
    let mut blocks = vec![Block::Charts(charts), Block::Heading(view.say(labels::NUMBERS).to_owned())];
    blocks.extend(tables.into_iter().map(Block::Table));
    blocks
}

/// Charts of one measure get one scale, so that equal heights mean equal figures; unless that would flatten one of them.
fn share_scale(charts: &mut [Chart]) {
    let two = Amount::from(2_i64);
    let tiers = || charts.iter().flat_map(|chart| &chart.tiers);
    let largest = tiers().map(|tier| tier.scale.top.clone()).max().unwrap_or_else(Amount::zero);
    let alike = tiers().all(|tier| tier.scale.measure == Measure::Money && &tier.scale.top * &two >= largest);
    for tier in charts.iter_mut().flat_map(|chart| &mut chart.tiers).filter(|_| alike) {
        tier.scale.top = largest.clone();
    }
}

/// From zero to a figure with room for its label.
fn scale(unit: Unit, largest: &Amount) -> Scale {
    let headroom = Amount::from_scaled(115, 2);
    let measure = match unit {
        Unit::Money => Measure::Money,
        Unit::Percent => Measure::Percent,
        Unit::Count | Unit::Date => Measure::Count,
        Unit::Ratio => Measure::Ratio,
    };
    Scale { bottom: Amount::zero(), top: largest * &headroom, measure, times: 1 }
}

/// A label and figure columns.
fn columns(headers: impl IntoIterator<Item = String>) -> Vec<Column> {
    let mut columns = vec![Column::text("label", "", Width::AtMost(46))];
    columns.extend(headers.into_iter().enumerate().map(|(at, header)| Column::figure(format!("{at}"), header)));
    columns
}

/// The figures of one row, from the first column after its label.
fn range(page: &str, table: &'static str, row: RowRef, figures: usize) -> DataRange {
    DataRange { page: page.to_owned(), table, row, first: 1, last: figures }
}

fn table(key: &'static str, headers: impl IntoIterator<Item = String>, rows: Vec<Row>) -> Table {
    Table { key, groups: Vec::new(), columns: columns(headers), rows }
}
