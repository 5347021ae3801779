//! Demand: what was forecast, how long ahead (the *lag*), and what came. Errors are taken by product, period and lag
//! before they are summed, so that a forecast too high never makes up for one too low.

use super::frames::{decimals, grouped, keys, numbers};
use crate::amount::Amount;
use crate::calendar::Period;
use crate::facts::Fact;
use polars::prelude::*;
use std::collections::BTreeMap;

/// Units by lag. Rows that say none are a lag of their own, and the only one of an export without the column.
type UnitsByLag = BTreeMap<Option<u32>, Amount>;

#[derive(Debug, Clone, Default)]
pub(super) struct Demand {
    /// By product: period → Σ|actual − forecast|.
    pub(super) errors: Vec<BTreeMap<Period, Amount>>,
    /// By product: period → actual units.
    actuals: Vec<BTreeMap<Period, UnitsByLag>>,
}

pub(super) fn of_fact(fact: &Fact, products: usize) -> Demand {
    let mut demand = Demand { errors: vec![BTreeMap::new(); products], actuals: vec![BTreeMap::new(); products] };
    let sums = [col("forecast_units").sum(), col("actual_units").sum()];
    let has_lag = fact.frame.column("lag").is_ok();
    let frame = if has_lag {
        grouped(fact, [col("product"), col("period"), col("lag")], sums)
    } else {
        grouped(fact, [col("product"), col("period")], sums)
    };
    let keys = keys(&frame);
    let lags = if has_lag { numbers(&frame, "lag") } else { vec![None; keys.len()] };
    let units = decimals(&frame, "actual_units").into_iter().zip(decimals(&frame, "forecast_units"));
    for (((product, period), lag), units) in keys.into_iter().zip(lags).zip(units) {
        if let (Some(actual), Some(forecast)) = units {
            *demand.errors[product].entry(period).or_insert_with(Amount::zero) += &(&actual - &forecast).abs();
            demand.actuals[product].entry(period).or_default().insert(lag, actual);
        }
    }
    demand
}

impl Demand {
    /// The error of the seasonal naive forecast, the actual of a year earlier, at every lag of the period. A product
    /// without rows in one of the two periods had no demand there; `None` when it has rows a year earlier and some
    /// lag is not among them.
    pub(super) fn naive_error(&self, product: usize, period: Period, earlier: Period) -> Option<Amount> {
        let of = |period: Period| self.actuals.get(product).and_then(|by_period| by_period.get(&period));
        match (of(period), of(earlier)) {
            (None, None) => Some(Amount::zero()),
            (Some(only), None) | (None, Some(only)) => Some(only.values().map(Amount::abs).sum()),
            (Some(now), Some(then)) => now.iter().map(|(lag, now)| Some((now - then.get(lag)?).abs())).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Period = Period::from_serial(24);
    const EARLIER: Period = Period::from_serial(12);

    #[track_caller]
    fn check(now: &[(Option<u32>, i64)], then: &[(Option<u32>, i64)], expected: Option<i64>) {
        let by_lag = |units: &[(Option<u32>, i64)]| units.iter().map(|&(lag, n)| (lag, Amount::from(n))).collect();
        let mut by_period: BTreeMap<Period, UnitsByLag> = BTreeMap::new();
        for (period, units) in [(NOW, now), (EARLIER, then)] {
            if !units.is_empty() {
                by_period.insert(period, by_lag(units));
            }
        }
        let demand = Demand { errors: Vec::new(), actuals: vec![by_period] };
        assert_eq!(demand.naive_error(0, NOW, EARLIER), expected.map(Amount::from));
    }

    #[test]
    fn last_years_actual_is_the_forecast_at_every_lag() {
        check(&[(None, 10)], &[(None, 7)], Some(3));
        check(&[(Some(0), 10), (Some(1), 10)], &[(Some(0), 7), (Some(1), 14)], Some(7));
        check(&[(Some(0), 10)], &[(Some(0), 7), (Some(1), 7)], Some(3));
    }

    #[test]
    fn without_rows_there_was_no_demand() {
        check(&[(None, 10)], &[], Some(10));
        check(&[], &[(Some(0), 7), (Some(1), 7)], Some(14));
        check(&[], &[], Some(0));
    }

    #[test]
    fn a_lag_that_last_year_did_not_have_cannot_be_compared() {
        check(&[(Some(0), 10), (Some(1), 10)], &[(Some(0), 7)], None);
    }
}
