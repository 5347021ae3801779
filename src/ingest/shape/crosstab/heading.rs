//! Headings that are periods, read row by row: a heading that could mean several things is decided by those beside it.

use crate::amount::Decimal;
use crate::calendar::{Date, FiscalCalendar, Period, Span};
use crate::ingest::shape::look::heading_text;
use crate::sheet::Sheet;
use crate::sheet::Value;
use crate::values::DateOrder;
use crate::values::day;
use std::collections::BTreeMap;

/// A heading that reads as two periods.
#[derive(Debug, Clone)]
pub(crate) struct Doubt {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) label: String,
    pub(crate) readings: [Period; 2],
}

/// The periods of one header row by column.
#[derive(Debug, Default)]
pub(crate) struct Headings {
    pub(crate) spans: BTreeMap<usize, Span>,
    pub(crate) doubts: Vec<Doubt>,
}

pub(crate) fn read(sheet: &Sheet, row: usize, calendar: &FiscalCalendar, dates: &DateOrder) -> Headings {
    let grid = &sheet.grid;
    let mut headings = Headings::default();
    let mut short: BTreeMap<usize, Period> = BTreeMap::new();
    let mut dotted: Vec<(usize, Dotted)> = Vec::new();
    let texts = (0..grid.width()).filter_map(|column| match grid.value(row, column) {
        Value::Text(text) => Some(text),
        _ => None,
    });
    let order = day::decide(texts, dates);
    for column in 0..grid.width() {
        match grid.value(row, column) {
            Value::Day(day) => {
                headings.spans.extend(span_of(day, calendar).map(|span| (column, span)));
            }
            Value::Number(number) => {
                if let Some(month) = Dotted::of(number) {
                    dotted.push((column, month));
                } else {
                    let label = grid.value(row, column).as_text();
                    let span = label.and_then(|label| calendar.parse_label(&label));
                    headings.spans.extend(span.map(|span| (column, span)));
                }
            }
            Value::Text(text) => {
                let day = order.as_ref().and_then(|order| day::read(text, order));
                let span =
                    day.and_then(|day| span_of(day, calendar)).or_else(|| calendar.parse_label(heading_text(text)));
                match span {
                    Some(span) => headings.spans.extend([(column, span)]),
                    None => short.extend(calendar.parse_short_month(text).map(|period| (column, period))),
                }
            }
            _ => {}
        }
    }
    // `26.10` is a month only in a row of such.
    if short.len() >= 2 {
        headings.spans.extend(short.into_iter().map(|(column, period)| (column, Span::of(period))));
    }
    if dotted.len() >= 2 {
        resolve(&dotted, row, calendar, &mut headings);
    }
    headings
}

/// The period that stands over a column.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PeriodOver {
    pub(crate) span: Span,
    /// Which of the labels say it.
    pub(crate) said_by: Vec<usize>,
    /// Which of them say any period: a quarter over its month is no name of a measure.
    pub(crate) times: Vec<usize>,
}

/// The shortest period that the labels over a column say, from the top down, each with the period that it says alone.
pub(crate) fn period_over(calendar: &FiscalCalendar, labels: &[(&str, Option<Span>)]) -> Option<PeriodOver> {
    let mut said: Vec<(Span, Vec<usize>)> = Vec::new();
    for (at, (_, span)) in labels.iter().enumerate() {
        said.extend(span.map(|span| (span, vec![at])));
    }
    // `2026` over `10월`, `FY26` over `Q1`: two labels that say one period together.
    for (first, (upper, _)) in labels.iter().enumerate() {
        for (second, (lower, _)) in labels.iter().enumerate().skip(first + 1) {
            let (upper, lower) = (heading_text(upper), heading_text(lower));
            let span = calendar.parse_label(&format!("{upper} {lower}")).or_else(|| {
                // `10월` over `2026`, as some pivots have it.
                calendar.parse_label(&format!("{lower} {upper}"))
            });
            said.extend(span.map(|span| (span, vec![first, second])));
        }
    }
    let (span, said_by) = said.iter().min_by_key(|(span, _)| span.len()).cloned()?;
    let times = (0..labels.len()).filter(|at| said.iter().any(|(_, used)| used.contains(at))).collect();
    Some(PeriodOver { span, said_by, times })
}

fn span_of(day: Date, calendar: &FiscalCalendar) -> Option<Span> {
    calendar.period_of(day).map(Span::of)
}

/// `2026.10` or `26.10` that was stored as a number: its last zero is lost, so `.1` may be January or October.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dotted {
    year: i128,
    month: u32,
    /// Whether two digits stand behind the point.
    long: bool,
}

impl Dotted {
    fn of(number: f64) -> Option<Self> {
        let Decimal { mantissa, scale } = Decimal::from_float(number)?;
        let (year, month) = match scale {
            1 => (mantissa / 10, mantissa % 10),
            2 => (mantissa / 100, mantissa % 100),
            _ => return None,
        };
        let month = u32::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let known = (1900..2200).contains(&year) || (1..100).contains(&year);
        known.then_some(Self { year, month, long: scale == 2 })
    }

    /// The month of a date, for the calendar.
    fn period(self, month: u32, calendar: &FiscalCalendar) -> Option<Period> {
        let year = if self.year < 100 {
            crate::calendar::full_year(u32::try_from(self.year).ok()?)
        } else {
            i32::try_from(self.year).ok()?
        };
        calendar.period_of_month(year, month)
    }
}

/// Decides each `.1` by the months beside it, and by whether January is written `.01` elsewhere in the row.
fn resolve(dotted: &[(usize, Dotted)], row: usize, calendar: &FiscalCalendar, headings: &mut Headings) {
    for (at, &(column, month)) in dotted.iter().enumerate() {
        let mut reading = Some(month.month);
        if !month.long && month.month == 1 {
            let before = at.checked_sub(1).map(|at| dotted[at].1);
            let after = dotted.get(at + 1).map(|&(_, month)| month);
            let same_year = |other: &Dotted| other.year == month.year;
            let january_elsewhere = dotted.iter().any(|(_, other)| same_year(other) && other.long && other.month == 1);
            let october = before.is_some_and(|b| same_year(&b) && b.month == 9)
                || after.is_some_and(|a| same_year(&a) && a.month == 11)
                || january_elsewhere;
            let january = before.is_some_and(|b| b.year + 1 == month.year && b.month == 12)
                || after.is_some_and(|a| same_year(&a) && a.month == 2);
            reading = match (january, october) {
                (true, false) => Some(1),
                (false, true) => Some(10),
                _ => None,
            };
        }
        match reading {
            Some(reading) => {
                let period = month.period(reading, calendar);
                headings.spans.extend(period.map(|period| (column, Span::of(period))));
            }
            None => {
                if let (Some(first), Some(second)) = (month.period(1, calendar), month.period(10, calendar)) {
                    let label = format!("{}.1", month.year);
                    headings.doubts.push(Doubt { row, column, label, readings: [first, second] });
                }
            }
        }
    }
}
