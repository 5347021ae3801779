//! Rows with a single text: labels of the rows below them (*sections*), or notes.

use crate::ingest::shape::header::Header;
use crate::name;
use crate::sheet::{Grid, Value};

/// The column of the only cell of a row, when it is a text and stands over no figures.
pub(crate) fn lone_text(grid: &Grid, row: usize, header: &Header, figures: &[usize]) -> Option<usize> {
    let mut filled = header.columns.clone().filter(|&column| !grid.value(row, column).is_blank());
    let column = filled.next()?;
    let lone = filled.next().is_none() && header.columns.len() > 1 && !figures.contains(&column);
    (lone && matches!(grid.value(row, column), Value::Text(_))).then_some(column)
}

/// Whether a row is a note by its first words, and has nothing over the figures.
pub(crate) fn is_note(grid: &Grid, row: usize, header: &Header, figures: &[usize]) -> bool {
    // Lines have figures, so for most of them this is all there is to ask.
    if figures.iter().any(|&column| !grid.value(row, column).is_blank()) {
        return false;
    }
    let first = header.columns.clone().map(|column| grid.value(row, column)).find(|value| !value.is_blank());
    let Some(Value::Text(text)) = first else { return false };
    begins_as_note(text)
}

/// `* preliminary`, `Source: …`, `주: …`, `자료: …`, `Stand: …`, `© …`, `__________`, `1) …`
pub(crate) fn begins_as_note(text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "source",
        "sources",
        "note",
        "notes",
        "footnote",
        "footnotes",
        "remark",
        "remarks",
        "quelle",
        "quellen",
        "stand",
        "hinweis",
        "anmerkung",
        "anmerkungen",
        "주",
        "주석",
        "자료",
        "출처",
        "비고",
        "참고",
    ];
    let folded = name::fold(text);
    if folded.starts_with(['*', '※', '†', '‡', '©', '¹', '²', '³'])
        || folded.starts_with("__")
        || folded.starts_with("--")
    {
        return true;
    }
    // `Source:` and `주)` are notes, `Source code` is none.
    let end = folded.find(|c: char| !c.is_alphanumeric()).unwrap_or(folded.len());
    let (word, rest) = folded.split_at(end);
    let rest = rest.trim_start();
    if WORDS.contains(&word) {
        return rest.starts_with([':', ')', '：', '.']) && rest.len() > 1;
    }
    // `1) without services`, `(a) estimated`
    let mark = folded.strip_prefix('(').unwrap_or(&folded);
    let behind = mark.split_once(')').filter(|(mark, _)| {
        let digits = mark.trim_start_matches('주');
        mark.chars().count() <= 2 && (digits.bytes().all(|b| b.is_ascii_digit()) || mark.len() == 1) && !mark.is_empty()
    });
    behind.is_some_and(|(_, rest)| !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_known_by_their_first_words_in_three_languages() {
        for text in [
            "* preliminary",
            "Source: ledger",
            "Notes: all figures unaudited",
            "주: 잠정치",
            "주) 잠정치",
            "주1) 잠정치",
            "자료: 통계청",
            "출처 : 재무팀",
            "Quelle: Destatis",
            "Stand: 16.04.2025 / 04:53:56",
            "© Statistisches Bundesamt (Destatis), 2025",
            "__________",
            "1) without services",
            "(a) Includes Norfolk Island",
        ] {
            assert!(begins_as_note(text), "{text}");
        }
        for text in [
            "Source code",
            "Europe",
            "Standard",
            "주방",
            "Notebook",
            "A) ",
            "자료",
            "2018",
            "(new) Pump",
            "Note 10",
            "",
        ] {
            assert!(!begins_as_note(text), "{text}");
        }
    }
}
