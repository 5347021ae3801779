//! What has changed in the layout of exports since the last published run.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;
use std::fs;

fn pipeline() -> String {
    Pipeline::new()
        .input("revenue", "rev*.csv")
        .lines("pick = \"newest\"")
        .columns(&[("product", "Product"), ("period", "Month")])
        .lines("amount = [\"Net revenue\", \"Net sales\"]")
        .text()
}

const SEPTEMBER: &str = "Product,Month,Net revenue,Region\nAlpha,2026-09,10.5,EU\n";

/// A review whose September is published, with what it left behind.
struct Published {
    files: Vec<(String, Vec<u8>)>,
}

impl Published {
    fn of(test: Test) -> Self {
        let ran = test.args("run review.toml --quiet").run_quietly();
        let mut files = Vec::new();
        for folder in ["", "exports", "out/2026-09"] {
            for entry in fs::read_dir(ran.path(folder)).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_file() {
                    let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                    files.push((name.trim_start_matches('/').to_owned(), fs::read(entry.path()).unwrap()));
                }
            }
        }
        Self { files }
    }

    fn september() -> Self {
        Self::of(Test::new().file("review.toml", &pipeline()).file("exports/rev_2026-09.csv", SEPTEMBER))
    }

    fn next(&self) -> Test {
        self.files.iter().fold(Test::new(), |test, (name, bytes)| test.bytes(name, bytes))
    }
}

/// Severity and message of every finding about a layout.
fn drift(ran: &Ran) -> Vec<(String, String)> {
    let table = ran.table("out/2026-10/findings.csv");
    let of_layout = table.rows().iter().filter(|row| row["code"] == "layout_changed");
    of_layout.map(|row| (row["severity"].clone(), row["message"].clone())).collect()
}

#[track_caller]
fn check(october: &str, severity: &str, expected: &str) {
    let ran = Published::september()
        .next()
        .file("exports/rev_2026-10.csv", october)
        .args("run review.toml --quiet")
        .run_quietly();
    let expected = format!("the layout has changed since 2026-09: {expected}");
    assert_eq!(drift(&ran), [(severity.to_owned(), expected)]);
}

#[test]
fn the_same_layout_with_more_rows_and_months_is_no_finding() {
    let ran = Published::september()
        .next()
        .file(
            "exports/rev_2026-10.csv",
            "Product,Month,Net revenue,Region\nAlpha,2026-09,10.5,EU\nAlpha,2026-10,7,EU\nBeta,2026-10,8,US\n",
        )
        .args("run review.toml --quiet")
        .run();
    assert_eq!(drift(&ran), []);
}

#[test]
fn a_changed_layout_is_told_though_everything_parses() {
    check("Product,Month,Net sales,Region\nAlpha,2026-10,7.5,EU\n", "note", "column `Net revenue` is now `Net sales`");
    check(
        "Export of finance\nMonth,Product,Net revenue,Segment\n2026-10,Alpha,7.5,A\n",
        "note",
        "new column `Segment`; without column `Region`; moved column `Month`; the header is in row 2 and was in row 1",
    );
    check("Product;Month;Net revenue;Region\nAlpha;2026-10;7.5;EU\n", "note", "the delimiter is `;` and was `,`");
}

#[test]
fn a_changed_unit_or_decimal_mark_is_a_warning() {
    check(
        "(in thousands)\nProduct,Month,Net revenue,Region\nAlpha,2026-10,7.5,EU\n",
        "warn",
        "the header is in row 2 and was in row 1; figures are in 1,000 (`(in thousands)`) and were in ones",
    );
    check(
        "Product;Month;Net revenue;Region\nAlpha;2026-10;7,5;EU\n",
        "warn",
        "the decimal mark is `,` and was `.`; the delimiter is `;` and was `,`",
    );
}

#[test]
fn a_second_run_of_a_period_says_what_the_first_one_said() {
    let october = "Product,Month,Net sales,Region\nAlpha,2026-10,7.5,EU\n";
    let test = Published::september().next().file("exports/rev_2026-10.csv", october);
    let ran = test.args("run review.toml --quiet").run();
    let (first, record) = (drift(&ran), fs::read(ran.path("out/2026-10/run.json")).unwrap());
    assert_eq!(first.len(), 1);
    let test = Published::september().next().file("exports/rev_2026-10.csv", october);
    let again = test.bytes("out/2026-10/run.json", &record).args("run review.toml --quiet").run();
    assert_eq!(drift(&again), first);
    assert_eq!(fs::read(again.path("out/2026-10/run.json")).unwrap(), record);
}

#[test]
fn a_missing_column_is_named_with_the_evidence_and_the_line_to_paste() {
    let hint = |october: &str| {
        let test = Published::september().next().file("exports/rev_2026-10.csv", october);
        let ran = test.args("run review.toml").status(4).run_quietly();
        let hint = ran.stderr.lines().find_map(|line| line.strip_prefix(" = help: ")).unwrap().to_owned();
        (ran, hint)
    };
    let (_, found) = hint("Product,Month,Net revenue (USD),Region\nAlpha,2026-10,7.5,EU\n");
    assert_eq!(
        found,
        "`Net revenue (USD)` is new, stands where it stood, has a name like it and holds figures: if it is the same, \
         write `amount = [\"Net revenue\", \"Net sales\", \"Net revenue (USD)\"]` under `[input.columns]`"
    );
    // Nothing in the name says so, but the place and the figures do; the other new column holds words.
    let (_, found) = hint("Product,Month,Umsatz,Region,Remark\nAlpha,2026-10,7.5,EU,none\n");
    assert!(found.starts_with("`Umsatz` is new, stands where it stood and holds figures: "), "{found}");
    let (ran, found) = hint("Product,Month,Region\nAlpha,2026-10,EU\n");
    assert_eq!(found, "the header has `Product`, `Month` or `Region`");
    assert!(ran.stderr.contains("error[missing_column]: no column `Net revenue` or `Net sales`"), "{}", ran.stderr);
}

#[test]
fn without_an_earlier_run_the_nearest_name_is_shown_with_the_line() {
    let ran = Test::new()
        .file("review.toml", &pipeline())
        .file("exports/rev.csv", "Product,Month,Net revenues,Region\nAlpha,2026-10,7.5,EU\n")
        .args("run review.toml")
        .status(4)
        .run_quietly();
    let expected = "`Net revenues` has a name like it: if it is the same, write \
                    `amount = [\"Net revenue\", \"Net sales\", \"Net revenues\"]` under `[input.columns]`";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
}

#[test]
fn a_sheet_or_file_that_gave_rows_and_gives_none_is_a_warning() {
    let all = pipeline().replace("pick = \"newest\"\n", "");
    let parts = |month: &str| {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        for (name, header) in
            [("EU", "Net revenue"), ("US", if month == "2026-10" { "Revenues" } else { "Net revenue" })]
        {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            sheet.write_row(0, 0, ["Product", "Month", header]).unwrap();
            sheet.write_row(1, 0, [name, month, "5.5"]).unwrap();
        }
        workbook.save_to_buffer().unwrap()
    };
    let published = Published::of(
        Test::new()
            .file("review.toml", &all.replace("rev*.csv", "rev*"))
            .bytes("exports/rev_2026-09.xlsx", &parts("2026-09"))
            .file("exports/rev_asia.csv", "Product,Month,Net revenue\nAlpha,2026-09,10.5\n"),
    );
    let mut files = published.files.clone();
    files.retain(|(name, _)| !name.starts_with("exports/"));
    let ran = Published { files }
        .next()
        .bytes("exports/rev_2026-10.xlsx", &parts("2026-10"))
        .args("run review.toml --quiet")
        .run_quietly();
    let warn = |message: &str| ("warn".to_owned(), message.to_owned());
    assert_eq!(
        drift(&ran),
        [
            warn("sheet `US` gave rows for 2026-09 and gives none now"),
            warn("gave rows for 2026-09, and no file of such a name is there now"),
        ]
    );
}

#[test]
fn a_renamed_sheet_is_told_and_a_new_month_across_is_not() {
    let crosstab = |sheet: &str, months: &[&str]| {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let page = workbook.add_worksheet().set_name(sheet).unwrap();
        page.write(0, 0, "Product").unwrap();
        page.write(1, 0, "Alpha").unwrap();
        for (column, month) in (1..).zip(months) {
            page.write(0, column, *month).unwrap();
            page.write(1, column, 5).unwrap();
        }
        workbook.save_to_buffer().unwrap()
    };
    let published = Published::of(
        Test::new()
            .file("review.toml", &pipeline().replace("rev*.csv", "rev*.xlsx"))
            .bytes("exports/rev.xlsx", &crosstab("Sales", &["2026-08", "2026-09"])),
    );
    let months = ["2026-08", "2026-09", "2026-10"];
    let run = |sheet: &str| {
        let test = published.next().bytes("exports/rev.xlsx", &crosstab(sheet, &months));
        drift(&test.args("run review.toml --quiet").run())
    };
    assert_eq!(run("Sales"), []);
    let expected = "the layout has changed since 2026-09: sheet `Sales` is now `Tabelle`";
    assert_eq!(run("Tabelle"), [("note".to_owned(), expected.to_owned())]);
}
