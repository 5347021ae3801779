//! Metrics of what stays. Retention follows the customers of the opening, so new business never flatters.

use crate::amount::Unit;
use crate::metrics::metric::Metric;
use crate::metrics::movement::MovementKind;
use crate::metrics::parts::{Followed, FollowedTo, Moved, Opening, Retained};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, Theme};
use FollowedTo::{Kept, Started};
use Retained::{Customers, CustomersLost, GrossRevenue, NetRevenue};

/// Source of what follows customers.
const COHORT: &str = "SaaS Metrics Standards Board, cohort of customers at the opening";

/// What is kept of the customers of so many periods before, by what they were.
macro_rules! followed {
    ($rule:ident, $what:expr, $over:literal) => {
        MetricRule::$rule(&Followed(Kept, $what, $over), &Followed(Started, $what, $over))
    };
}

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Retention;
    "net_revenue_retention" = "Net revenue retention", "순매출 유지율", Unit::Percent, Better::Higher =>
        formula "MRR now ÷ MRR 12 periods ago, both of the customers of 12 periods ago",
            "현재 MRR ÷ 12개월 전 MRR, 모두 12개월 전 고객 기준";
        source COHORT;
        rule followed!(Quotient, NetRevenue, 12);
    "net_revenue_retention_1m" = "Net revenue retention, 1 month", "순매출 유지율 (1개월)", Unit::Percent, Better::Higher =>
        formula "MRR now ÷ MRR 1 period ago, both of the customers of 1 period ago",
            "현재 MRR ÷ 1개월 전 MRR, 모두 1개월 전 고객 기준";
        source COHORT;
        rule followed!(Quotient, NetRevenue, 1);
    "net_revenue_retention_3m" = "Net revenue retention, 3 months", "순매출 유지율 (3개월)",
        Unit::Percent, Better::Higher =>
        formula "MRR now ÷ MRR 3 periods ago, both of the customers of 3 periods ago",
            "현재 MRR ÷ 3개월 전 MRR, 모두 3개월 전 고객 기준";
        source COHORT;
        rule followed!(Quotient, NetRevenue, 3);
    "gross_revenue_retention" = "Gross revenue retention", "총매출 유지율", Unit::Percent, Better::Higher =>
        formula "the smaller of MRR now and 12 periods ago, customer by customer, ÷ MRR 12 periods ago",
            "고객별로 현재와 12개월 전 중 작은 MRR의 합 ÷ 12개월 전 MRR";
        source COHORT;
        rule followed!(Share, GrossRevenue, 12);
    "gross_revenue_retention_1m" = "Gross revenue retention, 1 month", "총매출 유지율 (1개월)",
        Unit::Percent, Better::Higher =>
        formula "the smaller of MRR now and 1 period ago, customer by customer, ÷ MRR 1 period ago",
            "고객별로 현재와 1개월 전 중 작은 MRR의 합 ÷ 1개월 전 MRR";
        source COHORT;
        rule followed!(Share, GrossRevenue, 1);
    "gross_revenue_retention_3m" = "Gross revenue retention, 3 months", "총매출 유지율 (3개월)",
        Unit::Percent, Better::Higher =>
        formula "the smaller of MRR now and 3 periods ago, customer by customer, ÷ MRR 3 periods ago",
            "고객별로 현재와 3개월 전 중 작은 MRR의 합 ÷ 3개월 전 MRR";
        source COHORT;
        rule followed!(Share, GrossRevenue, 3);
    "logo_retention" = "Logo retention", "고객 유지율", Unit::Percent, Better::Higher =>
        formula "customers of 12 periods ago who still pay ÷ customers of 12 periods ago",
            "12개월 전 고객 중 남은 고객 ÷ 12개월 전 고객";
        source COHORT;
        rule followed!(Share, Customers, 12);
    "logo_retention_1m" = "Logo retention, 1 month", "고객 유지율 (1개월)", Unit::Percent, Better::Higher =>
        formula "customers of 1 period ago who still pay ÷ customers of 1 period ago", "1개월 전 고객 중 남은 고객 ÷ 1개월 전 고객";
        source COHORT;
        rule followed!(Share, Customers, 1);
    "logo_retention_3m" = "Logo retention, 3 months", "고객 유지율 (3개월)", Unit::Percent, Better::Higher =>
        formula "customers of 3 periods ago who still pay ÷ customers of 3 periods ago", "3개월 전 고객 중 남은 고객 ÷ 3개월 전 고객";
        source COHORT;
        rule followed!(Share, Customers, 3);
    "logo_churn" = "Logo churn", "고객 이탈률", Unit::Percent, Better::Lower =>
        formula "1 − logo retention over 12 periods", "1 − 고객 유지율 (12개월)";
        source COHORT;
        rule followed!(Share, CustomersLost, 12);
    "logo_churn_1m" = "Logo churn, 1 month", "고객 이탈률 (1개월)", Unit::Percent, Better::Lower =>
        formula "1 − logo retention over 1 period", "1 − 고객 유지율 (1개월)";
        source COHORT;
        rule followed!(Share, CustomersLost, 1);
    "mrr_churn_rate" = "MRR churn rate", "MRR 이탈률", Unit::Percent, Better::Lower =>
        formula "(churn + contraction) over the window ÷ MRR at its opening", "(해지 + 축소) ÷ 기초 MRR";
        source "SaaS Metrics Standards Board";
        rule MetricRule::Quotient(&Moved(&[MovementKind::Churn, MovementKind::Contraction]), &Opening);
};
