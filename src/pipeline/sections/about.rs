//! `[pipeline]`: what it is called, in which currency and language it reports, where things lie.

use super::history::Remembrance;
use super::money;
use crate::pipeline::keys::Section;
use crate::pipeline::path::resolve;
use crate::pipeline::report::ByteSpan;
use crate::pipeline::resolved::Pipeline;
use std::path::Path;

/// The reporting currency, with a written one that cannot be used kept apart from none.
pub(crate) enum ReportingCurrency {
    Code(String),
    Unusable,
    /// Not written in the section at this place.
    Missing(ByteSpan),
}

impl ReportingCurrency {
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Code(code) => Some(code),
            Self::Unusable | Self::Missing(_) => None,
        }
    }
}

/// A pipeline of which nothing but this section is known.
pub(crate) fn read(mut section: Section, folder: &Path) -> (Pipeline, ReportingCurrency) {
    let currency = reporting(&mut section);
    let about = Pipeline {
        name: section.required_text("name").to_owned(),
        company: section.text("company").map(str::to_owned),
        currency: currency.code().map(str::to_owned),
        display_unit: section.word("display_unit"),
        language: section.word("language"),
        paper: section.word("paper"),
        root: resolve(folder, section.required_text("inputs")),
        output: resolve(folder, section.required_text("output")),
        history: Remembrance { folder: section.text("history").map(|path| resolve(folder, path)), keep: None },
        ..Pipeline::default()
    };
    section.finish();
    (about, currency)
}

fn reporting(section: &mut Section) -> ReportingCurrency {
    let Some(entry) = section.get("currency") else { return ReportingCurrency::Missing(section.span()) };
    money::currency(entry).map_or(ReportingCurrency::Unusable, |code| ReportingCurrency::Code(code.to_owned()))
}
