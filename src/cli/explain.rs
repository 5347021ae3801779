//! `goalpost explain`: what a finding means, or where a figure comes from.

mod code;
mod figure;
mod object;
mod text;

pub(super) use code::explain as code;
pub(super) use figure::{Asked, explain as figure};
pub(super) use text::Listed;

use std::path::Path;

/// Whether the first argument is a pipeline; codes of findings have no dots, and no file has their name.
pub(super) fn is_pipeline(what: &str) -> bool {
    let path = Path::new(what);
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) || path.is_file()
}
