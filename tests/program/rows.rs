//! What becomes of rows: parts that are added up, copies that are not, gaps that are no zeros.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;

/// A review over two regions, each with an input of its own.
fn regions() -> Test {
    let input = |pipeline: Pipeline, name: &str| {
        pipeline.input_named(name, "revenue", &format!("{name}*.csv")).columns(&[
            ("product", "product"),
            ("period", "month"),
            ("amount", "amount"),
        ])
    };
    Test::new()
        .file("review.toml", &input(input(Pipeline::new(), "eu"), "us").text())
        .file(
            "exports/eu.csv",
            "product,month,amount\nAlpha,2026-09,10\nAlpha,2026-10,11\nBoth,2026-09,1\nBoth,2026-10,2\n",
        )
        .file("exports/us.csv", "product,month,amount\nBeta,2026-09,20\nBoth,2026-09,5\n")
}

/// `value` or the reason for none.
fn revenue(ran: &Ran, product: &str, period: &str) -> String {
    let table = ran.table("out/2026-10/metrics.csv");
    let key = [("product", product), ("metric", "revenue"), ("window", "period"), ("last_period", period)];
    let value = table.cell(&key, "value");
    if value.is_empty() { table.cell(&key, "no_data").to_owned() } else { value.to_owned() }
}

#[test]
fn an_export_missing_beside_another_is_a_gap_and_not_zero() {
    let ran = regions().args("run review.toml --as-of 2026-10").status(3).run_quietly();
    assert_eq!(revenue(&ran, "*", "2026-09"), "36");
    assert_eq!(revenue(&ran, "Alpha", "2026-10"), "11");
    assert_eq!(revenue(&ran, "Beta", "2026-10"), "not_covered");
    assert_eq!(revenue(&ran, "Both", "2026-10"), "2");
    assert_eq!(revenue(&ran, "*", "2026-10"), "not_covered");
}

#[test]
fn a_year_and_its_month_may_stand_in_two_columns() {
    for (august, september, october) in [("8", "9", "10"), ("Aug", "Sep", "Oct"), ("8월", "9월", "10월")] {
        let ran = Test::new()
            .file(
                "review.toml",
                &(Pipeline::new().input("revenue", "revenue.csv").text()
                    + "[input.columns]\nperiod = { join = [\"Year\", \"Month\"] }\n"),
            )
            .file(
                "exports/revenue.csv",
                &format!(
                    "product,Year,Month,amount\nAlpha,2026,{august},3\nAlpha,2026,{september},5\nAlpha,2026,{october},7\n"
                ),
            )
            .args("run review.toml --as-of 2026-10")
            .run_quietly();
        assert_eq!(revenue(&ran, "Alpha", "2026-08"), "3");
        assert_eq!(revenue(&ran, "Alpha", "2026-10"), "7");
    }
}

#[test]
fn a_measure_that_is_blank_throughout_is_none_of_the_export() {
    let review = |cost: &str| {
        let input = Pipeline::new().input("revenue", "revenue.csv").text() + "[input.columns]\ncost = \"cost\"\n";
        let ran = Test::new()
            .file("review.toml", &input)
            .file(
                "exports/revenue.csv",
                &format!("product,period,amount,cost\nAlpha,2026-09,5,{cost}\nAlpha,2026-10,7,{cost}\n"),
            )
            .args("run review.toml --as-of 2026-10")
            .run_quietly();
        let key = [("product", "Alpha"), ("metric", "gross_margin"), ("window", "period"), ("last_period", "2026-10")];
        let table = ran.table("out/2026-10/metrics.csv");
        let is_it =
            |row: &&std::collections::BTreeMap<String, String>| key.iter().all(|(name, value)| row[*name] == *value);
        table.rows().iter().find(is_it).map(|row| row["value"].clone())
    };
    assert_eq!(review(""), None);
    assert_eq!(review("7").as_deref(), Some("0"));
    assert_eq!(review("0").as_deref(), Some("1"));
}

#[test]
fn a_copy_of_an_export_stops_the_run() {
    regions()
        .file("exports/eu more.csv", "product,month,amount\nAlpha,2026-10,11\n")
        .args("run review.toml --as-of 2026-09")
        .status(0)
        .run_quietly();
    let ran = regions()
        .file("exports/eu_copy.csv", "product,month,amount\nAlpha,2026-09,10\nAlpha,2026-10,12\n")
        .args("run review.toml --as-of 2026-10")
        .status(4)
        .run_quietly();
    let expected =
        "error[overlap_alike]: 1 row of 2026-09 alike in every value in eu.csv\n--> eu_copy.csv, line 2, field 2\n";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
}

#[test]
fn parts_of_a_period_are_added_up() {
    let ran = regions()
        .file("exports/us_2.csv", "product,month,amount\nBeta,2026-10,21\nBeta,2026-09,1\n")
        .args("run review.toml --quiet")
        .run();
    assert_eq!(revenue(&ran, "Beta", "2026-09"), "21");
    assert_eq!(revenue(&ran, "*", "2026-10"), "34");
    let findings = ran.table("out/2026-10/findings.csv");
    assert_eq!(findings.cell(&[("code", "overlap_summed")], "severity"), "note");
}

#[test]
fn a_rejected_row_leaves_a_gap_and_not_zero() {
    let lenient = Pipeline::new().lines("[quality]\nunreadable_number = \"warn\"").revenue("revenue.csv");
    let ran = Test::new()
        .file("review.toml", &lenient.text())
        .file(
            "exports/revenue.csv",
            "product,month,amount\nAlpha,2026-09,10\nAlpha,2026-10,ten\nBeta,2026-09,1\nBeta,2026-10,2\n",
        )
        .args("run review.toml --as-of 2026-10")
        .run_quietly();
    assert_eq!(revenue(&ran, "Alpha", "2026-10"), "no_row");
    assert_eq!(revenue(&ran, "Beta", "2026-10"), "2");
    assert_eq!(revenue(&ran, "*", "2026-10"), "no_row");
}

#[test]
fn a_crosstab_with_a_unit_and_totals_gives_the_figures_of_the_table() {
    let pipeline =
        Pipeline::new().input("revenue", "revenue.xlsx").columns(&[("product", "Product"), ("region", "Area")]);
    let ran = Test::new()
        .file("review.toml", &pipeline.text())
        .workbook("exports/revenue.xlsx", "Sales", |sheet| {
            sheet.write(0, 0, "Revenue by product (in thousands)").unwrap();
            sheet.write_row(2, 0, ["Area", "Product", "2026-09", "2026-10", "Total"]).unwrap();
            let lines = [
                ("East", "Alpha", 10.5, 20.0),
                ("", "Beta", 1.0, 2.0),
                ("Subtotal", "", 11.5, 22.0),
                ("West", "Alpha", 3.0, 4.0),
                ("Total", "", 14.5, 26.0),
            ];
            for (row, (area, product, first, second)) in (3..).zip(lines) {
                sheet.write_row(row, 0, [area, product]).unwrap();
                sheet.write_row(row, 2, [first, second, first + second]).unwrap();
            }
            sheet.write(9, 0, "Source: ledger, closed 2026-11-04").unwrap();
        })
        .args("run review.toml --quiet")
        .run();
    assert_eq!(revenue(&ran, "Alpha", "2026-09"), "13500");
    assert_eq!(revenue(&ran, "*", "2026-10"), "26000");
}

#[test]
fn a_subscription_that_somebody_did_not_know_is_told_before_it_looks_like_one_that_ended() {
    let columns = [("customer", "customer"), ("product", "product"), ("period", "period"), ("mrr", "MRR")];
    let ledger = |unknown: &str| {
        format!(
            "customer,product,period,MRR\nKim,Alpha,2026-08,5\nLee,Alpha,2026-08,7\nKim,Alpha,2026-09,5\n\
             Lee,Alpha,2026-09,{unknown}\nKim,Alpha,2026-10,5\nLee,Alpha,2026-10,{unknown}\n"
        )
    };
    let review = |unknown: &str| {
        let pipeline = Pipeline::new().input_named("ledger", "subscriptions", "ledger.csv").columns(&columns);
        Test::new().file("review.toml", &pipeline.text()).file("exports/ledger.csv", &ledger(unknown))
    };
    let ran = review("n.a.").args("run review.toml").run_quietly();
    let told = "warning[unknown_figure]: `n.a.` in column `MRR` is no figure: 2 cells count as if nothing were there\n\
                --> ledger.csv, line 5, field 4\n";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let movements = ran.table("out/2026-10/movements.csv");
    assert_eq!(movements.cell(&[("product", "Alpha"), ("period", "2026-09")], "churn"), "7");
    // A blank and a nought say that there was nothing.
    for nothing in ["", "-", "0"] {
        let ran = review(nothing).args("run review.toml").run_quietly();
        assert!(!ran.stderr.contains("unknown_figure"), "{nothing}: {}", ran.stderr);
    }
}

#[test]
fn rows_that_recur_by_nature_are_a_note_and_those_that_were_pasted_twice_a_warning() {
    let severity = |lines: Vec<String>| {
        let file = format!("product,month,amount,mark\n{}\n", lines.join("\n"));
        let ran = Test::new()
            .file("review.toml", &Pipeline::new().revenue("revenue.csv").text())
            .file("exports/revenue.csv", &file)
            .args("run review.toml --quiet")
            .run_quietly();
        let findings = ran.table("out/2026-10/findings.csv");
        let found = findings.rows().iter().find(|row| row["code"] == "duplicate_rows");
        found.map(|row| row["severity"].clone()).unwrap_or_default()
    };
    let sales = |mark: &dyn Fn(u32) -> String| {
        let day = |day: u32| {
            let line = format!("Alpha,2026-10-{day:02},5,{}", mark(day));
            std::iter::repeat_n(line, 1 + day as usize % 3)
        };
        (1..=28).flat_map(day).collect::<Vec<_>>()
    };
    assert_eq!(severity(sales(&|_| "till".to_owned())), "note");
    assert_eq!(severity(sales(&|day| format!("R-{day}"))), "warn", "a receipt is sold once");
    let pasted: Vec<String> = (1..=28).map(|day| format!("Alpha,2026-10-{day:02},5,till")).collect();
    assert_eq!(severity([pasted.clone(), pasted].concat()), "warn");
}
