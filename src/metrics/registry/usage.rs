//! Metrics of how much the product is used.

use crate::amount::Unit;
use crate::lang::Label;
use crate::metrics::measure::Measure;
use crate::metrics::metric::Metric;
use crate::metrics::parts::Summed;
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};
use std::borrow::Cow;

const ACTIVE: Measure = Measure::new(FactKind::Usage, "active_users");
const LICENSED: Measure = Measure::new(FactKind::Usage, "licensed_users");
const DAILY: Measure = Measure::new(FactKind::Usage, "daily_active_users");
const EVENTS: Measure = Measure::new(FactKind::Usage, "events");

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: Cow::Borrowed("active_users"),
        label: Label::known("Active users", "활성 사용자"),
        theme: Theme::Usage,
        unit: Unit::Count,
        better: Better::Higher,
        formula: Label::known("active users of the last period", "마지막 기간의 활성 사용자"),
        source: "Common usage: monthly active users",
        rule: MetricRule::Value(&ACTIVE),
    },
    Metric {
        id: Cow::Borrowed("seat_utilisation"),
        label: Label::known("Seat utilisation", "좌석 사용률"),
        theme: Theme::Usage,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "active users ÷ licensed users, both at the end of the window",
            "활성 사용자 ÷ 라이선스 사용자, 모두 기간 말 기준",
        ),
        source: "Common usage",
        rule: MetricRule::Quotient(&ACTIVE, &LICENSED),
    },
    Metric {
        id: Cow::Borrowed("stickiness"),
        label: Label::known("Stickiness", "고착도"),
        theme: Theme::Usage,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "sum of daily active users ÷ sum of active users over the periods (mean of daily DAU over MAU)",
            "일평균 활성 사용자 합계 ÷ 활성 사용자 합계 (DAU/MAU)",
        ),
        source: "Common usage: DAU over MAU",
        rule: MetricRule::Quotient(&Summed(DAILY), &Summed(ACTIVE)),
    },
    Metric {
        id: Cow::Borrowed("usage_per_user"),
        label: Label::known("Usage per user", "사용자당 사용량"),
        theme: Theme::Usage,
        unit: Unit::Ratio,
        better: Better::Higher,
        formula: Label::known("sum of events ÷ sum of active users over the periods", "이벤트 합계 ÷ 활성 사용자 합계"),
        source: "Common usage",
        rule: MetricRule::Quotient(&Summed(EVENTS), &Summed(ACTIVE)),
    },
];
