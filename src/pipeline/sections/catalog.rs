//! `[products]`: the product catalog.

use crate::pipeline::keys::Section;
use crate::pipeline::path::resolve_file;
use crate::pipeline::{ProductsFile, UnknownProduct};
use std::path::Path;

pub(crate) fn read(mut section: Section, folder: &Path, root: Option<&Path>) -> Option<ProductsFile> {
    let path = section.required_text("file").map(|path| resolve_file(folder, root, path));
    let unknown = section.choice(
        "unknown",
        &[("stop", UnknownProduct::Stop), ("list", UnknownProduct::List), ("add", UnknownProduct::Add)],
        &[],
    );
    section.finish();
    Some(ProductsFile { path: path?, unknown: unknown.unwrap_or(UnknownProduct::Stop) })
}
