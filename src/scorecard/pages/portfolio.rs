//! The first page: which products meet their goals, what needs a decision, why, and how far the figures can be
//! trusted.

mod tiles;

use super::decisions::{self, DecisionColumns};
use super::workings;
use crate::amount::Amount;
use crate::goals::Class;
use crate::metrics::{Measured, Metric, Scope};
use crate::pipeline::PortfolioWeight;
use crate::schema::Theme;
use crate::score::{ProductScore, ThemeScore};
use crate::scorecard::figures::columns::{COURSE, LANDING_SHARE, PRODUCT, SCORE, VERDICT, WEIGHT_SCORED, columns};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView, facts_in_words, landing, message, series};
use crate::scorecard::model::{
    Block, Content, Group, Page, PageCell, PageColumn, PageRow, PageTable, Pinned, TableRef, Width,
};
use crate::scorecard::wording::{self, labels};
use std::collections::BTreeSet;

pub(super) fn page(view: &ScorecardView<'_>) -> Page {
    let table = products(view);
    let grid = grid(&table);
    let mut page = view.blank_page(view.say(labels::PORTFOLIO));
    view.say(labels::PORTFOLIO_TITLE).clone_into(&mut page.title);
    page.subtitle = view.subtitle();
    page.message = Some(message::portfolio(view));
    let is_long = view.scores.products.len() > LONGEST;
    let products = [Block::Table(table), view.remark(labels::HEAT_NOTATION)];
    let mut decided = vec![view.heading(labels::DECISIONS)];
    decided.extend(decisions::blocks(view, &page.name, grid));
    page.blocks = vec![Block::Tiles(tiles::tiles(view))];
    if is_long {
        page.pinned = Pinned::HeaderOf(PRODUCTS);
        page.blocks.extend(decided);
        page.blocks.push(Block::NewSheet);
        page.blocks.extend(products);
    } else {
        page.pinned = Pinned::Title;
        page.blocks.extend(products);
        page.blocks.extend(decided);
    }
    page.blocks.push(view.remark(labels::NOTATION));
    page
}

const PRODUCTS: &str = "products";
columns! {
    STAGE = "stage", labels::STAGE;
    CHANGE = "change", labels::SCORE_CHANGE;
    DELTA_REVENUE = "delta_plan_revenue", labels::DELTA_PLAN_REVENUE;
}
/// Products that go on the first sheet of paper with the tiles above them. Of more, the table has sheets of its own, and
/// what needs a decision stands before it.
const LONGEST: usize = 24;

/// Columns of words before the themes: product, stage, verdict, score and its change.
const WORDS: u16 = 5;

/// What the table below may lie on.
fn grid(table: &PageTable) -> DecisionColumns {
    let columns = table.columns.iter().map(|column| column.span).sum();
    let narrow = table.columns.len().saturating_sub(usize::from(WORDS) + 1);
    DecisionColumns { columns, words: WORDS, narrow: u16::try_from(narrow).unwrap_or(u16::MAX) }
}

fn products(view: &ScorecardView<'_>) -> PageTable {
    let themes = themes(view);
    let headline = series::headline(view);
    let has_revenue = view.metric("revenue").is_some();
    let mut columns = vec![
        PRODUCT.text(view, Width::AtMost(42)),
        STAGE.text(view, Width::Content),
        VERDICT.text(view, Width::Content),
        SCORE.figure(view),
        CHANGE.figure(view),
    ];
    columns.extend(themes.iter().map(|theme| PageColumn::figure(theme.slug().to_owned(), view.say(theme.label()))));
    columns.extend(headline.map(|metric| {
        let header =
            format!("{}, {}", view.say(metric.label.borrowed()), wording::lowered(view.say(labels::THIRTEEN_MONTHS)));
        PageColumn::text(COURSE, header, Width::Fixed(15))
    }));
    if has_revenue {
        columns.push(PageColumn::figure(LANDING_SHARE, view.say(labels::REVENUE_LANDING_SHARE)));
    }
    columns.push(WEIGHT_SCORED.figure(view));
    if has_revenue {
        columns.push(DELTA_REVENUE.figure(view));
    }
    // The table below needs its columns of figures, however few the themes are.
    let narrow = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(WORDS);
    let span = (decisions::FIGURES + 2).saturating_sub(narrow).max(1);
    columns.push(PageColumn::text("decided", view.say(labels::DECIDED), Width::Fixed(64)).spanning(span));
    let revenue = view.metric("revenue").map(|metric| revenue_style(view, metric));
    let own = TableRef::new(view.say(labels::PORTFOLIO), PRODUCTS);
    let row = |product| row(view, &own, product, &themes, revenue.as_ref());
    let mut rows: Vec<PageRow> = view.scores.products.iter().map(row).collect();
    rows.push(total(view, &own, &themes, revenue.as_ref()));
    let groups = if themes.is_empty() {
        Vec::new()
    } else {
        vec![Group::new("", usize::from(WORDS)), Group::new(view.say(labels::THEMES), themes.len())]
    };
    PageTable { groups, ..PageTable::new(PRODUCTS, columns, rows) }
}

/// Themes with weight in any product.
fn themes(view: &ScorecardView<'_>) -> Vec<Theme> {
    let all = view.scores.products.iter().flat_map(|product| &product.themes);
    all.map(|score| score.theme.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn row(
    view: &ScorecardView<'_>,
    own: &TableRef,
    product: &ProductScore,
    themes: &[Theme],
    revenue: Option<&FigureStyle>,
) -> PageRow {
    let scope = Scope::Product(product.product);
    let reason = product.reason.map(|reason| view.say(wording::no_verdict(reason)).to_owned());
    let stage = view.products.get(product.product).and_then(|product| product.stage);
    let mut cells = vec![
        PageCell::text(view.scope_name(scope)).strong().link(view.page_of(scope)),
        stage.map_or_else(|| view.no_data(labels::NO_STAGE), |stage| PageCell::text(view.say(stage.label()))),
        figures::status(view, product.verdict).note(reason.clone()),
        match &product.score {
            Some(reached) if product.verdict.is_scored() => {
                figures::score(view, reached).strong().computed(workings::score(view, scope))
            }
            _ => PageCell::no_data(reason.unwrap_or_else(|| view.say(product.verdict.label()).to_owned())),
        },
    ];
    let reached = product.score.as_ref().filter(|_| product.verdict.is_scored());
    cells.push(change(view, own, scope, reached));
    cells.extend(themes.iter().map(|theme| theme_cell(view, scope, &product.themes, theme)));
    cells.extend(series::headline(view).map(|metric| series::sparkline(view, scope, metric)));
    cells.extend(view.metric("revenue").map(|_| revenue_landing(view, scope)));
    cells.push(coverage(view, scope, product.coverage.as_ref()));
    cells.extend(revenue.map(|style| delta_revenue(view, style, scope)));
    cells.push(PageCell::text(facts_in_words::decided(view, product)));
    PageRow::plain(cells).key(view.scope_name(scope))
}

/// Where the revenue of the year will end, as a share of its goal; the figures stand in the note.
fn revenue_landing(view: &ScorecardView<'_>, scope: Scope) -> PageCell {
    let goal = figures::revenue_goal(view, scope);
    let Some((goal, style)) = goal.and_then(|goal| Some((goal, FigureStyle::of_goal(view, goal)?))) else {
        return view.no_data(labels::NO_REVENUE_GOAL);
    };
    let (landing, share) = (landing::value(view, goal, &style), landing::share(view, goal));
    let note = match (&landing.content, &share.content) {
        (Content::Number(..), Content::Number(..)) => {
            Some(format!("{}. {}", landing.shown(), landing.note.unwrap_or_default()))
        }
        _ => share.note.clone(),
    };
    share.note(note).computed(workings::landing_share(view, goal))
}

/// Of the score since the period before, as its last run published it; the note says what it was.
fn change(view: &ScorecardView<'_>, own: &TableRef, scope: Scope, score: Option<&Amount>) -> PageCell {
    let Some(previous) = &view.scores.since.previous else { return view.no_data(labels::FIRST_RUN) };
    let Some((now, then)) = score.zip(figures::score_before(view, scope)) else {
        return view.no_data(labels::NO_DIFFERENCE);
    };
    let note = format!("{}: {}", view.period(previous.as_of), figures::score_shown(view, then));
    let own = own.row(view.scope_name(scope)).cell(SCORE);
    let formula = workings::score_before(view, scope).map(|then| own - then);
    figures::score_change(now, then).note(Some(note)).computed(formula)
}

fn total(view: &ScorecardView<'_>, own: &TableRef, themes: &[Theme], revenue: Option<&FigureStyle>) -> PageRow {
    let portfolio = &view.scores.portfolio;
    let reason = portfolio.reason.map(|reason| view.say(wording::no_verdict(reason)).to_owned());
    let mut cells = vec![
        PageCell::text(view.say(labels::PORTFOLIO)),
        PageCell::empty(),
        figures::status(view, portfolio.verdict).note(reason.clone()),
        match &portfolio.score {
            Some(score) => figures::score(view, score).computed(workings::score(view, Scope::Portfolio)),
            None => PageCell::no_data(reason.unwrap_or_else(|| view.say(portfolio.verdict.label()).to_owned())),
        },
    ];
    cells.push(change(view, own, Scope::Portfolio, portfolio.score.as_ref()));
    cells.extend(themes.iter().map(|theme| theme_cell(view, Scope::Portfolio, &portfolio.themes, theme)));
    cells.extend(series::headline(view).map(|metric| series::sparkline(view, Scope::Portfolio, metric)));
    cells.extend(view.metric("revenue").map(|_| tiles::revenue_landing_share(view)));
    cells.push(coverage(view, Scope::Portfolio, portfolio.coverage.as_ref()));
    cells.extend(revenue.map(|style| match tiles::revenue_against_plan(view) {
        Some((actual, plan)) => {
            let products = view.scores.products.iter().map(|of| view.scope_name(Scope::Product(of.product)));
            style.delta(&actual, &plan).computed(own.sum(products, DELTA_REVENUE))
        }
        None => view.no_data(labels::NO_REVENUE_GOAL),
    }));
    cells.push(PageCell::text(view.say(match view.scoring.portfolio {
        PortfolioWeight::Revenue => labels::WEIGHTED_BY_REVENUE,
        PortfolioWeight::Equal => labels::WEIGHTED_EQUALLY,
        PortfolioWeight::Catalog => labels::WEIGHTED_BY_CATALOG,
    })));
    PageRow::total(cells).key(view.scope_name(Scope::Portfolio))
}

fn theme_cell(view: &ScorecardView<'_>, scope: Scope, themes: &[ThemeScore], theme: &Theme) -> PageCell {
    match themes.iter().find(|score| score.theme == *theme) {
        Some(ThemeScore { score: Some(score), status, .. }) => {
            let format = figures::score_format(&figures::bands(view, Class::Committed), score);
            PageCell::heat(score.clone(), format, *status).computed(workings::theme(view, scope, theme))
        }
        Some(_) => view.no_data(labels::THEME_NOT_SCORED),
        None => view.no_data(labels::NO_THEME),
    }
}

pub(super) fn coverage(view: &ScorecardView<'_>, scope: Scope, coverage: Option<&Amount>) -> PageCell {
    coverage
        .map_or_else(|| view.no_data(labels::NO_AGREED_GOALS), figures::share)
        .computed(workings::coverage(view, scope))
}

/// One number of places for the whole column.
fn revenue_style(view: &ScorecardView<'_>, metric: &Metric) -> FigureStyle {
    let goals = view.shown().filter_map(|scope| figures::revenue_goal(view, scope));
    let deltas: Vec<Amount> = goals.filter_map(figures::actual_and_plan).map(|(actual, plan)| actual - plan).collect();
    FigureStyle::of(view, metric, &deltas)
}

fn delta_revenue(view: &ScorecardView<'_>, style: &FigureStyle, scope: Scope) -> PageCell {
    let Some(goal) = figures::revenue_goal(view, scope) else {
        return view.no_data(labels::NO_REVENUE_GOAL);
    };
    match figures::actual_and_plan(goal) {
        Some((actual, plan)) => {
            let there = |column| workings::goal(view, goal, column);
            style.delta(actual, plan).computed(there(workings::ACTUAL) - there(workings::PLAN))
        }
        None => PageCell::no_data(match &goal.actual {
            Some(Measured { outcome: Err(reason), .. }) => view.say(wording::no_data(*reason)),
            _ => view.say(labels::NO_PLAN),
        }),
    }
}
