//! `[goals]`: the workbooks of agreed goals.

use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::path::{Places, resolve};
use crate::pipeline::shape::ExpectedValue;
use crate::values::DecimalMark;
use std::path::{Path, PathBuf};
use strum::{EnumString, VariantNames};

#[derive(Debug, Clone, Default)]
pub struct GoalsFile {
    /// One workbook or several, read as if they were one.
    pub files: Vec<NamedFiles>,
    pub not_agreed: NotAgreed,
    /// Of figures that are written as text.
    pub decimal: DecimalMark,
}

/// A file, or a pattern with wildcards for several, by the places where it may lie: the first with a match counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedFiles {
    One(PathBuf),
    Matching(Vec<FilePattern>),
}

/// A pattern and the folder that it starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePattern {
    pub folder: PathBuf,
    pub pattern: String,
}

/// What goals without a sign-off do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum NotAgreed {
    /// Shown and marked; they do not count.
    #[default]
    Show,
    /// They count like agreed ones.
    Score,
    /// The run stops.
    Stop,
}

pub(crate) fn read(mut section: Section, places: &Places) -> GoalsFile {
    let files = section.required("file").and_then(|entry| entry.texts(&ExpectedValue::TextOrList)).unwrap_or_default();
    let goals = GoalsFile {
        files: files.into_iter().filter_map(|(entry, text)| named(entry, text, places)).collect(),
        not_agreed: section.word("not_agreed"),
        decimal: section.choice("decimal", DecimalMark::WORDS).unwrap_or_default(),
    };
    section.finish();
    goals
}

/// A name with wildcards is a pattern, unless there is a file of that very name.
fn named(entry: Entry, text: &str, places: &Places) -> Option<NamedFiles> {
    let file = places.file(text);
    let Some(wildcard) = text.find(['*', '?', '[', '{']).filter(|_| !file.exists()) else {
        return Some(NamedFiles::One(file));
    };
    // The folders before the first wildcard are a place, and the rest is the pattern.
    let (place, pattern) = text.split_at(text[..wildcard].rfind('/').map_or(0, |slash| slash + 1));
    entry.glob(text, pattern)?;
    let at = |folder: &Path| FilePattern { folder: resolve(folder, place), pattern: pattern.to_owned() };
    let mut patterns = vec![at(&places.folder)];
    patterns.extend(places.root.as_deref().map(at).filter(|below| *below != patterns[0]));
    Some(NamedFiles::Matching(patterns))
}
