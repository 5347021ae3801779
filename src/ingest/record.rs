//! Small sheets written for people, such as the product catalog and the goals workbook: rows by column name.

use super::problem::IngestProblem;
use super::shape::days::DayColumn;
use super::shape::decimal;
use super::shape::header::{self, Header, HeaderSearch, WantedColumns};
use super::shape::long_lines::HeaderLines;
use crate::amount::{Amount, Decimal};
use crate::calendar::Date;
use crate::diagnostic::Finding;
use crate::formats::Book;
use crate::name;
use crate::place::Place;
use crate::sheet::{Sheet, Value};
use crate::values::day::{self, Order};
use crate::values::number::{self, DecimalSeparator, NumberReading};
use crate::values::{DateOrder, DecimalMark};
use std::collections::BTreeMap;

/// A column of such a sheet.
#[derive(Debug, Clone, Copy)]
pub struct RecordColumn {
    pub name: &'static str,
    /// Headers under which it may come, in any language.
    pub headers: &'static [&'static str],
    pub required: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordValue {
    Text(String),
    Number(Amount),
    Day(Date),
}

/// One row.
#[derive(Debug)]
pub struct Record<'a> {
    sheet: &'a Sheet,
    row: usize,
    columns: &'a BTreeMap<&'static str, usize>,
}

/// All rows of every sheet that has the required columns; a finding where no sheet has them, or a cell is an error.
pub fn records<T>(
    book: &Book,
    columns: &[RecordColumn],
    findings: &mut Vec<Finding>,
    mut each: impl FnMut(&Record<'_>, &mut Vec<Finding>) -> Option<T>,
) -> Vec<T> {
    let names: Vec<Vec<String>> = columns
        .iter()
        .filter(|column| column.required)
        .map(|column| column.headers.iter().map(ToString::to_string).collect())
        .collect();
    let wanted = WantedColumns::of_names(names.iter().map(Vec::as_slice).collect());
    let mut out = Vec::new();
    let mut any = false;
    let mut closest: Option<(&Sheet, Header)> = None;
    for sheet in book.sheets.iter().filter(|sheet| sheet.visible) {
        let mut header = match header::find(sheet, &wanted, None) {
            HeaderSearch::Found(header) => header,
            HeaderSearch::Partial(header) => {
                closest.get_or_insert((sheet, header));
                continue;
            }
            HeaderSearch::Nothing => continue,
        };
        any = true;
        let named = columns.iter().map(|column| (None, column.headers.to_vec()));
        if let Err(finding) = header::choose_among(sheet, &mut header, named) {
            findings.push(finding);
            continue;
        }
        let by_name: BTreeMap<&'static str, usize> = columns
            .iter()
            .filter_map(|column| column.headers.iter().find_map(|h| header.column(h)).map(|at| (column.name, at)))
            .collect();
        let end = sheet.grid.height();
        let last_read = by_name.values().copied().max().unwrap_or(0);
        let lines = HeaderLines { top: header.top, bottom: header.index, end, last_read };
        let too_long = lines.too_long(sheet, findings);
        for (name, &column) in &by_name {
            findings.extend(days_of(sheet, header.index + 1, column, name).doubtful_entries());
        }
        for row in header.index + 1..end {
            if !sheet.grid.row_is_blank(row) && !too_long.contains(&row) {
                out.extend(each(&Record { sheet, row, columns: &by_name }, findings));
            }
        }
    }
    if !any {
        findings.extend(not_found(book, &wanted, closest, &names));
    }
    out
}

/// A column below a header, as one of days.
fn days_of<'a>(sheet: &'a Sheet, first: usize, column: usize, name: &'a str) -> DayColumn<'a> {
    let rows = first..sheet.grid.height();
    let text = |row| if let Value::Text(text) = sheet.grid.value(row, column) { Some(text) } else { None };
    DayColumn {
        sheet,
        dates: &DateOrder::Auto,
        label: name,
        texts: rows.clone().filter_map(text).collect(),
        rows: rows.len(),
        value: Box::new(move |row| sheet.grid.value(first + row, column)),
        cell: Box::new(move |row| sheet.grid.cell(first + row, column)),
    }
}

fn not_found(
    book: &Book,
    wanted: &WantedColumns<'_>,
    closest: Option<(&Sheet, Header)>,
    names: &[Vec<String>],
) -> Vec<Finding> {
    let known = |header: &Header| {
        let found: Vec<&str> = header.names().collect();
        names.iter().any(|names| names.iter().any(|name| name::nearest(name, found.iter().copied()).is_some()))
    };
    let by_look = || {
        let sheets = book.sheets.iter().filter(|sheet| sheet.visible);
        sheets.filter_map(|sheet| Some((sheet, first_header(sheet)?))).find(|(_, header)| known(header))
    };
    // A line may have the name of a column in one of its cells.
    let closest = closest.filter(|(sheet, header)| is_header(sheet, header.index)).or_else(by_look);
    let Some((sheet, header)) = closest else {
        let wanted = names.iter().filter_map(|names| names.first().cloned()).collect();
        return vec![Finding::new(Place::File(book.source.name.clone()), IngestProblem::NoTable { wanted })];
    };
    let found: Vec<String> = header.names().map(str::to_owned).collect();
    let place = sheet.cell_place(sheet.grid.cell(header.index, 0));
    let missing = wanted.missing_from(&header).into_iter();
    missing
        .map(|wanted| Finding::new(place.clone(), IngestProblem::MissingHeader { wanted, found: found.clone() }))
        .collect()
}

/// Whether a row has labels only, two or more.
fn is_header(sheet: &Sheet, row: usize) -> bool {
    let cells = (0..sheet.grid.width()).map(|column| sheet.grid.value(row, column));
    let filled: Vec<Value<'_>> = cells.filter(|value| !value.is_blank()).collect();
    filled.len() >= 2 && filled.into_iter().all(header::is_label)
}

/// What looks like the header of a sheet, whatever its names.
fn first_header(sheet: &Sheet) -> Option<Header> {
    const DEPTH: usize = 50;
    let row = (0..sheet.grid.height().min(DEPTH)).find(|&row| is_header(sheet, row))?;
    Some(Header::at(sheet, row, row))
}

impl Record<'_> {
    pub fn place(&self, column: &str) -> Place {
        let column = self.columns.get(column).copied().unwrap_or(0);
        self.sheet.cell_place(self.sheet.grid.cell(self.row, column))
    }

    /// What stands in the column; `None` when blank or when the sheet lacks the column.
    pub fn entry(&self, column: &str) -> Option<RecordValue> {
        match self.sheet.grid.value(self.row, *self.columns.get(column)?) {
            Value::Blank => None,
            // No column takes it, so that each says so with its cell.
            Value::Uncomputed => Some(RecordValue::Text("a formula without a result".to_owned())),
            Value::Day(day) => Some(RecordValue::Day(day)),
            Value::Number(number) => Amount::from_float(number).map(RecordValue::Number),
            value => value.as_text().map(|text| RecordValue::Text(name::tidy(&text))),
        }
    }

    pub fn text(&self, column: &str) -> Option<String> {
        self.entry(column).map(|entry| entry.to_string())
    }
}

/// The decimal mark of a sheet or of several, decided over all their figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalSign(Option<DecimalSeparator>);

impl DecimalSign {
    /// `books` are those that the figures stand in.
    pub fn of<'a>(figures: impl Iterator<Item = &'a str>, pinned: DecimalMark, books: &[Book]) -> Self {
        let sheets = books.iter().flat_map(|book| &book.sheets).filter(|sheet| sheet.visible);
        let settled = || decimal::settle(number::weigh(figures), std::iter::empty(), sheets);
        Self(number::pinned(pinned).or_else(settled))
    }

    /// Whether a text is a number that reads two ways, and nothing tells which is meant.
    pub fn leaves_open(self, text: &str) -> bool {
        self.0.is_none() && number::both_readings(text).is_some()
    }
}

impl RecordValue {
    /// A number under a known decimal mark, also one typed as text, with or without a percent sign.
    pub fn number_by(&self, sign: DecimalSign) -> Option<Amount> {
        let number = match (self, sign.0) {
            (Self::Text(text), Some(mark)) => number::read(text, mark),
            _ => return self.number(),
        };
        match number {
            NumberReading::Number(number) => Some(Amount::from_scaled(number.mantissa, number.scale)),
            NumberReading::Absent | NumberReading::Unreadable => None,
        }
    }

    /// A number, also one typed as text that reads only one way, with or without a percent sign.
    pub fn number(&self) -> Option<Amount> {
        match self {
            Self::Number(number) => Some(number.clone()),
            Self::Text(text) if number::both_readings(text).is_some() => None,
            Self::Text(text) => {
                match (number::read(text, DecimalSeparator::Point), number::read(text, DecimalSeparator::Comma)) {
                    (NumberReading::Number(number), _) | (NumberReading::Unreadable, NumberReading::Number(number)) => {
                        Some(Amount::from_scaled(number.mantissa, number.scale))
                    }
                    _ => None,
                }
            }
            Self::Day(_) => None,
        }
    }

    /// A day that reads only one way.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            // A fourth is more likely a quarter.
            Self::Text(text) if day::quarter_label(text).is_some() => None,
            Self::Text(text) => {
                let order = day::decide([text.as_str()].into_iter(), &DateOrder::Auto)?;
                day::read(text, &order).filter(|_| !matches!(order, Order::Pattern(_)))
            }
            Self::Number(_) => None,
        }
    }
}

/// What an entry says in a column of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordFigure {
    Absent,
    Number(Decimal),
    Unreadable,
}

/// The figures of a column, whose decimal mark is decided over all of them; a text that reads both ways where nothing
/// tells which is meant.
pub fn figures<'a>(
    entries: &'a [Option<RecordValue>],
    pinned: DecimalMark,
    book: &Book,
) -> Result<Vec<RecordFigure>, &'a str> {
    let texts = || {
        entries.iter().flatten().filter_map(|entry| if let RecordValue::Text(text) = entry { Some(text) } else { None })
    };
    let sign = DecimalSign::of(texts().map(String::as_str), pinned, std::slice::from_ref(book));
    let DecimalSign(Some(mark)) = sign else {
        return Err(texts().find(|text| number::both_readings(text).is_some()).map_or("", |text| text));
    };
    let figure = |entry: &Option<RecordValue>| match entry {
        None => RecordFigure::Absent,
        Some(RecordValue::Number(number)) => {
            Decimal::parse_plain(&number.to_string()).map_or(RecordFigure::Unreadable, RecordFigure::Number)
        }
        Some(RecordValue::Text(text)) => match number::read(text, mark) {
            NumberReading::Absent => RecordFigure::Absent,
            NumberReading::Number(number) => RecordFigure::Number(number),
            NumberReading::Unreadable => RecordFigure::Unreadable,
        },
        Some(RecordValue::Day(_)) => RecordFigure::Unreadable,
    };
    Ok(entries.iter().map(figure).collect())
}

/// As a person reads it.
impl std::fmt::Display for RecordValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}
