//! Pipeline files, written from what a test has to say about them.

use crate::harness::unindented;
use std::fmt::Write as _;

/// A pipeline file that is built from its top. What a test does not state is as most reviews have it: in dollars, from
/// `exports` into `out`.
pub(crate) struct Pipeline(String);

impl Pipeline {
    pub(crate) fn new() -> Self {
        Self::named("Review")
    }

    pub(crate) fn named(name: &str) -> Self {
        Self(format!("[pipeline]\nname = \"{name}\"\ncurrency = \"USD\"\ninputs = \"exports\"\noutput = \"out\"\n"))
    }

    /// Lines as they stand in the file: keys of the section begun last, or further sections.
    pub(crate) fn lines(mut self, text: &str) -> Self {
        self.0.push_str(&unindented(text));
        self
    }

    /// Begins an `[[input]]` that is named after its fact.
    pub(crate) fn input(self, fact: &str, files: &str) -> Self {
        self.input_named(fact, fact, files)
    }

    pub(crate) fn input_named(mut self, name: &str, fact: &str, files: &str) -> Self {
        write!(self.0, "\n[[input]]\nname = \"{name}\"\nfact = \"{fact}\"\nfiles = \"{files}\"\n").unwrap();
        self
    }

    /// The columns of the input begun last, each with its header.
    pub(crate) fn columns(mut self, columns: &[(&str, &str)]) -> Self {
        self.0.push_str("[input.columns]\n");
        for (column, header) in columns {
            writeln!(self.0, "{column} = \"{header}\"").unwrap();
        }
        self
    }

    /// An input of revenue with the headers `product`, `month` and `amount`.
    pub(crate) fn revenue(self, files: &str) -> Self {
        self.input("revenue", files).columns(&[("product", "product"), ("period", "month"), ("amount", "amount")])
    }

    pub(crate) fn text(self) -> String {
        self.0
    }
}
