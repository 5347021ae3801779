//! What a formula cannot say, and what to write instead.

use crate::expression::{Unparsed, long_number};
use crate::name::{did_you_mean, nearest};
use crate::prose::{joined, shown};
use crate::schema::{ColumnRole, FactKind};
use std::error::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaFault {
    Unparsed(Unparsed),
    UnknownMeasure {
        name: String,
        fact: FactKind,
    },
    OutsideAggregate {
        measure: String,
    },
    AggregateInside {
        aggregate: String,
    },
    /// An aggregate of constants, or a formula of them.
    NoMeasure,
    /// A flow and a stock in one aggregate.
    Mixed,
    NoCustomers {
        fact: FactKind,
    },
    CaseOutside,
    TooLong {
        number: String,
    },
    NotSupported {
        what: String,
    },
    /// A control total that compares nothing.
    NoComparison,
    /// A control total of constants.
    NoFigure,
    UnknownMetric {
        name: String,
        known: Vec<String>,
    },
    /// An aggregate of a control total that names no fact, or several.
    FactNotNamed {
        aggregate: String,
    },
    UnknownFact {
        fact: String,
    },
    /// A fact whose rows are no figures by product and period.
    NotSummed {
        fact: FactKind,
    },
}

impl FormulaFault {
    pub(in crate::pipeline) fn wording(&self) -> String {
        match self {
            Self::Unparsed(unparsed) => unparsed.wording("formula"),
            Self::UnknownMeasure { name, fact } => format!("`{}` is not a measure of `{}`", shown(name), fact.name()),
            Self::OutsideAggregate { measure } => format!("`{measure}` stands outside of an aggregate"),
            Self::AggregateInside { aggregate } => format!("`{aggregate}` stands inside another aggregate"),
            Self::NoMeasure => "expected a measure, found only constants".to_owned(),
            Self::Mixed => "one aggregate of a flow and a stock".to_owned(),
            Self::NoCustomers { fact } => format!("`{}` has no customers", fact.name()),
            Self::CaseOutside => "`case` stands outside of an aggregate".to_owned(),
            Self::TooLong { number } => long_number(number),
            Self::NotSupported { what } => format!("`{}` has no place in a formula", shown(what)),
            Self::NoComparison => "expected a comparison of two figures".to_owned(),
            Self::NoFigure => "expected a figure, found only constants".to_owned(),
            Self::UnknownMetric { name, .. } => format!("`{}` is no metric", shown(name)),
            Self::FactNotNamed { aggregate } => format!("`{}` is not about one fact", shown(aggregate)),
            Self::UnknownFact { fact } => format!("unknown fact `{}`", shown(fact)),
            Self::NotSummed { fact } => format!("`{}` has no figures by product and period", fact.name()),
        }
    }

    pub(in crate::pipeline) fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::Unparsed(unparsed) = self { unparsed.source() } else { None }
    }

    pub(in crate::pipeline) fn remedy(&self) -> Option<String> {
        match self {
            Self::Unparsed(unparsed) => unparsed.remedy(),
            Self::TooLong { .. }
            | Self::UnknownFact { .. }
            | Self::NotSummed { fact: FactKind::Milestones | FactKind::Plan } => None,
            Self::NoComparison => Some("as in `mrr = sum(revenue.amount)`".to_owned()),
            Self::NoFigure => Some("name a metric, or an aggregate such as `sum(revenue.amount)`".to_owned()),
            Self::UnknownMetric { name, known } => Some(match nearest(name, known) {
                Some(nearest) => did_you_mean(nearest),
                None => "measures stand in an aggregate with their fact, as in `sum(revenue.amount)`".to_owned(),
            }),
            Self::FactNotNamed { .. } => {
                Some("write every measure of it with the same fact, as in `sum(revenue.amount)`".to_owned())
            }
            Self::NotSummed { .. } => Some("name a metric of the ledger, such as `mrr` or `arr`".to_owned()),
            Self::UnknownMeasure { name, fact } => {
                let measures: Vec<&str> = measures(fact).collect();
                let quoted: Vec<String> = measures.iter().map(|name| format!("`{name}`")).collect();
                Some(match nearest(name, &measures) {
                    Some(nearest) => did_you_mean(nearest),
                    None => format!("its measures are {}", joined(&quoted, "and")),
                })
            }
            Self::OutsideAggregate { measure } => {
                Some(format!("write `sum({measure})`, or `avg`, `min`, `max` or `last` of it"))
            }
            Self::AggregateInside { .. } => {
                Some("rows are aggregated once: write the arithmetic outside of the aggregates".to_owned())
            }
            Self::NoMeasure | Self::NoCustomers { .. } => Some("`count(*)` counts rows".to_owned()),
            Self::Mixed => Some("flows add up over a window and stocks do not: aggregate each by itself".to_owned()),
            Self::CaseOutside => Some("write it inside, as in `sum(case when … then … end)`".to_owned()),
            Self::NotSupported { .. } => Some(
                "it is made of `sum`, `avg`, `min`, `max`, `last`, `count(*)`, `count(distinct customer)`, `abs`, \
                 `nullif`, `coalesce`, `case`, numbers, `+ - * /` and parentheses"
                    .to_owned(),
            ),
        }
    }
}

fn measures(fact: &FactKind) -> impl Iterator<Item = &str> {
    fact.schema()
        .columns
        .iter()
        .filter(|column| matches!(column.role, ColumnRole::Measure(..)))
        .map(|column| column.name.as_ref())
}
