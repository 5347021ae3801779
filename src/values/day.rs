//! Days as people type them. The order of day and month is decided over a whole column, like the decimal mark.

mod cells;
mod fraction;
mod written;

pub(crate) use cells::{HalfConverted, day_may_be_year, half_converted, month_of_day, month_of_short_day, stored};
pub(crate) use fraction::{Fractions, fractions, quarter_label};

use super::DateOrder;
use crate::calendar::{Date, full_year};
use written::{DayNumbers, Written};

/// How the days of a column are written where their numbers could be read in several orders. A year of four digits
/// at the start, or a month by its name, needs no order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
    /// Only with years of two digits: `26.10.31`.
    YearFirst,
    Pattern(String),
}

const DECADE: i64 = 3653;

/// So many different days are no few that happen to lie near each other.
const MANY: usize = 10;

const ORDERS: [Order; 3] = [Order::DayFirst, Order::MonthFirst, Order::YearFirst];

/// The order of a column, or `None` when its values read in several ways and nothing tells which. An order under which
/// a column of a few years would be one of decades is none: `03/01/19 … 31/12/22` has the year behind.
pub(crate) fn decide<'a>(texts: impl Iterator<Item = &'a str>, pinned: &DateOrder) -> Option<Order> {
    told(pinned).or_else(|| Candidates::of(texts).decided())
}

/// The order that a column proves, or that its user told; `None` too where its values read alike in any.
pub(crate) fn proved<'a>(texts: impl Iterator<Item = &'a str>, pinned: &DateOrder) -> Option<Order> {
    told(pinned).or_else(|| {
        let candidates = Candidates::of(texts);
        candidates.decided().filter(|_| candidates.tells())
    })
}

fn told(pinned: &DateOrder) -> Option<Order> {
    match pinned {
        DateOrder::DayFirst | DateOrder::DayFirstSwapped => Some(Order::DayFirst),
        DateOrder::MonthFirst | DateOrder::MonthFirstSwapped => Some(Order::MonthFirst),
        DateOrder::Pattern(pattern) => Some(Order::Pattern(pattern.clone())),
        DateOrder::Auto | DateOrder::DayIsYear | DateOrder::Quarters => None,
    }
}

/// The orders that read the most of the doubtful values of a column.
struct Candidates {
    best: Vec<usize>,
    /// Whether an order ever differs from another.
    differs: [[bool; 3]; 3],
    seen: bool,
}

impl Candidates {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut read = [0_usize; 3];
        let mut differs = [[false; 3]; 3];
        let mut ends: [Option<(Date, Date)>; 3] = [None; 3];
        for text in texts {
            let Some(Written::Numbers(numbers)) = written::read(text) else { continue };
            let days = ORDERS.each_ref().map(|order| in_order(numbers, order));
            for (one, day) in days.iter().enumerate() {
                read[one] += usize::from(day.is_some());
                if let Some(day) = day {
                    let (first, last) = ends[one].unwrap_or((*day, *day));
                    ends[one] = Some((first.min(*day), last.max(*day)));
                }
                for (other, another) in days.iter().enumerate() {
                    differs[one][other] |= day != another;
                }
            }
        }
        let most = read.iter().copied().max().unwrap_or(0);
        let days = |order: usize| ends[order].map_or(0, |(first, last)| (last - first).num_days());
        let mut best: Vec<usize> = (0..3).filter(|&order| read[order] == most).collect();
        let least = best.iter().map(|&order| days(order)).min().unwrap_or(0);
        if most >= MANY {
            best.retain(|&order| days(order) <= DECADE.max(5 * least));
        }
        Self { best, differs, seen: most > 0 }
    }

    fn decided(&self) -> Option<Order> {
        let first = *self.best.first()?;
        self.best.iter().all(|&other| !self.seen || !self.differs[first][other]).then(|| ORDERS[first].clone())
    }

    /// Whether the values would be others in another order.
    fn tells(&self) -> bool {
        const DAY_OR_MONTH: [usize; 2] = [0, 1];
        match self.best.first() {
            Some(first) if DAY_OR_MONTH.contains(first) => self.differs[0][1],
            _ => self.seen,
        }
    }
}

/// Reads one day: `2026-10-31`, `2026. 10. 31.`, `2026년 10월 31일`, `20261031`, `31-Oct-2026`, `31 de octubre de 2026`, `Oct 31, 2026`, or, by
/// `order`, `31.10.2026` and `10/31/26`; a time of day behind it is dropped.
pub(crate) fn read(text: &str, order: &Order) -> Option<Date> {
    if let Order::Pattern(pattern) = order {
        return Date::parse_from_str(text.trim(), pattern).ok();
    }
    match written::read(text)? {
        Written::Day(day) | Written::YearFirst(day) => Some(day),
        Written::Numbers(numbers) => in_order(numbers, order),
    }
}

/// The same under the word of a pipeline: what a program wrote with its year first may have day and month exchanged.
pub(crate) fn read_as(text: &str, order: &Order, dates: &DateOrder) -> Option<Date> {
    match written::read(text) {
        Some(Written::YearFirst(day)) if !matches!(order, Order::Pattern(_)) => Some(stored(day, dates, false)),
        _ => read(text, order),
    }
}

/// Reads a day that needs no order: with its year first or its month by name.
pub(crate) fn read_plainly(text: &str) -> Option<Date> {
    match written::read(text)? {
        Written::Day(day) | Written::YearFirst(day) => Some(day),
        Written::Numbers(_) => None,
    }
}

/// Reads a day that somebody wrote beside a column whose order is proved, or is not: then only what reads one way.
pub(crate) fn read_beside(text: &str, proved: Option<&Order>) -> Option<Date> {
    read_plainly(text).or_else(|| match (proved, readings(text).as_slice()) {
        (Some(order), _) => read(text, order),
        (None, [day]) => Some(*day),
        (None, _) => None,
    })
}

/// All days that a text may be.
pub(crate) fn readings(text: &str) -> Vec<Date> {
    let mut days = Vec::new();
    match written::read(text) {
        None => {}
        Some(Written::Day(day) | Written::YearFirst(day)) => days.push(day),
        Some(Written::Numbers(numbers)) => {
            for day in ORDERS.iter().filter_map(|order| in_order(numbers, order)) {
                if !days.contains(&day) {
                    days.push(day);
                }
            }
        }
    }
    days
}

fn in_order(numbers: DayNumbers, order: &Order) -> Option<Date> {
    let DayNumbers { first, second, third, short_year } = numbers;
    let (year, month, day) = match order {
        Order::DayFirst => (third, second, first),
        Order::MonthFirst => (third, first, second),
        Order::YearFirst => (first, second, third),
        Order::Pattern(_) => return None,
    };
    let year = match order {
        Order::YearFirst if !short_year => return None,
        _ if short_year => full_year(year),
        _ => i32::try_from(year).ok()?,
    };
    Date::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests;
