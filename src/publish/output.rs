//! What is to be put down, and what can be wrong with it whatever the disk says.

use super::file_name::check_file_name;
use super::problem::PublishProblem;
use crate::diagnostic::Finding;
use crate::hash::hash;
use crate::history::MANIFEST;
use crate::{formats, name};
use std::collections::BTreeSet;

/// A file that is ready to be put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Name within the folder; see [`safe_file_name`](super::safe_file_name).
    pub name: String,
    pub bytes: Vec<u8>,
    pub kind: OutputKind,
    /// What may be replaced. Anything else stays, and the new file goes beside it.
    pub replaces: Replaces,
    /// Of a workbook: the titles of its pages, which must be found at the head of its sheets when it is read back.
    pub titles: Vec<String>,
}

/// What kind of file it is, and so how it is checked before it goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum OutputKind {
    Workbook,
    Csv,
    Html,
}

/// Which file under the same name an output may replace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Replaces {
    /// Whatever is there: it was made by goalpost, or is made to be replaced.
    #[default]
    Anything,
    /// Only the file with this BLAKE3 in hex: its content was taken over into the new one. One that somebody saved
    /// since has more.
    Only(String),
    /// The same, and a copy of it stays beside the new one, which lacks some of its sheets.
    Keeping { hash: String, sheets: Vec<String> },
    /// Nothing: what is there could not be read, so nobody knows what would be lost.
    Nothing,
}

impl Output {
    /// A file that may replace any of its name.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>, kind: OutputKind) -> Self {
        Self { name: name.into(), bytes, kind, replaces: Replaces::Anything, titles: Vec::new() }
    }

    #[must_use]
    pub fn replacing(mut self, replaces: Replaces) -> Self {
        self.replaces = replaces;
        self
    }

    #[must_use]
    pub fn with_titles(mut self, titles: impl IntoIterator<Item = String>) -> Self {
        self.titles = titles.into_iter().collect();
        self
    }

    pub(super) fn hash(&self) -> String {
        hash(&self.bytes)
    }
}

impl Replaces {
    /// Whether a file with these bytes may be replaced.
    pub(super) fn allows(&self, found: &[u8]) -> bool {
        match self {
            Self::Anything => true,
            Self::Only(known) | Self::Keeping { hash: known, .. } => hash(found) == *known,
            Self::Nothing => false,
        }
    }
}

/// What can be wrong with outputs whatever the disk says: names that some system refuses, two names for one file, and
/// workbooks that cannot be read back or read otherwise than they were meant.
pub fn check(outputs: &[Output]) -> Vec<Finding> {
    let mut faults = Vec::new();
    let mut names = BTreeSet::from([name::fold(MANIFEST)]);
    for output in outputs {
        if let Err(why) = check_file_name(&output.name) {
            faults.push(PublishProblem::UnsafeName { why }.of(&output.name));
        } else if !names.insert(name::fold(&output.name)) {
            faults.push(PublishProblem::NameTaken.of(&output.name));
        }
        if output.kind == OutputKind::Workbook {
            faults.extend(read_back(output).err().map(|problem| problem.of(&output.name)));
        }
    }
    faults
}

fn read_back(output: &Output) -> Result<(), PublishProblem> {
    let sheets =
        formats::read_back(&output.bytes).map_err(|cause| PublishProblem::NotReadBack { cause: Some(cause) })?;
    if sheets.is_empty() {
        return Err(PublishProblem::NotReadBack { cause: None });
    }
    // In their order; sheets without a page between them are fine.
    let mut sheets = sheets.iter();
    match output.titles.iter().find(|title| !sheets.any(|sheet| sheet.head.contains(title))) {
        Some(title) => Err(PublishProblem::PageLost { title: title.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(titles: &[&str]) -> Output {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        for title in ["Review", "Beta", "Data"] {
            workbook.add_worksheet().write(1, 1, title).unwrap();
        }
        Output::new("a.xlsx", workbook.save_to_buffer().unwrap(), OutputKind::Workbook)
            .with_titles(titles.iter().map(|&title| title.to_owned()))
    }

    #[test]
    fn every_page_must_be_found_again_in_its_order() {
        for titles in [&[][..], &["Review"], &["Review", "Data"], &["Review", "Beta", "Data"]] {
            assert!(check(&[book(titles)]).is_empty(), "{titles:?}");
        }
        for titles in [&["Beta", "Review"][..], &["Gamma"], &["Review", "Review"]] {
            let faults: Vec<&str> = check(&[book(titles)]).iter().map(Finding::code).collect();
            assert_eq!(faults, ["page_lost"], "{titles:?}");
        }
    }

    #[test]
    fn a_file_is_replaced_only_as_the_output_says() {
        assert!(Replaces::Anything.allows(b"x"));
        assert!(Replaces::Only(hash(b"x")).allows(b"x"));
        assert!(!Replaces::Only(hash(b"x")).allows(b"y"));
        assert!(!Replaces::Nothing.allows(b"x"));
    }
}
