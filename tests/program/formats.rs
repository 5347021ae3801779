//! A case says the same in whatever format and layout its exports come, under whatever name.

use crate::books::{Cell, Rows, ods, xls};
use crate::variants::{Export, check};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

#[test]
fn workbooks_of_excel_97_say_the_same() {
    check(|export| workbook(export).map(|(sheet, rows)| xls::write(&sheet, &rows)));
}

#[test]
fn open_documents_say_the_same() {
    check(|export| workbook(export).map(|(sheet, rows)| ods::write(&sheet, &rows)));
}

fn workbook(export: &Export<'_>) -> Option<(String, Rows)> {
    (export.is_text() || export.is_workbook()).then(|| export.cells())
}

#[test]
fn periods_across_say_the_same() {
    let of = |export: &Export<'_>, period: &str, labels: &[&str]| {
        let (sheet, rows) = export.cells();
        Some(crosstab(&sheet, &rows, period, labels))
    };
    check(|export| match export.name {
        "finance/Revenue.xlsx" => of(export, "Month", &["Product", "Region"]),
        "strategy/market.csv" => of(export, "quarter", &["product"]),
        "success/subscriptions.csv" => of(export, "month", &["customer", "product"]),
        name if name.starts_with("exports/") => of(export, "month", &["product"]),
        _ => None,
    });
}

/// Labels, and the row of each period.
type Line<'a> = (Vec<&'a Cell>, Vec<Option<&'a [Cell]>>);

/// The rows with their periods across: two rows of header, the periods over their measures, where there are several,
/// a note above, and totals of every line and of all lines, as people send them.
fn crosstab(sheet: &str, rows: &Rows, period: &str, labels: &[&str]) -> Vec<u8> {
    let header: Vec<&str> = rows[0]
        .iter()
        .map(|cell| match cell {
            Cell::Text(name) => name.as_str(),
            other => panic!("{other:?} in a header"),
        })
        .collect();
    let at = |name: &str| header.iter().position(|column| *column == name).unwrap();
    let period_at = at(period);
    let label_at: Vec<usize> = labels.iter().map(|label| at(label)).collect();
    let measures: Vec<usize> =
        (0..header.len()).filter(|column| *column != period_at && !label_at.contains(column)).collect();
    let mut periods: Vec<&Cell> = rows[1..].iter().map(|row| &row[period_at]).collect();
    periods.sort_by_key(|period| format!("{period:?}"));
    periods.dedup();
    // A second row for one line and period goes to a second line of the same name.
    let mut lines: Vec<Line<'_>> = Vec::new();
    for row in &rows[1..] {
        let of: Vec<&Cell> = label_at.iter().map(|&column| &row[column]).collect();
        let when = periods.iter().position(|period| **period == row[period_at]).unwrap();
        let free = lines.iter().position(|(labels, cells)| *labels == of && cells[when].is_none());
        let line = free.unwrap_or_else(|| {
            lines.push((of, vec![None; periods.len()]));
            lines.len() - 1
        });
        lines[line].1[when] = Some(row);
    }

    let mut book = Workbook::new();
    let month = Format::new().set_num_format("mmm yy");
    let page = book.add_worksheet().set_name(sheet).unwrap();
    page.write(0, 1, "Prepared by Finance").unwrap();
    let top = 3;
    let bottom = if measures.len() > 1 { top + 1 } else { top };
    let narrow = |column: usize| u16::try_from(column).unwrap();
    for (column, label) in labels.iter().enumerate() {
        page.write(top, narrow(column), *label).unwrap();
    }
    let first = labels.len();
    for (when, period) in periods.iter().enumerate() {
        let column = narrow(first + when * measures.len());
        match period {
            Cell::Day(day) => {
                let serial = ExcelDateTime::from_serial_datetime(Cell::serial(*day)).unwrap();
                page.write_with_format(top, column, &serial, &month).unwrap();
            }
            Cell::Text(label) => {
                page.write(top, column, label).unwrap();
            }
            other => panic!("{other:?} is no period"),
        }
        for (offset, measure) in measures.iter().enumerate().filter(|_| measures.len() > 1) {
            page.write(bottom, column + narrow(offset), header[*measure]).unwrap();
        }
    }
    let mut totals = vec![0.0; periods.len() * measures.len()];
    let last = narrow(first + totals.len());
    page.write(top, last, "Total").unwrap();
    for (offset, measure) in measures.iter().enumerate().filter(|_| measures.len() > 1) {
        page.write(bottom, last + narrow(offset), header[*measure]).unwrap();
    }
    let mut number = bottom + 1;
    for (labels, cells) in &lines {
        for (column, label) in labels.iter().enumerate() {
            let Cell::Text(label) = label else { panic!("{label:?} is no label") };
            page.write(number, narrow(column), label).unwrap();
        }
        let mut of_line = vec![0.0; measures.len()];
        for (when, row) in cells.iter().enumerate() {
            for (offset, measure) in measures.iter().enumerate() {
                let Some(Cell::Number(figure)) = row.map(|row| &row[*measure]) else { continue };
                let at = when * measures.len() + offset;
                page.write(number, narrow(first + at), *figure).unwrap();
                totals[at] += figure;
                of_line[offset] += figure;
            }
        }
        for (offset, total) in of_line.iter().enumerate() {
            page.write(number, last + narrow(offset), *total).unwrap();
        }
        number += 1;
    }
    page.write(number, 0, "Total").unwrap();
    for (at, total) in totals.iter().enumerate() {
        page.write(number, narrow(first + at), *total).unwrap();
    }
    book.save_to_buffer().unwrap()
}
