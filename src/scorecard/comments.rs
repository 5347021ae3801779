//! What people typed into published scorecards.
//!
//! Beside every comment stands its *mark*, a text in a hidden column that says which goal of which product and period
//! the comment belongs to, and what was in the cell when goalpost wrote it. A mark moves with its row when people sort,
//! so comments are found by what they are about and never by where they stand. The same goal has a cell on several
//! pages: whichever of them was changed since counts, and where several were, all of them do.

mod mark;

pub use mark::CommentMark;

use super::model::CommentKey;
use crate::formats::Book;
use crate::name;
use std::collections::BTreeMap;

/// What was typed so far, as a run needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comments {
    /// Label of the as-of period.
    period: String,
    /// Label of the period of the scorecard before.
    last: Option<String>,
    entries: BTreeMap<CommentKey, String>,
}

/// What a workbook of the scorecard has to say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Earlier<'a> {
    /// Published for the same period.
    pub same: Option<&'a Book>,
    /// The newest of an earlier period, with its label.
    pub last: Option<(&'a str, &'a Book)>,
}

impl Comments {
    /// Gathers the comments of both workbooks; where both have one of a goal and period, the newer workbook counts.
    /// `name_of` gives the name that a product has now: it may have been renamed since, with the old one as an alias.
    pub fn of<'n>(period: &str, earlier: &Earlier<'_>, name_of: impl Fn(&str) -> Option<&'n str>) -> Self {
        let mut entries = BTreeMap::new();
        for book in earlier.last.map(|(_, book)| book).into_iter().chain(earlier.same) {
            for (mut key, text) in typed(book) {
                if let Some(name) = name_of(&key.product) {
                    name.clone_into(&mut key.product);
                }
                entries.insert(key, text);
            }
        }
        entries.retain(|_, text: &mut String| !text.trim().is_empty());
        Self { period: period.to_owned(), last: earlier.last.map(|(period, _)| period.to_owned()), entries }
    }

    pub(super) fn period(&self) -> &str {
        &self.period
    }

    /// What was typed about a goal in this period.
    pub(super) fn now(&self, product: &str, goal: &str) -> Option<&str> {
        self.find(&self.period, product, goal)
    }

    /// Label of the last period and what was typed about a goal then.
    pub(super) fn before(&self, product: &str, goal: &str) -> Option<(&str, &str)> {
        let last = self.last.as_deref()?;
        Some((last, self.find(last, product, goal)?))
    }

    /// Label of the last period, where anything was typed in it.
    pub(super) fn last_period(&self) -> Option<&str> {
        let last = self.last.as_deref()?;
        self.entries.keys().any(|key| key.period == last).then_some(last)
    }

    /// Comments that no cell shows: of goals and products that are gone, and of periods before the last.
    pub(super) fn gone(&self, shows: impl Fn(&str, &str) -> bool) -> Vec<(&CommentKey, &str)> {
        let is_near = |key: &CommentKey| key.period == self.period || Some(&key.period) == self.last.as_ref();
        let gone = self.entries.iter().filter(|(key, _)| !(is_near(key) && shows(&key.product, &key.goal)));
        gone.map(|(key, text)| (key, text.as_str())).collect()
    }

    fn find(&self, period: &str, product: &str, goal: &str) -> Option<&str> {
        let same = |a: &str, b: &str| name::fold(a) == name::fold(b);
        let of_period = self.entries.iter().filter(|(key, _)| key.period == period);
        let mut found = of_period.filter(|(key, _)| same(&key.product, product) && same(&key.goal, goal));
        found.next().map(|(_, text)| text.as_str())
    }
}

/// Comments of a workbook by what they are about, emptied ones included.
fn typed(book: &Book) -> BTreeMap<CommentKey, String> {
    let mut cells: BTreeMap<CommentKey, Vec<(String, CommentChange)>> = BTreeMap::new();
    for (number, sheet) in book.outlines().iter().enumerate() {
        let text = |row, column| book.text_at(number, row, column);
        let mut column = None;
        for row in 0..sheet.rows {
            let mark = (0..sheet.columns).rev().find_map(|at| Some((at, CommentMark::read(&text(row, at)?)?)));
            match mark {
                Some((at, CommentMark::Header { back })) => {
                    column = comment_column(&text, row, sheet.columns, at, back);
                }
                Some((_, CommentMark::Comment { key, written })) => {
                    let Some(column) = column else { continue };
                    let found = text(row, column).map_or_else(String::new, |text| text.trim().to_owned());
                    let change =
                        if mark::digest(&found) == written { CommentChange::None } else { CommentChange::Typed };
                    cells.entry(key).or_default().push((found, change));
                }
                None => {}
            }
        }
    }
    cells.into_iter().map(|(key, found)| (key, settled(found))).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CommentChange {
    None,
    Typed,
}

/// The column with the comments of a table whose header is marked: the one with its header, wherever that was moved to;
/// where the header was renamed, as many columns before the mark as at first.
fn comment_column<'t>(
    text: &impl Fn(usize, usize) -> Option<std::borrow::Cow<'t, str>>,
    row: usize,
    columns: usize,
    mark: usize,
    back: usize,
) -> Option<usize> {
    let label = super::wording::labels::COMMENT;
    let is_header = |at: &usize| text(row, *at).is_some_and(|text| [label.en, label.ko].contains(&text.trim()));
    (0..columns).find(is_header).or_else(|| mark.checked_sub(back))
}

/// What counts of the cells of one goal.
fn settled(found: Vec<(String, CommentChange)>) -> String {
    let is_changed = found.iter().any(|(_, change)| *change == CommentChange::Typed);
    let counts = found.into_iter().filter(|(_, change)| !is_changed || *change == CommentChange::Typed);
    let mut texts: Vec<String> = Vec::new();
    for (text, _) in counts {
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(found: &[(&str, CommentChange)]) -> String {
        settled(found.iter().map(|(text, change)| ((*text).to_owned(), *change)).collect())
    }

    #[test]
    fn the_cell_that_was_changed_counts_and_of_several_all_do() {
        use CommentChange::{None, Typed};
        assert_eq!(cells(&[("old", None), ("old", None)]), "old");
        assert_eq!(cells(&[("old", None), ("new", Typed)]), "new");
        assert_eq!(cells(&[("old", None), ("", Typed)]), "");
        assert_eq!(cells(&[("one", Typed), ("", None), ("two", Typed), ("one", Typed)]), "one\ntwo");
    }

    fn comments(entries: &[(&str, &str, &str)]) -> Comments {
        let key = |(period, goal, text): &(&str, &str, &str)| {
            let (period, goal) = ((*period).to_owned(), (*goal).to_owned());
            (CommentKey { period, product: "LabLink".to_owned(), goal }, (*text).to_owned())
        };
        Comments {
            period: "2026-10".to_owned(),
            last: Some("2026-09".to_owned()),
            entries: entries.iter().map(key).collect(),
        }
    }

    #[test]
    fn comments_of_goals_and_periods_without_a_cell_are_listed() {
        let comments = comments(&[("2026-08", "a", "1"), ("2026-09", "a", "2"), ("2026-10", "b", "3")]);
        let gone: Vec<&str> = comments.gone(|_, goal| goal == "a").into_iter().map(|(_, text)| text).collect();
        assert_eq!(gone, ["1", "3"]);
        assert_eq!(comments.before("LABLINK", "a"), Some(("2026-09", "2")));
        assert_eq!(comments.now("LabLink", "a"), None);
    }
}
