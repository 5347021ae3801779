//! Metrics of change against an earlier window, and recurring revenue.

use crate::amount::Unit;
use crate::lang::Label;
use crate::metrics::measure::AMOUNT;
use crate::metrics::metric::Metric;
use crate::metrics::movement::MovementKind;
use crate::metrics::parts::{Against, AtPriorRates, Customers, Earlier, Moved, Recurring, Restated};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, Theme};
use Against::{JustBefore, PriorYear};
use std::borrow::Cow;

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: Cow::Borrowed("revenue_growth"),
        label: Label::known("Revenue growth", "매출 성장률"),
        theme: Theme::Growth,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known("revenue ÷ revenue of the same window last year − 1", "매출 ÷ 전년 동기 매출 − 1"),
        source: "Common usage: year over year",
        rule: MetricRule::Growth(&AMOUNT, &Earlier(PriorYear, AMOUNT)),
    },
    Metric {
        id: Cow::Borrowed("revenue_growth_constant_currency"),
        label: Label::known("Revenue growth at constant currency", "고정 환율 매출 성장률"),
        theme: Theme::Growth,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "revenue, each period at the average exchange rates of the same period last year ÷ revenue of the same \
             window last year − 1",
            "각 기간을 전년 같은 기간의 평균 환율로 환산한 매출 ÷ 전년 동기 매출 − 1",
        ),
        source: "Practice of SEC registrants (constant currency, a non-GAAP measure); average rates as in IAS 21.40",
        rule: MetricRule::Growth(&AtPriorRates, &Earlier(PriorYear, AMOUNT)),
    },
    Metric {
        id: Cow::Borrowed("revenue_growth_restated"),
        label: Label::known("Revenue growth, weeks restated", "주차를 맞춘 매출 성장률"),
        theme: Theme::Growth,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "revenue ÷ revenue of the same weeks last year − 1, where a year of 53 weeks loses its first one",
            "매출 ÷ 전년 같은 주의 매출 − 1 (53주인 해는 첫 주를 뺌)",
        ),
        source: "National Retail Federation, 4-5-4 calendar: restated comparison after a 53-week year",
        rule: MetricRule::Growth(&AMOUNT, &Earlier(PriorYear, Restated)),
    },
    Metric {
        id: Cow::Borrowed("revenue_growth_sequential"),
        label: Label::known("Sequential revenue growth", "직전 대비 매출 성장률"),
        theme: Theme::Growth,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "revenue ÷ revenue of the window of equal length just before − 1",
            "매출 ÷ 직전 같은 길이 기간 매출 − 1",
        ),
        source: "Common usage: quarter over quarter",
        rule: MetricRule::Growth(&AMOUNT, &Earlier(JustBefore, AMOUNT)),
    },
    Metric {
        id: Cow::Borrowed("customer_growth"),
        label: Label::known("Customer growth", "고객 증가율"),
        theme: Theme::Growth,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "closing customers ÷ closing customers one year earlier − 1",
            "기말 고객 ÷ 전년 기말 고객 − 1",
        ),
        source: "Common usage",
        rule: MetricRule::Growth(&Customers::All, &Earlier(PriorYear, Customers::All)),
    },
    Metric {
        id: Cow::Borrowed("mrr"),
        label: Label::known("MRR", "월간 반복 매출"),
        theme: Theme::Growth,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known("monthly recurring revenue at the end of the window", "기간 말 월간 반복 매출"),
        source: "SaaS Metrics Standards Board",
        rule: MetricRule::Value(&Recurring { times: 1 }),
    },
    Metric {
        id: Cow::Borrowed("arr"),
        label: Label::known("ARR", "연간 반복 매출"),
        theme: Theme::Growth,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known("12 × MRR at the end of the window", "12 × 기간 말 MRR"),
        source: "SaaS Metrics Standards Board",
        rule: MetricRule::Value(&Recurring { times: 12 }),
    },
    Metric {
        id: Cow::Borrowed("net_new_mrr"),
        label: Label::known("Net new MRR", "순증 MRR"),
        theme: Theme::Growth,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known("closing MRR − opening MRR over the window", "기말 MRR − 기초 MRR"),
        source: "SaaS Metrics Standards Board",
        rule: MetricRule::Value(&Moved(&[MovementKind::Net])),
    },
    Metric {
        id: Cow::Borrowed("quick_ratio"),
        label: Label::known("Quick ratio", "퀵 비율"),
        theme: Theme::Growth,
        unit: Unit::Ratio,
        better: Better::Higher,
        formula: Label::known(
            "(new + reactivation + expansion) ÷ (contraction + churn) of MRR",
            "(신규 + 재가입 + 확장) ÷ (축소 + 해지) MRR",
        ),
        source: "Social Capital, SaaS quick ratio",
        rule: MetricRule::Quotient(
            &Moved(&[MovementKind::New, MovementKind::Reactivation, MovementKind::Expansion]),
            &Moved(&[MovementKind::Contraction, MovementKind::Churn]),
        ),
    },
];
