//! `cohorts.csv`: of the customers who came in one period, how many were there later.

use super::csv;
use crate::metrics::{Cohort, Measurements};

const HEADER: [&str; 6] = ["fact", "product", "cohort", "periods_since", "customers", "share"];

/// By fact, then product (the portfolio last), then cohort; `None` when no fact has customers.
pub fn cohorts_csv(measurements: &Measurements) -> Option<Vec<u8>> {
    let rows: Vec<_> = measurements
        .facts_with_cohorts()
        .flat_map(|fact| measurements.scopes().map(move |scope| (fact, scope)))
        .flat_map(|(fact, scope)| {
            let product = measurements.scope_name(scope);
            let cohorts = measurements.cohorts(fact, scope).iter();
            cohorts
                .flat_map(move |cohort| rows(fact.name(), product, measurements.calendar.label(cohort.started), cohort))
        })
        .collect();
    (!rows.is_empty()).then(|| csv(HEADER, rows))
}

fn rows<'a>(
    fact: &'a str,
    product: &'a str,
    started: String,
    cohort: &'a Cohort,
) -> impl Iterator<Item = [String; 6]> + 'a {
    cohort.cells.iter().map(move |&cell| {
        [
            fact.to_owned(),
            product.to_owned(),
            started.clone(),
            cell.since.to_string(),
            cell.customers.to_string(),
            cohort.share(cell).to_string(),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Period;
    use crate::metrics::CohortCell;

    #[test]
    fn a_line_says_how_many_are_there_and_which_part_that_is() {
        let cells = [(0, 3), (2, 1), (3, 0)].map(|(since, customers)| CohortCell { since, customers }).to_vec();
        let cohort = Cohort { started: Period::from_serial(0), size: 3, cells };
        let lines: Vec<String> =
            rows("usage", "CardioView", "2024-09".to_owned(), &cohort).map(|row| row.join(",")).collect();
        assert_eq!(
            lines,
            [
                "usage,CardioView,2024-09,0,3,1",
                "usage,CardioView,2024-09,2,1,0.333333333333333333",
                "usage,CardioView,2024-09,3,0,0"
            ]
        );
    }
}
