//! From pages to bytes. Dumb writers: they decide how things look and where they stand, never what they say.

pub mod document;
mod escape;
pub mod html;
mod svg;
pub mod xlsx;

pub use document::Document;
