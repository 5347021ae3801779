//! A single export in a zip or gzip archive, unpacked in memory.

use super::package::{Package, check_size};
use super::problem::IngestProblem;
use flate2::bufread::MultiGzDecoder;
use std::io::Read;

/// The archive around an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packed {
    Zip,
    Gzip,
}

/// What was in it.
pub(super) struct Inner {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Both are in memory at once while the export is read.
const MAX_UNPACKED: u64 = 1 << 30;

impl Packed {
    pub(super) fn unpack(self, bytes: &[u8], name: &str) -> Result<Inner, IngestProblem> {
        match self {
            Self::Zip => unzip(bytes),
            Self::Gzip => {
                let name = name.rsplit('/').next().unwrap_or(name);
                let inner = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                let decoder = MultiGzDecoder::new(bytes);
                Ok(Inner { name: inner.to_owned(), bytes: take(decoder, inner, bytes.len() as u64)? })
            }
        }
    }
}

fn unzip(bytes: &[u8]) -> Result<Inner, IngestProblem> {
    let mut package = Package::open(bytes)?;
    let exports: Vec<_> = package.parts.iter().filter(|part| !is_litter(&part.name)).cloned().collect();
    let part = match exports.as_slice() {
        [part] => part,
        [] => return Err(IngestProblem::NotReadable { what: "a zip archive without a file" }),
        _ => {
            let names = exports.into_iter().map(|part| part.name).collect();
            return Err(IngestProblem::SeveralFiles { names });
        }
    };
    if part.encrypted {
        return Err(IngestProblem::NeedsPassword);
    }
    check_size(&part.name, part.packed, part.unpacked)?;
    Ok(Inner { name: part.name.clone(), bytes: take(package.content(part)?, &part.name, part.packed)? })
}

/// What systems put into archives without being asked.
fn is_litter(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("__MACOSX/") || file.starts_with('.') || matches!(file, "Thumbs.db" | "desktop.ini")
}

/// Reads to the end, or to where there is more than an export has; the sizes that an archive declares may lie.
fn take(content: impl Read, name: &str, packed: u64) -> Result<Vec<u8>, IngestProblem> {
    const STEP: u64 = 16 << 20;
    let mut content = content.take(0);
    let mut bytes = Vec::new();
    loop {
        content.set_limit(STEP);
        let read =
            content.read_to_end(&mut bytes).map_err(|error| IngestProblem::Damaged { error: error.to_string() })?;
        let unpacked = bytes.len() as u64;
        check_size(name, packed, unpacked)?;
        if unpacked > MAX_UNPACKED {
            return Err(IngestProblem::UnpacksTooLarge { part: name.to_owned(), packed, unpacked });
        }
        if (read as u64) < STEP {
            return Ok(bytes);
        }
    }
}
