//! One period in two files or sheets of an input, as `overlap` says.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;
use rust_xlsxwriter::Workbook;
use std::fs;

const COLUMNS: &[(&str, &str)] = &[("product", "product"), ("period", "month"), ("amount", "amount")];

fn pipeline(overlap: &str) -> Pipeline {
    Pipeline::new().input("revenue", "rev_*.csv").lines(&format!("overlap = \"{overlap}\"")).columns(COLUMNS)
}

fn review(overlap: &str) -> Test {
    Test::new()
        .file("review.toml", &pipeline(overlap).text())
        .file(
            "exports/rev_9.csv",
            "product,month,amount\nAlpha,2026-08,1\nBeta,2026-08,5\nAlpha,2026-09,10\nBeta,2026-09,20\n",
        )
        .file("exports/rev_10.csv", "product,month,amount\nAlpha,2026-09,10\nAlpha,2026-10,12\nBeta,2026-10,30\n")
}

fn revenue(ran: &Ran, product: &str, period: &str) -> String {
    let table = ran.table("out/2026-10/metrics.csv");
    let key = [("product", product), ("metric", "revenue"), ("window", "period"), ("last_period", period)];
    table.cell(&key, "value").to_owned()
}

/// Rows of a sheet by what became of them.
fn rows(ran: &Ran, file: &str) -> serde_json::Value {
    let record = ran.json("out/2026-10/run.json");
    let input = record["inputs"].as_array().unwrap().iter().find(|input| input["file"] == file).unwrap();
    input["sheets"][0]["rows"].clone()
}

#[test]
fn rows_alike_in_two_files_stop_the_run_unless_the_pipeline_says_what_they_are() {
    let ran = review("auto").args("run review.toml").status(4).run_quietly();
    assert!(ran.stderr.contains("error[overlap_alike]: 1 row of 2026-09 alike"), "{}", ran.stderr);

    let ran = review("sum").args("run review.toml --quiet").run();
    assert_eq!(revenue(&ran, "Alpha", "2026-09"), "20");
    let findings = ran.table("out/2026-10/findings.csv");
    let message = findings.cell(&[("code", "overlap_summed"), ("severity", "note")], "message");
    assert_eq!(message, "1 period up to 2026-09 in rev_9.csv and rev_10.csv, added up");
}

#[test]
fn the_latest_file_counts_for_a_whole_period_and_the_rows_of_others_are_superseded() {
    let ran = review("latest").args("run review.toml --quiet").run();
    assert_eq!(revenue(&ran, "Alpha", "2026-08"), "1", "only the older file has it");
    assert_eq!(revenue(&ran, "Alpha", "2026-09"), "10");
    assert_eq!(revenue(&ran, "Beta", "2026-09"), "0", "the latest file has no row of it");
    assert_eq!(revenue(&ran, "Beta", "2026-10"), "30");
    let older = rows(&ran, "rev_9.csv");
    assert_eq!((&older["read"], &older["used"], &older["ignored"]), (&4.into(), &2.into(), &2.into()));
    assert_eq!(older["ignored_because"]["superseded"], 2);
    assert_eq!(rows(&ran, "rev_10.csv")["ignored"], 0);
    let findings = ran.table("out/2026-10/findings.csv");
    let message = findings.cell(&[("code", "overlap_superseded"), ("severity", "note")], "message");
    assert_eq!(message, "2 rows of 1 period up to 2026-09 superseded by rev_10.csv");
}

#[test]
fn a_rejected_row_of_a_superseded_period_leaves_no_gap() {
    let ran = review("latest")
        .file("exports/rev_9.csv", "product,month,amount\nAlpha,2026-09,ten\nBeta,2026-09,20\n")
        .file("exports/rev_10.csv", "product,month,amount\nAlpha,2026-09,11\nBeta,2026-09,21\nBeta,2026-10,1\n")
        .file("lenient.toml", &pipeline("latest").lines("[quality]\nunreadable_number = \"warn\"").text())
        .args("run lenient.toml --quiet")
        .run_quietly();
    assert_eq!(revenue(&ran, "Alpha", "2026-09"), "11");
    assert_eq!(revenue(&ran, "*", "2026-09"), "32");
}

#[test]
fn sheets_of_the_latest_file_are_parts_of_it() {
    let book = |figures: [f64; 2]| {
        let mut workbook = Workbook::new();
        for (name, (product, amount)) in ["EU", "US"].into_iter().zip(["Alpha", "Beta"].into_iter().zip(figures)) {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            sheet.write_row(0, 0, ["product", "month", "amount"]).unwrap();
            sheet.write_row(1, 0, [product, "2026-10"]).unwrap();
            sheet.write(1, 2, amount).unwrap();
        }
        workbook.save_to_buffer().unwrap()
    };
    let pipeline = fs::read_to_string(review("latest").args("metrics").run_quietly().path("review.toml")).unwrap();
    let ran = Test::new()
        .file("review.toml", &pipeline.replace("rev_*.csv", "rev_*.xlsx"))
        .bytes("exports/rev_1.xlsx", &book([1.0, 2.0]))
        .bytes("exports/rev_2.xlsx", &book([3.0, 4.0]))
        .args("run review.toml --quiet")
        .run();
    assert_eq!(revenue(&ran, "*", "2026-10"), "7");
    assert_eq!(rows(&ran, "rev_1.xlsx")["ignored_because"]["superseded"], 1);
}

#[test]
fn stop_refuses_any_period_that_comes_twice() {
    review("stop")
        .args("run review.toml")
        .status(4)
        .stderr(
            "
            reading exports
            computing metrics
            error[overlap_refused]: 1 period up to 2026-09 in rev_9.csv and rev_10.csv
            --> rev_10.csv, line 2, field 2
             = help: take one away, or set `overlap` to \"sum\" or \"latest\" in this input

            1 problem stops the run
            ",
        )
        .run();
}

/// A file a day, each with the same sale: of another day, or of another document.
fn a_file_a_day(head: &str, row: impl Fn(u32) -> String, lines: &str) -> Test {
    let columns: &[(&str, &str)] = &[("product", "product"), ("period", "day"), ("amount", "amount")];
    let pipeline = Pipeline::new().input("revenue", "day_*.csv").lines(lines).columns(columns);
    let mut test = Test::new().file("review.toml", &pipeline.text());
    for day in 1..=31 {
        test = test.file(&format!("exports/day_{day}.csv"), &format!("{head}\n{}\n{0}\n", row(day)));
    }
    test
}

#[test]
fn a_folder_of_daily_exports_is_no_overlap() {
    let by_day =
        a_file_a_day("product,day,amount", |day| format!("Alpha,2026-10-{day:02},10"), "duplicates = \"drop\"");
    let ran = by_day.args("run review.toml --quiet").run_quietly();
    assert_eq!(revenue(&ran, "Alpha", "2026-10"), "310");
    let findings = ran.table("out/2026-10/findings.csv");
    assert!(findings.rows().iter().all(|row| !row["code"].starts_with("overlap")), "{:?}", findings.rows());

    let by_document = |day: u32| format!("Alpha,2026-10,10,INV-{day}");
    let ran = a_file_a_day("product,day,amount,invoice", by_document, "duplicates = \"drop\"");
    let ran = ran.args("run review.toml --quiet").run_quietly();
    assert_eq!(revenue(&ran, "Alpha", "2026-10"), "310");
}

#[test]
fn rows_that_nothing_tells_apart_are_counted_where_they_are_alike() {
    let alike = a_file_a_day("product,day,amount,status", |day| format!("Alpha,2026-10,10,s{day} x"), "");
    let ran = alike.args("run review.toml --quiet").status(4).run_quietly();
    assert!(ran.stderr.contains("error[overlap_alike]: 60 rows of 2026-10 alike"), "{}", ran.stderr);

    let once = "product,month,amount\nAlpha,2026-10,10\n";
    let ran = review("auto")
        .file("exports/rev_9.csv", once)
        .file("exports/rev_10.csv", &format!("{once}Alpha,2026-10,10\nAlpha,2026-10,10\n"))
        .args("run review.toml --quiet")
        .status(4)
        .run_quietly();
    assert!(ran.stderr.contains("error[overlap_alike]: 1 row of 2026-10 alike"), "{}", ran.stderr);
}

/// Two files of one input, read in this order.
fn two_files(pipeline: &str, first: &str, second: &str) -> (i32, Ran) {
    Test::new()
        .file("review.toml", pipeline)
        .file("exports/part_1.csv", first)
        .file("exports/part_2.csv", second)
        .args("run review.toml --as-of 2026-10 --quiet")
        .end()
}

/// What a run said of periods in two files.
fn overlaps((status, ran): &(i32, Ran)) -> Vec<String> {
    if *status == 4 && ran.stderr.contains("error[overlap_alike]") {
        return vec!["overlap_alike".to_owned()];
    }
    let findings = ran.table("out/2026-10/findings.csv");
    findings.rows().iter().map(|row| row["code"].clone()).filter(|code| code.starts_with("overlap")).collect()
}

#[test]
fn a_day_tells_rows_apart_only_where_it_is_more_than_the_name_of_its_period() {
    let sales = Pipeline::new().input("revenue", "part_*.csv").columns(&[
        ("product", "product"),
        ("period", "day"),
        ("amount", "amount"),
    ]);
    let sales = sales.text();
    let file = |rows: &[&str]| format!("product,day,amount\n{}\n", rows.join("\n"));
    let closing = file(&["Alpha,2026-09-30,10", "Alpha,2026-10-31,20"]);
    let opening = file(&["Alpha,2026-09-01,10", "Alpha,2026-10-01,20"]);
    assert_eq!(overlaps(&two_files(&sales, &closing, &opening)), ["overlap_alike"], "one month, dated by two programs");

    let [early, late] = [file(&["Alpha,2026-10-02,10"]), file(&["Alpha,2026-10-03,10"])];
    let ended = two_files(&sales, &early, &late);
    assert_eq!((overlaps(&ended), revenue(&ended.1, "Alpha", "2026-10")), (vec![], "20".to_owned()));

    let month = file(&["Alpha,2026-09-01,7", "Alpha,2026-10-01,300"]);
    for [first, second] in [[&month, &early], [&early, &month]] {
        assert_eq!(overlaps(&two_files(&sales, first, second)), ["overlap_summed"], "the month and a day of it");
    }
}

#[test]
fn a_second_day_adds_nothing_to_a_stock() {
    let users = Pipeline::new().input("usage", "part_*.csv").columns(&[
        ("product", "product"),
        ("period", "day"),
        ("active_users", "users"),
    ]);
    let users = users.text();
    let file = |day: u32, users: u32| format!("product,day,users\nAlpha,2026-10-{day:02},{users}\n");
    assert_eq!(overlaps(&two_files(&users, &file(5, 100), &file(6, 100))), ["overlap_alike"]);
    assert_eq!(overlaps(&two_files(&users, &file(5, 100), &file(6, 110))), ["overlap_summed"]);
}

#[test]
fn a_product_that_only_the_history_has_counts_as_nothing_and_is_named() {
    let columns: &[(&str, &str)] = &[("product", "product"), ("period", "month"), ("amount", "amount")];
    let run = |now: &str, absent: &str| {
        let history = Pipeline::new().input("revenue", "part_1.csv").lines("required = false").lines(absent);
        let pipeline = history
            .columns(columns)
            .lines("[[input]]\nname = \"now\"\nfact = \"revenue\"\nfiles = \"part_2.csv\"")
            .lines(absent)
            .columns(columns);
        let history = "product,month,amount\nAlpha,2026-08,1\nBeta,2026-08,2\nAlpha,2026-09,1\nBeta,2026-09,2\n";
        two_files(&pipeline.text(), history, now).1
    };
    let said = |ran: &Ran| {
        let findings = ran.table("out/2026-10/findings.csv");
        let row = findings.rows().iter().find(|row| row["code"] == "counts_as_zero").cloned();
        row.map(|row| row["message"].clone())
    };
    let ran = run("product,month,amount\nAlpha,2026-10,3\n", "");
    assert_eq!(revenue(&ran, "Beta", "2026-10"), "0");
    assert_eq!(said(&ran).as_deref(), Some("no row of revenue from 2026-10 on for `Beta`: it counts as 0"));

    let ran = run("product,month,amount\nAlpha,2026-10,3\nBeta,2026-10,4\n", "");
    assert_eq!(said(&ran), None, "nothing ended");
    let ran = run("product,month,amount\nAlpha,2026-10,3\n", "absent = \"gap\"");
    assert_eq!((revenue(&ran, "Beta", "2026-10"), said(&ran)), (String::new(), None));
}
