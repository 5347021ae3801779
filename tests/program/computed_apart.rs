//! Whole runs over made-up exports, held to figures that are computed here and not by the program.

use crate::exact::{Fraction, Scatter, assert_figure, cents, whole, written};
use crate::harness::{Table, Test};
use crate::review::{input, month};
use chrono::{Duration, NaiveDate};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const HEAD: &str = "[pipeline]\nname = \"Variant\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n";

/// Columns of one line of `metrics.csv`, by their names.
struct Line<'a> {
    table: &'a Table,
    key: [(&'a str, &'a str); 4],
}

impl<'a> Line<'a> {
    fn of(table: &'a Table, product: &'a str, metric: &'a str, window: &'a str, last: &'a str) -> Self {
        let key = [("product", product), ("metric", metric), ("window", window), ("last_period", last)];
        Self { table, key }
    }

    #[track_caller]
    fn column(&self, column: &str) -> &str {
        self.table.cell(&self.key, column)
    }

    /// The figure, or the reason for none.
    #[track_caller]
    fn check(&self, expected: Result<Fraction, &str>) {
        let what = format!("{:?}", self.key);
        match expected {
            Ok(expected) => assert_figure(self.column("value"), &expected, &what),
            Err(reason) => assert_eq!((self.column("value"), self.column("no_data")), ("", reason), "{what}"),
        }
    }
}

/// One month of a product's bridge, in cents and customers.
#[derive(Clone, Copy)]
struct Bridge {
    opening: i64,
    churned: i64,
    contraction: i64,
    expansion: i64,
    customers: i64,
    customers_lost: i64,
}

const BRIDGE_MONTHS: usize = 27;

fn bridges(seed: u64) -> Vec<Bridge> {
    let mut scatter = Scatter(seed);
    let mut month = || Bridge {
        opening: scatter.between(5_000_000, 9_000_000),
        churned: scatter.between(0, 90_000),
        contraction: scatter.between(0, 30_000),
        expansion: scatter.between(0, 200_000),
        customers: scatter.between(300, 900),
        customers_lost: scatter.between(0, 12),
    };
    (0..BRIDGE_MONTHS).map(|_| month()).collect()
}

/// What retention is by the totals of `horizon` months that end with `at`, or not covered. The portfolio adds up the
/// totals of its products.
fn bridged(products: &[&[Bridge]], metric: &str, horizon: usize, at: usize) -> Result<Fraction, &'static str> {
    let first = (at + 1).checked_sub(horizon).ok_or("not_covered")?;
    let over = |part: fn(&Bridge) -> i64| -> i64 { products.iter().flat_map(|of| &of[first..=at]).map(part).sum() };
    let opening: i64 = products.iter().map(|of| of[first].opening).sum();
    let customers: i64 = products.iter().map(|of| of[first].customers).sum();
    let lost = over(|m| m.churned) + over(|m| m.contraction);
    let customers_lost = Fraction::new(over(|m| m.customers_lost).into(), customers.into());
    Ok(match metric {
        "gross_revenue_retention" => whole(1) - Fraction::new(lost.into(), opening.into()),
        "net_revenue_retention" => {
            whole(1) - Fraction::new(lost.into(), opening.into())
                + Fraction::new(over(|m| m.expansion).into(), opening.into())
        }
        "logo_retention" => whole(1) - customers_lost,
        "logo_churn" => customers_lost,
        _ => unreachable!("{metric}"),
    })
}

#[test]
fn retention_from_a_bridge_is_what_its_totals_say() {
    let of = [bridges(1), bridges(2)];
    let mut retention =
        "product,period,opening_mrr,churned_mrr,contraction_mrr,opening_customers,churned_customers\n".to_owned();
    let mut expansion = "product,period,customer,amount\n".to_owned();
    for (product, months) in ["A", "B"].iter().zip(&of) {
        for (at, m) in months.iter().enumerate() {
            let label = month(at);
            let [opening, churned, contraction] = [m.opening, m.churned, m.contraction].map(written);
            let (customers, lost) = (m.customers, m.customers_lost);
            writeln!(retention, "{product},{label},{opening},{churned},{contraction},{customers},{lost}").unwrap();
            // Two customers grew, one of them by a third of a third.
            let small = m.expansion / 9;
            writeln!(expansion, "{product},{label},x,{}", written(m.expansion - small)).unwrap();
            writeln!(expansion, "{product},{label},y,{}", written(small)).unwrap();
        }
    }
    let columns = [
        "product",
        "period",
        "opening_mrr",
        "churned_mrr",
        "contraction_mrr",
        "opening_customers",
        "churned_customers",
    ];
    let pipeline = HEAD.to_owned()
        + &input("bridge", "retention", "retention.csv", &columns)
        + &input("expansion", "expansion", "expansion.csv", &["product", "period", "customer", "amount"]);
    let ran = Test::new()
        .bytes("review.toml", pipeline.as_bytes())
        .bytes("retention.csv", retention.as_bytes())
        .bytes("expansion.csv", expansion.as_bytes())
        .args("run review.toml --quiet")
        .run_quietly();
    let metrics = ran.table(&format!("out/{}/metrics.csv", month(BRIDGE_MONTHS - 1)));
    for (product, months) in [("A", &[&*of[0]][..]), ("B", &[&*of[1]]), ("*", &[&*of[0], &*of[1]])] {
        for metric in ["gross_revenue_retention", "net_revenue_retention", "logo_retention", "logo_churn"] {
            for (horizon, suffix) in [(12, ""), (1, "_1m"), (3, "_3m")] {
                if (metric, horizon) == ("logo_churn", 3) {
                    continue;
                }
                for at in 0..BRIDGE_MONTHS {
                    let (id, last) = (format!("{metric}{suffix}"), month(at));
                    let line = Line::of(&metrics, product, &id, "period", &last);
                    line.check(bridged(months, metric, horizon, at));
                    assert_eq!(line.column("basis"), "bridge");
                }
            }
        }
    }
}

/// Weeks of the periods of two retail years, the first with 53: `4 5 4`, four times, and the 53rd week at the end.
const WEEKS: [[i64; 12]; 2] = [[4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 5], [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4]];
const RETAIL_STARTS: &str = "2023-01-29";
/// Position of FY2024-P11.
const RETAIL_AS_OF: usize = 22;

fn retail_label(at: usize) -> String {
    format!("FY{}-P{:02}", 2023 + at / 12, at % 12 + 1)
}

/// Revenue in cents by product, period and day.
type RetailDays = BTreeMap<(&'static str, usize, NaiveDate), i64>;

/// What each day brought, and the export with a row a day.
fn retail_days() -> (RetailDays, String) {
    let mut scatter = Scatter(3);
    let mut days = RetailDays::new();
    let mut text = "product,day,amount\n".to_owned();
    let mut day: NaiveDate = RETAIL_STARTS.parse().unwrap();
    for (at, weeks) in WEEKS.iter().flatten().enumerate().take(RETAIL_AS_OF + 1) {
        for _ in 0..weeks * 7 {
            for product in ["A", "B"] {
                let amount = scatter.between(-2_000, 90_000);
                days.insert((product, at, day), amount);
                writeln!(text, "{product},{day},{}", written(amount)).unwrap();
            }
            day += Duration::days(1);
        }
    }
    (days, text)
}

#[test]
fn retail_periods_quarters_and_years_add_up_the_days_of_their_weeks() {
    let (days, text) = retail_days();
    let pipeline = HEAD.to_owned()
        + "[calendar]\nkind = \"4-5-4\"\nyear_ends_on = \"saturday\"\nanchor = \"nearest\"\nyear_end_month = 1\n\
           fiscal_year_name = \"start\"\n"
        + &input("revenue", "revenue", "revenue.csv", &["product", "amount"])
        + "period = \"day\"\n";
    let ran = Test::new()
        .bytes("review.toml", pipeline.as_bytes())
        .bytes("revenue.csv", text.as_bytes())
        .args("run review.toml --quiet")
        .run_quietly();
    let metrics = ran.table(&format!("out/{}/metrics.csv", retail_label(RETAIL_AS_OF)));
    for products in [&["A"][..], &["B"], &["A", "B"]] {
        let name = if let [product] = products { product } else { "*" };
        let over = |first: usize, last: usize| -> Fraction {
            let inside = |at: &usize| (first..=last).contains(at);
            cents(
                days.iter()
                    .filter(|((product, at, _), _)| products.contains(product) && inside(at))
                    .map(|(_, v)| v)
                    .sum(),
            )
        };
        // The same weeks a year before lie 364 days back, whatever the periods are called.
        let weeks_before = |first: usize, last: usize| -> Fraction {
            let amount = |&(product, at, day): &(&'static str, usize, NaiveDate)| {
                let then = day - Duration::days(364);
                days.get(&(product, at - 12, then)).or_else(|| days.get(&(product, at - 11, then)))
            };
            let now = days.keys().filter(|(product, at, _)| products.contains(product) && (first..=last).contains(at));
            cents(now.map(|key| amount(key).unwrap()).sum())
        };
        let grown = |now: Fraction, then: Fraction| (now - &then) / num_traits::Signed::abs(&then);
        for at in 0..=RETAIL_AS_OF {
            let last = retail_label(at);
            let line = |metric| Line::of(&metrics, name, metric, "period", &last);
            line("revenue").check(Ok(over(at, at)));
            let year_ago = at.checked_sub(12).ok_or("no_earlier_window");
            line("revenue_growth").check(year_ago.map(|then| grown(over(at, at), over(then, then))));
            if at >= 12 {
                line("revenue_growth_restated").check(Ok(grown(over(at, at), weeks_before(at, at))));
            }
            let before = at.checked_sub(1).ok_or("no_earlier_window");
            line("revenue_growth_sequential").check(before.map(|then| grown(over(at, at), over(then, then))));
        }
        // P11 is the second period of its quarter.
        let last = retail_label(RETAIL_AS_OF);
        for (window, first) in [("quarter_to_date", 21), ("year_to_date", 12), ("trailing_12", 11)] {
            let line = |metric| Line::of(&metrics, name, metric, window, &last);
            line("revenue").check(Ok(over(first, RETAIL_AS_OF)));
            assert_eq!(line("revenue").column("first_period"), retail_label(first));
            let then = first.checked_sub(12).ok_or("no_earlier_window");
            let growth = then.map(|then| grown(over(first, RETAIL_AS_OF), over(then, RETAIL_AS_OF - 12)));
            line("revenue_growth").check(growth);
            if first >= 12 {
                let restated = grown(over(first, RETAIL_AS_OF), weeks_before(first, RETAIL_AS_OF));
                line("revenue_growth_restated").check(Ok(restated));
            }
        }
    }
}
