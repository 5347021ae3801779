//! What must hold whatever the exports say: the order and the cut of the rows change nothing, and figures fit together.

use crate::review::{Review, input, month};
use goalpost::amount::Amount;
use goalpost::calendar::{Span, Window};
use goalpost::metrics::{Measured, Scope, registry};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const PRODUCTS: [&str; 3] = ["Alpha", "Beta", "Gamma"];
const LEDGER: [&str; 4] = ["product", "customer", "period", "mrr"];
const REVENUE: [&str; 6] = ["product", "customer", "period", "amount", "units", "cost"];

/// Product, customer and month of a row.
type Key = (usize, u8, usize);
/// Rows of the ledger, in cents.
type LedgerRows = BTreeMap<Key, u32>;
/// Amount, units and cost: in cents, ones and cents.
type RevenueRows = BTreeMap<Key, (u32, u8, u32)>;

fn keys() -> impl Strategy<Value = Key> {
    (0..PRODUCTS.len(), 0_u8..5, 0_usize..17)
}

fn ledger() -> impl Strategy<Value = LedgerRows> {
    // Few amounts, so that some stay as they are and some are nothing.
    prop::collection::btree_map(keys(), (0_u32..6).prop_map(|steps| steps * 333), 20..120)
}

fn revenue() -> impl Strategy<Value = RevenueRows> {
    prop::collection::btree_map(keys(), (1_u32..100_000, 1_u8..9, 0_u32..90_000), 20..60)
}

fn ledger_lines(rows: &LedgerRows) -> Vec<String> {
    let line = |(&(product, customer, at), mrr): (&Key, &u32)| {
        format!("{},c{customer},{},{}.{:02}", PRODUCTS[product], month(at), mrr / 100, mrr % 100)
    };
    rows.iter().map(line).collect()
}

fn revenue_lines(rows: &RevenueRows) -> Vec<String> {
    let line = |(&(product, customer, at), &(amount, units, cost)): (&Key, &(u32, u8, u32))| {
        let [amount, cost] = [amount, cost].map(|cents| format!("{}.{:02}", cents / 100, cents % 100));
        format!("{},c{customer},{},{amount},{units},{cost}", PRODUCTS[product], month(at))
    };
    rows.iter().map(line).collect()
}

fn sheet(columns: &[&str], lines: &[String]) -> String {
    format!("{}\n{}\n", columns.join(","), lines.join("\n"))
}

fn catalog(names: &[&str]) -> String {
    names.iter().fold("product\n".to_owned(), |mut text, name| {
        writeln!(text, "{name}").unwrap();
        text
    })
}

/// As of the last month, whatever has rows there.
fn review(ledger: &[Vec<String>], revenue: &[Vec<String>], products: &[&str]) -> Review {
    let pipeline = "[products]\nfile = \"products.csv\"\n".to_owned()
        + &input("ledger", "subscriptions", "ledger_*.csv", &LEDGER)
        + &input("revenue", "revenue", "revenue_*.csv", &REVENUE);
    let mut files = vec![("products.csv".to_owned(), catalog(products))];
    for (name, columns, parts) in [("ledger", &LEDGER[..], ledger), ("revenue", &REVENUE, revenue)] {
        files.extend(parts.iter().enumerate().map(|(at, lines)| (format!("{name}_{at}.csv"), sheet(columns, lines))));
    }
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let last = ledger.iter().chain(revenue).flatten().filter_map(|line| line.split(',').nth(2)).max().unwrap();
    Review::of(&pipeline, &files, Some(last))
}

fn measured(review: &Review, metric: &str, scope: Scope, window: Window, at: goalpost::calendar::Period) -> Measured {
    review.measurements.measure(registry::find(metric).unwrap(), scope, window, at)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_and_the_cut_into_files_change_nothing(
        (ledger, shuffled_ledger) in ledger().prop_flat_map(|rows| {
            let lines = ledger_lines(&rows);
            (Just(lines.clone()), Just(lines).prop_shuffle())
        }),
        (revenue, shuffled_revenue) in revenue().prop_flat_map(|rows| {
            let lines = revenue_lines(&rows);
            (Just(lines.clone()), Just(lines).prop_shuffle())
        }),
        cut in 1_usize..19,
    ) {
        let whole = review(&[ledger], &[revenue], &PRODUCTS);
        let (first, second) = shuffled_ledger.split_at(cut);
        let (one, other) = shuffled_revenue.split_at(cut);
        let cut = review(&[first.to_vec(), second.to_vec()], &[one.to_vec(), other.to_vec()], &PRODUCTS);
        prop_assert_eq!(whole.metrics_csv(), cut.metrics_csv());
        prop_assert_eq!(whole.cohorts_csv(), cut.cohorts_csv());
    }

    #[test]
    fn a_product_without_rows_changes_nothing(ledger in ledger(), revenue in revenue()) {
        let (ledger, revenue) = (vec![ledger_lines(&ledger)], vec![revenue_lines(&revenue)]);
        let without = review(&ledger, &revenue, &PRODUCTS);
        let with = review(&ledger, &revenue, &["Alpha", "Aside", "Beta", "Gamma"]);
        let (all, expected) = (with.metrics_csv(), without.metrics_csv());
        let others: Vec<&str> = all.lines().filter(|line| !line.starts_with("Aside,")).collect();
        prop_assert_eq!(expected.lines().collect::<Vec<_>>(), others);
        prop_assert_eq!(without.cohorts_csv(), with.cohorts_csv());
    }

    #[test]
    fn movements_foot_and_the_portfolio_is_the_sum_of_its_products(ledger in ledger()) {
        let review = review(&[ledger_lines(&ledger)], &[vec!["Alpha,c,2024-01,1,1,1".to_owned()]], &PRODUCTS);
        let portfolio: Vec<_> = review.measurements.movements(Scope::Portfolio).collect();
        for (period, movement) in portfolio {
            let label = review.calendar().label(period);
            prop_assert!(movement.adds_up());
            let mut sums: [Amount; 7] = std::array::from_fn(|_| Amount::zero());
            for product in PRODUCTS {
                let parts = review.movement(product, &label).unwrap();
                for (sum, part) in sums.iter_mut().zip(&parts) {
                    *sum += part;
                }
            }
            prop_assert_eq!(&sums, &review.movement("*", &label).unwrap());
            let closing: u64 = ledger.iter().filter(|((.., at), _)| month(*at) == label).map(|(_, &mrr)| u64::from(mrr)).sum();
            prop_assert_eq!(&sums[6], &Amount::from_scaled(closing.into(), 2));
        }
    }

    #[test]
    fn gross_retention_is_never_above_net_retention_or_one(ledger in ledger()) {
        let review = review(&[ledger_lines(&ledger)], &[vec!["Alpha,c,2024-01,1,1,1".to_owned()]], &PRODUCTS);
        for scope in review.measurements.scopes() {
            for period in review.measurements.periods() {
                for horizon in ["", "_1m", "_3m"] {
                    let of = |what: &str| measured(&review, &format!("{what}{horizon}"), scope, Window::Period, period);
                    let (gross, net, logo) =
                        (of("gross_revenue_retention"), of("net_revenue_retention"), of("logo_retention"));
                    prop_assert_eq!(gross.value().is_some(), net.value().is_some());
                    if let (Some(gross), Some(net), Some(logo)) = (gross.value(), net.value(), logo.value()) {
                        prop_assert!(gross <= net && *gross <= Amount::one() && *logo <= Amount::one());
                        prop_assert!(!gross.is_negative() && !logo.is_negative());
                    }
                }
            }
        }
    }

    #[test]
    fn a_ratio_lies_between_those_of_its_products_and_of_its_periods(rows in revenue()) {
        let review = review(&[vec!["Alpha,c,2024-01,1".to_owned()]], &[revenue_lines(&rows)], &PRODUCTS);
        let last = review.measurements.as_of;
        for metric in ["average_price", "gross_margin"] {
            let of = |scope, window, at| measured(&review, metric, scope, window, at).value().cloned();
            let products: Vec<Amount> =
                (0..PRODUCTS.len()).filter_map(|p| of(Scope::Product(p), Window::Period, last)).collect();
            between(of(Scope::Portfolio, Window::Period, last).as_ref(), &products)?;
            let year = measured(&review, metric, Scope::Portfolio, Window::YearToDate, last);
            let Span { first, last } = year.span;
            let periods: Vec<Amount> =
                Span { first, last }.periods().filter_map(|at| of(Scope::Portfolio, Window::Period, at)).collect();
            between(year.value(), &periods)?;
        }
    }
}

fn between(ratio: Option<&Amount>, parts: &[Amount]) -> Result<(), TestCaseError> {
    let Some(ratio) = ratio else { return Ok(()) };
    let (least, most) = (parts.iter().min(), parts.iter().max());
    prop_assert!(least.is_some_and(|least| least <= ratio) && most.is_some_and(|most| ratio <= most));
    Ok(())
}
