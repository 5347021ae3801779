//! Real files from outside, whose totals are known, scored against goals. They lie where `GOALPOST_CORPUS` points;
//! without it the tests say that they were passed over.

use crate::harness::{Ran, Test};
use std::fs;
use std::path::Path;

/// Runs one of the pipelines under `tests/corpus` over the corpus; `None` when there is no corpus.
#[track_caller]
pub(crate) fn run(name: &str, as_of: &str) -> Option<Ran> {
    let Ok(corpus) = std::env::var("GOALPOST_CORPUS") else {
        crate::harness::passed_over("GOALPOST_CORPUS is not set");
        return None;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut test = Test::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let file = entry.file_name().to_string_lossy().into_owned();
        if file.starts_with(name) {
            let text = fs::read_to_string(entry.path()).unwrap().replace("GOALPOST_CORPUS", &corpus);
            test = test.bytes(&file, text.as_bytes());
        }
    }
    Some(test.args(&format!("run {name}.toml --as-of {as_of} --quiet")).run_quietly())
}

/// The figure of a metric for the portfolio.
fn figure<'a>(ran: &'a crate::harness::Table, product: &str, metric: &str, window: &str, last: &str) -> &'a str {
    ran.cell(&[("product", product), ("metric", metric), ("window", window), ("last_period", last)], "value")
}

/// The sum of a metric over all its single periods, in cents.
fn total_in_cents(table: &crate::harness::Table, product: &str, metric: &str) -> i128 {
    let rows = table.rows().iter();
    let mine = rows.filter(|row| row["product"] == product && row["metric"] == metric && row["window"] == "period");
    mine.map(|row| cents(&row["value"])).sum()
}

/// Rounded to a cent, for figures that a spreadsheet kept as floats.
fn cents(value: &str) -> i128 {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = format!("{fraction:0<3}");
    let thousandths: i128 = format!("{}{}", whole.trim_start_matches('-'), &digits[..3]).parse().unwrap();
    let cents = (thousandths + 5) / 10;
    if whole.starts_with('-') { -cents } else { cents }
}

fn statuses(ran: &Ran, period: &str) -> Vec<(String, String)> {
    let scores = ran.table(&format!("out/{period}/scores.csv"));
    scores.rows().iter().map(|row| (row["goal"].clone(), row["status"].clone())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn ravenstack_is_scored_and_its_totals_are_the_known_ones() {
    let Some(ran) = run("ravenstack", "2024-12") else { return };
    let metrics = ran.table("out/2024-12/metrics.csv");
    // Known truths of the data set: MRR of all rows, of open and of ended subscriptions.
    assert_eq!(total_in_cents(&metrics, "*", "revenue"), 1_133_874_700);
    assert_eq!(figure(&metrics, "*", "mrr", "period", "2024-12"), "10159608");
    assert_eq!(total_in_cents(&metrics, "*", "expansion_revenue"), 117_913_900);
    // Counted apart from the raw files.
    assert_eq!(figure(&metrics, "Enterprise", "mrr", "period", "2024-11"), "6367602");
    assert_eq!(figure(&metrics, "*", "new_customers", "year_to_date", "2024-12"), "273");
    assert_eq!(total_in_cents(&metrics, "*", "new_customers"), 50_000);
    assert_eq!(
        metrics.cell(&[("product", "Platform"), ("metric", "usage_per_user"), ("window", "year_to_date")], "numerator"),
        "125964"
    );
    let expected = pairs(&[
        ("R1", "at_risk"),
        ("R2", "exceeded"),
        ("R3", "exceeded"),
        ("R4", "met"),
        ("R5", "at_risk"),
        ("R6", "met"),
        ("R7", "at_risk"),
    ]);
    assert_eq!(statuses(&ran, "2024-12"), expected);
}

#[test]
fn the_financial_sample_is_scored_and_its_totals_are_the_known_ones() {
    let Some(ran) = run("ms_financial", "2014-12") else { return };
    let metrics = ran.table("out/2014-12/metrics.csv");
    assert_eq!(total_in_cents(&metrics, "*", "revenue"), 11_872_635_026);
    assert_eq!(total_in_cents(&metrics, "*", "units"), 112_580_600);
    let rows = metrics.rows().iter();
    let margins =
        rows.filter(|row| row["product"] == "*" && row["metric"] == "gross_margin" && row["window"] == "period");
    assert_eq!(margins.map(|row| cents(&row["numerator"])).sum::<i128>(), 1_689_370_226);
    let expected = pairs(&[
        ("F1", "exceeded"),
        ("F2", "at_risk"),
        ("F3", "met"),
        ("F4", "missed"),
        ("F5", "exceeded"),
        ("F6", "met"),
    ]);
    assert_eq!(statuses(&ran, "2014-12"), expected);
}
