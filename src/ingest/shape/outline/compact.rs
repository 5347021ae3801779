//! Pivot tables in compact form: groups and their lines share a column of labels, and the row of a group carries the
//! sum of its lines. Which is which shows where one of the two is a period and the other is none.

use crate::calendar::FiscalCalendar;
use crate::ingest::shape::header::{Header, SECTION};
use crate::ingest::shape::totals;
use crate::pipeline::{ColumnSource, Input};
use crate::sheet::{Sheet, Value};
use crate::values::DateOrder;
use crate::values::day;
use std::collections::BTreeSet;

/// The groups of such a table.
pub(super) struct CompactGroups {
    pub(super) column: usize,
    pub(super) rows: BTreeSet<usize>,
}

/// The rows of groups, where an input asks for products or periods as sections and for the other as a column.
pub(super) fn groups(
    sheet: &Sheet,
    header: &Header,
    input: &Input,
    calendar: &FiscalCalendar,
) -> Option<CompactGroups> {
    let named = |name: &str| match input.columns.get(name) {
        Some(ColumnSource::Headers(names)) => Some(names),
        _ => None,
    };
    let (product, period) = (named("product")?, named("period")?);
    let is_section = |names: &[String]| names.iter().any(|name| name == SECTION);
    let (column, groups_are_periods) = match (is_section(product), is_section(period)) {
        (true, false) => (header.column_of_any(period)?, false),
        (false, true) => (header.column_of_any(product)?, true),
        _ => return None,
    };
    let grid = &sheet.grid;
    let mut rows = BTreeSet::new();
    let mut first_line = None;
    for row in header.index + 1..header.end {
        let value = grid.value(row, column);
        let named = |text: &str| totals::naming(text).is_some() || totals::is_footer(text);
        if value.is_blank() || matches!(value, Value::Text(text) if named(text)) {
            continue;
        }
        if is_period(value, calendar) == groups_are_periods {
            rows.insert(row);
        } else {
            first_line.get_or_insert(row);
        }
    }
    // A line above all groups is in none of them.
    (rows.first()? < first_line.as_ref()?).then_some(CompactGroups { column, rows })
}

fn is_period(value: Value<'_>, calendar: &FiscalCalendar) -> bool {
    match value {
        Value::Day(_) => true,
        Value::Text(text) => {
            calendar.parse_label(text).is_some() || {
                let order = day::decide([text].into_iter(), &DateOrder::Auto);
                order.is_none_or(|order| day::read(text, &order).is_some())
            }
        }
        value => value.as_text().is_some_and(|text| calendar.parse_label(&text).is_some()),
    }
}
