//! What a pipeline file says, section by section.

use super::metric::CustomMetric;
use super::sections::calendar::CalendarSource;
use super::sections::catalog::ProductsFile;
use super::sections::check::Check;
use super::sections::fx::FxFile;
use super::sections::goals::{GoalsFile, NotAgreed};
use super::sections::history::Remembrance;
use super::sections::input::Input;
use super::sections::landing::LandingMethod;
use super::sections::publish::Hook;
use super::sections::quality::Quality;
use super::sections::scorecard::ScorecardFile;
use super::sections::scoring::Scoring;
use crate::lang::Lang;
use std::path::PathBuf;
use strum::{EnumString, VariantNames};

/// A checked pipeline. Paths are absolute or relative to the working folder, ready to be opened.
#[derive(Debug, Clone, Default)]
pub struct Pipeline {
    /// Path of the file as the user gave it.
    pub file: String,
    /// Hash of the file's bytes, for the record of the run.
    pub hash: String,
    pub name: String,
    pub company: Option<String>,
    /// ISO code of the reporting currency; `None` when no money is read.
    pub currency: Option<String>,
    pub display_unit: DisplayUnit,
    pub language: Lang,
    pub paper: Paper,
    /// Root of the exports.
    pub root: PathBuf,
    pub output: PathBuf,
    pub history: Remembrance,
    pub calendar: CalendarSource,
    pub products: Option<ProductsFile>,
    pub goals: Option<GoalsFile>,
    pub fx: Option<FxFile>,
    pub inputs: Vec<Input>,
    pub metrics: Vec<CustomMetric>,
    pub checks: Vec<Check>,
    pub scoring: Scoring,
    pub landing: LandingMethod,
    pub quality: Quality,
    pub scorecards: Vec<ScorecardFile>,
    pub after: Option<Hook>,
}

impl Pipeline {
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| &*input.name == name)
    }

    /// What goals without a sign-off do.
    pub fn not_agreed(&self) -> NotAgreed {
        self.goals.as_ref().map(|goals| goals.not_agreed).unwrap_or_default()
    }
}

/// What scorecards are printed on, one page wide. The language does not decide it: English is read on both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

/// How money is shown; never how it is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum DisplayUnit {
    #[default]
    One,
    Thousand,
    Million,
}

impl DisplayUnit {
    pub const fn divisor(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
        }
    }
}
