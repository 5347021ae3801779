//! `movements.csv`: what came, grew, shrank and went in the subscription ledger, period by period.

use super::csv;
use crate::metrics::{Measurements, Movement};

const HEADER: [&str; 14] = [
    "product",
    "period",
    "opening",
    "new",
    "reactivation",
    "expansion",
    "contraction",
    "churn",
    "closing",
    "opening_customers",
    "new_customers",
    "reactivated_customers",
    "churned_customers",
    "closing_customers",
];

/// By product, the portfolio last; `None` without a subscription ledger.
pub fn movements_csv(measurements: &Measurements) -> Option<Vec<u8>> {
    let rows: Vec<_> = measurements
        .scopes()
        .flat_map(|scope| {
            let product = measurements.scope_name(scope);
            measurements
                .movements(scope)
                .map(move |(period, movement)| row(product, measurements.calendar.label(period), movement))
        })
        .collect();
    (!rows.is_empty()).then(|| csv(HEADER, rows))
}

fn row(product: &str, period: String, movement: &Movement) -> [String; 14] {
    [
        product.to_owned(),
        period,
        movement.opening.to_string(),
        movement.new.to_string(),
        movement.reactivation.to_string(),
        movement.expansion.to_string(),
        movement.contraction.to_string(),
        movement.churn.to_string(),
        movement.closing.to_string(),
        movement.opening_customers.to_string(),
        movement.new_customers.to_string(),
        movement.reactivated_customers.to_string(),
        movement.churned_customers.to_string(),
        movement.closing_customers.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;

    #[test]
    fn a_line_adds_up_from_left_to_right() {
        let money = |text: &str| Amount::parse_plain(text).unwrap();
        let movement = Movement {
            opening: money("63500"),
            new: money("1010"),
            reactivation: money("0"),
            expansion: money("380"),
            contraction: money("1105"),
            churn: money("0"),
            closing: money("63785"),
            opening_customers: 120,
            new_customers: 3,
            reactivated_customers: 0,
            churned_customers: 0,
            closing_customers: 123,
        };
        assert_eq!(
            row("CardioView", "2024-09".to_owned(), &movement).join(","),
            "CardioView,2024-09,63500,1010,0,380,1105,0,63785,120,3,0,0,123"
        );
    }
}
