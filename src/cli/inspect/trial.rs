//! The *trial* of a draft: it is loaded as a pipeline and read as a run would read it, so that it works when pasted.

use super::reading::{self, TrialReading};
use crate::calendar::Date;
use crate::formats::Book;
use crate::survey::Survey;
use crate::survey::draft::Draft;

/// A draft with what came of it.
pub(super) struct Trial {
    pub(super) draft: Draft,
    pub(super) toml: String,
    pub(super) reading: Option<TrialReading>,
}

/// Tries a draft on one file, with as few pins as it needs.
pub(super) fn of_file(draft: Draft, book: &Book, survey: &Survey, today: Date) -> Trial {
    if draft.fact.readable().is_none() {
        return Trial { toml: draft.toml(), draft, reading: None };
    }
    let mut best: Option<Trial> = None;
    for mut variant in draft.variants(survey) {
        let reading = reading::of_book(&variant, book, survey, today);
        // What reads both ways in one column, the table may decide.
        if !reading.findings.iter().any(|finding| finding.code().starts_with("ambiguous")) {
            variant.doubts.clear();
        }
        let works = reading.works();
        let better = |known: &Trial| known.reading.as_ref().is_none_or(|known| reading.rank() > known.rank());
        if best.as_ref().is_none_or(better) {
            best = Some(Trial { toml: variant.toml(), draft: variant, reading: Some(reading) });
        }
        if works {
            break;
        }
    }
    best.unwrap_or_else(|| Trial { toml: draft.toml(), draft, reading: None })
}
