//! Earlier runs, as the folder of the outputs has them.

use super::RECORD;
use super::record::past_sheets;
use crate::ingest::PastSheet;
use std::io::Read;
use std::path::Path;

/// Names of the folders in `output` that hold a finished run of any pipeline.
pub fn runs(output: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(output) else { return Vec::new() };
    let finished = entries.flatten().filter(|entry| entry.path().join(RECORD).is_file());
    let mut names: Vec<String> = finished.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The sheets that the run in a folder of `output` read; `None` when its record cannot be read or is of another
/// pipeline, which is no error: a run does not depend on those before it.
pub fn sheets(output: &Path, run: &str, pipeline: &str) -> Option<Vec<PastSheet>> {
    /// A record has a few hundred bytes a sheet.
    const LARGEST: u64 = 64 << 20;
    let mut bytes = Vec::new();
    std::fs::File::open(output.join(run).join(RECORD)).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
    past_sheets(&bytes, pipeline)
}
