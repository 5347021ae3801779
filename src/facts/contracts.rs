//! Contracts become subscriptions: a contract counts in every period at whose end it is active.

use super::build::{FactBuilder, RowKey};
use super::exchange::Price;
use super::measure_column::product;
use super::problem::FactProblem;
use super::source::FactSource;
use super::walk::RowWalk;
use crate::amount::{Amount, Decimal};
use crate::calendar::{Date, FiscalCalendar, Period, Span};
use crate::ingest::TablePart;

/// Decimal places of an amount that is spread over its term: far below a cent, and the same on every machine.
const SPREAD_PLACES: u32 = 12;

/// Adds a row for every contract and period from its start to the as-of period in which it is active: its start is
/// not after the last day, and it has no end or one after the last day. All periods from the earliest start are
/// covered.
pub(super) fn expand(walk: &mut RowWalk<'_>, builder: &mut FactBuilder, number: u32, source: &mut FactSource) {
    let part = walk.part();
    let mut earliest: Option<Period> = None;
    for row in 0..part.rows.len() {
        if amount_columns(part).all(|column| part.numbers(column).is_none_or(|n| n.get(row).is_none()))
            && !walk.is_rejected(row)
        {
            source.count.empty += 1;
            continue;
        }
        walk.check_key(row, "product");
        walk.check_key(row, "customer");
        let start = part.days("start").and_then(|days| days[row]);
        let end = part.days("end").and_then(|days| days[row]);
        check_term(walk, row, start, end);
        walk.check_sign(row, amount_columns(part));
        check_spread(walk, row, start, end);
        let contract = start.zip(walk.product(row)).zip(annual(walk, row, start, end));
        let customer = part.texts("customer").and_then(|texts| texts.get(row));
        let Some((((start, product), annual), customer)) = contract.zip(customer).filter(|_| !walk.is_rejected(row))
        else {
            source.count.rejected += 1;
            continue;
        };
        let first = walk.calendar().period_from(start);
        let Some(first) = first.filter(|&first| first <= walk.as_of()) else {
            source.count.later += 1;
            continue;
        };
        let periods = active_periods(walk.calendar(), first, end, walk.as_of());
        // Every period is asked for, so that all missing rates are found out.
        let prices: Vec<(Period, Option<Price>)> = periods.map(|period| (period, walk.price(row, period))).collect();
        let Some(priced) = prices.iter().map(|&(period, price)| Some((period, price?))).collect::<Option<Vec<_>>>()
        else {
            source.count.rejected += 1;
            continue;
        };
        source.count.used += 1;
        earliest = Some(earliest.map_or(first, |known| known.min(first)));
        let unchanged = annual.priced(Price::Reporting);
        for (period, price) in priced {
            source.widen(Span::of(period));
            let annual = if let Price::Reporting = price { unchanged } else { annual.priced(price) };
            let key = RowKey { product, period, among: 1, source: number };
            let fits = annual.is_some_and(|annual| builder.push_annual(key, customer, annual, row).is_some());
            if !fits {
                let column = amount_columns(part).next().unwrap_or("amount");
                walk.reject(row, column, FactProblem::TooManyDigits { column: column.into() });
                break;
            }
        }
    }
    if let Some(first) = earliest {
        builder.cover(Span { first, last: walk.as_of() }.periods());
    }
}

fn amount_columns(part: &TablePart) -> impl Iterator<Item = &'static str> {
    ["mrr", "arr", "amount"].into_iter().filter(|column| part.columns.contains_key(*column))
}

fn check_term(walk: &mut RowWalk<'_>, row: usize, start: Option<Date>, end: Option<Date>) {
    match (start, end) {
        (None, _) if !walk.is_rejected(row) => walk.reject(row, "start", FactProblem::BlankKey { column: "start" }),
        (Some(start), Some(end)) if end < start => {
            let problem = FactProblem::EndBeforeStart { start: start.to_string(), end: end.to_string() };
            walk.reject(row, "end", problem);
        }
        _ => {}
    }
}

/// An amount is spread over all periods of its term, so the calendar must reach as far.
fn check_spread(walk: &mut RowWalk<'_>, row: usize, start: Option<Date>, end: Option<Date>) {
    let given = |column| walk.part().numbers(column).is_some_and(|numbers| numbers.get(row).is_some());
    if !given("amount") || given("mrr") || given("arr") {
        return;
    }
    for (column, day) in [("start", start), ("end", end)] {
        if let Some(day) = day.filter(|&day| walk.calendar().period_of(day).is_none()) {
            walk.reject(row, column, FactProblem::OutsideCalendar { day: day.to_string() });
        }
    }
}

/// The annual amount of a contract in its own currency.
enum Annual {
    /// ARR as it is, or MRR twelve times.
    Said(Decimal),
    /// An amount over the term, spread over the periods in which the contract is active.
    Spread(Amount),
}

impl Annual {
    /// In the reporting currency. What is spread is rounded once, after its exchange.
    fn priced(&self, price: Price) -> Option<Decimal> {
        let rate = price.closing();
        match self {
            Self::Said(annual) => product(*annual, rate),
            Self::Spread(yearly) => {
                let yearly = yearly * &Amount::from_scaled(rate.mantissa, rate.scale);
                let mantissa = yearly.to_fixed(SPREAD_PLACES).replace('.', "").parse().ok()?;
                Some(Decimal { mantissa, scale: SPREAD_PLACES })
            }
        }
    }
}

fn annual(walk: &RowWalk<'_>, row: usize, start: Option<Date>, end: Option<Date>) -> Option<Annual> {
    let part = walk.part();
    let figure = |column: &str| part.numbers(column).and_then(|n| n.get(row).map(|mantissa| (mantissa, n.scale())));
    if let Some((monthly, scale)) = figure("mrr") {
        let yearly = || Annual::Spread(&Amount::from_scaled(monthly, scale) * &Amount::from(12_i64));
        let said = monthly.checked_mul(12).map(|mantissa| Annual::Said(Decimal { mantissa, scale }));
        return Some(said.unwrap_or_else(yearly));
    }
    if let Some((mantissa, scale)) = figure("arr") {
        return Some(Annual::Said(Decimal { mantissa, scale }));
    }
    let (mantissa, scale) = figure("amount")?;
    let calendar = walk.calendar();
    let last = calendar.period_of(end?)?;
    let periods = active_periods(calendar, calendar.period_of(start?)?, end, last).count().max(1);
    let yearly = (&Amount::from_scaled(mantissa, scale) * &Amount::from(12_i64)).checked_div(&Amount::from(periods))?;
    Some(Annual::Spread(yearly))
}

fn active_periods(
    calendar: &FiscalCalendar,
    first: Period,
    end: Option<Date>,
    last: Period,
) -> impl Iterator<Item = Period> {
    Span { first, last }.periods().take_while(move |&period| end.is_none_or(|end| end > calendar.last_day(period)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::YearName;

    #[track_caller]
    fn check(start: &str, end: Option<&str>, expected: &[&str]) {
        let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
        let period_of = |day: &str| calendar.period_of(day.parse().unwrap()).unwrap();
        let end = end.map(|end| end.parse().unwrap());
        let periods = active_periods(&calendar, period_of(start), end, period_of("2026-10-31"));
        assert_eq!(periods.map(|p| calendar.label(p)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_contract_counts_in_the_periods_at_whose_end_it_is_active() {
        check("2026-08-31", None, &["2026-08", "2026-09", "2026-10"]);
        check("2026-08-01", Some("2026-09-30"), &["2026-08"]);
        check("2026-08-01", Some("2026-10-01"), &["2026-08", "2026-09"]);
        check("2026-08-05", Some("2026-08-20"), &[]);
        check("2026-11-01", None, &[]);
    }
}
