//! Decisions needed, the costliest first: goals that are missed or at risk, will end there, or send a signal on the bad
//! side.

use super::figures::{self, Style, goal_label};
use super::landing;
use super::model::{Block, Cell, Column, Row, Table, Width};
use super::view::View;
use super::wording::labels;
use crate::amount::Unit;
use crate::metrics::Scope;
use crate::score::{Decision, GoalScore};

/// Columns of the grid that the table lies on, as the table above it leaves them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    /// All columns.
    pub(super) columns: u16,
    /// Narrow columns that each hold a figure, after the first four, which hold words.
    pub(super) narrow: u16,
}

/// Columns of words on the left: product, stage, verdict and score of the table above.
const WORDS: u16 = 4;
/// Status, AC, PL, ΔPL, ΔPL%, weight.
const FIGURES: u16 = 6;

pub(super) fn block(view: &View<'_>, grid: Grid) -> Block {
    let decisions = view.scores.decisions(view.scoring);
    if decisions.is_empty() {
        return Block::Remark(view.say(labels::NO_DECISIONS).to_owned());
    }
    let owner = (grid.narrow.saturating_sub(FIGURES)).clamp(1, 2);
    let comment = grid.columns.saturating_sub(WORDS + FIGURES + owner).max(1);
    let figure = |label| Column::figure(view.say(label));
    let columns = vec![
        Column::text(view.say(labels::PRODUCT), Width::AtMost(42)),
        Column::text(view.say(labels::GOAL), Width::Content).spanning(WORDS - 1),
        Column::text(view.say(labels::STATUS), Width::Content),
        figure(labels::ACTUAL),
        figure(labels::PLAN),
        figure(labels::DELTA_PLAN),
        figure(labels::DELTA_PLAN_PERCENT),
        figure(labels::WEIGHT),
        Column::text(view.say(labels::OWNER), Width::Content).spanning(owner),
        Column::text(view.say(labels::COMMENT), Width::Given).spanning(comment),
    ];
    let rows = decisions.iter().map(|decision| row(view, decision)).collect();
    Block::Table(Table { key: "decisions", groups: Vec::new(), columns, rows })
}

fn row(view: &View<'_>, decision: &Decision<'_>) -> Row {
    let goal = decision.goal;
    let scope = goal.goal.scope;
    let name = match scope {
        Scope::Product(_) => view.scope_name(scope),
        Scope::Portfolio => view.say(labels::PORTFOLIO),
    };
    let mut cells = vec![
        Cell::text(name).link(view.page_of(scope)),
        Cell::text(match landing::causes(view, decision) {
            Some(causes) => format!("{}: {causes}", goal_label(view, &goal.goal)),
            None => goal_label(view, &goal.goal),
        }),
        figures::status(view, goal.status),
    ];
    cells.extend(comparison(view, goal));
    cells.push(
        figures::weight_share(view, goal)
            .map_or_else(|| Cell::no_data(view.say(labels::NO_WEIGHT)), |share| figures::share(&share)),
    );
    cells.push(match &goal.goal.owner {
        Some(owner) => Cell::text(owner),
        None => Cell::no_data(view.say(labels::NO_OWNER)),
    });
    cells.push(Cell::comment(view.scope_name(scope), &goal.goal.id));
    Row::plain(cells)
}

/// AC, PL, ΔPL, ΔPL%.
fn comparison(view: &View<'_>, goal: &GoalScore) -> [Cell; 4] {
    let Some(style) = Style::of_goal(view, goal) else {
        let none = Cell::no_data(view.say(labels::MILESTONE_FIGURES));
        return [none.clone(), none.clone(), none.clone(), none];
    };
    let ac = figures::measured(view, &style, goal.actual.as_ref()).strong();
    let pl = match &goal.plan {
        Some(plan) => style.target(&plan.target),
        None => Cell::no_data(view.say(labels::NO_PLAN)),
    };
    let Some((actual, plan)) = figures::actual_and_plan(goal) else {
        let none = Cell::no_data(view.say(labels::RANGE_PLAN));
        return [ac, pl, none.clone(), none];
    };
    let percent = if goal.goal.unit() == Unit::Percent {
        Cell::no_data(view.say(labels::POINTS_NOT_PERCENT))
    } else {
        style.delta_percent(view, actual, plan)
    };
    [ac, pl, style.delta(actual, plan), percent]
}
