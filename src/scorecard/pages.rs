//! Which pages a workbook has, in which order, and the ways between them. Each page has a file, or a file and a folder.

mod changes;
mod charts;
mod cohorts;
mod comments;
mod data;
mod decisions;
mod definitions;
mod findings;
mod focus;
mod goal_table;
mod goals;
mod movements;
mod observations;
mod portfolio;
mod product;
mod quality;
mod sources;
mod workings;

use crate::lang::{Label, Lang};
use crate::metrics::Scope;
use crate::name;
use crate::pipeline::Audience;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{Page, PageLink};
use crate::scorecard::wording::labels;
use std::collections::BTreeSet;

/// A page that is not one product's: its name, which no product's page takes, and how it is laid out. It is none where
/// there is nothing to show.
type PageEntry = (Label, fn(&ScorecardView<'_>) -> Vec<Page>);

const PORTFOLIO: PageEntry = (labels::PORTFOLIO, |view| match view.part {
    // The page of the one product says all of it.
    Some(_) if view.shown.len() == 1 => Vec::new(),
    _ => vec![portfolio::page(view)],
});
const SALES: PageEntry = (labels::SALES, |view| vec![focus::page(view, &focus::SALES)]);
const MARKETING: PageEntry = (labels::MARKETING, |view| vec![focus::page(view, &focus::MARKETING)]);
const DECISIONS: PageEntry = (labels::DECISIONS_PAGE, |view| vec![decisions::page(view)]);
const CHANGES: PageEntry = (labels::CHANGES, |view| vec![changes::page(view)]);
/// Goals of the portfolio, and a page a product.
const PRODUCTS: PageEntry =
    (labels::PORTFOLIO_GOALS, |view| scopes_with_page(view).map(|scope| product::page(view, scope)).collect());
const COHORTS: PageEntry = (labels::COHORTS, |view| cohorts::page(view).into_iter().collect());
const MOVEMENTS: PageEntry = (labels::MOVEMENTS, |view| movements::page(view).into_iter().collect());
const GOALS: PageEntry = (labels::GOALS_PAGE, |view| vec![goals::page(view)]);

/// What an audience reads, in its order.
const fn read_by(audience: Audience) -> &'static [PageEntry] {
    match audience {
        Audience::Leadership => &[PORTFOLIO, DECISIONS, CHANGES, PRODUCTS, GOALS],
        Audience::Product => &[PORTFOLIO, DECISIONS, CHANGES, PRODUCTS, COHORTS, MOVEMENTS, GOALS],
        Audience::Sales => &[SALES, MOVEMENTS, DECISIONS, CHANGES, PRODUCTS],
        Audience::Marketing => &[MARKETING, COHORTS, DECISIONS, CHANGES, PRODUCTS],
    }
}

/// What figures rest on: every audience gets it; the series behind the sparklines must be there in any case.
const FOUNDATION: [PageEntry; 6] = [
    (labels::QUALITY, |view| vec![quality::page(view)]),
    (labels::SOURCES, |view| vec![sources::page(view)]),
    (labels::DEFINITIONS, |view| vec![definitions::page(view)]),
    (labels::DATA, |view| vec![data::page(view)]),
    (labels::WORKINGS, |view| vec![workings::page(view)]),
    (labels::COMMENTS, |view| comments::page(view).into_iter().collect()),
];

/// The names of the pages that are not one product's, as names are compared.
pub(super) fn names(lang: Lang) -> BTreeSet<String> {
    let audiences = [Audience::Leadership, Audience::Product, Audience::Sales, Audience::Marketing];
    let read = audiences.into_iter().flat_map(read_by).chain(&FOUNDATION);
    read.map(|(name, _)| name::fold(name.get(lang))).collect()
}

pub(super) fn pages(view: &ScorecardView<'_>) -> Vec<Page> {
    let read = read_by(view.audience).iter().chain(&FOUNDATION);
    let mut pages: Vec<Page> = read.flat_map(|(_, lay_out)| lay_out(view)).collect();
    connect(view, &mut pages);
    pages
}

/// Whose goals have a page of their own: the portfolio where it has any, and every product.
fn scopes_with_page(view: &ScorecardView<'_>) -> impl Iterator<Item = Scope> {
    let portfolio = view.scores.goals_of(Scope::Portfolio).next().map(|_| Scope::Portfolio);
    portfolio.into_iter().chain(view.shown())
}

/// From the first page to all that are no product's, from every page back to the first, and nowhere that is not there.
fn connect(view: &ScorecardView<'_>, pages: &mut [Page]) {
    let names: Vec<String> = pages.iter().map(|page| page.name.clone()).collect();
    let known: BTreeSet<&String> = names.iter().collect();
    let products: BTreeSet<String> = view.shown().map(|scope| view.page_of(scope)).collect();
    let to = |name: &String| PageLink { text: name.clone(), page: name.clone() };
    for (index, page) in pages.iter_mut().enumerate() {
        page.links = match names.first() {
            Some(_) if index == 0 => names.iter().skip(1).filter(|name| !products.contains(*name)).map(to).collect(),
            first => {
                let others = page.links.iter().filter(|link| first != Some(&link.page) && known.contains(&link.page));
                first.map(to).into_iter().chain(others.cloned()).collect()
            }
        };
        for cell in page.cells_mut() {
            cell.link = cell.link.take().filter(|name| known.contains(name));
        }
    }
}
