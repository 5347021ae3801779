//! A file that was *inspected*: what is in it, and the inputs that would read it alone.

use super::named::NamedFile;
use super::trial::{self, Trial};
use crate::calendar::{Date, FiscalCalendar, YearName};
use crate::diagnostic::{Finding, sound};
use crate::formats::{self, DamagedBytes, ReadOptions, SourceFile, TextForm};
use crate::survey::{self, Survey};

/// A file that could be read.
pub(super) struct Inspected {
    pub(super) file: NamedFile,
    pub(super) source: SourceFile,
    /// How it is written, when it is a text file.
    pub(super) text: Option<TextForm>,
    pub(super) survey: Survey,
    pub(super) trials: Vec<Trial>,
}

impl Inspected {
    pub(super) fn of(file: NamedFile, today: Date) -> Result<Self, Finding> {
        let path = &file.path;
        let options = ReadOptions { damaged_bytes: DamagedBytes::Marked, ..ReadOptions::default() };
        let book = formats::open(path, &path.display().to_string(), options)?;
        let calendar = calendar();
        let survey = survey::survey(&book, &calendar);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let drafts = survey::drafts(&survey, &name);
        let trials = drafts.into_iter().map(|draft| trial::of_file(draft, &book, &survey, today)).collect();
        Ok(Self { file, source: book.source, text: book.text, survey, trials })
    }
}

/// A file says nothing of fiscal years: labels are read as calendar years.
pub(super) fn calendar() -> FiscalCalendar {
    sound(FiscalCalendar::months(1, YearName::End).ok_or("no first month"), "the calendar of twelve months")
}
