//! What each fact is made of: the canonical columns that an `[[input]]` maps its export to.

use super::column::{
    CURRENCY, CUSTOMER, ColumnRole, ColumnSpec, MAYBE_CUSTOMER, MeasureKind, PERIOD, PRODUCT, Presence, column, measure,
};
use super::custom::CustomFact;
use crate::amount::Unit;
use ColumnRole::{Date, Text};
use MeasureKind::{Flow, Stock};
use Presence::{Optional, Required};
use strum::{EnumString, IntoStaticStr};

/// The facts that goalpost knows by name, and those that a pipeline declares.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum FactKind {
    Revenue,
    Acquisition,
    Adoption,
    Usage,
    Subscriptions,
    Contracts,
    Retention,
    Expansion,
    Demand,
    Market,
    Milestones,
    Plan,
    /// One that the pipeline declares.
    #[strum(disabled)]
    Custom(CustomFact),
}

/// Columns of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactSchema<'a> {
    pub kind: &'a FactKind,
    pub columns: &'a [ColumnSpec],
    /// Of each group at least one column must come, since each says the same thing in its own way.
    pub one_of: &'static [&'static [&'static str]],
}

/// Every fact, in the order of the documentation.
pub const FACTS: &[FactSchema<'static>] = &[
    FactSchema {
        kind: &FactKind::Revenue,
        columns: &[
            PRODUCT,
            PERIOD,
            MAYBE_CUSTOMER,
            column("region", Text, Optional),
            column("segment", Text, Optional),
            CURRENCY,
            measure("amount", Flow, Unit::Money, Required),
            measure("units", Flow, Unit::Count, Optional),
            measure("cost", Flow, Unit::Money, Optional),
        ],
        one_of: &[],
    },
    FactSchema {
        kind: &FactKind::Acquisition,
        columns: &[
            PRODUCT,
            PERIOD,
            MAYBE_CUSTOMER,
            CURRENCY,
            measure("new_customers", Flow, Unit::Count, Optional),
            measure("spend", Flow, Unit::Money, Optional),
        ],
        one_of: &[&["new_customers", "customer"]],
    },
    FactSchema {
        kind: &FactKind::Adoption,
        columns: &[
            PRODUCT,
            PERIOD,
            MAYBE_CUSTOMER,
            measure("eligible", Stock, Unit::Count, Required),
            measure("adopted", Stock, Unit::Count, Required),
            measure("activated", Flow, Unit::Count, Optional),
            measure("activatable", Flow, Unit::Count, Optional),
        ],
        one_of: &[],
    },
    FactSchema {
        kind: &FactKind::Usage,
        columns: &[
            PRODUCT,
            PERIOD,
            MAYBE_CUSTOMER,
            measure("active_users", Stock, Unit::Count, Required),
            measure("licensed_users", Stock, Unit::Count, Optional),
            measure("daily_active_users", Stock, Unit::Count, Optional),
            measure("events", Flow, Unit::Count, Optional),
        ],
        one_of: &[],
    },
    FactSchema {
        kind: &FactKind::Subscriptions,
        columns: &[
            CUSTOMER,
            PRODUCT,
            PERIOD,
            CURRENCY,
            measure("mrr", Stock, Unit::Money, Optional),
            measure("arr", Stock, Unit::Money, Optional),
        ],
        one_of: &[&["mrr", "arr"]],
    },
    FactSchema {
        kind: &FactKind::Contracts,
        columns: &[
            CUSTOMER,
            PRODUCT,
            column("start", Date, Required),
            column("end", Date, Optional),
            CURRENCY,
            measure("mrr", Stock, Unit::Money, Optional),
            measure("arr", Stock, Unit::Money, Optional),
            measure("amount", Flow, Unit::Money, Optional),
        ],
        one_of: &[&["mrr", "arr", "amount"]],
    },
    FactSchema {
        kind: &FactKind::Retention,
        columns: &[
            PRODUCT,
            PERIOD,
            CURRENCY,
            measure("opening_mrr", Stock, Unit::Money, Required),
            measure("churned_mrr", Flow, Unit::Money, Required),
            measure("contraction_mrr", Flow, Unit::Money, Optional),
            measure("opening_customers", Stock, Unit::Count, Optional),
            measure("churned_customers", Flow, Unit::Count, Optional),
        ],
        one_of: &[],
    },
    FactSchema {
        kind: &FactKind::Expansion,
        columns: &[
            PRODUCT,
            PERIOD,
            MAYBE_CUSTOMER,
            column("kind", Text, Optional),
            CURRENCY,
            measure("amount", Flow, Unit::Money, Required),
        ],
        one_of: &[],
    },
    FactSchema {
        kind: &FactKind::Demand,
        columns: &[
            PRODUCT,
            PERIOD,
            column("lag", Text, Optional),
            measure("forecast_units", Flow, Unit::Count, Required),
            measure("actual_units", Flow, Unit::Count, Required),
            measure("backorder_units", Flow, Unit::Count, Optional),
        ],
        one_of: &[],
    },
    FactSchema {
        kind: &FactKind::Market,
        columns: &[PRODUCT, PERIOD, CURRENCY, measure("market_size", Flow, Unit::Money, Required)],
        one_of: &[],
    },
    FactSchema {
        kind: &FactKind::Milestones,
        columns: &[
            PRODUCT,
            column("milestone", Text, Required),
            column("due", Date, Required),
            column("done", Date, Optional),
        ],
        one_of: &[],
    },
    FactSchema {
        kind: &FactKind::Plan,
        columns: &[
            PRODUCT,
            column("metric", Text, Required),
            PERIOD,
            // Its unit is that of the metric in the row, so no unit of money is applied while it is read.
            measure("target", Stock, Unit::Ratio, Required),
        ],
        one_of: &[],
    },
];

impl FactKind {
    pub fn schema(&self) -> FactSchema<'_> {
        match self {
            Self::Custom(own) => FactSchema { kind: self, columns: own.columns(), one_of: &[] },
            // FACTS lists every kind (tested below), so the first entry is never the answer to a missing one.
            _ => FACTS.iter().find(|fact| fact.kind == self).copied().unwrap_or(FACTS[0]),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Custom(own) => own.name(),
            known => known.into_str(),
        }
    }

    /// The fact that its rows become: contracts are subscriptions over their terms.
    #[must_use]
    pub fn kept_as(&self) -> Self {
        match self {
            Self::Contracts => Self::Subscriptions,
            other => other.clone(),
        }
    }
}

impl<'a> FactSchema<'a> {
    pub fn column(&self, name: &str) -> Option<&'a ColumnSpec> {
        self.columns.iter().find(|column| column.name == name)
    }

    pub fn column_names(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.columns.iter().map(|column| column.name.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::CustomMeasure;
    use ColumnRole::Measure;

    #[test]
    fn an_own_fact_is_known_by_its_name_and_has_keys_and_measures() {
        let trained = CustomMeasure { name: "trained".to_owned(), measure_kind: Stock, unit: Unit::Count };
        let kind = FactKind::Custom(CustomFact::declare("enablement".to_owned(), vec![trained]));
        assert_eq!(kind, FactKind::Custom(CustomFact::declare("enablement".to_owned(), Vec::new())));
        assert_eq!(kind.name(), "enablement");
        let names: Vec<_> = kind.schema().column_names().collect();
        assert_eq!(names, ["product", "period", "customer", "trained"]);
        assert_eq!(kind.schema().column("trained").map(|c| c.role), Some(Measure(Stock, Unit::Count)));
    }

    #[test]
    fn every_fact_is_found_by_its_kind_and_its_name() {
        for fact in FACTS {
            assert_eq!(fact.kind.schema(), *fact);
            assert_eq!(fact.kind.name().parse().as_ref(), Ok(fact.kind));
        }
    }

    #[test]
    fn a_fact_has_a_currency_when_it_has_money() {
        for fact in FACTS {
            let has_money = fact.columns.iter().any(|column| matches!(column.role, Measure(_, Unit::Money)));
            assert_eq!(fact.column("currency").is_some(), has_money, "{:?}", fact.kind);
        }
    }

    #[test]
    fn alternatives_are_optional_columns_of_the_same_fact() {
        for fact in FACTS {
            for name in fact.one_of.iter().copied().flatten() {
                assert_eq!(fact.column(name).map(|c| c.presence), Some(Optional), "{:?} {name}", fact.kind);
            }
        }
    }
}
