//! The Workings page: all that scores are made of, as tables of Excel, one row a goal, a product's theme and a product.
//! The numbers stand here once; attainment, score and everything rolled up from them are formulas over them, and the
//! other pages point here.

mod attainment;
mod goals;
mod rollup;

pub(super) use goals::{goal, landing_share, weight_share};
pub(super) use rollup::{
    OfPortfolio, portfolio, portfolio_theme, product, product_theme, revenue_landing, score_before,
};

use super::model::{Block, CellRef, Dataset, Formula, Page, Readers, Stretch, Table};
use super::view::View;
use super::wording::labels;
use std::borrow::Cow;
use std::sync::Arc;

const GOALS: &str = "goals";
const THEMES: &str = "themes";
const PRODUCTS: &str = "products";

pub(super) fn page(view: &View<'_>) -> Page {
    let (goals, themes, products) = (goals::table(view), rollup::themes(view), rollup::products(view));
    let tables = [
        (goals, "Goals", labels::GOALS_DATA),
        (themes, "Themes", labels::THEMES_DATA),
        (products, "Products", labels::PRODUCTS_DATA),
    ];
    let mut page = Page {
        title: view.say(labels::WORKINGS_TITLE).to_owned(),
        subtitle: view.as_of_in_words(),
        message: Some(view.say(labels::WORKINGS_MESSAGE).to_owned()),
        ..view.blank_page(view.say(labels::WORKINGS))
    };
    for (table, name, heading) in tables {
        // A table of Excel has a row at least.
        if !table.rows.is_empty() {
            page.datasets.push(Dataset { table: table.key, name, readers: Readers::People });
            page.blocks.extend([Block::Heading(view.say(heading).to_owned()), Block::Table(table)]);
        }
    }
    if page.blocks.is_empty() {
        page.blocks.push(Block::Remark(view.say(labels::NO_LIVE_GOALS).to_owned()));
    }
    page
}

/// A cell of this page.
fn cell(view: &View<'_>, table: &'static str, row: &str, column: impl Into<Cow<'static, str>>) -> CellRef {
    CellRef { page: name(view), table, row: row.into(), column: column.into() }
}

/// The cells of one column for some rows that stand one under the other; `None` for no rows.
fn stretch<'r>(
    view: &View<'_>,
    table: &'static str,
    rows: impl IntoIterator<Item = &'r str>,
    column: &'static str,
) -> Option<Formula> {
    let mut rows = rows.into_iter();
    let first = rows.next()?;
    let last = rows.last().unwrap_or(first);
    Some(Formula::Stretch(Stretch { first: cell(view, table, first, column), last: last.into() }))
}

fn name(view: &View<'_>) -> Arc<str> {
    view.say(labels::WORKINGS).into()
}

/// `SUM(above) ÷ SUM(below)` over the same rows.
fn sums_ratio(
    view: &View<'_>,
    table: &'static str,
    rows: &[&str],
    above: &'static str,
    below: &'static str,
) -> Option<Formula> {
    let sum = |column| Some(Formula::sum(vec![stretch(view, table, rows.iter().copied(), column)?]));
    Some(sum(above)? / sum(below)?)
}

/// A table without headers above its headers.
fn plain(key: &'static str, columns: Vec<super::model::Column>, rows: Vec<super::model::Row>) -> Table {
    Table { key, groups: Vec::new(), columns, rows }
}
