//! Actuals beside plans, forecasts and versions of them.

use super::{Inference, asked, csv, inference, read};

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

fn scenario() -> Inference {
    inference(
        "scenario",
        vec![
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
            read(
                "only some months say that they are forecasts",
                csv("product,Sep-26,Oct-26,Nov-26 (F)\nAlpha,10,20,30\n", ""),
                &[("Alpha", "2026-10", "20")],
            ),
        ],
    )
}
