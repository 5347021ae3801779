//! The records of which .xls and .xlsb are made: a kind, a length, and so many bytes.

use std::ops::Range;

/// A record of .xls.
pub(super) struct BiffRecord {
    pub(super) kind: u16,
    pub(super) content: Range<usize>,
}

/// Begins a stream, a sheet, or a chart within one.
pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000A;
/// An entry in the list of sheets.
pub(super) const SHEET: u16 = 0x0085;

/// Records up to the first that does not fit into the stream.
pub(super) fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = BiffRecord> {
    std::iter::from_fn(move || {
        let &[kind, kind_high, length, length_high] = stream.get(at..)?.first_chunk()?;
        let content = at + 4..at + 4 + usize::from(u16::from_le_bytes([length, length_high]));
        at = content.end;
        (content.end <= stream.len()).then_some(BiffRecord { kind: u16::from_le_bytes([kind, kind_high]), content })
    })
}

/// A record of .xlsb: its kind, and where it, its content and the next one begin.
pub(super) struct BinaryRecord {
    pub(super) kind: u16,
    pub(super) start: usize,
    pub(super) content: usize,
    pub(super) end: usize,
}

/// An entry in the list of sheets of .xlsb.
pub(super) const BINARY_SHEET: u16 = 0x9C;

/// Records up to the first that does not fit into the part.
pub(super) fn binary_records(part: &[u8]) -> impl Iterator<Item = BinaryRecord> {
    let mut at = 0;
    std::iter::from_fn(move || binary_record(part, at).inspect(|record| at = record.end))
}

/// Kind and length have seven bits a byte, two and four bytes at most.
fn binary_record(part: &[u8], start: usize) -> Option<BinaryRecord> {
    let mut at = start;
    let mut number = |most: usize| {
        let mut number = 0;
        for index in 0..most {
            let byte = *part.get(at)?;
            at += 1;
            number |= usize::from(byte & 0x7F) << (7 * index);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    };
    let kind = u16::try_from(number(2)?).ok()?;
    let length = number(4)?;
    (at + length <= part.len()).then_some(BinaryRecord { kind, start, content: at, end: at + length })
}

#[cfg(test)]
pub(super) mod tests {
    /// A record of .xls in bytes.
    pub(in crate::formats) fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &u16::try_from(content.len()).unwrap().to_le_bytes(), content].concat()
    }
}
