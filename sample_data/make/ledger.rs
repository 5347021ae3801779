//! The subscription ledger: who pays how much for what, month by month.
//!
//! Simulated once, customer by customer. The other exports take their totals from here.

// Beside this file, since the program names this one by its path.
mod past;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::month::{LAST, Month, STORY};
use crate::products::{PRODUCTS, Product, Subscription, Wins};
use crate::random::Random;

/// The story of `LabRelay`: how many of its larger customers the competitor takes, by month.
const COMPETITOR: (&str, Month, [i64; 8]) = ("LabRelay", Month::new(2026, 3), [1, 2, 2, 2, 1, 2, 1, 2]);

/// Every fifth customer that leaves comes back some months later, with fewer seats.
const RETURNING: i64 = 2000;

pub(crate) struct Ledger {
    rows: Vec<Row>,
    tallies: BTreeMap<(&'static str, Month), Tally>,
    /// Customers so far that left before the story.
    former: i64,
}

struct Row {
    customer: i64,
    product: &'static str,
    month: Month,
    mrr: i64,
}

/// What the ledger says of one product in one month.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub customers: i64,
    pub seats: i64,
    /// Cents.
    pub mrr: i64,
    pub won: i64,
    /// Cents of MRR that customers added in the month, by [`Growth`].
    pub expansion: [i64; 3],
}

/// Why a customer pays more than the month before.
#[derive(Clone, Copy)]
enum Growth {
    Seats,
    Modules,
    Price,
}

/// The names of [`Growth`] in the expansion export, in its order.
pub(crate) const GROWTH: [&str; 3] = ["seats", "modules", "price"];

struct Contract {
    customer: i64,
    seats: i64,
    seat_price: i64,
    signed: Month,
    state: State,
}

enum State {
    Active,
    Left { back: Option<Month> },
}

/// The contracts of one product while the simulation runs.
struct Book {
    product: &'static Product,
    terms: &'static Subscription,
    contracts: Vec<Contract>,
    random: Random,
}

pub(crate) fn simulate() -> Ledger {
    let mut ledger = Ledger { rows: Vec::new(), tallies: BTreeMap::new(), former: 0 };
    let mut books: Vec<Book> = PRODUCTS.iter().filter_map(Book::open).collect();
    // Hospitals are numbered in the order in which they bought anything for the first time.
    let mut hospitals = 0;

    for month in STORY.through(LAST) {
        for book in &mut books {
            if month >= book.product.told_from() {
                let mut tally = book.change(month);
                book.sign(month, &mut hospitals, &mut tally);
                book.post(month, tally, &mut ledger);
            }
        }
    }
    ledger.rows.sort_by_key(|row| (row.month, row.customer));
    ledger
}

impl Ledger {
    /// All zero where the ledger knows nothing of the product.
    pub(crate) fn tally(&self, product: &Product, month: Month) -> Tally {
        self.tallies.get(&(product.name, month)).copied().unwrap_or_default()
    }

    pub(crate) fn export(&self) -> Vec<u8> {
        let mut csv = String::from("customer,product,month,mrr\n");
        for Row { customer, product, month, mrr } in &self.rows {
            let (dollars, cents) = (mrr / 100, mrr % 100);
            // Writing into a string cannot fail.
            let _ = writeln!(csv, "H{customer:04},{product},{month},{dollars}.{cents:02}");
        }
        csv.into_bytes()
    }
}

impl Book {
    fn open(product: &'static Product) -> Option<Self> {
        Some(Self {
            product,
            terms: product.subscription.as_ref()?,
            contracts: Vec::new(),
            random: Random::named("ledger", product.name),
        })
    }

    /// One month of the customers that are there: at most one change each, so that the month's
    /// movement of a customer is one thing and the expansion export can say why.
    fn change(&mut self, month: Month) -> Tally {
        let mut tally = Tally::default();
        let pressed = self.lose_to_competitor(month);
        let contraction = if pressed { self.terms.contraction * 2 } else { self.terms.contraction };
        for contract in &mut self.contracts {
            let random = &mut self.random;
            match contract.state {
                State::Left { back: Some(back) } if back == month => {
                    contract.state = State::Active;
                    contract.seats = (contract.seats * 4 / 5).max(1);
                }
                State::Left { .. } => {}
                State::Active if random.chance(self.terms.churn) => {
                    let back = random.chance(RETURNING).then(|| month.plus(random.between(3, 8)));
                    contract.state = State::Left { back };
                }
                State::Active if random.chance(contraction) => contract.shrink(random),
                State::Active => {
                    if let Some((growth, amount)) = contract.grow(month, self.terms, random) {
                        tally.expansion[growth as usize] += amount;
                    }
                }
            }
        }
        tally
    }

    /// Takes the largest contracts away, and says whether the competitor was at work this month.
    /// One time in three it gets the fifth largest instead: nobody loses customers strictly by size.
    fn lose_to_competitor(&mut self, month: Month) -> bool {
        let (product, from, losses) = COMPETITOR;
        let elapsed = usize::try_from(month.since(from)).ok();
        let Some(&lost) = elapsed.and_then(|elapsed| losses.get(elapsed)) else {
            return false;
        };
        if self.product.name != product {
            return false;
        }
        for _ in 0..lost {
            let mut active: Vec<_> = self.contracts.iter_mut().filter(|c| matches!(c.state, State::Active)).collect();
            active.sort_by_key(|c| (-c.mrr(), c.customer));
            let choice = usize::from(self.random.chance(3300)) * 4;
            if let Some(contract) = active.into_iter().nth(choice) {
                contract.state = State::Left { back: None };
            }
        }
        true
    }

    /// New customers: those of the month, and in the first month of the story all that were there already.
    fn sign(&mut self, month: Month, hospitals: &mut i64, tally: &mut Tally) {
        let won = self.won_in(month);
        let already_there = match self.terms.wins {
            Wins::Steady { opening, .. } if month == STORY => opening,
            _ => 0,
        };
        for order in 0..already_there + won {
            let customer = self.choose_hospital(hospitals);
            let signed = if order < already_there { month.plus(-self.random.between(1, 48)) } else { month };
            let (least, most) = self.terms.seats;
            let seats = self.random.between(least, most) * hospital_size(customer) / 100;
            let seat_price = self.random.around(self.terms.seat_price, 80);
            let state = State::Active;
            self.contracts.push(Contract { customer, seats: seats.max(2), seat_price, signed, state });
        }
        tally.won = won;
    }

    fn won_in(&mut self, month: Month) -> i64 {
        match self.terms.wins {
            Wins::Launch(months) => {
                let since = usize::try_from(month.since(self.product.sold_from)).ok();
                since.and_then(|since| months.get(since).copied()).unwrap_or(0)
            }
            Wins::Steady { monthly: [first, second, third], .. } => {
                let (least, most) = match month.year() {
                    2024 => first,
                    2025 => second,
                    _ => third,
                };
                self.random.between(least, most)
            }
        }
    }

    /// Half of the time a hospital that already buys another product of ours, else a new one.
    fn choose_hospital(&mut self, hospitals: &mut i64) -> i64 {
        if *hospitals > 0 && self.random.chance(5000) {
            let candidate = self.random.between(1, *hospitals);
            // One that ever had this product would be a win-back, not a new customer.
            if self.contracts.iter().all(|contract| contract.customer != candidate) {
                return candidate;
            }
        }
        *hospitals += 1;
        *hospitals
    }

    fn post(&self, month: Month, mut tally: Tally, ledger: &mut Ledger) {
        let product = self.product.name;
        for contract in self.contracts.iter().filter(|c| matches!(c.state, State::Active)) {
            let (customer, mrr) = (contract.customer, contract.mrr());
            tally.customers += 1;
            tally.seats += contract.seats;
            tally.mrr += mrr;
            ledger.rows.push(Row { customer, product, month, mrr });
        }
        ledger.tallies.insert((product, month), tally);
        if month == STORY {
            past::tell(self.product, self.terms, &self.contracts, ledger);
        }
    }
}

impl Contract {
    fn mrr(&self) -> i64 {
        self.seats * self.seat_price
    }

    fn shrink(&mut self, random: &mut Random) {
        let fewer = self.seats * random.between(6, 22) / 100;
        self.seats = (self.seats - fewer.max(1)).max(1);
    }

    /// The yearly price increase, or now and then more seats or another module.
    fn grow(&mut self, month: Month, terms: &Subscription, random: &mut Random) -> Option<(Growth, i64)> {
        let before = self.mrr();
        let anniversary = month > self.signed && month.since(self.signed) % 12 == 0;
        let growth = if random.chance(terms.expansion) {
            if random.chance(6500) {
                self.seats += (self.seats * random.between(5, 16) / 100).max(1);
                Growth::Seats
            } else {
                self.seat_price += self.seat_price * random.between(4, 11) / 100;
                Growth::Modules
            }
        } else if anniversary && terms.uplift > 0 {
            self.seat_price += self.seat_price * terms.uplift / 1000;
            Growth::Price
        } else {
            return None;
        };
        Some((growth, self.mrr() - before))
    }
}

/// A few hospitals are large and many are small. Per cent of a middling one, the same for every
/// product that the hospital buys.
fn hospital_size(customer: i64) -> i64 {
    match Random::named("hospital", &customer.to_string()).between(1, 100) {
        1..=8 => 290,
        9..=35 => 135,
        36..=75 => 85,
        _ => 50,
    }
}
