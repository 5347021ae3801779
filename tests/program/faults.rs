//! Broken inputs, and what is said about them.

use crate::harness::Test;
use crate::pipelines::Pipeline;
use rust_xlsxwriter::Formula;

fn pipeline() -> String {
    Pipeline::new()
        .lines("[products]\nfile = \"products.csv\"")
        .input("revenue", "Revenue.xlsx")
        .columns(&[("product", "Product"), ("period", "Month"), ("amount", "Amount"), ("units", "Units")])
        .text()
}

const PRODUCTS: &str = "
    product,stage
    Alpha,growth
    Beta,launch
";

fn review() -> Test {
    Test::new().file("review.toml", &pipeline()).file("products.csv", PRODUCTS)
}

#[test]
fn five_faults_in_one_sheet_are_five_findings_with_their_cells_and_nothing_is_published() {
    let ran = review()
        .workbook("exports/Revenue.xlsx", "Revenue", |sheet| {
            sheet.write(0, 0, "Acme").unwrap();
            sheet.write_row(2, 0, ["Product", "Month", "Amount", "Units"]).unwrap();
            sheet.write_row(3, 0, ["Alpha", "2026-09", "100", "5"]).unwrap();
            sheet.write_row(4, 0, ["Alhpa", "2026-10", "100", "5"]).unwrap();
            sheet.write_row(5, 0, ["Beta", "Octember", "50", "2"]).unwrap();
            sheet.write_row(6, 0, ["Beta", "2026-10", "fifty", "2"]).unwrap();
            sheet.write_row(7, 0, ["", "2026-10", "70", "1"]).unwrap();
            sheet.write_row(8, 0, ["Alpha", "2026-10", "100"]).unwrap();
            sheet.write_formula(8, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        })
        .args("run review.toml")
        .status(4)
        .stderr(
            "
            reading exports
            computing metrics
            error[unreadable_number]: expected a number in column `Amount`, found `fifty`
            --> Revenue.xlsx, sheet Revenue, C7

            error[faulty_cell]: expected a value in column `Units`, found the error `#DIV/0!`
            --> Revenue.xlsx, sheet Revenue, D9

            error[unknown_product]: `Alhpa` is no product of the catalog (1 row)
            --> Revenue.xlsx, sheet Revenue, A5
             = help: did you mean `Alpha`? add the spelling to its aliases in the catalog

            error[unknown_period]: `Octember` is no day and no period of the calendar
            --> Revenue.xlsx, sheet Revenue, B6
             = help: a period is written like 2026-10, FY2026-P10 or as a day in it

            error[blank_key]: the row has figures but no product
            --> Revenue.xlsx, sheet Revenue, A8

            5 problems stop the run
            ",
        )
        .run();
    assert!(!ran.exists("out"));
}

#[test]
fn a_file_that_cannot_be_read_hides_no_problem_of_the_next() {
    let text = pipeline()
        + r#"
    [[input]]
    name = "usage"
    fact = "usage"
    files = "usage.csv"
    [input.columns]
    product = "product"
    period = "month"
    active_users = "users"
"#;
    Test::new()
        .file("review.toml", &text)
        .file("products.csv", PRODUCTS)
        .bytes("exports/Revenue.xlsx", b"")
        .file("exports/usage.csv", "product,month,active_users\nAlpha,2026-10,5\n")
        .args("check review.toml")
        .status(4)
        .stderr(
            "
            reading exports
            error[empty_file]: is empty: 0 bytes
            --> Revenue.xlsx
             = help: ask for the file again

            error[missing_column]: no column `users`
            --> usage.csv, line 1, field 1
             = help: `active_users` has a name like it: if it is the same, write `active_users = [\"users\", \"active_users\"]` under `[input.columns]`

            2 problems stop the run
            ",
        )
        .run();
}

#[test]
fn a_period_in_two_columns_is_offered_to_be_mapped_together_and_the_line_works() {
    let columns = |period: &str| {
        let input = Pipeline::new().input("revenue", "revenue.csv");
        input.columns(&[("product", "product"), ("amount", "amount")]).lines(period).text()
    };
    let ran = |pipeline: &str, file: &str| {
        Test::new().file("review.toml", pipeline).file("exports/revenue.csv", file).args("run review.toml").end()
    };
    let file = "product,year,month,amount\nAlpha,2026,9,5\nAlpha,2026,10,7\n";
    let (status, ended) = ran(&columns("period = \"period\""), file);
    let hint = "`year` and `month` hold years and months: write `period = { join = [\"year\", \"month\"] }` under \
                `[input.columns]`";
    assert_eq!(status, 4);
    assert!(ended.stderr.contains(hint), "{}", ended.stderr);
    assert_eq!(ran(&columns("period = { join = [\"year\", \"month\"] }"), file).0, 0);

    let (status, ended) = ran(&columns("period = \"period\""), "product,year,units,amount\nAlpha,2026,14,5\n");
    assert_eq!(status, 4);
    assert!(!ended.stderr.contains("join"), "{}", ended.stderr);
}

#[test]
fn a_pipeline_file_is_refused_with_every_problem_in_its_line() {
    Test::new()
        .file(
            "review.toml",
            r#"
            [pipeline]
            name = "Review"
            inputs = "exports"
            ouput = "out"

            [[input]]
            name = "revenue"
            fact = "revnue"
            files = "Revenue.xlsx"
            "#,
        )
        .args("run review.toml")
        .status(2)
        .stderr(
            "
            error[missing_key]: expected `output` in `[pipeline]`, found none
             --> review.toml:1:1
              |
            1 | [pipeline]
              | ^^^^^^^^^^
              |
              = help: add `output = …` under `[pipeline]`

            error[unknown_key]: unknown key `ouput` in `[pipeline]`
             --> review.toml:4:1
              |
            4 | ouput = \"out\"
              | ^^^^^
              |
              = help: did you mean `output`?

            error[unknown_fact]: unknown fact `revnue`
             --> review.toml:8:8
              |
            8 | fact = \"revnue\"
              |        ^^^^^^^^
              |
              = help: did you mean `revenue`? a fact of your own declares its measures under `[input.measures]`

            3 problems stop the run
            ",
        )
        .run();
}

#[test]
fn contradictions_of_the_goals_workbook_are_named_with_their_cells() {
    let goals = "
        Goal,Product,Metric,Period,Target,Baseline,Floor,Stretch,Weight,Phasing,Kind,Supports,Agreed by,Agreed on
        G1,Alpha,revenu,FY2026,100,,,,,,,,CEO,2025-12-01
        G2,Gamma,revenue,FY2026,100,,,,,,,,CEO,2025-12-01
        G3,Beta,revenue,FY2026,abc,,,,,,,,CEO,2025-12-01
        G4,Beta,revenue,2026-13,100,,,,,,,,CEO,2025-12-01
        G5,Beta,units,FY2026,100,100,,,,,,,CEO,2025-12-01
        G6,Beta,average_price,FY2026,100,120,110,90,-1,ramp,,,CEO,2025-12-01
        G7,Alpha,units,FY2026,100,,,,,,,G9,CEO,2025-12-01
        G7,Alpha,units,FY2026-Q4,100,,,,,,,,CEO,2025-12-01
        G8,Alpha,units,FY2026,90,,,,,,,,CEO,2025-12-01
        G10,Alpha,revenue,FY2026-Q4,90,,,,,1;2,,,CEO,2025-12-01
    ";
    let text = pipeline().replace("[[input]]", "[goals]\n    file = \"goals.csv\"\n\n    [[input]]");
    let ran = Test::new()
        .file("review.toml", &text)
        .file("products.csv", PRODUCTS)
        .file("goals.csv", goals)
        .workbook("exports/Revenue.xlsx", "Revenue", |sheet| {
            sheet.write_row(0, 0, ["Product", "Month", "Amount", "Units"]).unwrap();
            sheet.write_row(1, 0, ["Alpha", "2026-10", "100", "5"]).unwrap();
            sheet.write_row(2, 0, ["Beta", "2026-10", "100", "5"]).unwrap();
        })
        .args("run review.toml")
        .status(4)
        .run_quietly();
    let heads: Vec<&str> =
        ran.stderr.lines().filter(|line| line.starts_with("error[") || line.starts_with("-->")).collect();
    let expected = [
        "error[goal_unknown_metric]: `revenu` is no metric",
        "--> goals.csv, line 2, field 3",
        "error[goal_unknown_product]: `Gamma` is no product of the catalog",
        "--> goals.csv, line 3, field 2",
        "error[goal_unreadable]: expected a number or a range like 0.2..0.3 in column `target`, found `abc`",
        "--> goals.csv, line 4, field 5",
        "error[goal_unknown_period]: `2026-13` is no period of the calendar",
        "--> goals.csv, line 5, field 4",
        "error[goal_target_equals_baseline]: target and baseline are both 100",
        "--> goals.csv, line 6, field 6",
        "error[goal_baseline_wrong_side]: the baseline 120 is already better than the target 100",
        "--> goals.csv, line 7, field 6",
        "error[goal_floor_wrong_side]: the floor 110 is not worse than the target 100",
        "--> goals.csv, line 7, field 7",
        "error[goal_stretch_wrong_side]: the stretch 90 is not better than the target 100",
        "--> goals.csv, line 7, field 8",
        "error[goal_weight_below_zero]: expected a weight of 0 or more, found -1",
        "--> goals.csv, line 7, field 9",
        "error[goal_phasing_length]: expected 3 phasing weights, one a period and not all 0, found 2",
        "--> goals.csv, line 11, field 10",
        "error[goal_duplicate_id]: goal `G7` stands in goals.csv, line 8, field 1 already",
        "--> goals.csv, line 9, field 1",
        "error[goal_duplicate]: goal `G7` is for the same product, metric and period",
        "--> goals.csv, line 10, field 1",
        "error[goal_supports_nothing]: `G9` is no goal",
        "--> goals.csv, line 8, field 12",
        "--> goals.csv, line 8, field 1",
    ];
    assert_eq!(heads, expected);
    assert!(!ran.exists("out"));
}
