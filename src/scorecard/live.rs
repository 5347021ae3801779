//! Makes the figures of finished pages *live*: what follows from other figures of the workbook becomes a formula over
//! them, by the keys of tables, rows and columns. Figures that nothing stands behind stay numbers, and charts and
//! sparklines point only at those.

mod decisions;
mod movements;

use super::figures;
use super::model::{Block, Cell, CellRef, Content, Formula, NumberFormat, Page, Quantity, Stretch, Table};
use super::view::View;
use super::wording::labels;
use super::workings::{self, OfPortfolio};
use crate::amount::Amount;
use crate::metrics::{Scope, Theme};
use crate::score::GoalScore;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Tables with a row a goal.
const OF_GOALS: [&str; 3] = ["goals", "closed", "decisions"];
/// Tables with a row a product, and the row of the portfolio in them.
const OF_PRODUCTS: [&str; 2] = ["products", "coverage"];
const ALL: &str = "*";
/// Tables whose last row adds up the rows above it.
const OF_COUNTS: [&str; 1] = ["rows"];
const OF_MOVEMENTS: [&str; 2] = ["movements", "movements_by_period"];
/// Tables with what customers paid before and pay after.
const OF_CUSTOMERS: [&str; 3] = ["gains", "losses", "at_risk"];

pub(super) fn enliven(view: &View<'_>, pages: &mut [Page]) {
    let goals: BTreeMap<&str, &GoalScore> =
        view.scores.goals.iter().map(|goal| (goal.goal.id.as_str(), goal)).collect();
    let portfolio = Portfolio::of(view);
    for page in pages.iter_mut().filter(|page| page.name != view.say(labels::WORKINGS)) {
        let name: Arc<str> = page.name.as_str().into();
        for block in &mut page.blocks {
            match block {
                Block::Table(table) if OF_GOALS.contains(&table.key) => of_goals(view, &goals, &name, table),
                Block::Table(table) if OF_PRODUCTS.contains(&table.key) => of_products(view, &portfolio, &name, table),
                Block::Table(table) if OF_COUNTS.contains(&table.key) => totals(&name, table),
                Block::Table(table) if OF_MOVEMENTS.contains(&table.key) => movements::of_movements(&name, table),
                Block::Table(table) if OF_CUSTOMERS.contains(&table.key) => movements::of_customers(&name, table),
                Block::Tiles(tiles) => {
                    for (label, formula) in [
                        (labels::PORTFOLIO_SCORE, &portfolio.score),
                        (labels::REVENUE_LANDING, &portfolio.revenue_landing),
                    ] {
                        for tile in tiles.iter_mut().filter(|tile| tile.label == view.say(label)) {
                            set(&mut tile.value, formula.clone());
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// A formula for a cell that has a figure.
fn set(cell: &mut Cell, formula: Option<Formula>) {
    if formula.is_some() && figure(cell).is_some() {
        cell.formula = formula;
    }
}

/// The figure itself.
fn value(cell: &Cell) -> Option<&Amount> {
    match &cell.content {
        Content::Number(value, _) | Content::Heat(value, ..) => Some(value),
        _ => None,
    }
}

pub(super) const fn figure(cell: &Cell) -> Option<NumberFormat> {
    match &cell.content {
        Content::Number(_, format) | Content::Heat(_, format, _) => Some(*format),
        _ => None,
    }
}

fn of_goals(view: &View<'_>, goals: &BTreeMap<&str, &GoalScore>, page: &Arc<str>, table: &mut Table) {
    let keys: Vec<String> = table.columns.iter().map(|column| column.key.to_string()).collect();
    for row in &mut table.rows {
        let Some(goal) = goals.get(row.key.as_str()) else { continue };
        let number = |key: &str| {
            let at = keys.iter().position(|own| own == key)?;
            row.cells.get(at).and_then(figure).map(|_| at)
        };
        let here = |key: &'static str| {
            number(key).map(|_| Formula::from(CellRef::new(page, table.key, row.key.as_str(), key)))
        };
        let there = |column| Some(workings::goal(view, &goal.goal.id, column));
        let (against_plan, against_year, so_far) =
            (("actual", "plan"), ("actual", "prior_year"), ("actual_to_date", "plan_to_date"));
        let formulas: Vec<(usize, Option<Formula>)> = keys
            .iter()
            .enumerate()
            .map(|(at, key)| {
                let delta = |(actual, base)| difference(figure(row.cells.get(at)?)?, here(actual)?, here(base)?);
                let formula = match key.as_str() {
                    "delta_plan" | "delta_plan_percent" => delta(against_plan),
                    "delta_prior_year" | "delta_prior_year_percent" => delta(against_year),
                    "delta_to_date" | "delta_to_date_percent" => delta(so_far),
                    "actual_to_date" => there("actual"),
                    "plan_to_date" => there("plan"),
                    // The decisions show the window so far and nothing else.
                    "actual" if table.key == "decisions" => there("actual"),
                    "plan" if table.key == "decisions" => there("plan"),
                    "landing" => there("landing"),
                    "target" => there("target"),
                    "landing_share" => workings::landing_share(view, goal),
                    "attainment" => there("attainment"),
                    "score" => there("score"),
                    "weight" => workings::weight_share(view, goal),
                    "at_stake" => decisions::at_stake(view, goal),
                    "points" => decisions::points(view, goal),
                    _ => None,
                };
                (at, formula)
            })
            .collect();
        for (at, formula) in formulas {
            set(&mut row.cells[at], formula);
        }
    }
}

/// The way a difference is shown says which one it is: in the unit, in points, or in percent of the base.
pub(super) fn difference(format: NumberFormat, actual: Formula, base: Formula) -> Option<Formula> {
    let apart = actual - base.clone();
    match format.quantity {
        Quantity::Plain => Some(apart),
        Quantity::Points(_) => Some(apart * Formula::number(100_i64)),
        Quantity::Percent => Some(apart / base.abs()),
        Quantity::Day => None,
    }
}

/// What stands in the row of the portfolio.
struct Portfolio {
    score: Option<Formula>,
    coverage: Option<Formula>,
    revenue_landing: Option<Formula>,
    themes: BTreeMap<String, Formula>,
}

impl Portfolio {
    fn of(view: &View<'_>) -> Self {
        let scored = view.scores.portfolio.score.is_some();
        let rolled_up = |of| workings::portfolio(view, of).filter(|_| scored);
        let theme = |theme: Theme| Some((theme.slug().to_owned(), workings::portfolio_theme(view, theme)?));
        let themes = view.scores.portfolio.themes.iter().filter_map(|score| theme(score.theme)).collect();
        Self {
            score: rolled_up(OfPortfolio::Score),
            coverage: rolled_up(OfPortfolio::Coverage),
            revenue_landing: workings::revenue_landing(view),
            themes,
        }
    }
}

fn of_products(view: &View<'_>, portfolio: &Portfolio, page: &Arc<str>, table: &mut Table) {
    let keys: Vec<String> = table.columns.iter().map(|column| column.key.to_string()).collect();
    let names: Vec<Arc<str>> = table.rows.iter().map(|row| row.key.as_str().into()).collect();
    let products = || names.iter().filter(|name| &***name != ALL && !name.is_empty());
    let key = table.key;
    for row in &mut table.rows {
        let scope = if row.key == ALL { Some(Scope::Portfolio) } else { scope_of(view, &row.key) };
        let Some(scope) = scope else { continue };
        for (column, cell) in keys.iter().zip(&mut row.cells) {
            let formula = match (column.as_str(), scope) {
                ("score", Scope::Portfolio) => portfolio.score.clone(),
                ("weight_scored", Scope::Portfolio) => portfolio.coverage.clone(),
                ("delta_plan_revenue", Scope::Portfolio) => {
                    products().next().zip(products().next_back()).map(|(first, last)| {
                        let first = CellRef::new(page, key, Arc::clone(first), "delta_plan_revenue");
                        Formula::sum(vec![Formula::Stretch(Stretch { first, last: Arc::clone(last) })])
                    })
                }
                ("landing_share", Scope::Portfolio) => portfolio.revenue_landing.clone(),
                ("change", _) => {
                    let now = Formula::from(CellRef::new(page, key, row.key.as_str(), "score"));
                    workings::score_before(view, scope).map(|then| now - then)
                }
                (theme, Scope::Portfolio) => portfolio.themes.get(theme).cloned(),
                ("score", _) => workings::product(view, scope, "score"),
                ("weight_scored", _) => workings::product(view, scope, "coverage"),
                ("landing_share", _) => {
                    figures::revenue_goal(view, scope).and_then(|goal| workings::landing_share(view, goal))
                }
                ("delta_plan_revenue", _) => figures::revenue_goal(view, scope).map(|goal| {
                    workings::goal(view, &goal.goal.id, "actual") - workings::goal(view, &goal.goal.id, "plan")
                }),
                (column, Scope::Product(product)) => {
                    let scores = view.scores.products.iter().find(|score| score.product == product);
                    let theme = scores.and_then(|score| score.themes.iter().find(|of| of.theme.slug() == column));
                    theme.map(|theme| workings::product_theme(view, scope, theme.theme))
                }
            };
            set(cell, formula);
        }
    }
}

/// Sums in the last row. The rows have no names that are sure to differ, so they are numbered.
fn totals(page: &Arc<str>, table: &mut Table) {
    let Some((total, rows)) = table.rows.split_last_mut() else { return };
    for (number, row) in rows.iter_mut().enumerate() {
        row.key = (number + 1).to_string();
    }
    let Some((first, last)) = rows.first().zip(rows.last()) else { return };
    for (column, cell) in table.columns.iter().zip(&mut total.cells) {
        let first = CellRef::new(page, table.key, first.key.as_str(), column.key.clone());
        let above = Formula::Stretch(Stretch { first, last: last.key.as_str().into() });
        set(cell, Some(Formula::sum(vec![above])));
    }
}

fn scope_of(view: &View<'_>, name: &str) -> Option<Scope> {
    view.products.iter().position(|product| product.name.as_str() == name).map(Scope::Product)
}

#[cfg(test)]
mod tests;
