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

use crate::metrics::Scope;
use crate::pipeline::Audience;
use crate::scorecard::figures::View;
use crate::scorecard::model::{Link, Page};
use focus::{MARKETING, SALES};
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Portfolio,
    Sales,
    Marketing,
    Decisions,
    Changes,
    /// Goals of the portfolio, and a page a product.
    Products,
    Cohorts,
    Movements,
    Goals,
    Quality,
    Sources,
    Definitions,
    Data,
    /// What the formulas rest on, and comments whose goal is gone.
    Workings,
}

/// What an audience reads, in its order.
const fn read_by(audience: Audience) -> &'static [Section] {
    use Section as S;
    match audience {
        Audience::Leadership => &[S::Portfolio, S::Decisions, S::Changes, S::Products, S::Goals],
        Audience::Product => &[S::Portfolio, S::Decisions, S::Changes, S::Products, S::Cohorts, S::Movements, S::Goals],
        Audience::Sales => &[S::Sales, S::Movements, S::Decisions, S::Changes, S::Products],
        Audience::Marketing => &[S::Marketing, S::Cohorts, S::Decisions, S::Changes, S::Products],
    }
}

/// What figures rest on: every audience gets it; the series behind the sparklines must be there in any case.
const FOUNDATION: [Section; 5] =
    [Section::Quality, Section::Sources, Section::Definitions, Section::Data, Section::Workings];

pub(super) fn pages(view: &View<'_>) -> Vec<Page> {
    let mut pages: Vec<Page> =
        read_by(view.audience).iter().chain(&FOUNDATION).flat_map(|section| of_section(view, *section)).collect();
    connect(view, &mut pages);
    pages
}

fn of_section(view: &View<'_>, section: Section) -> Vec<Page> {
    match section {
        // The page of the one product says all of it.
        Section::Portfolio if view.part.is_some() && view.shown.len() == 1 => Vec::new(),
        Section::Portfolio => vec![portfolio::page(view)],
        Section::Sales => vec![focus::page(view, &SALES)],
        Section::Marketing => vec![focus::page(view, &MARKETING)],
        Section::Changes => vec![changes::page(view)],
        Section::Decisions => vec![decisions::page(view)],
        Section::Products => scopes_with_page(view).map(|scope| product::page(view, scope)).collect(),
        Section::Cohorts => cohorts::page(view).into_iter().collect(),
        Section::Movements => movements::page(view).into_iter().collect(),
        Section::Goals => vec![goals::page(view)],
        Section::Quality => vec![quality::page(view)],
        Section::Sources => vec![sources::page(view)],
        Section::Definitions => vec![definitions::page(view)],
        Section::Data => vec![data::page(view)],
        Section::Workings => [workings::page(view)].into_iter().chain(comments::page(view)).collect(),
    }
}

/// Whose goals have a page of their own: the portfolio where it has any, and every product.
fn scopes_with_page(view: &View<'_>) -> impl Iterator<Item = Scope> {
    let portfolio = view.scores.goals_of(Scope::Portfolio).next().map(|_| Scope::Portfolio);
    portfolio.into_iter().chain(view.shown())
}

/// From the first page to all that are no product's, from every page back to the first, and nowhere that is not there.
fn connect(view: &View<'_>, pages: &mut [Page]) {
    let names: Vec<String> = pages.iter().map(|page| page.name.clone()).collect();
    let known: BTreeSet<&String> = names.iter().collect();
    let products: BTreeSet<String> = view.shown().map(|scope| view.page_of(scope)).collect();
    let to = |name: &String| Link { text: name.clone(), page: name.clone() };
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
