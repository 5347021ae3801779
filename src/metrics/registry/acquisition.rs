//! Metrics of customers won.

use crate::amount::Unit;
use crate::lang::Label;
use crate::metrics::measure::{Measure, NEW_CUSTOMERS};
use crate::metrics::metric::Metric;
use crate::metrics::movement::MovementKind;
use crate::metrics::parts::Moved;
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};

const SPEND: Measure = Measure::new(FactKind::Acquisition, "spend");

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "new_customers",
        label: Label::new("New customers", "신규 고객"),
        theme: Theme::Acquisition,
        unit: Unit::Count,
        better: Better::Higher,
        formula: Label::new(
            "sum of new customers; without that column, customers whose first row falls in the period",
            "신규 고객 합계, 열이 없으면 첫 거래가 기간 안에 있는 고객 수",
        ),
        source: "Common usage",
        rule: MetricRule::Value(&NEW_CUSTOMERS),
    },
    Metric {
        id: "new_mrr",
        label: Label::new("New MRR", "신규 MRR"),
        theme: Theme::Acquisition,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::new(
            "MRR of customers who did not hold the product in the restart window before",
            "재가입 기간 안에 보유하지 않았던 고객의 MRR",
        ),
        source: "SaaS Metrics Standards Board, new recurring revenue",
        rule: MetricRule::Value(&Moved(&[MovementKind::New])),
    },
    Metric {
        id: "acquisition_cost",
        label: Label::new("Acquisition cost", "고객 획득 비용"),
        theme: Theme::Acquisition,
        unit: Unit::Money,
        better: Better::Lower,
        formula: Label::new("sum of spend ÷ sum of new customers", "비용 합계 ÷ 신규 고객 합계"),
        source: "Common usage: customer acquisition cost",
        rule: MetricRule::Quotient(&SPEND, &NEW_CUSTOMERS),
    },
];
