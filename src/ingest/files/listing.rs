//! All files below the root of the exports: those that may be data, those that programs keep beside an open document,
//! and *placeholders*, which stand for a file that a cloud drive keeps elsewhere.

use super::found::FoundFile;
use super::problem::FileProblem;
use crate::diagnostic::Finding;
use crate::formats::Stamp;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What lies below a folder, listed once for all inputs.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<FoundFile>,
    pub(super) placeholders: Vec<Placeholder>,
    /// Owner files by their name below the root.
    pub(super) owners: BTreeMap<String, PathBuf>,
    names: BTreeSet<String>,
}

/// A file that only says where its content is.
#[derive(Debug)]
pub(super) struct Placeholder {
    /// Below the root.
    pub(super) name: String,
    /// What it stands for, below the root; without its extension where that is open.
    plain: String,
    service: &'static str,
}

/// Deeper folders are a loop of links rather than somebody's order.
const DEEPEST: usize = 16;

impl Listing {
    pub(crate) fn of(root: &Path) -> Self {
        let mut listing = Self::default();
        listing.walk(root, "", 0);
        listing.names = listing.files.iter().map(|file| file.name.clone()).collect();
        listing
    }

    fn walk(&mut self, folder: &Path, prefix: &str, depth: usize) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        if depth > DEEPEST {
            return;
        }
        let mut entries: Vec<_> = entries.flatten().collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let file_name = entry.file_name().to_string_lossy().into_owned();
            let name = format!("{prefix}{file_name}");
            let path = entry.path();
            if is_owner_file(&file_name) {
                self.owners.insert(name, path);
            } else if let Some((plain, service)) = placeholder(&file_name) {
                self.placeholders.push(Placeholder { name, plain: format!("{prefix}{plain}"), service });
            } else if file_name.starts_with('.') || is_unfinished(&file_name) {
                // Never data.
            } else if path.is_dir() {
                self.walk(&path, &format!("{name}/"), depth + 1);
            } else if let Ok(stamp) = Stamp::of(&path) {
                self.files.push(FoundFile { path, name, stamp });
            } else {
                // A link that leads nowhere, or a file that went since: opening it says which.
                self.files.push(FoundFile { path, name, stamp: Stamp::unknown() });
            }
        }
    }
}

impl Placeholder {
    /// The names of files that it may stand for; none when the file itself lies beside it.
    pub(super) fn stands_for(&self, listing: &Listing) -> impl Iterator<Item = String> {
        const EXPORTED_AS: [&str; 7] = ["gsheet", "xlsx", "xlsm", "xls", "ods", "csv", "tsv"];
        let names: Vec<String> = match self.service {
            GOOGLE => EXPORTED_AS.iter().map(|extension| format!("{}.{extension}", self.plain)).collect(),
            _ => vec![self.plain.clone()],
        };
        let is_here = names.iter().any(|name| listing.names.contains(name));
        names.into_iter().filter(move |_| !is_here)
    }

    pub(super) fn finding(&self) -> Finding {
        Finding::new(Place::File(self.name.as_str().into()), FileProblem::CloudPlaceholder { service: self.service })
    }
}

const GOOGLE: &str = "Google Drive";

/// The name of the file that a placeholder stands for, and the service that has it.
fn placeholder(file_name: &str) -> Option<(&str, &'static str)> {
    if let Some(plain) = file_name.strip_prefix('.').and_then(|name| name.strip_suffix(".icloud")) {
        return Some((plain, "iCloud"));
    }
    let (plain, extension) = file_name.rsplit_once('.')?;
    let pointer = ["gsheet", "gdoc", "gslides"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    (pointer && !plain.is_empty()).then_some((plain, GOOGLE))
}

fn is_owner_file(file_name: &str) -> bool {
    file_name.starts_with("~$") || (file_name.starts_with(".~lock.") && file_name.ends_with('#'))
}

/// Half-written files and copies that editors keep: never data.
fn is_unfinished(file_name: &str) -> bool {
    file_name.ends_with('~') || {
        let extension = Path::new(file_name).extension().and_then(|e| e.to_str()).unwrap_or("");
        ["tmp", "part", "partial", "crdownload"].iter().any(|temporary| extension.eq_ignore_ascii_case(temporary))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_beside_an_open_document_are_never_data() {
        for name in ["Revenue.xlsx~", "Revenue.xlsx.TMP", "x.part"] {
            assert!(is_unfinished(name), "{name}");
        }
        for name in ["~$Revenue.xlsx", ".~lock.Revenue.ods#"] {
            assert!(is_owner_file(name), "{name}");
        }
        assert!(!is_unfinished("Revenue.xlsx") && !is_owner_file("Revenue.xlsx"));
    }

    #[test]
    fn placeholders_are_known_by_their_names() {
        assert_eq!(placeholder(".Revenue.xlsx.icloud"), Some(("Revenue.xlsx", "iCloud")));
        assert_eq!(placeholder("Revenue 10.gsheet"), Some(("Revenue 10", GOOGLE)));
        for name in ["Revenue.xlsx", ".gsheet", "icloud", ".hidden"] {
            assert_eq!(placeholder(name), None, "{name}");
        }
    }
}
