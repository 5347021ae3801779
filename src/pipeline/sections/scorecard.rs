//! `[[scorecard]]`: which scorecards are written and how their files are called.

use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::path::resolve_file;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::unique::Names;
use crate::pipeline::{Audience, ScorecardFile, Split};
use std::path::Path;

const PLACEHOLDERS: &[&str] = &["{period}", "{pipeline}", "{product}", "{family}"];
/// What Windows does not have in file names; the shares that scorecards land on are opened there.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*'];

/// A pipeline that says nothing about scorecards gets one.
const USUAL: &str = "Scorecard {period}.xlsx";

/// `None` when the pipeline says nothing about scorecards.
pub(crate) fn read_all(sections: Option<Vec<Section>>, folder: &Path, root: Option<&Path>) -> Vec<ScorecardFile> {
    let Some(sections) = sections else {
        let (audience, split) = (Audience::default(), Split::default());
        return vec![ScorecardFile { file: USUAL.to_owned(), html: false, audience, split, theme: None }];
    };
    let mut names = Names::default();
    sections.into_iter().filter_map(|section| read(section, &mut names, folder, root)).collect()
}

fn read(mut section: Section, names: &mut Names, folder: &Path, root: Option<&Path>) -> Option<ScorecardFile> {
    let audience = section.choice(
        "audience",
        &[
            ("leadership", Audience::Leadership),
            ("product", Audience::Product),
            ("sales", Audience::Sales),
            ("marketing", Audience::Marketing),
        ],
        &[],
    );
    let splits = [("none", Split::None), ("product", Split::Product), ("family", Split::Family)];
    let split = section.choice("split", &splits, &[]).unwrap_or_default();
    let file = section.required("file").and_then(|entry| {
        let file = file_name(entry, split)?;
        // Folders on Windows and macOS do not tell names apart by case.
        if let Some(first_line) = names.used_in_line(file, entry) {
            entry.problem(PipelineProblem::DuplicateScorecard { file: file.to_owned(), first_line });
        }
        Some(file)
    });
    let theme = section.text("theme_file").map(|path| resolve_file(folder, root, path));
    let html = section.flag("html") == Some(true);
    section.finish();
    Some(ScorecardFile { file: file?.to_owned(), html, audience: audience.unwrap_or_default(), split, theme })
}

fn file_name(entry: Entry<'_>, split: Split) -> Option<&str> {
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
