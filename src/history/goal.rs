//! A goal as a run saw it: every column of the goals workbook as text, so that a record can be read when products and
//! metrics have gone.

use crate::amount::Amount;
use crate::calendar::{Date, FiscalCalendar};
use crate::facts::Catalog;
use crate::goals::{Agreement, Aim, Class, Goal, GoalKind, OwnBands, Phasing, Target};
use crate::metrics::{Registry, Scope};
use crate::place::Place;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedGoal {
    pub id: String,
    /// `*` for the portfolio.
    pub product: String,
    /// `None` for a milestone.
    pub metric: Option<String>,
    pub milestone: Option<String>,
    pub period: String,
    /// Exact; `low..high` for a range, a day for a milestone.
    pub target: String,
    pub baseline: Option<String>,
    pub floor: Option<String>,
    pub stretch: Option<String>,
    pub phasing: Option<String>,
    pub weight: Option<String>,
    pub kind: String,
    pub class: String,
    /// Thresholds of its own; none in records older than these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exceeded_from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_risk_from: Option<String>,
    #[serde(default)]
    pub direction: Option<String>,
    pub supports: Option<String>,
    pub owner: Option<String>,
    pub agreed_by: Option<String>,
    pub agreed_on: Option<String>,
    pub change_reason: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    /// Where it stood.
    #[serde(default)]
    pub place: String,
}

impl RecordedGoal {
    pub fn of(goal: &Goal, calendar: &FiscalCalendar, catalog: &Catalog) -> Self {
        let exact = |amount: &Option<Amount>| amount.as_ref().map(Amount::to_exact);
        let (metric, milestone, target) = match &goal.aim {
            Aim::Metric { metric, target } => (Some(metric.id.to_string()), None, target_text(target)),
            Aim::Milestone { name, due } => (None, Some(name.clone()), due.to_string()),
        };
        let (agreed_by, agreed_on) = match &goal.agreement {
            Agreement::Agreed { by, on } => (Some(by.clone()), Some(on.to_string())),
            Agreement::Proposed => (None, None),
        };
        Self {
            id: goal.id.clone(),
            product: match goal.scope {
                Scope::Product(product) => catalog.name(product).to_owned(),
                Scope::Portfolio => "*".to_owned(),
            },
            metric,
            milestone,
            period: calendar.span_label(goal.span),
            target,
            baseline: exact(&goal.baseline),
            floor: exact(&goal.floor),
            stretch: exact(&goal.stretch),
            phasing: goal.phasing.as_ref().map(phasing_text),
            weight: exact(&goal.weight),
            kind: goal.kind.into_str().to_owned(),
            class: goal.class.into_str().to_owned(),
            exceeded_from: exact(&goal.bands.exceeded),
            met_from: exact(&goal.bands.met),
            at_risk_from: exact(&goal.bands.at_risk),
            direction: goal.metric().map(|metric| metric.better.into_str().to_owned()),
            supports: goal.supports.clone(),
            owner: goal.owner.clone(),
            agreed_by,
            agreed_on,
            change_reason: goal.change_reason.clone(),
            note: goal.note.clone(),
            place: goal.place.to_string(),
        }
    }

    pub const fn is_agreed(&self) -> bool {
        self.agreed_by.is_some() && self.agreed_on.is_some()
    }

    /// The goal again, as it was; `None` where its product or metric is not known any more.
    pub fn goal(&self, calendar: &FiscalCalendar, catalog: &Catalog, registry: &Registry) -> Option<Goal> {
        let number = |text: &Option<String>| text.as_deref().and_then(Amount::parse_exact);
        let aim = match (&self.metric, &self.milestone) {
            (Some(metric), _) => {
                let metric = registry.all().find(|known| known.id == *metric)?.clone();
                Aim::Metric { metric, target: self.target()? }
            }
            (None, name) => Aim::Milestone { name: name.clone().unwrap_or_default(), due: self.target.parse().ok()? },
        };
        let agreement = match (&self.agreed_by, self.agreed_on.as_deref().map(str::parse::<Date>)) {
            (Some(by), Some(Ok(on))) => Agreement::Agreed { by: by.clone(), on },
            _ => Agreement::Proposed,
        };
        Some(Goal {
            id: self.id.clone(),
            scope: self.scope(catalog)?,
            aim,
            span: calendar.parse_label(&self.period)?,
            baseline: number(&self.baseline),
            floor: number(&self.floor),
            stretch: number(&self.stretch),
            phasing: self.phasing.as_deref().and_then(phasing),
            weight: number(&self.weight),
            kind: if self.kind == GoalKind::Product.into_str() { GoalKind::Product } else { GoalKind::Business },
            supports: self.supports.clone(),
            class: if self.class == Class::Aspirational.into_str() { Class::Aspirational } else { Class::Committed },
            bands: OwnBands {
                exceeded: number(&self.exceeded_from),
                met: number(&self.met_from),
                at_risk: number(&self.at_risk_from),
            },
            owner: self.owner.clone(),
            agreement,
            change_reason: self.change_reason.clone(),
            note: self.note.clone(),
            place: Place::Nowhere,
        })
    }

    pub fn scope(&self, catalog: &Catalog) -> Option<Scope> {
        if self.product == "*" { Some(Scope::Portfolio) } else { catalog.find(&self.product).map(Scope::Product) }
    }

    pub(super) fn target(&self) -> Option<Target> {
        match self.target.split_once("..") {
            Some((low, high)) => {
                Some(Target::Range { low: Amount::parse_exact(low)?, high: Amount::parse_exact(high)? })
            }
            None => Amount::parse_exact(&self.target).map(Target::Value),
        }
    }
}

fn target_text(target: &Target) -> String {
    match target {
        Target::Value(value) => value.to_exact(),
        Target::Range { low, high } => format!("{}..{}", low.to_exact(), high.to_exact()),
    }
}

fn phasing_text(phasing: &Phasing) -> String {
    match phasing {
        Phasing::Weights(weights) => weights.iter().map(Amount::to_exact).collect::<Vec<_>>().join(";"),
        known => known.into_str().to_owned(),
    }
}

fn phasing(text: &str) -> Option<Phasing> {
    let weights = || text.split(';').map(Amount::parse_exact).collect::<Option<_>>().map(Phasing::Weights);
    text.parse().ok().or_else(weights)
}
