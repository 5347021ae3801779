//! Revenue of years of 53 weeks, told anew so that every week stands over the same week of the following year: the
//! first week is left out, and the others move forward by one.
//!
//! Only rows with a day can be told anew. A product with a row that names no more than its period in such a year has
//! no restated figure in it. Source: National Retail Federation, comparison of 53-week years.

use crate::amount::{Amount, Decimal};
use crate::calendar::{Date, FiscalCalendar, Period};
use std::collections::{BTreeMap, BTreeSet};

/// A row of a year of 53 weeks, under the period that it is told anew in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestatedRow {
    pub product: usize,
    pub period: Period,
    /// Position in the sources of the facts, and in the rows of its part.
    pub source: u32,
    pub row: u32,
    /// In the reporting currency.
    pub amount: Decimal,
}

/// Restated revenue by product and period.
#[derive(Debug, Clone, Default)]
pub struct RealignedRevenue {
    rows: Vec<RestatedRow>,
    /// Years of 53 weeks that have a row.
    years: BTreeSet<i32>,
    /// Products and years of which a row has no day.
    undated: BTreeSet<(usize, i32)>,
}

impl RealignedRevenue {
    /// Takes the revenue of a row under its own period, with the day at which it stood if it says one.
    pub(super) fn add(&mut self, calendar: &FiscalCalendar, row: RestatedRow, day: Option<Date>) {
        let year = calendar.fiscal_year(row.period);
        if calendar.weeks_of_year(year) != Some(53) {
            return;
        }
        self.years.insert(year);
        let Some(day) = day else {
            self.undated.insert((row.product, year));
            return;
        };
        self.rows.extend(calendar.restated_period_of(day).map(|period| RestatedRow { period, ..row }));
    }

    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    /// Whether the year of a period is told anew.
    pub fn tells(&self, calendar: &FiscalCalendar, period: Period) -> bool {
        self.years.contains(&calendar.fiscal_year(period))
    }

    pub fn rows(&self) -> &[RestatedRow] {
        &self.rows
    }

    /// Tells the years of 53 weeks in sums by product anew, and gives the products and periods that cannot be told.
    pub fn tell_anew(
        &self,
        sums: &mut [BTreeMap<Period, Amount>],
        calendar: &FiscalCalendar,
    ) -> BTreeSet<(usize, Period)> {
        for by_period in sums.iter_mut() {
            by_period.retain(|&period, _| !self.tells(calendar, period));
        }
        for row in &self.rows {
            if let Some(by_period) = sums.get_mut(row.product) {
                *by_period.entry(row.period).or_insert_with(Amount::zero) += &row.amount();
            }
        }
        let unknown = self
            .undated
            .iter()
            .flat_map(|&(scope, year)| calendar.year_span(year).periods().map(move |period| (scope, period)));
        unknown.collect()
    }
}

impl RestatedRow {
    pub fn amount(self) -> Amount {
        Amount::from_scaled(self.amount.mantissa, self.amount.scale)
    }
}
