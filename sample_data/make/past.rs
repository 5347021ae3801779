//! The ledger before the story: told backwards from the contracts that are there when the story begins.
//!
//! Month by month each contract gives back what it grew or lost, until the month in which it was signed; and some
//! contracts appear that ended since. So the past may be made longer, and the story stays as it is to the cent.

use super::{Contract, Growth, Ledger, Row, State, Tally};
use crate::month::{FIRST, Month, STORY};
use crate::products::{Product, Subscription};
use crate::random::Random;

/// Numbers of customers that left before the story, beyond all others.
const FORMER: i64 = 9_000;
/// Of ten contracts of a product older than the exports, four were signed before the exports begin.
const OLD: i64 = 4_000;

pub(super) fn tell(product: &'static Product, terms: &Subscription, contracts: &[Contract], ledger: &mut Ledger) {
    let mut random = Random::named("ledger before", product.name);
    let there = contracts.iter().filter(|contract| contract.signed < STORY);
    let mut contracts: Vec<Contract> = there
        .map(|c| Contract { signed: signing(product, c.signed, &mut random), state: State::Active, ..*c })
        .collect();
    let mut later = STORY;
    while later > product.sold_from {
        let month = later.plus(-1);
        let mut grown = [0; 3];
        for contract in contracts.iter_mut().filter(|contract| contract.signed <= month) {
            if let Some((growth, amount)) = contract.give_back(later, terms, &mut random) {
                grown[growth as usize] += amount;
            }
        }
        if let Some(tally) = ledger.tallies.get_mut(&(product.name, later)) {
            tally.expansion = grown;
        }
        contracts.retain(|contract| contract.signed <= month);
        for _ in 0..contracts.len() {
            if random.chance(terms.churn) {
                contracts.push(leaver(product, terms, month, ledger, &mut random));
            }
        }
        post(product.name, month, &contracts, ledger);
        later = month;
    }
}

/// When a contract was signed: a whole number of years from what the story takes it to be, so that its price rises in
/// the same month of the year.
fn signing(product: &Product, told: Month, random: &mut Random) -> Month {
    if product.sold_from > FIRST {
        let mut signed = told;
        while signed < product.sold_from {
            signed = signed.plus(12);
        }
        signed
    } else if random.chance(OLD) {
        told.plus(-48)
    } else {
        told
    }
}

/// A customer whose last month this is.
fn leaver(product: &Product, terms: &Subscription, last: Month, ledger: &mut Ledger, random: &mut Random) -> Contract {
    ledger.former += 1;
    let (least, most) = terms.seats;
    let customer = FORMER + ledger.former;
    let seats = random.between(least, most) * super::hospital_size(customer) / 100;
    let signed = last.plus(-random.between(3, 50));
    Contract {
        customer,
        seats: seats.max(2),
        seat_price: random.around(terms.seat_price, 80),
        signed: if product.sold_from > FIRST { signed.max(product.sold_from) } else { signed },
        state: State::Active,
    }
}

fn post(product: &'static str, month: Month, contracts: &[Contract], ledger: &mut Ledger) {
    let mut tally = Tally::default();
    for contract in contracts {
        let (customer, mrr) = (contract.customer, contract.mrr());
        tally.customers += 1;
        tally.seats += contract.seats;
        tally.mrr += mrr;
        tally.won += i64::from(contract.signed == month);
        ledger.rows.push(Row { customer, product, month, mrr });
    }
    ledger.tallies.insert((product, month), tally);
}

impl Contract {
    /// Undoes the change of `month`: what it grew by, by its reason, or `None` where it shrank or stayed.
    fn give_back(&mut self, month: Month, terms: &Subscription, random: &mut Random) -> Option<(Growth, i64)> {
        let after = self.mrr();
        let growth = if random.chance(terms.contraction) {
            self.seats += (self.seats * random.between(6, 22) / 100).max(1);
            return None;
        } else if random.chance(terms.expansion) {
            if random.chance(6500) {
                self.seats = (self.seats - (self.seats * random.between(5, 14) / 100).max(1)).max(1);
                Growth::Seats
            } else {
                self.seat_price -= self.seat_price * random.between(4, 10) / 100;
                Growth::Modules
            }
        } else if month.since(self.signed) % 12 == 0 && terms.uplift > 0 {
            self.seat_price = self.seat_price * 1000 / (1000 + terms.uplift);
            Growth::Price
        } else {
            return None;
        };
        Some((growth, after - self.mrr()))
    }
}
