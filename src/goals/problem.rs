//! Contradictions and oddities in the goals workbook.

use crate::diagnostic::findings;
use crate::lang::Lang;
use crate::name;
use crate::prose::{count, shown};
use crate::schema::{Stage, Theme};
use crate::values::number::in_both_readings;

findings! {
    /// A broken rule of this stage.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum GoalProblem;

    "goal_entry_missing": Stop;
    "A goal lacks an id, product, metric, period or target; without it there is nothing to score.";
    MissingEntry { column: &'static str } => { message: format!("the goal has no {column}") }

    "goal_unknown_product": Stop;
    "A goal is for a product that is not in the catalog. Use its catalog name or an alias, or `*` for the portfolio.";
    UnknownProduct { found: String, known: Vec<String> } => {
        message: format!("`{}` is no product of the catalog", shown(found)),
        hint: name::suggestion(found, known),
    }

    "goal_unknown_metric": Stop;
    "A goal is on a metric that goalpost does not know. `goalpost metrics` lists them by id and label.";
    UnknownMetric { found: String, known: Vec<String> } => {
        message: format!("`{}` is no metric", shown(found)),
        hint: name::suggestion(found, known).or_else(|| Some("`goalpost metrics` lists all".to_owned())),
    }

    "goal_unknown_period": Stop;
    "A goal's period is not in the calendar; it is written FY2026, FY2026-H2, FY2026-Q4, FY2026-P10 or 2026-10.";
    UnknownPeriod { found: String } => {
        message: format!("`{}` is no period of the calendar", shown(found)),
        hint: "write it like FY2026, FY2026-H2, FY2026-Q4 or 2026-10",
    }

    "goal_unreadable": Stop;
    "A cell of the goals workbook holds something else than its column says.";
    UnreadableEntry { column: &'static str, expected: &'static str, found: String } => {
        message: format!("expected {expected} in column `{column}`, found `{}`", shown(found)),
    }

    "goal_unknown_word": Stop;
    "A column that takes one of a few words holds another.";
    UnknownWord { column: &'static str, found: String, known: Vec<&'static str> } => {
        message: format!("`{}` is nothing that column `{column}` knows", shown(found)),
        hint: name::suggestion(found, known),
    }

    "goal_target_equals_baseline": Stop;
    "With the target at the baseline there is no way to go, so no progress can be measured.";
    TargetEqualsBaseline { value: String } => { message: format!("target and baseline are both {value}") }

    "goal_baseline_wrong_side": Stop;
    "The baseline lies on the good side of the target: the goal would be to get worse.";
    BaselineOnWrongSide { baseline: String, target: String } => {
        message: format!("the baseline {baseline} is already better than the target {target}"),
    }

    "goal_floor_wrong_side": Stop;
    "The floor is where the score is 0, so it must lie on the bad side of the target.";
    FloorOnWrongSide { floor: String, target: String } => {
        message: format!("the floor {floor} is not worse than the target {target}"),
    }

    "goal_stretch_wrong_side": Stop;
    "The stretch is where the score reaches its cap, so it must lie on the good side of the target.";
    StretchOnWrongSide { stretch: String, target: String } => {
        message: format!("the stretch {stretch} is not better than the target {target}"),
    }

    "goal_empty_range": Stop;
    "A target range is written low..high, with the lower figure first.";
    EmptyRange { low: String, high: String } => { message: format!("the range {low}..{high} is empty") }

    "goal_weight_below_zero": Stop;
    "A weight is 0 or more.";
    WeightBelowZero { weight: String } => { message: format!("expected a weight of 0 or more, found {weight}") }

    "goal_phasing_length": Stop;
    "Phasing weights need one figure a period of the goal, not all of them 0.";
    PhasingLength { weights: usize, periods: usize } => {
        message: format!("expected {periods} phasing weights, one a period and not all 0, found {weights}"),
    }

    "goal_phasing_unfit": Stop;
    "A phasing does not fit the goal: even, last_year and weights spread what adds up over periods; ramp and flat are \
     for what stands at a level, and ramp needs a baseline.";
    PhasingOfAnother { phasing: &'static str, needs: &'static str } => {
        message: format!("phasing `{phasing}` needs {needs}"),
    }

    "goal_duplicate_id": Stop;
    "Two goals have the same id. Ids are stable and never reused, since comments and history hang on them.";
    DuplicateId { id: String, first: String } => {
        message: format!("goal `{}` stands in {first} already", shown(id)),
        hint: "give each goal an id of its own",
    }

    "goal_duplicate": Stop;
    "Two goals are for the same product, metric and period; only one can be the agreement.";
    DuplicateGoal { other: String } => {
        message: format!("goal `{}` is for the same product, metric and period", shown(other)),
    }

    "goal_supports_nothing": Stop;
    "`Supports` names no business goal.";
    SupportsNothing { found: String, known: Vec<String> } => {
        message: format!("`{}` is no goal", shown(found)),
        hint: name::suggestion(found, known),
    }

    "goal_supports_product_goal": Stop;
    "`Supports` leads from a product goal to a business goal; product goals do not support each other.";
    SupportsProductGoal { found: String } => {
        message: format!("expected a business goal to support, `{}` is not one", shown(found)),
    }

    "goal_business_supports": Stop;
    "A business goal names another goal under `Supports`. Only product goals support: they are what the product \
     organisation does for a business goal.";
    BusinessGoalSupports { id: String, found: String } => {
        message: format!("business goal `{}` names `{}` under `Supports`", shown(id), shown(found)),
        hint: "make it a product goal, or leave `Supports` empty",
    }

    "goal_supports_circle": Stop;
    "Following `Supports` from the goal leads back to it, so nothing says which goal is the end and which the means.";
    SupportsCircle { circle: Vec<String> } => {
        message: {
            let way: Vec<String> = circle.iter().map(|id| format!("`{}`", shown(id))).collect();
            format!("{} is a circle", way.join(" → "))
        },
        hint: "let each product goal name the business goal it is for",
    }

    "goal_number_ambiguous": Stop;
    "A number written as text reads both with a decimal point and with a decimal comma, and neither the other figures \
     of the goals nor the way in which their sheets are written tell which is meant.";
    AmbiguousNumber { found: String } => {
        message: in_both_readings(found),
        hint: "write `decimal = \".\"` or `decimal = \",\"` under `[goals]`, or type it as a number",
    }

    "goal_period_ambiguous": Stop;
    "A period was typed with a point and the spreadsheet took it for a number, in which January (2026.1) and October \
     (2026.10) are the same.";
    AmbiguousPeriod { found: String } => {
        message: format!("`{found}` is January or October"),
        hint: "write it as text, like 2026-10 or FY2026-P10",
    }

    "goal_threshold_not_positive": Stop;
    "`Exceeded from`, `Met from` and `At risk from` are attainments above 0, such as 100% or 0.95.";
    ThresholdNotPositive { column: &'static str, threshold: String } => {
        message: format!("expected a threshold above 0 in column `{column}`, found {threshold}"),
    }

    "goal_thresholds_cross": Stop;
    "A goal's own thresholds must fall from `Exceeded from` over `Met from` to `At risk from`, so that every \
     attainment has one status.";
    ThresholdsCross { higher: &'static str, from: String, lower: &'static str, above: String } => {
        message: format!("`{higher}` {from} lies below `{lower}` {above}"),
    }

    "goal_weights_incomplete": Stop;
    "Some business goals of the product have a weight and others do not, so nobody can say what the others count. Give \
     all of them one, or none.";
    WeightsIncomplete { product: String, with: usize, without: usize } => {
        message: {
            let goals = count(with + without, "business goal");
            format!("of {goals} of {product} {with} with a weight and {without} without")
        },
        hint: "give every business goal of the product a weight, or none",
    }

    "goal_not_agreed": Stop;
    "A goal has no sign-off, and the pipeline says `not_agreed = \"stop\"`.";
    NotAgreed { id: String } => {
        message: format!("goal `{}` is not signed off", shown(id)),
        hint: "fill both `Agreed by` and `Agreed on`",
    }

    "goal_unsupported": Note, adjustable;
    "Nothing that the product organisation does is named as support of this business goal.";
    Unsupported { id: String } => {
        message: format!("no product goal supports business goal `{id}`"),
        korean: format!("사업 목표 `{id}`: 뒷받침하는 제품 목표 없음"),
    }

    "product_without_goals": Note, adjustable;
    "The product has no goal, so it cannot be scored.";
    NoGoals { product: String } => {
        message: format!("{product} has no goal"),
        korean: format!("`{product}`: 목표 없음"),
    }

    "usual_goal_missing": Note, adjustable;
    "Products of this life-cycle stage usually have a goal of this theme.";
    UsualGoalMissing { product: String, stage: Stage, theme: Theme } => {
        message: format!("{product} is in stage {} and has no goal of theme {}", stage.into_str(), theme.slug()),
        korean: format!("`{product}` ({}): {} 목표 없음", stage.label().get(Lang::Ko), theme.label().get(Lang::Ko)),
    }

    "goal_agreed_late": Note, adjustable;
    "The goal was signed off after its period had begun.";
    AgreedLate { id: String, on: String, began: String } => {
        message: format!("goal `{id}` was agreed on {on}, after its period began on {began}"),
        korean: format!("목표 `{id}`: 합의일 {on}, 기간 시작일 {began}보다 늦음"),
    }

    "goal_half_signed": Warn, adjustable;
    "Only one of `Agreed by` and `Agreed on` is filled, so the goal counts as proposed.";
    HalfSigned { id: String } => {
        message: format!("goal `{id}` is signed off by halves and counts as proposed"),
        hint: "fill both `Agreed by` and `Agreed on`",
        korean: format!("목표 `{id}`: 합의 기록이 반만 있어 제안으로 봄"),
        korean_hint: "`Agreed by`와 `Agreed on`을 모두 채우십시오",
    }

    "goal_entry_unused": Warn, adjustable;
    "A cell of a goal is filled that its kind of goal has no use for: a range has neither baseline nor stretch, a \
     milestone has no figures and no phasing. The score does not depend on it.";
    UnusedEntry { column: &'static str, of: &'static str } => {
        message: format!("{of} has no use for a {column}"),
        hint: "empty the cell, or give the goal a single figure as its target",
        korean: {
            let of = if *of == "a milestone" { "마일스톤" } else { "범위 목표" };
            format!("{of}에는 쓰이지 않는 값: 열 `{column}`")
        },
        korean_hint: "셀을 비우거나 목표값을 숫자 하나로 적으십시오",
    }

    "goal_parts_do_not_add_up": Note, adjustable;
    "Goals for single periods do not add up to the goal of their year.";
    PartsDoNotAddUp { id: String, parts: String, whole: String } => {
        message: format!("goals for single periods add up to {parts}, goal `{id}` says {whole}"),
        korean: format!("기간별 목표의 합 {}, 목표 `{id}`의 값 {}", shown(parts), shown(whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

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
