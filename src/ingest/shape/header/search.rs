//! Where a header stands: the first rows that have all the wanted names, first among the topmost rows, then anywhere.

use super::extent;
use super::names::{Header, JOINT, letter};
use super::wanted::{WantedColumns, compact};
use crate::name;
use crate::pipeline::HeaderRows;
use crate::sheet::{Memo, Raw, Sheet};
use std::collections::BTreeSet;

/// Within so many rows from the top a header is looked for before anywhere else.
const DEPTH: usize = 50;

/// How many rows a header takes that nobody pinned.
const TALLEST: usize = 4;

/// Whether a sheet has the table.
#[derive(Debug)]
pub(crate) enum HeaderSearch {
    Found(Header),
    /// The rows that come closest, with at least one wanted name.
    Partial(Header),
    Nothing,
}

/// Looks for the first table with the wanted names; `pinned` are the rows of its header.
pub(crate) fn find(sheet: &Sheet, wanted: &WantedColumns<'_>, pinned: Option<HeaderRows>) -> HeaderSearch {
    let (mut headers, closest) = find_all(sheet, wanted, pinned);
    if headers.is_empty() {
        return closest.map_or(HeaderSearch::Nothing, HeaderSearch::Partial);
    }
    HeaderSearch::Found(headers.swap_remove(0))
}

/// Every table with the wanted names, from the top down; where there is none, the header that comes closest.
pub(crate) fn find_all(
    sheet: &Sheet,
    wanted: &WantedColumns<'_>,
    pinned: Option<HeaderRows>,
) -> (Vec<Header>, Option<Header>) {
    if let Some(rows) = pinned {
        return pinned_header(sheet, wanted, rows);
    }
    let labels = wanted.labels();
    let height = sheet.grid.height();
    let shallow = (0..height.min(DEPTH)).take_while(|&row| (sheet.grid.row_number(row) as usize) < DEPTH).count();
    let (first, closest) = first_in(sheet, wanted, &rows_with(sheet, &labels, 0, shallow));
    let first = match first {
        Some(header) => Some(header),
        None => first_in(sheet, wanted, &rows_with(sheet, &labels, shallow, height)).0,
    };
    let Some(mut header) = first else { return (Vec::new(), closest) };
    let mut headers = Vec::new();
    loop {
        extent::measure(sheet, &mut header, wanted);
        // Without a gap between its rows a sheet has one table: most have, and need no second look.
        let next =
            if extent::has_gap(sheet, header.index) { next_below(sheet, wanted, &labels, &header) } else { None };
        let Some(next) = next else {
            headers.push(header);
            return (headers, None);
        };
        header.end = header.end.min(next.top);
        header.until = next.top;
        headers.push(header);
        header = next;
    }
}

/// The next header that is not the same one said again.
fn next_below(sheet: &Sheet, wanted: &WantedColumns<'_>, labels: &BTreeSet<String>, header: &Header) -> Option<Header> {
    let mut rows = rows_with(sheet, labels, header.index + 1, sheet.grid.height());
    loop {
        let next = first_in(sheet, wanted, &rows).0?;
        // Only behind a gap: a table within the lines of another is one of their lines.
        let apart = extent::is_behind_gap(sheet, header.index, next.top);
        if apart && wanted.all_columns(&next) != wanted.all_columns(header) {
            return Some(next);
        }
        rows.retain(|&row| row > next.index);
    }
}

fn pinned_header(sheet: &Sheet, wanted: &WantedColumns<'_>, rows: HeaderRows) -> (Vec<Header>, Option<Header>) {
    let index = |row: u32| row.checked_sub(1).and_then(|number| sheet.grid.row_index(number));
    let (Some(top), Some(bottom)) = ((rows.first..=rows.last).find_map(index), index(rows.last)) else {
        return (Vec::new(), None);
    };
    let mut header = Header::at(sheet, top, bottom);
    if wanted.found_in(&header) < wanted.len() {
        return (Vec::new(), Some(header));
    }
    extent::measure(sheet, &mut header, wanted);
    (vec![header], None)
}

/// Indices of the rows that hold a wanted label.
pub(crate) fn rows_with(sheet: &Sheet, labels: &BTreeSet<String>, from: usize, to: usize) -> Vec<usize> {
    let grid = &sheet.grid;
    let longest = labels.iter().map(String::len).max().unwrap_or(0);
    let mut known: Memo<bool> = Memo::new(grid);
    let mut is_wanted = |row: usize, column: usize| match grid.raw(row, column) {
        Raw::Text(id) => known.get(grid, id, |text| {
            // Padding and marks of footnotes are short; what is much longer is no name.
            text.trim().len() <= longest * 3 + 16
                && (labels.contains(&compact(text)) || labels.contains(&compact(name::without_footnote(text))))
        }),
        Raw::Number(_) if row < DEPTH => {
            grid.value(row, column).as_text().is_some_and(|text| labels.contains(text.as_ref()))
        }
        _ => false,
    };
    (from..to).filter(|&row| (0..grid.width()).any(|column| is_wanted(row, column))).collect()
}

/// The first header that ends in one of the rows, or a few below it; else the one that comes closest.
fn first_in(sheet: &Sheet, wanted: &WantedColumns<'_>, rows: &[usize]) -> (Option<Header>, Option<Header>) {
    let mut best: Option<(usize, Header)> = None;
    for &row in rows {
        for height in 1..=TALLEST.min(row + 1) {
            let mut header = Header::at(sheet, row + 1 - height, row);
            if height > 1 && ends_in_data(sheet, wanted, &header) {
                break;
            }
            let named = wanted.is_named_in(&header);
            if named && wanted.columns_in(&header) == wanted.names.len() {
                header = with_rows_of_labels(sheet, wanted, header);
            }
            let found = wanted.found_in(&header);
            if named && found == wanted.len() {
                return (Some(header), None);
            }
            if (height == 1 || header.index > row) && found > 0 && best.as_ref().is_none_or(|(most, _)| found > *most) {
                best = Some((found, header));
            }
        }
    }
    (None, best.map(|(_, header)| header))
}

/// Whether the last row of a stack is one of data: below a wanted name it has a figure or a day.
fn ends_in_data(sheet: &Sheet, wanted: &WantedColumns<'_>, header: &Header) -> bool {
    let has_digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    wanted.names.iter().enumerate().any(|(entry, names)| {
        let named = names.iter().filter(|name| letter(name).is_none()).find_map(|name| header.column(name));
        let Some(column) = named else { return false };
        let value = sheet.grid.value(header.index, column);
        let says = |text: &str| {
            names.iter().flat_map(|name| name.split(JOINT)).any(|label| name::fold(label) == name::fold(text))
        };
        if value.is_blank() || value.as_text().is_some_and(|text| says(&text)) {
            return false;
        }
        let is_day = |text: &str| wanted.times.contains(&entry) && has_digits(text) && !has_digits(&names.concat());
        !extent::is_label(value) || value.as_text().is_some_and(|text| is_day(&text))
    })
}

/// A row below the header that says units or measures over the figures, and nothing of a line, belongs to it.
fn with_rows_of_labels(sheet: &Sheet, wanted: &WantedColumns<'_>, mut header: Header) -> Header {
    let columns = wanted.all_columns(&header);
    let figures = wanted.columns(&header, &wanted.figures);
    let others: Vec<usize> = columns.into_iter().filter(|column| !figures.contains(column)).collect();
    while header.index + 1 < sheet.grid.height()
        && header.index + 2 - header.top <= TALLEST
        && extent::is_row_of_labels(sheet, header.index + 1, &figures, &others)
    {
        let taller = Header::at(sheet, header.top, header.index + 1);
        // The names must stay what they were.
        if wanted.found_in(&taller) < wanted.found_in(&header) || !wanted.keeps_columns(&header, &taller) {
            break;
        }
        header = taller;
    }
    header
}
