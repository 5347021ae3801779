//! A section of the file: hands out its keys one by one and, at the end, reports those that nobody asked for.
//!
//! What is asked for is given, or reported and given as its default: nothing of a file with a problem leaves
//! [`load`](super::load()), so a section can be read whatever its keys say.

use super::entry::Entry;
use super::path::Places;
use super::problem::PipelineProblem;
use super::report::{ByteSpan, Report};
use super::shape::ExpectedValue;
use crate::amount::Amount;
use crate::diagnostic::Problem;
use crate::name::fold;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;
use strum::VariantNames;
use toml::de::{DeTable, DeValue};

pub(super) struct Section<'a> {
    report: &'a Report,
    /// As it is written, such as `[calendar]`; empty for the top of the file.
    header: String,
    span: ByteSpan,
    table: &'a DeTable<'a>,
    asked: Vec<&'static str>,
}

/// Names seen so far, without case, each with the place of its first use.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, usize>);

impl Names {
    /// Takes note of a name; the line of its first use when this is not it.
    pub(super) fn used_in_line(&mut self, name: &str, entry: Entry) -> Option<usize> {
        let place = entry.span().start;
        let first = *self.0.entry(fold(name)).or_insert(place);
        (first != place).then(|| entry.report.line(first))
    }
}

impl<'a> Section<'a> {
    /// The whole file.
    pub(super) fn top(report: &'a Report, table: &'a DeTable<'a>) -> Self {
        Self { report, header: String::new(), span: 0..0, table, asked: Vec::new() }
    }

    /// The section that a key opens; `header` is how it is written.
    pub(super) fn of(entry: Entry<'a>, header: String) -> Option<Self> {
        match entry.raw() {
            DeValue::Table(table) => {
                Some(Self { report: entry.report, header, span: entry.span(), table, asked: Vec::new() })
            }
            _ => entry.wrong_type(ExpectedValue::Section(header)),
        }
    }

    /// Where the header stands.
    pub(super) fn span(&self) -> ByteSpan {
        self.span.clone()
    }

    /// Reports a problem with the section as a whole.
    pub(super) fn problem(&self, problem: impl Problem + 'static) {
        self.report.add(self.span(), problem);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn get(&mut self, key: &'static str) -> Option<Entry<'a>> {
        if !self.knows(key) {
            self.asked.push(key);
        }
        let (key, value) = self.table.get_key_value(key)?;
        Some(Entry { report: self.report, key: key.get_ref(), value })
    }

    pub(super) fn required(&mut self, key: &'static str) -> Option<Entry<'a>> {
        let entry = self.get(key);
        if entry.is_none() {
            self.problem(PipelineProblem::MissingKey { key, section: self.header.clone() });
        }
        entry
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<&'a str> {
        self.get(key)?.text()
    }

    pub(super) fn required_text(&mut self, key: &'static str) -> &'a str {
        self.required(key).and_then(Entry::text).unwrap_or_default()
    }

    /// Text that no other section of its kind has.
    pub(super) fn unique_text<P: Problem + 'static>(
        &mut self,
        key: &'static str,
        names: &mut Names,
        taken: impl FnOnce(String, usize) -> P,
    ) -> &'a str {
        let named = self.required(key).and_then(|entry| Some((entry, entry.text()?)));
        let Some((entry, name)) = named else { return "" };
        if let Some(first_line) = names.used_in_line(name, entry) {
            entry.problem(taken(name.to_owned(), first_line));
        }
        name
    }

    /// A file beside the pipeline file or below the root of the exports.
    pub(super) fn required_file(&mut self, key: &'static str, places: &Places) -> PathBuf {
        places.file(self.required_text(key))
    }

    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.get(key)?.flag()
    }

    pub(super) fn integer(
        &mut self,
        key: &'static str,
        range: &RangeInclusive<u32>,
        expected: &'static str,
    ) -> Option<u32> {
        self.get(key)?.integer(range, expected)
    }

    pub(super) fn number_from_zero(&mut self, key: &'static str) -> Option<Amount> {
        self.get(key)?.number_from_zero()
    }

    /// A word that names one of the variants of `T`.
    pub(super) fn word<T: FromStr + VariantNames + Default>(&mut self, key: &'static str) -> T {
        self.get(key).and_then(Entry::word).unwrap_or_default()
    }

    pub(super) fn choice<T: Clone>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        self.get(key)?.choice(words)
    }

    /// The section under a header of its own, such as `[input.columns]` in `[[input]]`.
    pub(super) fn section(&mut self, key: &'static str) -> Option<Self> {
        let header = self.below(key);
        Self::of(self.get(key)?, header)
    }

    /// The sections of a repeated header, such as `[[input]]`; `None` where there is none.
    pub(super) fn sections(&mut self, key: &'static str) -> Option<Vec<Self>> {
        let entry = self.get(key)?;
        let header = format!("[[{key}]]");
        let DeValue::Array(list) = entry.raw() else {
            entry.wrong_type::<()>(ExpectedValue::Sections(header));
            return Some(Vec::new());
        };
        Some(list.iter().filter_map(|value| Self::of(Entry { value, ..entry }, header.clone())).collect())
    }

    /// The header of a section in this one.
    pub(super) fn below(&self, key: &str) -> String {
        match self.header.trim_matches(['[', ']']) {
            "" => format!("[{key}]"),
            header => format!("[{header}.{key}]"),
        }
    }

    /// Whether a key of that name has been asked for.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.asked.contains(&key)
    }

    /// A key that later work brings, whatever its value.
    pub(super) fn later(&mut self, key: &'static str) {
        if self.get(key).is_some() {
            let instead = format!("leave out `{key}` for now");
            self.at_key(key, PipelineProblem::NotSupportedYet { what: format!("`{key}`"), instead });
        }
    }

    /// A key that only has its default value so far.
    pub(super) fn later_when_true(&mut self, key: &'static str) {
        if let Some(entry) = self.get(key)
            && entry.flag() == Some(true)
        {
            let instead = format!("leave out `{key}` for now");
            entry.problem(PipelineProblem::NotSupportedYet { what: format!("`{key} = true`"), instead });
        }
    }

    /// Reports a problem with a key rather than with its value.
    pub(super) fn at_key(&self, key: &str, problem: impl Problem + 'static) {
        let span = self.table.get_key_value(key).map_or_else(|| self.span(), |(key, _)| key.span());
        self.report.add(span, problem);
    }

    /// Reports a problem between keys at the one that is written last.
    pub(super) fn at_last_key(&self, keys: &[&'static str], problem: impl Problem + 'static) {
        let span = |key: &str| self.table.get_key_value(key).map(|(key, _)| key.span());
        let last = keys.iter().filter_map(|key| span(key)).max_by_key(|span| span.start);
        self.report.add(last.unwrap_or_else(|| self.span()), problem);
    }

    /// The keys that nobody asked for, in the order of the file: for sections whose keys are names.
    pub(super) fn rest(&self) -> Vec<Entry<'a>> {
        let mut rest: Vec<_> =
            self.table.iter().filter(|(key, _)| !self.asked.contains(&key.get_ref().as_ref())).collect();
        rest.sort_by_key(|(key, _)| key.span().start);
        rest.into_iter().map(|(key, value)| Entry { report: self.report, key: key.get_ref(), value }).collect()
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self) {
        for entry in self.rest() {
            let problem = PipelineProblem::UnknownKey {
                key: entry.key.to_owned(),
                section: self.header.clone(),
                valid: self.asked.clone(),
            };
            self.at_key(entry.key, problem);
        }
    }
}
