//! From goals to themes, products and the portfolio: a row a product's theme, and a row a product.

use super::goals::ordered;
use super::{GOALS, PRODUCTS, THEMES, cell, plain, sums_ratio};
use crate::amount::Amount;
use crate::lang::Label;
use crate::metrics::{Scope, Theme};
use crate::score::{GoalScore, Liveness, ProductScore, ThemeScore};
use crate::scorecard::changes;
use crate::scorecard::figures::{self, Style};
use crate::scorecard::model::{Cell, Column, Formula, NumberFormat, Row, Table, Width};
use crate::scorecard::view::View;
use crate::scorecard::wording::labels;

/// Key of the portfolio's row.
const ALL: &str = "*";
const SHARES: NumberFormat = NumberFormat::plain(2);

fn figure(view: &View<'_>, key: &'static str, label: Label) -> Column {
    Column::figure(key, view.say(label))
}

const WEIGHT: Label = Label::new("Weight in the portfolio", "포트폴리오 가중치");
const POINTS: Label = Label::new("Weight × score", "가중치 × 점수");

/// Live goals of a scope, or those of one theme.
fn goals<'a>(view: &View<'a>, scope: Scope, theme: Option<Theme>) -> Vec<&'a str> {
    let of_theme = |of: Option<Theme>| theme.is_none() || of == theme;
    let all = ordered(view, scope).into_iter();
    all.filter(|goal| goal.liveness == Liveness::Live && of_theme(goal.theme))
        .map(|goal| goal.goal.id.as_str())
        .collect()
}

/// Weighted mean of the goals' scores.
fn mean(view: &View<'_>, scope: Scope, theme: Option<Theme>) -> Option<Formula> {
    sums_ratio(view, GOALS, &goals(view, scope, theme), "points", "weight_scored")
}

/// By theme and then by product, so that the products of a theme stand under one another.
pub(super) fn themes(view: &View<'_>) -> Table {
    let columns = vec![
        Column::text("theme", view.say(labels::THEME), Width::AtMost(34)),
        Column::text("product", view.say(labels::PRODUCT), Width::AtMost(42)),
        figure(view, "score", labels::SCORE),
        figure(view, "weight", WEIGHT),
        figure(view, "points", POINTS),
    ];
    let rows = of_themes(view).into_iter().map(|(product, theme)| theme_row(view, product, theme)).collect();
    plain(THEMES, columns, rows)
}

fn of_themes<'a>(view: &View<'a>) -> Vec<(&'a ProductScore, &'a ThemeScore)> {
    let all = view.scores.products.iter().flat_map(|product| product.themes.iter().map(move |theme| (product, theme)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, theme)| theme.theme);
    all
}

fn theme_row(view: &View<'_>, product: &ProductScore, theme: &ThemeScore) -> Row {
    let scope = Scope::Product(product.product);
    let key = theme_key(view, scope, theme.theme);
    let mut cells = vec![Cell::text(view.say(theme.theme.label())), Cell::text(view.scope_name(scope))];
    let own = |column: &'static str| Formula::from(cell(view, THEMES, &key, column));
    match &theme.score {
        Some(score) => {
            cells.push(figures::score(view, score).computed(mean(view, scope, Some(theme.theme))));
            match weight(view, product).filter(|_| product.verdict.is_scored()) {
                Some(weight) => {
                    let points = Cell::number(score * &weight, NumberFormat::plain(1));
                    let counted = Formula::from(cell(view, PRODUCTS, view.scope_name(scope), "weight"));
                    cells.push(Cell::number(weight, SHARES).computed(Some(counted)));
                    cells.push(points.computed(Some(own("weight") * own("score"))));
                }
                None => cells.extend([Cell::empty(), Cell::empty()]),
            }
        }
        None => cells.extend([Cell::empty(), Cell::empty(), Cell::empty()]),
    }
    Row::plain(cells).key(key)
}

fn theme_key(view: &View<'_>, scope: Scope, theme: Theme) -> String {
    format!("{}/{}", theme.slug(), view.scope_name(scope))
}

pub(super) fn products(view: &View<'_>) -> Table {
    let columns = vec![
        Column::text("product", view.say(labels::PRODUCT), Width::AtMost(42)),
        Column::text("verdict", view.say(labels::VERDICT), Width::Content),
        figure(view, "score", labels::SCORE),
        figure(view, "coverage", labels::WEIGHT_SCORED),
        figure(view, "weight", WEIGHT),
        figure(view, "weight_scored", Label::new("Portfolio weight scored", "평가된 포트폴리오 가중치")),
        figure(view, "points", POINTS),
        figure(view, "covered", Label::new("Weight × weight scored", "가중치 × 평가 비중")),
        figure(view, "revenue_landing", Label::new("Revenue landing, year", "연간 매출 예상")),
        figure(view, "revenue_goal", Label::new("Revenue goal, year", "연간 매출 목표")),
        figure(view, "before", Label::new("Score of the period before", "이전 기간 점수")),
    ];
    let has_row = |product: &&ProductScore| {
        let scope = Scope::Product(product.product);
        product.coverage.is_some() || lands(view, scope).is_some() || changes::score_before(view, scope).is_some()
    };
    let with_row = view.scores.products.iter().filter(has_row);
    let mut rows: Vec<Row> = with_row.map(|product| product_row(view, product)).collect();
    rows.extend(portfolio_row(view));
    plain(PRODUCTS, columns, rows)
}

/// Where the portfolio's score of the period before stands; below the products, which are added up without it.
fn portfolio_row(view: &View<'_>) -> Option<Row> {
    let before = before(view, Scope::Portfolio)?;
    let of = &view.scores.portfolio;
    let mut cells = vec![Cell::text(view.say(labels::PORTFOLIO)), Cell::text(view.say(of.verdict.label()))];
    let score = of.score.as_ref().map(|score| figures::score(view, score));
    cells.push(score.map_or_else(Cell::empty, |cell| cell.computed(portfolio(view, OfPortfolio::Score))));
    let coverage = of.coverage.as_ref().map(figures::share);
    cells.push(coverage.map_or_else(Cell::empty, |cell| cell.computed(portfolio(view, OfPortfolio::Coverage))));
    cells.extend(vec![Cell::empty(); 6]);
    cells.push(before);
    Some(Row::plain(cells).key(ALL))
}

fn before(view: &View<'_>, scope: Scope) -> Option<Cell> {
    changes::score_before(view, scope).map(|score| figures::score(view, score))
}

/// The year's revenue goal of a scope, where it has a landing to be set against.
fn lands<'a>(view: &View<'a>, scope: Scope) -> Option<&'a GoalScore> {
    figures::revenue_goal(view, scope)
        .filter(|goal| goal.landing.is_some() && figures::single_target(&goal.goal).is_some())
}

fn product_row(view: &View<'_>, product: &ProductScore) -> Row {
    let scope = Scope::Product(product.product);
    let name = view.scope_name(scope);
    let own = |column: &'static str| Formula::from(cell(view, PRODUCTS, name, column));
    let mut cells = vec![Cell::text(name), Cell::text(view.say(product.verdict.label()))];
    let score = product.score.as_ref();
    cells.push(score.map_or_else(Cell::empty, |score| figures::score(view, score).computed(mean(view, scope, None))));
    let coverage = product.coverage.as_ref();
    cells.push(coverage.map_or_else(Cell::empty, |coverage| {
        let scored = sums_ratio(view, GOALS, &goals(view, scope, None), "weight_scored", "weight_due");
        figures::share(coverage).computed(scored)
    }));
    let weight = weight(view, product).filter(|_| coverage.is_some());
    cells.push(weight.as_ref().map_or_else(Cell::empty, |weight| Cell::number(weight.clone(), SHARES)));
    match (weight, score, coverage) {
        (Some(weight), Some(score), Some(coverage)) if product.verdict.is_scored() => {
            let (points, covered) = (score * &weight, coverage * &weight);
            let shown = |value: Amount, places, formula| {
                Cell::number(value, NumberFormat::plain(places)).computed(Some(formula))
            };
            cells.push(shown(weight, 2, own("weight")));
            cells.push(shown(points, 1, own("weight_scored") * own("score")));
            cells.push(shown(covered, 2, own("weight_scored") * own("coverage")));
        }
        _ => cells.extend([Cell::empty(), Cell::empty(), Cell::empty()]),
    }
    let goal = lands(view, scope);
    let style = goal.and_then(|goal| Style::of_goal(view, goal));
    let of_goal = |figure: Option<&Amount>, column| match (goal, &style, figure) {
        (Some(goal), Some(style), Some(figure)) => {
            style.cell(figure).computed(Some(super::goal(view, &goal.goal.id, column)))
        }
        _ => Cell::empty(),
    };
    let landing = goal.and_then(|goal| goal.landing.as_ref());
    cells.push(of_goal(landing.map(|landing| &landing.value), "landing"));
    cells.push(of_goal(goal.and_then(|goal| figures::single_target(&goal.goal)), "target"));
    cells.push(before(view, scope).unwrap_or_else(Cell::empty));
    Row::plain(cells).key(name)
}

/// What a product weighs; where none has a weight each weighs the same.
fn weight(view: &View<'_>, product: &ProductScore) -> Option<Amount> {
    let with_goals = view.scores.products.iter().filter(|product| product.coverage.is_some());
    let mut weights = with_goals.filter_map(|product| product.portfolio_weight.as_ref());
    if weights.any(Amount::is_positive) { product.portfolio_weight.clone() } else { Some(Amount::one()) }
}

/// Score or coverage of a product, on the page of workings.
pub(in crate::scorecard) fn product(view: &View<'_>, scope: Scope, column: &'static str) -> Option<Formula> {
    let Scope::Product(_) = scope else { return None };
    Some(cell(view, PRODUCTS, view.scope_name(scope), column).into())
}

/// The score of the period before, as it was published.
pub(in crate::scorecard) fn score_before(view: &View<'_>, scope: Scope) -> Option<Formula> {
    changes::score_before(view, scope)?;
    let row = if scope == Scope::Portfolio { ALL } else { view.scope_name(scope) };
    Some(cell(view, PRODUCTS, row, "before").into())
}

/// Where the year's revenue will end, as a share of its goals: the portfolio's own, else those of its products.
pub(in crate::scorecard) fn revenue_landing(view: &View<'_>) -> Option<Formula> {
    if figures::revenue_goal(view, Scope::Portfolio).is_some_and(|goal| goal.landing.is_some()) {
        let own = lands(view, Scope::Portfolio)?;
        let cell = |column| super::goal(view, &own.goal.id, column);
        return Some(cell("landing") / cell("target"));
    }
    let scopes = view.scores.products.iter().map(|product| Scope::Product(product.product));
    let rows: Vec<&str> =
        scopes.filter(|scope| lands(view, *scope).is_some()).map(|scope| view.scope_name(scope)).collect();
    sums_ratio(view, PRODUCTS, &rows, "revenue_landing", "revenue_goal")
}

/// Score of a product's theme.
pub(in crate::scorecard) fn product_theme(view: &View<'_>, scope: Scope, theme: Theme) -> Formula {
    cell(view, THEMES, &theme_key(view, scope, theme), "score").into()
}

/// What the portfolio's score or coverage is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scorecard) enum OfPortfolio {
    Score,
    Coverage,
}

/// Score or coverage of the portfolio from those of its products.
pub(in crate::scorecard) fn portfolio(view: &View<'_>, of: OfPortfolio) -> Option<Formula> {
    let with_goals = view.scores.products.iter().filter(|product| product.coverage.is_some());
    let rows: Vec<&str> = with_goals.map(|product| view.scope_name(Scope::Product(product.product))).collect();
    match of {
        OfPortfolio::Score => sums_ratio(view, PRODUCTS, &rows, "points", "weight_scored"),
        OfPortfolio::Coverage => sums_ratio(view, PRODUCTS, &rows, "covered", "weight"),
    }
}

/// Score of a theme over all products.
pub(in crate::scorecard) fn portfolio_theme(view: &View<'_>, theme: Theme) -> Option<Formula> {
    let all = of_themes(view);
    let rows = all.iter().filter(|(_, score)| score.theme == theme);
    let keys: Vec<String> =
        rows.map(|(product, score)| theme_key(view, Scope::Product(product.product), score.theme)).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    sums_ratio(view, THEMES, &keys, "points", "weight")
}
