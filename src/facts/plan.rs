//! Rows of the `plan` fact: targets by product, metric and period. They are no figures of any product, so they cover
//! nothing, and those of periods to come are kept: the rest of the year is part of the plan.

use super::keyed::has_figures;
use super::overlap::InputOverlap;
use super::source::FactSource;
use super::walk::RowWalk;
use crate::amount::Amount;
use crate::calendar::Period;
use crate::place::Place;
use std::sync::Arc;

/// How an export calls the portfolio.
pub(super) const PORTFOLIO: &str = "*";

/// One target. What its metric is, and so what the figure counts, is for a later stage to say.
#[derive(Debug, Clone)]
pub struct PlanRow {
    pub input: Arc<str>,
    /// Position in the catalog; `None` for the portfolio.
    pub product: Option<usize>,
    /// As the export calls it.
    pub metric: Arc<str>,
    pub period: Period,
    /// As it is written.
    pub target: Amount,
    /// In ones of money, where the sheet or the pipeline says what a 1 stands for.
    pub in_money: Amount,
    pub metric_place: Place,
    pub target_place: Place,
}

pub(super) fn read(
    walk: &mut RowWalk<'_>,
    number: u32,
    source: &mut FactSource,
    mut overlap: Option<&mut InputOverlap>,
) -> Vec<PlanRow> {
    let part = walk.part();
    let mut rows = Vec::new();
    for row in 0..part.rows.len() {
        if !has_figures(walk.fact, part, row) && !walk.is_rejected(row) {
            source.count.empty += 1;
            continue;
        }
        for key in ["product", "metric", "period"] {
            walk.check_key(row, key);
        }
        let is_portfolio =
            part.texts("product").and_then(|texts| texts.get(row)).is_some_and(|name| &**name == PORTFOLIO);
        let product = if is_portfolio { Some(None) } else { walk.product(row).map(Some) };
        let span = walk.keyed.span(row).filter(|span| span.len() == 1);
        let metric = part.texts("metric").and_then(|texts| texts.get(row));
        let target = part.numbers("target").and_then(|n| Some(Amount::from_scaled(n.get(row)?, n.scale())));
        let found = product.zip(span).zip(metric.zip(target)).filter(|_| !walk.is_rejected(row));
        let Some(((product, span), (metric, target))) = found else {
            source.count.rejected += 1;
            continue;
        };
        source.count.used += 1;
        source.widen(span);
        if let Some(overlap) = &mut overlap {
            overlap.note(walk.keyed, row, (product.unwrap_or(usize::MAX), span.first), number);
        }
        rows.push(PlanRow {
            input: walk.input.clone(),
            product,
            metric: metric.clone(),
            period: span.first,
            in_money: part.money_factor.as_ref().map_or_else(|| target.clone(), |factor| &target * factor),
            target,
            metric_place: part.place(row, "metric"),
            target_place: part.place(row, "target"),
        });
    }
    rows
}
