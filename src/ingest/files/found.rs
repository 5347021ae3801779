//! A file as it was found below the root of the exports, and the order of such files.

use crate::formats::Stamp;
use std::cmp::Ordering;
use std::path::PathBuf;

/// A file of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct FoundFile {
    pub(in crate::ingest) path: PathBuf,
    /// Relative to the root, with `/` between folders.
    pub(in crate::ingest) name: String,
    /// As it was when the folder was listed.
    pub(in crate::ingest) stamp: Stamp,
}

/// `Revenue_9` before `Revenue_10`: runs of digits compare as numbers.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number_left, rest_left) = digits(left);
            let (number_right, rest_right) = digits(right);
            (left, right) = (rest_left, rest_right);
            number_left.len().cmp(&number_right.len()).then_with(|| number_left.cmp(number_right))
        } else {
            (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
            x.to_lowercase().cmp(y.to_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b)) // same but for case or zeros: any order, always the same
}

/// The leading digits without leading zeros, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (number.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_count() {
        let mut names = ["Rev_10.xlsx", "rev_9.xlsx", "Rev_2026-02.xlsx", "Rev_2026-01.xlsx", "a/1", "Rev_009.xlsx"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a/1", "Rev_009.xlsx", "rev_9.xlsx", "Rev_10.xlsx", "Rev_2026-01.xlsx", "Rev_2026-02.xlsx"]);
    }
}
