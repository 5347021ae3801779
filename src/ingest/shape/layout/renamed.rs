//! A wanted column is gone: which header it probably goes by now, on what evidence, and the line that says so.
//!
//! Nothing is bound by this; the line is for a person to paste.

use super::description::EarlierSheet;
use super::seen::SAMPLE;
use crate::calendar::FiscalCalendar;
use crate::ingest::problem::IngestProblem;
use crate::ingest::shape::header::Header;
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::prose::toml_string;
use crate::schema::ColumnRole;
use crate::sheet::{Sheet, Value};
use crate::values::number::{self, DecimalSeparator};

/// What is said about a column that `header` lacks; `wanted` are its names in the pipeline.
pub(crate) fn missing(
    wanted: Vec<String>,
    sheet: &Sheet,
    header: &Header,
    input: &Input,
    earlier: &[EarlierSheet],
    calendar: &FiscalCalendar,
) -> IngestProblem {
    let found = || header.names().map(str::to_owned).collect();
    // A name inside an expression is no column of ours.
    let spec = input.fact.schema().columns.iter().find(
        |spec| matches!(input.columns.get(spec.name.as_ref()), Some(ColumnSource::Headers(names)) if *names == wanted),
    );
    let Some(spec) = spec else { return IngestProblem::MissingColumn { wanted, found: found() } };
    let last = earlier.iter().rfind(|old| old.is_of(&input.name, &sheet.file, sheet.name.as_deref()));
    let search =
        RenameSearch { wanted: &wanted, canonical: &spec.name, role: spec.role, sheet, header, input, calendar };
    match last.and_then(|last| search.against(last)).or_else(|| search.alone()) {
        Some(Likely { name, evidence }) => {
            let names: Vec<String> = wanted.iter().chain([&name]).map(|name| toml_string(name)).collect();
            let line = format!("{} = [{}]", spec.name, names.join(", "));
            IngestProblem::RenamedColumn { wanted, likely: name, evidence, line }
        }
        None if spec.role == ColumnRole::Period
            && let Some([year, month]) = search.in_two_columns() =>
        {
            let line = format!("{} = {{ join = [{}, {}] }}", spec.name, toml_string(year), toml_string(month));
            let parts = [year, month].map(str::to_owned);
            IngestProblem::DividedColumn { wanted, parts, line }
        }
        None => IngestProblem::MissingColumn { wanted, found: found() },
    }
}

struct RenameSearch<'a> {
    wanted: &'a [String],
    canonical: &'a str,
    role: ColumnRole,
    sheet: &'a Sheet,
    header: &'a Header,
    input: &'a Input,
    calendar: &'a FiscalCalendar,
}

struct Likely {
    name: String,
    evidence: Vec<&'static str>,
}

impl RenameSearch<'_> {
    /// Columns that nothing else of the input is.
    fn open(&self) -> impl Iterator<Item = (usize, &str)> {
        let taken: Vec<usize> = self
            .input
            .columns
            .values()
            .filter_map(|source| match source {
                ColumnSource::Headers(names) => self.header.column_of_any(names),
                _ => None,
            })
            .collect();
        let names = self.header.names.iter().enumerate().filter(|(_, name)| !name.is_empty());
        let open = names.filter(move |(column, _)| !taken.contains(column));
        open.map(|(column, name)| (column, name.as_str()))
    }

    /// Those whose cells may be what is wanted.
    fn candidates(&self) -> impl Iterator<Item = (usize, &str)> {
        self.open().filter(|&(column, _)| self.fits(column) != Fit::Not)
    }

    /// By what the sheet was last time: the column that was not there then and is like the old one in name or place.
    fn against(&self, last: &EarlierSheet) -> Option<Likely> {
        let old = last.layout.mapped.get(self.canonical)?;
        let folded: Vec<String> = last.layout.columns.iter().map(|name| name::fold(name)).collect();
        let place = folded.iter().position(|name| *name == name::fold(old));
        let names: Vec<String> = self.header.names().map(name::fold).collect();
        // The column before it and the one behind it, or the edge, are the same as then.
        let stands_there = |name: &str| {
            let now = names.iter().position(|other| *other == name::fold(name));
            let beside = |names: &[String], at: Option<usize>, step: isize| {
                at.and_then(|at| at.checked_add_signed(step)).and_then(|at| names.get(at).cloned())
            };
            place.is_some() && [-1, 1].iter().all(|&step| beside(&folded, place, step) == beside(&names, now, step))
        };
        let mut best: Option<(usize, Likely)> = None;
        let mut tied = false;
        for (column, name) in self.candidates() {
            if folded.contains(&name::fold(name)) {
                continue;
            }
            let mut evidence = vec!["is new"];
            let near = name::nearest(old, [name]).is_some() || self.is_near(name);
            let there = stands_there(name);
            if there {
                evidence.push("stands where it stood");
            }
            if near {
                evidence.push("has a name like it");
            }
            let fits = self.fits(column) == Fit::Well;
            if fits {
                evidence.push(self.content());
            }
            let score = 2 * usize::from(near) + 2 * usize::from(there) + usize::from(fits);
            if score < 2 {
                continue;
            }
            tied = best.as_ref().is_some_and(|(most, _)| *most == score)
                || (tied && best.as_ref().is_some_and(|(most, _)| *most > score));
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, Likely { name: name.to_owned(), evidence }));
            }
        }
        // Two that are equally likely are a question that the list of names answers better.
        best.filter(|_| !tied).map(|(_, likely)| likely)
    }

    /// By the names alone.
    fn alone(&self) -> Option<Likely> {
        let names: Vec<&str> = self.candidates().map(|(_, name)| name).collect();
        let near = self.wanted.iter().find_map(|wanted| name::nearest(wanted, names.iter().copied()))?;
        Some(Likely { name: near.to_owned(), evidence: vec!["has a name like it"] })
    }

    /// A column of years and one beside which they are periods.
    fn in_two_columns(&self) -> Option<[&str; 2]> {
        let grid = &self.sheet.grid;
        let rows = || (self.header.index + 1..grid.height()).take(SAMPLE).filter(|&row| !grid.row_is_blank(row));
        let text = |row, column| grid.value(row, column).as_text().map(|text| name::tidy(&text)).unwrap_or_default();
        let most = |good: &dyn Fn(usize) -> bool| rows().filter(|&row| good(row)).count() * 2 > rows().count();
        let is_year = |text: &str| text.parse().is_ok_and(|year: i32| (1990..2100).contains(&year));
        let years = self.open().find(|&(column, _)| most(&|row| is_year(&text(row, column))))?;
        let is_period = |column| {
            let joined = |row| format!("{}-{}", text(row, years.0), text(row, column));
            most(&|row| self.calendar.parse_label(&joined(row)).is_some())
        };
        let months = self.open().find(|&(column, _)| column != years.0 && is_period(column))?;
        Some([years.1, months.1])
    }

    fn is_near(&self, candidate: &str) -> bool {
        self.wanted.iter().any(|wanted| name::nearest(wanted, [candidate]).is_some())
    }

    /// Whether the cells below a header are of the kind that the column has.
    fn fits(&self, column: usize) -> Fit {
        let grid = &self.sheet.grid;
        let (mut good, mut all) = (0_usize, 0_usize);
        for row in (self.header.index + 1..grid.height()).take(SAMPLE) {
            let value = grid.value(row, column);
            if !value.is_blank() {
                all += 1;
                good += usize::from(self.is_of_role(value));
            }
        }
        match (good, all) {
            (_, 0) => Fit::Unclear,
            (good, all) if good * 2 > all => Fit::Well,
            _ => Fit::Not,
        }
    }

    fn is_of_role(&self, value: Value<'_>) -> bool {
        let is_number = |text: &str| {
            [DecimalSeparator::Point, DecimalSeparator::Comma]
                .iter()
                .any(|&mark| matches!(number::read(text, mark), number::NumberReading::Number(_)))
        };
        match (self.role, value) {
            (ColumnRole::Measure(..), Value::Number(_))
            | (ColumnRole::Period | ColumnRole::Date, Value::Day(_))
            | (ColumnRole::Customer | ColumnRole::Text, Value::Text(_) | Value::Number(_)) => true,
            (ColumnRole::Measure(..), Value::Text(text)) => is_number(text),
            (ColumnRole::Period | ColumnRole::Date, value) => value.as_text().is_some_and(|text| {
                self.calendar.parse_label(&text).is_some() || text.chars().filter(char::is_ascii_digit).count() >= 4
            }),
            (ColumnRole::Product, Value::Text(text)) => !is_number(text),
            _ => false,
        }
    }

    fn content(&self) -> &'static str {
        match self.role {
            ColumnRole::Measure(..) => "holds figures",
            ColumnRole::Period | ColumnRole::Date => "holds dates",
            ColumnRole::Product | ColumnRole::Customer | ColumnRole::Text => "holds names",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Well,
    /// Nothing stands below the header.
    Unclear,
    Not,
}
