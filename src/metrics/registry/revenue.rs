//! Metrics of what was sold.

use crate::amount::Unit;
use crate::metrics::measure::{AMOUNT, Measure};
use crate::metrics::metric::Metric;
use crate::metrics::parts::Difference;
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};

const UNITS: Measure = Measure::new(FactKind::Revenue, "units");
const COST: Measure = Measure::new(FactKind::Revenue, "cost");
const MARKET_SIZE: Measure = Measure::new(FactKind::Market, "market_size");

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Revenue;
    "revenue" = "Revenue", "매출", Unit::Money, Better::Higher =>
        formula "sum of amount", "금액 합계";
        source "Finance, net revenue as booked";
        rule MetricRule::Value(&AMOUNT);
    "units" = "Units", "판매 수량", Unit::Count, Better::Higher =>
        formula "sum of units", "수량 합계";
        source "Finance, units as booked";
        rule MetricRule::Value(&UNITS);
    "average_price" = "Average price", "평균 단가", Unit::Money, Better::Higher =>
        formula "sum of amount ÷ sum of units", "금액 합계 ÷ 수량 합계";
        source "Common usage: average selling price";
        rule MetricRule::Quotient(&AMOUNT, &UNITS);
    "gross_margin" = "Gross margin", "매출총이익률", Unit::Percent, Better::Higher =>
        formula "(sum of amount − sum of cost) ÷ sum of amount", "(금액 합계 − 원가 합계) ÷ 금액 합계";
        source "Common usage in financial statements";
        rule MetricRule::Quotient(&Difference(AMOUNT, COST), &AMOUNT);
    "market_share" = "Market share", "시장 점유율", Unit::Percent, Better::Higher =>
        formula "sum of amount ÷ sum of market size; yearly and quarterly sizes are spread evenly over their periods",
            "금액 합계 ÷ 시장 규모 합계, 연간·분기 규모는 기간에 고르게 나눔";
        source "Common usage: share by value";
        rule MetricRule::Share(&AMOUNT, &MARKET_SIZE);
};
