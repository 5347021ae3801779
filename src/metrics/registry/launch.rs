//! Metrics of products on their way into the market.

use crate::amount::Unit;
use crate::lang::Label;
use crate::metrics::metric::Metric;
use crate::metrics::parts::{Milestones, SinceLaunch};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, Theme};
use std::borrow::Cow;

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: Cow::Borrowed("revenue_since_launch"),
        label: Label::known("Revenue since launch", "출시 이후 매출"),
        theme: Theme::Launch,
        unit: Unit::Money,
        better: Better::Higher,
        formula: Label::known("sum of amount from the launch period on", "출시 기간부터의 금액 합계"),
        source: "Common usage: launch curve",
        rule: MetricRule::Value(&SinceLaunch),
    },
    Metric {
        id: Cow::Borrowed("milestones_on_time"),
        label: Label::known("Milestones on time", "적기 마일스톤"),
        theme: Theme::Launch,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "milestones done by their due date ÷ milestones due by the end of the window",
            "기한 내 완료 ÷ 기한이 된 마일스톤",
        ),
        source: "Common usage in launch plans",
        rule: MetricRule::Share(&Milestones::Met, &Milestones::Due),
    },
];
