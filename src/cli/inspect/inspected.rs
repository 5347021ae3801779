//! A file that was *inspected*: what is in it, and the inputs that would read it.

use super::trial::{self, Trial};
use crate::calendar::{Date, FiscalCalendar, YearName};
use crate::diagnostic::{Finding, sound};
use crate::formats::{self, Book, ReadOptions};
use crate::survey::{self, Survey, draft};
use std::path::Path;

/// A file that could be read.
pub(super) struct Inspected {
    pub(super) book: Book,
    pub(super) survey: Survey,
    pub(super) trials: Vec<Trial>,
}

impl Inspected {
    pub(super) fn of(path: &Path, today: Date) -> Result<Self, Finding> {
        let book = formats::open(path, &path.display().to_string(), ReadOptions::default())?;
        let calendar = calendar();
        let survey = survey::survey(&book, &calendar);
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let drafts = draft::drafts(&survey, &file);
        let trials = drafts.iter().map(|draft| trial::of(draft, &book, &survey, today)).collect();
        Ok(Self { book, survey, trials })
    }
}

/// A file says nothing of fiscal years: labels are read as calendar years.
pub(super) fn calendar() -> FiscalCalendar {
    sound(FiscalCalendar::months(1, YearName::End).ok_or("no first month"), "the calendar of twelve months")
}
