//! The tables of a sheet, found by structure and without knowing any name: rows of headings over columns of figures, or
//! over rows that are filled alike.

mod band;
mod heading_rows;
mod reach;
mod search;

pub(crate) use band::{WIDEST, bands};
pub(crate) use reach::Extent;
pub(crate) use search::tables;
