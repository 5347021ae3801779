//! `[fx]`: the file of exchange rates.

use crate::pipeline::FxFile;
use crate::pipeline::keys::Section;
use crate::pipeline::path::resolve_file;
use crate::values::DecimalMark;
use std::path::Path;

pub(crate) fn read(mut section: Section, folder: &Path, root: Option<&Path>) -> Option<FxFile> {
    let path = section.required_text("file").map(|path| resolve_file(folder, root, path));
    let decimal = section.choice("decimal", DecimalMark::WORDS, &[]);
    section.finish();
    Some(FxFile { path: path?, decimal: decimal.unwrap_or(DecimalMark::Auto) })
}
