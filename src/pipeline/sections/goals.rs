//! `[goals]`: the workbook of agreed goals.

use crate::pipeline::keys::Section;
use crate::pipeline::path::resolve_file;
use crate::pipeline::{GoalsFile, NotAgreed};
use std::path::Path;

pub(crate) fn read(mut section: Section, folder: &Path, root: Option<&Path>) -> Option<GoalsFile> {
    let path = section.required_text("file").map(|path| resolve_file(folder, root, path));
    let not_agreed = section.choice(
        "not_agreed",
        &[("show", NotAgreed::Show), ("score", NotAgreed::Score), ("stop", NotAgreed::Stop)],
        &[],
    );
    section.finish();
    Some(GoalsFile { path: path?, not_agreed: not_agreed.unwrap_or(NotAgreed::Show) })
}
