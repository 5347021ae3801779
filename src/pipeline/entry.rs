//! One key of the file with its value, and the typed ways to read it. Each of them gives `None` after it has
//! reported what is wrong, so a reader only says what it wants.

use super::problem::PipelineProblem;
use super::report::{ByteSpan, Report};
use super::shape::{ExpectedValue, ValueShape};
use crate::amount::Amount;
use crate::diagnostic::Problem;
use globset::GlobBuilder;
use std::ops::RangeInclusive;
use std::str::FromStr;
use strum::VariantNames;
use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeValue};

#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) report: &'a Report,
    pub(super) key: &'a str,
    pub(super) value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Entry<'a> {
    pub(super) fn span(self) -> ByteSpan {
        self.value.span()
    }

    pub(super) fn raw(self) -> &'a DeValue<'a> {
        self.value.get_ref()
    }

    /// Reports a problem with the value.
    pub(super) fn problem(self, problem: impl Problem + 'static) {
        self.report.add(self.span(), problem);
    }

    pub(super) fn wrong_type<T>(self, expected: ExpectedValue) -> Option<T> {
        let found = ValueShape::of(self.raw());
        self.problem(PipelineProblem::WrongType { key: self.key.to_owned(), expected, found });
        None
    }

    pub(super) fn bad_value<T>(self, expected: &'static str, found: &str) -> Option<T> {
        self.problem(PipelineProblem::BadValue { key: self.key.to_owned(), expected, found: found.to_owned() });
        None
    }

    pub(super) fn any_text(self) -> Option<&'a str> {
        self.raw().as_str().or_else(|| self.wrong_type(ExpectedValue::Text))
    }

    /// Text with something in it.
    pub(super) fn text(self) -> Option<&'a str> {
        let text = self.any_text()?;
        if text.trim().is_empty() { self.bad_value("some text", text) } else { Some(text) }
    }

    /// A string or a list of strings, at least one, none of them empty; each with its own place.
    pub(super) fn texts(self, expected: &ExpectedValue) -> Option<Vec<(Self, &'a str)>> {
        let items: Vec<Self> = match self.raw() {
            DeValue::String(_) => vec![self],
            DeValue::Array(list) if list.is_empty() => return self.bad_value("at least one string", "[]"),
            DeValue::Array(list) => list.iter().map(|value| Self { value, ..self }).collect(),
            _ => return self.wrong_type(expected.clone()),
        };
        let texts: Vec<_> = items.iter().filter_map(|item| Some((*item, item.text()?))).collect();
        (texts.len() == items.len()).then_some(texts)
    }

    /// Reports a pattern for files that is none; `text` is all that is written.
    pub(super) fn glob(self, text: &str, pattern: &str) -> Option<()> {
        let built = GlobBuilder::new(pattern).literal_separator(true).build();
        let report = |error: globset::Error| {
            let reason = error.kind().to_string();
            self.problem(PipelineProblem::BadFilePattern { pattern: text.to_owned(), reason });
        };
        built.map(drop).map_err(report).ok()
    }

    pub(super) fn flag(self) -> Option<bool> {
        self.raw().as_bool().or_else(|| self.wrong_type(ExpectedValue::Flag))
    }

    /// A whole number in `range`, which `expected` puts into words.
    pub(super) fn integer(self, range: &RangeInclusive<u32>, expected: &'static str) -> Option<u32> {
        let Some(literal) = self.raw().as_integer() else { return self.wrong_type(ExpectedValue::Integer) };
        let number = whole(literal).and_then(|number| u32::try_from(number).ok());
        number.filter(|number| range.contains(number)).or_else(|| self.bad_value(expected, &literal.to_string()))
    }

    /// A number exactly as it is written.
    pub(super) fn number(self) -> Option<Amount> {
        const EXPECTED: &str = "a number of at most 20 digits before the point and 18 after it";
        match self.raw() {
            DeValue::Integer(literal) => {
                whole(literal).map(Amount::from).or_else(|| self.bad_value(EXPECTED, &literal.to_string()))
            }
            DeValue::Float(literal) => exact(literal).or_else(|| self.bad_value(EXPECTED, literal.as_str())),
            _ => self.wrong_type(ExpectedValue::Number),
        }
    }

    pub(super) fn number_from_zero(self) -> Option<Amount> {
        let number = self.number()?;
        if number.is_negative() { self.bad_value("a number from 0", &number.to_string()) } else { Some(number) }
    }

    /// A number from 0 to 1.
    pub(super) fn share(self) -> Option<Amount> {
        let number = self.number()?;
        if number.is_negative() || number > Amount::one() {
            self.bad_value("a number from 0 to 1", &number.to_string())
        } else {
            Some(number)
        }
    }

    /// A word that names one of the variants of `T`.
    pub(super) fn word<T: FromStr + VariantNames>(self) -> Option<T> {
        let word = self.any_text()?;
        word.parse().ok().or_else(|| self.not_among(word, T::VARIANTS, None))
    }

    /// One of these words, for what has words only here.
    pub(super) fn choice<T: Clone>(self, words: &[(&'static str, T)]) -> Option<T> {
        let word = self.any_text()?;
        let chosen = words.iter().find(|(name, _)| *name == word).map(|(_, choice)| choice.clone());
        let names = || words.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        chosen.or_else(|| self.not_among(word, &names(), None))
    }

    /// Reports a word that is none of the valid ones; `otherwise` is what the key takes besides words.
    pub(super) fn not_among<T>(self, word: &str, valid: &[&'static str], otherwise: Option<&'static str>) -> Option<T> {
        let (key, value, valid) = (self.key.to_owned(), word.to_owned(), valid.to_vec());
        self.problem(PipelineProblem::UnknownValue { key, value, valid, otherwise });
        None
    }
}

fn whole(literal: &DeInteger) -> Option<i128> {
    i128::from_str_radix(literal.as_str(), literal.radix()).ok()
}

/// `1.05` and `5e-2` digit by digit; `None` for `nan`, `inf` and more places than any figure has.
fn exact(literal: &DeFloat) -> Option<Amount> {
    const LARGEST_EXPONENT: u32 = 18;
    let Some((digits, exponent)) = literal.as_str().split_once(['e', 'E']) else {
        return Amount::parse_plain(literal.as_str());
    };
    let exponent: i32 = exponent.parse().ok()?;
    let size = exponent.unsigned_abs();
    let power = Amount::from(10_i128.checked_pow(size).filter(|_| size <= LARGEST_EXPONENT)?);
    let digits = Amount::parse_plain(digits)?;
    if exponent < 0 { digits.checked_div(&power) } else { Some(&digits * &power) }
}
