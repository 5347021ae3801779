//! Observations: a row a product, metric and period, in whole units and with the parts of ratios, for pivoting.

use crate::amount::{Amount, Unit};
use crate::calendar::{Period, Window};
use crate::lang::Label;
use crate::metrics::{Metric, MetricRef, Scope};
use crate::scorecard::figures::columns::{METRIC, PERIOD, PRODUCT, THEME, UNIT, columns};
use crate::scorecard::figures::{ScorecardView, plain_format};
use crate::scorecard::model::{NumberFormat, PageCell, PageColumn, PageRow, PageTable, Width};
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
pub(super) fn table(view: &ScorecardView<'_>, series: &[(Scope, MetricRef)]) -> PageTable {
    let mut columns: Vec<PageColumn> =
        vec![PRODUCT.text(view, Width::AtMost(42)), METRIC.text(view, Width::AtMost(44))];
    columns.extend([UNIT, THEME, PERIOD].map(|column| column.text(view, Width::Content)));
    columns.extend(FIGURES.iter().map(|column| column.figure(view)));
    columns.push(NO_DATA.text(view, Width::Content));
    let rows = series
        .iter()
        .flat_map(|(scope, metric)| view.trail().periods().map(move |period| row(view, *scope, metric, period)));
    PageTable::new(TABLE, columns, rows.collect())
}

fn row(view: &ScorecardView<'_>, scope: Scope, metric: &Metric, period: Period) -> PageRow {
    let unit = match (metric.unit, view.currency) {
        (Unit::Money, Some(currency)) => currency.to_owned(),
        (unit, _) => view.say(wording::unit(unit)).to_owned(),
    };
    let mut cells = vec![
        PageCell::text(view.name_of(scope)),
        PageCell::text(view.say(metric.label.borrowed())),
        PageCell::text(unit),
        PageCell::text(view.say(metric.theme.label())),
        PageCell::text(view.calendar.label(period)),
        PageCell::day(view.calendar.last_day(period)),
    ];
    let part = |part: Option<&Amount>| {
        part.map_or_else(PageCell::empty, |part| PageCell::number(part.clone(), plain_format(part)))
    };
    match view.measure(metric, scope, Window::Period, period).outcome {
        Ok(figure) => {
            let format =
                if metric.unit == Unit::Percent { NumberFormat::percent(2) } else { plain_format(&figure.value) };
            cells.push(PageCell::number(figure.value, format));
            cells.extend([part(figure.numerator.as_ref()), part(figure.denominator.as_ref()), PageCell::empty()]);
        }
        Err(reason) => {
            cells.extend([PageCell::empty(), PageCell::empty(), PageCell::empty()]);
            cells.push(PageCell::text(view.say(wording::no_data(reason))));
        }
    }
    PageRow::plain(cells)
}
