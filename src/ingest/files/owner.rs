//! *Owner files*: what a spreadsheet program puts beside a document while somebody has it open, with their name in it.

use super::found::FoundFile;
use super::listing::Listing;
use super::problem::FileProblem;
use crate::diagnostic::Finding;
use crate::name;
use crate::place::Place;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Says that a file is open somewhere, when an owner file lies beside it.
pub(super) fn finding(file: &FoundFile, listing: &Listing) -> Option<Finding> {
    let (folder, name) = file.name.rfind('/').map_or(("", file.name.as_str()), |at| file.name.split_at(at + 1));
    let excel = listing.owners.get(&format!("{folder}~${name}")).map(|path| person(path, of_excel));
    let office = || listing.owners.get(&format!("{folder}.~lock.{name}#")).map(|path| person(path, of_libreoffice));
    let by = excel.or_else(office)?;
    Some(Finding::new(Place::File(file.name.as_str().into()), FileProblem::OpenInExcel { by }))
}

/// Who has the document at `path` open, by the owner file beside it.
pub fn holder(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let beside = |name: String| path.with_file_name(name);
    person(&beside(format!("~${name}")), of_excel)
        .or_else(|| person(&beside(format!(".~lock.{name}#")), of_libreoffice))
}

/// Who has the document open, when the owner file can be read and says so.
fn person(path: &Path, read: fn(&[u8]) -> Option<String>) -> Option<String> {
    const ENOUGH: u64 = 1 << 10;
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(ENOUGH).read_to_end(&mut bytes).ok()?;
    let name = name::tidy(&read(&bytes)?);
    (!name.is_empty() && !name.contains(char::is_control)).then_some(name)
}

/// Excel writes the name twice: in the code page of the machine, padded, behind its length in a byte; then in UTF-16,
/// behind its length in two. Only the second reads the same everywhere.
fn of_excel(bytes: &[u8]) -> Option<String> {
    const WIDE: usize = 55;
    let wide = bytes.get(WIDE..).and_then(|rest| {
        let (&[low, high], rest) = rest.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_le_bytes([low, high]));
        let units = rest.get(..length * 2).filter(|_| (1..=54).contains(&length))?;
        let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    });
    wide.or_else(|| {
        let (&length, rest) = bytes.split_first()?;
        let name = rest.get(..usize::from(length))?;
        name.is_ascii().then(|| String::from_utf8_lossy(name).into_owned())
    })
}

/// `Anna Kim,anna,FINANCE-3,31.10.2026 09:30,file:///…;`
fn of_libreoffice(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.split([',', ';']).take(2).find(|field| !field.trim().is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Excel writes it: 165 bytes.
    fn excel(narrow: &[u8], wide: &str) -> Vec<u8> {
        let mut bytes = vec![u8::try_from(narrow.len()).unwrap()];
        bytes.extend(narrow);
        bytes.resize(55, b' ');
        bytes.extend(u16::try_from(wide.encode_utf16().count()).unwrap().to_le_bytes());
        bytes.extend(wide.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(165, b' ');
        bytes
    }

    #[test]
    fn the_person_is_named_in_any_script() {
        assert_eq!(of_excel(&excel(b"Anna Kim", "Anna Kim")).as_deref(), Some("Anna Kim"));
        // In CP949 two bytes a syllable.
        assert_eq!(of_excel(&excel(b"\xb1\xe8\xc7\xd1\xba\xfb", "김한빛")).as_deref(), Some("김한빛"));
        assert_eq!(of_excel(b"\x04Anna").as_deref(), Some("Anna"), "cut short");
        assert_eq!(of_libreoffice(b"Anna Kim,anna,FINANCE-3,31.10.2026 09:30,file:///x;").as_deref(), Some("Anna Kim"));
        assert_eq!(of_libreoffice(b",anna,FINANCE-3,31.10.2026 09:30,file:///x;").as_deref(), Some("anna"));
    }

    #[test]
    fn an_owner_file_without_a_name_names_nobody() {
        for bytes in [&b""[..], b"\x09Anna", b"\x02\xb1\xe8", &[0; 165]] {
            assert_eq!(of_excel(bytes).filter(|name| !name.is_empty()), None, "{bytes:?}");
        }
        assert_eq!(of_libreoffice(b"\xff\xfe"), None);
    }
}
