//! What the SQL of an input means over cells that do not say everything.

use super::{Inference, asked, csv, inference, read, said};

pub(super) fn inferences() -> Vec<Inference> {
    vec![blank_in_sql(), kind_of_column(), words_of_condition()]
}

/// Two lines of October, of which the second has a blank cell in the last column.
const WITH_A_BLANK: &str = "product,period,amount,status\nAlpha,2026-10,10,Paid\nAlpha,2026-10,20,\n";

fn blank_in_sql() -> Inference {
    inference(
        "blank cell in SQL",
        vec![
            read(
                "the condition says what blank means",
                csv(WITH_A_BLANK, "where = \"status <> 'Cancelled' or status is null\""),
                &[("Alpha", "2026-10", "30")],
            ),
            said(
                "a blank status is not `Paid` by any reading",
                csv(WITH_A_BLANK, "where = \"status = 'Paid'\""),
                "blank_left_out",
                &[("Alpha", "2026-10", "10")],
            ),
            asked(
                "a blank status is not `Cancelled` to a reader and unknown to SQL",
                csv(WITH_A_BLANK, "where = \"status <> 'Cancelled'\""),
                "blank_in_condition",
                &[
                    "line 3, field 4",
                    "where = \"(status <> 'Cancelled') or status is null\"",
                    "where = \"(status <> 'Cancelled') and status is not null\"",
                ],
            ),
            asked(
                "a blank discount is 0 to a reader and unknown to SQL",
                csv(
                    "product,period,gross,discount\nAlpha,2026-09,50,5\nAlpha,2026-10,100,\n",
                    "[input.columns]\namount = { sql = \"gross - discount\" }",
                ),
                "blank_in_expression",
                &[
                    "line 3, field 4",
                    "amount = { sql = \"gross - coalesce(discount, 0)\" }",
                    "where = \"discount is not null\"",
                ],
            ),
            said(
                "a price without a quantity is nothing by any reading",
                csv(
                    "product,period,price,quantity\nAlpha,2026-10,5,5\nAlpha,2026-10,100,\n",
                    "[input.columns]\namount = { sql = \"price * quantity\" }",
                ),
                "no_value",
                &[("Alpha", "2026-10", "25")],
            ),
        ],
    )
}

fn kind_of_column() -> Inference {
    inference(
        "kind of a column in SQL",
        vec![
            read(
                "currency codes are texts",
                csv(
                    "product,period,amount,money\nAlpha,2026-10,5,USD\nAlpha,2026-10,10,EUR\nBeta,2026-10,20,EUR\n",
                    "where = \"money = 'USD' or product = 'Beta'\"",
                ),
                &[("Alpha", "2026-10", "5"), ("Beta", "2026-10", "20")],
            ),
            read(
                "days of a text file are days",
                csv(
                    "product,period,amount,booked\nAlpha,2026-10,5,13.10.2026\nAlpha,2026-10,10,01.02.2026\n",
                    "where = \"booked >= '2026-10-01'\"",
                ),
                &[("Alpha", "2026-10", "5")],
            ),
            asked(
                "a cell among days is none",
                csv(
                    "product,period,amount,booked\nAlpha,2026-10,5,2026-10-13\nAlpha,2026-10,10,TBD\n",
                    "where = \"booked >= '2026-10-01'\"",
                ),
                "unlike_values",
                &["`TBD`", "line 3, field 4", "try_cast(booked as date)"],
            ),
            asked(
                "a number without quotes beside texts",
                csv(
                    "product,period,amount,account\nAlpha,2026-10,5,4711\nAlpha,2026-10,10,A17\n",
                    "where = \"account = 4711\"",
                ),
                "unlike_values",
                &["`A17`", "`'4711'`"],
            ),
        ],
    )
}

fn words_of_condition() -> Inference {
    const SCENARIOS: &str =
        "product,period,amount,scenario\nAlpha,2026-09,5,Actual\nAlpha,2026-10,7,actual\nAlpha,2026-10,8,Actual\n";
    inference(
        "words of a condition",
        vec![
            read(
                "texts that are there",
                csv(
                    "product,period,amount,scenario\nAlpha,2026-10,5,Actual\nAlpha,2026-10,7,Budget\n",
                    "where = \"scenario = 'Actual'\"",
                ),
                &[("Alpha", "2026-10", "5")],
            ),
            read(
                "plans of months to come",
                csv(
                    "product,period,amount,scenario\nAlpha,2026-10,5,Actual\nAlpha,2026-11,7,Forecast\n",
                    "where = \"scenario = 'Actual'\"",
                ),
                &[("Alpha", "2026-10", "5")],
            ),
            read(
                "both spellings are named",
                csv(SCENARIOS, "where = \"scenario in ('Actual', 'actual')\""),
                &[("Alpha", "2026-10", "15")],
            ),
            said(
                "the same text in another case",
                csv(SCENARIOS, "where = \"scenario = 'Actual'\""),
                "other_spelling",
                &[("Alpha", "2026-10", "8")],
            ),
            said(
                "a text that is nearly one of those there, so that nothing is left out",
                csv(
                    "product,period,amount,scenario\nAlpha,2026-10,5,Actual\nAlpha,2026-10,7,Budget\n",
                    "where = \"scenario <> 'Budgt'\"",
                ),
                "where_leaves_nothing",
                &[("Alpha", "2026-10", "12")],
            ),
            said(
                "nothing is cancelled",
                csv(
                    "product,period,amount,status\nAlpha,2026-10,5,Paid\nAlpha,2026-10,7,Open\n",
                    "where = \"status <> 'Cancelled'\"",
                ),
                "where_leaves_all",
                &[("Alpha", "2026-10", "12")],
            ),
            said(
                "a new word in the latest month",
                csv(
                    "product,period,amount,scenario\nAlpha,2026-09,5,Actual\nBeta,2026-09,5,Actual\nAlpha,2026-10,7,Actuals\n\
                     Beta,2026-10,7,Actual\nAlpha,2026-11,9,Actuals\n",
                    "where = \"scenario = 'Actual'\"",
                ),
                "where_leaves_nothing",
                &[("Beta", "2026-10", "7")],
            ),
            asked(
                "a name that no header has, above lines with two days each",
                csv(
                    "product,period,amount,scenario,booked\nAlpha,2026-09,5,Actual,2026-09-03\nAlpha,2026-10,7,Budget,2026-10-05\n",
                    "where = \"scenaro = 'Actual'\"",
                ),
                "unknown_name",
                &["no column `scenaro`", "did you mean `scenario`?"],
            ),
            asked(
                "a text without its quotes",
                csv(
                    "product,period,amount,scenario\nAlpha,2026-09,5,Actual\nAlpha,2026-10,7,Budget\n",
                    "where = \"scenario = Actual\"",
                ),
                "unknown_name",
                &["no column `Actual`", "column `scenario` has it as a text: write `'Actual'`, in single quotes"],
            ),
        ],
    )
}
