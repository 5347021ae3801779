//! Metrics of customers won.

use crate::amount::Unit;
use crate::lang::Label;
use crate::metrics::measure::{Measure, NEW_CUSTOMERS};
use crate::metrics::metric::Metric;
use crate::metrics::movement::MovementKind;
use crate::metrics::parts::Moved;
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};
use std::borrow::Cow;

const SPEND: Measure = Measure::new(FactKind::Acquisition, "spend");

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: Cow::Borrowed("new_customers"),
        label: Label::known("New customers", "신규 고객"),
        theme: Theme::Acquisition,
        unit: Unit::Count,
        better: Better::Higher,
        formula: Label::known(
            "sum of new customers; without that column, customers whose first row falls in the period",
            "신규 고객 합계, 열이 없으면 첫 거래가 기간 안에 있는 고객 수",
        ),
        source: "Common usage",
        rule: MetricRule::Value(&NEW_CUSTOMERS),
    },
    Metric {
        id: Cow::Borrowed("new_mrr"),
        label: Label::known("New MRR", "신규 MRR"),
        theme: Theme::Acquisition,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known(
            "MRR of customers who did not hold the product in the restart window before",
            "재가입 기간 안에 보유하지 않았던 고객의 MRR",
        ),
        source: "SaaS Metrics Standards Board, new recurring revenue",
        rule: MetricRule::Value(&Moved(&[MovementKind::New])),
    },
    Metric {
        id: Cow::Borrowed("acquisition_cost"),
        label: Label::known("Acquisition cost", "고객 획득 비용"),
        theme: Theme::Acquisition,
        unit: Unit::Money,
        better: Better::Lower,
        formula: Label::known("sum of spend ÷ sum of new customers", "비용 합계 ÷ 신규 고객 합계"),
        source: "Common usage: customer acquisition cost",
        rule: MetricRule::Quotient(&SPEND, &NEW_CUSTOMERS),
    },
];
