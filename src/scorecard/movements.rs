//! Movements: how recurring revenue came from its opening to its closing, by product and by period; for those who sell,
//! with the customers behind it.

mod customers;

use super::figures::{Style, unit_label};
use super::model::{Block, Cell, Column, Group, NumberFormat, Page, Pinned, Row, RowRole, Table, Tone, Width};
use super::view::View;
use super::wording::labels;
use crate::amount::Amount;
use crate::calendar::Window;
use crate::metrics::{Metric, Movement, Scope, registry};
use crate::pipeline::Audience;

/// `None` without a subscription ledger.
pub(super) fn page(view: &View<'_>) -> Option<Page> {
    let metric = registry::find("mrr")?;
    let whole = view.movements_to_date(Scope::Portfolio)?;
    let style = Style::of(view, metric, [&whole.opening, &whole.closing]);
    let mut blocks = vec![
        Block::Heading(view.say(labels::MOVEMENTS_BY_PRODUCT).to_owned()),
        Block::Table(by_product(view, &style, &whole)),
    ];
    if view.audience == Audience::Sales {
        blocks.extend(customers::blocks(view, &style));
    }
    blocks.extend([
        Block::Heading(view.say(labels::MOVEMENTS_BY_PERIOD).to_owned()),
        Block::Table(by_period(view, &style)),
        Block::Remark(view.say(labels::MOVEMENTS_NOTATION).to_owned()),
    ]);
    Some(Page {
        subtitle: view.subtitle(),
        message: Some(message(view, metric, &style, &whole)),
        pinned: Pinned::Title,
        blocks,
        ..view.blank_page(view.say(labels::MOVEMENTS))
    })
}

/// `MRR 1,618 USD thousand, +138 since the opening of the year: +212 won or grown, -74 lost or shrunk.`
fn message(view: &View<'_>, metric: &Metric, style: &Style, whole: &Movement) -> String {
    let zero = Amount::zero();
    let gains = [&whole.new, &whole.reactivation, &whole.expansion].into_iter().sum::<Amount>();
    let losses = &whole.contraction + &whole.churn;
    let [net, gains, losses] = [
        style.delta_shown(&whole.closing, &whole.opening),
        style.delta_shown(&gains, &zero),
        style.delta_shown(&-losses, &zero),
    ];
    let (closing, unit) = (style.shown(&whole.closing), unit_label(view, metric));
    match view.lang {
        crate::lang::Lang::En => format!(
            "{} {closing} {unit}, {net} since the opening of the year: {gains} won or grown, {losses} lost or shrunk.",
            view.say(metric.label)
        ),
        crate::lang::Lang::Ko => format!(
            "{} {closing} ({unit}), 연초 대비 {net}: 신규·확장 {gains}, 축소·해지 {losses}.",
            view.say(metric.label)
        ),
    }
}

fn columns(view: &View<'_>, key: &'static str, first: &str) -> Vec<Column> {
    let figure = |key: &'static str, label| Column::figure(key, view.say(label));
    vec![
        Column::text(key, first, Width::AtMost(42)),
        figure("opening", labels::OPENING),
        figure("new", labels::NEW),
        figure("reactivation", labels::REACTIVATION),
        figure("expansion", labels::EXPANSION),
        figure("contraction", labels::CONTRACTION),
        figure("churn", labels::CHURN),
        figure("closing", labels::CLOSING),
        figure("net", labels::NET_CHANGE),
        figure("opening_customers", labels::OPENING),
        figure("new_customers", labels::NEW),
        figure("reactivated_customers", labels::REACTIVATION),
        figure("churned_customers", labels::CHURN),
        figure("closing_customers", labels::CLOSING),
    ]
}

fn groups(view: &View<'_>) -> Vec<Group> {
    let money = registry::find("mrr")
        .map_or_else(String::new, |mrr| format!("{}, {}", view.say(mrr.label), unit_label(view, mrr)));
    vec![Group::new("", 1), Group::new(money, 8), Group::new(view.say(labels::CUSTOMERS), 5)]
}

fn by_product(view: &View<'_>, style: &Style, whole: &Movement) -> Table {
    let mut rows: Vec<Row> = view
        .shown()
        .filter_map(|scope| Some((scope, view.movements_to_date(scope)?)))
        .map(|(scope, movement)| {
            let name = view.scope_name(scope);
            let cells = figures(style, Cell::text(name).strong().link(view.page_of(scope)), &movement);
            Row::plain(cells).key(name)
        })
        .collect();
    if view.shown.len() > 1 || view.part.is_none() {
        let name = view.part.unwrap_or(view.say(labels::PORTFOLIO));
        rows.push(Row::total(figures(style, Cell::text(name), whole)).key("*"));
    }
    let columns = columns(view, "product", view.say(labels::PRODUCT));
    Table { key: "movements", groups: groups(view), columns, rows }
}

/// Every period of the fiscal year so far; products may be folded away.
fn by_period(view: &View<'_>, style: &Style) -> Table {
    let columns = columns(view, "period", view.say(labels::PERIOD));
    let year = view.calendar.span(Window::YearToDate, view.as_of);
    let mut rows = Vec::new();
    let together = (view.shown.len() > 1 || view.part.is_none()).then_some(Scope::Portfolio);
    for scope in together.into_iter().chain(view.shown()) {
        let movements: Vec<_> = view.movements(scope).into_iter().filter(|(p, _)| year.contains(*p)).collect();
        if movements.is_empty() {
            continue;
        }
        let name = match scope {
            Scope::Product(_) => view.scope_name(scope),
            Scope::Portfolio => view.part.unwrap_or(view.say(labels::PORTFOLIO)),
        };
        rows.push(Row::label(RowRole::Section, name, columns.len()));
        rows.extend(movements.iter().map(|(period, movement)| {
            let label = Cell::text(view.calendar.label(*period)).indent(1);
            let of = if scope == Scope::Portfolio { "*" } else { name };
            Row::plain(figures(style, label, movement))
                .outline(u8::from(scope != Scope::Portfolio))
                .key(format!("{of}/{}", view.calendar.label(*period)))
        }));
    }
    Table { key: "movements_by_period", groups: groups(view), columns, rows }
}

/// A gain is good and a loss bad, and none of either is neither.
fn figures(style: &Style, first: Cell, movement: &Movement) -> Vec<Cell> {
    let zero = Amount::zero();
    let gain = |amount: &Amount| change(style, amount, &zero);
    let loss = |amount: &Amount| change(style, &-amount.clone(), &zero);
    let count = |number: usize| Cell::number(number.into(), NumberFormat::plain(0));
    let signed = |number: usize, is_gain: bool| {
        let amount = Amount::from(number);
        let (amount, tone) = if is_gain { (amount, Tone::Good) } else { (-amount, Tone::Bad) };
        Cell::number(amount, NumberFormat::plain(0).signed()).tone(if number == 0 { Tone::Neutral } else { tone })
    };
    vec![
        first,
        style.cell(&movement.opening),
        gain(&movement.new),
        gain(&movement.reactivation),
        gain(&movement.expansion),
        loss(&movement.contraction),
        loss(&movement.churn),
        style.cell(&movement.closing).strong(),
        change(style, &movement.closing, &movement.opening),
        count(movement.opening_customers),
        signed(movement.new_customers, true),
        signed(movement.reactivated_customers, true),
        signed(movement.churned_customers, false),
        count(movement.closing_customers).strong(),
    ]
}

fn change(style: &Style, now: &Amount, then: &Amount) -> Cell {
    style.delta(now, then)
}
