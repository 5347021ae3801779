//! A calendar that comes as a list of its periods, each with its days.

use super::Date;
use crate::name;

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPeriod {
    pub label: String,
    pub start: Date,
    pub end: Date,
    pub fiscal_year: i32,
    /// 1 to 4.
    pub quarter: i32,
}

/// Periods that follow each other without a gap, in years of equal length; the first and the last year may be cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedYears {
    periods: Vec<ListedPeriod>,
    per_year: i32,
    /// Running number of the first period.
    first: i32,
}

/// Why a list is no calendar; the number is that of the row at fault in the list, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untiled {
    Empty,
    /// Ends before it starts.
    Backwards(usize),
    /// Does not start on the day after the row before it.
    Gap(usize),
    /// Fiscal years or quarters go back, or a year is left out.
    OutOfOrder(usize),
    SameLabel(usize),
    /// Periods of a year in the midst of the list, and of the others.
    UnevenYear {
        row: usize,
        periods: usize,
        others: usize,
    },
}

impl ListedYears {
    /// Takes rows in any order.
    pub fn new(mut periods: Vec<ListedPeriod>) -> Result<Self, Vec<Untiled>> {
        let mut order: Vec<usize> = (0..periods.len()).collect();
        order.sort_by_key(|&row| periods[row].start);
        periods.sort_by_key(|period| period.start);
        let mut wrong = Vec::new();
        for (at, period) in periods.iter().enumerate() {
            if period.end < period.start {
                wrong.push(Untiled::Backwards(order[at]));
            }
            if periods[..at].iter().any(|earlier| name::fold(&earlier.label) == name::fold(&period.label)) {
                wrong.push(Untiled::SameLabel(order[at]));
            }
            let Some(before) = at.checked_sub(1).map(|before| &periods[before]) else { continue };
            if before.end.succ_opt() != Some(period.start) {
                wrong.push(Untiled::Gap(order[at]));
            }
            let same_year = period.fiscal_year == before.fiscal_year && period.quarter >= before.quarter;
            let next_year = period.fiscal_year == before.fiscal_year + 1 && period.quarter <= before.quarter;
            if !(same_year || next_year) {
                wrong.push(Untiled::OutOfOrder(order[at]));
            }
        }
        let years: Vec<&[ListedPeriod]> = periods.chunk_by(|a, b| a.fiscal_year == b.fiscal_year).collect();
        let inner = if years.len() > 2 { &years[1..years.len() - 1] } else { &years[..] };
        let per_year = inner.iter().map(|year| year.len()).max().unwrap_or(0);
        let mut at = 0;
        for (number, year) in years.iter().enumerate() {
            let cut = number == 0 || number + 1 == years.len();
            if year.len() > per_year || (year.len() < per_year && !cut) {
                wrong.push(Untiled::UnevenYear { row: order[at], periods: year.len(), others: per_year });
            }
            at += year.len();
        }
        let Some(first_year) = years.first() else { return Err(vec![Untiled::Empty]) };
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let narrow = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        // A cut first year lacks its beginning, unless the list has nothing else.
        let missing = if years.len() > 1 { narrow(per_year - first_year.len()) } else { 0 };
        let first = first_year[0].fiscal_year * narrow(per_year) + missing;
        Ok(Self { per_year: narrow(per_year), first, periods })
    }

    pub(super) const fn per_year(&self) -> i32 {
        self.per_year
    }

    /// Running number of the first period.
    pub(super) const fn first(&self) -> i32 {
        self.first
    }

    /// The first day of all.
    pub(super) fn start(&self) -> Date {
        self.periods.first().map_or(Date::MIN, |period| period.start)
    }

    /// The period with this running number, where the list has it.
    pub(super) fn get(&self, serial: i32) -> Option<&ListedPeriod> {
        usize::try_from(serial - self.first).ok().and_then(|at| self.periods.get(at))
    }

    pub(super) fn serial_of(&self, date: Date) -> Option<i32> {
        let after = self.periods.partition_point(|period| period.start <= date);
        let at = after.checked_sub(1).filter(|&at| date <= self.periods[at].end)?;
        self.serial_at(at)
    }

    pub(super) fn serial_of_label(&self, label: &str) -> Option<i32> {
        let wanted = name::fold(label);
        self.serial_at(self.periods.iter().position(|period| name::fold(&period.label) == wanted)?)
    }

    fn serial_at(&self, at: usize) -> Option<i32> {
        i32::try_from(at).ok().map(|at| self.first + at)
    }
}
