//! A year and ten months in three currencies, as columns and as constants, held to fractions.

use super::{REVENUE, review};
use crate::harness::Table;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;
use std::fmt::Write;

type Fraction = BigRational;

const PRODUCTS: [&str; 3] = ["Alpha", "Beta", "Gamma"];
const CURRENCIES: [&str; 3] = ["USD", "EUR", "KRW"];
/// 2025-01 to 2026-10.
const MONTHS: usize = 22;

/// The month as the exports write it.
fn month(at: usize) -> String {
    format!("{}-{:02}", 2025 + at / 12, at % 12 + 1)
}

fn decimal(text: &str) -> Fraction {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{places}").parse().unwrap();
    Fraction::new(digits, BigInt::from(10).pow(u32::try_from(places.len()).unwrap()))
}

fn whole(number: i64) -> Fraction {
    Fraction::from_integer(number.into())
}

/// The same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// What the exports say, and what it comes to.
#[derive(Default)]
struct World {
    /// (currency, kind, month) → rate.
    rates: BTreeMap<(usize, &'static str, usize), String>,
    /// (product, month) → revenue, cost, revenue at last year's rates.
    revenue: BTreeMap<(usize, usize), [Fraction; 3]>,
    spend: BTreeMap<(usize, usize), [Fraction; 2]>,
    /// (product, customer, month) → MRR.
    ledger: BTreeMap<(usize, usize, usize), Fraction>,
    market: BTreeMap<(usize, usize), Fraction>,
    files: BTreeMap<&'static str, String>,
}

impl World {
    fn rate(&self, currency: usize, kind: &'static str, at: usize) -> Fraction {
        if currency == 0 { whole(1) } else { decimal(&self.rates[&(currency, kind, at)]) }
    }

    fn generate() -> Self {
        let mut random = Random(20_261_031);
        let mut world = Self::default();
        world.rates(&mut random);
        world.revenue(&mut random);
        world.spend(&mut random);
        world.ledger(&mut random);
        world.market();
        world
    }

    fn rates(&mut self, random: &mut Random) {
        let mut file = String::from("currency,period,rate,kind\n");
        for at in 0..MONTHS {
            for kind in ["average", "closing"] {
                let euro = format!("1.{:04}", 400 + random.below(1500));
                let won = format!("0.000{:06}", 650_000 + random.below(120_000));
                for (currency, rate) in [(1, euro), (2, won)] {
                    writeln!(file, "{},{},{rate},{kind}", CURRENCIES[currency], month(at)).unwrap();
                    self.rates.insert((currency, kind, at), rate);
                }
            }
        }
        self.files.insert("fx.csv", file);
    }

    fn revenue(&mut self, random: &mut Random) {
        let mut file = String::from("product,month,amount,cost,currency\n");
        for at in 0..MONTHS {
            for (product, name) in PRODUCTS.iter().enumerate() {
                let mut sums = [whole(0), whole(0), whole(0)];
                for _ in 0..=random.below(4) {
                    let currency = usize::try_from(random.below(3)).unwrap();
                    let amount = format!("{}.{:02}", 100 + random.below(90_000), random.below(100));
                    let cost = format!("{}.{}", random.below(100), random.below(10));
                    writeln!(file, "{name},{},{amount},{cost},{}", month(at), CURRENCIES[currency]).unwrap();
                    let rate = self.rate(currency, "average", at);
                    sums[0] += decimal(&amount) * &rate;
                    sums[1] += decimal(&cost) * &rate;
                    if at >= 12 {
                        sums[2] += decimal(&amount) * self.rate(currency, "average", at - 12);
                    }
                }
                self.revenue.insert((product, at), sums);
            }
        }
        self.files.insert("exports/revenue.csv", file);
    }

    fn spend(&mut self, random: &mut Random) {
        let mut file = String::from("product,period,new_customers,spend\n");
        for at in 0..MONTHS {
            for (product, name) in PRODUCTS.iter().enumerate() {
                let (new, spend) = (1 + random.below(20), 1 + random.below(5_000_000));
                writeln!(file, "{name},{},{new},{spend}", month(at)).unwrap();
                let spend = decimal(&spend.to_string()) * self.rate(2, "average", at);
                self.spend.insert((product, at), [spend, decimal(&new.to_string())]);
            }
        }
        self.files.insert("exports/spend.csv", file);
    }

    fn ledger(&mut self, random: &mut Random) {
        let mut file = String::from("customer,product,month,arr,currency\n");
        for customer in 0..12 {
            let currency = customer % 3;
            for (product, name) in PRODUCTS.iter().enumerate() {
                for at in 0..MONTHS {
                    // Some never hold the product, some leave, some come back.
                    if (customer + product) % 4 == 3 || random.below(8) == 0 {
                        continue;
                    }
                    let annual = format!("{}.{:02}", 1 + random.below(3) * 500, random.below(100));
                    // A blank counts as the currency of the input.
                    let code = if currency == 1 { "" } else { CURRENCIES[currency] };
                    writeln!(file, "C{customer},{name},{},{annual},{code}", month(at)).unwrap();
                    let mrr = decimal(&annual) / whole(12) * self.rate(currency, "closing", at);
                    self.ledger.insert((product, customer, at), mrr);
                }
            }
        }
        self.files.insert("exports/ledger.csv", file);
    }

    fn market(&mut self) {
        let mut file = String::from("product,period,market_size\n");
        for (product, name) in PRODUCTS.iter().enumerate() {
            for year in 0..2 {
                let size = 7_000_000 + i64::try_from(product).unwrap() * 1_000_001;
                writeln!(file, "{name},{},{size}", 2025 + year).unwrap();
                for at in year * 12..MONTHS.min(year * 12 + 12) {
                    let share = whole(size) / whole(12) * self.rate(1, "average", at);
                    self.market.insert((product, at), share);
                }
            }
        }
        self.files.insert("exports/market.csv", file);
    }

    fn mrr(&self, product: usize, customer: usize, at: usize) -> Fraction {
        self.ledger.get(&(product, customer, at)).cloned().unwrap_or_else(Fraction::zero)
    }
}

fn inputs() -> String {
    let rest = r#"
    [[input]]
    name = "spend"
    fact = "acquisition"
    files = "spend.csv"
    [input.columns]
    new_customers = "new_customers"
    spend = "spend"
    [input.constants]
    currency = "KRW"
    [[input]]
    name = "ledger"
    fact = "subscriptions"
    files = "ledger.csv"
    currency = "EUR"
    [input.columns]
    period = "month"
    arr = "arr"
    currency = "currency"
    [[input]]
    name = "market"
    fact = "market"
    files = "market.csv"
    currency = "EUR"
    "#;
    format!("{}{rest}", REVENUE.replace("amount = \"amount\"", "amount = \"amount\"\n    cost = \"cost\""))
}

/// Equal, or as near as 18 significant digits come to a fraction without an end.
#[track_caller]
fn same(expected: &Fraction, found: &str, what: &str) {
    assert!(!found.is_empty(), "{what}: no figure");
    let found = decimal(found);
    let off = (expected - &found).abs();
    assert!(
        off <= expected.abs() / Fraction::from_integer(BigInt::from(10).pow(16)),
        "{what}: {expected} is not {found}"
    );
}

#[test]
fn every_figure_of_three_currencies_is_the_fraction_computed_apart() {
    let world = World::generate();
    let mut test = review(&inputs());
    for (name, text) in &world.files {
        test = test.file(name, text);
    }
    let ran = test.args("run review.toml --quiet").run();
    let metrics = ran.table("out/2026-10/metrics.csv");
    let mut compared = 0;
    for at in 0..MONTHS {
        for product in 0..=PRODUCTS.len() {
            let name = PRODUCTS.get(product).copied().unwrap_or("*");
            let scope = if product < PRODUCTS.len() { product..product + 1 } else { 0..PRODUCTS.len() };
            for (metric, window, expected) in figures(&world, &scope, at) {
                // Of earlier periods only the period itself is written.
                if window != "period" && at + 1 < MONTHS {
                    continue;
                }
                let last = month(at);
                let key = [("product", name), ("metric", metric), ("window", window), ("last_period", &last)];
                same(&expected, metrics.cell(&key, "value"), &format!("{key:?}"));
                compared += 1;
            }
        }
    }
    assert!(compared > 600, "only {compared} figures compared");
    movements(&world, &ran.table("out/2026-10/movements.csv"));
}

/// Expected figures by metric and window for the products of a scope.
fn figures(world: &World, scope: &std::ops::Range<usize>, at: usize) -> Vec<(&'static str, &'static str, Fraction)> {
    let mut figures = Vec::new();
    for (window, first) in [("period", at), ("year_to_date", at / 12 * 12)] {
        let over = |first: usize, last: usize, of: &dyn Fn(usize, usize) -> Fraction| -> Fraction {
            scope.clone().flat_map(|product| (first..=last).map(move |at| (product, at))).map(|(p, at)| of(p, at)).sum()
        };
        let now = |of: &dyn Fn(usize, usize) -> Fraction| over(first, at, of);
        let revenue = now(&|p, at| world.revenue[&(p, at)][0].clone());
        let cost = now(&|p, at| world.revenue[&(p, at)][1].clone());
        let spend = now(&|p, at| world.spend[&(p, at)][0].clone());
        let new = now(&|p, at| world.spend[&(p, at)][1].clone());
        let market = now(&|p, at| world.market[&(p, at)].clone());
        figures.push(("revenue", window, revenue.clone()));
        figures.push(("gross_margin", window, (&revenue - cost) / &revenue));
        figures.push(("new_customers", window, new.clone()));
        figures.push(("acquisition_cost", window, spend / new));
        figures.push(("market_share", window, &revenue / market));
        if at >= 12 {
            let earlier = over(first - 12, at - 12, &|p, at| world.revenue[&(p, at)][0].clone());
            let constant = now(&|p, at| world.revenue[&(p, at)][2].clone());
            figures.push(("revenue_growth", window, (revenue - &earlier) / &earlier));
            figures.push(("revenue_growth_constant_currency", window, (constant - &earlier) / &earlier));
        }
    }
    let held = |at: usize, customer: usize| scope.clone().map(|p| world.mrr(p, customer, at)).sum::<Fraction>();
    figures.push(("mrr", "period", (0..12).map(|customer| held(at, customer)).sum()));
    if at >= 12 {
        let opening = (0..12).map(|customer| (held(at - 12, customer), held(at, customer)));
        let opening: Vec<_> = opening.filter(|(then, _)| then.is_positive()).collect();
        let then: Fraction = opening.iter().map(|(then, _)| then.clone()).sum();
        let net: Fraction = opening.iter().map(|(_, now)| now.clone()).sum();
        let gross: Fraction = opening.iter().map(|(then, now)| then.min(now).clone()).sum();
        figures.push(("net_revenue_retention", "period", net / &then));
        figures.push(("gross_revenue_retention", "period", gross / then));
    }
    figures
}

/// Changes of rates count as expansion and contraction, so everything adds up in the reporting currency.
fn movements(world: &World, found: &Table) {
    for (product, name) in PRODUCTS.iter().enumerate() {
        for at in 1..MONTHS {
            let (mut expansion, mut contraction, mut churn, mut closing) = (whole(0), whole(0), whole(0), whole(0));
            for customer in 0..12 {
                let (before, now) = (world.mrr(product, customer, at - 1), world.mrr(product, customer, at));
                closing += &now;
                if before.is_positive() && now.is_zero() {
                    churn += &before;
                } else if before.is_positive() && now > before {
                    expansion += now - before;
                } else if before.is_positive() {
                    contraction += before - now;
                }
            }
            let last = month(at);
            let key = [("product", *name), ("period", &last)];
            for (column, expected) in
                [("expansion", expansion), ("contraction", contraction), ("churn", churn), ("closing", closing)]
            {
                same(&expected, found.cell(&key, column), &format!("{key:?} {column}"));
            }
        }
    }
}
