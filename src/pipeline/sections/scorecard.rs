//! `[[scorecard]]`: which scorecards are written and how their files are called.

use crate::pipeline::ScorecardFile;
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::unique::Names;

const PLACEHOLDERS: &[&str] = &["{period}", "{pipeline}"];
const LATER_PLACEHOLDERS: &[&str] = &["{product}", "{family}"];
/// What Windows does not have in file names; the shares that scorecards land on are opened there.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*'];

/// A pipeline that says nothing about scorecards gets one.
const USUAL: &str = "Scorecard {period}.xlsx";

/// `None` when the pipeline says nothing about scorecards.
pub(crate) fn read_all(sections: Option<Vec<Section>>) -> Vec<ScorecardFile> {
    let Some(sections) = sections else { return vec![ScorecardFile { file: USUAL.to_owned(), html: false }] };
    let mut names = Names::default();
    sections.into_iter().filter_map(|section| read(section, &mut names)).collect()
}

fn read(mut section: Section, names: &mut Names) -> Option<ScorecardFile> {
    let file = section.required("file").and_then(|entry| {
        let file = file_name(entry)?;
        // Folders on Windows and macOS do not tell names apart by case.
        if let Some(first_line) = names.used_in_line(file, entry) {
            entry.problem(PipelineProblem::DuplicateScorecard { file: file.to_owned(), first_line });
        }
        Some(file)
    });
    section.choice("audience", &[("leadership", ())], &["product", "sales", "marketing"]);
    section.choice("split", &[("none", ())], &["product", "family"]);
    section.later("theme_file");
    let html = section.flag("html") == Some(true);
    section.finish();
    Some(ScorecardFile { file: file?.to_owned(), html })
}

fn file_name(entry: Entry<'_>) -> Option<&str> {
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
        if LATER_PLACEHOLDERS.contains(&placeholder) {
            entry.not_yet::<()>(
                format!("`{placeholder}` in a file name"),
                "name the file after `{period}` or `{pipeline}` for now",
            );
        } else if !PLACEHOLDERS.contains(&placeholder) {
            let placeholder = placeholder.to_owned();
            entry.problem(PipelineProblem::UnknownPlaceholder { placeholder, valid: PLACEHOLDERS });
        }
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
