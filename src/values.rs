//! How numbers, days and letters are written, whatever file they stand in.

pub(crate) mod day;
mod encoding;
pub(crate) mod number;
mod spelling;

pub use encoding::{ENCODINGS, Encoding};
pub use spelling::{DateOrder, DecimalMark};
