//! Metrics of customers won.

use crate::amount::Unit;
use crate::metrics::measure::{Measure, NEW_CUSTOMERS};
use crate::metrics::metric::Metric;
use crate::metrics::movement::MovementKind;
use crate::metrics::parts::Moved;
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};

const SPEND: Measure = Measure::new(FactKind::Acquisition, "spend");

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Acquisition;
    "new_customers" = "New customers", "신규 고객", Unit::Count, Better::Higher =>
        formula "sum of new customers; without that column, customers whose first row falls in the period",
            "신규 고객 합계, 열이 없으면 첫 거래가 기간 안에 있는 고객 수";
        source "Common usage";
        rule MetricRule::Value(&NEW_CUSTOMERS);
    "new_mrr" = "New MRR", "신규 MRR", Unit::Money, Better::Higher =>
        formula "MRR of customers who did not hold the product in the restart window before",
            "재가입 기간 안에 보유하지 않았던 고객의 MRR";
        source "SaaS Metrics Standards Board, new recurring revenue";
        rule MetricRule::Value(&Moved(&[MovementKind::New]));
    "acquisition_cost" = "Acquisition cost", "고객 획득 비용", Unit::Money, Better::Lower =>
        formula "sum of spend ÷ sum of new customers", "비용 합계 ÷ 신규 고객 합계";
        source "Common usage: customer acquisition cost";
        rule MetricRule::Quotient(&SPEND, &NEW_CUSTOMERS);
};
