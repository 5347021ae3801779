//! Revenue of years of 53 weeks, told anew so that every week stands over the same week of the following year: the
//! first week is left out, and the others move forward by one.
//!
//! Only rows with a day can be told anew. A product with a row that names no more than its period in such a year has
//! no restated figure in it. Source: National Retail Federation, comparison of 53-week years.

use super::measure_column::product;
use crate::amount::{Amount, Decimal};
use crate::calendar::{FiscalCalendar, Period};
use std::collections::{BTreeMap, BTreeSet};

/// Restated revenue by product and period.
#[derive(Debug, Clone, Default)]
pub struct Restated {
    sums: BTreeMap<(usize, Period), Amount>,
    /// Years of 53 weeks that have a row.
    years: BTreeSet<i32>,
    /// Products and years of which a row has no day.
    undated: BTreeSet<(usize, i32)>,
}

impl Restated {
    /// Takes the revenue of a row of `period`, which stood at `day` if it says one.
    pub(super) fn add(
        &mut self,
        calendar: &FiscalCalendar,
        (scope, period): (usize, Period),
        day: Option<crate::calendar::Date>,
        (amount, rate): (Decimal, Decimal),
    ) {
        let year = calendar.fiscal_year(period);
        if calendar.weeks_of_year(year) != Some(53) {
            return;
        }
        self.years.insert(year);
        let (Some(day), Some(money)) = (day, product(amount, rate)) else {
            self.undated.insert((scope, year));
            return;
        };
        if let Some(restated) = calendar.restated_period_of(day) {
            let amount = Amount::from_scaled(money.mantissa, money.scale);
            *self.sums.entry((scope, restated)).or_insert_with(Amount::zero) += &amount;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    /// Tells the years of 53 weeks in sums by product anew, and gives the products and periods that cannot be told.
    pub fn tell_anew(
        &self,
        sums: &mut [BTreeMap<Period, Amount>],
        calendar: &FiscalCalendar,
    ) -> BTreeSet<(usize, Period)> {
        for (scope, by_period) in sums.iter_mut().enumerate() {
            by_period.retain(|&period, _| !self.years.contains(&calendar.fiscal_year(period)));
            let own = self.sums.range((scope, Period::from_serial(i32::MIN))..=(scope, Period::from_serial(i32::MAX)));
            by_period.extend(own.map(|(&(_, period), amount)| (period, amount.clone())));
        }
        let unknown = self
            .undated
            .iter()
            .flat_map(|&(scope, year)| calendar.year_span(year).periods().map(move |period| (scope, period)));
        unknown.collect()
    }
}
