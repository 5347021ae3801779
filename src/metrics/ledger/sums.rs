//! Sums over the customers of the ledger: integers by scope and period, which become exact fractions at the end.

use super::step::step;
use super::totals::{Closing, HORIZONS, Ledger, Retention};
use super::tracks::{Track, monthly};
use crate::calendar::Period;
use crate::diagnostic::sound;
use crate::metrics::answer::Scope;
use crate::metrics::movement::{Movement, MovementKind};

/// Integer sums of one scope in one period.
#[derive(Clone, Default)]
struct PeriodSums {
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
    retained: [RetainedSums; HORIZONS.len()],
}

/// Integer sums over the customers of an opening.
#[derive(Clone, Default)]
struct RetainedSums {
    opening: i128,
    net: i128,
    gross: i128,
    opening_customers: usize,
    stayed: usize,
}

/// Sums by scope and period; the portfolio is the last scope.
pub(super) struct Sums {
    cells: Vec<Vec<PeriodSums>>,
    covered: Vec<bool>,
}

/// What a track adds to its scope. Money of the portfolio is the sum of its products' movements; its customers are
/// counted once, whatever they hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Customers,
    Money,
    CustomersAndMoney,
}

impl Sums {
    pub(super) fn new(products: usize, covered: Vec<bool>) -> Self {
        Self { cells: vec![vec![PeriodSums::default(); covered.len()]; products + 1], covered }
    }

    pub(super) fn add_customer(&mut self, held: &[(usize, Track)], total: &[i128]) {
        let length = self.covered.len();
        let portfolio = self.cells.len() - 1;
        for (product, track) in held {
            self.add_holding(*product, track);
            self.add_steps(*product, track, Counted::CustomersAndMoney);
            self.add_steps(portfolio, track, Counted::Money);
        }
        self.add_holding(portfolio, total);
        self.add_steps(portfolio, total, Counted::Customers);
        if held.len() > 1 {
            for at in 0..length {
                self.add_attached(held, at);
            }
        }
    }

    /// Who holds two products or more is attached in each of them, and once in the portfolio.
    fn add_attached(&mut self, held: &[(usize, Track)], at: usize) {
        let portfolio = self.cells.len() - 1;
        let holds = || held.iter().filter(|(_, track)| track[at] > 0);
        if holds().nth(1).is_some() {
            self.cells[portfolio][at].attached += 1;
            for (product, _) in holds() {
                self.cells[*product][at].attached += 1;
            }
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

    /// Movements between covered periods that follow each other.
    fn add_steps(&mut self, scope: usize, track: &[i128], counted: Counted) {
        for at in 1..track.len() {
            if !(self.covered[at] && self.covered[at - 1]) {
                continue;
            }
            let Some(step) = step(track, at) else { continue };
            let cell = &mut self.cells[scope][at];
            if counted != Counted::Money {
                cell.add_customer(step.kind);
            }
            if counted != Counted::Customers {
                cell.add_money(step.kind, step.annual);
            }
        }
    }

    pub(super) fn finish(self, first: Period, scale: u32) -> Ledger {
        let monthly = |annual| monthly(annual, scale);
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

impl PeriodSums {
    fn add_customer(&mut self, kind: MovementKind) {
        match kind {
            MovementKind::New => self.new_customers += 1,
            MovementKind::Reactivation => self.reactivated_customers += 1,
            MovementKind::Churn => self.churned_customers += 1,
            MovementKind::Expansion | MovementKind::Contraction | MovementKind::Net => {}
        }
    }

    fn add_money(&mut self, kind: MovementKind, annual: i128) {
        match kind {
            MovementKind::New => self.new += annual,
            MovementKind::Reactivation => self.reactivation += annual,
            MovementKind::Expansion => self.expansion += annual,
            MovementKind::Contraction => self.contraction += annual,
            MovementKind::Churn => self.churn += annual,
            // A sum of the others, and never a step.
            MovementKind::Net => {}
        }
    }
}
