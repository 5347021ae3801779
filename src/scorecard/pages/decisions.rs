//! Decisions needed, the costliest first: goals that are missed or at risk, will end there, or send a signal on the bad
//! side. The portfolio page shows the first of them, a page of their own all.

use super::{goal_table, workings};
use crate::goals::Goal;
use crate::lang::{Lang, in_lang};
use crate::metrics::Scope;
use crate::prose;
use crate::score::{Decision, GoalScore, Plan};
use crate::scorecard::figures::columns::{
    ACTUAL, DELTA_PLAN, DELTA_PLAN_PERCENT, GOAL, LANDING_SHARE, OWNER, PLAN, PRODUCT, STATUS, WEIGHT, columns,
};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView, comments, goal_label, landing};
use crate::scorecard::model::{
    Block, NumberFormat, Page, PageCell, PageColumn, PageRow, PageTable, TableRef, TableRow, Width,
};
use crate::scorecard::wording::{labels, lowered};
use std::collections::BTreeSet;

/// Columns of the grid that the table on the portfolio page lies on, as the table above it leaves them.
#[derive(Debug, Clone, Copy)]
pub(super) struct DecisionColumns {
    /// All columns.
    pub(super) columns: u16,
    /// Columns of words on the left.
    pub(super) words: u16,
    /// Narrow columns after those that each hold a figure.
    pub(super) narrow: u16,
}

/// Status, AC, PL, ΔPL, ΔPL%, landing ÷ goal, weight, money at stake.
pub(super) const FIGURES: u16 = 8;
/// As many as one screen holds below the products; the rest has a page.
const SHOWN: usize = 12;

const TABLE: &str = "decisions";
columns! {
    WHY = "why", labels::WHY;
    AT_STAKE = "at_stake", labels::AT_STAKE;
    POINTS = "points", labels::POINTS_LOST;
}

/// The costliest, for the page of this name.
pub(super) fn blocks(view: &ScorecardView<'_>, page: &str, grid: DecisionColumns) -> Vec<Block> {
    let decisions = view.scores.decisions(view.scoring);
    if decisions.is_empty() {
        return vec![view.remark(labels::NO_DECISIONS)];
    }
    let owner = (grid.narrow.saturating_sub(FIGURES)).clamp(1, 2);
    let comment = grid.columns.saturating_sub(grid.words + FIGURES + owner).max(1);
    let mut columns =
        vec![PRODUCT.text(view, Width::AtMost(42)), GOAL.text(view, Width::Content).spanning(grid.words - 1)];
    columns.extend(figure_columns(view));
    columns.push(OWNER.text(view, Width::Content).spanning(owner));
    columns.extend(comments::columns(view, Width::Given, comment));
    let own = TableRef::new(page, TABLE);
    let rows = decisions
        .iter()
        .take(SHOWN)
        .map(|decision| {
            let label = goal_label(view, &decision.goal.goal);
            let goal = landing::causes(view, decision).map_or(label.clone(), |causes| format!("{label}: {causes}"));
            row(view, &own, decision, vec![PageCell::text(goal)], None)
        })
        .collect();
    let mut blocks = vec![Block::Table(PageTable::new(TABLE, columns, rows))];
    if let Some(more) = decisions.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        let page = view.say(labels::DECISIONS_PAGE);
        let more =
            in_lang!(view.lang, "{more} more on the page {page}.", "그 밖에 {more}건은 '{page}' 시트에 있습니다.");
        blocks.push(Block::Remark(more));
    }
    blocks
}

/// All of them.
pub(super) fn page(view: &ScorecardView<'_>) -> Page {
    let decisions = view.scores.decisions(view.scoring);
    let mut columns = vec![
        PRODUCT.text(view, Width::AtMost(42)),
        GOAL.text(view, Width::AtMost(44)),
        WHY.text(view, Width::AtMost(30)),
    ];
    columns.extend(figure_columns(view));
    columns.push(POINTS.figure(view));
    columns.push(OWNER.text(view, Width::AtMost(20)));
    columns.extend(comments::columns(view, Width::Fixed(44), 1));
    let own = TableRef::new(view.say(labels::DECISIONS_PAGE), TABLE);
    let rows = decisions
        .iter()
        .map(|decision| {
            let why = landing::causes(view, decision).map_or_else(PageCell::empty, PageCell::text);
            let lost = PageCell::number(-decision.shortfall.clone(), NumberFormat::plain(1).signed())
                .computed(workings::points_lost(view, decision.goal));
            row(view, &own, decision, vec![PageCell::text(goal_label(view, &decision.goal.goal)), why], Some(lost))
        })
        .collect();
    let block = if decisions.is_empty() {
        view.remark(labels::NO_DECISIONS)
    } else {
        Block::Table(PageTable::new(TABLE, columns, rows))
    };
    Page {
        title: view.say(labels::DECISIONS).to_owned(),
        subtitle: view.subtitle(),
        message: Some(message(view, &decisions)),
        blocks: vec![block, view.remark(labels::DECISIONS_NOTATION)],
        ..view.blank_page(view.say(labels::DECISIONS_PAGE))
    }
}

/// `5 goals need a decision, 1,234 USD thousand at stake; most on CarePulse, revenue.`
fn message(view: &ScorecardView<'_>, decisions: &[Decision<'_>]) -> String {
    let Some(first) = decisions.first() else { return view.say(labels::NO_DECISIONS).to_owned() };
    let products: BTreeSet<Scope> = decisions.iter().map(|decision| decision.goal.goal.scope).collect();
    let goal = named(view, &first.goal.goal);
    match view.lang {
        Lang::En => {
            let verb = if decisions.len() == 1 { "needs" } else { "need" };
            let of = prose::count(products.len(), "product");
            format!("{} of {of} {verb} a decision; first: {goal}.", prose::count(decisions.len(), "goal"))
        }
        Lang::Ko => format!(
            "제품 {}개의 목표 {}개에 의사결정이 필요합니다. 우선순위 1: {goal}.",
            products.len(),
            decisions.len()
        ),
    }
}

/// `CarePulse, revenue`
pub(super) fn named(view: &ScorecardView<'_>, goal: &Goal) -> String {
    format!("{}, {}", view.name_of(goal.scope), lowered(&goal_label(view, goal)))
}

/// As many as [`FIGURES`].
fn figure_columns(view: &ScorecardView<'_>) -> Vec<PageColumn> {
    let figures = [ACTUAL, PLAN, DELTA_PLAN, DELTA_PLAN_PERCENT, LANDING_SHARE, WEIGHT, AT_STAKE];
    let status = STATUS.text(view, Width::Content);
    [status].into_iter().chain(figures.map(|column| column.figure(view))).collect()
}

fn row(
    view: &ScorecardView<'_>,
    table: &TableRef,
    decision: &Decision<'_>,
    what: Vec<PageCell>,
    cost: Option<PageCell>,
) -> PageRow {
    let goal = decision.goal;
    let scope = goal.goal.scope;
    let mut cells = vec![PageCell::text(view.name_of(scope)).link(view.page_of(scope))];
    cells.extend(what);
    cells.push(figures::status(view, goal.status));
    cells.extend(comparison(view, &table.row(goal.goal.id.as_str()), goal));
    cells.push(landing::share(view, goal).computed(workings::landing_share(view, goal)));
    cells.push(goal_table::weight(view, goal));
    cells.push(match (&decision.at_stake, FigureStyle::of_goal(view, goal)) {
        (Some(stake), Some(style)) => style.cell(stake).strong().computed(workings::at_stake(view, goal)),
        _ => view.no_data(labels::NO_STAKE),
    });
    cells.extend(cost);
    cells.push(view.cell_or(labels::NO_OWNER, goal.goal.owner.as_ref(), PageCell::text));
    cells.extend(comments::cells(view, &goal.goal));
    PageRow::plain(cells).key(&goal.goal.id)
}

/// AC, PL, ΔPL, ΔPL%.
fn comparison(view: &ScorecardView<'_>, own: &TableRow, goal: &GoalScore) -> [PageCell; 4] {
    let Some(style) = FigureStyle::of_goal(view, goal) else {
        let none = view.no_data(labels::MILESTONE_FIGURES);
        return [none.clone(), none.clone(), none.clone(), none];
    };
    let there = |column| workings::goal(view, goal, column);
    let ac = figures::measured(view, &style, goal.actual.as_ref()).strong().computed(there(workings::ACTUAL));
    let target = |plan: &Plan| style.target(&plan.target).computed(there(workings::PLAN));
    let pl = view.cell_or(labels::NO_PLAN, goal.plan.as_ref(), target);
    let Some((actual, plan)) = figures::actual_and_plan(goal) else {
        let none = view.no_data(labels::RANGE_PLAN);
        return [ac, pl, none.clone(), none];
    };
    let [delta, percent] =
        style.deltas(view, actual, plan).map(|difference| difference.difference_of(own.cell(ACTUAL), own.cell(PLAN)));
    [ac, pl, delta, percent]
}
