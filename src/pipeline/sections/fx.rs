//! `[fx]`: the file of exchange rates.

use crate::pipeline::keys::Section;
use crate::pipeline::path::Places;
use crate::values::DecimalMark;
use std::path::PathBuf;

/// `[fx]`: exchange rates to the reporting currency.
#[derive(Debug, Clone)]
pub struct FxFile {
    /// One row a currency, period and kind of rate.
    pub path: PathBuf,
    /// Of the rates.
    pub decimal: DecimalMark,
}

/// What the file says of each currency is read with the facts.
pub(crate) fn read(mut section: Section, places: &Places) -> FxFile {
    let rates = FxFile {
        path: section.required_file("file", places),
        decimal: section.choice("decimal", DecimalMark::WORDS).unwrap_or_default(),
    };
    section.finish();
    rates
}
