//! How numbers, days and letters are written, whatever file they stand in.

pub(crate) mod day;
pub(crate) mod number;
mod spelling;

pub use spelling::{DateOrder, DecimalMark, ENCODINGS, Encoding};
