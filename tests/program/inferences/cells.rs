//! What cells and columns say beside their figures.

use super::{Inference, asked, csv, inference, read, said, workbook};
use rust_xlsxwriter::{Format, Worksheet};

pub(super) fn inferences() -> Vec<Inference> {
    vec![unit(), currency(), durations(), one_heading(), merged(), hidden_columns()]
}

/// A header and two rows, the second with a format.
fn formatted(code: &'static str, number: f64) -> impl Fn(&mut Worksheet) {
    move |sheet| {
        sheet.write_row(0, 0, ["product", "period", "amount"]).unwrap();
        sheet.write_row(1, 0, ["Alpha", "2026-09"]).unwrap();
        sheet.write_row(2, 0, ["Alpha", "2026-10"]).unwrap();
        sheet.write(1, 2, 10).unwrap();
        sheet.write_with_format(2, 2, number, &Format::new().set_num_format(code)).unwrap();
    }
}

fn unit() -> Inference {
    let headed = |heading: &str, input: &str| {
        csv(
            &format!("product,period,{heading}\nAlpha,2026-09,5\nAlpha,2026-10,7\n"),
            &format!("{input}\n[input.columns]\namount = '{heading}'\n"),
        )
    };
    let across = |above: &str, months: &str, input: &str| {
        csv(&format!("{above}product,{months}\nAlpha,5,7\n"), &format!("[input.columns]\namount = '{input}'\n"))
    };
    let side_by_side = ",Revenue (USD k),,Market (USD m),\nproduct,Sep-26,Oct-26,Sep-26,Oct-26\nAlpha,5,7,1,2\n";
    let down = "product,Line,Sep-26,Oct-26\nAlpha,Revenue (USD k),5,7\nAlpha,Market (USD m),1,2\n";
    inference(
        "unit",
        vec![
            read(
                "a scale alone over the months",
                across(",Revenue (k),\n", "Sep-26,Oct-26", "Revenue (k)"),
                &[("Alpha", "2026-10", "7000")],
            ),
            read(
                "a scale alone below the months",
                across("", "Sep-26,Oct-26\n,Revenue (k),Revenue (k)", "Revenue (k)"),
                &[("Alpha", "2026-10", "7000")],
            ),
            read(
                "months below a name without a unit",
                across(",Revenue (net),\n", "Sep-26,Oct-26", "Revenue (net)"),
                &[("Alpha", "2026-10", "7")],
            ),
            read(
                "another unit over the months of another measure",
                csv(side_by_side, "[input.columns]\namount = 'Revenue (USD k)'\n"),
                &[("Alpha", "2026-10", "7000")],
            ),
            read(
                "the other measure",
                csv(side_by_side, "[input.columns]\namount = 'Market (USD m)'\n"),
                &[("Alpha", "2026-10", "2000000")],
            ),
            read(
                "a unit in the name of the lines",
                csv(down, "[input.columns]\namount = 'Revenue (USD k)'\n"),
                &[("Alpha", "2026-10", "7000")],
            ),
            asked(
                "another currency over the months",
                across(",Revenue (EUR k),\n", "Sep-26,Oct-26", "Revenue (EUR k)"),
                "unclear_currency",
                &["expected USD", "found EUR"],
            ),
            read("millions in capitals", headed("Revenue (USD MM)", ""), &[("Alpha", "2026-10", "7000000")]),
            asked(
                "`mil` in an English sheet",
                headed("Revenue ($ mil)", ""),
                "unclear_unit",
                &["`unit = \"thousand\"` or `unit = \"million\"`"],
            ),
            read(
                "the unit that is offered",
                headed("Revenue ($ mil)", "unit = \"million\""),
                &[("Alpha", "2026-10", "7000000")],
            ),
            asked(
                "`mil` in a line above",
                csv("($ mil)\n\nproduct,period,amount\nAlpha,2026-10,7\n", ""),
                "unclear_unit",
                &["`unit"],
            ),
            read(
                "`mil` in a Spanish sheet",
                csv(
                    "Ventas por producto\n(mil USD)\nproducto,mes,importe\nAlpha,2026-10,7\n",
                    "[input.columns]\nproduct = 'producto'\nperiod = 'mes'\namount = 'importe'\n",
                ),
                &[("Alpha", "2026-10", "7000")],
            ),
            read(
                "`mil` beside a word of its language",
                headed("Revenue (em mil USD)", ""),
                &[("Alpha", "2026-10", "7000")],
            ),
            read("USD m in a heading", headed("Revenue (USD m)", ""), &[("Alpha", "2026-10", "7000000")]),
            read("k$ in a heading", headed("Revenue k$", ""), &[("Alpha", "2026-10", "7000")]),
            read("a scale alone", headed("Revenue (thousands)", ""), &[("Alpha", "2026-10", "7000")]),
            read("no unit at all", headed("Revenue (net)", ""), &[("Alpha", "2026-10", "7")]),
            read("the pipeline says it", headed("Revenue (USD m)", "unit = \"one\""), &[("Alpha", "2026-10", "7")]),
            asked(
                "two lines that contradict each other",
                csv("in thousands,,\nin millions,,\nproduct,period,amount\nAlpha,2026-09,5\nAlpha,2026-10,7\n", ""),
                "unclear_unit",
                &["`unit`"],
            ),
        ],
    )
}

fn currency() -> Inference {
    let coded = |codes: [&str; 2], input: &str| {
        let [first, second] = codes;
        csv(
            &format!("product,period,Currency,amount\nAlpha,2026-09,{first},5\nAlpha,2026-10,{second},7\n"),
            &format!("{input}\n"),
        )
    };
    inference(
        "currency",
        vec![
            asked(
                "a number format in euros",
                workbook(formatted("#,##0.00 [$€-407]", 20.0), ""),
                "unclear_currency",
                &["USD", "€", "C3", "currency = \"EUR\"", "[input.constants]"],
            ),
            read(
                "a number format in dollars",
                workbook(formatted("[$$-409]#,##0.00", 20.0), ""),
                &[("Alpha", "2026-10", "20")],
            ),
            read(
                "the pipeline says that the format is wrong",
                workbook(formatted("#,##0.00 [$€-407]", 20.0), "[input.constants]\ncurrency = \"USD\""),
                &[("Alpha", "2026-10", "20")],
            ),
            asked(
                "a column of codes that nobody mapped",
                coded(["USD", "EUR"], ""),
                "unclear_currency",
                &["`EUR`", "line 3", "currency = \"Currency\"", "[input.constants]"],
            ),
            asked("codes in small letters", coded(["usd", "eur"], ""), "unclear_currency", &["`eur`"]),
            read("all codes are the expected one", coded(["USD", "usd"], ""), &[("Alpha", "2026-10", "7")]),
            read("the column is no column of codes", coded(["USD", "Web"], ""), &[("Alpha", "2026-10", "7")]),
            asked(
                "another currency in the heading",
                csv(
                    "product,period,Revenue (EUR)\nAlpha,2026-09,5\nAlpha,2026-10,7\n",
                    "[input.columns]\namount = \"Revenue (EUR)\"",
                ),
                "unclear_currency",
                &["`Revenue (EUR)`", "currency = \"EUR\""],
            ),
            said(
                "another currency in a line above the table",
                csv("in thousands of EUR,,\nproduct,period,amount\nAlpha,2026-09,5\nAlpha,2026-10,7\n", ""),
                "currency_line",
                &[("Alpha", "2026-10", "7000")],
            ),
            read(
                "codes of the document beside an amount in the currency of the company",
                csv(
                    "product,period,Currency,Amount in company currency\nAlpha,2026-10,EUR,7\n",
                    "[input.columns]\namount = \"Amount in company currency\"",
                ),
                &[("Alpha", "2026-10", "7")],
            ),
        ],
    )
}

fn durations() -> Inference {
    inference(
        "time in a column of figures",
        vec![
            asked(
                "nobody says what it counts",
                workbook(formatted("[h]:mm", 1.5), ""),
                "elapsed_time",
                &["36:00", "durations = \"hours\"", "as 36", "as 1.5"],
            ),
            read(
                "the pipeline says hours",
                workbook(formatted("[h]:mm", 1.5), "durations = \"hours\""),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "36")],
            ),
            read("a number is a number", workbook(formatted("0.0", 1.5), ""), &[("Alpha", "2026-10", "1.5")]),
        ],
    )
}

fn one_heading() -> Inference {
    let twice = |rows: [&str; 2], input: &str| {
        let [first, second] = rows;
        csv(&format!("product,period,amount,amount\nAlpha,2026-09,{first}\nAlpha,2026-10,{second}\n"), input)
    };
    inference(
        "columns of one heading",
        vec![
            asked(
                "their cells differ",
                twice(["5,5", "7,8"], ""),
                "same_heading",
                &["`7` in ", "`8` in ", "amount = \"amount#1\"", "amount = \"amount#2\""],
            ),
            read(
                "a heading that has such a number itself",
                csv(
                    "product,period,Amount #1,Amount #2\nAlpha,2026-10,20,3\n",
                    "[input.columns]\namount = \"Amount #1\"",
                ),
                &[("Alpha", "2026-10", "20")],
            ),
            read(
                "a heading with such a number beside one without it",
                csv(
                    "product,period,amount,amount#2,amount\nAlpha,2026-10,20,3,20\n",
                    "[input.columns]\namount = \"amount#2\"",
                ),
                &[("Alpha", "2026-10", "3")],
            ),
            read(
                "the number of the first of them",
                twice(["5,5", "7,8"], "[input.columns]\namount = \"amount#1\""),
                &[("Alpha", "2026-10", "7")],
            ),
            asked(
                "all of them stand there again, in a table beside it",
                csv("product,period,amount,,product,period,amount\nAlpha,2026-10,7,,Alpha,2025-10,8\n", ""),
                "same_heading",
                &["another table", "`product#1`", "`product#2`"],
            ),
            read(
                "a list beside the table has one of them",
                csv("product,period,amount,,product,owner\nAlpha,2026-10,7,,Alpha,Kim\n", ""),
                &[("Alpha", "2026-10", "7")],
            ),
            read("one of them is blank", twice([",5", ",7"], ""), &[("Alpha", "2026-10", "7")]),
            read("they are alike", twice(["5,5", "7,7"], ""), &[("Alpha", "2026-10", "7")]),
            read(
                "the pipeline names the second",
                twice(["5,5", "7,8"], "[input.columns]\namount = \"amount#2\""),
                &[("Alpha", "2026-10", "8")],
            ),
            read(
                "the pipeline names the first",
                twice(["5,5", "7,8"], "[input.columns]\namount = \"amount#1\""),
                &[("Alpha", "2026-10", "7")],
            ),
        ],
    )
}

fn merged() -> Inference {
    fn sheet(second: &'static str) -> impl Fn(&mut Worksheet) {
        move |sheet| {
            sheet.write_row(0, 0, ["product", "period", "amount", "units"]).unwrap();
            sheet.write_row(1, 0, ["Alpha", "2026-09"]).unwrap();
            sheet.write_row(2, 0, ["Alpha", second]).unwrap();
            sheet.write_row(3, 0, ["Beta", "2026-10"]).unwrap();
            sheet.merge_range(1, 2, 2, 2, "", &Format::new()).unwrap();
            sheet.write(1, 2, 20).unwrap();
            sheet.write(3, 2, 5).unwrap();
            sheet.write_column(1, 3, [1, 2, 3]).unwrap();
        }
    }
    let units = "[input.columns]\nunits = \"units\"";
    inference(
        "merged figures",
        vec![
            asked(
                "over two months",
                workbook(sheet("2026-10"), units),
                "merged_figure",
                &["20 is merged over C2:C3", "merged_figure = \"warn\""],
            ),
            read("over lines of one month", workbook(sheet("2026-09"), units), &[("Alpha", "2026-09", "20")]),
        ],
    )
}

fn hidden_columns() -> Inference {
    let sheet = |hidden: u16| {
        move |sheet: &mut Worksheet| {
            formatted("0", 7.0)(sheet);
            sheet.write_column(0, 3, ["note", "a", "b"]).unwrap();
            sheet.set_column_hidden(hidden).unwrap();
        }
    };
    inference(
        "hidden columns",
        vec![
            read("one that is not read", workbook(sheet(3), ""), &[("Alpha", "2026-10", "7")]),
            said("one that is read", workbook(sheet(2), ""), "hidden_columns", &[("Alpha", "2026-10", "7")]),
        ],
    )
}
