//! A product whose rows cannot be read or counted is set aside, and the others are published.

use crate::harness::{Test, lines};
use crate::pipelines::Pipeline;

/// It ends inside `[quality]`.
fn pipeline() -> String {
    Pipeline::new()
        .lines("[products]\nfile = \"products.csv\"\n[goals]\nfile = \"goals.csv\"\n[fx]\nfile = \"fx.csv\"")
        .input("revenue", "revenue.csv")
        .columns(&[("currency", "currency")])
        .input("contracts", "contracts.csv")
        .lines("required = false")
        .columns(&[("mrr", "mrr"), ("end", "end")])
        .lines("[quality]")
        .text()
}

/// Alpha's rows are well. Beta is called 베타 in the export.
fn review(code: &str, beta: &str, contracts: &str) -> Test {
    Test::new()
        .file("review.toml", &format!("{}    {code} = \"quarantine\"\n", pipeline()))
        .file("products.csv", "product,stage,aliases\nAlpha,growth,\nBeta,growth,베타\n")
        .file("fx.csv", "currency,period,rate,kind\nEUR,2026-10,1.3,average\nJPY,2026-09,0.007,average\n")
        .file("exports/revenue.csv", &format!("product,period,amount,currency\nAlpha,2026-10,100,USD\n{beta}\n"))
        .file("exports/contracts.csv", &format!("customer,product,start,end,mrr\n{contracts}\n"))
        .file(
            "goals.csv",
            "Goal,Product,Metric,Period,Target,Agreed by,Agreed on\n\
             A,Alpha,revenue,2026-10,100,CEO,2025-12-01\nB,Beta,revenue,2026-10,100,CEO,2025-12-01\n",
        )
}

#[track_caller]
fn sets_aside(code: &str, beta: &str, contracts: &str) {
    let ran = review(code, beta, contracts).args("run review.toml --as-of 2026-10").status(3).run_quietly();
    let verdicts = ran.table("out/2026-10/verdicts.csv");
    assert_eq!(verdicts.cell(&[("product", "Beta")], "reason"), "quarantined", "{code}");
    assert_eq!(verdicts.cell(&[("product", "Alpha")], "verdict"), "met", "{code}");
    let findings = ran.table("out/2026-10/findings.csv");
    let finding = findings.rows().iter().find(|row| row["code"] == code).unwrap_or_else(|| panic!("{code}"));
    assert_eq!(finding["severity"], "quarantine", "{code}");
    let page = lines(&ran.path("out/2026-10/Scorecard 2026-10.xlsx"), "Beta");
    assert!(page.iter().any(|line| line.contains("DRAFT: set aside")), "{page:?}");
    assert!(page.iter().any(|line| *line == finding["message"]), "its page says why: {page:?}");
}

const WELL: &str = "베타,2026-10,90,USD";
const NO_CONTRACT: &str = "Kim,Alpha,2026-01-01,2026-12-31,5";

#[test]
fn a_product_with_a_cell_that_cannot_be_read_is_set_aside() {
    sets_aside("unreadable_number", "베타,2026-10,soon,USD", NO_CONTRACT);
    sets_aside("unreadable_date", WELL, "Kim,Alpha,2026-01-01,,5\nLee,베타,soon,,5");
}

#[test]
fn a_product_with_an_error_in_a_cell_is_set_aside() {
    let ran = review("faulty_cell", WELL, NO_CONTRACT)
        .file(
            "review.toml",
            &format!("{}    faulty_cell = \"quarantine\"\n", pipeline()).replace("revenue.csv", "revenue.xlsx"),
        )
        .workbook("exports/revenue.xlsx", "Revenue", |sheet| {
            for (column, name) in (0..).zip(["product", "period", "amount", "currency"]) {
                sheet.write(0, column, name).unwrap();
            }
            for (row, product) in (1..).zip(["Alpha", "베타"]) {
                sheet.write(row, 0, product).unwrap();
                sheet.write(row, 1, "2026-10").unwrap();
            }
            sheet.write(1, 2, 100).unwrap();
            sheet.write(2, 2, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        })
        .args("run review.toml --as-of 2026-10")
        .status(3)
        .run_quietly();
    let verdicts = ran.table("out/2026-10/verdicts.csv");
    assert_eq!(verdicts.cell(&[("product", "Beta")], "reason"), "quarantined");
    assert_eq!(verdicts.cell(&[("product", "Alpha")], "verdict"), "met");
}

#[test]
fn a_product_whose_money_cannot_be_told_is_set_aside() {
    sets_aside("missing_rate", "베타,2026-10,90,JPY", NO_CONTRACT);
    sets_aside("unknown_currency", "베타,2026-10,90,EUX", NO_CONTRACT);
    sets_aside("blank_currency", "베타,2026-10,90,", NO_CONTRACT);
}

#[test]
fn a_product_with_a_contract_that_ends_before_it_starts_is_set_aside() {
    sets_aside("end_before_start", WELL, "Lee,베타,2026-03-01,2026-02-01,5");
}

#[test]
fn each_product_that_is_set_aside_is_named_and_without_the_policy_all_are_told_as_one() {
    let beta = "베타,2026-10,90,JPY\nAlpha,2026-10,7,JPY";
    let ran = review("missing_rate", beta, NO_CONTRACT).args("run review.toml --as-of 2026-10").status(3).run_quietly();
    let of_rates = |ran: &crate::harness::Ran| {
        let findings = ran.table("out/2026-10/findings.csv");
        findings.rows().iter().filter(|row| row["code"] == "missing_rate").map(|row| row["message"].clone()).collect()
    };
    let found: Vec<String> = of_rates(&ran);
    assert_eq!(
        found,
        ["`JPY` has no average rate for 2026-10 (1 row)", "`JPY` has no average rate for 2026-10 (1 row)"]
    );
    let verdicts = ran.table("out/2026-10/verdicts.csv");
    assert!(["Alpha", "Beta"].iter().all(|name| verdicts.cell(&[("product", name)], "reason") == "quarantined"));

    let ran = review("blank_key", beta, NO_CONTRACT).args("run review.toml --as-of 2026-10").status(4).run_quietly();
    assert!(ran.stderr.contains("`JPY` has no average rate for 2026-10 (2 rows)"), "{}", ran.stderr);
}
