//! A row a goal: the month, the goal's window so far, the whole goal, and what it earned.

use super::{changes, workings};
use crate::amount::Amount;
use crate::goals::{Aim, GoalKind, Target};
use crate::lang::Label;
use crate::metrics::{Measured, Scope};
use crate::score::{Bands, GoalScore};
use crate::scorecard::figures::columns::{
    ACTUAL, COURSE, DELTA_PLAN, DELTA_PLAN_PERCENT, DELTA_PRIOR_YEAR_PERCENT, GOAL, LANDING_SHARE, PLAN, PRIOR_YEAR,
    SCORE, STATUS, TARGET, WEIGHT, columns,
};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView, comments, landing, series};
use crate::scorecard::model::{Group, PageCell, PageColumn, PageRow, PageTable, RowRole, TableRef, TableRow, Width};
use crate::scorecard::wording::{self, labels};

/// Month and window columns: what a milestone has none of.
const FIGURE_COLUMNS: usize = 9;

columns! {
    ACTUAL_TO_DATE = "actual_to_date", labels::ACTUAL;
    PLAN_TO_DATE = "plan_to_date", labels::PLAN;
    DELTA_TO_DATE_PERCENT = "delta_to_date_percent", labels::DELTA_PLAN_PERCENT;
    LANDING = "landing", labels::LANDING;
    ATTAINMENT = "attainment", labels::ATTAINMENT;
}

/// Live goals of a scope: business goals, each with the goals that support it indented under it.
pub(super) fn live(view: &ScorecardView<'_>, scope: Scope) -> PageTable {
    let goals: Vec<&GoalScore> = view.live_goals(scope).collect();
    let is_root = |goal: &&&GoalScore| {
        let parent = goal.goal.supports.as_deref();
        !goals.iter().any(|other| Some(other.goal.id.as_str()) == parent && other.goal.id != goal.goal.id)
    };
    let (business, product): (Vec<_>, Vec<_>) =
        goals.iter().filter(is_root).partition(|goal| goal.goal.kind == GoalKind::Business);
    let (key, mut rows) = ("goals", Vec::new());
    let own = TableRef::new(view.page_of(scope), key);
    for (label, roots) in [(labels::BUSINESS_GOALS, business), (labels::OTHER_PRODUCT_GOALS, product)] {
        if !roots.is_empty() {
            rows.push(section(view, label));
        }
        for root in roots {
            family(view, &own, root, &goals, 0, &mut rows);
        }
    }
    table(view, key, view.period(view.as_of), rows)
}

/// Goals of the fiscal year whose window is over.
pub(super) fn closed(view: &ScorecardView<'_>, scope: Scope, goals: &[&GoalScore]) -> PageTable {
    let key = "closed";
    let own = TableRef::new(view.page_of(scope), key);
    let rows = goals.iter().map(|goal| row(view, &own, goal, 0)).collect();
    table(view, key, view.say(labels::LAST_MONTH_OF_GOAL).to_owned(), rows)
}

fn table(view: &ScorecardView<'_>, key: &'static str, month: String, rows: Vec<PageRow>) -> PageTable {
    PageTable {
        key: key.into(),
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

fn columns(view: &ScorecardView<'_>) -> Vec<PageColumn> {
    let month = [ACTUAL, PLAN, DELTA_PLAN, DELTA_PLAN_PERCENT, PRIOR_YEAR, DELTA_PRIOR_YEAR_PERCENT];
    let whole = [ACTUAL_TO_DATE, PLAN_TO_DATE, DELTA_TO_DATE_PERCENT, LANDING, TARGET, LANDING_SHARE];
    let mut columns = vec![GOAL.text(view, Width::AtMost(46))];
    columns.extend(month.into_iter().chain(whole).map(|column| column.figure(view)));
    columns.extend([
        ATTAINMENT.figure(view).bar_to(view.scoring.cap.clone()),
        SCORE.figure(view),
        WEIGHT.figure(view),
        STATUS.text(view, Width::Content),
        COURSE.text(view, Width::Fixed(14)),
    ]);
    columns.extend(comments::columns(view, Width::Fixed(36), 1));
    columns
}

fn section(view: &ScorecardView<'_>, label: Label) -> PageRow {
    PageRow::label(RowRole::Section, view.say(label), columns(view).len())
}

/// A goal, the goals that support it, and what the two together tell.
fn family(
    view: &ScorecardView<'_>,
    own: &TableRef,
    goal: &GoalScore,
    goals: &[&GoalScore],
    depth: u8,
    rows: &mut Vec<PageRow>,
) {
    // Deeper than any agreed hierarchy; also ends the walk should a circle have slipped through.
    const DEEPEST: u8 = 4;
    rows.push(row(view, own, goal, depth));
    if depth >= DEEPEST {
        return;
    }
    let supporters: Vec<&&GoalScore> = goals
        .iter()
        .filter(|other| other.goal.supports.as_deref() == Some(goal.goal.id.as_str()) && other.goal.id != goal.goal.id)
        .collect();
    for supporter in &supporters {
        family(view, own, supporter, goals, depth + 1, rows);
    }
    if let Some(link) = view.scores.link(goal) {
        let mut remark = PageRow::label(RowRole::Remark, view.say(link.label()), columns(view).len());
        if let Some(cell) = remark.cells.first_mut() {
            cell.indent = depth + 1;
        }
        rows.push(remark);
    }
}

fn row(view: &ScorecardView<'_>, table: &TableRef, goal: &GoalScore, depth: u8) -> PageRow {
    let own = table.row(goal.goal.id.as_str());
    let label = changes::goal_cell(view, &goal.goal).indent(depth);
    let mut cells = vec![if goal.goal.kind == GoalKind::Business { label.strong() } else { label }];
    if let (Some(style), Some(metric)) = (FigureStyle::of_goal(view, goal), goal.goal.metric()) {
        cells.extend(month(view, &own, goal, &style));
        cells.extend(to_date(view, &own, goal, &style));
        cells.extend([
            landing::value(view, goal, &style).computed(workings::goal(view, goal, workings::LANDING)),
            target(goal, &style).computed(workings::goal(view, goal, workings::TARGET)),
            landing::share(view, goal).computed(workings::landing_share(view, goal)),
        ]);
        cells.extend(outcome(view, goal));
        cells.push(series::sparkline(view, goal.goal.scope, metric));
    } else {
        let none = view.no_data(labels::MILESTONE_FIGURES);
        cells.extend(vec![none.clone(); FIGURE_COLUMNS + 1]);
        cells.push(match &goal.goal.aim {
            Aim::Milestone { due, .. } => PageCell::text(due.to_string()),
            Aim::Metric { .. } => none.clone(),
        });
        cells.push(landing::share(view, goal));
        cells.extend(outcome(view, goal));
        cells.push(none);
    }
    cells.extend(comments::cells(view, &goal.goal));
    PageRow::plain(cells).key(&goal.goal.id)
}

/// AC, PL, ΔPL, ΔPL%, PY, ΔPY%.
fn month(view: &ScorecardView<'_>, own: &TableRow, goal: &GoalScore, style: &FigureStyle) -> [PageCell; 6] {
    let month = &goal.month;
    let (actual, plan) = (value(month.actual.as_ref()), month.plan.as_ref());
    let prior = value(month.prior_year.as_ref());
    let ac = figures::measured(view, style, month.actual.as_ref());
    let pl = plan.map_or_else(|| PageCell::no_data(no_plan(view, goal)), |plan| style.cell(plan));
    let py = figures::measured(view, style, month.prior_year.as_ref());
    if let Some(none) = landing::not_compared(view, goal) {
        return [ac.strong(), pl, none.clone(), none.clone(), py, none];
    }
    let against = |cell: PageCell, base| cell.difference_of(own.cell(ACTUAL), own.cell(base));
    let [delta, percent] = figures::compared((actual, &ac), (plan, &pl), |ac, pl| style.deltas(view, ac, pl));
    let [over_prior] = figures::compared((actual, &ac), (prior, &py), |ac, py| [style.delta_percent(view, ac, py)]);
    let [delta, percent] = [delta, percent].map(|cell| against(cell, PLAN));
    [ac.strong(), pl, delta, percent, py, against(over_prior, PRIOR_YEAR)]
}

/// AC, PL, ΔPL%.
fn to_date(view: &ScorecardView<'_>, own: &TableRow, goal: &GoalScore, style: &FigureStyle) -> [PageCell; 3] {
    let plan = goal.plan.as_ref().map(|plan| &plan.target);
    let ac = figures::measured(view, style, goal.actual.as_ref());
    let pl = plan.map_or_else(|| PageCell::no_data(no_plan(view, goal)), |plan| style.target(plan));
    let delta = match plan {
        Some(Target::Range { .. }) => view.no_data(labels::RANGE_PLAN),
        Some(Target::Value(plan)) => {
            let actual = value(goal.actual.as_ref());
            let [delta] =
                figures::compared((actual, &ac), (Some(plan), &pl), |ac, pl| [style.delta_percent(view, ac, pl)]);
            delta
        }
        None => pl.clone(),
    };
    let there = |column| workings::goal(view, goal, column);
    [
        ac.strong().computed(there(workings::ACTUAL)),
        pl.computed(there(workings::PLAN)),
        delta.difference_of(own.cell(ACTUAL_TO_DATE), own.cell(PLAN_TO_DATE)),
    ]
}

fn no_plan(view: &ScorecardView<'_>, goal: &GoalScore) -> &'static str {
    let is_range = matches!(goal.goal.aim, Aim::Metric { target: Target::Range { .. }, .. });
    view.say(if is_range { labels::RANGE_PLAN } else { labels::NO_PLAN })
}

fn target(goal: &GoalScore, style: &FigureStyle) -> PageCell {
    match &goal.goal.aim {
        Aim::Metric { target, .. } => style.target(target),
        Aim::Milestone { due, .. } => PageCell::text(due.to_string()),
    }
}

/// Attainment, score, weight, status.
fn outcome(view: &ScorecardView<'_>, goal: &GoalScore) -> [PageCell; 4] {
    let bands = Bands::of_goal(&goal.goal, view.scoring);
    let reason = || not_scored(view, goal);
    let attainment = goal.attainment.as_ref().map_or_else(
        || PageCell::no_data(reason()),
        |attainment| PageCell::number(attainment.clone(), figures::banded(&bands, attainment)),
    );
    let score = goal.score.as_ref().map_or_else(
        || PageCell::no_data(reason()),
        |score| PageCell::number(score.clone(), figures::score_format(&bands, score)).strong(),
    );
    let note = goal.reason.as_ref().map(|reason| wording::not_scored(reason, view.lang));
    [
        attainment.computed(workings::goal(view, goal, workings::ATTAINMENT)),
        score.computed(workings::goal(view, goal, workings::SCORE)),
        weight(view, goal),
        figures::status(view, goal.status).note(note),
    ]
}

/// The goal's part of the weight of its product.
pub(super) fn weight(view: &ScorecardView<'_>, goal: &GoalScore) -> PageCell {
    figures::weight_share(view, goal)
        .map_or_else(|| view.no_data(labels::NO_WEIGHT), |weight| figures::share(&weight))
        .computed(workings::weight_share(view, goal))
}

fn not_scored(view: &ScorecardView<'_>, goal: &GoalScore) -> String {
    match &goal.reason {
        Some(reason) => wording::not_scored(reason, view.lang),
        None => view.say(goal.status.label()).to_owned(),
    }
}

fn value(measured: Option<&Measured>) -> Option<&Amount> {
    measured.and_then(Measured::value)
}
