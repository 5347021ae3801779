//! The *fields* of a goal that are agreed, and how one of them differs between two runs.

use super::direction::{self, MoveDirection};
use super::goal::RecordedGoal;
use crate::lang::Label;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub field: Field,
    pub old: Option<String>,
    pub new: Option<String>,
    pub direction: MoveDirection,
}

/// What of a goal is agreed; its owner and notes are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Field {
    Product,
    Metric,
    Period,
    Target,
    Baseline,
    Floor,
    Stretch,
    Phasing,
    Weight,
    Kind,
    Class,
    ExceededFrom,
    MetFrom,
    AtRiskFrom,
    Direction,
}

impl Field {
    pub const fn label(self) -> Label {
        match self {
            Self::Product => Label::new("Product", "제품"),
            Self::Metric => Label::new("Metric", "지표"),
            Self::Period => Label::new("Period", "기간"),
            Self::Target => Label::new("Target", "목표값"),
            Self::Baseline => Label::new("Baseline", "기준값"),
            Self::Floor => Label::new("Floor", "하한"),
            Self::Stretch => Label::new("Stretch", "도전 목표"),
            Self::Phasing => Label::new("Phasing", "배분"),
            Self::Weight => Label::new("Weight", "가중치"),
            Self::Kind => Label::new("Kind", "구분"),
            Self::Class => Label::new("Class", "등급"),
            Self::ExceededFrom => Label::new("Exceeded from", "초과 기준"),
            Self::MetFrom => Label::new("Met from", "달성 기준"),
            Self::AtRiskFrom => Label::new("At risk from", "주의 기준"),
            Self::Direction => Label::new("Direction", "방향"),
        }
    }

    fn of(self, goal: &RecordedGoal) -> Option<&str> {
        match self {
            Self::Product => Some(&goal.product),
            Self::Metric => goal.metric.as_deref().or(goal.milestone.as_deref()),
            Self::Period => Some(&goal.period),
            Self::Target => Some(&goal.target),
            Self::Baseline => goal.baseline.as_deref(),
            Self::Floor => goal.floor.as_deref(),
            Self::Stretch => goal.stretch.as_deref(),
            Self::Phasing => goal.phasing.as_deref(),
            Self::Weight => goal.weight.as_deref(),
            Self::Kind => Some(&goal.kind),
            Self::Class => Some(&goal.class),
            Self::ExceededFrom => goal.exceeded_from.as_deref(),
            Self::MetFrom => goal.met_from.as_deref(),
            Self::AtRiskFrom => goal.at_risk_from.as_deref(),
            Self::Direction => goal.direction.as_deref(),
        }
    }

    /// `None` where both goals have the same.
    pub(super) fn change(self, old: &RecordedGoal, new: &RecordedGoal) -> Option<FieldChange> {
        let text = |goal| self.of(goal).map(str::to_owned);
        let change =
            || FieldChange { field: self, old: text(old), new: text(new), direction: self.direction(old, new) };
        (self.of(old) != self.of(new)).then(change)
    }

    fn direction(self, old: &RecordedGoal, new: &RecordedGoal) -> MoveDirection {
        match self {
            Self::Target => direction::of_target(old, new),
            Self::Baseline | Self::Floor | Self::Stretch => direction::of_bound(self.of(old), self.of(new), new),
            Self::Class => direction::of_class(&new.class),
            Self::ExceededFrom | Self::MetFrom | Self::AtRiskFrom => {
                direction::of_threshold(self.of(old), self.of(new))
            }
            _ => MoveDirection::Neither,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    /// They stand in `goalpost diff --format json` and in findings, where other programs look for them.
    #[test]
    fn fields_are_called_as_the_records_of_goals_call_them() {
        let slugs: Vec<&str> = Field::VARIANTS.iter().map(Field::into_str).collect();
        let called = "product metric period target baseline floor stretch phasing weight kind class exceeded_from \
                      met_from at_risk_from direction";
        assert_eq!(slugs.join(" "), called);
    }
}
