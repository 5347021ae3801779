//! The small CSV exports of product analytics, sales and customer success.

use std::fmt::Write as _;

use crate::ledger::{GROWTH, Ledger};
use crate::month::{FIRST, LAST, Month};
use crate::products::{Drift, PRODUCTS, Product, Subscription, Wins};
use crate::random::Streams;

/// A customer counts for activation when the sixty days it has for it have passed.
const ACTIVATION_MONTHS: i64 = 2;
/// Departments of a middling customer that are entitled to a product.
const DEPARTMENTS: i64 = 4;

impl Drift {
    /// Where it stands in the month, on the straight line through the first month of the story and the last.
    pub(crate) fn at(&self, product: &Product, month: Month) -> i64 {
        let whole = LAST.since(product.told_from());
        self.0 + (self.1 - self.0) * month.since(product.told_from()) / whole
    }
}

pub(crate) fn adoption(ledger: &Ledger) -> Vec<u8> {
    let mut streams = Streams::named("adoption", "");
    let mut csv = String::from("product,month,eligible,adopted,activated,activatable\n");
    for (product, terms, month) in subscribed() {
        let eligible = ledger.tally(product, month).customers * DEPARTMENTS;
        let rate = streams.of(month).around(terms.adoption.at(product, month), 8);
        let adopted = rounded(eligible * rate, 1000);
        let signed = month.plus(-ACTIVATION_MONTHS);
        let activatable = ledger.tally(product, signed).won;
        let random = streams.of(signed);
        let activated = (0..activatable).filter(|_| random.chance(terms.activation * 10)).count();
        let name = product.name;
        line(&mut csv, format_args!("{name},{month},{eligible},{adopted},{activated},{activatable}"));
    }
    csv.into_bytes()
}

pub(crate) fn usage(ledger: &Ledger) -> Vec<u8> {
    let mut streams = Streams::named("usage", "");
    let mut csv = String::from("product,month,active_users,licensed_users,daily_active_users,events\n");
    for (product, terms, month) in subscribed() {
        let random = streams.of(month);
        let licensed = ledger.tally(product, month).seats;
        let active = rounded(licensed * random.around(terms.utilisation.at(product, month), 9), 1000);
        let daily = rounded(active * random.around(terms.stickiness, 14), 1000);
        let events = rounded(active * random.around(terms.intensity.at(product, month), 16), 10);
        // Product analytics calls this one by the name of its cloud service.
        let name = if product.name == "LabRelay" { "LabRelay Cloud" } else { product.name };
        line(&mut csv, format_args!("{name},{month},{active},{licensed},{daily},{events}"));
    }
    csv.into_bytes()
}

pub(crate) fn acquisition(ledger: &Ledger) -> Vec<u8> {
    let mut streams = Streams::named("acquisition", "");
    let mut csv = String::from("product,month,new_customers,spend\n");
    for month in FIRST.through(LAST) {
        for product in PRODUCTS.iter().filter(|product| month >= product.sold_from) {
            let random = streams.of(month);
            let won =
                if product.subscription.is_some() { ledger.tally(product, month).won } else { random.between(0, 2) };
            // A third of the money is spent whether anybody signs or not.
            let standing = product.acquisition_cost * usual_wins(product) / 3;
            let spend = random.around(standing + product.acquisition_cost * won * 2 / 3, 60);
            // Sales in Seoul keeps this list and calls this one by its Korean name.
            let name = if product.name == "NeuroMap" { "뉴로맵" } else { product.name };
            line(&mut csv, format_args!("{name},{month},{won},{spend}"));
        }
    }
    csv.into_bytes()
}

pub(crate) fn expansion(ledger: &Ledger) -> Vec<u8> {
    let mut streams = Streams::named("expansion", "");
    let mut csv = String::from("product,month,amount,kind\n");
    for (product, _, month) in subscribed() {
        let tally = ledger.tally(product, month);
        // Customer success books an expansion at its value of a year.
        let booked = tally.expansion.map(|mrr| mrr * 12);
        // Training days sold to customers: the part of expansion that is not in the ledger.
        let services = tally.customers * streams.of(month).between(4_000, 9_000);
        let kinds = GROWTH.into_iter().zip(booked).chain([("services", services)]);
        for (kind, cents) in kinds.filter(|&(_, cents)| cents > 0) {
            let (dollars, cents) = (cents / 100, cents % 100);
            line(&mut csv, format_args!("{},{month},{dollars}.{cents:02},{kind}", product.name));
        }
    }
    csv.into_bytes()
}

/// Products with subscriptions, in every month since they are sold. The others are in no export of
/// product analytics or customer success.
fn subscribed() -> impl Iterator<Item = (&'static Product, &'static Subscription, Month)> {
    let sold = |month| PRODUCTS.iter().filter(move |product| month >= product.sold_from);
    FIRST.through(LAST).flat_map(move |month| {
        sold(month).filter_map(move |product| Some((product, product.subscription.as_ref()?, month)))
    })
}

/// Customers that the sales team of a product is staffed to win in a month.
fn usual_wins(product: &Product) -> i64 {
    match product.subscription.as_ref().map(|terms| &terms.wins) {
        None => 1,
        Some(Wins::Steady { monthly: [_, (least, most), _], .. }) => i64::midpoint(*least, *most),
        Some(Wins::Launch(months)) => months.iter().sum::<i64>() / 8,
    }
}

fn rounded(value: i64, divisor: i64) -> i64 {
    (value + divisor / 2) / divisor
}

fn line(csv: &mut String, cells: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = writeln!(csv, "{cells}");
}
