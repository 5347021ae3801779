//! A row a goal with every figure that its score depends on.

use super::attainment::{GoalFigure, Terms};
use crate::amount::Amount;
use crate::goals::{Aim, Target};
use crate::lang::Label;
use crate::metrics::{Measured, Scope};
use crate::score::{GoalScore, Liveness, Plan, Status};
use crate::scorecard::figures::columns::{CellsByColumn, ColumnDef, METRIC, PRODUCT, STATUS, THEME, UNIT, columns};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView};
use crate::scorecard::model::{
    CellFormula, NumberFormat, PageCell, PageColumn, PageRow, PageTable, TableRef, TableRow, Width,
};
use crate::scorecard::wording::{self, labels};

/// [`PageTable::key`]
const TABLE: &str = "goals";

columns! {
    FIGURES:
    ACTUAL = "actual", Label::new("Actual to date", "실적 누계");
    PLAN = "plan", Label::new("Plan to date", "계획 누계");
    PLAN_HIGH = "plan_high", Label::new("Plan to date, upper end", "계획 누계 상한");
    BASELINE = "baseline", Label::new("Baseline to date", "기준값 누계");
    FLOOR = "floor", Label::new("Floor to date", "하한 누계");
    STRETCH = "stretch", Label::new("Stretch to date", "도전값 누계");
    ATTAINMENT = "attainment", Label::new("Attainment", "달성률");
    CAP = "cap", Label::new("Cap", "상한 배수");
    SCORE = "score", Label::new("Score", "점수");
    WEIGHT = "weight", Label::new("Weight", "가중치");
    WEIGHT_DUE = "weight_due", Label::new("Weight due", "도래 가중치");
    WEIGHT_SCORED = "weight_scored", Label::new("Weight scored", "평가 가중치");
    POINTS = "points", Label::new("Weight × score", "가중치 × 점수");
    TARGET = "target", Label::new("Target", "목표값");
    TARGET_HIGH = "target_high", Label::new("Target, upper end", "목표값 상한");
    WHOLE_BASELINE = "whole_baseline", Label::new("Baseline", "기준값");
    WHOLE_FLOOR = "whole_floor", Label::new("Floor", "하한");
    WHOLE_STRETCH = "whole_stretch", Label::new("Stretch", "도전값");
    LANDING = "landing", Label::new("Landing", "예상");
    DUE = "due", Label::new("Due", "기한");
    DONE = "done", Label::new("Done", "완료일");
}

pub(super) fn table(view: &ScorecardView<'_>) -> PageTable {
    let mut columns: Vec<PageColumn> = [
        PRODUCT,
        ColumnDef::new("goal", Label::new("Goal id", "목표 ID")),
        METRIC,
        UNIT,
        THEME,
        ColumnDef::new("kind", Label::new("Kind", "구분")),
        ColumnDef::new("class", Label::new("Class", "성격")),
        ColumnDef::new("better", labels::DIRECTION),
        STATUS,
    ]
    .map(|column| column.text(view, Width::AtMost(34)))
    .into();
    columns.extend(FIGURES.iter().map(|column| column.figure(view)));
    let rows = view.scopes().flat_map(|scope| ordered(view, scope)).map(|goal| row(view, goal)).collect();
    PageTable::new(TABLE, columns, rows)
}

/// The table, for formulas.
pub(super) fn own(view: &ScorecardView<'_>) -> TableRef {
    TableRef::new(view.say(labels::WORKINGS), TABLE)
}

fn own_row(view: &ScorecardView<'_>, goal: &GoalScore) -> TableRow {
    own(view).row(goal.goal.id.as_str())
}

/// The goals of a scope as they stand in the table: those of a theme under one another, closed ones last.
pub(super) fn ordered<'a>(view: &ScorecardView<'a>, scope: Scope) -> Vec<&'a GoalScore> {
    let mut goals: Vec<&GoalScore> = view.scores.goals_of(scope).collect();
    goals.sort_by_key(|&goal| (goal.liveness == Liveness::Closed, goal.theme.as_ref()));
    goals
}

fn row(view: &ScorecardView<'_>, goal: &GoalScore) -> PageRow {
    let metric = goal.goal.metric();
    let label = |label: Label<&str>| view.say(label).to_owned();
    let mut cells: Vec<PageCell> = [
        view.name_of(goal.goal.scope).to_owned(),
        goal.goal.id.clone(),
        match &goal.goal.aim {
            Aim::Metric { metric, .. } => figures::metric_label(view, metric),
            Aim::Milestone { name, .. } => name.clone(),
        },
        metric.map_or_else(String::new, |metric| figures::unit_label(view, metric)),
        goal.theme.as_ref().map_or_else(String::new, |theme| label(theme.label())),
        label(wording::goal_kind(goal.goal.kind)),
        label(wording::class(goal.goal.class)),
        metric.map_or_else(String::new, |metric| label(wording::better(metric.better))),
        label(goal.status.label()),
    ]
    .into_iter()
    .map(PageCell::text)
    .collect();
    cells.extend(figures_of(view, goal).in_order(FIGURES));
    PageRow::plain(cells).key(&goal.goal.id)
}

/// Those that the goal has.
fn figures_of(view: &ScorecardView<'_>, goal: &GoalScore) -> CellsByColumn {
    let mut cells = CellsByColumn::default();
    match &goal.goal.aim {
        Aim::Metric { target, .. } => {
            if let Some(style) = FigureStyle::of_goal(view, goal) {
                against_metric(&mut cells, goal, target, &style);
            }
        }
        Aim::Milestone { name, due } => {
            cells.put(DUE, PageCell::day(*due));
            let done = view.figures.milestone_done(goal.goal.scope, name);
            let done = done.filter(|done| *done <= view.calendar.last_day(view.as_of));
            cells.put(DONE, done.map(PageCell::day));
        }
    }
    outcome(view, &mut cells, goal);
    if goal.liveness == Liveness::Live {
        weights(view, &mut cells, goal);
    }
    cells
}

fn against_metric(cells: &mut CellsByColumn, goal: &GoalScore, target: &Target, style: &FigureStyle) {
    let mut put = |column, value: Option<&Amount>| cells.put(column, value.map(|value| style.cell(value)));
    put(ACTUAL, goal.actual.as_ref().and_then(Measured::value));
    if let Some(plan) = &goal.plan {
        let (low, high) = ends(&plan.target);
        put(PLAN, Some(low));
        put(PLAN_HIGH, high);
        put(BASELINE, plan.baseline.as_ref());
        put(FLOOR, plan.floor.as_ref());
        put(STRETCH, plan.stretch.as_ref());
    }
    let (low, high) = ends(target);
    put(TARGET, Some(low));
    put(TARGET_HIGH, high);
    put(WHOLE_BASELINE, goal.goal.baseline.as_ref());
    put(WHOLE_FLOOR, goal.goal.floor.as_ref());
    put(WHOLE_STRETCH, goal.goal.stretch.as_ref());
    put(LANDING, goal.landing.as_ref().map(|landing| &landing.value));
}

const fn ends(target: &Target) -> (&Amount, Option<&Amount>) {
    match target {
        Target::Value(value) => (value, None),
        Target::Range { low, high } => (low, Some(high)),
    }
}

/// Attainment and score with their formulas.
fn outcome(view: &ScorecardView<'_>, cells: &mut CellsByColumn, goal: &GoalScore) {
    let (Some(attainment), Some(score)) = (&goal.attainment, &goal.score) else { return };
    let own = own_row(view, goal);
    let own = |column: ColumnDef| own.cell(column);
    let bands = crate::score::Bands::of_goal(&goal.goal, view.scoring);
    let [reached, points] = match (goal.goal.metric(), &goal.plan) {
        (Some(metric), Some(plan)) => {
            let at = |term| own(due_and_whole(term)[0]);
            let terms = Terms { better: metric.better, plan, cell: &at };
            [terms.attainment(), Some(terms.score(&own(ATTAINMENT), &own(CAP)))]
        }
        (Some(_), None) => [None, None],
        (None, _) => {
            let in_time = own(DONE).is_at_most(own(DUE)).choose(number(1), number(0));
            let done = own(DONE).is_blank().choose(number(0), in_time);
            [Some(done), Some(number(100) * own(ATTAINMENT))]
        }
    };
    cells.put(CAP, PageCell::number(view.scoring.cap.clone(), NumberFormat::plain(2)));
    cells.put(ATTAINMENT, PageCell::number(attainment.clone(), figures::banded(&bands, attainment)).computed(reached));
    cells.put(SCORE, PageCell::number(score.clone(), figures::score_format(&bands, score)).computed(points));
}

/// What the goal weighs, and what of it is scored.
fn weights(view: &ScorecardView<'_>, cells: &mut CellsByColumn, goal: &GoalScore) {
    let own = own_row(view, goal);
    let shown = |weight: &Amount| PageCell::number(weight.clone(), NumberFormat::plain(2));
    cells.put(WEIGHT, shown(&goal.weight));
    if goal.status == Status::NotDue {
        return;
    }
    cells.put(WEIGHT_DUE, shown(&goal.weight).computed(own.cell(WEIGHT)));
    if let Some(score) = &goal.score {
        cells.put(WEIGHT_SCORED, shown(&goal.weight).computed(own.cell(WEIGHT)));
        let points = PageCell::number(score * &goal.weight, NumberFormat::plain(1));
        cells.put(POINTS, points.computed(own.cell(WEIGHT_SCORED) * own.cell(SCORE)));
    }
}

/// A term as it is due so far, and that of the whole window.
const fn due_and_whole(term: GoalFigure) -> [ColumnDef; 2] {
    match term {
        GoalFigure::Actual => [ACTUAL, LANDING],
        GoalFigure::Target => [PLAN, TARGET],
        GoalFigure::High => [PLAN_HIGH, TARGET_HIGH],
        GoalFigure::Baseline => [BASELINE, WHOLE_BASELINE],
        GoalFigure::Floor => [FLOOR, WHOLE_FLOOR],
        GoalFigure::Stretch => [STRETCH, WHOLE_STRETCH],
    }
}

/// The cell of a goal in one of the columns of figures.
pub(in crate::scorecard) fn goal(view: &ScorecardView<'_>, goal: &GoalScore, column: ColumnDef) -> CellFormula {
    own_row(view, goal).cell(column)
}

/// Landing ÷ goal by the rules of attainment.
pub(in crate::scorecard) fn landing_share(view: &ScorecardView<'_>, score: &GoalScore) -> Option<CellFormula> {
    let Aim::Metric { metric, target } = &score.goal.aim else { return None };
    score.landing.as_ref()?.attainment.as_ref()?;
    let of = &score.goal;
    let plan = Plan {
        target: target.clone(),
        baseline: of.baseline.clone(),
        floor: of.floor.clone(),
        stretch: of.stretch.clone(),
    };
    let at = |term| goal(view, score, due_and_whole(term)[1]);
    Terms { better: metric.better, plan: &plan, cell: &at }.attainment()
}

/// The goal's part of the weight of all live goals of its product.
pub(in crate::scorecard) fn weight_share(view: &ScorecardView<'_>, of: &GoalScore) -> Option<CellFormula> {
    let goals = ordered(view, of.goal.scope);
    let live = goals.iter().filter(|goal| goal.liveness == Liveness::Live).map(|goal| goal.goal.id.as_str());
    Some(goal(view, of, WEIGHT) / own(view).sum(live, WEIGHT)?)
}

fn number(value: i64) -> CellFormula {
    CellFormula::number(value)
}
