//! The customers behind the movements: who brought most, who took most away, and who may go next.

use crate::amount::Amount;
use crate::calendar::{Span, Window};
use crate::metrics::{CustomerMovement, MovementKind};
use crate::scorecard::figures::columns::{PERIOD, PRODUCT, columns};
use crate::scorecard::figures::{FigureStyle, ScorecardView};
use crate::scorecard::model::{Block, PageCell, PageRow, PageTable, TableRef, TableRow, Width};
use crate::scorecard::wording::{self, labels};
use std::collections::BTreeMap;

/// Rows of each list.
const SHOWN: usize = 10;
/// Who shrank in as many periods up to the as-of period is at risk.
const RECENT: i32 = 3;

columns! {
    CUSTOMER = "customer", labels::CUSTOMER;
    KIND = "kind", labels::MOVEMENT;
    BEFORE = "before", labels::BEFORE;
    CHANGE = "change", labels::SCORE_CHANGE;
    AFTER = "after", labels::AFTER;
}

pub(super) fn blocks(view: &ScorecardView<'_>, style: &FigureStyle) -> Vec<Block> {
    let year = view.calendar.span(Window::YearToDate, view.as_of);
    let recent = Span { first: view.as_of.plus(1 - RECENT), last: view.as_of };
    let all = movements(view, year);
    let is_gain = |movement: &&CustomerMovement| {
        matches!(movement.kind, MovementKind::New | MovementKind::Reactivation | MovementKind::Expansion)
    };
    let gains: Vec<&CustomerMovement> = all.iter().filter(is_gain).take(SHOWN).collect();
    let losses: Vec<&CustomerMovement> = all.iter().filter(|movement| !is_gain(movement)).take(SHOWN).collect();
    let shrunk = movements(view, recent);
    let at_risk = at_risk(&shrunk);
    let mut blocks = Vec::new();
    for (key, heading, movements) in [
        ("gains", labels::LARGEST_GAINS, gains),
        ("losses", labels::LARGEST_LOSSES, losses),
        ("at_risk", labels::AT_RISK_CUSTOMERS, at_risk),
    ] {
        blocks.push(view.heading(heading));
        blocks.push(if movements.is_empty() {
            view.remark(labels::NO_CUSTOMERS)
        } else {
            Block::Table(table(view, style, key, &movements))
        });
    }
    blocks
}

/// Of all products that these pages are about, the largest first.
fn movements(view: &ScorecardView<'_>, span: Span) -> Vec<CustomerMovement> {
    let mut all: Vec<CustomerMovement> =
        view.shown.iter().flat_map(|product| view.figures.customers(*product, span)).collect();
    all.sort_by(|left, right| {
        let rest = |movement: &CustomerMovement| (movement.customer.clone(), movement.product, movement.period);
        right.amount.cmp(&left.amount).then_with(|| rest(left).cmp(&rest(right)))
    });
    all
}

/// The last contraction of every customer and product that pays less than it did and still pays; who pays most first.
fn at_risk(shrunk: &[CustomerMovement]) -> Vec<&CustomerMovement> {
    let mut last: BTreeMap<(&str, usize), &CustomerMovement> = BTreeMap::new();
    for movement in shrunk {
        let seen = last.entry((&movement.customer, movement.product)).or_insert(movement);
        if movement.period > seen.period {
            *seen = movement;
        }
    }
    let mut all: Vec<&CustomerMovement> = last
        .into_values()
        .filter(|movement| movement.kind == MovementKind::Contraction && movement.after.is_positive())
        .collect();
    all.sort_by(|left, right| right.after.cmp(&left.after).then_with(|| left.customer.cmp(&right.customer)));
    all.truncate(SHOWN);
    all
}

fn table(
    view: &ScorecardView<'_>,
    style: &FigureStyle,
    key: &'static str,
    movements: &[&CustomerMovement],
) -> PageTable {
    let words = [(CUSTOMER, 1), (PRODUCT, 3), (PERIOD, 2), (KIND, 2)];
    let words = words.map(|(column, span)| column.text(view, Width::Content).spanning(span));
    let columns = words.into_iter().chain([BEFORE, CHANGE, AFTER].map(|column| column.figure(view))).collect();
    let own = TableRef::new(view.say(labels::MOVEMENTS), key);
    // Nothing in these rows is sure to differ, so they are numbered.
    let numbered = movements.iter().zip(1..).map(|(movement, number): (_, usize)| (movement, number.to_string()));
    let rows = numbered.map(|(of, key)| row(view, style, of, &own.row(key.as_str())).key(key)).collect();
    PageTable::new(key, columns, rows)
}

fn row(view: &ScorecardView<'_>, style: &FigureStyle, movement: &CustomerMovement, own: &TableRow) -> PageRow {
    let product = view.products.get(movement.product).map_or("", |product| product.name.as_str());
    let change = &movement.after - &movement.before;
    PageRow::plain(vec![
        PageCell::text(movement.customer.to_string()).strong(),
        PageCell::text(product),
        PageCell::text(view.calendar.label(movement.period)),
        PageCell::text(view.say(wording::movement(movement.kind))),
        style.cell(&movement.before),
        style.delta(&change, &Amount::zero()).computed(own.cell(AFTER) - own.cell(BEFORE)),
        style.cell(&movement.after).strong(),
    ])
}
