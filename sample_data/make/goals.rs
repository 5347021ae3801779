//! The goals workbook: one row a goal, as leadership and the product organisation agreed them.

use std::error::Error;

use rust_xlsxwriter::{Format, Worksheet};

use crate::budget;
use crate::goal_list::{GOALS, Goal, Kind, Signed, Value};
use crate::month::Month;
use crate::sheet::{self, Parts};

const HEADER: [(&str, f64); 18] = [
    ("Goal", 9.0),
    ("Product", 14.0),
    ("Metric", 27.0),
    ("Period", 12.0),
    ("Target", 14.0),
    ("Baseline", 11.0),
    ("Floor", 11.0),
    ("Stretch", 11.0),
    ("Phasing", 9.0),
    ("Weight", 9.0),
    ("Kind", 10.0),
    ("Supports", 10.0),
    ("Class", 13.0),
    ("Owner", 11.0),
    ("Agreed by", 18.0),
    ("Agreed on", 12.0),
    ("Change reason", 42.0),
    ("Note", 62.0),
];

struct Formats {
    money: Format,
    count: Format,
    percent: Format,
    date: Format,
}

pub(crate) fn workbook() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut workbook = sheet::workbook("Goals FY2026")?;
    let sheet = workbook.add_worksheet().set_name("Goals")?;
    for (column, (name, width)) in (0..).zip(HEADER) {
        sheet.write_with_format(0, column, name, &sheet::header())?;
        sheet.set_column_width(column, width)?;
    }
    let formats = Formats {
        money: sheet::shown_as("#,##0"),
        count: sheet::shown_as("#,##0.###"),
        percent: sheet::shown_as("0.0%"),
        date: sheet::shown_as("yyyy-mm-dd"),
    };
    for (row, goal) in (1..).zip(GOALS) {
        write_goal(sheet, row, goal, &formats)?;
    }
    sheet.set_freeze_panes(1, 3)?;
    sheet.autofilter(0, 0, u32::try_from(GOALS.len())?, 17)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(workbook.save_to_buffer()?)
}

fn write_goal(sheet: &mut Worksheet, row: u32, goal: &Goal, formats: &Formats) -> Result<(), Box<dyn Error>> {
    let (kind, supports) = match goal.kind {
        Kind::Business => ("business", ""),
        Kind::Product { supports } => ("product", supports),
    };
    let class = if goal.aspirational { "aspirational" } else { "committed" };
    let (signed_by, signed_on, reason) = match goal.signed {
        Signed::WithTheYear => ("Leadership team", Some((2025, 12, 12)), ""),
        Signed::WithTheLaunch => ("Leadership team", Some((2026, 3, 20)), ""),
        Signed::Again { reason } => ("Leadership team", Some((2026, 6, 26)), reason),
        Signed::NotYet => ("", None, ""),
    };
    let texts = [
        (0, goal.id),
        (1, goal.product),
        (2, goal.metric),
        (3, goal.period),
        (8, goal.phasing),
        (10, kind),
        (11, supports),
        (12, class),
        (13, goal.owner),
        (14, signed_by),
        (16, reason),
        (17, goal.note),
    ];
    for (column, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        sheet.write(row, column, text)?;
    }
    let values = [(4, goal.target), (5, goal.baseline), (6, goal.floor), (7, goal.stretch), (9, goal.weight)];
    for (column, value) in values {
        write_value(sheet, (row, column), value, goal, formats)?;
    }
    if let Some((year, month, day)) = signed_on {
        sheet.write_with_format(row, 15, &sheet::date(year, month, day)?, &formats.date)?;
    }
    Ok(())
}

fn write_value(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Value,
    goal: &Goal,
    formats: &Formats,
) -> Result<(), Box<dyn Error>> {
    let (number, format) = match value {
        Value::Empty => return Ok(()),
        Value::Range(range) => {
            sheet.write(row, column, range)?;
            return Ok(());
        }
        Value::Budget => (sheet::number(planned(goal), Parts::Ones)?, &formats.money),
        Value::Dollars(dollars) => (sheet::number(dollars, Parts::Ones)?, &formats.money),
        Value::Count(count) => (sheet::number(count, Parts::Ones)?, &formats.count),
        Value::Tenths(tenths) => (sheet::number(tenths * 10, Parts::Hundredths)?, &formats.count),
        // 1 % is 100 hundredths of a percent, and 0.01 in the cell.
        Value::Percent(percent) => (sheet::number(percent * 100, Parts::TenThousandths)?, &formats.percent),
        Value::PerMille(permille) => (sheet::number(permille * 10, Parts::TenThousandths)?, &formats.percent),
    };
    sheet.write_with_format(row, column, number, format)?;
    Ok(())
}

/// The revenue that finance planned for the goal's period: a goal and the budget must not differ.
fn planned(goal: &Goal) -> i64 {
    let first = if goal.period == "FY2026-H2" { 7 } else { 1 };
    budget::total(goal.product, Month::new(2026, first), Month::new(2026, 12))
}
