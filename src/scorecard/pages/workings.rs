//! The Workings page: all that scores are made of, as tables of Excel, one row a goal, a product's theme and a product.
//! The numbers stand here once; attainment, score and everything rolled up from them are formulas over them, and the
//! other pages point here.

mod attainment;
mod cost;
mod goals;
mod rollup;

pub(super) use cost::{at_stake, points_lost};
pub(super) use goals::{ACTUAL, ATTAINMENT, LANDING, PLAN, SCORE, TARGET, goal, landing_share, weight_share};
pub(super) use rollup::{coverage, revenue_landing, score, score_before, theme};

use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{Block, Dataset, Page, Readers};
use crate::scorecard::wording::labels;

pub(super) fn page(view: &ScorecardView<'_>) -> Page {
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
            page.datasets.push(Dataset { table: table.key.clone(), name, readers: Readers::People });
            page.blocks.extend([view.heading(heading), Block::Table(table)]);
        }
    }
    if page.blocks.is_empty() {
        page.blocks.push(view.remark(labels::NO_LIVE_GOALS));
    }
    page
}
