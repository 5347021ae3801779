//! Names of sheets that every spreadsheet program accepts.

use crate::scorecard::model::Page;
use std::collections::BTreeSet;

const LONGEST: usize = 31;

/// The names of the sheets that pages become, in their order.
pub fn sheet_names(pages: &[Page]) -> Vec<String> {
    valid_names(pages.iter().map(|page| page.name.as_str()))
}

/// One name a page, in their order: at most 31 characters, none of `[]:*?/\`, no apostrophe at either end, never
/// `History`, which Excel keeps for itself, and no two alike when case is ignored. The same pages give the same names.
fn valid_names<'a>(wished: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::from(["history".to_owned()]);
    wished.into_iter().map(|name| unique(&valid(name), &mut taken)).collect()
}

fn valid(name: &str) -> String {
    let replaced: String = name
        .chars()
        .map(|c| if c.is_control() || matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { '-' } else { c })
        .collect();
    let name = cut(replaced.trim_matches(['\'', ' ']), LONGEST);
    if name.is_empty() { "-".to_owned() } else { name }
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.to_lowercase()) {
        let suffix = format!(" ({number})");
        candidate = cut(name, LONGEST - suffix.len()) + &suffix;
        number += 1;
    }
    candidate
}

/// Spreadsheets count UTF-16 units.
fn cut(name: &str, longest: usize) -> String {
    let mut length = 0;
    let kept: String = name
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length <= longest
        })
        .collect();
    kept.trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_mended_and_told_apart() {
        let long = "A very long product name that no sheet tab can hold";
        assert_eq!(
            valid_names(["Portfolio", "History", "A/B: [test]?", "'quoted'", "portfolio", long, long, "", "카디오뷰"]),
            [
                "Portfolio",
                "History (2)",
                "A-B- -test--",
                "quoted",
                "portfolio (2)",
                "A very long product name that n",
                "A very long product name th (2)",
                "-",
                "카디오뷰",
            ]
        );
    }

    proptest! {
        #[test]
        fn any_names_become_names_that_a_workbook_accepts(wished in prop::collection::vec(".{0,40}", 0..12)) {
            let names = valid_names(wished.iter().map(String::as_str));
            let mut seen = BTreeSet::new();
            for name in &names {
                prop_assert!((1..=LONGEST).contains(&name.encode_utf16().count()));
                prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']));
                prop_assert!(!name.starts_with('\'') && !name.ends_with('\''));
                prop_assert!(seen.insert(name.to_lowercase()));
            }
        }
    }
}
