//! `[publish]`: what is called once a run is published.

use crate::pipeline::keys::Section;
use crate::pipeline::shape::ExpectedValue;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `[publish]`: a program that is called once a run is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    pub program: String,
    pub arguments: Vec<String>,
    /// Of the pipeline file, where it is called.
    pub folder: PathBuf,
    /// How long it may take.
    pub limit: Duration,
}

/// Long enough for a mail server that is slow, and short enough for a schedule.
const USUAL: u32 = 60;

pub(crate) fn read(mut section: Section, folder: &Path) -> Option<Hook> {
    let after = section.required("after");
    let seconds = section.integer("after_seconds", &(1..=3600), "a number of seconds from 1 to 3600");
    section.finish();
    let words = after?.texts(&ExpectedValue::TextOrList)?;
    let (program, arguments) = words.split_first()?;
    Some(Hook {
        program: program.1.to_owned(),
        arguments: arguments.iter().map(|(_, word)| (*word).to_owned()).collect(),
        folder: folder.to_owned(),
        limit: Duration::from_secs(seconds.unwrap_or(USUAL).into()),
    })
}
