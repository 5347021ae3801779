//! Contradictions and oddities in the goals workbook.

use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::facts::Stage;
use crate::metrics::Theme;
use crate::name;
use crate::prose::shown;

/// A broken rule of this stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoalProblem {
    MissingEntry { column: &'static str },
    UnknownProduct { found: String, known: Vec<String> },
    UnknownMetric { found: String, known: Vec<String> },
    UnknownPeriod { found: String },
    UnreadableEntry { column: &'static str, expected: &'static str, found: String },
    UnknownWord { column: &'static str, found: String, known: Vec<&'static str> },
    TargetEqualsBaseline { value: String },
    BaselineOnWrongSide { baseline: String, target: String },
    FloorOnWrongSide { floor: String, target: String },
    StretchOnWrongSide { stretch: String, target: String },
    EmptyRange { low: String, high: String },
    WeightBelowZero { weight: String },
    PhasingLength { weights: usize, periods: usize },
    PhasingOfAnother { phasing: &'static str, needs: &'static str },
    DuplicateId { id: String, first: String },
    DuplicateGoal { other: String },
    SupportsNothing { found: String, known: Vec<String> },
    SupportsProductGoal { found: String },
    BusinessGoalSupports { id: String, found: String },
    SupportsCircle { circle: Vec<String> },
    AmbiguousNumber { found: String },
    AmbiguousPeriod { found: String },
    ThresholdNotPositive { column: &'static str, threshold: String },
    ThresholdsCross { higher: &'static str, from: String, lower: &'static str, above: String },
    WeightsIncomplete { product: String, with: usize, without: usize },
    NotAgreed { id: String },
    Unsupported { id: String },
    NoGoals { product: String },
    UsualGoalMissing { product: String, stage: Stage, theme: Theme },
    AgreedLate { id: String, on: String, began: String },
    HalfSigned { id: String },
    UnusedEntry { column: &'static str, of: &'static str },
    PartsDoNotAddUp { id: String, parts: String, whole: String },
}

rules! {
    MISSING_ENTRY = "goal_entry_missing", Stop, false, "A goal lacks an id, product, metric, period or target; without it there is nothing to score.";
    UNKNOWN_PRODUCT = "goal_unknown_product", Stop, false, "A goal is for a product that is not in the catalog. Use its catalog name or an alias, or `*` for the portfolio.";
    UNKNOWN_METRIC = "goal_unknown_metric", Stop, false, "A goal is on a metric that goalpost does not know. `goalpost metrics` lists them by id and label.";
    UNKNOWN_PERIOD = "goal_unknown_period", Stop, false, "A goal's period is not in the calendar; it is written FY2026, FY2026-H2, FY2026-Q4, FY2026-P10 or 2026-10.";
    UNREADABLE = "goal_unreadable", Stop, false, "A cell of the goals workbook holds something else than its column says.";
    UNKNOWN_WORD = "goal_unknown_word", Stop, false, "A column that takes one of a few words holds another.";
    TARGET_EQUALS_BASELINE = "goal_target_equals_baseline", Stop, false, "With the target at the baseline there is no way to go, so no progress can be measured.";
    BASELINE_WRONG_SIDE = "goal_baseline_wrong_side", Stop, false, "The baseline lies on the good side of the target: the goal would be to get worse.";
    FLOOR_WRONG_SIDE = "goal_floor_wrong_side", Stop, false, "The floor is where the score is 0, so it must lie on the bad side of the target.";
    STRETCH_WRONG_SIDE = "goal_stretch_wrong_side", Stop, false, "The stretch is where the score reaches its cap, so it must lie on the good side of the target.";
    EMPTY_RANGE = "goal_empty_range", Stop, false, "A target range is written low..high, with the lower figure first.";
    WEIGHT_BELOW_ZERO = "goal_weight_below_zero", Stop, false, "A weight is 0 or more.";
    PHASING_LENGTH = "goal_phasing_length", Stop, false, "Phasing weights need one figure a period of the goal, not all of them 0.";
    PHASING_OF_ANOTHER = "goal_phasing_unfit", Stop, false, "A phasing does not fit the goal: even, last_year and weights spread what adds up over periods; ramp and flat are for what stands at a level, and ramp needs a baseline.";
    DUPLICATE_ID = "goal_duplicate_id", Stop, false, "Two goals have the same id. Ids are stable and never reused, since comments and history hang on them.";
    DUPLICATE_GOAL = "goal_duplicate", Stop, false, "Two goals are for the same product, metric and period; only one can be the agreement.";
    SUPPORTS_NOTHING = "goal_supports_nothing", Stop, false, "`Supports` names no business goal.";
    SUPPORTS_PRODUCT_GOAL = "goal_supports_product_goal", Stop, false, "`Supports` leads from a product goal to a business goal; product goals do not support each other.";
    BUSINESS_SUPPORTS = "goal_business_supports", Stop, false, "A business goal names another goal under `Supports`. Only product goals support: they are what the product organisation does for a business goal.";
    SUPPORTS_CIRCLE = "goal_supports_circle", Stop, false, "Following `Supports` from the goal leads back to it, so nothing says which goal is the end and which the means.";
    AMBIGUOUS_NUMBER = "goal_number_ambiguous", Stop, false, "A number written as text reads both with a decimal point and with a decimal comma, and no other figure of the goals tells which is meant.";
    AMBIGUOUS_PERIOD = "goal_period_ambiguous", Stop, false, "A period was typed with a point and the spreadsheet took it for a number, in which January (2026.1) and October (2026.10) are the same.";
    THRESHOLD_NOT_POSITIVE = "goal_threshold_not_positive", Stop, false, "`Exceeded from`, `Met from` and `At risk from` are attainments above 0, such as 100% or 0.95.";
    THRESHOLDS_CROSS = "goal_thresholds_cross", Stop, false, "A goal's own thresholds must fall from `Exceeded from` over `Met from` to `At risk from`, so that every attainment has one status.";
    WEIGHTS_INCOMPLETE = "goal_weights_incomplete", Stop, false, "Some business goals of the product have a weight and others do not, so nobody can say what the others count. Give all of them one, or none.";
    NOT_AGREED = "goal_not_agreed", Stop, false, "A goal has no sign-off, and the pipeline says `not_agreed = \"stop\"`.";
    UNSUPPORTED = "goal_unsupported", Note, true, "Nothing that the product organisation does is named as support of this business goal.";
    NO_GOALS = "product_without_goals", Note, true, "The product has no goal, so it cannot be scored.";
    USUAL_MISSING = "usual_goal_missing", Note, true, "Products of this life-cycle stage usually have a goal of this theme.";
    AGREED_LATE = "goal_agreed_late", Note, true, "The goal was signed off after its period had begun.";
    HALF_SIGNED = "goal_half_signed", Warn, true, "Only one of `Agreed by` and `Agreed on` is filled, so the goal counts as proposed.";
    UNUSED_ENTRY = "goal_entry_unused", Warn, true, "A cell of a goal is filled that its kind of goal has no use for: a range has neither baseline nor stretch, a milestone has no figures and no phasing. The score does not depend on it.";
    PARTS = "goal_parts_do_not_add_up", Note, true, "Goals for single periods do not add up to the goal of their year.";
}

impl Problem for GoalProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::MissingEntry { .. } => &MISSING_ENTRY,
            Self::UnknownProduct { .. } => &UNKNOWN_PRODUCT,
            Self::UnknownMetric { .. } => &UNKNOWN_METRIC,
            Self::UnknownPeriod { .. } => &UNKNOWN_PERIOD,
            Self::UnreadableEntry { .. } => &UNREADABLE,
            Self::UnknownWord { .. } => &UNKNOWN_WORD,
            Self::TargetEqualsBaseline { .. } => &TARGET_EQUALS_BASELINE,
            Self::BaselineOnWrongSide { .. } => &BASELINE_WRONG_SIDE,
            Self::FloorOnWrongSide { .. } => &FLOOR_WRONG_SIDE,
            Self::StretchOnWrongSide { .. } => &STRETCH_WRONG_SIDE,
            Self::EmptyRange { .. } => &EMPTY_RANGE,
            Self::WeightBelowZero { .. } => &WEIGHT_BELOW_ZERO,
            Self::PhasingLength { .. } => &PHASING_LENGTH,
            Self::PhasingOfAnother { .. } => &PHASING_OF_ANOTHER,
            Self::DuplicateId { .. } => &DUPLICATE_ID,
            Self::DuplicateGoal { .. } => &DUPLICATE_GOAL,
            Self::SupportsNothing { .. } => &SUPPORTS_NOTHING,
            Self::SupportsProductGoal { .. } => &SUPPORTS_PRODUCT_GOAL,
            Self::BusinessGoalSupports { .. } => &BUSINESS_SUPPORTS,
            Self::SupportsCircle { .. } => &SUPPORTS_CIRCLE,
            Self::AmbiguousNumber { .. } => &AMBIGUOUS_NUMBER,
            Self::AmbiguousPeriod { .. } => &AMBIGUOUS_PERIOD,
            Self::ThresholdNotPositive { .. } => &THRESHOLD_NOT_POSITIVE,
            Self::ThresholdsCross { .. } => &THRESHOLDS_CROSS,
            Self::WeightsIncomplete { .. } => &WEIGHTS_INCOMPLETE,
            Self::NotAgreed { .. } => &NOT_AGREED,
            Self::Unsupported { .. } => &UNSUPPORTED,
            Self::NoGoals { .. } => &NO_GOALS,
            Self::UsualGoalMissing { .. } => &USUAL_MISSING,
            Self::AgreedLate { .. } => &AGREED_LATE,
            Self::HalfSigned { .. } => &HALF_SIGNED,
            Self::UnusedEntry { .. } => &UNUSED_ENTRY,
            Self::PartsDoNotAddUp { .. } => &PARTS,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::MissingEntry { column } => format!("the goal has no {column}"),
            Self::UnknownProduct { found, .. } => format!("`{}` is no product of the catalog", shown(found)),
            Self::UnknownMetric { found, .. } => format!("`{}` is no metric", shown(found)),
            Self::UnknownPeriod { found } => format!("`{}` is no period of the calendar", shown(found)),
            Self::UnreadableEntry { column, expected, found } => {
                format!("expected {expected} in column `{column}`, found `{}`", shown(found))
            }
            Self::UnknownWord { column, found, .. } => {
                format!("`{}` is nothing that column `{column}` knows", shown(found))
            }
            Self::TargetEqualsBaseline { value } => format!("target and baseline are both {value}"),
            Self::BaselineOnWrongSide { baseline, target } => {
                format!("the baseline {baseline} is already better than the target {target}")
            }
            Self::FloorOnWrongSide { floor, target } => {
                format!("the floor {floor} is not worse than the target {target}")
            }
            Self::StretchOnWrongSide { stretch, target } => {
                format!("the stretch {stretch} is not better than the target {target}")
            }
            Self::EmptyRange { low, high } => format!("the range {low}..{high} is empty"),
            Self::WeightBelowZero { weight } => format!("expected a weight of 0 or more, found {weight}"),
            Self::PhasingLength { weights, periods } => {
                format!("expected {periods} phasing weights, one a period and not all 0, found {weights}")
            }
            Self::PhasingOfAnother { phasing, needs } => format!("phasing `{phasing}` needs {needs}"),
            Self::DuplicateId { id, first } => format!("goal `{}` stands in {first} already", shown(id)),
            Self::DuplicateGoal { other } => {
                format!("goal `{}` is for the same product, metric and period", shown(other))
            }
            Self::SupportsNothing { found, .. } => format!("`{}` is no goal", shown(found)),
            Self::SupportsProductGoal { found } => {
                format!("expected a business goal to support, `{}` is not one", shown(found))
            }
            Self::BusinessGoalSupports { id, found } => {
                format!("business goal `{}` names `{}` under `Supports`", shown(id), shown(found))
            }
            Self::SupportsCircle { circle } => {
                let way: Vec<String> = circle.iter().map(|id| format!("`{}`", shown(id))).collect();
                format!("{} is a circle", way.join(" → "))
            }
            Self::AmbiguousNumber { found } => {
                format!("`{}` reads both with a decimal point and with a decimal comma", shown(found))
            }
            Self::AmbiguousPeriod { found } => format!("`{found}` is January or October"),
            Self::ThresholdNotPositive { column, threshold } => {
                format!("expected a threshold above 0 in column `{column}`, found {threshold}")
            }
            Self::ThresholdsCross { higher, from, lower, above } => {
                format!("`{higher}` {from} lies below `{lower}` {above}")
            }
            Self::WeightsIncomplete { product, with, without } => {
                let goals = crate::prose::count(with + without, "business goal");
                format!("of {goals} of {product} {with} with a weight and {without} without")
            }
            Self::NotAgreed { id } => format!("goal `{}` is not signed off", shown(id)),
            Self::Unsupported { id } => format!("no product goal supports business goal `{id}`"),
            Self::NoGoals { product } => format!("{product} has no goal"),
            Self::UsualGoalMissing { product, stage, theme } => {
                format!("{product} is in stage {} and has no goal of theme {}", stage.slug(), theme.slug())
            }
            Self::AgreedLate { id, on, began } => {
                format!("goal `{id}` was agreed on {on}, after its period began on {began}")
            }
            Self::HalfSigned { id } => format!("goal `{id}` is signed off by halves and counts as proposed"),
            Self::UnusedEntry { column, of } => format!("{of} has no use for a {column}"),
            Self::PartsDoNotAddUp { id, parts, whole } => {
                format!("goals for single periods add up to {parts}, goal `{id}` says {whole}")
            }
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownProduct { found, known } | Self::SupportsNothing { found, known } => {
                name::suggestion(found, known.iter().map(String::as_str))
            }
            Self::UnknownMetric { found, known } => name::suggestion(found, known.iter().map(String::as_str))
                .or_else(|| Some("`goalpost metrics` lists all".to_owned())),
            Self::UnknownPeriod { .. } => Some("write it like FY2026, FY2026-H2, FY2026-Q4 or 2026-10".to_owned()),
            Self::UnknownWord { found, known, .. } => name::suggestion(found, known.iter().copied()),
            Self::WeightsIncomplete { .. } => {
                Some("give every business goal of the product a weight, or none".to_owned())
            }
            Self::BusinessGoalSupports { .. } => Some("make it a product goal, or leave `Supports` empty".to_owned()),
            Self::SupportsCircle { .. } => Some("let each product goal name the business goal it is for".to_owned()),
            Self::AmbiguousNumber { .. } => {
                Some("type it as a number, or write it without a sign between thousands".to_owned())
            }
            Self::AmbiguousPeriod { .. } => Some("write it as text, like 2026-10 or FY2026-P10".to_owned()),
            Self::HalfSigned { .. } | Self::NotAgreed { .. } => {
                Some("fill both `Agreed by` and `Agreed on`".to_owned())
            }
            Self::UnusedEntry { .. } => {
                Some("empty the cell, or give the goal a single figure as its target".to_owned())
            }
            Self::DuplicateId { .. } => Some("give each goal an id of its own".to_owned()),
            _ => None,
        }
    }

    fn in_korean(&self) -> Option<Said> {
        self.korean()
    }
}
