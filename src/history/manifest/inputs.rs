//! The files that a run read, in the manifest, and what it made of their sheets.

use super::layout::LayoutEntry;
use crate::facts::FactSource;
use crate::formats::SourceFile;
use crate::ingest::EarlierSheet;
use crate::sheet::{RowCount, TotalRow};
use serde::{Deserialize, Serialize};

/// A file that was read, used or not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InputEntry {
    pub file: String,
    pub bytes: u64,
    pub hash: String,
    /// The day on which the file says that it was last saved, as `2026-11-05`; `null` where it does not, as texts.
    pub saved: Option<String>,
    pub sheets: Vec<SheetEntry>,
}

/// A sheet that gave rows: `read = used + rejected + ignored`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetEntry {
    /// Name of the `[[input]]`.
    pub input: String,
    pub fact: String,
    /// `null` for text files.
    pub sheet: Option<String>,
    pub visible: bool,
    /// In A1 notation, header included.
    pub range: String,
    pub rows: RowsEntry,
    /// How its table lies, for the next run to compare with; missing where an older version wrote the manifest.
    pub layout: Option<LayoutEntry>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowsEntry {
    pub read: usize,
    pub used: usize,
    pub rejected: usize,
    pub ignored: usize,
    pub ignored_because: IgnoredEntry,
    /// The rows that were left out as totals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<TotalEntry>,
}

/// A row that was left out as a total.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TotalEntry {
    /// Its first figure.
    pub cell: String,
    /// The cells that it sums.
    pub sums: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IgnoredEntry {
    pub blank: usize,
    pub filtered: usize,
    pub duplicate: usize,
    pub empty: usize,
    later: usize,
    total: usize,
    repeated: usize,
    section: usize,
    note: usize,
    superseded: usize,
}

impl InputEntry {
    /// Every file with the sheets that were used of it. A file that several inputs opened comes once.
    pub fn of(files: &[SourceFile], sources: &[FactSource]) -> Vec<Self> {
        let mut entries: Vec<Self> = Vec::new();
        for file in files {
            if entries.iter().any(|known| known.file == *file.name && known.hash == file.hash) {
                continue;
            }
            entries.push(Self {
                file: file.name.to_string(),
                bytes: file.bytes,
                hash: file.hash.clone(),
                saved: file.saved.map(|day| day.to_string()),
                sheets: sources.iter().filter(|source| source.file == file.name).map(SheetEntry::from).collect(),
            });
        }
        entries
    }

    pub(super) fn sheets(&self) -> impl Iterator<Item = EarlierSheet> {
        self.sheets.iter().filter_map(|entry| {
            let layout = entry.layout.as_ref()?.layout()?;
            let (input, sheet) = (entry.input.as_str().into(), entry.sheet.as_deref().map(Into::into));
            Some(EarlierSheet { input, file: self.file.as_str().into(), sheet, layout })
        })
    }
}

impl From<&FactSource> for SheetEntry {
    fn from(source: &FactSource) -> Self {
        Self {
            input: source.input.to_string(),
            fact: source.fact.name().to_owned(),
            sheet: source.sheet.as_ref().map(ToString::to_string),
            visible: source.visible,
            range: source.range.clone(),
            rows: RowsEntry::from(&source.count),
            layout: Some(LayoutEntry::from(&source.layout)),
        }
    }
}

impl From<&RowCount> for RowsEntry {
    fn from(count: &RowCount) -> Self {
        let &RowCount { read, used, rejected, blank, filtered, duplicate, empty, later, total, .. } = count;
        let &RowCount { repeated, section, note, superseded, .. } = count;
        let ignored_because =
            IgnoredEntry { blank, filtered, duplicate, empty, later, total, repeated, section, note, superseded };
        let total = |TotalRow { cell, sums }: &TotalRow| TotalEntry { cell: cell.clone(), sums: sums.clone() };
        let totals = count.totals.iter().map(total).collect();
        Self { read, used, rejected, ignored: count.ignored(), ignored_because, totals }
    }
}
