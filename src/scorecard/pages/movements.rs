//! Movements: how recurring revenue came from its opening to its closing, by product and by period; for those who sell,
//! with the customers behind it.

mod customers;

use crate::amount::Amount;
use crate::calendar::Window;
use crate::lang::in_lang;
use crate::metrics::{Metric, Movement, Scope, registry};
use crate::pipeline::Audience;
use crate::scorecard::figures::columns::{ColumnDef, PERIOD, PRODUCT, columns};
use crate::scorecard::figures::{FigureStyle, ScorecardView, unit_label};
use crate::scorecard::model::{
    Block, Group, NumberFormat, Page, PageCell, PageColumn, PageRow, PageTable, Pinned, RowRole, TableRef, TableRow,
    Tone, Width,
};
use crate::scorecard::wording::labels;

// What adds up to the closing.
columns! {
    MONEY:
    OPENING = "opening", labels::OPENING;
    NEW = "new", labels::NEW;
    REACTIVATION = "reactivation", labels::REACTIVATION;
    EXPANSION = "expansion", labels::EXPANSION;
    CONTRACTION = "contraction", labels::CONTRACTION;
    CHURN = "churn", labels::CHURN;
}
// What adds up to the customers at the closing.
columns! {
    CUSTOMERS:
    OPENING_CUSTOMERS = "opening_customers", labels::OPENING;
    NEW_CUSTOMERS = "new_customers", labels::NEW;
    REACTIVATED_CUSTOMERS = "reactivated_customers", labels::REACTIVATION;
    CHURNED_CUSTOMERS = "churned_customers", labels::CHURN;
}
columns! {
    CLOSING = "closing", labels::CLOSING;
    NET = "net", labels::NET_CHANGE;
    CLOSING_CUSTOMERS = "closing_customers", labels::CLOSING;
}

/// As [`figures`] gives them.
fn figure_columns() -> impl Iterator<Item = ColumnDef> {
    MONEY.iter().copied().chain([CLOSING, NET]).chain(CUSTOMERS.iter().copied()).chain([CLOSING_CUSTOMERS])
}

/// `None` without a subscription ledger.
pub(super) fn page(view: &ScorecardView<'_>) -> Option<Page> {
    let metric = registry::find("mrr")?;
    let whole = view.movements_to_date(Scope::Portfolio)?;
    let style = FigureStyle::of(view, metric, [&whole.opening, &whole.closing]);
    let mut blocks = vec![view.heading(labels::MOVEMENTS_BY_PRODUCT), Block::Table(by_product(view, &style, &whole))];
    if view.audience == Audience::Sales {
        blocks.extend(customers::blocks(view, &style));
    }
    blocks.extend([
        view.heading(labels::MOVEMENTS_BY_PERIOD),
        Block::Table(by_period(view, &style)),
        view.remark(labels::MOVEMENTS_NOTATION),
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
fn message(view: &ScorecardView<'_>, metric: &Metric, style: &FigureStyle, whole: &Movement) -> String {
    let zero = Amount::zero();
    let gains = [&whole.new, &whole.reactivation, &whole.expansion].into_iter().sum::<Amount>();
    let losses = &whole.contraction + &whole.churn;
    let [net, gains, losses] = [
        style.delta_shown(&whole.closing, &whole.opening),
        style.delta_shown(&gains, &zero),
        style.delta_shown(&-losses, &zero),
    ];
    let (closing, unit) = (style.shown(&whole.closing), unit_label(view, metric));
    let label = view.say(metric.label.borrowed());
    in_lang!(
        view.lang,
        "{label} {closing} {unit}, {net} since the opening of the year: {gains} won or grown, {losses} lost or shrunk.",
        "{label} {closing} ({unit}), 연초 대비 {net}: 신규·확장 {gains}, 축소·해지 {losses}."
    )
}

fn all_columns(view: &ScorecardView<'_>, first: ColumnDef) -> Vec<PageColumn> {
    let first = first.text(view, Width::AtMost(42));
    [first].into_iter().chain(figure_columns().map(|column| column.figure(view))).collect()
}

fn groups(view: &ScorecardView<'_>) -> Vec<Group> {
    let money = registry::find("mrr")
        .map_or_else(String::new, |mrr| format!("{}, {}", view.say(mrr.label.borrowed()), unit_label(view, mrr)));
    vec![Group::new("", 1), Group::new(money, 8), Group::new(view.say(labels::CUSTOMERS), 5)]
}

fn by_product(view: &ScorecardView<'_>, style: &FigureStyle, whole: &Movement) -> PageTable {
    let key = "movements";
    let own = TableRef::new(view.say(labels::MOVEMENTS), key);
    let mut rows: Vec<PageRow> = view
        .shown()
        .filter_map(|scope| Some((scope, view.movements_to_date(scope)?)))
        .map(|(scope, movement)| {
            let name = view.scope_name(scope);
            let first = PageCell::text(name).strong().link(view.page_of(scope));
            PageRow::plain(figures(style, first, &movement, &own.row(name))).key(name)
        })
        .collect();
    if view.shown.len() > 1 || view.part.is_none() {
        let all = view.scope_name(Scope::Portfolio);
        let mut cells = figures(style, PageCell::text(view.name_in_part(Scope::Portfolio)), whole, &own.row(all));
        add_up(&mut cells, &rows, &own);
        rows.push(PageRow::total(cells).key(all));
    }
    PageTable { groups: groups(view), ..PageTable::new(key, all_columns(view, PRODUCT), rows) }
}

/// Products add up to the portfolio, in the columns in which they do: a customer who comes to a second product is new
/// there, and has grown in the portfolio.
fn add_up(total: &mut [PageCell], products: &[PageRow], own: &TableRef) {
    for (at, (cell, column)) in total.iter_mut().skip(1).zip(figure_columns()).enumerate() {
        let above = sum(products.iter().filter_map(|row| row.cells.get(at + 1)));
        if cell.formula.is_none() && above.is_some() && above.as_ref() == figure(cell) {
            cell.formula = own.sum(products.iter().map(|row| row.key.as_str()), column);
        }
    }
}

fn figure(cell: &PageCell) -> Option<&Amount> {
    cell.figure().map(|(figure, _)| figure)
}

/// `None` where one of them holds none.
fn sum<'c>(cells: impl Iterator<Item = &'c PageCell>) -> Option<Amount> {
    cells.map(|cell| figure(cell).cloned()).sum()
}

/// Every period of the fiscal year so far; products may be folded away.
fn by_period(view: &ScorecardView<'_>, style: &FigureStyle) -> PageTable {
    let key = "movements_by_period";
    let own = TableRef::new(view.say(labels::MOVEMENTS), key);
    let columns = all_columns(view, PERIOD);
    let year = view.calendar.span(Window::YearToDate, view.as_of);
    let mut rows = Vec::new();
    let together = (view.shown.len() > 1 || view.part.is_none()).then_some(Scope::Portfolio);
    for scope in together.into_iter().chain(view.shown()) {
        let movements: Vec<_> = view.movements(scope).into_iter().filter(|(p, _)| year.contains(*p)).collect();
        if movements.is_empty() {
            continue;
        }
        rows.push(PageRow::label(RowRole::Section, view.name_in_part(scope), columns.len()));
        rows.extend(movements.iter().map(|(period, movement)| {
            let label = PageCell::text(view.calendar.label(*period)).indent(1);
            let key = format!("{}/{}", view.scope_name(scope), view.calendar.label(*period));
            PageRow::plain(figures(style, label, movement, &own.row(key.as_str())))
                .outline(u8::from(scope != Scope::Portfolio))
                .key(key)
        }));
    }
    PageTable { groups: groups(view), ..PageTable::new(key, columns, rows) }
}

/// A gain is good and a loss bad, and none of either is neither. Opening, gains and losses add up to the closing.
fn figures(style: &FigureStyle, first: PageCell, movement: &Movement, own: &TableRow) -> Vec<PageCell> {
    let zero = Amount::zero();
    let gain = |amount: &Amount| style.delta(amount, &zero);
    let loss = |amount: &Amount| style.delta(&-amount.clone(), &zero);
    let count = |number: usize| PageCell::number(number.into(), NumberFormat::plain(0));
    let signed = |number: usize, is_gain: bool| {
        let amount = Amount::from(number);
        let (amount, tone) = if is_gain { (amount, Tone::Good) } else { (-amount, Tone::Bad) };
        PageCell::number(amount, NumberFormat::plain(0).signed()).tone(if number == 0 { Tone::Neutral } else { tone })
    };
    let along = |closing: PageCell, parts: &[PageCell], columns: &[ColumnDef]| {
        let adds_up = sum(parts.iter()).as_ref() == figure(&closing);
        let added = columns.iter().map(|column| own.cell(*column)).reduce(|sum, part| sum + part);
        closing.strong().computed(added.filter(|_| adds_up))
    };
    let money = [
        style.cell(&movement.opening),
        gain(&movement.new),
        gain(&movement.reactivation),
        gain(&movement.expansion),
        loss(&movement.contraction),
        loss(&movement.churn),
    ];
    let closing = along(style.cell(&movement.closing), &money, MONEY);
    let net = style.delta(&movement.closing, &movement.opening).computed(own.cell(CLOSING) - own.cell(OPENING));
    let customers = [
        count(movement.opening_customers),
        signed(movement.new_customers, true),
        signed(movement.reactivated_customers, true),
        signed(movement.churned_customers, false),
    ];
    let left = along(count(movement.closing_customers), &customers, CUSTOMERS);
    [first].into_iter().chain(money).chain([closing, net]).chain(customers).chain([left]).collect()
}
