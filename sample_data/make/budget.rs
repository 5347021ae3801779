//! The budget: what finance planned for each month. The goals workbook agrees the same totals.

use crate::month::Month;
use crate::products::{Budget, PRODUCTS, Product, Sales};

/// Per mille of a mean month, January to December: hospitals spend at the end of a quarter.
pub(crate) const SEASON: [i64; 12] = [960, 965, 1060, 975, 985, 1055, 950, 955, 1060, 985, 985, 1065];

/// The first month with a budget is the first of the story: older ones are in the planning system before this one.
const YEARS: [(Month, Month); 3] = [
    (Month::new(2024, 7), Month::new(2024, 12)),
    (Month::new(2025, 1), Month::new(2025, 12)),
    (Month::new(2026, 1), Month::new(2026, 12)),
];

pub(crate) fn season(month: Month) -> i64 {
    SEASON.into_iter().zip(1..).find(|&(_, number)| number == month.number()).map_or(1000, |s| s.0)
}

/// Dollars planned for the product in the month.
pub(crate) fn of_month(product: &Product, month: Month) -> i64 {
    match &product.budget {
        Budget::Launch(amounts) => usize::try_from(month.since(product.sold_from))
            .ok()
            .and_then(|since| amounts.get(since).copied())
            .unwrap_or(0),
        Budget::Years(totals) => YEARS
            .iter()
            .zip(totals)
            .find(|((first, last), _)| (*first..=*last).contains(&month))
            .map_or(0, |(&(first, last), &total)| share_of_year(product, month, first, last, total)),
    }
}

/// Dollars planned for one product, or for all, over some months.
pub(crate) fn total(product: &str, first: Month, last: Month) -> i64 {
    PRODUCTS
        .iter()
        .filter(|candidate| product == "*" || candidate.name == product)
        .flat_map(|candidate| first.through(last).map(|month| of_month(candidate, month)))
        .sum()
}

/// Spread by season and by the growth that everybody expected. Each month is the difference of two
/// rounded running totals, so the months add up to the year to the dollar.
fn share_of_year(product: &Product, month: Month, first: Month, last: Month, total: i64) -> i64 {
    let growth = match product.sales {
        Sales::Steady { growth, .. } => growth,
        Sales::Launch(_) => 0,
    };
    let weight = |m: Month| season(m) * (10_000 + growth * m.since(first));
    let up_to = |end: Month| first.through(end).map(weight).sum::<i64>();
    let whole = up_to(last);
    let running = |end: Month| total / 100 * up_to(end) / whole * 100;
    if month == last { total - running(month.plus(-1)) } else { running(month) - running(month.plus(-1)) }
}
