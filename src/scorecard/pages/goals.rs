//! Goals: every goal as it stands in the goals workbook, with its sign-off.

use crate::amount::Amount;
use crate::goals::{Agreement, Aim, Goal, OwnBands, Phasing, Target};
use crate::lang::Lang;
use crate::metrics::Scope;
use crate::prose;
use crate::scorecard::figures::{self, FigureStyle, ScorecardView, metric_label};
use crate::scorecard::model::{Block, NumberFormat, Page, PageCell, PageColumn, PageRow, PageTable, RowRole, Width};
use crate::scorecard::wording::{self, labels};

pub(super) fn page(view: &ScorecardView<'_>) -> Page {
    let text = |key: &'static str, label, width| PageColumn::text(key, view.say(label), width);
    let figure = |key: &'static str, label| PageColumn::figure(key, view.say(label));
    let own_thresholds = view.book.goals.iter().any(|goal| goal.bands != OwnBands::default());
    let mut columns = vec![
        text("goal", labels::GOAL_ID, Width::Content),
        text("about", labels::GOAL, Width::AtMost(44)),
        text("window", labels::GOAL_WINDOW, Width::Content),
        figure("target", labels::TARGET),
        figure("baseline", labels::BASELINE),
        figure("floor", labels::FLOOR),
        figure("stretch", labels::STRETCH),
        text("phasing", labels::PHASING, Width::AtMost(20)),
        figure("weight", labels::WEIGHT),
        text("kind", labels::KIND, Width::Content),
        text("supports", labels::SUPPORTS, Width::Content),
        text("class", labels::CLASS, Width::Content),
    ];
    // Three columns that hardly anybody fills, so only where somebody did.
    if own_thresholds {
        columns.extend([
            figure("exceeded_from", labels::EXCEEDED_FROM),
            figure("met_from", labels::MET_FROM),
            figure("at_risk_from", labels::AT_RISK_FROM),
        ]);
    }
    columns.extend([
        text("owner", labels::OWNER, Width::AtMost(20)),
        text("agreed_by", labels::AGREED_BY, Width::AtMost(24)),
        text("agreed_on", labels::AGREED_ON, Width::Content),
        text("change_reason", labels::CHANGE_REASON, Width::AtMost(30)),
        text("note", labels::GOAL_NOTE, Width::AtMost(30)),
    ]);
    let mut rows = Vec::new();
    for scope in view.shown().chain(view.part.is_none().then_some(Scope::Portfolio)) {
        let goals: Vec<&Goal> = view.book.goals.iter().filter(|goal| goal.scope == scope).collect();
        if !goals.is_empty() {
            rows.push(PageRow::label(RowRole::Section, view.name_of(scope), columns.len()));
            rows.extend(goals.into_iter().map(|goal| row(view, goal, own_thresholds).outline(1)));
        }
    }
    let table = PageTable::new("agreed", columns, rows);
    let blocks = if table.rows.is_empty() { vec![view.remark(labels::NO_GOALS)] } else { vec![Block::Table(table)] };
    let files = view.book.sources.iter().map(|source| source.name.to_string());
    let subtitle = [view.subtitle()].into_iter().chain(files).collect::<Vec<_>>().join(" · ");
    Page { subtitle, message: Some(message(view)), blocks, ..view.blank_page(view.say(labels::GOALS_PAGE)) }
}

/// `30 goals, 28 of them agreed.`
fn message(view: &ScorecardView<'_>) -> String {
    let mine = |goal: &&Goal| match goal.scope {
        Scope::Product(product) => view.shown.contains(&product),
        Scope::Portfolio => view.part.is_none(),
    };
    let goals: Vec<&Goal> = view.book.goals.iter().filter(mine).collect();
    let agreed = goals.iter().filter(|goal| goal.agreement.is_agreed()).count();
    match view.lang {
        Lang::En => format!("{}, {agreed} of them agreed.", prose::count(goals.len(), "goal")),
        Lang::Ko => format!("목표 {}개 중 {agreed}개 합의.", goals.len()),
    }
}

fn row(view: &ScorecardView<'_>, goal: &Goal, own_thresholds: bool) -> PageRow {
    let none = || view.no_data(labels::NOT_GIVEN);
    let text = |text: Option<&String>| text.map_or_else(none, PageCell::text);
    let figures = [&goal.baseline, &goal.floor, &goal.stretch];
    let (about, target, others) = match &goal.aim {
        Aim::Metric { metric, target } => {
            let ends = match target {
                Target::Value(value) => vec![value],
                Target::Range { low, high } => vec![low, high],
            };
            let style = FigureStyle::of(view, metric, ends.into_iter().chain(figures.into_iter().flatten()));
            let figure = |figure: &Option<Amount>| figure.as_ref().map_or_else(none, |figure| style.cell(figure));
            (metric_label(view, metric), style.target(target).strong(), figures.map(figure))
        }
        Aim::Milestone { name, due } => {
            let none = || view.no_data(labels::MILESTONE_FIGURES);
            (name.clone(), PageCell::text(due.to_string()).strong(), [none(), none(), none()])
        }
    };
    let (by, on) = match &goal.agreement {
        Agreement::Agreed { by, on } => (PageCell::text(by), PageCell::text(on.to_string())),
        Agreement::Proposed => {
            let none = || view.no_data(labels::PROPOSED);
            (none(), none())
        }
    };
    let mut cells = vec![
        PageCell::text(&goal.id).indent(1),
        PageCell::text(about),
        PageCell::text(view.calendar.span_label(goal.span)),
        target,
    ];
    cells.extend(others);
    cells.extend([
        goal.phasing.as_ref().map_or_else(none, |phasing| PageCell::text(phasing_in_words(view, phasing))),
        goal.weight
            .as_ref()
            .map_or_else(none, |weight| PageCell::number(weight.clone(), figures::plain_format(weight))),
        PageCell::text(view.say(wording::goal_kind(goal.kind))),
        text(goal.supports.as_ref()),
        PageCell::text(view.say(wording::class(goal.class))),
    ]);
    if own_thresholds {
        let OwnBands { exceeded, met, at_risk } = &goal.bands;
        let places = |share: &Amount| figures::plain_format(&(share * &Amount::from(100_i64))).places;
        let share = |share: &Amount| PageCell::number(share.clone(), NumberFormat::percent(places(share)));
        cells.extend([exceeded, met, at_risk].map(|from| from.as_ref().map_or_else(none, share)));
    }
    cells.extend([text(goal.owner.as_ref()), by, on, text(goal.change_reason.as_ref()), text(goal.note.as_ref())]);
    PageRow::plain(cells).key(&goal.id)
}

fn phasing_in_words(view: &ScorecardView<'_>, phasing: &Phasing) -> String {
    let label = match phasing {
        Phasing::Even => labels::PHASING_EVEN,
        Phasing::LastYear => labels::PHASING_LAST_YEAR,
        Phasing::Ramp => labels::PHASING_RAMP,
        Phasing::Flat => labels::PHASING_FLAT,
        Phasing::Weights(weights) => {
            return weights.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        }
    };
    view.say(label).to_owned()
}
