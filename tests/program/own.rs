//! Facts and metrics of a pipeline's own. The figures are computed by hand.

use crate::harness::{Ran, Test};
use calamine::Reader;

const PIPELINE: &str = r#"
    [pipeline]
    name = "Review"
    inputs = "exports"
    output = "out"
    [calendar]
    fiscal_year_start = 7
    [products]
    file = "products.csv"
    [goals]
    file = "goals.csv"
    [scoring.stage_weights.growth]
    enablement = 12

    [[input]]
    name = "training"
    fact = "enablement"
    files = "training.csv"
    [input.columns]
    period = "month"
    headcount = "staff"
    [input.measures]
    trained = { kind = "stock", unit = "count" }
    headcount = { kind = "stock", unit = "count" }
    hours = { kind = "flow", unit = "count" }

    [[input]]
    name = "tickets"
    fact = "tickets"
    files = "tickets.csv"
    [input.columns]
    period = "month"
    customer = "account"
    [input.measures]
    closed = { kind = "flow", unit = "count" }

    [[metric]]
    id = "team_trained"
    label = { en = "Team trained", ko = "교육 이수율" }
    theme = { id = "enablement", en = "Sales enablement" }
    fact = "enablement"
    numerator = "sum(trained)"
    denominator = "sum(headcount)"
    unit = "percent"

    [[metric]]
    id = "hours_a_head"
    label = "Hours a head"
    theme = "enablement"
    fact = "enablement"
    numerator = "sum(hours) / sum(headcount)"
    unit = "ratio"

    [[metric]]
    id = "mean_trained"
    label = "Mean trained"
    theme = "enablement"
    fact = "enablement"
    numerator = "avg(trained)"
    unit = "count"

    [[metric]]
    id = "span_of_hours"
    label = "Span of hours"
    theme = "enablement"
    fact = "enablement"
    numerator = "max(hours) - min(hours)"
    unit = "count"
    better = "lower"

    [[metric]]
    id = "thirds"
    label = "Thirds"
    theme = "enablement"
    fact = "enablement"
    numerator = "sum(hours / 3)"
    unit = "count"

    [[metric]]
    id = "staff_of_large_teams"
    label = "Staff of large teams"
    theme = "enablement"
    fact = "enablement"
    numerator = "sum(case when trained >= 12 then headcount else 0 end)"
    unit = "count"

    [[metric]]
    id = "reports"
    label = "Reports"
    theme = "usage"
    fact = "enablement"
    numerator = "count(*)"
    unit = "count"

    [[metric]]
    id = "accounts_helped"
    label = "Accounts helped"
    theme = "usage"
    fact = "tickets"
    numerator = "count(distinct customer)"
    unit = "count"

    [[metric]]
    id = "price"
    label = "Price"
    theme = "revenue"
    fact = "revenue"
    numerator = "sum(amount) / sum(units)"
    unit = "money"
"#;

/// Beta begins in August and has no row in October.
const TRAINING: &str = "
    product,month,trained,staff,hours
    Alpha,2026-07,10,30,5
    Alpha,2026-08,12,30,7
    Alpha,2026-09,15,32,1
    Alpha,2026-10,20,33,2
    Alpha,2026-11,21,33,4
    Beta,2026-08,1,7,0.5
    Beta,2026-09,2,7,0.25
    Beta,2026-11,4,9,1
";

/// August and September have no row at all.
const TICKETS: &str = "
    product,month,account,closed
    Alpha,2026-07,C1,1
    Alpha,2026-07,C2,2
    Alpha,2026-10,C1,1
    Beta,2026-10,C1,3
    Alpha,2026-11,C3,1
";

const GOALS: &str = "
    Goal,Product,Metric,Period,Target,Agreed by,Agreed on
    G1,Alpha,교육 이수율,FY2027,60%,Kim,2026-06-30
    G2,Alpha,thirds,FY2027-Q2,6,Kim,2026-06-30
";

fn review() -> Test {
    Test::new()
        .file("review.toml", PIPELINE)
        .file("products.csv", "product,stage\nAlpha,growth\nBeta,growth\n")
        .file("goals.csv", GOALS)
        .file("exports/training.csv", TRAINING)
        .file("exports/tickets.csv", TICKETS)
}

fn ran() -> Ran {
    review().args("run review.toml --quiet").run()
}

/// The value, or the reason for none, as of November.
#[track_caller]
fn check(ran: &Ran, metric: &str, window: &str, expected: [&str; 3]) {
    let table = ran.table("out/2026-11/metrics.csv");
    let found = ["Alpha", "Beta", "*"].map(|product| {
        let key = [("product", product), ("metric", metric), ("window", window), ("last_period", "2026-11")];
        format!("{}{}", table.cell(&key, "value"), table.cell(&key, "no_data"))
    });
    assert_eq!(found, expected, "{metric} {window}");
}

#[test]
fn flows_add_up_of_stocks_the_last_counts_and_the_portfolio_comes_from_all_rows() {
    let ran = ran();
    let of_stocks = ["0.636363636363636364", "0.444444444444444444", "0.595238095238095238"];
    check(&ran, "team_trained", "period", of_stocks);
    check(&ran, "team_trained", "quarter_to_date", of_stocks);
    check(&ran, "team_trained", "year_to_date", of_stocks);
    check(&ran, "team_trained", "trailing_12", of_stocks);
    check(&ran, "hours_a_head", "trailing_12", ["not_covered"; 3]);
    // 4, 6 and 19 hours over 33; 1, 1 and 1.75 over 9; 5, 7 and 20.75 over 42.
    check(&ran, "hours_a_head", "period", ["0.121212121212121212", "0.111111111111111111", "0.119047619047619048"]);
    let quarter = ["0.181818181818181818", "0.111111111111111111", "0.166666666666666667"];
    check(&ran, "hours_a_head", "quarter_to_date", quarter);
    let year = ["0.575757575757575758", "0.194444444444444444", "0.494047619047619048"];
    check(&ran, "hours_a_head", "year_to_date", year);
    check(&ran, "thirds", "quarter_to_date", ["2", "0.333333333333333333", "2.33333333333333333"]);
    check(&ran, "thirds", "year_to_date", ["6.33333333333333333", "0.583333333333333333", "6.91666666666666667"]);
}

#[test]
fn periods_before_the_first_row_are_no_periods_of_a_mean_and_a_missing_stock_is_no_data() {
    let ran = ran();
    check(&ran, "mean_trained", "year_to_date", ["15.6", "no_row", "no_row"]);
    check(&ran, "mean_trained", "quarter_to_date", ["20.5", "no_row", "no_row"]);
    // Beta: 0.5, 0.25, 0 and 1. Together: 5, 7.5, 1.25, 2 and 5.
    check(&ran, "span_of_hours", "year_to_date", ["6", "1", "6.25"]);
    check(&ran, "staff_of_large_teams", "period", ["33", "0", "33"]);
    check(&ran, "reports", "year_to_date", ["5", "3", "8"]);
    check(&ran, "reports", "quarter_to_date", ["2", "1", "3"]);
    let table = ran.table("out/2026-11/metrics.csv");
    let cell = |product: &str, period: &str, column: &str| {
        let key = [("product", product), ("metric", "team_trained"), ("window", "period"), ("last_period", period)];
        table.cell(&key, column).to_owned()
    };
    assert_eq!(cell("*", "2026-07", "value"), "0.333333333333333333");
    assert_eq!((cell("*", "2026-07", "numerator"), cell("*", "2026-07", "denominator")), ("10".into(), "30".into()));
    assert_eq!(cell("Beta", "2026-10", "no_data"), "no_row");
    assert_eq!(cell("*", "2026-10", "no_data"), "no_row");
}

#[test]
fn a_customer_counts_once_over_a_window_and_once_in_the_portfolio() {
    let ran = ran();
    check(&ran, "accounts_helped", "period", ["1", "0", "1"]);
    check(&ran, "accounts_helped", "quarter_to_date", ["2", "1", "2"]);
    check(&ran, "accounts_helped", "year_to_date", ["not_covered"; 3]);
}

#[test]
fn a_goal_finds_an_own_metric_by_its_label_and_its_theme_has_a_weight() {
    let ran = ran();
    let scores = ran.table("out/2026-11/scores.csv");
    let cell = |goal: &str, column: &str| scores.cell(&[("goal", goal)], column).to_owned();
    // 21 ÷ 33 of 60%.
    assert_eq!(cell("G1", "metric"), "team_trained");
    assert_eq!(cell("G1", "theme"), "enablement");
    assert_eq!((cell("G1", "attainment"), cell("G1", "status")), ("1.06060606060606061".into(), "exceeded".into()));
    assert_eq!(cell("G1", "target_to_date"), "0.6");
    // A flow is phased evenly: 2 of 2 × 6 ÷ 3. Both goals share the weight of their theme.
    assert_eq!((cell("G2", "actual"), cell("G2", "target_to_date")), ("2".into(), "4".into()));
    assert_eq!((cell("G1", "weight"), cell("G2", "weight")), ("6".into(), "6".into()));
    assert!(
        !ran.table("out/2026-11/metrics.csv").rows().iter().any(|row| row["metric"] == "price"),
        "nothing feeds it"
    );

    let mut book = calamine::open_workbook_auto(ran.path("out/2026-11/Scorecard 2026-11.xlsx")).unwrap();
    let mut text = |sheet: &str| {
        let range = book.worksheet_range(sheet).unwrap();
        range.used_cells().map(|(.., cell)| cell.to_string()).collect::<Vec<_>>()
    };
    let definitions = text("Definitions");
    for shown in
        ["Team trained", "Sales enablement", "sum(trained) ÷ sum(headcount)", "Mean trained", "As its formula says"]
    {
        assert!(definitions.iter().any(|cell| cell == shown), "{shown} in {definitions:#?}");
    }
    assert!(!definitions.iter().any(|cell| cell == "Price"));
    assert!(text("Portfolio").iter().any(|cell| cell == "Sales enablement"));
    assert!(text("Alpha").iter().any(|cell| cell == "Team trained"));
}

#[test]
fn the_order_of_rows_and_of_files_changes_no_figure() {
    let (header, rows) = TRAINING.trim_start().split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().filter(|line| !line.trim().is_empty()).collect();
    rows.reverse();
    let turned = format!("{header}\n{}\n", rows.join("\n"));
    let turned: String = turned.lines().map(|line| line.trim().to_owned() + "\n").collect();
    let again = review().file("exports/training.csv", &turned).args("run review.toml --quiet").run();
    let bytes = |ran: &Ran| std::fs::read(ran.path("out/2026-11/metrics.csv")).unwrap();
    assert_eq!(bytes(&ran()), bytes(&again));
}

#[test]
fn the_list_of_metrics_has_those_of_a_pipeline() {
    let listed = review().args("metrics review.toml").run_quietly().stdout;
    let line = listed.lines().find(|line| line.trim_start().starts_with("team_trained")).unwrap();
    for part in ["Team trained", "percent", "ratio", "sum(trained) ÷ sum(headcount)", "The pipeline file"] {
        assert!(line.contains(part), "{line}");
    }
    assert!(listed.contains("net_revenue_retention"));
    let json = review().args("metrics review.toml --format json").run_quietly().stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let metrics = json["metrics"].as_array().unwrap();
    let own = metrics.iter().find(|metric| metric["id"] == "team_trained").unwrap();
    assert_eq!((&own["theme"], &own["label"]["ko"]), (&"enablement".into(), &"교육 이수율".into()));
    assert!(!Test::new().args("metrics").run_quietly().stdout.contains("team_trained"));
}

#[test]
fn a_formula_that_cannot_be_computed_exactly_is_shown_with_a_caret_under_its_part() {
    review()
        .file("review.toml", &PIPELINE.replace("avg(trained)", "avg(trained) + median(hours)"))
        .args("metrics review.toml")
        .status(2)
        .stderr(
            "
            error[bad_formula]: `median(hours)` has no place in a formula
              --> review.toml:58:29
               |
            58 | numerator = \"avg(trained) + median(hours)\"
               |                             ^^^^^^
               |
               = help: it is made of `sum`, `avg`, `min`, `max`, `last`, `count(*)`, `count(distinct customer)`, `abs`, `nullif`, `coalesce`, `case`, numbers, `+ - * /` and parentheses

            1 problem stops the run
            ",
        )
        .run();
}
