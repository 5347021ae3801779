//! Reading the goals workbooks: several files and sheets are one book of goals.

use super::check::check;
use super::columns::{COLUMNS, FIGURES};
use super::goal::Goal;
use super::row::{Entered, GoalRow};
use crate::calendar::FiscalCalendar;
use crate::diagnostic::{Finding, Warned};
use crate::facts::Catalog;
use crate::formats::{self, Book, Purpose, SourceFile};
use crate::hash::Hasher;
use crate::ingest::{self, DecimalSign, RecordValue};
use crate::metrics::Registry;
use crate::pipeline::GoalsFile;
use crate::values::DecimalMark;

/// All goals, in the order of the workbooks.
#[derive(Debug, Clone, Default)]
pub struct GoalBook {
    pub goals: Vec<Goal>,
    /// The files they were read from.
    pub sources: Vec<SourceFile>,
}

impl GoalBook {
    /// The files as one, for those who ask whether anything in the goals has changed.
    pub fn source(&self) -> Option<SourceFile> {
        let [first, .., last] = self.sources.as_slice() else { return self.sources.first().cloned() };
        let mut hash = Hasher::default();
        for file in &self.sources {
            hash.add(file.hash.as_bytes());
        }
        let base = |file: &SourceFile| file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name).to_owned();
        Some(SourceFile {
            name: format!("{} … {}", base(first), base(last)).into(),
            bytes: self.sources.iter().map(|file| file.bytes).sum(),
            hash: hash.finish(),
            saved: self.sources.iter().filter_map(|file| file.saved).max(),
            purpose: Purpose::Goals,
        })
    }
}

/// Opens and reads the goals workbooks; without one there are no goals.
pub fn open(
    file: Option<&GoalsFile>,
    calendar: &FiscalCalendar,
    catalog: &Catalog,
    registry: &Registry,
) -> Result<Warned<GoalBook>, Vec<Finding>> {
    let Some(file) = file else { return Ok(Warned { value: GoalBook::default(), findings: Vec::new() }) };
    let (mut paths, mut findings) = (Vec::new(), Vec::new());
    for named in &file.files {
        let (found, missing) = ingest::named_files(named);
        // A file that two patterns name is read once.
        let new = found.into_iter().filter(|path| !paths.contains(path)).collect::<Vec<_>>();
        paths.extend(new);
        findings.extend(missing);
    }
    let mut books = Vec::new();
    for path in paths {
        match formats::open_for(Purpose::Goals, &path) {
            Ok(book) => books.push(book),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.iter().any(Finding::stops) {
        return Err(findings);
    }
    let loaded = load(&books, calendar, catalog, registry, file);
    findings.extend(loaded.findings);
    Ok(Warned { value: loaded.value, findings })
}

/// Reads every sheet that has the columns of a goals workbook.
pub fn load(
    books: &[Book],
    calendar: &FiscalCalendar,
    catalog: &Catalog,
    registry: &Registry,
    file: &GoalsFile,
) -> Warned<GoalBook> {
    let mut findings = Vec::new();
    let sign = decimal_sign(books, file.decimal);
    let mut entered: Vec<Entered> = Vec::new();
    for book in books {
        entered.extend(ingest::records(book, COLUMNS, &mut findings, |record, findings| {
            GoalRow { record, calendar, catalog, registry, sign, findings }.goal()
        }));
    }
    check(&entered, calendar, catalog, file.not_agreed, books, &mut findings);
    let goals: Vec<Goal> = entered.into_iter().map(|entered| entered.goal).collect();
    Warned { value: GoalBook { goals, sources: books.iter().map(|book| book.source.clone()).collect() }, findings }
}

/// People write all their goals with one decimal mark, so it is decided over everything that stands there as text.
fn decimal_sign(books: &[Book], decimal: DecimalMark) -> DecimalSign {
    let mut texts = Vec::new();
    for book in books {
        ingest::records(book, COLUMNS, &mut Vec::new(), |record, _| -> Option<()> {
            let entries = FIGURES.iter().filter_map(|column| record.entry(column));
            for text in entries.filter_map(|entry| if let RecordValue::Text(text) = entry { Some(text) } else { None })
            {
                texts.extend(text.split("..").map(str::to_owned));
            }
            None
        });
    }
    DecimalSign::of(texts.iter().map(String::as_str), decimal, books)
}
