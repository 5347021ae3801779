//! From bytes to sheets: which format a file is in, and what its cells say. It knows no pipeline.
//!
//! [`open`] gives the sheets of a file, or the reason why it cannot be read.

mod biff;
mod book;
mod foreign;
mod format;
mod kind_names;
mod ole;
mod options;
mod package;
mod package_part;
mod packed;
mod problem;
mod saved;
mod stamp;
mod text;
mod workbook;
pub(crate) mod xml;

pub use book::{Book, Outline, Purpose, SourceFile, open, open_for};
pub use options::{DamagedBytes, ReadOptions};
pub use package_part::{OpenedPart, part};
pub use problem::{FormatProblem, Overrun};
pub(crate) use stamp::Stamp;
pub(crate) use text::reread;
pub use text::{OtherEncodings, TextForm};
pub use workbook::{ReadBack, isolate, read_back, serve};
