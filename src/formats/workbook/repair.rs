//! What Excel opens and calamine does not, said in a way that calamine understands: a copy of the package with a few
//! parts rewritten, and only when there is something to rewrite.

mod asides;
mod ods;
mod rewrite;
mod xls;
mod xlsb;
mod xlsx;

pub(super) use asides::without_asides;
pub(super) use ods::ods;
pub(super) use xls::squeeze;
pub(super) use xlsb::xlsb;
pub(super) use xlsx::xlsx;
