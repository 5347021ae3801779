//! The equation of a control total: two formulas with a comparison between them.
//!
//! Outside of aggregates stand metrics by their ids, inside them measures with their facts, as in
//! `mrr = sum(revenue.amount)`. An aggregate is about one fact; a formula may have several of them.

use super::fault::FormulaFault;
use super::read::{Fault, FormulaReader, Read};
use super::tree::{Aggregate, Formula, Leaves};
use crate::expression::{ComparisonOperator, comparison};
use crate::pipeline::metric::CustomRule;
use crate::schema::FactKind;
use sqlparser::ast::{Expr, Function, Ident, Spanned};
use sqlparser::dialect::GenericDialect;
use sqlparser::tokenizer::{Token, Tokenizer};
use std::collections::BTreeSet;
use std::sync::Arc;

/// `left` compared with `right`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    pub left: Formula<EquationFigure>,
    pub comparison: ComparisonOperator,
    pub right: Formula<EquationFigure>,
}

/// What an equation is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EquationFigure {
    /// By its id.
    Metric(String),
    /// An aggregate of a fact, as the numerator of a rule.
    Rows(Arc<CustomRule>, Aggregate),
}

/// The names that an equation may use.
pub(in crate::pipeline) struct Names<'a> {
    pub(in crate::pipeline) fact: &'a dyn Fn(&str) -> Option<FactKind>,
    /// Ids of the metrics.
    pub(in crate::pipeline) metrics: &'a [&'a str],
}

/// Reads an equation.
pub(in crate::pipeline) fn read_equation(text: &str, names: &Names<'_>) -> Read<Equation> {
    // The fact of each aggregate is found when it is read.
    let reader = FormulaReader { text, fact: &FactKind::Revenue };
    let equation = Equations { reader, names };
    let parsed = equation.reader.parse()?;
    let whole = || (0..text.len(), FormulaFault::NoComparison);
    let Expr::BinaryOp { left, op, right } = bare(&parsed) else { return Err(whole()) };
    let comparison = comparison(op).ok_or_else(whole)?;
    let read = Equation { left: equation.side(left)?, comparison, right: equation.side(right)? };
    let mut figures = 0;
    read.figures(&mut |_| figures += 1);
    if figures == 0 { Err((0..text.len(), FormulaFault::NoFigure)) } else { Ok(read) }
}

impl Equation {
    /// Hands every figure to `each`.
    pub fn figures<'a>(&'a self, each: &mut impl FnMut(&'a EquationFigure)) {
        self.left.leaves(Leaves::All, each);
        self.right.leaves(Leaves::All, each);
    }
}

struct Equations<'a> {
    reader: FormulaReader<'a>,
    names: &'a Names<'a>,
}

impl Equations<'_> {
    fn side(&self, expr: &Expr) -> Read<Formula<EquationFigure>> {
        match expr {
            Expr::Identifier(ident) => self.metric(ident),
            Expr::CompoundIdentifier(_) => Err(self.outside(expr)),
            Expr::Case { .. } => Err((self.reader.range(expr.span()), FormulaFault::CaseOutside)),
            Expr::Function(function) => match self.reader.shared_function(function, &|expr| self.side(expr))? {
                Some(formula) => Ok(formula),
                None => self.aggregate(function).map(Formula::Leaf),
            },
            _ => self.reader.shared(expr, &|expr| self.side(expr)),
        }
    }

    fn metric(&self, ident: &Ident) -> Read<Formula<EquationFigure>> {
        let found = self.names.metrics.iter().find(|id| id.eq_ignore_ascii_case(&ident.value));
        let fault = || FormulaFault::UnknownMetric {
            name: ident.value.clone(),
            known: self.names.metrics.iter().map(|id| (*id).to_owned()).collect(),
        };
        found
            .map(|id| Formula::Leaf(EquationFigure::Metric((*id).to_owned())))
            .ok_or_else(|| (self.reader.range(ident.span), fault()))
    }

    fn outside(&self, expr: &Expr) -> Fault {
        (self.reader.range(expr.span()), FormulaFault::OutsideAggregate { measure: expr.to_string() })
    }

    fn aggregate(&self, function: &Function) -> Read<EquationFigure> {
        let place = || self.reader.range(function.name.span());
        let names = facts_named(function);
        let mut facts = names.iter();
        let (Some(name), None) = (facts.next(), facts.next()) else {
            return Err((place(), FormulaFault::FactNotNamed { aggregate: function.to_string() }));
        };
        let Some(fact) = (self.names.fact)(name) else {
            return Err((place(), FormulaFault::UnknownFact { fact: name.clone() }));
        };
        match fact {
            // The ledger is walked by customer: its sums are metrics.
            FactKind::Subscriptions | FactKind::Contracts | FactKind::Milestones | FactKind::Plan => {
                Err((place(), FormulaFault::NotSummed { fact }))
            }
            _ => {
                let aggregate = FormulaReader { text: self.reader.text, fact: &fact }.aggregate(function)?;
                let numerator = Formula::Leaf(aggregate.clone());
                let rule = CustomRule { fact, numerator, denominator: None };
                Ok(EquationFigure::Rows(rule.into(), aggregate))
            }
        }
    }
}

/// Without the parentheses around all of it.
fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Nested(inner) => bare(inner),
        _ => expr,
    }
}

/// What stands before a point inside of an aggregate.
fn facts_named(function: &Function) -> BTreeSet<String> {
    let text = function.to_string();
    let tokens = Tokenizer::new(&GenericDialect {}, &text).tokenize().unwrap_or_default();
    let named = tokens.windows(2).filter_map(|pair| match pair {
        [Token::Word(word), Token::Period] => Some(word.value.to_lowercase()),
        _ => None,
    });
    named.collect()
}
