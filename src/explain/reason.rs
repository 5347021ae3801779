//! Why there is no figure, in a sentence that says what is missing.

use crate::calendar::{FiscalCalendar, Period};
use crate::metrics::origin::{FractionSide, Origin, Term};
use crate::metrics::{Measurements, NoData};
use crate::prose::joined;
use std::collections::BTreeMap;

/// How many things a sentence names before it counts the rest.
const NAMED: usize = 3;

pub(super) fn sentence(why: NoData, origin: &Origin, measurements: &Measurements) -> String {
    let calendar = &measurements.calendar;
    let label = |period: Period| calendar.label(period);
    let last = label(origin.measured.span.last);
    let because = |all: Vec<String>| if all.is_empty() { String::new() } else { format!(": {}", all.join("; ")) };
    let of = |side: Option<FractionSide>| -> Vec<String> {
        let terms = origin.terms.iter().filter(|term| side.is_none_or(|side| term.side == side));
        let mut found: Vec<String> = terms.flat_map(|term| lacking(term, measurements, calendar)).collect();
        found.dedup();
        found
    };
    match why {
        NoData::NotCovered => format!("no export covers all that the figure needs{}", because(of(None))),
        NoData::NoRow => format!("the exports lack a row{}", because(of(None))),
        NoData::BeforeLaunch => format!("the window ends or begins before the launch{}", because(of(None))),
        NoData::ZeroDenominator => format!("what it is divided by is 0 in the window that ends with {last}"),
        NoData::NoEarlierWindow => {
            let earlier = of(Some(FractionSide::Denominator));
            let earlier = if earlier.is_empty() { of(None) } else { earlier };
            format!("there is no figure other than 0 for the earlier window{}", because(earlier))
        }
        NoData::NoLosses => "nothing was lost in the window, so there is no quotient".to_owned(),
        NoData::NotDefined => {
            "the metric is not defined here: the catalog or the formula has no value for it".to_owned()
        }
        NoData::Partial => format!("the data of {last} stop before its last day, so it is not compared yet"),
    }
}

/// What keeps a term from having a total: `revenue has no row of CardioView in 2026-09 and 2026-10`.
fn lacking(term: &Term, measurements: &Measurements, calendar: &FiscalCalendar) -> Vec<String> {
    if term.total.is_ok() {
        return Vec::new();
    }
    let mut grouped: BTreeMap<(Option<usize>, NoData), Vec<Period>> = BTreeMap::new();
    for &(product, period, reason) in &term.missing {
        grouped.entry((product, reason)).or_default().push(period);
    }
    let fact = term.fact.name();
    let sentence = |((product, reason), periods): ((Option<usize>, NoData), Vec<Period>)| {
        let periods = listed(&periods, calendar);
        let name = product.map(|product| measurements.catalog.name(product));
        match (reason, name) {
            (NoData::BeforeLaunch, Some(name)) => format!("{name} is not yet there in {periods}"),
            (NoData::NoRow, Some(name)) => format!("`{fact}` has no row of {name} in {periods}"),
            (_, Some(name)) => format!("no input of `{fact}` that knows {name} covers {periods}"),
            (_, None) => format!("no input of `{fact}` covers {periods}"),
        }
    };
    grouped.into_iter().map(sentence).collect()
}

fn listed(periods: &[Period], calendar: &FiscalCalendar) -> String {
    let mut labels: Vec<String> = periods.iter().take(NAMED).map(|&period| calendar.label(period)).collect();
    let rest = periods.len().saturating_sub(NAMED);
    if rest > 0 {
        labels.push(format!("{rest} more"));
    }
    joined(&labels, "and")
}
