//! One part of a package, such as the theme of a presentation, under the same limits as a workbook.

use super::book::{Purpose, SourceFile};
use super::package::Package;
use super::saved;
use crate::diagnostic::Cause;
use crate::formats::problem::FormatProblem;
use std::io::Read;
use std::path::Path;

/// What came of opening a file for one of its parts.
#[derive(Debug)]
pub struct OpenedPart {
    /// `None` when the file could not be read at all.
    pub source: Option<SourceFile>,
    /// The text, or why there is none.
    pub text: Result<String, Cause>,
}

/// A file that holds more than this for the sake of a small part is not what was meant.
const MAX_BYTES: u64 = 256 << 20;

/// The text of the first of some parts that the package has, of at most `most` bytes.
pub fn part(purpose: Purpose, path: &Path, name: &str, wanted: &[&str], most: u64) -> OpenedPart {
    let closed = |cause: Cause| OpenedPart { source: None, text: Err(cause) };
    let bytes = match std::fs::metadata(path) {
        Ok(found) if found.len() > MAX_BYTES => return closed(Cause::new(format!("it has {} MB", found.len() >> 20))),
        _ => std::fs::read(path),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return closed(Cause::new(FormatProblem::CannotOpen { error: Cause::new(error) })),
    };
    let hash = crate::hash::hash(&bytes);
    let saved = saved::day(&bytes);
    let source = SourceFile { name: name.into(), bytes: bytes.len() as u64, hash, saved, purpose };
    OpenedPart { source: Some(source), text: text(&bytes, wanted, most) }
}

fn text(bytes: &[u8], wanted: &[&str], most: u64) -> Result<String, Cause> {
    let mut package = Package::open(bytes).map_err(|_| Cause::new("it is no zip archive, as themes are"))?;
    package.check().map_err(Cause::new)?;
    let Some(part) = wanted.iter().find_map(|name| package.find(name)) else {
        return Err(Cause::new(format!("it has no part `{}`", wanted.join("`, `"))));
    };
    let mut text = Vec::new();
    let content = package.content(&part).map_err(Cause::new)?;
    // A byte more than allowed, since the archive may declare less than it unpacks to.
    content.take(most + 1).read_to_end(&mut text).map_err(Cause::new)?;
    if text.len() as u64 > most {
        return Err(Cause::new(format!("`{}` is larger than {} MB", part.name, most >> 20)));
    }
    String::from_utf8(text).map_err(|_| Cause::new(format!("`{}` is no text in UTF-8", part.name)))
}
