//! Findings as people read them. The only place that renders them, and the one module that knows annotate-snippets.

use crate::diagnostic::{Finding, Severity, SeverityCount};
use crate::place::{Place, Source};
use crate::prose::{count, joined};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use std::ops::Range;

/// What is done with notes, which change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotesPolicy {
    Listed,
    /// A run names their number; the check lists them, and so does `findings.csv`.
    Counted,
}

impl NotesPolicy {
    pub(super) fn shows(self, finding: &Finding) -> bool {
        self == Self::Listed || finding.severity != Severity::Note
    }
}

/// All findings in the order given, with a summary at the end; nothing without findings.
pub(super) fn text(findings: &[Finding], notes: NotesPolicy, coloured: bool) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut text: String =
        findings.iter().filter(|finding| notes.shows(finding)).map(|finding| one(finding, coloured) + "\n").collect();
    let tally = SeverityCount::of(findings);
    text += &summary(tally);
    if notes == NotesPolicy::Counted && tally.note > 0 {
        text += "; `goalpost check` lists the notes";
    }
    text.push('\n');
    text
}

/// One finding by itself.
pub(super) fn one(finding: &Finding, coloured: bool) -> String {
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group(finding)]) + "\n"
}

fn group(finding: &Finding) -> Group<'_> {
    let level = match finding.severity {
        Severity::Stop => Level::ERROR,
        Severity::Quarantine | Severity::Warn => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(finding.problem.message()).id(finding.code()));
    group = match &finding.place {
        Place::Toml { source, span } => group.element(snippet(source, span)),
        Place::Nowhere => match &finding.input {
            Some(input) => group.element(Origin::path(normalize_untrusted_str(&format!("input {input}")))),
            None => group,
        },
        place => group.element(Origin::path(normalize_untrusted_str(&place.to_string()))),
    };
    match finding.problem.hint() {
        Some(hint) => group.element(Level::HELP.message(normalize_untrusted_str(&hint))),
        None => group,
    }
}

fn snippet<'a>(source: &'a Source, span: &Range<usize>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mark = AnnotationKind::Primary.span(within(&source.text, span));
    Snippet::source(source.text.as_str()).path(normalize_untrusted_str(&source.path)).annotation(mark)
}

/// The span cut to the text and to whole characters: the renderer takes no other.
fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end).max(start);
    start..end
}

/// `5 problems stop the run; 2 warnings and 1 note`.
fn summary(tally: SeverityCount) -> String {
    let others = [(tally.warn, "warning"), (tally.note, "note")];
    let mut rest: Vec<String> =
        others.into_iter().filter(|&(number, _)| number > 0).map(|(number, noun)| count(number, noun)).collect();
    match tally.quarantine {
        0 => {}
        1 => rest.insert(0, "1 problem sets a product aside".to_owned()),
        number => rest.insert(0, format!("{} set products aside", count(number, "problem"))),
    }
    let rest = joined(&rest, "and");
    let stops = match tally.stop {
        0 => return rest,
        1 => "1 problem stops the run".to_owned(),
        number => format!("{} stop the run", count(number, "problem")),
    };
    if rest.is_empty() { stops } else { format!("{stops}; {rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::IngestProblem;
    use crate::place::Cell;

    fn toml(text: &str, span: Range<usize>) -> Finding {
        let source = Source { path: "pipelines/monthly.toml".to_owned(), text: text.to_owned() };
        let problem = IngestProblem::NoSheet { wanted: "Revnue".to_owned(), sheets: vec!["Revenue".to_owned()] };
        Finding::new(Place::Toml { source: source.into(), span }, problem)
    }

    fn cell() -> Finding {
        let place = Place::Cell {
            file: "finance/Revenue.xlsx".into(),
            sheet: Some("Revenue".into()),
            cell: Cell { row: 6, column: 3 },
        };
        Finding::new(place, IngestProblem::AmbiguousNumbers { column: "Amount".into(), example: "1,036".into() })
    }

    #[test]
    fn a_problem_of_the_pipeline_file_is_shown_in_its_line() {
        let text_of_file = "[[input]]\nname = \"revenue\"\nsheet = \"Revnue\"\n";
        let start = text_of_file.find("\"Revnue\"").unwrap();
        let finding = toml(text_of_file, start..start + 8);
        insta::assert_snapshot!(text(&[finding], NotesPolicy::Listed, false), @r#"
        error[no_sheet]: no sheet `Revnue`
         --> pipelines/monthly.toml:3:9
          |
        3 | sheet = "Revnue"
          |         ^^^^^^^^
          |
          = help: did you mean `Revenue`?

        1 problem stops the run
        "#);
    }

    #[test]
    fn a_problem_of_the_data_names_file_sheet_and_cell() {
        insta::assert_snapshot!(text(&[cell()], NotesPolicy::Listed, false), @r#"
        error[ambiguous_numbers]: the numbers of column `Amount` read both ways: `1,036` is 1036 with a decimal point and 1.036 with a decimal comma
        --> finance/Revenue.xlsx, sheet Revenue, D7
         = help: write `decimal = "."` or `decimal = ","` in this input

        1 problem stops the run
        "#);
    }

    #[test]
    fn a_problem_without_a_place_names_its_input() {
        let problem = IngestProblem::NoFile { pattern: "a*.xlsx".to_owned(), nearby: Vec::new() };
        let finding = Finding::new(Place::Nowhere, problem).of_input(&"revenue".into());
        insta::assert_snapshot!(text(&[finding], NotesPolicy::Listed, false), @r#"
        error[no_file]: no file matches `a*.xlsx`
        --> input revenue
         = help: the folder is missing or empty

        1 problem stops the run
        "#);
    }

    #[test]
    fn colours_change_nothing_but_the_colours() {
        let coloured = text(&[cell()], NotesPolicy::Listed, true);
        assert!(coloured.contains("\u{1b}["));
        let mut bare = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            bare += before;
            rest = after.split_once('m').unwrap().1;
        }
        assert_eq!(bare + rest, text(&[cell()], NotesPolicy::Listed, false));
    }

    #[test]
    fn the_summary_counts_what_stops_the_run_first() {
        let tally = |stop, warn, note| summary(SeverityCount { stop, quarantine: 0, warn, note });
        assert_eq!(tally(5, 2, 0), "5 problems stop the run; 2 warnings");
        assert_eq!(tally(1, 0, 0), "1 problem stops the run");
        assert_eq!(tally(0, 1, 1), "1 warning and 1 note");
        assert_eq!(text(&[], NotesPolicy::Listed, false), "");
    }

    #[test]
    fn a_span_that_does_not_fit_its_text_is_cut_to_it() {
        for span in [0..0, 3..400, 400..500, 1..2] {
            assert!(text(&[toml("제품 = 1", span)], NotesPolicy::Listed, false).contains("monthly.toml"));
        }
        assert!(text(&[toml("", 0..3)], NotesPolicy::Listed, false).contains("monthly.toml"));
    }

    #[test]
    fn nothing_from_an_export_reaches_the_terminal_as_a_command() {
        let place = Place::Sheet { file: "a\u{1b}[31m.xlsx".into(), sheet: "b\u{7}".into() };
        let sheets = vec!["Reven\u{1b}[2J".to_owned()];
        let finding = Finding::new(place, IngestProblem::NoSheet { wanted: "Reven\u{1b}[2K".to_owned(), sheets });
        let shown = text(&[finding], NotesPolicy::Listed, false);
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
    }
}
