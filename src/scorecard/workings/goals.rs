//! A row a goal with every figure that its score depends on.

use super::attainment::{Term, Terms};
use super::{GOALS, cell, plain, stretch};
use crate::amount::Amount;
use crate::goals::{Aim, Class, GoalKind, Target};
use crate::lang::Label;
use crate::metrics::{Measured, Scope};
use crate::score::{GoalScore, Liveness, Plan, Status};
use crate::scorecard::figures::{self, Style};
use crate::scorecard::model::{Cell, Column, Formula, NumberFormat, Row, Table, Width};
use crate::scorecard::view::View;
use crate::scorecard::wording::{self, labels};
use std::collections::BTreeMap;

/// Columns of figures: key, header, and what stands in the row of a goal.
type Figures = &'static [(&'static str, Label)];

const FIGURES: Figures = &[
    ("actual", Label::new("Actual to date", "실적 누계")),
    ("plan", Label::new("Plan to date", "계획 누계")),
    ("plan_high", Label::new("Plan to date, upper end", "계획 누계 상한")),
    ("baseline", Label::new("Baseline to date", "기준값 누계")),
    ("floor", Label::new("Floor to date", "하한 누계")),
    ("stretch", Label::new("Stretch to date", "도전값 누계")),
    ("attainment", Label::new("Attainment", "달성률")),
    ("cap", Label::new("Cap", "상한 배수")),
    ("score", Label::new("Score", "점수")),
    ("weight", Label::new("Weight", "가중치")),
    ("weight_due", Label::new("Weight due", "도래 가중치")),
    ("weight_scored", Label::new("Weight scored", "평가 가중치")),
    ("points", Label::new("Weight × score", "가중치 × 점수")),
    ("target", Label::new("Target", "목표값")),
    ("target_high", Label::new("Target, upper end", "목표값 상한")),
    ("whole_baseline", Label::new("Baseline", "기준값")),
    ("whole_floor", Label::new("Floor", "하한")),
    ("whole_stretch", Label::new("Stretch", "도전값")),
    ("landing", Label::new("Landing", "예상")),
    ("due", Label::new("Due", "기한")),
    ("done", Label::new("Done", "완료일")),
];

pub(super) fn table(view: &View<'_>) -> Table {
    let mut columns: Vec<Column> = [
        ("product", labels::PRODUCT),
        ("goal", Label::new("Goal id", "목표 ID")),
        ("metric", labels::METRIC),
        ("unit", labels::UNIT),
        ("theme", labels::THEME),
        ("kind", Label::new("Kind", "구분")),
        ("class", Label::new("Class", "성격")),
        ("better", labels::DIRECTION),
        ("status", labels::STATUS),
    ]
    .into_iter()
    .map(|(key, label)| Column::text(key, view.say(label), Width::AtMost(34)))
    .collect();
    columns.extend(FIGURES.iter().map(|&(key, label)| Column::figure(key, view.say(label))));
    let rows = scopes(view).flat_map(|scope| ordered(view, scope)).map(|goal| row(view, goal)).collect();
    plain(GOALS, columns, rows)
}

pub(super) fn scopes(view: &View<'_>) -> impl Iterator<Item = Scope> {
    view.shown().chain([Scope::Portfolio])
}

/// The goals of a scope as they stand in the table: those of a theme under one another, closed ones last.
pub(super) fn ordered<'a>(view: &View<'a>, scope: Scope) -> Vec<&'a GoalScore> {
    let mut goals: Vec<&GoalScore> = view.scores.goals_of(scope).collect();
    goals.sort_by_key(|goal| (goal.liveness == Liveness::Closed, goal.theme));
    goals
}

fn row(view: &View<'_>, goal: &GoalScore) -> Row {
    let scope = goal.goal.scope;
    let metric = goal.goal.metric();
    let name = match scope {
        Scope::Product(_) => view.scope_name(scope),
        Scope::Portfolio => view.say(labels::PORTFOLIO),
    };
    let label = |label: Label| view.say(label).to_owned();
    let mut cells: Vec<Cell> = [
        name.to_owned(),
        goal.goal.id.clone(),
        match &goal.goal.aim {
            Aim::Metric { metric, .. } => figures::metric_label(view, metric),
            Aim::Milestone { name, .. } => name.clone(),
        },
        metric.map_or_else(String::new, |metric| figures::unit_label(view, metric)),
        goal.theme.map_or_else(String::new, |theme| label(theme.label())),
        label(kind(goal.goal.kind)),
        label(class(goal.goal.class)),
        metric.map_or_else(String::new, |metric| label(wording::better(metric.better))),
        label(goal.status.label()),
    ]
    .into_iter()
    .map(Cell::text)
    .collect();
    let figures = figures_of(view, goal);
    cells.extend(FIGURES.iter().map(|(key, _)| figures.get(key).cloned().unwrap_or_else(Cell::empty)));
    Row::plain(cells).key(&goal.goal.id)
}

const fn kind(kind: GoalKind) -> Label {
    match kind {
        GoalKind::Business => Label::new("Business", "사업"),
        GoalKind::Product => Label::new("Product", "제품"),
    }
}

const fn class(class: Class) -> Label {
    match class {
        Class::Committed => Label::new("Committed", "확약"),
        Class::Aspirational => Label::new("Aspirational", "도전"),
    }
}

/// Those that the goal has.
fn figures_of(view: &View<'_>, goal: &GoalScore) -> BTreeMap<&'static str, Cell> {
    let mut cells = BTreeMap::new();
    match &goal.goal.aim {
        Aim::Metric { target, .. } => {
            if let Some(style) = Style::of_goal(view, goal) {
                against_metric(&mut cells, goal, target, &style);
            }
        }
        Aim::Milestone { name, due } => {
            cells.insert("due", Cell::day(*due));
            let done = view.figures.milestone_done(goal.goal.scope, name);
            let done = done.filter(|done| *done <= view.calendar.last_day(view.as_of));
            cells.extend(done.map(|done| ("done", Cell::day(done))));
        }
    }
    outcome(view, &mut cells, goal);
    if goal.liveness == Liveness::Live {
        weights(view, &mut cells, goal);
    }
    cells
}

fn against_metric(cells: &mut BTreeMap<&'static str, Cell>, goal: &GoalScore, target: &Target, style: &Style) {
    let mut put = |key, value: Option<&Amount>| {
        cells.extend(value.map(|value| (key, style.cell(value))));
    };
    put("actual", goal.actual.as_ref().and_then(Measured::value));
    if let Some(plan) = &goal.plan {
        let (low, high) = ends(&plan.target);
        put("plan", Some(low));
        put("plan_high", high);
        put("baseline", plan.baseline.as_ref());
        put("floor", plan.floor.as_ref());
        put("stretch", plan.stretch.as_ref());
    }
    let (low, high) = ends(target);
    put("target", Some(low));
    put("target_high", high);
    put("whole_baseline", goal.goal.baseline.as_ref());
    put("whole_floor", goal.goal.floor.as_ref());
    put("whole_stretch", goal.goal.stretch.as_ref());
    put("landing", goal.landing.as_ref().map(|landing| &landing.value));
}

const fn ends(target: &Target) -> (&Amount, Option<&Amount>) {
    match target {
        Target::Value(value) => (value, None),
        Target::Range { low, high } => (low, Some(high)),
    }
}

/// Attainment and score with their formulas.
fn outcome(view: &View<'_>, cells: &mut BTreeMap<&'static str, Cell>, goal: &GoalScore) {
    let (Some(attainment), Some(score)) = (&goal.attainment, &goal.score) else { return };
    let own = |column: &'static str| Formula::from(cell(view, GOALS, &goal.goal.id, column));
    let bands = crate::score::Bands::of_goal(&goal.goal, view.scoring);
    let [reached, points] = match (goal.goal.metric(), &goal.plan) {
        (Some(metric), Some(plan)) => {
            let at = |term| own(column(term, Whole::No));
            let terms = Terms { better: metric.better, plan, cell: &at };
            [terms.attainment(), Some(terms.score(&own("attainment"), &own("cap")))]
        }
        (Some(_), None) => [None, None],
        (None, _) => {
            let in_time = own("done").is_at_most(own("due")).choose(number(1), number(0));
            let done = own("done").is_blank().choose(number(0), in_time);
            [Some(done), Some(number(100) * own("attainment"))]
        }
    };
    cells.insert("cap", Cell::number(view.scoring.cap.clone(), NumberFormat::plain(2)));
    cells.insert("attainment", Cell::number(attainment.clone(), figures::banded(&bands, attainment)).computed(reached));
    cells.insert("score", Cell::number(score.clone(), figures::score_format(&bands, score)).computed(points));
}

/// What the goal weighs, and what of it is scored.
fn weights(view: &View<'_>, cells: &mut BTreeMap<&'static str, Cell>, goal: &GoalScore) {
    let own = |column: &'static str| Formula::from(cell(view, GOALS, &goal.goal.id, column));
    let shown = |weight: &Amount| Cell::number(weight.clone(), NumberFormat::plain(2));
    cells.insert("weight", shown(&goal.weight));
    if goal.status == Status::NotDue {
        return;
    }
    cells.insert("weight_due", shown(&goal.weight).computed(Some(own("weight"))));
    if let Some(score) = &goal.score {
        cells.insert("weight_scored", shown(&goal.weight).computed(Some(own("weight"))));
        let points = Cell::number(score * &goal.weight, NumberFormat::plain(1));
        cells.insert("points", points.computed(Some(own("weight_scored") * own("score"))));
    }
}

/// Which of a goal's terms: those that are due so far, or those of its whole window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    No,
    Yes,
}

const fn column(term: Term, whole: Whole) -> &'static str {
    match (term, whole) {
        (Term::Actual, Whole::No) => "actual",
        (Term::Target, Whole::No) => "plan",
        (Term::High, Whole::No) => "plan_high",
        (Term::Baseline, Whole::No) => "baseline",
        (Term::Floor, Whole::No) => "floor",
        (Term::Stretch, Whole::No) => "stretch",
        (Term::Actual, Whole::Yes) => "landing",
        (Term::Target, Whole::Yes) => "target",
        (Term::High, Whole::Yes) => "target_high",
        (Term::Baseline, Whole::Yes) => "whole_baseline",
        (Term::Floor, Whole::Yes) => "whole_floor",
        (Term::Stretch, Whole::Yes) => "whole_stretch",
    }
}

/// The cell of a goal in one of the columns of figures.
pub(in crate::scorecard) fn goal(view: &View<'_>, id: &str, column: &'static str) -> Formula {
    cell(view, GOALS, id, column).into()
}

/// Landing ÷ goal by the rules of attainment.
pub(in crate::scorecard) fn landing_share(view: &View<'_>, score: &GoalScore) -> Option<Formula> {
    let Aim::Metric { metric, target } = &score.goal.aim else { return None };
    score.landing.as_ref()?.attainment.as_ref()?;
    let of = &score.goal;
    let plan = Plan {
        target: target.clone(),
        baseline: of.baseline.clone(),
        floor: of.floor.clone(),
        stretch: of.stretch.clone(),
    };
    let at = |term| goal(view, &of.id, column(term, Whole::Yes));
    Terms { better: metric.better, plan: &plan, cell: &at }.attainment()
}

/// The goal's part of the weight of all live goals of its product.
pub(in crate::scorecard) fn weight_share(view: &View<'_>, of: &GoalScore) -> Option<Formula> {
    let goals = ordered(view, of.goal.scope);
    let live = goals.iter().filter(|goal| goal.liveness == Liveness::Live).map(|goal| goal.goal.id.as_str());
    let all = Formula::sum(vec![stretch(view, GOALS, live, "weight")?]);
    Some(goal(view, &of.goal.id, "weight") / all)
}

fn number(value: i64) -> Formula {
    Formula::number(value)
}
