//! What this stage finds, in Korean, for the pages of a scorecard.

use super::problem::GoalProblem;
use crate::diagnostic::Said;
use crate::lang::Lang;
use crate::prose::shown;

impl GoalProblem {
    /// `None` where the run stops, so that no page is made.
    pub(super) fn korean(&self) -> Option<Said> {
        let said = match self {
            Self::Unsupported { id } => Said::new(format!("사업 목표 `{id}`: 뒷받침하는 제품 목표 없음")),
            Self::NoGoals { product } => Said::new(format!("`{product}`: 목표 없음")),
            Self::UsualGoalMissing { product, stage, theme } => {
                let (stage, theme) = (stage.label().get(Lang::Ko), theme.label().get(Lang::Ko));
                Said::new(format!("`{product}` ({stage}): {theme} 목표 없음"))
            }
            Self::AgreedLate { id, on, began } => {
                Said::new(format!("목표 `{id}`: 합의일 {on}, 기간 시작일 {began}보다 늦음"))
            }
            Self::HalfSigned { id } => Said::new(format!("목표 `{id}`: 합의 기록이 반만 있어 제안으로 봄"))
                .hint("`Agreed by`와 `Agreed on`을 모두 채우십시오"),
            Self::UnusedEntry { column, of } => {
                let of = if *of == "a milestone" { "마일스톤" } else { "범위 목표" };
                Said::new(format!("{of}에는 쓰이지 않는 값: 열 `{column}`"))
                    .hint("셀을 비우거나 목표값을 숫자 하나로 적으십시오")
            }
            Self::PartsDoNotAddUp { id, parts, whole } => {
                Said::new(format!("기간별 목표의 합 {}, 목표 `{id}`의 값 {}", shown(parts), shown(whole)))
            }
            Self::MissingEntry { .. }
            | Self::UnknownProduct { .. }
            | Self::UnknownMetric { .. }
            | Self::UnknownPeriod { .. }
            | Self::UnreadableEntry { .. }
            | Self::UnknownWord { .. }
            | Self::TargetEqualsBaseline { .. }
            | Self::BaselineOnWrongSide { .. }
            | Self::FloorOnWrongSide { .. }
            | Self::StretchOnWrongSide { .. }
            | Self::EmptyRange { .. }
            | Self::WeightBelowZero { .. }
            | Self::PhasingLength { .. }
            | Self::PhasingOfAnother { .. }
            | Self::DuplicateId { .. }
            | Self::DuplicateGoal { .. }
            | Self::SupportsNothing { .. }
            | Self::SupportsProductGoal { .. }
            | Self::BusinessGoalSupports { .. }
            | Self::SupportsCircle { .. }
            | Self::AmbiguousNumber { .. }
            | Self::AmbiguousPeriod { .. }
            | Self::ThresholdNotPositive { .. }
            | Self::ThresholdsCross { .. }
            | Self::WeightsIncomplete { .. }
            | Self::NotAgreed { .. } => return None,
        };
        Some(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::korean_tests::speaks_korean;
    use crate::facts::Stage;
    use crate::metrics::Theme;

    #[test]
    fn all_that_is_said_of_goals_that_are_scored_is_said_in_korean() {
        let text = str::to_owned;
        for problem in [
            GoalProblem::Unsupported { id: text("A-1") },
            GoalProblem::NoGoals { product: text("Alpha") },
            GoalProblem::UsualGoalMissing { product: text("Alpha"), stage: Stage::Launch, theme: Theme::Adoption },
            GoalProblem::AgreedLate { id: text("A-1"), on: text("2026-03-02"), began: text("2026-01-01") },
            GoalProblem::HalfSigned { id: text("A-1") },
            GoalProblem::UnusedEntry { column: "baseline", of: "a range" },
            GoalProblem::UnusedEntry { column: "phasing", of: "a milestone" },
            GoalProblem::PartsDoNotAddUp { id: text("A-1"), parts: text("1190"), whole: text("1200") },
        ] {
            speaks_korean(&problem);
        }
    }
}
