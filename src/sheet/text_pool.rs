//! The texts of a sheet, each distinct one of a column kept once and known by its number.
//!
//! A million rows have millions of texts, so they lie end to end in one string instead of a box each. Every column
//! finds its own again: the few names of one column stay near each other in memory though a million amounts come
//! between them, which reads a large file faster than one table for all would.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

/// The same in every run; numbers are given in the order of the file, whatever the hashes are.
const HASHER: FixedState = FixedState::with_seed(0x676f_616c);

#[derive(Clone, Default)]
pub(super) struct TextPool {
    all: String,
    /// Where each text ends in `all`.
    ends: Vec<usize>,
    /// By column.
    known: Vec<HashTable<PooledText>>,
}

/// A text with part of its hash and its place, so that a table grows without a look at the texts, and looks at one
/// of them only to be sure.
#[derive(Debug, Clone, Copy)]
struct PooledText {
    hash: u32,
    id: u32,
    start: usize,
    length: usize,
}

impl PooledText {
    /// A table looks at both ends of a hash.
    fn spread(&self) -> u64 {
        u64::from(self.hash) << 32 | u64::from(self.hash)
    }
}

impl TextPool {
    /// The number of a text in a column, a new one when it comes for the first time; `None` past four thousand
    /// million.
    pub(crate) fn id(&mut self, column: usize, text: &str) -> Option<u32> {
        if column >= self.known.len() {
            self.known.resize_with(column + 1, HashTable::new);
        }
        #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
        let hash = HASHER.hash_one(text) as u32;
        let new =
            PooledText { hash, id: u32::try_from(self.ends.len()).ok()?, start: self.all.len(), length: text.len() };
        let all = self.all.as_bytes();
        let same = |known: &PooledText| {
            known.hash == new.hash
                && known.length == new.length
                && all.get(known.start..known.start + known.length) == Some(text.as_bytes())
        };
        match self.known[column].entry(new.spread(), same, PooledText::spread) {
            Entry::Occupied(known) => Some(known.get().id),
            Entry::Vacant(place) => {
                place.insert(new);
                self.all.push_str(text);
                self.ends.push(self.all.len());
                Some(new.id)
            }
        }
    }

    /// The text with this number; empty when there is none.
    pub(crate) fn text(&self, id: u32) -> &str {
        let id = id as usize;
        let start = id.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(id).and_then(|&end| self.all.get(start..end)).unwrap_or_default()
    }

    /// The numbers of the texts of a column, in the order in which they came.
    pub(crate) fn of_column(&self, column: usize) -> Vec<u32> {
        let mut ids: Vec<u32> = self.known.get(column).into_iter().flatten().map(|text| text.id).collect();
        ids.sort_unstable();
        ids
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

impl std::fmt::Debug for TextPool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} texts", self.ends.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_however_often_it_comes() {
        let mut pool = TextPool::default();
        let texts: Vec<String> = (0..5_000).map(|n| format!("매출 {n}")).collect();
        for _ in 0..2 {
            for (number, text) in texts.iter().enumerate() {
                assert_eq!(pool.id(3, text).map(|id| id as usize), Some(number));
            }
        }
        assert_eq!(pool.len(), 5_000);
        assert_eq!(pool.id(0, "매출 1"), Some(5_000));
        assert!((0_u32..).zip(&texts).all(|(id, text)| pool.text(id) == text));
        assert_eq!((pool.text(5_000), pool.text(5_001)), ("매출 1", ""));
    }
}
