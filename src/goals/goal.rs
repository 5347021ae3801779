//! One goal: what is to be reached, by whom, over which periods, and whether it was agreed.

use crate::amount::{Amount, Unit};
use crate::calendar::{Date, Span};
use crate::metrics::{MetricRef, Scope};
use crate::place::Place;
use strum::{EnumString, IntoStaticStr};

/// One row of the goals workbook.
#[derive(Debug, Clone)]
pub struct Goal {
    /// Unique and stable.
    pub id: String,
    pub scope: Scope,
    pub aim: Aim,
    /// The periods over which it is to be reached.
    pub span: Span,
    pub baseline: Option<Amount>,
    pub floor: Option<Amount>,
    pub stretch: Option<Amount>,
    pub phasing: Option<Phasing>,
    pub weight: Option<Amount>,
    pub kind: GoalKind,
    /// Id of the business goal that a product goal supports.
    pub supports: Option<String>,
    pub class: Class,
    pub bands: OwnBands,
    pub owner: Option<String>,
    pub agreement: Agreement,
    pub change_reason: Option<String>,
    pub note: Option<String>,
    /// The goal's cell in its Goal column.
    pub place: Place,
}

/// What is to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    Metric {
        metric: MetricRef,
        target: Target,
    },
    /// A deed with its due date.
    Milestone {
        name: String,
        due: Date,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Value(Amount),
    /// Anywhere between the two, ends included.
    Range {
        low: Amount,
        high: Amount,
    },
}

/// How a target spreads over the periods of its window.
#[derive(Debug, Clone, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Phasing {
    Even,
    LastYear,
    Ramp,
    Flat,
    /// One weight a period, not all of them zero.
    #[strum(disabled)]
    Weights(Vec<Amount>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum GoalKind {
    Business,
    Product,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Class {
    Committed,
    Aspirational,
}

/// The smallest attainments of each status where a goal has its own; the pipeline's elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnBands {
    pub exceeded: Option<Amount>,
    pub met: Option<Amount>,
    pub at_risk: Option<Amount>,
}

#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Agreement {
    Agreed { by: String, on: Date },
    Proposed,
}

impl Target {
    pub(crate) fn map(&self, change: impl Fn(&Amount) -> Amount) -> Self {
        match self {
            Self::Value(value) => Self::Value(change(value)),
            Self::Range { low, high } => Self::Range { low: change(low), high: change(high) },
        }
    }

    /// The one figure that stands for it: of a range its middle.
    pub(crate) fn middle(&self) -> Amount {
        match self {
            Self::Value(value) => value.clone(),
            Self::Range { low, high } => low + &(&(high - low) * &Amount::from_scaled(5, 1)),
        }
    }
}

impl Agreement {
    pub const fn is_agreed(&self) -> bool {
        matches!(self, Self::Agreed { .. })
    }
}

impl Aim {
    pub(super) const fn metric(&self) -> Option<&MetricRef> {
        match self {
            Self::Metric { metric, .. } => Some(metric),
            Self::Milestone { .. } => None,
        }
    }
}

impl Goal {
    pub const fn metric(&self) -> Option<&MetricRef> {
        self.aim.metric()
    }

    /// Unit of its figures.
    pub fn unit(&self) -> Unit {
        self.metric().map_or(Unit::Date, |metric| metric.unit)
    }
}

#[cfg(test)]
impl Goal {
    /// A committed business goal of a product that is agreed, with nothing beside its target.
    pub(crate) fn sample(id: &str, aim: Aim, span: Span) -> Self {
        Self {
            id: id.to_owned(),
            scope: Scope::Product(0),
            aim,
            span,
            baseline: None,
            floor: None,
            stretch: None,
            phasing: None,
            weight: None,
            kind: GoalKind::Business,
            supports: None,
            class: Class::Committed,
            bands: OwnBands::default(),
            owner: None,
            agreement: Agreement::Agreed { by: "Kim".to_owned(), on: Date::from_ymd_opt(2025, 12, 1).unwrap() },
            change_reason: None,
            note: None,
            place: Place::Nowhere,
        }
    }
}
