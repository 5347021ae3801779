//! Metrics of products on their way into the market.

use crate::amount::Unit;
use crate::metrics::metric::Metric;
use crate::metrics::parts::{Milestones, SinceLaunch};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, Theme};

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Launch;
    "revenue_since_launch" = "Revenue since launch", "출시 이후 매출", Unit::Money, Better::Higher =>
        formula "sum of amount from the launch period on", "출시 기간부터의 금액 합계";
        source "Common usage: launch curve";
        rule MetricRule::Value(&SinceLaunch);
    "milestones_on_time" = "Milestones on time", "적기 마일스톤", Unit::Percent, Better::Higher =>
        formula "milestones done by their due date ÷ milestones due by the end of the window", "기한 내 완료 ÷ 기한이 된 마일스톤";
        source "Common usage in launch plans";
        rule MetricRule::Share(&Milestones::Met, &Milestones::Due);
};
