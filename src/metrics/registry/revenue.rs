//! Metrics of what was sold.

use crate::amount::Unit;
use crate::lang::Label;
use crate::metrics::measure::{AMOUNT, Measure};
use crate::metrics::metric::Metric;
use crate::metrics::parts::Difference;
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};
use std::borrow::Cow;

const UNITS: Measure = Measure::new(FactKind::Revenue, "units");
const COST: Measure = Measure::new(FactKind::Revenue, "cost");
const MARKET_SIZE: Measure = Measure::new(FactKind::Market, "market_size");

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: Cow::Borrowed("revenue"),
        label: Label::known("Revenue", "매출"),
        theme: Theme::Revenue,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known("sum of amount", "금액 합계"),
        source: "Finance, net revenue as booked",
        rule: MetricRule::Value(&AMOUNT),
    },
    Metric {
        id: Cow::Borrowed("units"),
        label: Label::known("Units", "판매 수량"),
        theme: Theme::Revenue,
        unit: Unit::Count,
        better: Better::Higher,
        formula: Label::known("sum of units", "수량 합계"),
        source: "Finance, units as booked",
        rule: MetricRule::Value(&UNITS),
    },
    Metric {
        id: Cow::Borrowed("average_price"),
        label: Label::known("Average price", "평균 단가"),
        theme: Theme::Revenue,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known("sum of amount ÷ sum of units", "금액 합계 ÷ 수량 합계"),
        source: "Common usage: average selling price",
        rule: MetricRule::Quotient(&AMOUNT, &UNITS),
    },
    Metric {
        id: Cow::Borrowed("gross_margin"),
        label: Label::known("Gross margin", "매출총이익률"),
        theme: Theme::Revenue,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known("(sum of amount − sum of cost) ÷ sum of amount", "(금액 합계 − 원가 합계) ÷ 금액 합계"),
        source: "Common usage in financial statements",
        rule: MetricRule::Quotient(&Difference(AMOUNT, COST), &AMOUNT),
    },
    Metric {
        id: Cow::Borrowed("market_share"),
        label: Label::known("Market share", "시장 점유율"),
        theme: Theme::Revenue,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "sum of amount ÷ sum of market size; yearly and quarterly sizes are spread evenly over their periods",
            "금액 합계 ÷ 시장 규모 합계, 연간·분기 규모는 기간에 고르게 나눔",
        ),
        source: "Common usage: share by value",
        rule: MetricRule::Share(&AMOUNT, &MARKET_SIZE),
    },
];
