//! Figures that are not part of a score, as pages ask for them.

use crate::calendar::{Date, Period, Span, Window};
use crate::metrics::{self, Cohort, CustomerMovement, Measured, Metric, Movement, Scope};
use crate::schema::FactKind;
use crate::scorecard::inputs::ScorecardInputs;

/// Who answers for figures that are not part of a score.
pub(crate) trait FigureSource {
    fn measure(&self, metric: &Metric, scope: Scope, window: Window, at: Period) -> Measured;
    /// Subscription movements, period by period; empty without a ledger.
    fn movements(&self, scope: Scope) -> Vec<(Period, Movement)>;
    /// When a milestone was done.
    fn milestone_done(&self, scope: Scope, name: &str) -> Option<Date>;
    /// The customers behind the movements of a product, the largest first.
    fn customers(&self, product: usize, span: Span) -> Vec<CustomerMovement>;
    /// The facts that have customers.
    fn facts_with_cohorts(&self) -> Vec<FactKind>;
    /// Customers by the period in which they came, the earliest first.
    fn cohorts(&self, fact: &FactKind, scope: Scope) -> Vec<Cohort>;
}

impl FigureSource for ScorecardInputs<'_> {
    fn measure(&self, metric: &Metric, scope: Scope, window: Window, at: Period) -> Measured {
        self.measurements.measure(metric, scope, window, at)
    }

    fn movements(&self, scope: Scope) -> Vec<(Period, Movement)> {
        self.measurements.movements(scope).map(|(period, movement)| (period, movement.clone())).collect()
    }

    fn customers(&self, product: usize, span: Span) -> Vec<CustomerMovement> {
        metrics::customer_movements(self.facts, Scope::Product(product), span).collect()
    }

    fn facts_with_cohorts(&self) -> Vec<FactKind> {
        self.measurements.facts_with_cohorts().cloned().collect()
    }

    fn cohorts(&self, fact: &FactKind, scope: Scope) -> Vec<Cohort> {
        self.measurements.cohorts(fact, scope).to_vec()
    }

    fn milestone_done(&self, scope: Scope, name: &str) -> Option<Date> {
        self.measurements.milestone_done(scope, name)
    }
}
