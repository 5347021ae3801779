//! The first page of an audience that looks at some metrics across all products: for each of them what was reached,
//! planned and had the year before, product by product.

use super::figures::{self, Style};
use super::model::{Block, Cell, Column, Page, Pinned, Row, Table, Tile, Width};
use super::view::View;
use super::wording::{self, labels};
use super::{data, decisions, landing};
use crate::amount::{Amount, Unit};
use crate::calendar::Window;
use crate::lang::{Label, Lang};
use crate::metrics::{Measured, Metric, Scope};
use crate::score::{GoalScore, Status};

/// What an audience looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Focus {
    page: Label,
    title: Label,
    /// Ids, in the order of the page; those that no input brings are left out.
    metrics: &'static [&'static str],
}

pub(super) const SALES: Focus = Focus {
    page: labels::SALES,
    title: labels::SALES_TITLE,
    metrics: &[
        "revenue",
        "new_customers",
        "new_mrr",
        "expansion_mrr",
        "expansion_revenue",
        "net_revenue_retention",
        "gross_revenue_retention",
        "logo_churn",
        "attach_rate",
    ],
};

pub(super) const MARKETING: Focus = Focus {
    page: labels::MARKETING,
    title: labels::MARKETING_TITLE,
    metrics: &[
        "new_customers",
        "acquisition_cost",
        "adoption_rate",
        "activation_rate",
        "active_users",
        "revenue_since_launch",
        "market_share",
    ],
};

/// Figures writ large at the top.
const TILES: usize = 5;

pub(super) fn page(view: &View<'_>, focus: &Focus) -> Page {
    let metrics: Vec<&Metric> = focus.metrics.iter().filter_map(|id| view.metric(id)).collect();
    let mut blocks = vec![Block::Tiles(metrics.iter().take(TILES).map(|metric| tile(view, metric)).collect())];
    for metric in &metrics {
        let table = table(view, metric);
        if !table.rows.is_empty() {
            let window = match window(metric) {
                Window::Period => view.period(view.as_of),
                window => view.say(wording::window(window)).to_owned(),
            };
            let unit = figures::unit_label(view, metric);
            blocks.push(Block::Heading(format!("{} · {window} · {unit}", view.say(metric.label))));
            blocks.push(Block::Table(table));
        }
    }
    if metrics.is_empty() {
        blocks = vec![Block::Remark(view.say(labels::NOTHING_TO_FOCUS).to_owned())];
    }
    blocks.push(Block::Remark(view.say(labels::NOTATION).to_owned()));
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
    if metric.kind.adds_up() { Window::YearToDate } else { Window::Period }
}

/// The live goal over the same window.
fn goal<'a>(view: &View<'a>, metric: &Metric, scope: Scope) -> Option<&'a GoalScore> {
    let about = |goal: &&GoalScore| goal.goal.metric().is_some_and(|own| own.id == metric.id);
    view.live_goals(scope).filter(about).find(|goal| goal.goal.span == view.year())
}

/// `12 of 20 goals about these metrics are met; short: CarePulse on revenue, …`
fn message(view: &View<'_>, metrics: &[&Metric]) -> String {
    let scopes = || view.shown().chain([Scope::Portfolio]);
    let goals: Vec<&GoalScore> =
        metrics.iter().flat_map(|metric| scopes().filter_map(|scope| goal(view, metric, scope))).collect();
    let met = goals.iter().filter(|goal| matches!(goal.status, Status::Met | Status::Exceeded)).count();
    let first = view
        .scores
        .decisions(view.scoring)
        .into_iter()
        .find(|decision| goals.iter().any(|goal| goal.goal.id == decision.goal.goal.id));
    let first = first.map(|decision| {
        let label = wording::lowered(&figures::goal_label(view, &decision.goal.goal));
        format!("{}, {label}", decisions::name(view, decision.goal.goal.scope))
    });
    match (view.lang, first) {
        (Lang::En, None) => format!("{met} of {} year goals on these metrics are met so far.", goals.len()),
        (Lang::En, Some(first)) => {
            format!("{met} of {} year goals on these metrics are met so far; most is at stake on {first}.", goals.len())
        }
        (Lang::Ko, None) => format!("이 지표들의 연간 목표 {}개 중 {met}개를 현재까지 달성.", goals.len()),
        (Lang::Ko, Some(first)) => {
            format!("이 지표들의 연간 목표 {}개 중 {met}개를 현재까지 달성; 영향이 가장 큰 목표: {first}.", goals.len())
        }
    }
}

fn tile(view: &View<'_>, metric: &Metric) -> Tile {
    let (actual, prior) = figures_of(view, metric, Scope::Portfolio);
    let style = Style::of(view, metric, actual.value());
    let delta = actual
        .value()
        .zip(prior.value())
        .map(|(now, then)| format!("ΔPY {}", style.delta_percent(view, now, then).shown()));
    let window = view.say(wording::window(window(metric)));
    let label = format!("{}, {}", view.say(metric.label), wording::lowered(window));
    let value = figures::measured(view, &style, Some(&actual));
    Tile { label, value, detail: delta.unwrap_or_default() }
}

fn figures_of(view: &View<'_>, metric: &Metric, scope: Scope) -> (Measured, Measured) {
    let measure = |at| view.measure(metric, scope, window(metric), at);
    (measure(view.as_of), measure(view.as_of.plus(-view.calendar.periods_per_year())))
}

fn table(view: &View<'_>, metric: &Metric) -> Table {
    let figure = |key: &'static str, label| Column::figure(key, view.say(label));
    let columns = vec![
        Column::text("product", view.say(labels::PRODUCT), Width::AtMost(42)),
        figure("actual", labels::ACTUAL),
        figure("plan", labels::PLAN),
        figure("delta_plan", labels::DELTA_PLAN),
        figure("delta_plan_percent", labels::DELTA_PLAN_PERCENT),
        figure("prior_year", labels::PRIOR_YEAR),
        figure("delta_prior_year_percent", labels::DELTA_PRIOR_YEAR_PERCENT),
        figure("landing_share", labels::LANDING_SHARE),
        Column::text("status", view.say(labels::STATUS), Width::Content),
        Column::text("course", view.say(labels::THIRTEEN_MONTHS), Width::Fixed(16)),
    ];
    let scopes: Vec<Scope> = view.shown().filter(|scope| has_any(view, metric, *scope)).collect();
    let all: Vec<Measured> =
        scopes.iter().flat_map(|scope| <[Measured; 2]>::from(figures_of(view, metric, *scope))).collect();
    // One number of places for the whole table.
    let style = Style::of(view, metric, all.iter().filter_map(Measured::value));
    let mut rows: Vec<Row> = scopes
        .iter()
        .map(|&scope| {
            let name = view.scope_name(scope);
            let first = Cell::text(name).strong().link(view.page_of(scope));
            Row::plain(row(view, metric, scope, &style, first)).key(name)
        })
        .collect();
    if scopes.len() > 1 {
        let name = view.part.unwrap_or(view.say(labels::PORTFOLIO));
        rows.push(Row::total(row(view, metric, Scope::Portfolio, &style, Cell::text(name))).key("*"));
    }
    Table { key: metric.id, groups: Vec::new(), columns, rows }
}

fn has_any(view: &View<'_>, metric: &Metric, scope: Scope) -> bool {
    let (actual, prior) = figures_of(view, metric, scope);
    actual.value().is_some() || prior.value().is_some() || goal(view, metric, scope).is_some()
}

fn row(view: &View<'_>, metric: &Metric, scope: Scope, style: &Style, first: Cell) -> Vec<Cell> {
    let (actual, prior) = figures_of(view, metric, scope);
    let goal = goal(view, metric, scope);
    let plan = goal.and_then(|goal| figures::single(&goal.plan.as_ref()?.target));
    let ac = figures::measured(view, style, Some(&actual));
    let py = figures::measured(view, style, Some(&prior));
    let pl = plan.map_or_else(|| Cell::no_data(view.say(labels::NO_YEAR_GOAL)), |plan| style.cell(plan));
    let compare = |base: Option<&Amount>, base_cell: &Cell, percent: bool| match (actual.value(), base) {
        (Some(actual), Some(base)) if percent => style.delta_percent(view, actual, base),
        (Some(actual), Some(base)) => style.delta(actual, base),
        (None, _) => ac.clone(),
        (_, None) => base_cell.clone(),
    };
    let points = metric.unit == Unit::Percent && plan.is_some() && actual.value().is_some();
    let percent = if points { Cell::no_data(view.say(labels::POINTS_NOT_PERCENT)) } else { compare(plan, &pl, true) };
    let landing = match goal {
        Some(goal) => landing::cells(view, goal, style)[1].clone(),
        None => Cell::no_data(view.say(labels::NO_YEAR_GOAL)),
    };
    let status =
        goal.map_or_else(|| Cell::no_data(view.say(labels::NO_YEAR_GOAL)), |goal| figures::status(view, goal.status));
    vec![
        first,
        ac.clone().strong(),
        pl.clone(),
        compare(plan, &pl, false),
        percent,
        py.clone(),
        compare(prior.value(), &py, true),
        landing,
        status,
        data::sparkline(view, scope, metric),
    ]
}

/// The metrics of an audience, for the series behind the sparklines.
pub(super) fn metrics(view: &View<'_>) -> Vec<&'static Metric> {
    use crate::pipeline::Audience;
    let focus = match view.audience {
        Audience::Leadership | Audience::Product => return Vec::new(),
        Audience::Sales => SALES,
        Audience::Marketing => MARKETING,
    };
    focus.metrics.iter().filter_map(|id| view.metric(id)).collect()
}
