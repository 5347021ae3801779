//! The subscription ledger, walked once: customer by customer, all movements and retentions of all periods.
//!
//! Figures stay integers (annual amounts at one scale) until the end, so the order of rows never changes a digit.

use super::Scope;
use super::compute::{first_periods, live_spans};
use super::parts::{Closing, Ledger, Movement, Retention};
use super::registry::{Measure, Retained};
use crate::amount::Amount;
use crate::calendar::Period;
use crate::diagnostic::sound;
use crate::facts::{Catalog, Fact};
use crate::schema::FactKind;
use polars::prelude::*;

/// Periods without the product after which a customer who comes back is new again.
const RESTART_WINDOW: usize = 12;

/// The horizons over which retention is looked at, in periods.
pub(super) const HORIZONS: [usize; 3] = [1, 3, 12];

/// Measures that a retention needs when there is no ledger.
pub(super) fn bridge_measures(what: Retained) -> impl Iterator<Item = Measure> {
    const fn of(fact: FactKind, name: &'static str) -> Measure {
        Measure { fact, name }
    }
    let opening = of(FactKind::Retention, "opening_mrr");
    let churned = of(FactKind::Retention, "churned_mrr");
    match what {
        Retained::GrossRevenue => vec![opening, churned],
        Retained::NetRevenue => vec![opening, churned, of(FactKind::Expansion, "amount")],
        Retained::Customers | Retained::CustomersLost => {
            vec![of(FactKind::Retention, "opening_customers"), of(FactKind::Retention, "churned_customers")]
        }
    }
    .into_iter()
}

/// Annual amounts of one holding by period, from the first period of the ledger.
type Track = Vec<i128>;

/// Walks the ledger up to `as_of`.
pub(super) fn walk(fact: &Fact, catalog: &Catalog, as_of: Period) -> Ledger {
    let (rows, scale) = holdings(fact);
    let seen = first_periods(fact, catalog.len());
    let first = fact.covered.first().copied().unwrap_or(as_of);
    let length = usize::try_from(as_of.since(first) + 1).unwrap_or(0);
    let covered: Vec<bool> =
        (0..length).map(|at| fact.covered.contains(&first.plus(i32::try_from(at).unwrap_or(0)))).collect();
    let mut sums = Sums::new(catalog.len(), covered);
    let mut start = 0;
    while start < rows.len() {
        let customer = rows[start].customer;
        let end = start + rows[start..].iter().take_while(|row| row.customer == customer).count();
        let mut held: Vec<(usize, Track)> = Vec::new();
        for row in &rows[start..end] {
            if held.last().is_none_or(|(product, _)| *product != row.product) {
                held.push((row.product, vec![0; length]));
            }
            let at = usize::try_from(Period::from_serial(row.period).since(first)).ok();
            if let Some((slot, (_, track))) = at.zip(held.last_mut()).filter(|(at, _)| *at < length) {
                track[slot] += row.annual;
            }
        }
        sums.add_customer(&held);
        start = end;
    }
    let mut ledger = sums.finish(first, scale);
    ledger.covered.clone_from(&fact.covered);
    ledger.live = live_spans(&seen, &fact.covered, catalog);
    ledger
}

/// One holding in one period.
struct Holding {
    customer: u32,
    product: usize,
    period: i32,
    annual: i128,
}

/// Rows summed by customer, product and period, in that order, and the scale of their amounts.
fn holdings(fact: &Fact) -> (Vec<Holding>, u32) {
    let keys = [col("customer"), col("product"), col("period")];
    let frame = fact
        .frame
        .clone()
        .lazy()
        .group_by(keys)
        .agg([col("arr").sum()])
        .sort(["customer", "product", "period"], SortMultipleOptions::default())
        .collect();
    let read = || -> PolarsResult<(Vec<Holding>, u32)> {
        let frame = frame?;
        let customers = frame.column("customer")?.u32()?;
        let products = frame.column("product")?.u32()?;
        let periods = frame.column("period")?.i32()?;
        let amounts = frame.column("arr")?.decimal()?;
        let scale = u32::try_from(amounts.scale()).unwrap_or(0);
        let keys = customers.iter().zip(products.iter()).zip(periods.iter());
        let rows = keys.zip(amounts.physical().iter()).filter_map(|(((customer, product), period), annual)| {
            Some(Holding { customer: customer?, product: product? as usize, period: period?, annual: annual? })
        });
        Ok((rows.collect(), scale))
    };
    sound(read(), "summing the ledger")
}

/// Integer sums of one scope in one period.
#[derive(Clone, Default)]
struct Cell {
    closing: i128,
    customers: usize,
    attached: usize,
    new: i128,
    reactivation: i128,
    expansion: i128,
    contraction: i128,
    churn: i128,
    new_customers: usize,
    reactivated_customers: usize,
    churned_customers: usize,
    retained: [Kept; HORIZONS.len()],
}

/// Integer sums over the customers of an opening.
#[derive(Clone, Default)]
struct Kept {
    opening: i128,
    net: i128,
    gross: i128,
    opening_customers: usize,
    stayed: usize,
}

/// Sums by scope and period; the portfolio is the last scope.
struct Sums {
    cells: Vec<Vec<Cell>>,
    covered: Vec<bool>,
}

enum Move {
    None,
    New,
    Reactivation,
    Expansion,
    Contraction,
    Churn,
}

/// What happened to a holding between the period before `at` and `at`.
fn movement(track: &[i128], at: usize) -> (Move, i128) {
    let (before, now) = (track[at - 1], track[at]);
    let held_lately = || track[at.saturating_sub(RESTART_WINDOW)..at].iter().any(|&annual| annual > 0);
    match (before, now) {
        (0, 0) => (Move::None, 0),
        (0, now) if held_lately() => (Move::Reactivation, now),
        (0, now) => (Move::New, now),
        (before, 0) => (Move::Churn, before),
        (before, now) if now > before => (Move::Expansion, now - before),
        (before, now) if now < before => (Move::Contraction, before - now),
        _ => (Move::None, 0),
    }
}

impl Sums {
    fn new(products: usize, covered: Vec<bool>) -> Self {
        Self { cells: vec![vec![Cell::default(); covered.len()]; products + 1], covered }
    }

    fn add_customer(&mut self, held: &[(usize, Track)]) {
        let length = self.covered.len();
        let portfolio = self.cells.len() - 1;
        let mut total: Track = vec![0; length];
        let mut number_held = vec![0_usize; length];
        for (_, track) in held {
            for at in 0..length {
                total[at] += track[at];
                number_held[at] += usize::from(track[at] > 0);
            }
        }
        for (product, track) in held {
            self.add_holding(*product, track);
            self.add_moves(*product, track, true);
            self.add_money_to_portfolio(track);
            for at in 0..length {
                self.cells[*product][at].attached += usize::from(track[at] > 0 && number_held[at] > 1);
            }
        }
        self.add_holding(portfolio, &total);
        self.add_moves(portfolio, &total, false);
        for (cell, number) in self.cells[portfolio].iter_mut().zip(number_held) {
            cell.attached += usize::from(number > 1);
        }
    }

    /// Closing amounts and what is left of earlier openings.
    fn add_holding(&mut self, scope: usize, track: &[i128]) {
        for at in 0..track.len() {
            let cell = &mut self.cells[scope][at];
            cell.closing += track[at];
            cell.customers += usize::from(track[at] > 0);
            for (kept, &horizon) in cell.retained.iter_mut().zip(&HORIZONS) {
                let Some(opening) = at.checked_sub(horizon).map(|then| track[then]).filter(|&o| o > 0) else {
                    continue;
                };
                kept.opening += opening;
                kept.net += track[at];
                kept.gross += track[at].min(opening);
                kept.opening_customers += 1;
                kept.stayed += usize::from(track[at] > 0);
            }
        }
    }

    /// Movements between consecutive covered periods; of the portfolio only the customers, since its money is the
    /// sum of its products' movements.
    fn add_moves(&mut self, scope: usize, track: &[i128], with_money: bool) {
        for at in 1..track.len() {
            if !(self.covered[at] && self.covered[at - 1]) {
                continue;
            }
            let (kind, money) = movement(track, at);
            let cell = &mut self.cells[scope][at];
            match kind {
                Move::New => cell.new_customers += 1,
                Move::Reactivation => cell.reactivated_customers += 1,
                Move::Churn => cell.churned_customers += 1,
                Move::None | Move::Expansion | Move::Contraction => {}
            }
            if with_money {
                cell.add_money(&kind, money);
            }
        }
    }

    fn add_money_to_portfolio(&mut self, track: &[i128]) {
        let portfolio = self.cells.len() - 1;
        for at in 1..track.len() {
            if self.covered[at] && self.covered[at - 1] {
                let (kind, money) = movement(track, at);
                self.cells[portfolio][at].add_money(&kind, money);
            }
        }
    }

    fn finish(self, first: Period, scale: u32) -> Ledger {
        let monthly = |annual: i128| {
            // Annual amounts divide by twelve as exact fractions; 12 is never zero.
            Amount::from_scaled(annual, scale).checked_div(&Amount::from(12_i64)).unwrap_or_else(Amount::zero)
        };
        let portfolio = self.cells.len() - 1;
        let mut ledger = Ledger::default();
        for (index, cells) in self.cells.iter().enumerate() {
            let scope = if index == portfolio { Scope::Portfolio } else { Scope::Product(index) };
            for (at, cell) in cells.iter().enumerate().filter(|&(at, _)| self.covered[at]) {
                let period = first.plus(i32::try_from(at).unwrap_or(0));
                let closing =
                    Closing { mrr: monthly(cell.closing), customers: cell.customers, attached: cell.attached };
                ledger.closing.insert((scope, period), closing);
                for (kept, &horizon) in cell.retained.iter().zip(&HORIZONS) {
                    if at.checked_sub(horizon).is_none_or(|then| !self.covered[then]) {
                        continue;
                    }
                    let retention = Retention {
                        opening: monthly(kept.opening),
                        net: monthly(kept.net),
                        gross: monthly(kept.gross),
                        opening_customers: kept.opening_customers,
                        kept_customers: kept.stayed,
                    };
                    ledger.retention.insert((scope, period, i32::try_from(horizon).unwrap_or(0)), retention);
                }
                let Some(before) = at.checked_sub(1).filter(|&before| self.covered[before]).map(|b| &cells[b]) else {
                    continue;
                };
                let movement = Movement {
                    opening: monthly(before.closing),
                    new: monthly(cell.new),
                    reactivation: monthly(cell.reactivation),
                    expansion: monthly(cell.expansion),
                    contraction: monthly(cell.contraction),
                    churn: monthly(cell.churn),
                    closing: monthly(cell.closing),
                    opening_customers: before.customers,
                    new_customers: cell.new_customers,
                    reactivated_customers: cell.reactivated_customers,
                    churned_customers: cell.churned_customers,
                    closing_customers: cell.customers,
                };
                if !movement.adds_up() {
                    let at = format!("movements of period {}", period.serial());
                    sound::<(), _>(Err("opening and movements are not the closing"), &at);
                }
                ledger.movements.insert((scope, period), movement);
            }
        }
        ledger
    }
}

impl Cell {
    fn add_money(&mut self, kind: &Move, money: i128) {
        match kind {
            Move::New => self.new += money,
            Move::Reactivation => self.reactivation += money,
            Move::Expansion => self.expansion += money,
            Move::Contraction => self.contraction += money,
            Move::Churn => self.churn += money,
            Move::None => {}
        }
    }
}
