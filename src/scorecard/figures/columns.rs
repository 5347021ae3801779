//! Columns as pages declare them: the key, by which formulas find the column, and the header. Those that several tables
//! have stand here; those that one table has and its formulas refer to stand with that table.

use super::view::ScorecardView;
use crate::lang::Label;
use crate::scorecard::model::{PageCell, PageColumn, Width};
use crate::scorecard::wording::labels;
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy)]
pub(crate) struct ColumnDef {
    /// [`PageColumn::key`]
    pub(crate) key: &'static str,
    header: Label,
}

/// Declares columns: for each the name of its constant, its key and its header. Those that follow the name of a list
/// are in that list, too, in their order.
macro_rules! columns {
    ($($name:ident = $key:literal, $header:expr;)*) => {
        $(pub(crate) const $name: $crate::scorecard::figures::columns::ColumnDef =
            $crate::scorecard::figures::columns::ColumnDef::new($key, $header);)*
    };
    ($list:ident: $($name:ident = $key:literal, $header:expr;)*) => {
        columns! { $($name = $key, $header;)* }
        const $list: &[$crate::scorecard::figures::columns::ColumnDef] = &[$($name),*];
    };
}
pub(crate) use columns;

columns! {
    PRODUCT = "product", labels::PRODUCT;
    GOAL = "goal", labels::GOAL;
    METRIC = "metric", labels::METRIC;
    UNIT = "unit", labels::UNIT;
    THEME = "theme", labels::THEME;
    PERIOD = "period", labels::PERIOD;
    OWNER = "owner", labels::OWNER;
    STATUS = "status", labels::STATUS;
    VERDICT = "verdict", labels::VERDICT;
    REASON = "reason", labels::REASON;
    COURSE = "course", labels::THIRTEEN_MONTHS;
    ACTUAL = "actual", labels::ACTUAL;
    PLAN = "plan", labels::PLAN;
    DELTA_PLAN = "delta_plan", labels::DELTA_PLAN;
    DELTA_PLAN_PERCENT = "delta_plan_percent", labels::DELTA_PLAN_PERCENT;
    PRIOR_YEAR = "prior_year", labels::PRIOR_YEAR;
    DELTA_PRIOR_YEAR_PERCENT = "delta_prior_year_percent", labels::DELTA_PRIOR_YEAR_PERCENT;
    TARGET = "target", labels::TARGET;
    LANDING_SHARE = "landing_share", labels::LANDING_SHARE;
    SCORE = "score", labels::SCORE;
    WEIGHT = "weight", labels::WEIGHT;
    WEIGHT_SCORED = "weight_scored", labels::WEIGHT_SCORED;
    OLD = "old", labels::OLD;
    NEW_VALUE = "new", labels::NEW_VALUE;
    DIFFERENCE = "difference", labels::DIFFERENCE;
}

impl ColumnDef {
    pub(crate) const fn new(key: &'static str, header: Label) -> Self {
        Self { key, header }
    }

    pub(crate) fn text(self, view: &ScorecardView<'_>, width: Width) -> PageColumn {
        PageColumn::text(self, view.say(self.header), width)
    }

    pub(crate) fn figure(self, view: &ScorecardView<'_>) -> PageColumn {
        PageColumn::figure(self, view.say(self.header))
    }
}

impl From<ColumnDef> for Cow<'static, str> {
    fn from(column: ColumnDef) -> Self {
        column.key.into()
    }
}

/// Cells of a row by their columns; a column that is given none stays empty.
#[derive(Debug, Default)]
pub(crate) struct CellsByColumn(BTreeMap<&'static str, PageCell>);

impl CellsByColumn {
    pub(crate) fn put(&mut self, column: ColumnDef, cell: impl Into<Option<PageCell>>) {
        self.0.extend(cell.into().map(|cell| (column.key, cell)));
    }

    pub(crate) fn in_order(mut self, columns: &[ColumnDef]) -> impl Iterator<Item = PageCell> {
        columns.iter().map(move |column| self.0.remove(column.key).unwrap_or_else(PageCell::empty))
    }
}
