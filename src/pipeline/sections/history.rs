//! `[history]`: how many published runs are remembered. Where they lie is a key of `[pipeline]`.

use crate::pipeline::keys::Section;

/// Runs of one as-of period that are kept; `None` keeps all.
pub(crate) fn read(mut section: Section) -> Option<u32> {
    let keep = section.integer("keep", &(1..=u32::MAX), "a number of runs from 1");
    section.finish();
    keep
}
