//! Metrics of how much the product is used.

use crate::amount::Unit;
use crate::metrics::measure::Measure;
use crate::metrics::metric::Metric;
use crate::metrics::parts::Summed;
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};

const ACTIVE: Measure = Measure::new(FactKind::Usage, "active_users");
const LICENSED: Measure = Measure::new(FactKind::Usage, "licensed_users");
const DAILY: Measure = Measure::new(FactKind::Usage, "daily_active_users");
const EVENTS: Measure = Measure::new(FactKind::Usage, "events");

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Usage;
    "active_users" = "Active users", "활성 사용자", Unit::Count, Better::Higher =>
        formula "active users of the last period", "마지막 기간의 활성 사용자";
        source "Common usage: monthly active users";
        rule MetricRule::Value(&ACTIVE);
    "seat_utilisation" = "Seat utilisation", "좌석 사용률", Unit::Percent, Better::Higher =>
        formula "active users ÷ licensed users, both at the end of the window", "활성 사용자 ÷ 라이선스 사용자, 모두 기간 말 기준";
        source "Common usage";
        rule MetricRule::Quotient(&ACTIVE, &LICENSED);
    "stickiness" = "Stickiness", "고착도", Unit::Percent, Better::Higher =>
        formula "sum of daily active users ÷ sum of active users over the periods (mean of daily DAU over MAU)",
            "일평균 활성 사용자 합계 ÷ 활성 사용자 합계 (DAU/MAU)";
        source "Common usage: DAU over MAU";
        rule MetricRule::Quotient(&Summed(DAILY), &Summed(ACTIVE));
    "usage_per_user" = "Usage per user", "사용자당 사용량", Unit::Ratio, Better::Higher =>
        formula "sum of events ÷ sum of active users over the periods", "이벤트 합계 ÷ 활성 사용자 합계";
        source "Common usage";
        rule MetricRule::Quotient(&Summed(EVENTS), &Summed(ACTIVE));
};
