//! Facts as frames: the sums of a measure by product and period, and where a row that is not there is missed.

use super::measure::Measure;
use super::series::MeasureSeries;
use crate::amount::Amount;
use crate::calendar::Period;
use crate::diagnostic::sound;
use crate::facts::{Catalog, Fact};
use crate::pipeline::Absent;
use crate::schema::MeasureKind;
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Sums that behave as the measure does.
pub(super) fn series_of(
    measure: &Measure,
    fact: &Fact,
    sums: Vec<BTreeMap<Period, Amount>>,
    catalog: &Catalog,
) -> MeasureSeries {
    series_as(measure.measure_kind().unwrap_or(MeasureKind::Flow), fact, sums, catalog)
}

/// Sums that behave like this over time, with the coverage and the lives of their fact.
pub(super) fn series_as(
    measure_kind: MeasureKind,
    fact: &Fact,
    sums: Vec<BTreeMap<Period, Amount>>,
    catalog: &Catalog,
) -> MeasureSeries {
    let seen = first_periods(fact, catalog.len());
    let live = live_spans(&seen, &fact.covered, catalog);
    let absent =
        if fact.absent == Absent::Auto && measure_kind == MeasureKind::Flow { Absent::Zero } else { fact.absent };
    MeasureSeries {
        measure_kind,
        absent,
        covered: fact.covered_for.iter().flatten().chain(&fact.covered).copied().collect(),
        covered_for: fact.covered_for.clone(),
        gaps: fact.gaps.clone(),
        sums,
        live,
    }
}

/// First and last period in which a missing row of the product is missed: from its first row, or from its launch
/// when the catalog gives one after the first covered period, until it retired.
pub(super) fn live_spans(
    seen: &[Option<Period>],
    covered: &BTreeSet<Period>,
    catalog: &Catalog,
) -> Vec<Option<(Period, Period)>> {
    let first_covered = covered.first().copied();
    catalog
        .products()
        .iter()
        .zip(seen)
        .map(|(product, &seen)| {
            let launched = product.launched.filter(|&launch| first_covered.is_some_and(|first| launch > first));
            let first = seen.map(|seen| launched.unwrap_or(seen))?;
            Some((first, product.retired.unwrap_or(Period::from_serial(i32::MAX))))
        })
        .collect()
}

/// The first period with a row, by product.
pub(super) fn first_periods(fact: &Fact, products: usize) -> Vec<Option<Period>> {
    let mut first = vec![None; products];
    for (product, period) in keys(&grouped(fact, [col("product")], [col("period").min()])) {
        first[product] = Some(period);
    }
    first
}

/// The rows of a fact, aggregated.
pub(super) fn grouped<const K: usize, const A: usize>(fact: &Fact, by: [Expr; K], what: [Expr; A]) -> DataFrame {
    sound(fact.frame.clone().lazy().group_by(by).agg(what).collect(), "aggregating a fact")
}

/// The `product` and `period` columns of an aggregated frame.
pub(super) fn keys(frame: &DataFrame) -> Vec<(usize, Period)> {
    let read = || -> PolarsResult<Vec<(usize, Period)>> {
        let pairs = frame.column("product")?.u32()?.iter().zip(frame.column("period")?.i32()?.iter());
        Ok(pairs.filter_map(|(product, period)| Some((product? as usize, Period::from_serial(period?)))).collect())
    };
    sound(read(), "reading the keys of a fact")
}

/// Sums of a measure by product and period. Rows without the measure leave no sum, not a sum of 0. What is spread over
/// several periods is divided here, as an exact fraction.
pub(super) fn sums(fact: &Fact, measure: &str, products: usize) -> Vec<BTreeMap<Period, Amount>> {
    let mut by_product = vec![BTreeMap::new(); products];
    let known = Fact { frame: known(fact, measure), ..Fact::default() };
    let frame = grouped(&known, [col("product"), col("period"), col("length")], [col(measure).sum()]);
    let lengths = numbers(&frame, "length");
    let totals = decimals(&frame, measure);
    for (((product, period), length), total) in keys(&frame).into_iter().zip(lengths).zip(totals) {
        let among = Amount::from(i64::from(length.unwrap_or(1)));
        let Some(share) = total.and_then(|total| total.checked_div(&among)) else { continue };
        *by_product[product].entry(period).or_insert_with(Amount::zero) += &share;
    }
    by_product
}

/// The rows that have a value in a column.
fn known(fact: &Fact, column: &str) -> DataFrame {
    sound(fact.frame.clone().lazy().filter(col(column).is_not_null()).collect(), "leaving out rows without a value")
}

/// A column of numbers: of customers, of periods that share a row.
pub(super) fn numbers(frame: &DataFrame, name: &str) -> Vec<Option<u32>> {
    sound(frame.column(name).and_then(|column| Ok(column.u32()?.iter().collect())), "reading a column of numbers")
}

/// A decimal column as amounts.
pub(super) fn decimals(frame: &DataFrame, name: &str) -> Vec<Option<Amount>> {
    let read = || -> PolarsResult<Vec<Option<Amount>>> {
        let decimals = frame.column(name)?.decimal()?;
        let scale = u32::try_from(decimals.scale()).unwrap_or(0);
        Ok(decimals.physical().iter().map(|mantissa| mantissa.map(|m| Amount::from_scaled(m, scale))).collect())
    };
    sound(read(), "reading a measure")
}

/// New customers where the export only has customers: those whose first row of the product falls in the period.
pub(super) fn first_seen(fact: &Fact, products: usize) -> Vec<BTreeMap<Period, Amount>> {
    let mut by_product = vec![BTreeMap::new(); products];
    let named = Fact { frame: known(fact, "customer"), ..Fact::default() };
    for (product, period) in keys(&grouped(&named, [col("product"), col("customer")], [col("period").min()])) {
        *by_product[product].entry(period).or_insert_with(Amount::zero) += &Amount::one();
    }
    by_product
}
