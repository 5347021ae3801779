//! Metrics of what was sold.

use super::{Better, Kind, Measure, Metric, Rule, Theme};
use crate::amount::Unit;
use crate::lang::Label;
use crate::schema::FactKind;

const AMOUNT: Measure = Measure { fact: FactKind::Revenue, name: "amount" };
const UNITS: Measure = Measure { fact: FactKind::Revenue, name: "units" };
const COST: Measure = Measure { fact: FactKind::Revenue, name: "cost" };
const MARKET_SIZE: Measure = Measure { fact: FactKind::Market, name: "market_size" };

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "revenue",
        label: Label::new("Revenue", "매출"),
        theme: Theme::Revenue,
        unit: Unit::Money,
        better: Better::Higher,
        kind: Kind::Flow,
        formula: Label::new("sum of amount", "금액 합계"),
        source: "Finance, net revenue as booked",
        rule: Rule::Plain(AMOUNT),
    },
    Metric {
        id: "units",
        label: Label::new("Units", "판매 수량"),
        theme: Theme::Revenue,
        unit: Unit::Count,
        better: Better::Higher,
        kind: Kind::Flow,
        formula: Label::new("sum of units", "수량 합계"),
        source: "Finance, units as booked",
        rule: Rule::Plain(UNITS),
    },
    Metric {
        id: "average_price",
        label: Label::new("Average price", "평균 단가"),
        theme: Theme::Revenue,
        unit: Unit::Money,
        better: Better::Higher,
        kind: Kind::Ratio,
        formula: Label::new("sum of amount ÷ sum of units", "금액 합계 ÷ 수량 합계"),
        source: "Common usage: average selling price",
        rule: Rule::Quotient { numerator: &[(1, AMOUNT)], denominator: &[(1, UNITS)] },
    },
    Metric {
        id: "gross_margin",
        label: Label::new("Gross margin", "매출총이익률"),
        theme: Theme::Revenue,
        unit: Unit::Percent,
        better: Better::Higher,
        kind: Kind::Ratio,
        formula: Label::new("(sum of amount − sum of cost) ÷ sum of amount", "(금액 합계 − 원가 합계) ÷ 금액 합계"),
        source: "Common usage in financial statements",
        rule: Rule::Quotient { numerator: &[(1, AMOUNT), (-1, COST)], denominator: &[(1, AMOUNT)] },
    },
    Metric {
        id: "market_share",
        label: Label::new("Market share", "시장 점유율"),
        theme: Theme::Revenue,
        unit: Unit::Percent,
        better: Better::Higher,
        kind: Kind::Ratio,
        formula: Label::new(
            "sum of amount ÷ sum of market size; yearly and quarterly sizes are spread evenly over their periods",
            "금액 합계 ÷ 시장 규모 합계, 연간·분기 규모는 기간에 고르게 나눔",
        ),
        source: "Common usage: share by value",
        rule: Rule::Quotient { numerator: &[(1, AMOUNT)], denominator: &[(1, MARKET_SIZE)] },
    },
];
