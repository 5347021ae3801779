//! Metrics of growth with customers already won.

use crate::amount::Unit;
use crate::metrics::measure::EXPANSION;
use crate::metrics::metric::Metric;
use crate::metrics::movement::MovementKind;
use crate::metrics::parts::{Customers, Moved, Opening};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, Theme};

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Expansion;
    "expansion_mrr" = "Expansion MRR", "확장 MRR", Unit::Money, Better::Higher =>
        formula "added MRR of customers who already held the product", "기존 고객의 MRR 증가분";
        source "SaaS Metrics Standards Board";
        rule MetricRule::Value(&Moved(&[MovementKind::Expansion]));
    "expansion_revenue" = "Expansion revenue", "확장 매출", Unit::Money, Better::Higher =>
        formula "sum of amount of the expansion export", "확장 실적 금액 합계";
        source "As exported";
        rule MetricRule::Value(&EXPANSION);
    "expansion_rate" = "Expansion rate", "확장률", Unit::Percent, Better::Higher =>
        formula "expansion MRR over the window ÷ MRR at its opening", "확장 MRR ÷ 기초 MRR";
        source "SaaS Metrics Standards Board";
        rule MetricRule::Quotient(&Moved(&[MovementKind::Expansion]), &Opening);
    "attach_rate" = "Attach rate", "교차 보유율", Unit::Percent, Better::Higher =>
        formula "customers of the product who hold another one too ÷ customers of the product", "다른 제품도 보유한 고객 ÷ 제품 고객";
        source "Common usage: cross-sell attach rate";
        rule MetricRule::Share(&Customers::Attached, &Customers::All);
};
