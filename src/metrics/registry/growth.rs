//! Metrics of change against an earlier window, and recurring revenue.

use crate::amount::Unit;
use crate::metrics::measure::AMOUNT;
use crate::metrics::metric::Metric;
use crate::metrics::movement::MovementKind;
use crate::metrics::parts::{Against, AtPriorRates, Customers, Earlier, Moved, Recurring, Restated};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, Theme};
use Against::{JustBefore, PriorYear};

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Growth;
    "revenue_growth" = "Revenue growth", "매출 성장률", Unit::Percent, Better::Higher =>
        formula "revenue ÷ revenue of the same window last year − 1", "매출 ÷ 전년 동기 매출 − 1";
        source "Common usage: year over year";
        rule MetricRule::Growth(&AMOUNT, &Earlier(PriorYear, AMOUNT));
    "revenue_growth_constant_currency" = "Revenue growth at constant currency", "고정 환율 매출 성장률",
        Unit::Percent, Better::Higher =>
        formula "revenue, each period at the average exchange rates of the same period last year ÷ revenue of the \
             same window last year − 1",
            "각 기간을 전년 같은 기간의 평균 환율로 환산한 매출 ÷ 전년 동기 매출 − 1";
        source "Practice of SEC registrants (constant currency, a non-GAAP measure); average rates as in IAS 21.40";
        rule MetricRule::Growth(&AtPriorRates, &Earlier(PriorYear, AMOUNT));
    "revenue_growth_restated" = "Revenue growth, weeks restated", "주차를 맞춘 매출 성장률", Unit::Percent, Better::Higher =>
        formula "revenue ÷ revenue of the same weeks last year − 1, where a year of 53 weeks loses its first one",
            "매출 ÷ 전년 같은 주의 매출 − 1 (53주인 해는 첫 주를 뺌)";
        source "National Retail Federation, 4-5-4 calendar: restated comparison after a 53-week year";
        rule MetricRule::Growth(&AMOUNT, &Earlier(PriorYear, Restated));
    "revenue_growth_sequential" = "Sequential revenue growth", "직전 대비 매출 성장률", Unit::Percent, Better::Higher =>
        formula "revenue ÷ revenue of the window of equal length just before − 1", "매출 ÷ 직전 같은 길이 기간 매출 − 1";
        source "Common usage: quarter over quarter";
        rule MetricRule::Growth(&AMOUNT, &Earlier(JustBefore, AMOUNT));
    "customer_growth" = "Customer growth", "고객 증가율", Unit::Percent, Better::Higher =>
        formula "closing customers ÷ closing customers one year earlier − 1", "기말 고객 ÷ 전년 기말 고객 − 1";
        source "Common usage";
        rule MetricRule::Growth(&Customers::All, &Earlier(PriorYear, Customers::All));
    "mrr" = "MRR", "월간 반복 매출", Unit::Money, Better::Higher =>
        formula "monthly recurring revenue at the end of the window", "기간 말 월간 반복 매출";
        source "SaaS Metrics Standards Board";
        rule MetricRule::Value(&Recurring { times: 1 });
    "arr" = "ARR", "연간 반복 매출", Unit::Money, Better::Higher =>
        formula "12 × MRR at the end of the window", "12 × 기간 말 MRR";
        source "SaaS Metrics Standards Board";
        rule MetricRule::Value(&Recurring { times: 12 });
    "net_new_mrr" = "Net new MRR", "순증 MRR", Unit::Money, Better::Higher =>
        formula "closing MRR − opening MRR over the window", "기말 MRR − 기초 MRR";
        source "SaaS Metrics Standards Board";
        rule MetricRule::Value(&Moved(&[MovementKind::Net]));
    "quick_ratio" = "Quick ratio", "퀵 비율", Unit::Ratio, Better::Higher =>
        formula "(new + reactivation + expansion) ÷ (contraction + churn) of MRR", "(신규 + 재가입 + 확장) ÷ (축소 + 해지) MRR";
        source "Social Capital, SaaS quick ratio";
        rule MetricRule::Quotient(
            &Moved(&[MovementKind::New, MovementKind::Reactivation, MovementKind::Expansion]),
            &Moved(&[MovementKind::Contraction, MovementKind::Churn]),
        );
};
