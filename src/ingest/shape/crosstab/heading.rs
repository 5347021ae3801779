//! Headings that are periods, read row by row: a heading that could mean several things is decided by those beside it.

use crate::amount::Decimal;
use crate::calendar::{Date, Datelike, FiscalCalendar, Period, Span};
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::shape::look::heading_text;
use crate::ingest::shape::scenario;
use crate::ingest::table_problem::TableProblem;
use crate::place::column_letters;
use crate::sheet::{Sheet, ShownAs, Value};
use crate::values::DateOrder;
use crate::values::day::{self, Fractions};
use std::collections::BTreeMap;

/// A heading that reads as two periods.
#[derive(Debug, Clone)]
pub(crate) struct Doubt {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) why: DoubtReason,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DoubtReason {
    /// The zero that a number lost.
    LostZero {
        label: String,
        readings: [Period; 2],
    },
    DayOrYear {
        day: Date,
        month: Date,
    },
    HalfConverted {
        day: Date,
        text: String,
        word: &'static str,
    },
    ShortDay {
        text: String,
        month: Date,
    },
    /// A quarter or a day.
    Fraction {
        text: String,
    },
}

impl Doubt {
    /// What to ask of several doubts: each kind once.
    pub(crate) fn questions(doubts: &[Self], sheet: &Sheet, calendar: &FiscalCalendar) -> Vec<Finding> {
        let is_first = |at: usize| {
            let kind = std::mem::discriminant(&doubts[at].why);
            matches!(doubts[at].why, DoubtReason::LostZero { .. })
                || doubts[..at].iter().all(|before| std::mem::discriminant(&before.why) != kind)
        };
        let asked = doubts.iter().enumerate().filter(|(at, _)| is_first(*at));
        asked.map(|(_, doubt)| doubt.question(sheet, calendar)).collect()
    }

    fn question(&self, sheet: &Sheet, calendar: &FiscalCalendar) -> Finding {
        let cell = sheet.grid.cell(self.row, self.column);
        let place = sheet.cell_place(cell);
        let column = || column_letters(cell.column);
        match self.why.clone() {
            DoubtReason::LostZero { label, readings } => {
                let readings = readings.map(|period| calendar.label(period));
                Finding::new(place, TableProblem::UnclearPeriod { label, readings })
            }
            DoubtReason::DayOrYear { day, month } => {
                Finding::new(place, DoubtProblem::DayOrYear { day, month: month.format("%Y-%m").to_string() })
            }
            DoubtReason::HalfConverted { day, text, word } => {
                let swapped = Date::from_ymd_opt(day.year(), day.day(), day.month());
                Finding::new(place, DoubtProblem::HalfConverted { column: column(), stored: day, swapped, text, word })
            }
            DoubtReason::ShortDay { text, month } => {
                Finding::new(place, DoubtProblem::ShortDay { text, month: month.format("%Y-%m").to_string() })
            }
            DoubtReason::Fraction { text } => {
                Finding::new(place, DoubtProblem::UnclearQuarters { column: column(), text })
            }
        }
    }
}

/// The periods of one header row by column.
#[derive(Debug, Default)]
pub(crate) struct Headings {
    pub(crate) spans: BTreeMap<usize, Span>,
    /// Of those the ones that are a day, or a week of which one is known.
    pub(crate) days: BTreeMap<usize, Date>,
    pub(crate) doubts: Vec<Doubt>,
    /// The first heading such as `2026년 1/4`, where all were read as quarters.
    pub(crate) quarters: Option<(usize, String)>,
}

/// Days that cells of a header row hold.
struct StoredDays {
    /// By column, and whether the cell shows no year.
    days: Vec<(usize, Date, bool)>,
}

impl StoredDays {
    fn of(sheet: &Sheet, row: usize) -> Self {
        let number = sheet.grid.row_number(row);
        let is_short = |column: usize| {
            let column = u32::try_from(column).unwrap_or(0);
            sheet.formatting.shown_in(column, number, number).any(|shown| shown.how == ShownAs::DayAndMonth)
        };
        let day = |column: usize| match sheet.grid.value(row, column) {
            Value::Day(day) => Some((column, day, is_short(column))),
            _ => None,
        };
        Self { days: (0..sheet.grid.width()).filter_map(day).collect() }
    }

    /// What may have been meant instead of a day, by column.
    fn doubts<'a>(&self, row: usize, texts: impl Iterator<Item = &'a str>) -> Vec<Doubt> {
        if let Some(found) = day::half_converted(self.days.iter().map(|(_, day, _)| *day), texts) {
            let doubt = |&(column, day, _): &(usize, Date, bool)| {
                let why = DoubtReason::HalfConverted { day, text: found.text.to_owned(), word: found.word() };
                Doubt { row, column, why }
            };
            return self.days.iter().map(doubt).collect();
        }
        let short = self.days.iter().filter(|(.., is_short)| *is_short);
        let days: Vec<Date> = short.clone().map(|(_, day, _)| *day).collect();
        if !day::day_may_be_year(&days) {
            return Vec::new();
        }
        let doubt = |&(column, day, _): &(usize, Date, bool)| {
            let why = DoubtReason::DayOrYear { day, month: day::month_of_day(day)? };
            Some(Doubt { row, column, why })
        };
        short.filter_map(doubt).collect()
    }
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
    let texts: Vec<&str> = texts.collect();
    let order = day::decide(texts.iter().copied(), dates);
    let stored = StoredDays::of(sheet, row);
    if *dates == DateOrder::Auto {
        headings.doubts = stored.doubts(row, texts.iter().copied());
    }
    let is_day = |text: &str| order.as_ref().is_some_and(|order| day::read(text, order).is_some());
    let fractions = match dates {
        DateOrder::Auto => day::fractions(texts.iter().copied(), is_day),
        _ => Fractions::None,
    };
    let reads_quarters = *dates == DateOrder::Quarters || matches!(fractions, Fractions::Quarters(_));
    for column in 0..grid.width() {
        match grid.value(row, column) {
            Value::Number(number) => {
                if let Some(month) = Dotted::of(number) {
                    dotted.push((column, month));
                } else {
                    let label = grid.value(row, column).as_text();
                    let span = label.and_then(|label| calendar.parse_label(&label));
                    headings.spans.extend(span.map(|span| (column, span)));
                }
            }
            Value::Text(text) if day::quarter_label(text).is_some() && (reads_quarters || is_unclear(&fractions)) => {
                let span = day::quarter_label(text).and_then(|quarter| calendar.parse_label(&quarter));
                if is_unclear(&fractions) {
                    headings.doubts.push(Doubt { row, column, why: DoubtReason::Fraction { text: text.to_owned() } });
                } else {
                    headings.spans.extend(span.map(|span| (column, span)));
                    headings.quarters.get_or_insert_with(|| (column, text.to_owned()));
                }
            }
            Value::Text(text) => {
                let day = order.as_ref().and_then(|order| day::read(text, order));
                let bare = heading_text(text);
                let span = day.and_then(|day| span_of(day, calendar)).or_else(|| calendar.parse_label(bare));
                headings.days.extend(day.or_else(|| calendar.day_of_week_label(text)).map(|day| (column, day)));
                let span = span.or_else(|| calendar.parse_label(&scenario::beside_period(text)?.0));
                let month = day::month_of_short_day(text).filter(|_| span.is_none());
                if let (Some(month), DateOrder::Auto) = (month, dates) {
                    let why = DoubtReason::ShortDay { text: text.to_owned(), month };
                    headings.doubts.push(Doubt { row, column, why });
                    continue;
                }
                let month = month.filter(|_| *dates == DateOrder::DayIsYear);
                match span.or_else(|| span_of(month?, calendar)) {
                    Some(span) => headings.spans.extend([(column, span)]),
                    None => short.extend(calendar.parse_short_month(text).map(|period| (column, period))),
                }
            }
            _ => {}
        }
    }
    // Days were looked at together.
    for (column, day, is_short) in stored.days {
        if headings.doubts.iter().all(|doubt| doubt.column != column) {
            let day = day::stored(day, dates, is_short);
            headings.spans.extend(span_of(day, calendar).map(|span| (column, span)));
            headings.days.insert(column, day);
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
    /// A day of the week that two labels say together.
    pub(crate) week: Option<Date>,
    /// Which of the labels say it.
    pub(crate) said_by: Vec<usize>,
    /// Which of them say any period around it: a quarter over its month is no name of a measure.
    pub(crate) times: Vec<usize>,
}

/// The shortest period that the labels over a column say, from the top down, each with the period that it says alone.
pub(crate) fn period_over(calendar: &FiscalCalendar, labels: &[(&str, Option<Span>)]) -> Option<PeriodOver> {
    let mut said: Vec<(Span, Option<Date>, Vec<usize>)> = Vec::new();
    for (at, (_, span)) in labels.iter().enumerate() {
        said.extend(span.map(|span| (span, None, vec![at])));
    }
    let parts: Vec<String> = labels.iter().map(|(label, _)| apart(calendar, label).0).collect();
    // `2026` over `10월`, `FY26` over `Q1`: two labels that say one period together.
    for (first, upper) in parts.iter().enumerate() {
        for (second, lower) in parts.iter().enumerate().skip(first + 1) {
            // `10월` over `2026`, as some pivots have it.
            let both = [format!("{upper} {lower}"), format!("{lower} {upper}")];
            let found = both.iter().find_map(|together| Some((together, calendar.parse_label(together)?)));
            said.extend(found.map(|(label, span)| (span, calendar.day_of_week_label(label), vec![first, second])));
        }
    }
    let (span, week, said_by) = said.iter().min_by_key(|(span, ..)| span.len()).cloned()?;
    // A day below its month is no part of its name.
    let is_around = |(other, _, by): &&(Span, Option<Date>, Vec<usize>)| {
        other.first <= span.first && span.last <= other.last && (by.len() == 1 || other.len() > span.len())
    };
    let around: Vec<usize> = said.iter().filter(is_around).flat_map(|(_, _, by)| by.clone()).collect();
    let times = (0..labels.len()).filter(|at| said_by.contains(at) || around.contains(at)).collect();
    Some(PeriodOver { span, week, said_by, times })
}

/// A heading without the word for a scenario that stands beside its period, and that word.
pub(super) fn apart(calendar: &FiscalCalendar, label: &str) -> (String, Option<String>) {
    let bare = heading_text(label);
    match scenario::beside_period(label) {
        Some((rest, tag)) if calendar.parse_label(bare).is_none() => (rest, Some(tag)),
        _ => (bare.to_owned(), None),
    }
}

const fn is_unclear(fractions: &Fractions<'_>) -> bool {
    matches!(fractions, Fractions::Unclear(_))
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
                    let why = DoubtReason::LostZero { label, readings: [first, second] };
                    headings.doubts.push(Doubt { row, column, why });
                }
            }
        }
    }
}
