//! Where published runs are remembered: the folder is a key of `[pipeline]`, how many of them one of `[history]`.

use crate::pipeline::keys::Section;
use std::path::{Path, PathBuf};

/// Where published runs are remembered, and how many of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembrance {
    /// `None` is the folder `history` of the output folder.
    pub folder: Option<PathBuf>,
    /// Runs of one as-of period; `None` keeps all.
    pub keep: Option<u32>,
}

impl Remembrance {
    /// The folder, for outputs in `output`.
    pub fn folder(&self, output: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| output.join("history"))
    }
}

/// How many are kept.
pub(crate) fn read(mut section: Section) -> Option<u32> {
    let keep = section.integer("keep", &(1..=u32::MAX), "a number of runs from 1");
    section.finish();
    keep
}
