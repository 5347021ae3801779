//! A section of the file: hands out its keys one by one and, at the end, reports those that nobody asked for.

use super::entry::Entry;
use super::problem::PipelineProblem;
use super::report::{Report, Span};
use crate::amount::Amount;
use std::ops::RangeInclusive;
use toml::de::DeTable;

pub(super) struct Section<'a> {
    report: &'a Report,
    /// As it is written, such as `[calendar]`; empty for the top of the file.
    header: String,
    span: Span,
    table: &'a DeTable<'a>,
    asked: Vec<&'static str>,
}

impl<'a> Section<'a> {
    pub(super) fn new(report: &'a Report, header: String, span: Span, table: &'a DeTable<'a>) -> Self {
        Self { report, header, span, table, asked: Vec::new() }
    }

    /// Where the header stands.
    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Reports a problem with the section as a whole.
    pub(super) fn problem(&self, problem: PipelineProblem) {
        self.report.add(self.span(), problem);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn get(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.push(key);
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

    pub(super) fn required_text(&mut self, key: &'static str) -> Option<&'a str> {
        self.required(key)?.text()
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

    pub(super) fn choice<T: Clone>(
        &mut self,
        key: &'static str,
        now: &[(&'static str, T)],
        later: &[&'static str],
    ) -> Option<T> {
        self.get(key)?.choice(now, later)
    }

    pub(super) fn section(&mut self, key: &'static str, header: &str) -> Option<Section<'a>> {
        self.get(key)?.section(header.to_owned())
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
            entry.not_yet::<()>(format!("`{key} = true`"), format!("leave out `{key}` for now"));
        }
    }

    /// Reports a problem with a key rather than with its value.
    pub(super) fn at_key(&self, key: &str, problem: PipelineProblem) {
        let span = self.table.get_key_value(key).map_or_else(|| self.span(), |(key, _)| key.span());
        self.report.add(span, problem);
    }

    /// Reports a problem between keys at the one that is written last.
    pub(super) fn at_last_key(&self, keys: &[&'static str], problem: PipelineProblem) {
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
