//! The one place where problems of the pipeline file gather while it is read.

use crate::diagnostic::{About, Finding, Problem};
use crate::place::{Passage, Place, Source};
use std::cell::RefCell;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Bytes of the pipeline file.
pub(super) type ByteSpan = Range<usize>;

/// Collects problems with their spans. Readers share it, so it takes problems through a plain reference.
pub(super) struct Report {
    source: Arc<Source>,
    findings: RefCell<Vec<(ByteSpan, Finding)>>,
}

impl Report {
    pub(super) fn new(path: &Path, text: &str) -> Self {
        let source = Source { path: path.display().to_string(), text: text.to_owned() };
        Self { source: source.into(), findings: RefCell::default() }
    }

    pub(super) fn add(&self, span: ByteSpan, problem: impl Problem + 'static) {
        let finding = Finding::new(self.place(span.clone()), problem);
        self.findings.borrow_mut().push((span, finding));
    }

    /// A place in the file, for what is found later.
    pub(super) fn place(&self, span: ByteSpan) -> Place {
        Place::Toml { source: self.source.clone(), span }
    }

    /// Line of a byte, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.source.text.get(..offset).unwrap_or(&self.source.text).matches('\n').count() + 1
    }

    /// A text value of the file.
    pub(super) fn passage(&self, value: ByteSpan) -> Passage {
        Passage::new(&self.source, value)
    }

    /// Everything that was found, in the order of the file.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.findings.into_inner();
        let is_about = |finding: &Finding, about| finding.rule().about == about;
        if findings.iter().any(|(_, finding)| is_about(finding, About::UnreadLines)) {
            findings.retain(|(_, finding)| !is_about(finding, About::WholeFile));
        }
        findings.sort_by_key(|(span, _)| (span.start, span.end));
        findings.into_iter().map(|(_, finding)| finding).collect()
    }
}
