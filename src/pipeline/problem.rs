//! The broken rules of a pipeline file, each with the words that the user wrote.

use super::formula::FormulaFault;
use super::rules;
use super::shape::{Expected, Shape};
use crate::amount::Amount;
use crate::diagnostic::{Problem, Rule, Said, Severity};
use crate::schema::FactKind;
use std::io;

#[derive(Debug)]
pub enum PipelineProblem {
    Unreadable {
        cause: io::Error,
    },
    NotUtf8 {
        /// Line of the first byte that is not UTF-8, from 1.
        line: usize,
    },
    Syntax {
        message: String,
    },
    DuplicateKey {
        key: String,
    },
    UnknownKey {
        key: String,
        /// Header of the section; empty at the top of the file.
        section: String,
        valid: Vec<&'static str>,
    },
    WrongType {
        key: String,
        expected: Expected,
        found: Shape,
    },
    UnknownValue {
        key: String,
        value: String,
        valid: Vec<&'static str>,
        /// Words that later work brings: offered when one of them is misspelt, not listed.
        later: Vec<&'static str>,
        /// What the key takes besides words.
        otherwise: Option<&'static str>,
    },
    BadValue {
        key: String,
        expected: &'static str,
        found: String,
    },
    /// A key that only another kind of calendar obeys.
    OtherCalendar {
        key: &'static str,
        kind: &'static str,
    },
    NotSupportedYet {
        what: String,
        instead: String,
    },
    MissingSection {
        section: &'static str,
        needs: &'static str,
    },
    MissingKey {
        key: &'static str,
        section: String,
    },
    CurrencyMissing {
        input: String,
        columns: Vec<&'static str>,
    },
    BadCurrency {
        currency: String,
    },
    /// An input in another currency, without rates.
    FxMissing {
        currency: String,
        reporting: String,
    },
    DuplicateInput {
        name: String,
        first_line: usize,
    },
    BadFilePattern {
        pattern: String,
        reason: String,
    },
    FileOutsideInputs {
        pattern: String,
    },
    BadDatePattern {
        pattern: String,
    },
    UnknownFact {
        fact: String,
        /// Names of the facts that the pipeline declares.
        own: Vec<String>,
    },
    MeasuresOfKnownFact {
        fact: String,
    },
    NotAnIdentifier {
        name: String,
    },
    NoMeasures {
        fact: String,
    },
    MeasureNameTaken {
        name: String,
    },
    MeasureContradicts {
        measure: String,
        fact: String,
        /// What it is in each of the two declarations.
        here: String,
        there: String,
        first_line: usize,
    },
    UnknownFactOfMetric {
        fact: String,
        own: Vec<String>,
    },
    /// Its rows are no figures by product and period.
    FactOfMetric {
        fact: FactKind,
    },
    MetricBuiltIn {
        name: String,
        id: &'static str,
    },
    DuplicateMetric {
        name: String,
        first_line: usize,
    },
    ThemeBuiltIn {
        theme: &'static str,
    },
    ThemeContradicts {
        theme: String,
        first_line: usize,
    },
    Formula {
        fault: FormulaFault,
    },
    CheckFormula {
        fault: FormulaFault,
    },
    DuplicateCheck {
        name: String,
        first_line: usize,
    },
    /// `quarantine` where the check is about all products at once.
    NobodyToQuarantine,
    UnknownColumn {
        column: String,
        fact: FactKind,
        /// The name is a key of the section above, so it probably stands too low in the file.
        key_of_input: bool,
    },
    ColumnAndConstant {
        column: String,
    },
    MissingAlternative {
        fact: FactKind,
        columns: &'static [&'static str],
    },
    ThresholdOrder {
        lower: (&'static str, Amount),
        upper: (&'static str, Amount),
    },
    UnknownStage {
        stage: String,
        valid: &'static [&'static str],
    },
    UnknownTheme {
        theme: String,
        valid: Vec<&'static str>,
    },
    UnknownFinding {
        code: String,
        valid: Vec<&'static str>,
    },
    FindingNotAdjustable {
        code: &'static str,
        severity: Severity,
    },
    ScorecardNotXlsx {
        file: String,
    },
    ScorecardInFolder {
        file: String,
    },
    ScorecardCharacter {
        file: String,
        character: char,
    },
    UnknownPlaceholder {
        placeholder: String,
        valid: &'static [&'static str],
    },
    /// `{product}` in the name of a workbook for all products.
    PlaceholderWithoutSplit {
        placeholder: &'static str,
    },
    /// A workbook for every product, and one name for all of them.
    SplitWithoutPlaceholder {
        placeholder: &'static str,
    },
    DuplicateScorecard {
        file: String,
        first_line: usize,
    },
}

impl PipelineProblem {
    /// The text could not be read as TOML.
    pub(super) fn is_syntax(&self) -> bool {
        matches!(self, Self::Syntax { .. } | Self::DuplicateKey { .. })
    }

    /// Says that something is not there, which only holds when every line could be read.
    pub(super) fn needs_the_whole_file(&self) -> bool {
        matches!(
            self,
            Self::MissingSection { .. }
                | Self::MissingKey { .. }
                | Self::CurrencyMissing { .. }
                | Self::FxMissing { .. }
                | Self::MissingAlternative { .. }
                | Self::ThresholdOrder { .. }
        )
    }
}

impl Problem for PipelineProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::Unreadable { .. } => &rules::UNREADABLE,
            Self::NotUtf8 { .. } => &rules::NOT_UTF8,
            Self::Syntax { .. } => &rules::SYNTAX,
            Self::DuplicateKey { .. } => &rules::DUPLICATE_KEY,
            Self::UnknownKey { .. } => &rules::UNKNOWN_KEY,
            Self::WrongType { .. } => &rules::WRONG_TYPE,
            Self::UnknownValue { .. } => &rules::UNKNOWN_VALUE,
            Self::BadValue { .. } => &rules::BAD_VALUE,
            Self::NotSupportedYet { .. } => &rules::NOT_SUPPORTED_YET,
            Self::MissingSection { .. } => &rules::MISSING_SECTION,
            Self::MissingKey { .. } => &rules::MISSING_KEY,
            Self::OtherCalendar { .. } => &rules::OTHER_CALENDAR,
            Self::CurrencyMissing { .. } => &rules::CURRENCY_MISSING,
            Self::BadCurrency { .. } => &rules::BAD_CURRENCY,
            Self::FxMissing { .. } => &rules::FX_MISSING,
            Self::DuplicateInput { .. } => &rules::DUPLICATE_INPUT,
            Self::BadFilePattern { .. } => &rules::BAD_FILE_PATTERN,
            Self::FileOutsideInputs { .. } => &rules::FILE_OUTSIDE_INPUTS,
            Self::BadDatePattern { .. } => &rules::BAD_DATE_PATTERN,
            Self::UnknownFact { .. } | Self::UnknownFactOfMetric { .. } => &rules::UNKNOWN_FACT,
            Self::MeasuresOfKnownFact { .. }
            | Self::NoMeasures { .. }
            | Self::MeasureNameTaken { .. }
            | Self::MeasureContradicts { .. } => &rules::BAD_MEASURES,
            Self::NotAnIdentifier { .. } => &rules::NOT_AN_IDENTIFIER,
            Self::MetricBuiltIn { .. } | Self::DuplicateMetric { .. } => &rules::DUPLICATE_METRIC,
            Self::FactOfMetric { .. } | Self::ThemeBuiltIn { .. } | Self::ThemeContradicts { .. } => &rules::BAD_METRIC,
            Self::Formula { .. } => &rules::BAD_FORMULA,
            Self::CheckFormula { .. } | Self::DuplicateCheck { .. } | Self::NobodyToQuarantine => &rules::BAD_CHECK,
            Self::UnknownColumn { .. } => &rules::UNKNOWN_COLUMN,
            Self::ColumnAndConstant { .. } => &rules::COLUMN_AND_CONSTANT,
            Self::MissingAlternative { .. } => &rules::MISSING_ALTERNATIVE,
            Self::ThresholdOrder { .. } => &rules::THRESHOLD_ORDER,
            Self::UnknownStage { .. } => &rules::UNKNOWN_STAGE,
            Self::UnknownTheme { .. } => &rules::UNKNOWN_THEME,
            Self::UnknownFinding { .. } => &rules::UNKNOWN_FINDING,
            Self::FindingNotAdjustable { .. } => &rules::FINDING_NOT_ADJUSTABLE,
            Self::ScorecardNotXlsx { .. }
            | Self::ScorecardInFolder { .. }
            | Self::ScorecardCharacter { .. }
            | Self::PlaceholderWithoutSplit { .. }
            | Self::SplitWithoutPlaceholder { .. }
            | Self::UnknownPlaceholder { .. } => &rules::BAD_SCORECARD_FILE,
            Self::DuplicateScorecard { .. } => &rules::DUPLICATE_SCORECARD,
        }
    }

    fn message(&self) -> String {
        self.wording()
    }

    fn hint(&self) -> Option<String> {
        self.remedy()
    }

    fn in_korean(&self) -> Option<Said> {
        None
    }
}

/// Three capital letters, the form of ISO 4217 codes; whether there is such a currency is left to the reader.
pub(super) fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}
