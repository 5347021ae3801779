//! Finance's workbooks: net revenue by product and region, actual and budget, one file a year.

use std::error::Error;

use rust_xlsxwriter::{FormatAlign, Workbook, Worksheet, XlsxError};

use crate::budget;
use crate::ledger::Ledger;
use crate::month::{FIRST, LAST, Month, STORY};
use crate::products::{PRODUCTS, Product, REGIONS, Sales};
use crate::random::Streams;
use crate::sheet::{self, Parts};

const HEADER: [(&str, f64); 7] = [
    ("Product", 16.0),
    ("Month", 10.0),
    ("Region", 14.0),
    ("Scenario", 11.0),
    ("Net revenue", 16.0),
    ("Units", 10.0),
    ("COGS", 16.0),
];
/// A product that was launched within the exports reaches its trend in so many months.
const LAUNCH_MONTHS: i64 = 10;
/// Three lines of title and an empty one stand above the table.
const HEADER_ROW: u32 = 4;

const NOTES: [&str; 8] = [
    "Notes to the revenue report",
    "Net revenue is after rebates and returns, in US dollars at the rates of the month.",
    "Subscription revenue is recognised in the month of service and shown with the product it belongs to.",
    "Units are placed systems and packs of consumables; seats and licences are not units.",
    "COGS includes freight and field service, but no amortisation of development cost.",
    "Budget is the version that the board approved in December before the year began.",
    "Budgets before July 2024 are in the old planning system.",
    "OrthoKit: service contracts are billed from the old system; its revenue is complete here.",
];

struct Line {
    product: &'static str,
    month: Month,
    region: &'static str,
    scenario: &'static str,
    /// Cents.
    revenue: i64,
    units: i64,
    /// Cents.
    cost: i64,
}

pub(crate) fn workbook(year: i64, ledger: &Ledger) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut workbook = sheet::workbook(&format!("Net revenue FY{year}"))?;
    let mut lines: Vec<Line> = PRODUCTS.iter().flat_map(|p| actual(p, ledger)).collect();
    lines.extend(PRODUCTS.iter().flat_map(planned));
    lines.retain(|line| line.month.year() == year);
    // Finance reports month by month, the actuals of a month before its budget.
    lines.sort_by_key(|line| (line.month, line.scenario));

    write_table(workbook.add_worksheet(), &lines)?;
    write_notes(&mut workbook)?;
    Ok(workbook.save_to_buffer()?)
}

fn actual(product: &'static Product, ledger: &Ledger) -> Vec<Line> {
    let mut streams = Streams::named("revenue", product.name);
    let mut lines = Vec::new();
    for (month, sold) in sold(product) {
        let random = streams.of(month);
        let revenue = random.around(sold, 22) + ledger.tally(product, month).mrr;
        for (region, permille) in by_region(product) {
            let part = random.around(revenue / 1000 * permille, 18);
            let price = random.around(product.unit_price, 12);
            let margin = random.around(product.margin.at(product, month), 12);
            lines.push(Line {
                product: product.name,
                month,
                region,
                scenario: "Actual",
                revenue: part,
                units: (part + price / 2) / price,
                cost: part / 1000 * (1000 - margin),
            });
        }
    }
    lines
}

/// Cents that systems and consumables bring by month, before noise.
fn sold(product: &Product) -> Vec<(Month, i64)> {
    match product.sales {
        Sales::Launch(amounts) => {
            product.sold_from.through(LAST).zip(amounts).map(|(month, &dollars)| (month, dollars * 100)).collect()
        }
        Sales::Steady { start, growth } => {
            let onwards = STORY.through(LAST).scan(start * 100, |trend, month| {
                let sold = *trend / 1000 * budget::season(month);
                *trend += *trend / 10_000 * growth;
                Some((month, sold))
            });
            let mut sold: Vec<(Month, i64)> = onwards.collect();
            let mut trend = start * 100;
            let mut month = STORY;
            while month > product.sold_from {
                month = month.plus(-1);
                trend = trend * 10_000 / (10_000 + growth);
                let standing = trend / 1000 * budget::season(month);
                sold.push((month, standing * launched(product, month) / LAUNCH_MONTHS));
            }
            sold.sort_by_key(|&(month, _)| month);
            sold
        }
    }
}

fn planned(product: &'static Product) -> Vec<Line> {
    let end_of_year = Month::new(LAST.year(), 12);
    let mut lines = Vec::new();
    for month in product.told_from().through(end_of_year) {
        let total = budget::of_month(product, month) * 100;
        let mut rest = total;
        let mut regions = by_region(product).peekable();
        while let Some((region, permille)) = regions.next() {
            // The last region takes what rounding to hundreds of dollars left over.
            let part = if regions.peek().is_some() { total / 1000 * permille / 10_000 * 10_000 } else { rest };
            rest -= part;
            lines.push(Line {
                product: product.name,
                month,
                region,
                scenario: "Budget",
                revenue: part,
                units: (part + product.unit_price / 2) / product.unit_price,
                cost: part / 1000 * (1000 - product.margin.0),
            });
        }
    }
    lines
}

/// Months since the launch, as many as there are to it; a product older than the exports has them all.
fn launched(product: &Product, month: Month) -> i64 {
    if product.sold_from > FIRST { (month.since(product.sold_from) + 1).min(LAUNCH_MONTHS) } else { LAUNCH_MONTHS }
}

fn by_region(product: &Product) -> impl Iterator<Item = (&'static str, i64)> {
    REGIONS.into_iter().zip(product.regions).filter(|&(_, permille)| permille > 0)
}

fn write_table(sheet: &mut Worksheet, lines: &[Line]) -> Result<(), Box<dyn Error>> {
    sheet.set_name("Revenue")?;
    sheet.write_with_format(0, 0, "Hanbit Medical", &sheet::title())?;
    sheet.write_with_format(1, 0, "Net revenue by product and region", &sheet::quiet())?;
    sheet.write_with_format(2, 0, "Prepared by Finance, 2026-11-06", &sheet::quiet())?;
    for (column, (name, width)) in (0..).zip(HEADER) {
        sheet.write_with_format(HEADER_ROW, column, name, &sheet::header())?;
        sheet.set_column_width(column, width)?;
    }
    let (month, money, count) =
        (sheet::shown_as("mmm-yy").set_align(FormatAlign::Left), sheet::shown_as("#,##0.00"), sheet::shown_as("#,##0"));
    for (row, line) in (HEADER_ROW + 1..).zip(lines) {
        sheet.write(row, 0, line.product)?;
        sheet.write_with_format(row, 1, &line.month.first_day()?, &month)?;
        sheet.write(row, 2, line.region)?;
        sheet.write(row, 3, line.scenario)?;
        sheet.write_with_format(row, 4, sheet::number(line.revenue, Parts::Hundredths)?, &money)?;
        sheet.write_with_format(row, 5, sheet::number(line.units, Parts::Ones)?, &count)?;
        sheet.write_with_format(row, 6, sheet::number(line.cost, Parts::Hundredths)?, &money)?;
    }
    sheet.set_freeze_panes(HEADER_ROW + 1, 0)?;
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_notes(workbook: &mut Workbook) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name("Notes")?;
    sheet.set_column_width(0, 100)?;
    for (row, note) in (0..).zip(NOTES) {
        let format = if row == 0 { sheet::title() } else { sheet::quiet() };
        sheet.write_with_format(row, 0, note, &format)?;
    }
    Ok(())
}
