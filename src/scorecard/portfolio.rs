//! The first page: which products meet their goals, what needs a decision, why, and how far the figures can be
//! trusted.

use super::decisions::{self, Grid};
use super::figures::{self, Style};
use super::model::{Block, Cell, Column, Group, Page, Pinned, Row, RowRole, Table, Tile, Width};
use super::view::View;
use super::wording::{self, labels};
use super::{data, facts_in_words};
use crate::amount::Amount;
use crate::calendar::Window;
use crate::goals::Class;
use crate::lang::Lang;
use crate::metrics::{Measured, Metric, Scope, Theme};
use crate::pipeline::PortfolioWeight;
use crate::score::{ProductScore, ThemeScore};
use std::collections::BTreeSet;

pub(super) fn page(view: &View<'_>) -> Page {
    let table = products(view);
    let grid = Grid { columns: u16::try_from(table.columns.len()).unwrap_or(u16::MAX), narrow: narrow(&table) };
    let mut page = view.blank_page(view.say(labels::PORTFOLIO));
    view.say(labels::PORTFOLIO_TITLE).clone_into(&mut page.title);
    page.subtitle = subtitle(view, page.draft.as_deref());
    page.message = Some(facts_in_words::portfolio(view));
    page.pinned = Pinned::Title;
    page.links =
        [labels::QUALITY, labels::SOURCES, labels::DEFINITIONS, labels::DATA].map(|label| view.link(label)).to_vec();
    if view.scores.goals_of(Scope::Portfolio).next().is_some() {
        page.links.insert(0, view.link(labels::PORTFOLIO_GOALS));
    }
    page.blocks = vec![
        Block::Tiles(tiles(view)),
        Block::Table(table),
        Block::Remark(view.say(labels::HEAT_NOTATION).to_owned()),
        Block::Heading(view.say(labels::DECISIONS).to_owned()),
        decisions::block(view, grid),
        Block::Remark(view.say(labels::NOTATION).to_owned()),
    ];
    page
}

/// Figure columns between the score and the sentence at the end.
fn narrow(table: &Table) -> u16 {
    u16::try_from(table.columns.len().saturating_sub(5)).unwrap_or(0)
}

/// `Portfolio · money in USD thousand · October 2026 (FY2026 P10) · against goals agreed by 2025-12-12`
fn subtitle(view: &View<'_>, draft: Option<&str>) -> String {
    let goals = view.scores.goals.iter().map(|goal| &goal.goal);
    let mut parts = vec![view.company.unwrap_or(view.name).to_owned()];
    parts.extend(super::product::money(view));
    parts.push(view.as_of_in_words());
    parts.extend(super::product::agreed(view, goals));
    parts.extend(draft.map(str::to_owned));
    parts.join(" · ")
}

fn tiles(view: &View<'_>) -> Vec<Tile> {
    let portfolio = &view.scores.portfolio;
    let score = match (&portfolio.score, portfolio.reason) {
        (Some(score), _) => figures::score(view, score),
        (None, Some(reason)) => Cell::no_data(view.say(wording::no_verdict(reason))),
        (None, None) => Cell::no_data(view.say(portfolio.verdict.label())),
    };
    let word = format!("{} {}", portfolio.verdict.sign(), view.say(portfolio.verdict.label()));
    let counts = portfolio.counts;
    let met = counts.met + counts.exceeded;
    let mut tiles = vec![
        Tile {
            label: view.say(labels::PORTFOLIO_SCORE).to_owned(),
            value: score,
            detail: format!("{word} · {}", facts_in_words::weight_scored(view, portfolio.coverage.as_ref())),
        },
        Tile {
            label: view.say(labels::GOALS_MET).to_owned(),
            value: Cell::text(match view.lang {
                Lang::En => format!("{met} of {}", counts.all()),
                Lang::Ko => format!("{}개 중 {met}개", counts.all()),
            }),
            detail: facts_in_words::counts(view, counts.at_risk, counts.missed, counts.not_scored),
        },
    ];
    tiles.extend(view.metric("revenue").map(|metric| revenue_tile(view, metric)));
    let retention = ["net_revenue_retention", "gross_revenue_retention"];
    tiles.extend(retention.iter().find_map(|id| view.metric(id)).map(|metric| retention_tile(view, metric)));
    tiles
}

/// Year to date, against the plans of the products that have one, and against last year.
fn revenue_tile(view: &View<'_>, metric: &Metric) -> Tile {
    let (actual, prior) = with_prior_year(view, metric, Window::YearToDate);
    let style = Style::of(view, metric, actual.value());
    let mut detail = Vec::new();
    if let Some((actual, plan)) = revenue_against_plan(view) {
        let delta = (style.delta_shown(&actual, &plan), style.delta_percent(view, &actual, &plan).shown());
        detail.push(format!("ΔPL {} ({})", delta.0, delta.1));
    }
    if let (Some(actual), Some(prior)) = (actual.value(), prior.value()) {
        detail.push(format!("ΔPY {}", style.delta_percent(view, actual, prior).shown()));
    }
    Tile {
        label: format!(
            "{}, {}",
            view.say(metric.label),
            wording::lowered(view.say(wording::window(Window::YearToDate)))
        ),
        value: figures::measured(view, &style, Some(&actual)),
        detail: detail.join(" · "),
    }
}

fn retention_tile(view: &View<'_>, metric: &Metric) -> Tile {
    let (actual, prior) = with_prior_year(view, metric, Window::Period);
    let style = Style::of(view, metric, actual.value());
    let detail = match (actual.value(), prior.value()) {
        (Some(actual), Some(prior)) => format!("ΔPY {}", style.delta_shown(actual, prior)),
        _ => String::new(),
    };
    Tile { label: view.say(metric.label).to_owned(), value: figures::measured(view, &style, Some(&actual)), detail }
}

fn with_prior_year(view: &View<'_>, metric: &Metric, window: Window) -> (Measured, Measured) {
    let measure = |at| view.measure(metric, Scope::Portfolio, window, at);
    (measure(view.as_of), measure(view.as_of.plus(-view.calendar.periods_per_year())))
}

/// Revenue and its plan to date, summed over the products that have both.
fn revenue_against_plan(view: &View<'_>) -> Option<(Amount, Amount)> {
    let goals = (0..view.products.len()).filter_map(|product| figures::revenue_goal(view, Scope::Product(product)));
    let pairs: Vec<(&Amount, &Amount)> = goals.filter_map(figures::actual_and_plan).collect();
    let sum = |pick: fn(&(&Amount, &Amount)) -> Amount| pairs.iter().map(pick).sum::<Amount>();
    (!pairs.is_empty()).then(|| (sum(|(actual, _)| (*actual).clone()), sum(|(_, plan)| (*plan).clone())))
}

fn products(view: &View<'_>) -> Table {
    let themes = themes(view);
    let headline = data::headline(view);
    let has_revenue = view.metric("revenue").is_some();
    let mut columns = vec![
        Column::text(view.say(labels::PRODUCT), Width::AtMost(42)),
        Column::text(view.say(labels::STAGE), Width::Content),
        Column::text(view.say(labels::VERDICT), Width::Content),
        Column::figure(view.say(labels::SCORE)),
    ];
    columns.extend(themes.iter().map(|theme| Column::figure(view.say(theme.label()))));
    columns.extend(headline.map(|metric| {
        let header = format!("{}, {}", view.say(metric.label), wording::lowered(view.say(labels::THIRTEEN_MONTHS)));
        Column::text(header, Width::Fixed(15))
    }));
    columns.push(Column::figure(view.say(labels::WEIGHT_SCORED)));
    if has_revenue {
        columns.push(Column::figure(view.say(labels::DELTA_PLAN_REVENUE)));
    }
    columns.push(Column::text(view.say(labels::DECIDED), Width::Fixed(52)));
    let mut rows: Vec<Row> = view.scores.products.iter().map(|product| row(view, product, &themes)).collect();
    rows.push(total(view, &themes));
    let groups = if themes.is_empty() {
        Vec::new()
    } else {
        vec![Group::new("", 4), Group::new(view.say(labels::THEMES), themes.len())]
    };
    Table { key: "products", groups, columns, rows }
}

/// Themes with weight in any product.
fn themes(view: &View<'_>) -> Vec<Theme> {
    let all = view.scores.products.iter().flat_map(|product| &product.themes);
    all.map(|score| score.theme).collect::<BTreeSet<_>>().into_iter().collect()
}

fn row(view: &View<'_>, product: &ProductScore, themes: &[Theme]) -> Row {
    let scope = Scope::Product(product.product);
    let reason = product.reason.map(|reason| view.say(wording::no_verdict(reason)).to_owned());
    let stage = view.products.get(product.product).and_then(|product| product.stage);
    let mut cells = vec![
        Cell::text(view.scope_name(scope)).strong().link(view.page_of(scope)),
        stage.map_or_else(|| Cell::no_data(view.say(labels::NO_STAGE)), |stage| Cell::text(view.say(stage.label()))),
        figures::status(view, product.verdict).note(reason.clone()),
        match &product.score {
            Some(reached) if product.verdict.is_scored() => figures::score(view, reached).strong(),
            _ => Cell::no_data(reason.unwrap_or_else(|| view.say(product.verdict.label()).to_owned())),
        },
    ];
    cells.extend(themes.iter().map(|theme| theme_cell(view, &product.themes, *theme)));
    cells.extend(data::headline(view).map(|metric| data::sparkline(view, scope, metric)));
    cells.push(coverage(view, product.coverage.as_ref()));
    cells.extend(view.metric("revenue").map(|metric| delta_revenue(view, metric, scope)));
    cells.push(Cell::text(facts_in_words::decided(view, product)));
    Row::plain(cells)
}

fn total(view: &View<'_>, themes: &[Theme]) -> Row {
    let portfolio = &view.scores.portfolio;
    let reason = portfolio.reason.map(|reason| view.say(wording::no_verdict(reason)).to_owned());
    let mut cells = vec![
        Cell::text(view.say(labels::PORTFOLIO)),
        Cell::empty(),
        figures::status(view, portfolio.verdict).note(reason.clone()),
        match &portfolio.score {
            Some(score) => figures::score(view, score),
            None => Cell::no_data(reason.unwrap_or_else(|| view.say(portfolio.verdict.label()).to_owned())),
        },
    ];
    cells.extend(themes.iter().map(|theme| theme_cell(view, &portfolio.themes, *theme)));
    cells.extend(data::headline(view).map(|metric| data::sparkline(view, Scope::Portfolio, metric)));
    cells.push(coverage(view, portfolio.coverage.as_ref()));
    cells.extend(view.metric("revenue").map(|metric| match revenue_against_plan(view) {
        Some((actual, plan)) => revenue_style(view, metric).delta(&actual, &plan),
        None => Cell::no_data(view.say(labels::NO_REVENUE_GOAL)),
    }));
    cells.push(Cell::text(view.say(match view.scoring.portfolio {
        PortfolioWeight::Revenue => labels::WEIGHTED_BY_REVENUE,
        PortfolioWeight::Equal => labels::WEIGHTED_EQUALLY,
        PortfolioWeight::Catalog => labels::WEIGHTED_BY_CATALOG,
    })));
    Row { role: RowRole::Total, cells }
}

fn theme_cell(view: &View<'_>, themes: &[ThemeScore], theme: Theme) -> Cell {
    match themes.iter().find(|score| score.theme == theme) {
        Some(ThemeScore { score: Some(score), status, .. }) => {
            let format = figures::score_format(&figures::bands(view, Class::Committed), score);
            Cell::heat(score.clone(), format, *status)
        }
        Some(_) => Cell::no_data(view.say(labels::THEME_NOT_SCORED)),
        None => Cell::no_data(view.say(labels::NO_THEME)),
    }
}

pub(super) fn coverage(view: &View<'_>, coverage: Option<&Amount>) -> Cell {
    coverage.map_or_else(|| Cell::no_data(view.say(labels::NO_AGREED_GOALS)), figures::share)
}

/// One number of places for the whole column.
fn revenue_style(view: &View<'_>, metric: &Metric) -> Style {
    let goals = (0..view.products.len()).filter_map(|product| figures::revenue_goal(view, Scope::Product(product)));
    let deltas: Vec<Amount> = goals.filter_map(figures::actual_and_plan).map(|(actual, plan)| actual - plan).collect();
    Style::of(view, metric, &deltas)
}

fn delta_revenue(view: &View<'_>, metric: &Metric, scope: Scope) -> Cell {
    let Some(goal) = figures::revenue_goal(view, scope) else {
        return Cell::no_data(view.say(labels::NO_REVENUE_GOAL));
    };
    match figures::actual_and_plan(goal) {
        Some((actual, plan)) => revenue_style(view, metric).delta(actual, plan),
        None => Cell::no_data(match &goal.actual {
            Some(Measured { outcome: Err(reason), .. }) => view.say(wording::no_data(*reason)),
            _ => view.say(labels::NO_PLAN),
        }),
    }
}
