//! What a workbook says of its cells beside their values. The reader of .xlsx finds it as it goes; in the other formats
//! it is looked for apart, since calamine does not tell.

mod ods;
mod xls;
mod xlsb;

pub(super) use ods::ods;
pub(super) use xls::xls;
pub(super) use xlsb::{xlsb, xlsb_styles};
