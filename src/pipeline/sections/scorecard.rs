//! `[[scorecard]]`: which scorecards are written and how their files are called.

use crate::pipeline::entry::Entry;
use crate::pipeline::keys::{Names, Section};
use crate::pipeline::path::Places;
use crate::pipeline::problem::PipelineProblem;
use std::path::PathBuf;
use strum::{EnumString, VariantNames};

/// One `[[scorecard]]`.
#[derive(Debug, Clone, Default)]
pub struct ScorecardFile {
    /// File name with placeholders filled in when published: `{period}`, `{pipeline}`, and `{product}` or `{family}`
    /// where it is split.
    pub file: String,
    /// Whether the same pages are written as an HTML file of that name, too.
    pub html: bool,
    pub audience: Audience,
    pub split: Split,
    /// A company theme, whose colours and fonts it wears.
    pub theme: Option<PathBuf>,
}

/// Whom a scorecard is for: which pages it has, and in which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Audience {
    /// What needs a decision, then a page a product.
    #[default]
    Leadership,
    /// Everything.
    Product,
    /// Revenue, expansion, and the customers behind movements.
    Sales,
    /// Acquisition, adoption and cohorts.
    Marketing,
}

/// How the products are spread over workbooks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Split {
    /// One workbook for all.
    #[default]
    None,
    Product,
    Family,
}

impl Split {
    /// What the file name must hold, so that every workbook gets a name of its own.
    pub const fn placeholder(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Product => Some("{product}"),
            Self::Family => Some("{family}"),
        }
    }
}

const PLACEHOLDERS: &[&str] = &["{period}", "{pipeline}", "{product}", "{family}"];
/// What Windows does not have in file names; the shares that scorecards land on are opened there.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*'];

/// A pipeline that says nothing about scorecards gets one.
const USUAL: &str = "Scorecard {period}.xlsx";

/// `None` when the pipeline says nothing about scorecards.
pub(crate) fn read_all(sections: Option<Vec<Section>>, places: &Places) -> Vec<ScorecardFile> {
    let Some(sections) = sections else {
        return vec![ScorecardFile { file: USUAL.to_owned(), ..ScorecardFile::default() }];
    };
    let mut names = Names::default();
    sections.into_iter().map(|section| read(section, &mut names, places)).collect()
}

fn read(mut section: Section, names: &mut Names, places: &Places) -> ScorecardFile {
    let audience = section.word("audience");
    let split = section.word("split");
    let scorecard = ScorecardFile {
        file: section.required("file").and_then(|entry| file_name(entry, split, names)).unwrap_or_default().to_owned(),
        html: section.flag("html").unwrap_or_default(),
        audience,
        split,
        theme: section.text("theme_file").map(|path| places.file(path)),
    };
    section.finish();
    scorecard
}

fn file_name<'a>(entry: Entry<'a>, split: Split, names: &mut Names) -> Option<&'a str> {
    let file = entry.text()?;
    let owned = || file.to_owned();
    if file.contains(['/', '\\']) {
        entry.problem(PipelineProblem::ScorecardInFolder { file: owned() });
    } else if let Some(character) = file.chars().find(|c| FORBIDDEN.contains(c) || c.is_control()) {
        entry.problem(PipelineProblem::ScorecardCharacter { file: owned(), character });
    } else if file.strip_suffix(".xlsx").is_none_or(|stem| stem.trim().is_empty()) {
        entry.problem(PipelineProblem::ScorecardNotXlsx { file: owned() });
    }
    for placeholder in placeholders(file) {
        if !PLACEHOLDERS.contains(&placeholder) {
            let placeholder = placeholder.to_owned();
            entry.problem(PipelineProblem::UnknownPlaceholder { placeholder, valid: PLACEHOLDERS });
        }
    }
    // One name for many workbooks would leave the last of them; a name that asks for a part of an unsplit one has none.
    for of in [Split::Product, Split::Family] {
        let Some(placeholder) = of.placeholder() else { continue };
        match (file.contains(placeholder), of == split) {
            (true, false) => entry.problem(PipelineProblem::PlaceholderWithoutSplit { placeholder }),
            (false, true) => entry.problem(PipelineProblem::SplitWithoutPlaceholder { placeholder }),
            _ => {}
        }
    }
    // Folders on Windows and macOS do not tell names apart by case.
    if let Some(first_line) = names.used_in_line(file, entry) {
        entry.problem(PipelineProblem::DuplicateScorecard { file: owned(), first_line });
    }
    Some(file)
}

/// Everything in braces, with them; a brace without its partner counts as a placeholder to the end.
fn placeholders(file: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = file;
    while let Some(start) = rest.find(['{', '}']) {
        let end = rest[start..].find('}').map_or(rest.len(), |length| start + length + 1);
        found.push(&rest[start..end]);
        rest = &rest[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn braces_make_placeholders_and_stray_ones_do_not_pass() {
        assert_eq!(placeholders("Scorecard {period}, {pipeline}.xlsx"), ["{period}", "{pipeline}"]);
        assert_eq!(placeholders("Scorecard.xlsx"), Vec::<&str>::new());
        assert_eq!(placeholders("a {period.xlsx"), ["{period.xlsx"]);
        assert_eq!(placeholders("a } {x}"), ["}", "{x}"]);
    }
}
