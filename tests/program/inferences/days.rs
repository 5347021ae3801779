//! Days and periods that somebody, or some program, may have misread before us.

use super::{Inference, asked, csv, inference, read, said, workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};

pub(super) fn inferences() -> Vec<Inference> {
    vec![half_converted(), months_typed_as_days(), quarters(), headings()]
}

fn day(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).unwrap()
}

/// Header and product of so many rows.
fn rows(sheet: &mut Worksheet, count: u32) {
    sheet.write_row(0, 0, ["product", "period", "amount"]).unwrap();
    for row in 1..=count {
        sheet.write(row, 0, "Alpha").unwrap();
        sheet.write(row, 2, f64::from(row)).unwrap();
    }
}

fn dated(
    cells: &'static [(u16, u8, u8)],
    texts: &'static [&'static str],
    code: &'static str,
) -> impl Fn(&mut Worksheet) {
    move |sheet| {
        rows(sheet, u32::try_from(cells.len() + texts.len()).unwrap());
        for (row, &(year, month, number)) in (1..).zip(cells) {
            sheet.write_with_format(row, 1, day(year, month, number), &Format::new().set_num_format(code)).unwrap();
        }
        for (row, text) in (u32::try_from(cells.len()).unwrap() + 1..).zip(texts) {
            sheet.write(row, 1, *text).unwrap();
        }
    }
}

fn half_converted() -> Inference {
    let days: &[(u16, u8, u8)] = &[(2026, 9, 10), (2026, 10, 10), (2026, 11, 10)];
    inference(
        "half-converted days",
        vec![
            asked(
                "cells up to the 12th, texts after it",
                workbook(dated(days, &["13/10/2026", "31/10/2026"], "yyyy-mm-dd"), ""),
                "half_converted_dates",
                &["2026-09-10", "`13/10/2026`", "dates = \"day-first\"", "dates = \"day-first-swapped\"", "2026-10-09"],
            ),
            asked(
                "the other way round",
                workbook(dated(days, &["10/13/2026"], "yyyy-mm-dd"), ""),
                "half_converted_dates",
                &["dates = \"month-first-swapped\""],
            ),
            read(
                "the pipeline says that they were swapped",
                workbook(dated(days, &["13/10/2026", "31/10/2026"], "yyyy-mm-dd"), "dates = \"day-first-swapped\""),
                &[("Alpha", "2026-10", "15")],
            ),
            read(
                "the pipeline says that the cells are right",
                workbook(dated(days, &["13/10/2026", "31/10/2026"], "yyyy-mm-dd"), "dates = \"day-first\""),
                &[("Alpha", "2026-09", "1"), ("Alpha", "2026-10", "11")],
            ),
            read(
                "a cell after the 12th was read as it was meant",
                workbook(dated(&[(2026, 9, 10), (2026, 9, 30)], &["13/10/2026"], "yyyy-mm-dd"), ""),
                &[("Alpha", "2026-09", "3"), ("Alpha", "2026-10", "3")],
            ),
            read(
                "a text up to the 12th was not converted either",
                workbook(dated(&[(2026, 9, 10)], &["13/10/2026", "05/10/2026"], "yyyy-mm-dd"), ""),
                &[("Alpha", "2026-09", "1"), ("Alpha", "2026-10", "5")],
            ),
        ],
    )
}

fn months_typed_as_days() -> Inference {
    let typed: &[(u16, u8, u8)] = &[(2026, 11, 25), (2026, 12, 25), (2026, 1, 26), (2026, 10, 26)];
    inference(
        "months typed as days",
        vec![
            asked(
                "days without a year that are likely years",
                workbook(dated(typed, &[], "d-mmm"), ""),
                "day_or_year",
                &["`25-Nov`", "2026-11-25", "2025-11", "dates = \"day-is-year\"", "dates = \"day-first\""],
            ),
            read(
                "the pipeline says that they are months",
                workbook(dated(typed, &[], "d-mmm"), "dates = \"day-is-year\""),
                &[("Alpha", "2025-11", "1"), ("Alpha", "2026-10", "4")],
            ),
            asked(
                "the texts that a spreadsheet saves for such cells",
                csv("product,25-Sep,25-Oct\nAlpha,5,7\n", ""),
                "day_or_year",
                &["`25-Sep`", "2025-09", "dates = \"day-is-year\""],
            ),
            asked(
                "such texts in a column",
                csv("product,period,amount\nAlpha,26-Sep,5\nAlpha,26-Oct,7\n", ""),
                "day_or_year",
                &["`26-Sep`", "2026-09"],
            ),
            read(
                "such texts, and the pipeline says that they are months",
                csv("product,26-Sep,26-Oct\nAlpha,5,7\n", "dates = \"day-is-year\""),
                &[("Alpha", "2026-09", "5"), ("Alpha", "2026-10", "7")],
            ),
            read(
                "the same days with their year",
                workbook(dated(typed, &[], "yyyy-mm-dd"), ""),
                &[("Alpha", "2026-01", "3"), ("Alpha", "2026-10", "4")],
            ),
            read(
                "days that are no likely years",
                workbook(dated(&[(2026, 9, 1), (2026, 10, 1)], &[], "d-mmm"), ""),
                &[("Alpha", "2026-09", "1"), ("Alpha", "2026-10", "2")],
            ),
            asked(
                "the headings of a crosstab",
                workbook(
                    |sheet| {
                        sheet.write(0, 0, "product").unwrap();
                        sheet.write(1, 0, "Alpha").unwrap();
                        for (column, (month, year)) in (1..).zip([(9, 25), (10, 25), (9, 26), (10, 26)]) {
                            let short = Format::new().set_num_format("d-mmm");
                            sheet.write_with_format(0, column, day(2026, month, year), &short).unwrap();
                            sheet.write(1, column, 5).unwrap();
                        }
                    },
                    "layout = \"crosstab\"",
                ),
                "day_or_year",
                &["`25-Sep`", "dates = \"day-is-year\""],
            ),
        ],
    )
}

fn quarters() -> Inference {
    let market = |text: &str, input: &str| {
        let pipeline = crate::pipelines::Pipeline::new().input("revenue", "revenue.csv").input("market", "market.csv");
        crate::harness::Test::new()
            .file("review.toml", &(pipeline.text() + input + "\n[input.columns]\nmarket_size = \"size\"\n"))
            .file("exports/revenue.csv", "product,period,amount\nAlpha,2026-09,5\nAlpha,2026-10,5\n")
            .file("exports/market.csv", text)
    };
    inference(
        "quarter or day `n/4`",
        vec![
            said(
                "fourths and nothing else",
                market("product,period,size\nAlpha,2026년 3/4,30\nAlpha,2026년 4/4,60\n", ""),
                "quarters_read",
                &[("Alpha", "2026-10", "5")],
            ),
            asked(
                "more than four of them",
                csv("product,period,amount\nAlpha,2026년 1/4,5\nAlpha,2026년 10/4,5\n", ""),
                "unclear_quarters",
                &["`2026년 1/4`", "dates = \"quarters\"", "dates = \"%Y년 %m/%d\""],
            ),
            asked(
                "days beside them",
                csv("product,period,amount\nAlpha,2026년 1/4,5\nAlpha,2026-10-31,5\n", ""),
                "unclear_quarters",
                &["`2026년 1/4`"],
            ),
            read(
                "days of which one is no fourth",
                csv("product,period,amount\nAlpha,2026년 9/4,5\nAlpha,2026년 10/5,7\n", ""),
                &[("Alpha", "2026-09", "5"), ("Alpha", "2026-10", "7")],
            ),
            read(
                "quarters by their word",
                market("product,period,size\nAlpha,2026년 03분기,30\nAlpha,2026년 4/4분기,60\n", ""),
                &[("Alpha", "2026-10", "5")],
            ),
        ],
    )
}

fn headings() -> Inference {
    let across = |headings: &str, input: &str| csv(&format!("product,{headings}\nAlpha,5,6,7\n"), input);
    inference(
        "headings among periods",
        vec![
            asked(
                "one is written like the others and is no period",
                across("ago-26,brumaire-26,oct-26", ""),
                "unread_heading",
                &["`brumaire-26`", "`ago-26`", "unread_heading = \"warn\""],
            ),
            asked(
                "one stands in the place of the period that is missing",
                across("2026-08,herfst,2026-10", ""),
                "unread_heading",
                &["`herfst`", "`2026-08`"],
            ),
            said(
                "one is something else",
                across("2026-09,Var %,2026-10", ""),
                "column_left_out",
                &[("Alpha", "2026-09", "5"), ("Alpha", "2026-10", "7")],
            ),
            asked(
                "the first is mistyped",
                across("Jann-26,feb-26,mar-26", ""),
                "unread_heading",
                &["`Jann-26`", "`feb-26`"],
            ),
            asked("the last is mistyped", across("sep-26,oct-26,Novv-26", ""), "unread_heading", &["`Novv-26`"]),
            asked(
                "the first is of the year before",
                across("Decc-25,jan-26,feb-26", ""),
                "unread_heading",
                &["`Decc-25`"],
            ),
            asked("the last lacks its year", across("sep-26,oct-26,November", ""), "unread_heading", &["`November`"]),
            asked("the last lacks a digit", across("202609,202610,20261", ""), "unread_heading", &["`20261`"]),
            asked(
                "a letter for a digit",
                across("1O월 2026,2026년 11월,2026년 12월", ""),
                "unread_heading",
                &["`1O월 2026`"],
            ),
            read(
                "a column of codes before them",
                across("Level 01,Sep 26,Oct 26", ""),
                &[("Alpha", "2026-09", "6"), ("Alpha", "2026-10", "7")],
            ),
            read(
                "a column about them behind them",
                across("Sep-26,Oct-26,Growth 26", ""),
                &[("Alpha", "2026-09", "5"), ("Alpha", "2026-10", "6")],
            ),
            said(
                "years before the months of another one",
                across("2025,Sep-26,Oct-26", ""),
                "column_left_out",
                &[("Alpha", "2026-09", "6"), ("Alpha", "2026-10", "7")],
            ),
            said(
                "a quarter whose months stand nowhere",
                across("Q2-26,Sep-26,Oct-26", ""),
                "column_left_out",
                &[("Alpha", "2026-10", "7")],
            ),
            read(
                "the year so far",
                across("Jan-26,Oct-26,2026", ""),
                &[("Alpha", "2026-01", "5"), ("Alpha", "2026-10", "6")],
            ),
            read(
                "all are periods",
                across("ago-26,sep-26,oct-26", ""),
                &[("Alpha", "2026-08", "5"), ("Alpha", "2026-10", "7")],
            ),
        ],
    )
}
