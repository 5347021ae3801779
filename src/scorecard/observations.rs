//! Observations: a row a product, metric and period, in whole units and with the parts of ratios, for pivoting.

use super::data;
use super::model::{Cell, Column, NumberFormat, Quantity, Row, Table, Width, serial};
use super::view::View;
use super::wording::{self, labels};
use crate::amount::{Amount, Unit};
use crate::calendar::{Period, Window};
use crate::lang::Label;
use crate::metrics::{Metric, Scope};

pub(super) const TABLE: &str = "observations";

/// For the rows of the series above it.
pub(super) fn table(view: &View<'_>, series: &[(Scope, &'static Metric)]) -> Table {
    let text = |key: &'static str, label: Label, width| Column::text(key, view.say(label), width);
    let columns = vec![
        text("product", labels::PRODUCT, Width::AtMost(42)),
        text("metric", labels::METRIC, Width::AtMost(44)),
        text("unit", labels::UNIT, Width::Content),
        text("theme", labels::THEME, Width::Content),
        text("period", labels::PERIOD, Width::Content),
        Column::figure("period_end", view.say(Label::new("Last day", "마지막 날"))),
        Column::figure("value", view.say(Label::new("Value", "값"))),
        Column::figure("numerator", view.say(Label::new("Numerator", "분자"))),
        Column::figure("denominator", view.say(Label::new("Denominator", "분모"))),
        text("no_data", Label::new("Why there is no value", "값이 없는 이유"), Width::Content),
    ];
    let rows = series
        .iter()
        .flat_map(|&(scope, metric)| view.trail().periods().map(move |period| row(view, scope, metric, period)));
    Table { key: TABLE, groups: Vec::new(), columns, rows: rows.collect() }
}

fn row(view: &View<'_>, scope: Scope, metric: &Metric, period: Period) -> Row {
    let unit = match (metric.unit, view.currency) {
        (Unit::Money, Some(currency)) => currency.to_owned(),
        (unit, _) => view.say(wording::unit(unit)).to_owned(),
    };
    let end = serial(view.calendar.last_day(period));
    let mut cells = vec![
        Cell::text(data::name(view, scope)),
        Cell::text(view.say(metric.label)),
        Cell::text(unit),
        Cell::text(view.say(metric.theme.label())),
        Cell::text(view.calendar.label(period)),
        Cell::number(end, NumberFormat { quantity: Quantity::Day, places: 0, signed: false }),
    ];
    let part = |part: Option<&Amount>| part.map_or_else(Cell::empty, |part| Cell::number(part.clone(), parts(part)));
    match view.measure(metric, scope, Window::Period, period).outcome {
        Ok(figure) => {
            let format = if metric.unit == Unit::Percent { NumberFormat::percent(2) } else { parts(&figure.value) };
            cells.push(Cell::number(figure.value, format));
            cells.extend([part(figure.numerator.as_ref()), part(figure.denominator.as_ref()), Cell::empty()]);
        }
        Err(reason) => {
            cells.extend([Cell::empty(), Cell::empty(), Cell::empty()]);
            cells.push(Cell::text(view.say(wording::no_data(reason))));
        }
    }
    Row::plain(cells)
}

/// Whole numbers without places.
fn parts(figure: &Amount) -> NumberFormat {
    let is_whole = Amount::parse_plain(&figure.to_fixed(0)).as_ref() == Some(figure);
    NumberFormat::plain(if is_whole { 0 } else { 2 })
}
