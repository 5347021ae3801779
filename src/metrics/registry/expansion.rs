//! Metrics of growth with customers already won.

use crate::amount::Unit;
use crate::lang::Label;
use crate::metrics::measure::EXPANSION;
use crate::metrics::metric::Metric;
use crate::metrics::movement::MovementKind;
use crate::metrics::parts::{Customers, Moved, Opening};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, Theme};
use std::borrow::Cow;

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: Cow::Borrowed("expansion_mrr"),
        label: Label::known("Expansion MRR", "확장 MRR"),
        theme: Theme::Expansion,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known("added MRR of customers who already held the product", "기존 고객의 MRR 증가분"),
        source: "SaaS Metrics Standards Board",
        rule: MetricRule::Value(&Moved(&[MovementKind::Expansion])),
    },
    Metric {
        id: Cow::Borrowed("expansion_revenue"),
        label: Label::known("Expansion revenue", "확장 매출"),
        theme: Theme::Expansion,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known("sum of amount of the expansion export", "확장 실적 금액 합계"),
        source: "As exported",
        rule: MetricRule::Value(&EXPANSION),
    },
    Metric {
        id: Cow::Borrowed("expansion_rate"),
        label: Label::known("Expansion rate", "확장률"),
        theme: Theme::Expansion,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known("expansion MRR over the window ÷ MRR at its opening", "확장 MRR ÷ 기초 MRR"),
        source: "SaaS Metrics Standards Board",
        rule: MetricRule::Quotient(&Moved(&[MovementKind::Expansion]), &Opening),
    },
    Metric {
        id: Cow::Borrowed("attach_rate"),
        label: Label::known("Attach rate", "교차 보유율"),
        theme: Theme::Expansion,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "customers of the product who hold another one too ÷ customers of the product",
            "다른 제품도 보유한 고객 ÷ 제품 고객",
        ),
        source: "Common usage: cross-sell attach rate",
        rule: MetricRule::Share(&Customers::Attached, &Customers::All),
    },
];
