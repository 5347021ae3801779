//! SQL over an export's own columns: `where` conditions and computed columns, evaluated by polars.
//!
//! Figures go in as decimals with twelve places or more, because polars keeps the places of its operands in products
//! and quotients; what comes out is trimmed again. Floats only arise where the expression brings one (`* 0.2`).

use super::shape::header::Header;
use crate::amount::{Amount, Decimal};
use crate::calendar::Date;
use crate::diagnostic::Cause;
use crate::name;
use crate::sheet::{Grid, Raw, Value};
use crate::values::DecimalMark;
use crate::values::number::{self, DecimalSeparator, NumberReading};
use polars::prelude::*;
use std::ops::Range;

/// What an expression is evaluated over: some rows below a header, with the decimal mark of their figures.
#[derive(Clone, Copy)]
pub(super) struct Over<'a> {
    pub(super) grid: &'a Grid,
    pub(super) header: &'a Header,
    pub(super) rows: &'a Range<usize>,
    pub(super) decimal: DecimalMark,
}

/// A compiled expression and the columns it speaks of.
#[derive(Debug, Clone)]
pub(super) struct Expression {
    text: String,
    expr: Expr,
    /// Column names as the expression writes them.
    pub(super) names: Vec<String>,
}

impl Expression {
    /// Gives polars' own words when the SQL cannot be parsed.
    pub(super) fn compile(text: &str) -> Result<Self, Cause> {
        let expr = polars::sql::sql_expr(text).map_err(Cause::new)?;
        let mut names: Vec<String> = Vec::new();
        for part in &expr {
            if let Expr::Column(name) = part
                && !names.iter().any(|known| known == name.as_str())
            {
                names.push(name.to_string());
            }
        }
        Ok(Self { text: text.to_owned(), expr, names })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// One truth value a row; a condition over a missing value is not met.
    pub(super) fn mask(&self, over: Over<'_>) -> Result<Vec<bool>, Cause> {
        let series = self.evaluate(over)?;
        let mask = series
            .bool()
            .map_err(|_| Cause::new(format!("expected a condition, found values of type {}", series.dtype())))?;
        Ok(mask.iter().map(|truth| truth == Some(true)).collect())
    }

    /// One cell a row, as text that reads back exactly.
    pub(super) fn values(&self, over: Over<'_>) -> Result<Vec<Option<String>>, Cause> {
        let series = self.evaluate(over)?;
        let texts = |series: &Series| -> PolarsResult<Vec<Option<String>>> {
            Ok(series.cast(&DataType::String)?.str()?.iter().map(|text| text.map(str::to_owned)).collect())
        };
        match series.dtype() {
            DataType::Decimal(..) => {
                texts(&series).map(|cells| cells.into_iter().map(|cell| cell.map(|text| trimmed(&text))).collect())
            }
            DataType::Float64 | DataType::Float32 => series.cast(&DataType::Float64).and_then(|floats| {
                let plain = |value: f64| Amount::from_float(value).map(|amount| amount.to_string());
                Ok(floats.f64()?.iter().map(|value| value.and_then(plain)).collect())
            }),
            _ => texts(&series),
        }
        .map_err(Cause::new)
    }

    fn evaluate(&self, over: Over<'_>) -> Result<Series, Cause> {
        let rows = over.rows;
        let mut columns = Vec::with_capacity(self.names.len() + 1);
        for wanted in &self.names {
            let Some(column) = over.header.column(wanted) else {
                return Err(Cause::new(format!("no column `{wanted}`")));
            };
            columns.push(over.typed(column, wanted).map_err(Cause::new)?.into_column());
        }
        // A constant expression needs a frame of the right height too.
        columns.push(Series::new("\u{1}row".into(), vec![true; rows.len()]).into_column());
        let frame = DataFrame::new(rows.len(), columns).map_err(Cause::new)?;
        let out = frame.lazy().with_column(self.expr.clone().alias("\u{1}out")).collect().map_err(Cause::new)?;
        let series = out.column("\u{1}out").map_err(Cause::new)?.as_materialized_series().clone();
        if series.len() == rows.len() { Ok(series) } else { Err(Cause::new("expected one value a row")) }
    }
}

/// `12.500000000000` → `12.5`
fn trimmed(decimal: &str) -> String {
    if decimal.contains('.') {
        decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        decimal.to_owned()
    }
}

impl Over<'_> {
    /// The column as a polars series of the narrowest type that holds all its cells.
    fn typed(self, column: usize, name: &str) -> PolarsResult<Series> {
        let name: PlSmallStr = name.into();
        let cells = || self.rows.clone().map(|row| self.grid.value(row, column));
        if cells().all(|cell| matches!(cell, Value::Day(_) | Value::Blank))
            && cells().any(|cell| matches!(cell, Value::Day(_)))
        {
            let days = cells().map(|cell| if let Value::Day(day) = cell { Some(days_since_1970(day)) } else { None });
            return Int32Chunked::from_iter_options(name, days).into_series().cast(&DataType::Date);
        }
        if cells().all(|cell| matches!(cell, Value::Flag(_) | Value::Blank))
            && cells().any(|cell| matches!(cell, Value::Flag(_)))
        {
            let flags: Vec<Option<bool>> =
                cells().map(|cell| if let Value::Flag(flag) = cell { Some(flag) } else { None }).collect();
            return Ok(Series::new(name, flags));
        }
        if let Some(figures) = self.figures(column)? {
            let widest = figures.iter().flatten().map(|d| d.scale).max().unwrap_or(0);
            let scale = widest.saturating_mul(2).clamp(12, Decimal::MAX_SCALE);
            let mantissas: Int128Chunked =
                figures.iter().map(|figure| figure.and_then(|d| d.at_scale(scale))).collect();
            return Ok(mantissas.with_name(name).into_decimal_unchecked(38, scale as usize).into_series());
        }
        let texts: Vec<Option<String>> = cells().map(|cell| cell.as_text().map(|text| name::tidy(&text))).collect();
        Ok(Series::new(name, texts))
    }

    /// The cells as decimals when every one is a figure; codes with leading zeros are texts.
    fn figures(self, column: usize) -> PolarsResult<Option<Vec<Option<Decimal>>>> {
        let Self { grid, rows, decimal, .. } = self;
        let texts = || {
            rows.clone().filter_map(|row| match grid.raw(row, column) {
                Raw::Text(id) => Some(grid.text(id)),
                _ => None,
            })
        };
        if texts().any(is_code) {
            return Ok(None);
        }
        let all_read = |mark| texts().all(|text| number::read(text, mark) != NumberReading::Unreadable);
        let mark = match number::decide(texts(), decimal) {
            Some(mark) => mark,
            // Texts that are no figures either way need no mark.
            None if !all_read(DecimalSeparator::Point) => return Ok(None),
            None => polars_bail!(ComputeError: "its numbers read both ways: set `decimal` in this input"),
        };
        Ok(rows
            .clone()
            .map(|row| match grid.value(row, column) {
                Value::Blank => Some(None),
                Value::Number(number) => Decimal::from_float(number).map(Some),
                Value::Text(text) => match number::read(text, mark) {
                    NumberReading::Absent => Some(None),
                    NumberReading::Number(number) => Some(Some(number)),
                    NumberReading::Unreadable => None,
                },
                Value::Day(_) | Value::Duration(_) | Value::Flag(_) | Value::Fault(_) | Value::Uncomputed => None,
            })
            .collect())
    }
}

/// `007` is a code, `0.7` and `0` are not.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn days_since_1970(day: Date) -> i32 {
    let epoch = Date::from_ymd_opt(1970, 1, 1).unwrap_or(Date::MIN);
    i32::try_from((day - epoch).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::shape::header;
    use crate::place::Cell;
    use crate::sheet::Sheet;

    fn sheet() -> Sheet {
        let mut grid = Grid::default();
        let rows = [
            ["Quantity", "Unit Price", "Scenario", "Code", "Month"],
            ["1.5", "0.35", "Actual", "007", "2026-10"],
            ["3", "12345678.91", "Budget", "010", "2026-09"],
            ["", "1", "Actual", "011", ""],
        ];
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                grid.push_text(Cell { row, column }, text).unwrap();
            }
        }
        Sheet::new(&"x".into(), None, grid)
    }

    fn values(expression: &str) -> Result<Vec<Option<String>>, Cause> {
        let sheet = sheet();
        let mut wanted = header::WantedColumns::of_names(Vec::new());
        wanted.in_expressions.push("Quantity".into());
        let header::HeaderSearch::Found(header) = header::find(&sheet, &wanted, None) else { panic!() };
        Expression::compile(expression)?.values(Over {
            grid: &sheet.grid,
            header: &header,
            rows: &(1..4),
            decimal: DecimalMark::Auto,
        })
    }

    #[track_caller]
    fn check(expression: &str, expected: [Option<&str>; 3]) {
        let found = values(expression).unwrap();
        assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected, "{expression}");
    }

    #[test]
    fn products_and_quotients_keep_their_places() {
        check("Quantity * \"Unit Price\"", [Some("0.525"), Some("37037036.73"), None]);
        check("\"Unit Price\" / 8", [Some("0.04375"), Some("1543209.86375"), Some("0.125")]);
        check("\"Unit Price\" * 0.5", [Some("0.175"), Some("6172839.455"), Some("0.5")]);
        check("CASE WHEN Scenario = 'Actual' THEN Quantity ELSE 0 END", [Some("1.5"), Some("0"), None]);
    }

    #[test]
    fn codes_stay_texts_and_texts_can_be_joined() {
        check("Code", [Some("007"), Some("010"), Some("011")]);
        check("Scenario || ' ' || Month", [Some("Actual 2026-10"), Some("Budget 2026-09"), None]);
        check("'fixed'", [Some("fixed"), Some("fixed"), Some("fixed")]);
    }

    #[test]
    fn figures_that_read_both_ways_are_asked_about_and_never_guessed() {
        let mut grid = Grid::default();
        for (row, text) in (0..).zip(["Amount", "1,036", "2,500"]) {
            grid.push_text(Cell { row, column: 0 }, text).unwrap();
        }
        let sheet = Sheet::new(&"x".into(), None, grid);
        let header = Header::of_names(vec!["Amount".to_owned()], 3);
        let doubled = Expression::compile("Amount * 2").unwrap();
        let values = |decimal| doubled.values(Over { grid: &sheet.grid, header: &header, rows: &(1..3), decimal });
        assert!(values(DecimalMark::Auto).unwrap_err().to_string().contains("set `decimal`"));
        assert_eq!(values(DecimalMark::Comma).unwrap(), [Some("2.072".to_owned()), Some("5".to_owned())]);
        assert_eq!(values(DecimalMark::Point).unwrap(), [Some("2072".to_owned()), Some("5000".to_owned())]);
    }

    #[test]
    fn what_cannot_be_evaluated_says_why() {
        assert!(values("Nope + 1").unwrap_err().to_string().contains("no column `Nope`"));
        assert!(values("Quantity +").is_err());
        assert!(values("sum(Quantity) OVER").is_err());
    }
}
