//! The text in the hidden column beside a comment.

use super::super::model::CommentKey;
use crate::hash::hash;

/// What a mark says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommentMark {
    /// Beside the header of the comments, which stands so many columns before it.
    Header { back: usize },
    /// Beside a comment.
    Comment {
        key: CommentKey,
        /// Digest of the text that was written into the cell.
        written: String,
    },
}

const FIRST: &str = "goalpost";

impl CommentMark {
    /// `text` is what the cell of the comment is written with.
    pub fn of(key: &CommentKey, text: &str) -> Self {
        Self::Comment { key: key.clone(), written: digest(text) }
    }

    /// As it stands in its cell. Names may hold any sign, so the length of the first says where the second begins.
    pub fn written(&self) -> String {
        match self {
            Self::Header { back } => format!("{FIRST}|{back}"),
            Self::Comment { key: CommentKey { period, product, goal }, written } => {
                format!("{FIRST}|{period}|{written}|{}|{product}|{goal}", product.chars().count())
            }
        }
    }

    pub fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(FIRST)?.strip_prefix('|')?;
        let Some((period, rest)) = rest.split_once('|') else {
            return Some(Self::Header { back: rest.trim().parse().ok()? });
        };
        let (written, rest) = rest.split_once('|')?;
        let (length, rest) = rest.split_once('|')?;
        let length: usize = length.parse().ok()?;
        let end = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(length)?;
        let (product, goal) = rest.split_at_checked(end)?;
        let key = CommentKey {
            period: period.to_owned(),
            product: product.to_owned(),
            goal: goal.strip_prefix('|')?.to_owned(),
        };
        Some(Self::Comment { key, written: written.to_owned() })
    }
}

/// Tells a changed text from one that is as it was written; line ends differ from program to program.
pub(super) fn digest(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    hash(lines.join("\n").as_bytes()).chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_header_is_marked_by_how_far_away_it_stands() {
        assert_eq!(
            CommentMark::read(&CommentMark::Header { back: 3 }.written()),
            Some(CommentMark::Header { back: 3 })
        );
        assert_eq!(CommentMark::read("goalpost"), None);
        assert_eq!(CommentMark::read("goalpost|x"), None);
        assert_eq!(CommentMark::read("goalpost|2026-10|ab|99|short|goal"), None);
    }

    #[test]
    fn line_ends_and_spaces_at_the_end_are_no_change() {
        assert_eq!(digest("one\r\ntwo "), digest("one\ntwo"));
        assert_ne!(digest("one"), digest("one\ntwo"));
    }

    proptest! {
        #[test]
        fn any_names_come_back(product in ".{1,20}", goal in ".{0,20}", text in ".{0,40}") {
            let key = CommentKey { period: "2026-10".to_owned(), product, goal };
            let mark = CommentMark::of(&key, &text);
            prop_assert_eq!(CommentMark::read(&mark.written()), Some(mark));
        }
    }
}
