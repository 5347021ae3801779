//! What the user knows of a file before it is opened, and what may be done with one that is damaged.

use crate::values::Encoding;

#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// Only text files have one.
    pub encoding: Encoding,
    /// Words that are expected in it, which show the encoding of a text file.
    pub words: &'a [String],
    pub damaged_bytes: DamagedBytes,
}

/// What becomes of a text file with a byte that its encoding does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DamagedBytes {
    /// It is not read.
    #[default]
    Refused,
    /// U+FFFD stands for such bytes of UTF-8, in which nothing else can be hurt by them, and whoever reads a cell that has
    /// one refuses it.
    Marked,
}
