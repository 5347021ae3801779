//! The folder of a period as a reader finds it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Content by name, without what readers do not see.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Folder(BTreeMap<String, Vec<u8>>);

impl std::fmt::Debug for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(name, bytes)| (name, blake3::hash(bytes)))).finish()
    }
}

impl Folder {
    pub(super) fn of(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if !name.starts_with(".goalpost-") {
                files.insert(name, fs::read(entry.path()).unwrap());
            }
        }
        Self(files)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// A record may count a word about the run that did not finish.
    pub(super) fn differs_only_in_its_record(&self, other: &Self) -> bool {
        let names = |folder: &Self| folder.0.keys().cloned().collect::<Vec<_>>();
        names(self) == names(other)
            && self.0.iter().all(|(name, bytes)| name == "run.json" || other.0.get(name) == Some(bytes))
    }

    /// Writes over the files of a folder, and breaks off in the middle of one of them.
    pub(super) fn write_in_place(&self, folder: &Path, broken_at: usize) {
        for (name, bytes) in self.0.iter().take(broken_at) {
            fs::write(folder.join(name), bytes).unwrap();
        }
        if let Some((name, bytes)) = self.0.iter().nth(broken_at) {
            fs::write(folder.join(name), &bytes[..bytes.len() / 2]).unwrap();
        }
    }

    pub(super) fn write_only(&self, folder: &Path, name: &str) {
        fs::write(folder.join(name), &self.0[name]).unwrap();
    }
}

/// What is wrong with a folder after a run was disturbed: a file that is neither the whole old one nor the whole new one,
/// one that is gone or was never there, a workbook that does not open, a record that speaks of what is not there.
pub(super) fn whole(folder: &Path, old: &Folder, new: &Folder) -> Result<(), String> {
    pieces(folder, old, new)?;
    let found = Folder::of(folder);
    if let Some(lost) = old.0.keys().find(|name| !found.0.contains_key(*name)) {
        return Err(format!("{lost} is gone"));
    }
    // The record comes last: a new one means that all is new.
    let record = found.0.get("run.json");
    if record.is_some() && record == new.0.get("run.json") && found != *new {
        return Err("run.json is there before the outputs".to_owned());
    }
    Ok(())
}

/// The same where nothing need be there at all.
pub(super) fn pieces(folder: &Path, old: &Folder, new: &Folder) -> Result<(), String> {
    let found = Folder::of(folder);
    for (name, bytes) in &found.0 {
        // What could not be put in its place lies beside it, whole.
        let place = name.replace(".pending-2026-10", "");
        let (before, after) = (old.0.get(name), new.0.get(&place));
        if name == "run.json" && before != Some(bytes) && after != Some(bytes) {
            // What went wrong may stand in it; what it says of the outputs must hold all the same.
            speaks_the_truth(bytes, &found)?;
            continue;
        }
        if before != Some(bytes) && after != Some(bytes) {
            return Err(format!("{name} is neither the old one nor the new one"));
        }
        if Path::new(name).extension().is_some_and(|extension| extension == "xlsx") {
            goalpost::formats::read_back(bytes).map_err(|error| format!("{name} does not open: {error:?}"))?;
        }
    }
    Ok(())
}

fn speaks_the_truth(record: &[u8], found: &Folder) -> Result<(), String> {
    let record: serde_json::Value = serde_json::from_slice(record).map_err(|error| format!("run.json: {error}"))?;
    for output in record["outputs"].as_array().ok_or("run.json names no outputs")? {
        let name = output["file"].as_str().unwrap();
        let hash = found.0.get(name).map(|bytes| blake3::hash(bytes).to_hex().to_string());
        if output["delivered"] == true && hash.as_deref() != output["hash"].as_str() {
            return Err(format!("run.json says that {name} was delivered"));
        }
    }
    Ok(())
}

/// Files of goalpost's own that a run must not leave, anywhere below a folder.
pub(super) fn leftovers(output: &Path) -> Vec<String> {
    let mut left = Vec::new();
    for entry in fs::read_dir(output).into_iter().flatten().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with(".goalpost-") {
            left.push(name);
        } else if entry.path().is_dir() {
            left.extend(leftovers(&entry.path()));
        }
    }
    left
}
