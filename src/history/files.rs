//! Files that a run read, against those that an earlier one read.

use super::record::PastFile;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    pub file: String,
    /// Hash then; `None` of a file that came.
    pub old: Option<String>,
    /// Hash now; `None` of a file that is gone.
    pub new: Option<String>,
}

/// Files that came, went or have other bytes, by name.
pub fn file_changes(old: &[PastFile], new: &[PastFile]) -> Vec<FileChange> {
    let hash =
        |files: &[PastFile], name: &str| files.iter().find(|file| file.file == name).map(|file| file.hash.clone());
    let mut names: Vec<&str> = old.iter().chain(new).map(|file| file.file.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let change = |name: &str| FileChange { file: name.to_owned(), old: hash(old, name), new: hash(new, name) };
    names.into_iter().map(change).filter(|change| change.old != change.new).collect()
}
