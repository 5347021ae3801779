//! From files to tables: what an export says, cell by cell, before anybody asks what it means.
//!
//! [`read`] takes one `[[input]]` and gives its [`Table`]; [`open`] gives the sheets of a single file, for the goals
//! workbook and the product catalog. A file that cannot be read is a finding of that file and hides no other.

mod book;
mod column;
mod crosstab;
mod day;
mod expression;
mod files;
mod format;
mod grid;
pub(crate) mod header;
mod number;
mod ole;
mod outline;
mod package;
mod packed;
mod problem;
mod reading;
mod record;
mod rows;
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

pub use book::{Book, Outline, ReadOptions, SourceFile, open};
pub use problem::{IngestProblem, Overrun, RULES};
pub use record::{Entry, Record, RecordColumn, records};
pub(crate) use table::Tally;
pub use table::{Part, RowCount, Table, TypedColumn, When, Whens};
pub use table_problem::{RULES as TABLE_RULES, TableProblem};
pub use text::TextForm;
pub use workbook::{check_workbook, isolate, serve};

use crate::calendar::FiscalCalendar;
use crate::diagnostic::{Finding, Severity, Warned};
use crate::pipeline::{ColumnSource, Input, SheetChoice};
use crate::place::Place;
use book::Sheet;
use expression::Expression;
use files::Found;
use reading::Reading;
use sheet::Expressions;
use std::path::Path;

/// Reads everything that one input means below `root`.
pub fn read(input: &Input, root: &Path, calendar: &FiscalCalendar) -> Warned<Table> {
    let mut findings = Vec::new();
    let mut table = Table {
        input: input.name.clone(),
        fact: input.fact,
        absent: input.absent,
        required: input.required,
        parts: Vec::new(),
        files: Vec::new(),
    };
    if let Some(expressions) = compile(input, &mut findings) {
        let (found, missing) = files::resolve(input, root);
        findings.extend(missing);
        let options = ReadOptions { encoding: input.encoding };
        for Found { path, name } in found {
            match open(&path, &name, options) {
                Ok(book) => {
                    Reading { input, expressions: &expressions, calendar }.book(&book, &mut table, &mut findings);
                }
                Err(finding) => findings.push(finding),
            }
        }
    }
    let findings = findings.into_iter().map(|finding| softened(finding.of_input(&input.name), input)).collect();
    Warned { value: table, findings }
}

/// Reads what one input means in a file that is open already, whatever its `files` say.
pub fn read_book(input: &Input, book: &Book, calendar: &FiscalCalendar) -> Warned<Table> {
    let mut findings = Vec::new();
    let mut table = Table {
        input: input.name.clone(),
        fact: input.fact,
        absent: input.absent,
        required: input.required,
        parts: Vec::new(),
        files: Vec::new(),
    };
    if let Some(expressions) = compile(input, &mut findings) {
        Reading { input, expressions: &expressions, calendar }.book(book, &mut table, &mut findings);
    }
    Warned { value: table, findings: findings.into_iter().map(|finding| finding.of_input(&input.name)).collect() }
}

/// A missing or unreadable export that is not required leaves a gap and does not stop the run.
fn softened(mut finding: Finding, input: &Input) -> Finding {
    if !input.required && problem::is_about_the_file(finding.rule()) && finding.severity == Severity::Stop {
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
