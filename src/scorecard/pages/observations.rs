//! Observations: a row a product, metric and period, in whole units and with the parts of ratios, for pivoting.

use crate::amount::{Amount, Unit};
use crate::calendar::{Period, Window};
use crate::lang::Label;
use crate::metrics::{Metric, MetricRef, Scope};
use crate::scorecard::figures::columns::{METRIC, PERIOD, PRODUCT, THEME, UNIT, columns};
use crate::scorecard::figures::{View, plain_format};
use crate::scorecard::model::{Cell, Column, NumberFormat, Row, Table, Width};
use crate::scorecard::wording;

pub(super) const TABLE: &str = "observations";

columns! {
    FIGURES:
    PERIOD_END = "period_end", Label::new("Last day", "마지막 날");
    VALUE = "value", Label::new("Value", "값");
    NUMERATOR = "numerator", Label::new("Numerator", "분자");
    DENOMINATOR = "denominator", Label::new("Denominator", "분모");
}
columns! {
    NO_DATA = "no_data", Label::new("Why there is no value", "값이 없는 이유");
}

/// For the rows of the series above it.
pub(super) fn table(view: &View<'_>, series: &[(Scope, MetricRef)]) -> Table {
    let mut columns: Vec<Column> = vec![PRODUCT.text(view, Width::AtMost(42)), METRIC.text(view, Width::AtMost(44))];
    columns.extend([UNIT, THEME, PERIOD].map(|column| column.text(view, Width::Content)));
    columns.extend(FIGURES.iter().map(|column| column.figure(view)));
    columns.push(NO_DATA.text(view, Width::Content));
    let rows = series
        .iter()
        .flat_map(|(scope, metric)| view.trail().periods().map(move |period| row(view, *scope, metric, period)));
    Table { key: TABLE, groups: Vec::new(), columns, rows: rows.collect() }
}

fn row(view: &View<'_>, scope: Scope, metric: &Metric, period: Period) -> Row {
    let unit = match (metric.unit, view.currency) {
        (Unit::Money, Some(currency)) => currency.to_owned(),
        (unit, _) => view.say(wording::unit(unit)).to_owned(),
    };
    let mut cells = vec![
        Cell::text(view.name_of(scope)),
        Cell::text(view.say(metric.label)),
        Cell::text(unit),
        Cell::text(view.say(metric.theme.label())),
        Cell::text(view.calendar.label(period)),
        Cell::day(view.calendar.last_day(period)),
    ];
    let part =
        |part: Option<&Amount>| part.map_or_else(Cell::empty, |part| Cell::number(part.clone(), plain_format(part)));
    match view.measure(metric, scope, Window::Period, period).outcome {
        Ok(figure) => {
            let format =
                if metric.unit == Unit::Percent { NumberFormat::percent(2) } else { plain_format(&figure.value) };
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
