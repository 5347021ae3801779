//! The first byte of each record says what it is.

pub(super) const END: u8 = 0;
pub(super) const SHEET: u8 = 1;
pub(super) const ROW: u8 = 2;
pub(super) const TEXT: u8 = 3;
pub(super) const NUMBER: u8 = 4;
pub(super) const DAY: u8 = 5;
pub(super) const FLAG: u8 = 6;
pub(super) const FAULT: u8 = 7;
pub(super) const UNCOMPUTED: u8 = 8;
pub(super) const RESTART: u8 = 9;
pub(super) const PASSWORD: u8 = 10;
pub(super) const DAMAGED: u8 = 11;
pub(super) const TOO_LARGE: u8 = 12;
pub(super) const SHARE: u8 = 13;
pub(super) const SHARED: u8 = 14;
pub(super) const FORMATTING: u8 = 15;

/// What is written at once, and about what a pipe holds.
pub(super) const BUFFER: usize = 64 << 10;
