//! Files that a run read, by name and hash, against those that an earlier run read.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileHash {
    pub file: String,
    /// BLAKE3 in hex.
    pub hash: String,
}

impl FileHash {
    /// Of a path only what is the same wherever the run is started.
    pub fn new(path: &str, hash: &str) -> Self {
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        Self { file: file.to_owned(), hash: hash.to_owned() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    pub file: String,
    /// Hash then; `None` of a file that came.
    pub old: Option<String>,
    /// Hash now; `None` of a file that is gone.
    pub new: Option<String>,
}

impl FileChange {
    /// `None` where both are the same, or there is none.
    pub fn between(old: Option<&FileHash>, new: Option<&FileHash>) -> Option<Self> {
        let hash = |file: Option<&FileHash>| file.map(|file| file.hash.clone());
        let change = Self { file: new.or(old)?.file.clone(), old: hash(old), new: hash(new) };
        (change.old != change.new).then_some(change)
    }
}

/// Files that came, went or have other bytes, by name.
pub fn file_changes(old: &[FileHash], new: &[FileHash]) -> Vec<FileChange> {
    let mut names: Vec<&str> = old.iter().chain(new).map(|file| file.file.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter_map(|name| FileChange::between(named(name, old), named(name, new))).collect()
}

fn named<'a>(name: &str, files: &'a [FileHash]) -> Option<&'a FileHash> {
    files.iter().find(|file| file.file == name)
}
