//! What the SQL of an input means over cells that do not say everything.

use super::{Inference, asked, csv, inference, read, said, workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};

pub(super) fn inferences() -> Vec<Inference> {
    vec![blank_in_sql(), kind_of_column(), column_of_sql(), literals(), made_figures(), words_of_condition()]
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
            asked(
                "a blank flag is not set to a reader and unknown to SQL",
                csv(
                    "product,period,amount,cancelled\nAlpha,2026-10,10,TRUE\nAlpha,2026-10,20,\nAlpha,2026-10,1,FALSE\n",
                    "where = \"not cancelled\"",
                ),
                "blank_in_condition",
                &["line 3, field 4", "where = \"(not cancelled) or cancelled is null\""],
            ),
            said(
                "a blank flag is not set by any reading",
                csv("product,period,amount,active\nAlpha,2026-10,10,TRUE\nAlpha,2026-10,20,\n", "where = \"active\""),
                "blank_left_out",
                &[("Alpha", "2026-10", "10")],
            ),
            asked(
                "of two blank cells the one that the condition depends on",
                csv(
                    "product,period,amount,a,b\nAlpha,2026-10,10,x,y\nAlpha,2026-10,20,,\n",
                    "where = \"a = 'x' or b <> 'Cancelled'\"",
                ),
                "blank_in_condition",
                &["`b` is blank", "line 3, field 5", "or b is null"],
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

/// Two lines, of which the condition looks at the last column: days up to the 12th that are cells, one after it a text.
fn half_converted(sheet: &mut Worksheet) {
    let format = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_row(0, 0, ["product", "period", "amount", "booked"]).unwrap();
    for (row, amount) in [(1, 5), (2, 7)] {
        sheet.write_row(row, 0, ["Alpha", "2026-10"]).unwrap();
        sheet.write(row, 2, amount).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2026, 10, 12).unwrap();
    sheet.write_with_format(1, 3, &day, &format).unwrap();
    sheet.write(2, 3, "13/10/2026").unwrap();
}

/// Cells of hours and minutes.
fn times(sheet: &mut Worksheet) {
    sheet.write_row(0, 0, ["product", "period", "amount", "hours"]).unwrap();
    for (row, amount, days) in [(1, 5, 0.5), (2, 7, 1.5)] {
        sheet.write_row(row, 0, ["Alpha", "2026-10"]).unwrap();
        sheet.write(row, 2, amount).unwrap();
        sheet.write_with_format(row, 3, days, &Format::new().set_num_format("[h]:mm")).unwrap();
    }
}

fn column_of_sql() -> Inference {
    const BOOKED: &str = "where = \"booked >= '2026-11-01'\"";
    inference(
        "column that only SQL reads",
        vec![
            asked(
                "days of any order",
                csv("product,period,amount,booked\nAlpha,2026-10,5,03/04/2026\nAlpha,2026-10,7,05/11/2026\n", BOOKED),
                "ambiguous_dates",
                &["`03/04/2026`", "line 2, field 4"],
            ),
            read(
                "days of one order",
                csv("product,period,amount,booked\nAlpha,2026-10,5,13/04/2026\nAlpha,2026-10,7,05/11/2026\n", BOOKED),
                &[("Alpha", "2026-10", "7")],
            ),
            asked(
                "days of which a program read those that it could",
                workbook(half_converted, BOOKED),
                "half_converted_dates",
                &["D2", "`dates = \"day-first\"`", "`dates = \"day-first-swapped\"`"],
            ),
            read(
                "the same days where the pipeline says what they are",
                workbook(half_converted, "dates = \"day-first-swapped\"\nwhere = \"booked >= '2026-11-01'\""),
                &[("Alpha", "2026-10", "5")],
            ),
            asked(
                "days without a year",
                csv("product,period,amount,booked\nAlpha,2026-10,5,25-Oct\nAlpha,2026-10,7,25-Nov\n", BOOKED),
                "day_or_year",
                &["`25-Oct`", "`dates = \"day-is-year\"`"],
            ),
            asked(
                "times",
                workbook(times, "where = \"hours > 24\""),
                "elapsed_time",
                &["D2", "`durations = \"hours\"` reads it as 12"],
            ),
            read(
                "times that are hours",
                workbook(times, "durations = \"hours\"\nwhere = \"hours > 24\""),
                &[("Alpha", "2026-10", "7")],
            ),
        ],
    )
}

fn literals() -> Inference {
    const ISO: &str = "product,period,amount,booked\nAlpha,2026-10,5,2026-03-05\nAlpha,2026-10,7,2026-10-20\n";
    const ORDERED: &str = "product,period,amount,booked\nAlpha,2026-10,5,13/03/2026\nAlpha,2026-10,7,20/10/2026\n";
    const FIGURES: &str = "product,period,amount\nAlpha,2026-10,500\nBeta,2026-10,2000\n";
    inference(
        "day or figure that SQL writes",
        vec![
            read(
                "a day that reads one way",
                csv(ISO, "where = \"booked >= '31.03.2026'\""),
                &[("Alpha", "2026-10", "7")],
            ),
            read(
                "a day in the order of its column",
                csv(ORDERED, "where = \"booked >= '03/04/2026'\""),
                &[("Alpha", "2026-10", "7")],
            ),
            asked(
                "a day of any order beside days with their year first",
                csv(ISO, "where = \"booked >= '03/04/2026'\""),
                "unlike_values",
                &["'03/04/2026'", "write `'2026-04-03'` or `'2026-03-04'`"],
            ),
            asked(
                "a figure with a sign that may be its decimal mark",
                csv(FIGURES, "where = \"amount > '1,036'\""),
                "unlike_values",
                &["write `1036` or `1.036`"],
            ),
            read(
                "a figure as SQL writes it",
                csv(FIGURES, "where = \"amount > 1036\""),
                &[("Beta", "2026-10", "2000")],
            ),
        ],
    )
}

fn made_figures() -> Inference {
    inference(
        "figure that SQL makes of a text",
        vec![
            asked(
                "a figure cut out of a text",
                csv(
                    "product;period;paid\nAlpha;2026-10;EUR|1.036\nBeta;2026-10;EUR|2.500\n",
                    "[input.columns]\namount = { sql = \"cast(split_part(paid, '|', 2) as decimal)\" }",
                ),
                "ambiguous_numbers",
                &["`1.036`", "`decimal = \".\"`"],
            ),
            read(
                "a figure cut out of a text whose mark others prove",
                csv(
                    "product,period,paid\nAlpha,2026-10,EUR|1.036\nBeta,2026-10,EUR|2.5\n",
                    "[input.columns]\namount = { sql = \"cast(split_part(paid, '|', 2) as decimal)\" }",
                ),
                &[("Alpha", "2026-10", "1.036"), ("Beta", "2026-10", "2.5")],
            ),
            said(
                "a text that is no figure and counts as blank",
                csv(
                    "product,period,paid\nAlpha,2026-10,10\nAlpha,2026-10,tbd\n",
                    "[input.columns]\namount = { sql = \"try_cast(paid as decimal)\" }",
                ),
                "not_converted",
                &[("Alpha", "2026-10", "10")],
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
