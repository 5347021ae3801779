//! Agreed goals that moved: a row for each column of the goals workbook that changed, and a mark on the goal's own page.

use crate::amount::Amount;
use crate::goals::Goal;
use crate::history::{Field, FieldChange, MoveDirection, MoveKind, Moved, RecordedGoal};
use crate::lang::Label;
use crate::metrics::{MetricRef, Scope};
use crate::score::MovedGoal;
use crate::scorecard::figures::{self, FigureStyle, ScorecardView};
use crate::scorecard::model::{Group, PageCell, PageColumn, PageRow, PageTable, Tone, Width};
use crate::scorecard::wording::labels;

/// Name of a goal on the page of its product, with a mark and the moves in its note where it has moved since it was agreed.
pub(in crate::scorecard) fn goal_cell(view: &ScorecardView<'_>, goal: &Goal) -> PageCell {
    let label = figures::goal_label(view, goal);
    let moves = view.scores.since.moves_of(&goal.id).filter(|moved| moved.moved.what != MoveKind::Added);
    let moves: Vec<String> = moves.flat_map(|moved| in_words(view, moved)).collect();
    if moves.is_empty() {
        return PageCell::text(label);
    }
    PageCell::text(format!("{label} ({})", view.say(labels::MOVED_MARK))).note(Some(moves.join("\n")))
}

/// `2026-04: Target 1,200 → 1,080`
fn in_words(view: &ScorecardView<'_>, moved: &MovedGoal) -> Vec<String> {
    let seen = &moved.moved.seen.as_of;
    match &moved.moved.what {
        MoveKind::Changed(changes) => changes
            .iter()
            .map(|change| {
                let [old, new] = entries(view, moved, change).map(|cell| cell.shown());
                format!("{seen}: {} {old} → {new}", view.say(change.field.label()))
            })
            .collect(),
        what => vec![format!("{seen}: {}", view.say(said(what)))],
    }
}

const fn said(what: &MoveKind) -> Label {
    match what {
        MoveKind::Changed(_) => labels::WHAT_MOVED,
        MoveKind::Withdrawn => labels::WITHDRAWN,
        MoveKind::Dropped => labels::DROPPED,
        MoveKind::Added => labels::ADDED,
    }
}

/// What stood in the column before, and what after.
fn entries(view: &ScorecardView<'_>, moved: &MovedGoal, change: &FieldChange) -> [PageCell; 2] {
    let both = [change.old.as_deref(), change.new.as_deref()];
    both.map(|text| value(view, metric(view, moved), change.field, text, &both))
}

pub(super) fn moves(view: &ScorecardView<'_>) -> Option<PageTable> {
    let text = |key: &'static str, label, width| PageColumn::text(key, view.say(label), width);
    let figure = |key: &'static str, label| PageColumn::figure(key, view.say(label));
    let columns = vec![
        text("product", labels::PRODUCT, Width::AtMost(30)),
        text("goal", labels::GOAL, Width::AtMost(46)),
        text("what", labels::WHAT_MOVED, Width::Content),
        figure("old", labels::OLD),
        figure("new", labels::NEW_VALUE),
        text("tendency", labels::WHICH_WAY, Width::Content),
        figure("goal_old", labels::AGAINST_OLD),
        figure("goal_new", labels::AGAINST_NEW),
        figure("product_old", labels::AGAINST_OLD),
        figure("product_new", labels::AGAINST_NEW),
        text("agreed_by", labels::AGREED_BY, Width::Content),
        text("agreed_on", labels::AGREED_ON, Width::Content),
        text("first_seen", labels::FIRST_SEEN, Width::Content),
        text("reason", labels::CHANGE_REASON, Width::AtMost(60)),
    ];
    let groups = vec![
        Group::new("", 6),
        Group::new(view.say(labels::GOAL_SCORE), 2),
        Group::new(view.say(labels::PRODUCT_SCORE), 2),
        Group::new("", 4),
    ];
    let rows: Vec<PageRow> = view.scores.since.moves.iter().flat_map(|moved| of_move(view, moved)).collect();
    (!rows.is_empty()).then_some(PageTable { groups, ..PageTable::new("moves", columns, rows) })
}

/// A row for each column of the workbook that changed.
fn of_move(view: &ScorecardView<'_>, moved: &MovedGoal) -> Vec<PageRow> {
    let row = |what: &str, [old, new]: [PageCell; 2], direction: MoveDirection| {
        let mut cells = vec![
            product(view, moved.scope, product_of(&moved.moved)),
            PageCell::text(format!("{} ({})", label(view, moved), moved.moved.goal)),
            PageCell::text(what),
            old,
            new,
            direction_cell(view, direction),
        ];
        let scores = [&moved.goal.old, &moved.goal.new, &moved.product.old, &moved.product.new];
        cells.extend(scores.map(|score| figures::score_if_any(view, score.as_ref())));
        let signed = moved.moved.new.as_ref();
        let signature = signed.map_or([None, None], |goal| [&goal.agreed_by, &goal.agreed_on].map(Option::as_ref));
        cells.extend(signature.map(|text| view.cell_or(labels::NOT_SIGNED, text, PageCell::text)));
        cells.push(PageCell::text(moved.moved.seen.as_of.clone()).note(Some(moved.moved.seen.run.to_string())));
        cells.push(match &moved.moved.reason {
            Some(reason) => PageCell::text(reason),
            None if moved.moved.what == MoveKind::Added => view.no_data(labels::NO_REASON_NEEDED),
            None => view.no_data(labels::NO_CHANGE_REASON).tone(Tone::Bad),
        });
        PageRow::plain(cells)
    };
    let target = |goal: Option<&RecordedGoal>| {
        value(view, metric(view, moved), Field::Target, goal.map(|goal| goal.target.as_str()), &[])
    };
    match &moved.moved.what {
        MoveKind::Changed(changes) => {
            let changed = |change: &FieldChange| {
                row(view.say(change.field.label()), entries(view, moved, change), change.direction)
            };
            changes.iter().map(changed).collect()
        }
        what => {
            let cells = [target(moved.moved.old.as_ref()), target(moved.moved.new.as_ref())];
            vec![row(view.say(said(what)), cells, moved.moved.direction)]
        }
    }
}

fn product_of(moved: &Moved) -> &str {
    moved.new.as_ref().or(moved.old.as_ref()).map_or("", |goal| goal.product.as_str())
}

fn label(view: &ScorecardView<'_>, moved: &MovedGoal) -> String {
    if let Some(goal) = &moved.shown {
        return figures::goal_label(view, goal);
    }
    let seen = moved.moved.new.as_ref().or(moved.moved.old.as_ref());
    let name = seen.and_then(|goal| goal.metric.clone().or_else(|| goal.milestone.clone()));
    name.unwrap_or_default()
}

fn metric<'a>(view: &ScorecardView<'a>, moved: &MovedGoal) -> Option<&'a MetricRef> {
    let seen = moved.moved.new.as_ref().or(moved.moved.old.as_ref())?;
    let id = seen.metric.as_deref()?;
    view.registry.all().find(|metric| metric.id == id)
}

/// An entry of the goals workbook: a figure in the unit of the page where it is one, else its text.
fn value(
    view: &ScorecardView<'_>,
    metric: Option<&MetricRef>,
    of: Field,
    text: Option<&str>,
    both: &[Option<&str>],
) -> PageCell {
    let Some(text) = text else { return view.no_data(labels::NO_VALUE) };
    let is_figure = matches!(of, Field::Target | Field::Baseline | Field::Floor | Field::Stretch);
    let figures: Vec<Amount> =
        both.iter().chain([&Some(text)]).flatten().filter_map(|text| Amount::parse_exact(text)).collect();
    match (metric, Amount::parse_exact(text)) {
        (Some(metric), Some(figure)) if is_figure => FigureStyle::of(view, metric, &figures).cell(&figure),
        (Some(metric), None) if is_figure => match text.split_once("..").map(|(low, high)| {
            let bounds = [low, high].map(Amount::parse_exact);
            (FigureStyle::of(view, metric, bounds.iter().flatten()), bounds)
        }) {
            Some((style, [Some(low), Some(high)])) => {
                PageCell::text(format!("{}–{}", style.shown(&low), style.shown(&high)))
            }
            _ => PageCell::text(text),
        },
        (_, Some(weight)) if of == Field::Weight => PageCell::number(weight.clone(), figures::plain_format(&weight)),
        _ => PageCell::text(text),
    }
}

fn direction_cell(view: &ScorecardView<'_>, direction: MoveDirection) -> PageCell {
    match direction {
        MoveDirection::Tightened => PageCell::text(format!("▲ {}", view.say(labels::TIGHTENED))),
        MoveDirection::Loosened => PageCell::text(format!("▼ {}", view.say(labels::LOOSENED))).tone(Tone::Bad),
        MoveDirection::Neither => PageCell::text(view.say(labels::NEITHER)),
    }
}

/// The product that something is about, with a way to its page while there is one.
pub(super) fn product(view: &ScorecardView<'_>, scope: Option<Scope>, name: &str) -> PageCell {
    match scope {
        Some(Scope::Portfolio) => PageCell::text(view.say(labels::PORTFOLIO)),
        Some(scope) => PageCell::text(view.scope_name(scope)).link(view.page_of(scope)),
        None => PageCell::text(name),
    }
}
