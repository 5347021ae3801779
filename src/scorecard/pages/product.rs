//! A page a product: its goals with the goals that support them, and what its figures look like.

use super::{charts, goal_table};
use crate::diagnostic::Finding;
use crate::lang::in_lang;
use crate::metrics::Scope;
use crate::name::fold;
use crate::score::{GoalScore, Liveness, NoVerdict};
use crate::scorecard::figures::{self, ScorecardView, message};
use crate::scorecard::model::{Block, Page, Pinned};
use crate::scorecard::wording::labels;

pub(super) fn page(view: &ScorecardView<'_>, scope: Scope) -> Page {
    let mut page = view.blank_page(view.page_of(scope));
    if view.product_score(scope).is_some_and(|product| product.reason == Some(NoVerdict::Quarantined)) {
        page.draft = Some(view.say(labels::SET_ASIDE).to_owned());
        page.links.push(view.link(labels::QUALITY));
    }
    page.subtitle = subtitle(view, scope, page.draft.as_deref());
    page.message = Some(message::product(view, scope));
    page.pinned = Pinned::Title;
    let live = goal_table::live(view, scope);
    page.blocks = if live.rows.is_empty() {
        vec![view.remark(labels::NO_LIVE_GOALS)]
    } else {
        vec![Block::Table(live), view.remark(labels::NOTATION)]
    };
    let why: Vec<Block> =
        set_aside_by(view, scope).map(|finding| Block::Remark(finding.said(view.lang).message)).collect();
    page.blocks.splice(0..0, why);
    let closed: Vec<&GoalScore> =
        view.scores.goals_of(scope).filter(|goal| goal.liveness == Liveness::Closed).collect();
    if !closed.is_empty() {
        page.blocks.push(view.heading(labels::CLOSED_GOALS));
        page.blocks.push(Block::Table(goal_table::closed(view, scope, &closed)));
    }
    page.blocks.extend(charts::blocks(view, scope, &page.name));
    page
}

/// The findings because of which a product is not scored.
fn set_aside_by<'a>(view: &ScorecardView<'a>, scope: Scope) -> impl Iterator<Item = &'a Finding> {
    let product = match scope {
        Scope::Product(product) => view.products.get(product),
        Scope::Portfolio => None,
    };
    let names = product
        .into_iter()
        .flat_map(|product| product.aliases.iter().map(String::as_str).chain([product.name.as_str()]));
    let names: Vec<String> = names.map(fold).collect();
    view.findings.iter().filter(move |finding| finding.quarantined().is_some_and(|name| names.contains(&fold(name))))
}

/// `Growth stage · launched 2024-03 · owner H. Kim · money in USD thousand · October 2026 (FY2026 P10) · …`
fn subtitle(view: &ScorecardView<'_>, scope: Scope, draft: Option<&str>) -> String {
    let mut parts = Vec::new();
    if let Scope::Product(product) = scope
        && let Some(product) = view.products.get(product)
    {
        let stage = product.stage.map(|stage| view.say(stage.label()));
        let launched = product.launched.map(|period| view.calendar.label(period));
        parts.extend(stage.map(|stage| in_lang!(view.lang, "{stage} stage", "{stage}")));
        parts.extend(launched.map(|period| in_lang!(view.lang, "launched {period}", "출시 {period}")));
        parts.extend(product.owner.as_ref().map(|owner| in_lang!(view.lang, "owner {owner}", "담당 {owner}")));
    }
    parts.extend(figures::subtitle::money(view));
    parts.push(view.as_of_in_words());
    parts.extend(figures::subtitle::agreed(view, view.scores.goals_of(scope).map(|goal| &goal.goal)));
    parts.extend(draft.map(str::to_owned));
    parts.join(" · ")
}
