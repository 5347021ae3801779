//! From goals to themes, products and the portfolio: a row a product's theme, and a row a product.

use super::goals::{self, ordered};
use crate::amount::Amount;
use crate::lang::Label;
use crate::metrics::Scope;
use crate::schema::Theme;
use crate::score::{GoalScore, Liveness, ProductScore, Status, ThemeScore};
use crate::scorecard::figures::columns::{CellsByColumn, ColumnDef, PRODUCT, SCORE, THEME, VERDICT, columns};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView};
use crate::scorecard::model::{CellFormula, NumberFormat, PageCell, PageRow, PageTable, TableRef, Width};
use crate::scorecard::wording::labels;

const THEMES: &str = "themes";
const PRODUCTS: &str = "products";
const SHARES: NumberFormat = NumberFormat::plain(2);

columns! {
    WEIGHT = "weight", Label::new("Weight in the portfolio", "포트폴리오 가중치");
    POINTS = "points", Label::new("Weight × score", "가중치 × 점수");
    COVERAGE = "coverage", labels::WEIGHT_SCORED;
    WEIGHT_SCORED = "weight_scored", Label::new("Portfolio weight scored", "평가된 포트폴리오 가중치");
    COVERED = "covered", Label::new("Weight × weight scored", "가중치 × 평가 비중");
    REVENUE_LANDING = "revenue_landing", Label::new("Revenue landing, year", "연간 매출 예상");
    REVENUE_GOAL = "revenue_goal", Label::new("Revenue goal, year", "연간 매출 목표");
    BEFORE = "before", Label::new("Score of the period before", "이전 기간 점수");
}

const OF_THEME: [ColumnDef; 3] = [SCORE, WEIGHT, POINTS];
const OF_PRODUCT: [ColumnDef; 9] =
    [SCORE, COVERAGE, WEIGHT, WEIGHT_SCORED, POINTS, COVERED, REVENUE_LANDING, REVENUE_GOAL, BEFORE];

fn own(view: &ScorecardView<'_>, table: &'static str) -> TableRef {
    TableRef::new(view.say(labels::WORKINGS), table)
}

/// Live goals of a scope, or those of one theme.
fn live<'a>(view: &ScorecardView<'a>, scope: Scope, theme: Option<&Theme>) -> impl Iterator<Item = &'a str> {
    let of_theme = move |of: Option<&Theme>| theme.is_none() || of == theme;
    let all = ordered(view, scope).into_iter();
    all.filter(move |goal| goal.liveness == Liveness::Live && of_theme(goal.theme.as_ref()))
        .map(|goal| goal.goal.id.as_str())
}

/// Weighted mean of the goals' scores.
fn mean(view: &ScorecardView<'_>, scope: Scope, theme: Option<&Theme>) -> Option<CellFormula> {
    goals::own(view).ratio_of_sums(live(view, scope, theme), goals::POINTS, goals::WEIGHT_SCORED)
}

/// By theme and then by product, so that the products of a theme stand under one another.
pub(super) fn themes(view: &ScorecardView<'_>) -> PageTable {
    let mut columns = vec![THEME.text(view, Width::AtMost(34)), PRODUCT.text(view, Width::AtMost(42))];
    columns.extend(OF_THEME.map(|column| column.figure(view)));
    let rows = of_themes(view).into_iter().map(|(product, theme)| theme_row(view, product, theme)).collect();
    PageTable::new(THEMES, columns, rows)
}

fn of_themes<'a>(view: &ScorecardView<'a>) -> Vec<(&'a ProductScore, &'a ThemeScore)> {
    let all = view.scores.products.iter().flat_map(|product| product.themes.iter().map(move |theme| (product, theme)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|&(_, theme)| &theme.theme);
    all
}

fn theme_row(view: &ScorecardView<'_>, product: &ProductScore, theme: &ThemeScore) -> PageRow {
    let scope = Scope::Product(product.product);
    let key = theme_key(view, scope, &theme.theme);
    let own_row = own(view, THEMES).row(key.as_str());
    let mut cells = CellsByColumn::default();
    if let Some(score) = &theme.score {
        cells.put(SCORE, figures::score(view, score).computed(mean(view, scope, Some(&theme.theme))));
        if let Some(weight) = weight(view, product).filter(|_| product.verdict.is_scored()) {
            let points = PageCell::number(score * &weight, NumberFormat::plain(1));
            let counted = own(view, PRODUCTS).row(view.scope_name(scope)).cell(WEIGHT);
            cells.put(WEIGHT, PageCell::number(weight, SHARES).computed(counted));
            cells.put(POINTS, points.computed(own_row.cell(WEIGHT) * own_row.cell(SCORE)));
        }
    }
    let words = [PageCell::text(view.say(theme.theme.label())), PageCell::text(view.scope_name(scope))];
    PageRow::plain(words.into_iter().chain(cells.in_order(&OF_THEME)).collect()).key(key)
}

fn theme_key(view: &ScorecardView<'_>, scope: Scope, theme: &Theme) -> String {
    format!("{}/{}", theme.slug(), view.scope_name(scope))
}

pub(super) fn products(view: &ScorecardView<'_>) -> PageTable {
    let mut columns = vec![PRODUCT.text(view, Width::AtMost(42)), VERDICT.text(view, Width::Content)];
    columns.extend(OF_PRODUCT.map(|column| column.figure(view)));
    let has_row = |product: &&ProductScore| {
        let scope = Scope::Product(product.product);
        product.coverage.is_some() || lands(view, scope).is_some() || figures::score_before(view, scope).is_some()
    };
    let with_row = view.scores.products.iter().filter(has_row);
    let mut rows: Vec<PageRow> = with_row.map(|product| product_row(view, product)).collect();
    rows.extend(portfolio_row(view));
    PageTable::new(PRODUCTS, columns, rows)
}

/// Where the portfolio's score of the period before stands; below the products, which are added up without it.
fn portfolio_row(view: &ScorecardView<'_>) -> Option<PageRow> {
    let before = before(view, Scope::Portfolio)?;
    let of = &view.scores.portfolio;
    let mut cells = CellsByColumn::default();
    let all = Scope::Portfolio;
    cells.put(SCORE, of.score.as_ref().map(|of| figures::score(view, of).computed(score(view, all))));
    cells.put(COVERAGE, of.coverage.as_ref().map(|of| figures::share(of).computed(coverage(view, all))));
    cells.put(BEFORE, before);
    Some(rolled_up_row(view, all, of.verdict, cells))
}

fn rolled_up_row(view: &ScorecardView<'_>, scope: Scope, verdict: Status, cells: CellsByColumn) -> PageRow {
    let words = [PageCell::text(view.name_of(scope)), PageCell::text(view.say(verdict.label()))];
    PageRow::plain(words.into_iter().chain(cells.in_order(&OF_PRODUCT)).collect()).key(view.scope_name(scope))
}

fn before(view: &ScorecardView<'_>, scope: Scope) -> Option<PageCell> {
    figures::score_before(view, scope).map(|score| figures::score(view, score))
}

/// The year's revenue goal of a scope, where it has a landing to be set against.
fn lands<'a>(view: &ScorecardView<'a>, scope: Scope) -> Option<&'a GoalScore> {
    figures::revenue_goal(view, scope)
        .filter(|goal| goal.landing.is_some() && figures::single_target(&goal.goal).is_some())
}

fn product_row(view: &ScorecardView<'_>, product: &ProductScore) -> PageRow {
    let scope = Scope::Product(product.product);
    let own = own(view, PRODUCTS).row(view.scope_name(scope));
    let mut cells = CellsByColumn::default();
    let (score, coverage) = (product.score.as_ref(), product.coverage.as_ref());
    cells.put(SCORE, score.map(|score| figures::score(view, score).computed(mean(view, scope, None))));
    if let Some(coverage) = coverage {
        let (scored, due) = (goals::WEIGHT_SCORED, goals::WEIGHT_DUE);
        let formula = goals::own(view).ratio_of_sums(live(view, scope, None), scored, due);
        cells.put(COVERAGE, figures::share(coverage).computed(formula));
        let weight = weight(view, product);
        cells.put(WEIGHT, weight.clone().map(|weight| PageCell::number(weight, SHARES)));
        if let (Some(weight), Some(score), true) = (weight, score, product.verdict.is_scored()) {
            let (points, covered) = (score * &weight, coverage * &weight);
            let mut put = |column, value, places, formula: CellFormula| {
                cells.put(column, PageCell::number(value, NumberFormat::plain(places)).computed(formula));
            };
            put(WEIGHT_SCORED, weight, 2, own.cell(WEIGHT));
            put(POINTS, points, 1, own.cell(WEIGHT_SCORED) * own.cell(SCORE));
            put(COVERED, covered, 2, own.cell(WEIGHT_SCORED) * own.cell(COVERAGE));
        }
    }
    if let Some(goal) = lands(view, scope)
        && let Some(style) = FigureStyle::of_goal(view, goal)
    {
        let mut put = |column, value: Option<&Amount>, there| {
            cells.put(column, value.map(|value| style.cell(value).computed(goals::goal(view, goal, there))));
        };
        put(REVENUE_LANDING, goal.landing.as_ref().map(|landing| &landing.value), goals::LANDING);
        put(REVENUE_GOAL, figures::single_target(&goal.goal), goals::TARGET);
    }
    cells.put(BEFORE, before(view, scope));
    rolled_up_row(view, scope, product.verdict, cells)
}

/// What a product weighs; where none has a weight each weighs the same.
fn weight(view: &ScorecardView<'_>, product: &ProductScore) -> Option<Amount> {
    let with_goals = view.scores.products.iter().filter(|product| product.coverage.is_some());
    let mut weights = with_goals.filter_map(|product| product.portfolio_weight.as_ref());
    if weights.any(Amount::is_positive) { product.portfolio_weight.clone() } else { Some(Amount::one()) }
}

/// Score of a product, or of the portfolio from those of its products.
pub(in crate::scorecard) fn score(view: &ScorecardView<'_>, scope: Scope) -> Option<CellFormula> {
    rolled_up(view, scope, SCORE, [POINTS, WEIGHT_SCORED])
}

/// The part of the weight that is scored, in a product or in the portfolio.
pub(in crate::scorecard) fn coverage(view: &ScorecardView<'_>, scope: Scope) -> Option<CellFormula> {
    rolled_up(view, scope, COVERAGE, [COVERED, WEIGHT])
}

/// The cell of a product, or the ratio of two sums over all that have goals.
fn rolled_up(
    view: &ScorecardView<'_>,
    scope: Scope,
    cell: ColumnDef,
    [above, below]: [ColumnDef; 2],
) -> Option<CellFormula> {
    let (own, name) = (own(view, PRODUCTS), |product| view.scope_name(Scope::Product(product)));
    match scope {
        Scope::Product(product) => Some(own.row(name(product)).cell(cell)),
        Scope::Portfolio => {
            let with_goals = view.scores.products.iter().filter(|product| product.coverage.is_some());
            own.ratio_of_sums(with_goals.map(|of| name(of.product)), above, below)
        }
    }
}

/// Score of a theme of a product, or over all products.
pub(in crate::scorecard) fn theme(view: &ScorecardView<'_>, scope: Scope, theme: &Theme) -> Option<CellFormula> {
    let (own, key) = (own(view, THEMES), |scope| theme_key(view, scope, theme));
    match scope {
        Scope::Product(_) => Some(own.row(key(scope)).cell(SCORE)),
        Scope::Portfolio => {
            let with_theme = of_themes(view).into_iter().filter(|(_, score)| score.theme == *theme);
            let keys: Vec<String> = with_theme.map(|(product, _)| key(Scope::Product(product.product))).collect();
            own.ratio_of_sums(keys.iter().map(String::as_str), POINTS, WEIGHT)
        }
    }
}

/// The score of the period before, as it was published.
pub(in crate::scorecard) fn score_before(view: &ScorecardView<'_>, scope: Scope) -> Option<CellFormula> {
    figures::score_before(view, scope)?;
    Some(own(view, PRODUCTS).row(view.scope_name(scope)).cell(BEFORE))
}

/// Where the year's revenue will end, as a share of its goals: the portfolio's own, else those of its products.
pub(in crate::scorecard) fn revenue_landing(view: &ScorecardView<'_>) -> Option<CellFormula> {
    if figures::revenue_goal(view, Scope::Portfolio).is_some_and(|goal| goal.landing.is_some()) {
        let goal = lands(view, Scope::Portfolio)?;
        return Some(goals::goal(view, goal, goals::LANDING) / goals::goal(view, goal, goals::TARGET));
    }
    let scopes = view.scores.products.iter().map(|product| Scope::Product(product.product));
    let rows = scopes.filter(|scope| lands(view, *scope).is_some()).map(|scope| view.scope_name(scope));
    own(view, PRODUCTS).ratio_of_sums(rows, REVENUE_LANDING, REVENUE_GOAL)
}
