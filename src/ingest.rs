//! From files to tables: what an export says, cell by cell, before anybody asks what it means.
//!
//! [`read_all`] takes every `[[input]]` and gives its [`Table`]; [`open`] gives the sheets of a single file, for the goals
//! workbook and the product catalog. A file that cannot be read is a finding of that file and hides no other.

mod book;
mod column;
mod crosstab;
mod day;
mod exports;
mod expression;
mod files;
mod format;
mod grid;
pub(crate) mod header;
mod korean;
mod layout;
mod number;
mod ole;
mod outline;
mod package;
mod packed;
mod part;
mod problem;
mod reading;
mod record;
mod rows;
mod saved;
mod schedule;
mod sheet;
pub mod survey;
pub(crate) mod table;
mod table_problem;
#[cfg(test)]
mod tests;
mod text;
mod text_pool;
mod totals;
mod unit_line;
mod units;
mod workbook;

pub use book::{Book, Outline, Purpose, ReadOptions, SourceFile, open, open_for};
pub use exports::{Request, files_of, read_all};
pub use files::{FileProblem, RULES as FILE_RULES, holder, named_files};
pub use layout::{LayoutProblem, LayoutUnit, PastSheet, RULES as LAYOUT_RULES, Shape, SheetLayout, drift};
pub use part::{OpenedPart, part};
pub use problem::{IngestProblem, Overrun, RULES};
pub use record::{DecimalSign, Entry, Figure, Record, RecordColumn, figures, records};
pub(crate) use table::Tally;
pub use table::{Numbers, Part, RowCount, Table, Texts, TypedColumn, When, Whens};
pub use table_problem::{RULES as TABLE_RULES, TableProblem};
pub use text::TextForm;
pub use workbook::{ReadBack, isolate, read_back, serve};

use crate::calendar::FiscalCalendar;
use crate::diagnostic::{Finding, Severity, Warned};
use crate::pipeline::{ColumnSource, Input, SheetChoice};
use crate::place::Place;
use book::Sheet;
use expression::Expression;
use reading::Reading;
use sheet::Expressions;
use std::num::NonZeroUsize;
use std::path::Path;

/// Reads everything that one input means below `root`, one file after the other.
pub fn read(input: &Input, root: &Path, calendar: &FiscalCalendar) -> Warned<Table> {
    let request = Request { root, calendar, past: &[], threads: NonZeroUsize::MIN, settle: None };
    let tables = read_all(std::slice::from_ref(input), &request, |_| ());
    tables.into_iter().next().unwrap_or_else(|| Warned { value: Table::of(input), findings: Vec::new() })
}

/// Reads what one input means in a file that is open already, whatever its `files` say.
pub fn read_book(input: &Input, book: &Book, calendar: &FiscalCalendar) -> Warned<Table> {
    let mut findings = Vec::new();
    let mut table = Table::of(input);
    if let Some(expressions) = compile(input, &mut findings) {
        let read = Reading { input, expressions: &expressions, calendar, past: &[] }.book(book);
        table.files.extend(read.source);
        table.parts.extend(read.parts);
        findings.extend(read.findings);
    }
    Warned { value: table, findings: findings.into_iter().map(|finding| finding.of_input(&input.name)).collect() }
}

/// A missing or unreadable export that is not required leaves a gap and does not stop the run.
fn softened(mut finding: Finding, input: &Input) -> Finding {
    let about_the_file = problem::is_about_the_file(finding.rule()) || files::is_about_the_file(finding.rule());
    if !input.required && about_the_file && finding.severity == Severity::Stop {
        finding.severity = Severity::Warn;
    }
    finding
}

fn compile(input: &Input, findings: &mut Vec<Finding>) -> Option<Expressions> {
    let mut compiled = |text: &str| {
        Expression::compile(text)
            .map_err(|error| {
                let problem = IngestProblem::BadExpression { expression: text.to_owned(), error };
                findings.push(Finding::new(Place::Nowhere, problem));
            })
            .ok()
    };
    let mut expressions = Expressions::default();
    let mut sound = true;
    if let Some(text) = &input.condition {
        expressions.condition = compiled(text);
        sound &= expressions.condition.is_some();
    }
    for (name, source) in &input.columns {
        if let ColumnSource::Sql(text) = source {
            match compiled(text) {
                Some(expression) => {
                    expressions.columns.insert(name.clone(), expression);
                }
                None => sound = false,
            }
        }
    }
    sound.then_some(expressions)
}

/// The sheets that an input means. A text file is its own only sheet, whatever the input calls it.
fn choose<'a>(choice: &SheetChoice, sheets: &'a [Sheet]) -> Vec<&'a Sheet> {
    let nameless = |sheet: &&Sheet| sheet.name.is_none();
    match choice {
        SheetChoice::Any => sheets.iter().filter(|sheet| sheet.visible).collect(),
        SheetChoice::Name(wanted) => {
            let exact: Vec<&Sheet> = sheets
                .iter()
                .filter(|s| {
                    nameless(s) || s.name.as_deref().is_some_and(|n| crate::name::fold(n) == crate::name::fold(wanted))
                })
                .collect();
            if !exact.is_empty() {
                return exact;
            }
            let Ok(glob) = globset::GlobBuilder::new(wanted).case_insensitive(true).build() else { return Vec::new() };
            let glob = glob.compile_matcher();
            sheets.iter().filter(|sheet| sheet.name.as_deref().is_some_and(|name| glob.is_match(name))).collect()
        }
        SheetChoice::Number(number) => {
            let index = number.checked_sub(1).and_then(|n| usize::try_from(n).ok());
            index.and_then(|index| sheets.get(index)).into_iter().collect()
        }
    }
}
