//! The first page of an audience that looks at some metrics across all products: for each of them what was reached,
//! planned and had the year before, product by product.

use super::decisions;
use crate::calendar::Window;
use crate::lang::{Label, in_lang};
use crate::metrics::{Measured, Metric, Scope};
use crate::score::GoalScore;
use crate::scorecard::figures::columns::{
    ACTUAL, COURSE, DELTA_PLAN, DELTA_PLAN_PERCENT, DELTA_PRIOR_YEAR_PERCENT, LANDING_SHARE, PLAN, PRIOR_YEAR, PRODUCT,
    STATUS,
};
use crate::scorecard::figures::facts_in_words::is_met;
use crate::scorecard::figures::{self, FigureStyle, ScorecardView, landing, series};
use crate::scorecard::model::{Block, Page, PageCell, PageRow, PageTable, Pinned, Width};
use crate::scorecard::wording::{self, labels};

/// What an audience looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Focus {
    page: Label,
    title: Label,
    /// Ids, in the order of the page; those that no input brings are left out.
    metrics: &'static [&'static str],
}

pub(super) const SALES: Focus = Focus { page: labels::SALES, title: labels::SALES_TITLE, metrics: series::OF_SALES };

pub(super) const MARKETING: Focus =
    Focus { page: labels::MARKETING, title: labels::MARKETING_TITLE, metrics: series::OF_MARKETING };

/// Figures writ large at the top.
const TILES: usize = 5;

pub(super) fn page(view: &ScorecardView<'_>, focus: &Focus) -> Page {
    let metrics: Vec<&Metric> = focus.metrics.iter().filter_map(|id| view.metric(id)).collect();
    let tile = |metric: &&Metric| {
        let window = window(metric);
        figures::tile(view, metric, window, figures::label_over(view, metric, window), |_| None)
    };
    let mut blocks = vec![Block::Tiles(metrics.iter().take(TILES).map(tile).collect())];
    for metric in &metrics {
        let table = table(view, metric);
        if !table.rows.is_empty() {
            let window = match window(metric) {
                Window::Period => view.period(view.as_of),
                window => view.say(wording::window(window)).to_owned(),
            };
            let unit = figures::unit_label(view, metric);
            blocks.push(Block::Heading(format!("{} · {window} · {unit}", view.say(metric.label.borrowed()))));
            blocks.push(Block::Table(table));
        }
    }
    if metrics.is_empty() {
        blocks = vec![view.remark(labels::NOTHING_TO_FOCUS)];
    }
    blocks.push(view.remark(labels::NOTATION));
    Page {
        title: view.say(focus.title).to_owned(),
        subtitle: view.subtitle(),
        message: Some(message(view, &metrics)),
        pinned: Pinned::Title,
        blocks,
        ..view.blank_page(view.say(focus.page))
    }
}

/// Flows over the year so far, all others as they stand.
fn window(metric: &Metric) -> Window {
    if metric.kind().adds_up() { Window::YearToDate } else { Window::Period }
}

/// `12 of 20 goals about these metrics are met; short: CarePulse on revenue, …`
fn message(view: &ScorecardView<'_>, metrics: &[&Metric]) -> String {
    let goals: Vec<&GoalScore> =
        metrics.iter().flat_map(|metric| view.scopes().filter_map(|scope| view.year_goal(scope, &metric.id))).collect();
    let met = goals.iter().filter(|goal| is_met(goal.status)).count();
    let first = view
        .scores
        .decisions(view.scoring)
        .into_iter()
        .find(|decision| goals.iter().any(|goal| goal.goal.id == decision.goal.goal.id));
    let first = first.map(|decision| decisions::named(view, &decision.goal.goal));
    let all = goals.len();
    let most = first.map_or_else(String::new, |first| {
        in_lang!(view.lang, "; most is at stake on {first}", "; 영향이 가장 큰 목표: {first}")
    });
    in_lang!(
        view.lang,
        "{met} of {all} year goals on these metrics are met so far{most}.",
        "이 지표들의 연간 목표 {all}개 중 {met}개를 현재까지 달성{most}."
    )
}

fn figures_of(view: &ScorecardView<'_>, metric: &Metric, scope: Scope) -> [Measured; 2] {
    view.with_prior_year(metric, scope, window(metric))
}

fn table(view: &ScorecardView<'_>, metric: &Metric) -> PageTable {
    let figures = [ACTUAL, PLAN, DELTA_PLAN, DELTA_PLAN_PERCENT, PRIOR_YEAR, DELTA_PRIOR_YEAR_PERCENT, LANDING_SHARE];
    let mut columns = vec![PRODUCT.text(view, Width::AtMost(42))];
    columns.extend(figures.map(|column| column.figure(view)));
    columns.extend([STATUS.text(view, Width::Content), COURSE.text(view, Width::Fixed(16))]);
    let scopes: Vec<Scope> = view.shown().filter(|scope| has_any(view, metric, *scope)).collect();
    let all: Vec<Measured> = scopes.iter().flat_map(|scope| figures_of(view, metric, *scope)).collect();
    // One number of places for the whole table.
    let style = FigureStyle::of(view, metric, all.iter().filter_map(Measured::value));
    let mut rows: Vec<PageRow> = scopes
        .iter()
        .map(|&scope| {
            let name = view.scope_name(scope);
            let first = PageCell::text(name).strong().link(view.page_of(scope));
            PageRow::plain(row(view, metric, scope, &style, first)).key(name)
        })
        .collect();
    if scopes.len() > 1 {
        let all = Scope::Portfolio;
        let first = PageCell::text(view.name_in_part(all));
        rows.push(PageRow::total(row(view, metric, all, &style, first)).key(view.scope_name(all)));
    }
    PageTable::new(metric.id.clone(), columns, rows)
}

fn has_any(view: &ScorecardView<'_>, metric: &Metric, scope: Scope) -> bool {
    let has_figure = figures_of(view, metric, scope).iter().any(|measured| measured.value().is_some());
    has_figure || view.year_goal(scope, &metric.id).is_some()
}

fn row(view: &ScorecardView<'_>, metric: &Metric, scope: Scope, style: &FigureStyle, first: PageCell) -> Vec<PageCell> {
    let [actual, prior] = figures_of(view, metric, scope);
    let goal = view.year_goal(scope, &metric.id);
    let plan = goal.and_then(|goal| figures::single(&goal.plan.as_ref()?.target));
    let ac = figures::measured(view, style, Some(&actual));
    let py = figures::measured(view, style, Some(&prior));
    let of_goal = |cell: Option<PageCell>| cell.unwrap_or_else(|| view.no_data(labels::NO_YEAR_GOAL));
    let pl = of_goal(plan.map(|plan| style.cell(plan)));
    let ac_value = (actual.value(), &ac);
    let [delta, percent] = figures::compared(ac_value, (plan, &pl), |ac, pl| style.deltas(view, ac, pl));
    let [over_prior] = figures::compared(ac_value, (prior.value(), &py), |ac, py| [style.delta_percent(view, ac, py)]);
    let landing = of_goal(goal.map(|goal| landing::share(view, goal)));
    let status = of_goal(goal.map(|goal| figures::status(view, goal.status)));
    let course = series::sparkline(view, scope, metric);
    vec![first, ac.strong(), pl, delta, percent, py, over_prior, landing, status, course]
}
