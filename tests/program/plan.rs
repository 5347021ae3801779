//! A plan that comes as an export. The figures are computed by hand.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;

fn pipeline() -> String {
    Pipeline::new()
        .lines("[goals]\nfile = \"goals.csv\"")
        .input("revenue", "revenue.csv")
        .columns(&[("period", "month"), ("cost", "cost")])
        .input("usage", "usage.csv")
        .columns(&[("period", "month")])
        .input("plan", "plan.csv")
        .lines("unit = \"thousand\"")
        .columns(&[("metric", "KPI"), ("period", "month"), ("target", "goal")])
        .text()
}

const GOALS: &str = "
    Goal,Product,Metric,Period,Target,Floor,Agreed by,Agreed on
    R,Alpha,revenue,FY2026,1200,600,Kim,2026-01-01
    P,*,revenue,FY2026,2400,,Kim,2026-01-01
    Q,Alpha,revenue,FY2026-Q4,300,,Kim,2026-01-01
    M,Alpha,gross_margin,FY2026,50%,,Kim,2026-01-01
    U,Alpha,active_users,FY2026,10,,Kim,2026-01-01
    U10,Alpha,active_users,2026-10,6,,Kim,2026-01-01
    V,Beta,active_users,FY2026,10,,Kim,2026-01-01
    W,Beta,revenue,FY2026,600..1200,,Kim,2026-01-01
";

/// Alpha plans 80 a month up to October and 200 for each of the last two; Beta plans 50 in every month.
fn plan() -> String {
    let month = |month: u32| {
        let alpha = if month <= 10 { "0.08" } else { "0.2" };
        format!("Alpha,Revenue,2026-{month:02},{alpha}\nBeta,revenue,2026-{month:02},0.05\n")
    };
    let levels = "Alpha,Gross margin,2026-10,40%\nAlpha,active_users,2026-10,8\nBeta,Active users,2026-10,8\n";
    let revenue: String = (1..=12).map(month).collect();
    format!("product,KPI,month,goal\n{revenue}{levels}")
}

fn revenue() -> String {
    let month = |month: u32| format!("Alpha,2026-{month:02},79,40\nBeta,2026-{month:02},60,10\n");
    let rows: String = (1..=10).map(month).collect();
    format!("product,month,amount,cost\n{rows}")
}

fn review() -> Test {
    Test::new()
        .file("review.toml", &pipeline())
        .file("goals.csv", GOALS)
        .file("exports/revenue.csv", &revenue())
        .file("exports/usage.csv", "product,month,active_users\nAlpha,2026-10,7\nBeta,2026-10,7\n")
        .file("exports/plan.csv", &plan())
}

#[track_caller]
fn check(ran: &Ran, goal: &str, columns: [&str; 3], expected: [&str; 3]) {
    let scores = ran.table("out/2026-10/scores.csv");
    assert_eq!(columns.map(|column| scores.cell(&[("goal", goal)], column)), expected, "{goal}");
}

const FOUND: [&str; 3] = ["actual", "target_to_date", "score"];

#[test]
fn the_plan_says_what_the_elapsed_periods_should_have_brought() {
    let ran = review().args("run review.toml --quiet").run();
    // 790 of 10 × 80; the floor of 600 is due as 600 × 800 ÷ 1200 = 400, so 390 of the 400 above it.
    check(&ran, "R", FOUND, ["790", "800", "97.5"]);
    // The first month of the quarter; money in thousands, percent and counts as they are.
    check(&ran, "Q", FOUND, ["79", "80", "98.75"]);
    check(&ran, "M", ["target_to_date", "unit", "reason"], ["0.4", "percent", ""]);
    check(&ran, "V", FOUND, ["7", "8", "87.5"]);
}

#[test]
fn goals_for_single_periods_come_before_the_plan_and_phasing_after_it() {
    let ran = review().args("run review.toml --quiet").run();
    check(&ran, "U", FOUND, ["7", "6", "116.666666666666667"]);
    // The agreement on a single period is the goal itself, and nobody planned for the portfolio.
    check(&ran, "U10", FOUND, ["7", "6", "116.666666666666667"]);
    check(&ran, "P", FOUND, ["1390", "2000", "69.5"]);
    // Of a range the middle, evenly: a plan is one figure.
    check(&ran, "W", FOUND, ["600", "750", "100"]);

    let with_portfolio = plan() + "*,revenue,2026-10,0.1\n";
    let quarter = GOALS.trim_end().to_owned() + "\n    PQ,*,revenue,FY2026-Q4,2400,,Kim,2026-01-01\n";
    let ran = review()
        .file("exports/plan.csv", &with_portfolio)
        .file("goals.csv", &quarter)
        .args("run review.toml --quiet")
        .run();
    check(&ran, "PQ", FOUND, ["139", "100", "120"]);
    check(&ran, "P", FOUND, ["1390", "2000", "69.5"]);
}

#[test]
fn a_plan_of_months_across_reads_like_a_table() {
    let across = "product,KPI,2026-10,2026-11\nAlpha,revenue,0.08,0.2\n*,revenue,0.1,0.1\n";
    let ran = review().file("exports/plan.csv", across).args("run review.toml --quiet").run();
    check(&ran, "Q", FOUND, ["79", "80", "98.75"]);
    check(&ran, "R", ["target_to_date", "status", "reason"], ["1000", "missed", ""]);
}

#[test]
fn a_plan_covers_no_period_and_names_none_to_report_on() {
    let ran = review().args("run review.toml --quiet").run();
    assert!(ran.exists("out/2026-10") && !ran.exists("out/2026-12"));
    let metrics = ran.table("out/2026-10/metrics.csv");
    assert!(!metrics.rows().iter().any(|row| row["last_period"].as_str() > "2026-10"));
    let record = ran.json("out/2026-10/run.json");
    let inputs = record["inputs"].as_array().unwrap();
    let plan = inputs.iter().find(|input| input["file"] == "plan.csv").unwrap();
    assert_eq!(plan["sheets"][0]["rows"]["used"], 27, "{plan}");
}

#[test]
fn a_target_without_a_metric_or_beside_another_one_is_named_with_its_cell() {
    let odd =
        plan() + "Alpha,Revenu,2026-10,1\nAlpha,Revenu,2026-11,1\nAlpha,gross margin,2026-10,60%\nGamme,,2026-10,1\n";
    review()
        .file("exports/plan.csv", &odd)
        .file("products.csv", "product\nAlpha\nBeta\nGamma\n")
        .file("review.toml", &pipeline().replace("[goals]", "[products]\n    file = \"products.csv\"\n    [goals]"))
        .args("check review.toml --quiet")
        .status(4)
        .stderr(
            "
            error[unknown_product]: `Gamme` is no product of the catalog (1 row)
            --> plan.csv, line 32, field 1
             = help: did you mean `Gamma`? add the spelling to its aliases in the catalog

            error[blank_key]: the row has figures but no metric
            --> plan.csv, line 32, field 2

            error[planned_twice]: a second target for `gross_margin` in 2026-10
            --> plan.csv, line 31, field 4
             = help: keep one of the two

            error[plan_unknown_metric]: `Revenu` is no metric (2 rows)
            --> plan.csv, line 29, field 2
             = help: did you mean `revenue`?

            note[product_without_goals]: Gamma has no goal
            --> goals.csv

            4 problems stop the run; 1 note
            ",
        )
        .run();
}
