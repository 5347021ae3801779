//! Movements add up along their rows: opening, gains and losses are the closing. Products add up to the portfolio where
//! they do: a customer who comes to a second product is new there, and has grown in the portfolio.

use super::{ALL, set, value};
use crate::amount::Amount;
use crate::scorecard::model::{CellRef, Formula, Row, Stretch, Table};
use std::sync::Arc;

/// Columns that come from others of their row, and what is added up for them.
const ALONG: [(&str, &[&str]); 2] = [
    ("closing", &["opening", "new", "reactivation", "expansion", "contraction", "churn"]),
    ("closing_customers", &["opening_customers", "new_customers", "reactivated_customers", "churned_customers"]),
];

pub(super) fn of_movements(page: &Arc<str>, table: &mut Table) {
    add_up(page, table);
    let columns: Vec<String> = table.columns.iter().map(|column| column.key.to_string()).collect();
    let key = table.key;
    let at = |wanted: &str| columns.iter().position(|column| column == wanted);
    for row in table.rows.iter_mut().filter(|row| !row.key.is_empty()) {
        let cell = |column: &str| Formula::from(CellRef::new(page, key, row.key.as_str(), column.to_owned()));
        let figure = |row: &Row, column: &str| row.cells.get(at(column)?).and_then(value).cloned();
        for (sum, parts) in ALONG {
            let added: Option<Amount> = parts.iter().map(|part| figure(row, part)).sum();
            if added.is_none() || added != figure(row, sum) {
                continue;
            }
            let formula = parts.iter().map(|part| cell(part)).reduce(|sum, part| sum + part);
            if let Some(at) = at(sum) {
                set(&mut row.cells[at], formula);
            }
        }
        let difference = Some(cell("closing") - cell("opening"));
        if let Some(at) = at("net") {
            set(&mut row.cells[at], difference);
        }
    }
}

/// The row of the portfolio, in the columns that do add up.
fn add_up(page: &Arc<str>, table: &mut Table) {
    let Some((total, rows)) = table.rows.split_last_mut().filter(|(total, _)| total.key == ALL) else { return };
    let Some((first, last)) = rows.first().zip(rows.last()) else { return };
    for (at, column) in table.columns.iter().enumerate() {
        let above: Option<Amount> = rows.iter().map(|row| row.cells.get(at).and_then(value).cloned()).sum();
        if above.is_none() || above.as_ref() != value(&total.cells[at]) {
            continue;
        }
        let first = CellRef::new(page, table.key, first.key.as_str(), column.key.clone());
        let above = Formula::Stretch(Stretch { first, last: last.key.as_str().into() });
        set(&mut total.cells[at], Some(Formula::sum(vec![above])));
    }
}

/// What a customer pays after less what it paid before. The rows have no names, so they are numbered.
pub(super) fn of_customers(page: &Arc<str>, table: &mut Table) {
    let Some(change) = table.columns.iter().position(|column| column.key == "change") else { return };
    for (number, row) in table.rows.iter_mut().enumerate() {
        row.key = (number + 1).to_string();
        let cell = |column: &'static str| Formula::from(CellRef::new(page, table.key, row.key.as_str(), column));
        let formula = cell("after") - cell("before");
        set(&mut row.cells[change], Some(formula));
    }
}
