//! Charts of a product's page, with the numbers behind them in tables below.
//!
//! Which charts there are depends on what there is to show: one without figures is not drawn.

mod bridge;
mod forecast;
mod landing;
mod launch;
mod lines;
mod months;
mod numbers;
mod periods;
mod scale;
mod spacing;
#[cfg(test)]
mod tests;
mod usage;
mod variance;

use crate::metrics::Scope;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{Block, Chart, PageTable};
use crate::scorecard::wording::labels;

/// Charts side by side.
const BESIDE: usize = 3;

pub(super) fn blocks(view: &ScorecardView<'_>, scope: Scope, page: &str) -> Vec<Block> {
    let by_month = |key, id| view.metric(id).and_then(|metric| months::draw(view, scope, page, key, metric));
    let bridge = bridge::draw(view, scope, page);
    // Where no ledger tells what moved, units tell more than nothing.
    let moved = bridge.or_else(|| by_month("volume", "units"));
    let drawn = [
        by_month("revenue", "revenue"),
        moved,
        landing::draw(view, scope, page),
        launch::draw(view, scope, page),
        lines::retention(view, scope, page),
        usage::draw(view, scope, page),
    ];
    let (mut charts, tables): (Vec<Chart>, Vec<PageTable>) =
        drawn.into_iter().flatten().map(|drawn| (drawn.chart, drawn.table)).unzip();
    if charts.is_empty() {
        return Vec::new();
    }
    scale::share(&mut charts);
    for (chart, table) in charts.iter_mut().zip(&tables) {
        spacing::settle_ends(chart, table);
    }
    let enlarged = charts.iter().flat_map(|chart| &chart.tiers).any(|tier| tier.scale.times > 1);
    let mut blocks: Vec<Block> = charts.chunks(BESIDE).map(|row| Block::Charts(row.to_vec())).collect();
    if enlarged {
        blocks.push(view.remark(labels::SCALES));
    }
    blocks.extend([Block::NewSheet, view.heading(labels::NUMBERS)]);
    blocks.extend(tables.into_iter().map(Block::Table));
    blocks
}
