//! Terms of the subscription ledger: its rows by customer.

use super::rows::Row;
use super::term::{Combination, Contribution, FractionSide, RowOf, Term, TermRole};
use super::tracer::Tracer;
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::answer::NoData;
use crate::schema::FactKind;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The ledger is kept as annual amounts.
const ANNUAL: &str = "arr";

/// The rows of a period by customer.
pub(in crate::metrics) type ByCustomer = BTreeMap<Arc<str>, Vec<Row>>;

/// Which term it is.
#[derive(Clone, Copy)]
pub(in crate::metrics) struct Of {
    pub(in crate::metrics) side: FractionSide,
    pub(in crate::metrics) name: &'static str,
    pub(in crate::metrics) made: Combination,
}

impl Tracer<'_> {
    pub(in crate::metrics) fn term_of_ledger(
        self,
        of: Of,
        span: Span,
        total: Result<Amount, NoData>,
        contributions: Vec<Contribution>,
    ) -> Term {
        let missing = total.as_ref().err().map(|&reason| match reason {
            NoData::NotCovered => (None, span.last, reason),
            _ => (self.scope.product(), span.last, reason),
        });
        let (Of { side, name, made }, sign, fact) = (of, 1, FactKind::Subscriptions);
        let name = Cow::Borrowed(name);
        let (zeros, missing) = (Vec::new(), missing.into_iter().collect());
        Term { side, sign, name, fact, made, span, total, contributions, zeros, missing }
    }

    pub(in crate::metrics) fn ledger_rows(self, period: Period) -> Vec<Row> {
        self.rows(&FactKind::Subscriptions, Span::of(period), &[Cow::Borrowed(ANNUAL)])
    }

    pub(in crate::metrics) fn by_customer(self, period: Period) -> ByCustomer {
        let mut found = ByCustomer::new();
        for row in self.ledger_rows(period) {
            if let Some(customer) = row.customer.and_then(|number| self.customer(&FactKind::Subscriptions, number)) {
                found.entry(customer).or_default().push(row);
            }
        }
        found
    }
}

/// The rows of a customer, of one product or of all.
pub(in crate::metrics) fn rows_of(
    rows: &ByCustomer,
    customer: &str,
    product: Option<usize>,
    role: TermRole,
) -> Vec<RowOf> {
    let mine = rows.get(customer).into_iter().flatten();
    mine.filter(|row| product.is_none_or(|product| row.product == product)).map(|row| row.of(role, monthly())).collect()
}

/// What makes an annual amount a monthly one.
pub(in crate::metrics) fn monthly() -> Amount {
    // 12 is never zero.
    Amount::ratio(1, 12).unwrap_or_else(Amount::zero)
}
