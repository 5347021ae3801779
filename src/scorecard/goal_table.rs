//! A row a goal: the month, the goal's window so far, the whole goal, and what it earned.

use super::figures::{self, Style};
use super::model::{Cell, Column, Group, Row, RowRole, Table, Width};
use super::view::View;
use super::wording::{self, labels};
use super::{changes, comments, data, landing};
use crate::amount::{Amount, Unit};
use crate::goals::{Aim, GoalKind, Target};
use crate::lang::Label;
use crate::metrics::{Measured, Scope};
use crate::score::{Bands, GoalScore};

/// Month and window columns: what a milestone has none of.
const FIGURE_COLUMNS: usize = 9;

/// Live goals of a scope: business goals, each with the goals that support it indented under it.
pub(super) fn live(view: &View<'_>, scope: Scope) -> Table {
    let goals: Vec<&GoalScore> = view.live_goals(scope).collect();
    let is_root = |goal: &&&GoalScore| {
        let parent = goal.goal.supports.as_deref();
        !goals.iter().any(|other| Some(other.goal.id.as_str()) == parent && other.goal.id != goal.goal.id)
    };
    let (business, product): (Vec<_>, Vec<_>) =
        goals.iter().filter(is_root).partition(|goal| goal.goal.kind == GoalKind::Business);
    let mut rows = Vec::new();
    for (label, roots) in [(labels::BUSINESS_GOALS, business), (labels::OTHER_PRODUCT_GOALS, product)] {
        if !roots.is_empty() {
            rows.push(section(view, label));
        }
        for root in roots {
            family(view, root, &goals, 0, &mut rows);
        }
    }
    table(view, "goals", view.period(view.as_of), rows)
}

/// Goals of the fiscal year whose window is over.
pub(super) fn closed(view: &View<'_>, goals: &[&GoalScore]) -> Table {
    let rows = goals.iter().map(|goal| row(view, goal, 0)).collect();
    table(view, "closed", view.say(labels::LAST_MONTH_OF_GOAL).to_owned(), rows)
}

fn table(view: &View<'_>, key: &'static str, month: String, rows: Vec<Row>) -> Table {
    Table {
        key,
        groups: vec![
            Group::new("", 1),
            Group::new(month, 6),
            Group::new(view.say(labels::TO_DATE), 3),
            Group::new(view.say(labels::WHOLE_GOAL), 7),
        ],
        columns: columns(view),
        rows,
    }
}

fn columns(view: &View<'_>) -> Vec<Column> {
    let figure = |key: &'static str, label| Column::figure(key, view.say(label));
    let mut columns = vec![
        Column::text("goal", view.say(labels::GOAL), Width::AtMost(46)),
        figure("actual", labels::ACTUAL),
        figure("plan", labels::PLAN),
        figure("delta_plan", labels::DELTA_PLAN),
        figure("delta_plan_percent", labels::DELTA_PLAN_PERCENT),
        figure("prior_year", labels::PRIOR_YEAR),
        figure("delta_prior_year_percent", labels::DELTA_PRIOR_YEAR_PERCENT),
        figure("actual_to_date", labels::ACTUAL),
        figure("plan_to_date", labels::PLAN),
        figure("delta_to_date_percent", labels::DELTA_PLAN_PERCENT),
        figure("landing", labels::LANDING),
        figure("target", labels::TARGET),
        figure("landing_share", labels::LANDING_SHARE),
        figure("attainment", labels::ATTAINMENT).bar_to(view.scoring.cap.clone()),
        figure("score", labels::SCORE),
        figure("weight", labels::WEIGHT),
        Column::text("status", view.say(labels::STATUS), Width::Content),
        Column::text("course", view.say(labels::THIRTEEN_MONTHS), Width::Fixed(14)),
    ];
    columns.extend(comments::columns(view, Width::Fixed(36), 1));
    columns
}

fn section(view: &View<'_>, label: Label) -> Row {
    Row::label(RowRole::Section, view.say(label), columns(view).len())
}

/// A goal, the goals that support it, and what the two together tell.
fn family(view: &View<'_>, goal: &GoalScore, goals: &[&GoalScore], depth: u8, rows: &mut Vec<Row>) {
    // Deeper than any agreed hierarchy; also ends the walk should a circle have slipped through.
    const DEEPEST: u8 = 4;
    rows.push(row(view, goal, depth));
    if depth >= DEEPEST {
        return;
    }
    let supporters: Vec<&&GoalScore> = goals
        .iter()
        .filter(|other| other.goal.supports.as_deref() == Some(goal.goal.id.as_str()) && other.goal.id != goal.goal.id)
        .collect();
    for supporter in &supporters {
        family(view, supporter, goals, depth + 1, rows);
    }
    if let Some(link) = view.scores.link(goal) {
        let mut remark = Row::label(RowRole::Remark, view.say(link.label()), columns(view).len());
        if let Some(cell) = remark.cells.first_mut() {
            cell.indent = depth + 1;
        }
        rows.push(remark);
    }
}

fn row(view: &View<'_>, goal: &GoalScore, depth: u8) -> Row {
    let label = changes::goal_cell(view, &goal.goal).indent(depth);
    let mut cells = vec![if goal.goal.kind == GoalKind::Business { label.strong() } else { label }];
    if let (Some(style), Some(metric)) = (Style::of_goal(view, goal), goal.goal.metric()) {
        cells.extend(month(view, goal, &style));
        cells.extend(to_date(view, goal, &style));
        let [end, share] = landing::cells(view, goal, &style);
        cells.extend([end, target(goal, &style), share]);
        cells.extend(outcome(view, goal));
        cells.push(data::sparkline(view, goal.goal.scope, metric));
    } else {
        let none = Cell::no_data(view.say(labels::MILESTONE_FIGURES));
        cells.extend(vec![none.clone(); FIGURE_COLUMNS + 1]);
        cells.push(match &goal.goal.aim {
            Aim::Milestone { due, .. } => Cell::text(due.to_string()),
            Aim::Metric { .. } => none.clone(),
        });
        cells.push(landing::none(view));
        cells.extend(outcome(view, goal));
        cells.push(none);
    }
    cells.extend(comments::cells(view, &goal.goal));
    Row::plain(cells).key(&goal.goal.id)
}

/// AC, PL, ΔPL, ΔPL%, PY, ΔPY%.
fn month(view: &View<'_>, goal: &GoalScore, style: &Style) -> [Cell; 6] {
    let month = &goal.month;
    let (actual, plan) = (value(month.actual.as_ref()), month.plan.as_ref());
    let prior = value(month.prior_year.as_ref());
    let ac = figures::measured(view, style, month.actual.as_ref());
    let pl = plan.map_or_else(|| Cell::no_data(no_plan(view, goal)), |plan| style.cell(plan));
    let py = figures::measured(view, style, month.prior_year.as_ref());
    if let Some(none) = landing::not_compared(view, goal) {
        return [ac.strong(), pl, none.clone(), none.clone(), py, none];
    }
    [
        ac.clone().strong(),
        pl.clone(),
        difference(actual, plan, &ac, &pl, |actual, plan| style.delta(actual, plan)),
        percent(view, goal, actual, plan, &ac, &pl, style),
        py.clone(),
        difference(actual, prior, &ac, &py, |actual, prior| style.delta_percent(view, actual, prior)),
    ]
}

/// AC, PL, ΔPL%.
fn to_date(view: &View<'_>, goal: &GoalScore, style: &Style) -> [Cell; 3] {
    let plan = goal.plan.as_ref().map(|plan| &plan.target);
    let ac = figures::measured(view, style, goal.actual.as_ref());
    let pl = plan.map_or_else(|| Cell::no_data(no_plan(view, goal)), |plan| style.target(plan));
    let delta = match plan {
        Some(Target::Range { .. }) => Cell::no_data(view.say(labels::RANGE_PLAN)),
        Some(Target::Value(plan)) => difference(value(goal.actual.as_ref()), Some(plan), &ac, &pl, |actual, plan| {
            style.delta_percent(view, actual, plan)
        }),
        None => pl.clone(),
    };
    [ac.strong(), pl, delta]
}

/// The difference of two figures; where one is missing, its reason.
fn difference(
    actual: Option<&Amount>,
    base: Option<&Amount>,
    actual_cell: &Cell,
    base_cell: &Cell,
    of: impl Fn(&Amount, &Amount) -> Cell,
) -> Cell {
    match (actual, base) {
        (Some(actual), Some(base)) => of(actual, base),
        (None, _) => actual_cell.clone(),
        (Some(_), None) => base_cell.clone(),
    }
}

/// ΔPL in percent; of ratios only the percentage points beside it exist.
fn percent(
    view: &View<'_>,
    goal: &GoalScore,
    actual: Option<&Amount>,
    plan: Option<&Amount>,
    actual_cell: &Cell,
    plan_cell: &Cell,
    style: &Style,
) -> Cell {
    if goal.goal.unit() == Unit::Percent && actual.is_some() && plan.is_some() {
        return Cell::no_data(view.say(labels::POINTS_NOT_PERCENT));
    }
    difference(actual, plan, actual_cell, plan_cell, |actual, plan| style.delta_percent(view, actual, plan))
}

fn no_plan(view: &View<'_>, goal: &GoalScore) -> &'static str {
    let is_range = matches!(goal.goal.aim, Aim::Metric { target: Target::Range { .. }, .. });
    view.say(if is_range { labels::RANGE_PLAN } else { labels::NO_PLAN })
}

fn target(goal: &GoalScore, style: &Style) -> Cell {
    match &goal.goal.aim {
        Aim::Metric { target, .. } => style.target(target),
        Aim::Milestone { due, .. } => Cell::text(due.to_string()),
    }
}

/// Attainment, score, weight, status.
fn outcome(view: &View<'_>, goal: &GoalScore) -> [Cell; 4] {
    let bands = Bands::of_goal(&goal.goal, view.scoring);
    let reason = || not_scored(view, goal);
    let attainment = goal.attainment.as_ref().map_or_else(
        || Cell::no_data(reason()),
        |attainment| Cell::number(attainment.clone(), figures::banded(&bands, attainment)),
    );
    let score = goal.score.as_ref().map_or_else(
        || Cell::no_data(reason()),
        |score| Cell::number(score.clone(), figures::score_format(&bands, score)).strong(),
    );
    let weight = figures::weight_share(view, goal)
        .map_or_else(|| Cell::no_data(view.say(labels::NO_WEIGHT)), |weight| figures::share(&weight));
    let note = goal.reason.as_ref().map(|reason| wording::not_scored(reason, view.lang));
    [attainment, score, weight, figures::status(view, goal.status).note(note)]
}

fn not_scored(view: &View<'_>, goal: &GoalScore) -> String {
    match &goal.reason {
        Some(reason) => wording::not_scored(reason, view.lang),
        None => view.say(goal.status.label()).to_owned(),
    }
}

fn value(measured: Option<&Measured>) -> Option<&Amount> {
    measured.and_then(Measured::value)
}
