//! `[pipeline]`: what it is called, in which currency and language it reports, where things lie.

use crate::lang::Lang;
use crate::pipeline::keys::Section;
use crate::pipeline::path::resolve;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::report::Span;
use crate::pipeline::shape::is_currency;
use crate::pipeline::{DisplayUnit, Paper};
use std::path::{Path, PathBuf};

pub(crate) struct About {
    pub(crate) name: Option<String>,
    pub(crate) company: Option<String>,
    pub(crate) currency: Currency,
    pub(crate) display_unit: DisplayUnit,
    pub(crate) language: Lang,
    pub(crate) paper: Paper,
    pub(crate) root: Option<PathBuf>,
    pub(crate) output: Option<PathBuf>,
    pub(crate) history: Option<PathBuf>,
}

/// The reporting currency, with a written one that cannot be used kept apart from none.
pub(crate) enum Currency {
    Code(String),
    Unusable,
    /// Not written in the section at this place.
    Missing(Span),
}

impl Currency {
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Code(code) => Some(code),
            Self::Unusable | Self::Missing(_) => None,
        }
    }
}

pub(crate) fn read(mut section: Section, folder: &Path) -> About {
    let name = section.required_text("name").map(str::to_owned);
    let company = section.text("company").map(str::to_owned);
    let currency = currency(&mut section);
    let display_unit = section.choice(
        "display_unit",
        &[("one", DisplayUnit::One), ("thousand", DisplayUnit::Thousand), ("million", DisplayUnit::Million)],
        &[],
    );
    let language = section.choice("language", &[("en", Lang::En), ("ko", Lang::Ko)], &[]);
    let paper = section.choice("paper", &[("a4", Paper::A4), ("letter", Paper::Letter)], &[]);
    let root = section.required_text("inputs").map(|path| resolve(folder, path));
    let output = section.required_text("output").map(|path| resolve(folder, path));
    let history = section.text("history").map(|path| resolve(folder, path));
    section.finish();
    About {
        name,
        company,
        currency,
        display_unit: display_unit.unwrap_or(DisplayUnit::One),
        language: language.unwrap_or(Lang::En),
        paper: paper.unwrap_or_default(),
        root,
        output,
        history,
    }
}

fn currency(section: &mut Section) -> Currency {
    let Some(entry) = section.get("currency") else { return Currency::Missing(section.span()) };
    match entry.text() {
        Some(code) if is_currency(code) => Currency::Code(code.to_owned()),
        Some(other) => {
            entry.problem(PipelineProblem::BadCurrency { currency: other.to_owned() });
            Currency::Unusable
        }
        None => Currency::Unusable,
    }
}
