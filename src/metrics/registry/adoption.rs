//! Metrics of customers who took the product up.

use crate::amount::Unit;
use crate::metrics::measure::Measure;
use crate::metrics::metric::Metric;
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};

const ADOPTED: Measure = Measure::new(FactKind::Adoption, "adopted");
const ELIGIBLE: Measure = Measure::new(FactKind::Adoption, "eligible");
const ACTIVATED: Measure = Measure::new(FactKind::Adoption, "activated");
const ACTIVATABLE: Measure = Measure::new(FactKind::Adoption, "activatable");

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Adoption;
    "adoption_rate" = "Adoption rate", "도입률", Unit::Percent, Better::Higher =>
        formula "adopted ÷ eligible, both at the end of the window", "도입 ÷ 대상, 모두 기간 말 기준";
        source "Common usage: feature or product adoption";
        rule MetricRule::Share(&ADOPTED, &ELIGIBLE);
    "activation_rate" = "Activation rate", "활성화율", Unit::Percent, Better::Higher =>
        formula "sum of activated ÷ sum of activatable accounts, whose activation window has fully passed",
            "활성화 계정 합계 ÷ 활성화 기간이 지난 계정 합계";
        source "Common usage: activation";
        rule MetricRule::Share(&ACTIVATED, &ACTIVATABLE);
};
