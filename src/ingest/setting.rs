//! What the sheets of an input are read with: its compiled SQL, and what its figures are in.

use super::expression::Expression;
use super::problem::IngestProblem;
use super::shape::units::Units;
use crate::diagnostic::{Cause, Finding};
use crate::pipeline::{ColumnSource, Input};
use crate::place::Place;
use crate::sheet::Sheet;
use std::collections::BTreeMap;

/// What a sheet is read with.
pub(crate) struct ReadSetting<'a> {
    pub(super) input: &'a Input,
    pub(super) expressions: &'a Expressions,
    /// The sheet as it is stored, whose other cells show how figures are written.
    pub(super) stored: &'a Sheet,
    /// What a 1 in a cell stands for.
    pub(super) units: Units,
}

/// The compiled SQL of an input.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    pub(super) condition: Option<Expression>,
    pub(super) columns: BTreeMap<String, Expression>,
}

impl Expressions {
    /// `None` where some expression is wrong, with a finding for each that is.
    pub(super) fn compile(input: &Input, findings: &mut Vec<Finding>) -> Option<Self> {
        let mut compiled = |text: &str| {
            let problem = |error| IngestProblem::BadExpression { expression: text.to_owned(), error };
            Expression::compile(text).map_err(|error| findings.push(Finding::new(Place::Nowhere, problem(error)))).ok()
        };
        let condition = input.condition.as_deref().map(&mut compiled);
        let sql = input.columns.iter().filter_map(|(name, source)| match source {
            ColumnSource::Sql(text) => Some((name.clone(), compiled(text))),
            ColumnSource::Headers(_) | ColumnSource::Joined(_) | ColumnSource::Constant(_) => None,
        });
        // All are compiled before one that is wrong ends it.
        let columns: Vec<_> = sql.collect();
        let columns = columns.into_iter().map(|(name, expression)| Some((name, expression?))).collect::<Option<_>>()?;
        Some(Self { condition: condition.map_or(Some(None), |condition| condition.map(Some))?, columns })
    }

    /// Every column name that some expression speaks of.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.condition.iter().chain(self.columns.values()).flat_map(|e| e.names.iter().cloned()).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// An expression that compiles and cannot be evaluated over a sheet.
pub(super) fn bad_expression(sheet: &Sheet, expression: &Expression, error: Cause) -> Finding {
    let problem = IngestProblem::BadExpression { expression: expression.text().to_owned(), error };
    Finding::new(sheet.place(), problem)
}
