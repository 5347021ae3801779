//! Actuals beside plans, forecasts and versions of them.

use super::{Inference, asked, csv, inference, read, said};
use crate::harness::Test;
use crate::pipelines::Pipeline;

pub(super) fn inferences() -> Vec<Inference> {
    vec![scenario(), forecast_columns()]
}

const BOTH: &str = "\
product,period,Scenario,amount
Alpha,2026-09,Actual,10
Alpha,2026-09,Budget,11
Alpha,2026-10,Actual,20
Alpha,2026-10,Budget,22
";

const BLANKS: &str = "\
product,period,Scenario,amount
Alpha,2026-09,,10
Alpha,2026-10,,20
Alpha,2026-10,Forecast,22
";

const BELOW: &str = "product,period,amount\nAlpha,2026-10,10\nBudget,,\nAlpha,2026-10,11\n";

const NESTED: &str = "\
product,period,amount
Actual,,
East,,
Alpha,2026-10,2
Budget,,
East,,
Alpha,2026-10,4
";

const ACROSS: &str = "product,Sep-26,Oct-26\nActual,,\nEast,,\nAlpha,1,2\nBudget,,\nEast,,\nAlpha,3,4\n";

const TITLED: &str = "\
Sales 2026
product,period,amount
Alpha,2026-10,10


Budget 2026
period,product,amount
2026-10,Alpha,11
";

fn many_forecasts() -> String {
    let lines = (0..14).map(|month| format!("Alpha,2026-10,FC {month}+{},{}\n", 14 - month, month + 1));
    format!("product,period,Kind,amount\nAlpha,2026-10,Actual,1\n{}", lines.collect::<String>())
}

/// One line in each file, its figure the number of the file.
fn files(names: &[&str]) -> Test {
    let review = Test::new().file("review.toml", &Pipeline::new().input("revenue", "*.csv").text());
    let line = |at: usize| format!("product,period,amount\nAlpha,2026-10,{at}\n");
    (1..).zip(names).fold(review, |review, (at, name)| review.file(&format!("exports/{name}"), &line(at)))
}

fn scenario() -> Inference {
    inference(
        "scenario",
        vec![
            said(
                "a budget alone",
                csv(&BOTH.replace("Actual", "Budget").replace("Alpha,2026-10,Budget,22\n", ""), ""),
                "other_scenario",
                &[("Alpha", "2026-10", "20")],
            ),
            read(
                "a budget alone, of which a condition speaks",
                csv(
                    &BOTH.replace("Actual", "Budget").replace("Alpha,2026-10,Budget,22\n", ""),
                    "where = \"Scenario = 'Budget'\"",
                ),
                &[("Alpha", "2026-10", "20")],
            ),
            read(
                "a tariff that is called a plan",
                csv("product,period,Type,amount\nAlpha,2026-10,Plan,5\n", ""),
                &[("Alpha", "2026-10", "5")],
            ),
            asked(
                "a column of scenarios",
                csv(BOTH, ""),
                "unclear_scenario",
                &["`Actual`", "`Budget`", "where = \"Scenario = 'Actual'\"", "where = \"Scenario = 'Budget'\""],
            ),
            asked(
                "another value beside them",
                csv(&format!("{BOTH}Alpha,2026-10,Restated,1\nBeta,2026-10,n/a,2\n"), ""),
                "unclear_scenario",
                &["where = \"Scenario = 'Actual'\"", "where = \"Scenario = 'Budget'\""],
            ),
            asked(
                "another value beside them in a column of another name",
                csv(
                    "product,period,type,amount\nAlpha,2026-10,Actual,20\nAlpha,2026-10,Budget,50\nBeta,2026-10,n/a,1\n",
                    "",
                ),
                "unclear_scenario",
                &["`Actual`", "`Budget`"],
            ),
            read(
                "kinds of sales of which one is called like a plan",
                csv(
                    "product,period,type,amount\nAlpha,2026-10,Basic,20\nAlpha,2026-10,Budget,50\nAlpha,2026-10,Target,1\n",
                    "",
                ),
                &[("Alpha", "2026-10", "71")],
            ),
            read(
                "the line that the question offers",
                csv(BOTH, "where = \"Scenario = 'Actual'\""),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "20")],
            ),
            asked(
                "a condition that leaves several of them",
                csv(
                    &BOTH.replace("Scenario", "구분").replace("Actual", "실적").replace("Budget", "예산"),
                    "where = \"amount > 1\"",
                ),
                "unclear_scenario",
                &["where = \"(amount > 1) AND 구분 = '실적'\""],
            ),
            read(
                "a condition that speaks of the column",
                csv(BOTH, "where = \"Scenario IN ('Actual', 'Budget')\""),
                &[("Alpha", "2026-10", "42")],
            ),
            asked(
                "forecasts of the months that are not over",
                csv("product,period,Type,amount\nAlpha,2026-10,Ist,20\nAlpha,2026-11,Prognose,30\n", ""),
                "unclear_scenario",
                &["`Ist`", "`Prognose`"],
            ),
            read(
                "a scenario said once for its lines",
                csv(
                    "product,Scenario,period,amount\nAlpha,Actual,2026-09,10\nAlpha,,2026-10,20\nAlpha,Budget,2026-09,11\nAlpha,,2026-10,22\n",
                    "where = \"Scenario = 'Actual'\"",
                ),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "20")],
            ),
            read(
                "one scenario throughout",
                csv("product,period,Scenario,amount\nAlpha,2026-09,Actual,10\nAlpha,2026-10,Actual,20\n", ""),
                &[("Alpha", "2026-10", "20")],
            ),
            read(
                "a column that says what was sold",
                csv("product,period,Type,amount\nAlpha,2026-10,New,10\nAlpha,2026-10,Renewal,20\n", ""),
                &[("Alpha", "2026-10", "30")],
            ),
            read(
                "plans that customers pay for",
                csv("product,period,Plan,amount\nAlpha,2026-10,Basic,10\nAlpha,2026-10,Budget,20\n", ""),
                &[("Alpha", "2026-10", "30")],
            ),
            asked(
                "numbered versions of the same rows",
                csv("product,period,Version,amount\nAlpha,2026-10,V1,10\nAlpha,2026-10,V2,20\n", ""),
                "unclear_scenario",
                &["where = \"Version = 'V1'\"", "where = \"Version = 'V2'\""],
            ),
            read(
                "versions of different rows",
                csv("product,period,Version,amount\nAlpha,2026-09,V1,10\nAlpha,2026-10,V2,20\n", ""),
                &[("Alpha", "2026-10", "20")],
            ),
            read(
                "releases of software",
                csv("product,period,Version,amount\nAlpha,2026-10,4.1,10\nAlpha,2026-10,4.2,20\n", ""),
                &[("Alpha", "2026-10", "30")],
            ),
            asked(
                "blanks beside forecasts",
                csv(BLANKS, ""),
                "unclear_scenario",
                &["no label", "`Forecast`", "where = \"Scenario IS NULL\"", "where = \"Scenario = 'Forecast'\""],
            ),
            read(
                "the blanks that the question offers",
                csv(BLANKS, "where = \"Scenario IS NULL\""),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "20")],
            ),
            read(
                "blanks beside actuals",
                csv(&BLANKS.replace("Forecast", "Actual"), ""),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "42")],
            ),
            read(
                "a code of two letters beside blanks",
                csv("product,period,Entity,amount\nAlpha,2026-10,,10\nAlpha,2026-10,LE,20\n", ""),
                &[("Alpha", "2026-10", "30")],
            ),
            asked(
                "a value among them that is none",
                csv(&(BOTH.replace("Scenario", "Type") + "Alpha,2026-10,Restated,1\nAlpha,2026-10,n/a,1\n"), ""),
                "unclear_scenario",
                &["`Restated`", "`n/a`", "where = \"Type = 'Actual'\""],
            ),
            read(
                "one word of them among many things",
                csv(
                    "product,period,Channel,amount\nAlpha,2026-10,Direct,10\nAlpha,2026-10,VAR,20\nAlpha,2026-10,Partner,1\n",
                    "",
                ),
                &[("Alpha", "2026-10", "31")],
            ),
            asked(
                "more scenarios than a list of things has",
                csv(&many_forecasts(), ""),
                "unclear_scenario",
                &["`FC 11+3`"],
            ),
            read(
                "tariffs",
                csv("product,period,Tariff,amount\nAlpha,2026-10,Base plan,10\nAlpha,2026-10,New plan,20\n", ""),
                &[("Alpha", "2026-10", "30")],
            ),
            asked(
                "budgets of the same rows in a column of any name",
                csv("product,period,Kind,amount\nAlpha,2026-10,Budget v1,10\nAlpha,2026-10,Budget v2,20\n", ""),
                "unclear_scenario",
                &["where = \"Kind = 'Budget v1'\""],
            ),
            read(
                "one scenario in two spellings",
                csv("product,period,Scenario,amount\nAlpha,2026-10,Actual,10\nAlpha,2026-10,ACTUAL,20\n", ""),
                &[("Alpha", "2026-10", "30")],
            ),
            asked(
                "a section of the budget below lines of none",
                csv(BELOW, ""),
                "unclear_scenario",
                &["no label", "where = \"\\\"[section]\\\" IS NULL\"", "where = \"\\\"[section]\\\" = 'Budget'\""],
            ),
            read(
                "the lines that the question offers",
                csv(BELOW, "where = \"\\\"[section]\\\" IS NULL\""),
                &[("Alpha", "2026-10", "10")],
            ),
            read(
                "sections that are products, one of them called so",
                csv(
                    "item,Sep-26,Oct-26\nAlpha,,\nx,1,10\nForecast,,\nx,3,11\n",
                    "[input.columns]\nproduct = \"[section]\"\n",
                ),
                &[("Alpha", "2026-10", "10"), ("Forecast", "2026-10", "11")],
            ),
            asked(
                "sections within scenarios",
                csv(NESTED, ""),
                "unclear_scenario",
                &["where = \"\\\"[scenario]\\\" = 'Actual'\"", "where = \"\\\"[scenario]\\\" = 'Budget'\""],
            ),
            read(
                "the scenario around sections that the question offers",
                csv(NESTED, "where = \"\\\"[scenario]\\\" = 'Actual'\""),
                &[("Alpha", "2026-10", "2")],
            ),
            asked(
                "sections within scenarios of a crosstab",
                csv(ACROSS, ""),
                "unclear_scenario",
                &["where = \"\\\"[scenario]\\\" = 'Actual'\""],
            ),
            read(
                "the scenario of a crosstab that the question offers",
                csv(ACROSS, "where = \"\\\"[scenario]\\\" = 'Actual'\""),
                &[("Alpha", "2026-09", "1"), ("Alpha", "2026-10", "2")],
            ),
            read(
                "sections within regions",
                csv(&ACROSS.replace("Actual", "Europe").replace("Budget", "Asia"), ""),
                &[("Alpha", "2026-10", "6")],
            ),
            asked(
                "a block of the budget beside one without a title of such words",
                csv(TITLED, ""),
                "unclear_scenario",
                &["`Budget 2026`", "where = \"\\\"[scenario]\\\" IS NULL\""],
            ),
            read(
                "the block without such a title",
                csv(TITLED, "where = \"\\\"[scenario]\\\" IS NULL\""),
                &[("Alpha", "2026-10", "10")],
            ),
            read(
                "blocks of regions",
                csv(&TITLED.replace("Budget 2026", "Asia 2026"), ""),
                &[("Alpha", "2026-10", "21")],
            ),
            asked(
                "a file of the budget beside one without such a word",
                files(&["revenue.csv", "revenue_budget_FY26.csv"]),
                "unclear_scenario",
                &["files = \"revenue.csv\"", "files = \"revenue_budget_FY26.csv\""],
            ),
            asked(
                "a file of the budget beside those of regions",
                files(&["revenue_east.csv", "revenue_west.csv", "revenue_budget.csv"]),
                "unclear_scenario",
                &["files = [\"revenue_east.csv\", \"revenue_west.csv\"]", "files = \"revenue_budget.csv\""],
            ),
            said(
                "files of regions",
                files(&["revenue_east.csv", "revenue_west.csv"]),
                "overlap_summed",
                &[("Alpha", "2026-10", "3")],
            ),
            asked(
                "sections of scenarios",
                csv("product,period,amount\nActual,,\nAlpha,2026-10,10\nBudget,,\nAlpha,2026-10,11\n", ""),
                "unclear_scenario",
                &["where = \"\\\"[section]\\\" = 'Actual'\""],
            ),
            read(
                "the section that the question offers",
                csv(
                    "product,period,amount\nActual,,\nAlpha,2026-10,10\nBudget,,\nAlpha,2026-10,11\n",
                    "where = \"\\\"[section]\\\" = 'Actual'\"",
                ),
                &[("Alpha", "2026-10", "10")],
            ),
            read(
                "sections of regions",
                csv("product,period,amount\nEast,,\nAlpha,2026-10,10\nWest,,\nAlpha,2026-10,11\n", ""),
                &[("Alpha", "2026-10", "21")],
            ),
            asked(
                "blocks of scenarios, each below its title",
                csv(
                    "Actual 2026\nproduct,period,amount\nAlpha,2026-10,10\n\n\nBudget 2026\nperiod,product,amount\n2026-10,Alpha,11\n",
                    "",
                ),
                "unclear_scenario",
                &["`Actual 2026`", "`Budget 2026`"],
            ),
            read(
                "the block that the question offers",
                csv(
                    "Actual 2026\nproduct,period,amount\nAlpha,2026-10,10\n\n\nBudget 2026\nperiod,product,amount\n2026-10,Alpha,11\n",
                    "where = \"\\\"[section]\\\" = 'Actual 2026'\"",
                ),
                &[("Alpha", "2026-10", "10")],
            ),
        ],
    )
}

fn forecast_columns() -> Inference {
    let above = ",Act,Act,Fcst\nproduct,Sep-26,Oct-26,Nov-26\nAlpha,10,20,30\n";
    inference(
        "actuals and forecasts across",
        vec![
            asked(
                "a row of scenarios above the months",
                csv(above, ""),
                "unclear_scenario",
                &["amount = \"Act\"", "amount = \"Fcst\""],
            ),
            read(
                "the label that the question offers",
                csv(above, "[input.columns]\namount = \"Act\""),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "20")],
            ),
            asked(
                "scenarios beside the months",
                csv("product,2026년 10월 실적,2026년 11월 전망\nAlpha,20,30\n", ""),
                "unclear_scenario",
                &["amount = \"실적\""],
            ),
            asked(
                "months of which all are added up since the start of the year",
                csv("product,Sep-26 Actual YTD,Oct-26 Actual YTD\nAlpha,180,200\n", ""),
                "unclear_scenario",
                &["amount = \"Actual YTD\""],
            ),
            read(
                "months beside such",
                csv(",Actual,,Actual YTD,\nproduct,Sep-26,Oct-26,Sep-26,Oct-26\nAlpha,10,20,180,200\n", ""),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "20")],
            ),
            asked(
                "corrected figures beside those that they correct",
                csv("product,Sep-26,Sep-26,Oct-26,Oct-26\n,,Adjusted,,Adjusted\nAlpha,10,11,20,22\n", ""),
                "unclear_scenario",
                &["amount = \"[B,D]\"", "amount = \"Adjusted\""],
            ),
            said(
                "shares beside their figures",
                csv("product,Sep-26,Sep-26,Oct-26,Oct-26\n,,Share,,Share\nAlpha,10,1,20,2\n", ""),
                "scenario_left_out",
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "20")],
            ),
            asked(
                "channels, of which one is called like a variance",
                csv("product,Sep-26,Sep-26,Oct-26,Oct-26\n,Direct,VAR,Direct,VAR\nAlpha,10,11,20,22\n", ""),
                "missing_column",
                &["`VAR`"],
            ),
            read(
                "only some months say that they are forecasts",
                csv("product,Sep-26,Oct-26,Nov-26 (F)\nAlpha,10,20,30\n", ""),
                &[("Alpha", "2026-10", "20")],
            ),
        ],
    )
}
