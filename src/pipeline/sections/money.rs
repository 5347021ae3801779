//! The money of an input: its currency, what a 1 stands for, and which columns hold it.

use super::columns::ColumnSource;
use crate::amount::{Amount, Unit};
use crate::pipeline::entry::Entry;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::shape::is_currency;
use crate::schema::{ColumnRole, FactKind};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum InputUnit {
    /// As the file says, else ones.
    #[default]
    Auto,
    /// Every figure is multiplied by this.
    Factor(Amount),
}

/// An input and its columns with money. It counts even when the input has problems of its own.
pub(crate) struct MoneyColumns {
    pub(crate) input: String,
    pub(crate) columns: Vec<String>,
}

pub(crate) fn of_columns(
    input: &str,
    fact: &FactKind,
    mapped: &BTreeMap<String, ColumnSource>,
) -> Option<MoneyColumns> {
    let columns = fact.schema().columns.iter();
    let columns: Vec<_> = columns
        .filter(|column| {
            matches!(column.role, ColumnRole::Measure(_, Unit::Money)) && mapped.contains_key(column.name.as_ref())
        })
        .map(|column| column.name.to_string())
        .collect();
    (!columns.is_empty()).then(|| MoneyColumns { input: input.to_owned(), columns })
}

/// An ISO code.
pub(crate) fn currency(entry: Entry<'_>) -> Option<&str> {
    let code = entry.text()?;
    if !is_currency(code) {
        entry.problem(PipelineProblem::BadCurrency { currency: code.to_owned() });
        return None;
    }
    Some(code)
}

pub(crate) fn units() -> [(&'static str, InputUnit); 9] {
    let factor = |factor: i64| InputUnit::Factor(Amount::from(factor));
    [
        ("auto", InputUnit::Auto),
        ("one", factor(1)),
        ("thousand", factor(1_000)),
        ("million", factor(1_000_000)),
        ("billion", factor(1_000_000_000)),
        ("천", factor(1_000)),
        ("만", factor(10_000)),
        ("백만", factor(1_000_000)),
        ("억", factor(100_000_000)),
    ]
}
