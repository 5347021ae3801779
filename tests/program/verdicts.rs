//! What is said of a product as a whole, and why nothing is.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;

/// Runs the review of October, in which every product brought 100, with goals: product, metric, period, target, weight,
/// who agreed.
fn ran(goals: &[[&str; 6]]) -> Ran {
    let header = "Goal,Product,Metric,Period,Target,Weight,Agreed by,Agreed on";
    let row = |(number, [product, metric, period, target, weight, agreed]): (usize, &[&str; 6])| {
        let on = if agreed.is_empty() { "" } else { "2025-12-01" };
        format!("G{number},{product},{metric},{period},{target},{weight},{agreed},{on}")
    };
    let goals: Vec<String> = goals.iter().enumerate().map(row).collect();
    let lines = "[products]\nfile = \"products.csv\"\n[goals]\nfile = \"goals.csv\"\nnot_agreed = \"show\"\n";
    let products = ["Alpha", "Beta", "Gamma"];
    let revenue = products.map(|product| format!("{product},2026-09,100\n{product},2026-10,100\n")).concat();
    Test::new()
        .file("review.toml", &Pipeline::new().lines(lines).revenue("revenue.csv").text())
        .file("products.csv", "product,stage\nAlpha,growth\nBeta,growth\nGamma,growth\n")
        .file("exports/revenue.csv", &format!("product,month,amount\n{revenue}"))
        .bytes("goals.csv", format!("{header}\n{}\n", goals.join("\n")).as_bytes())
        .args("run review.toml --as-of 2026-10")
        .run_quietly()
}

/// `score verdict coverage reason` of a product.
fn verdict(ran: &Ran, product: &str) -> String {
    let verdicts = ran.table("out/2026-10/verdicts.csv");
    let cell = |column: &&str| verdicts.cell(&[("product", product)], column);
    ["score", "verdict", "coverage", "reason"].iter().map(cell).collect::<Vec<_>>().join(" ").trim().to_owned()
}

const MET: [&str; 6] = ["Alpha", "revenue", "2026-10", "100", "", "CEO"];

#[test]
fn a_product_without_a_verdict_says_why() {
    let no_goals = ran(&[MET]);
    assert_eq!(verdict(&no_goals, "Alpha"), "100 met 1");
    assert_eq!(verdict(&no_goals, "Beta"), "not_scored  no_goals");
    let proposed = ran(&[MET, ["Beta", "revenue", "2026-10", "100", "", ""]]);
    assert_eq!(verdict(&proposed, "Beta"), "not_scored  no_agreed_goals");
    let nothing = ran(&[MET, ["Beta", "adoption_rate", "2026-10", "50%", "", "CEO"]]);
    assert_eq!(verdict(&nothing, "Beta"), "not_scored 0 nothing_scored");
}

#[test]
fn a_product_has_a_verdict_from_the_least_coverage_on() {
    let covered = |scored, rest| {
        let ran = ran(&[
            ["Alpha", "revenue", "2026-10", "100", scored, "CEO"],
            ["Alpha", "adoption_rate", "2026-10", "50%", rest, "CEO"],
        ]);
        verdict(&ran, "Alpha")
    };
    assert_eq!(covered("60", "40"), "100 met 0.6");
    assert_eq!(covered("59", "41"), "100 not_scored 0.59 coverage_too_low");
}

#[test]
fn weights_of_portfolio_goals_that_are_over_say_nothing_of_those_that_are_not() {
    let weight = |over, live| {
        let goal = |period, weight| ["*", "revenue", period, "300", weight, "CEO"];
        let ran = ran(&[goal("2026-09", over), goal("2026-10", live), goal("FY2026", "")]);
        let scores = ran.table("out/2026-10/scores.csv");
        scores.cell(&[("goal", "G2")], "weight").to_owned()
    };
    assert_eq!([weight("", ""), weight("30", ""), weight("", "30")], ["1", "1", "0"]);
}

#[test]
fn goals_of_this_year_are_shown_until_its_end_and_no_others() {
    let goal = |period| ["Alpha", "revenue", period, "100", "", "CEO"];
    let ran = ran(&[goal("2026-10"), goal("2026-09"), goal("2026-12"), goal("2025-10"), goal("FY2027")]);
    let scores = ran.table("out/2026-10/scores.csv");
    let shown: Vec<&str> = scores.rows().iter().map(|row| &*row["goal"]).collect();
    assert_eq!(shown, ["G0", "G1"]);
}
