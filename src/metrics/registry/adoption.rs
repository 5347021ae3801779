//! Metrics of customers who took the product up.

use super::{Better, Kind, Measure, Metric, Rule, Theme};
use crate::amount::Unit;
use crate::lang::Label;
use crate::schema::FactKind;

const ADOPTED: Measure = Measure { fact: FactKind::Adoption, name: "adopted" };
const ELIGIBLE: Measure = Measure { fact: FactKind::Adoption, name: "eligible" };
const ACTIVATED: Measure = Measure { fact: FactKind::Adoption, name: "activated" };
const ACTIVATABLE: Measure = Measure { fact: FactKind::Adoption, name: "activatable" };

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "adoption_rate",
        label: Label::new("Adoption rate", "도입률"),
        theme: Theme::Adoption,
        unit: Unit::Percent,
        better: Better::Higher,
        kind: Kind::Ratio,
        formula: Label::new("adopted ÷ eligible, both at the end of the window", "도입 ÷ 대상, 모두 기간 말 기준"),
        source: "Common usage: feature or product adoption",
        rule: Rule::Quotient { numerator: &[(1, ADOPTED)], denominator: &[(1, ELIGIBLE)] },
    },
    Metric {
        id: "activation_rate",
        label: Label::new("Activation rate", "활성화율"),
        theme: Theme::Adoption,
        unit: Unit::Percent,
        better: Better::Higher,
        kind: Kind::Ratio,
        formula: Label::new(
            "sum of activated ÷ sum of activatable accounts, whose activation window has fully passed",
            "활성화 계정 합계 ÷ 활성화 기간이 지난 계정 합계",
        ),
        source: "Common usage: activation",
        rule: Rule::Quotient { numerator: &[(1, ACTIVATED)], denominator: &[(1, ACTIVATABLE)] },
    },
];
