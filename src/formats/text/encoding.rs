//! From bytes to text, strictly: by the mark at the start, by zero bytes, as UTF-8, or by the evidence of the letters.
//! A byte that its encoding does not have is a problem with a line and a column; nothing is ever replaced.

use super::evidence::{self, EncodingVerdict};
use crate::formats::options::{DamagedBytes, ReadOptions};
use crate::formats::problem::FormatProblem;
use crate::values::Encoding;
use std::borrow::Cow;

/// A text and the name of the encoding that it was in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: &'static str,
    /// Others in which it would read like a text too, the most plausible first.
    pub(crate) others: OtherEncodings,
    /// The first byte that is none, where U+FFFD stands for such bytes.
    pub(crate) damage: Option<FormatProblem>,
}

/// Encodings in which a file would read like a text too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherEncodings {
    /// By their names in pipelines, the most plausible first.
    pub names: Vec<&'static str>,
    /// Whether the first is nearly as plausible as the one that was taken.
    pub close: bool,
}

impl<'a> Decoded<'a> {
    fn surely(text: Cow<'a, str>, encoding: &'static str) -> Self {
        Self { text, encoding, others: OtherEncodings::default(), damage: None }
    }
}

/// Whole numbers of two or four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wide {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

impl Wide {
    /// Longer marks first: that of UTF-32LE begins with that of UTF-16LE.
    const ALL: [Self; 4] = [Self::Utf32Le, Self::Utf32Be, Self::Utf16Le, Self::Utf16Be];

    const fn name(self) -> &'static str {
        match self {
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Utf32Le => "utf-32le",
            Self::Utf32Be => "utf-32be",
        }
    }

    const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf16Le => b"\xff\xfe",
            Self::Utf16Be => b"\xfe\xff",
            Self::Utf32Le => b"\xff\xfe\0\0",
            Self::Utf32Be => b"\0\0\xfe\xff",
        }
    }

    const fn width(self) -> usize {
        match self {
            Self::Utf16Le | Self::Utf16Be => 2,
            Self::Utf32Le | Self::Utf32Be => 4,
        }
    }

    /// The number in a unit; `None` when the file ends within it.
    fn unit(self, bytes: &[u8]) -> Option<u32> {
        match (self, bytes) {
            (Self::Utf16Le, &[a, b]) => Some(u16::from_le_bytes([a, b]).into()),
            (Self::Utf16Be, &[a, b]) => Some(u16::from_be_bytes([a, b]).into()),
            (Self::Utf32Le, &[a, b, c, d]) => Some(u32::from_le_bytes([a, b, c, d])),
            (Self::Utf32Be, &[a, b, c, d]) => Some(u32::from_be_bytes([a, b, c, d])),
            _ => None,
        }
    }

    /// The text, or the offset of the first byte that is none.
    fn decode(self, bytes: &[u8]) -> Result<String, usize> {
        let mut text = String::with_capacity(bytes.len() / self.width() + bytes.len() / 8);
        let mut units = bytes.chunks(self.width()).enumerate();
        while let Some((index, chunk)) = units.next() {
            let damaged = index * self.width();
            let unit = self.unit(chunk).ok_or(damaged)?;
            let high = self.width() == 2 && (0xD800..0xDC00).contains(&unit);
            let scalar = if high {
                let low = units.next().and_then(|(_, chunk)| self.unit(chunk)).ok_or(damaged)?;
                let low = low.checked_sub(0xDC00).filter(|low| *low < 0x400).ok_or(damaged)?;
                0x10000 + ((unit - 0xD800) << 10) + low
            } else {
                unit
            };
            text.push(char::from_u32(scalar).ok_or(damaged)?);
        }
        Ok(text)
    }

    fn decode_or_problem(self, bytes: &[u8], start: usize) -> Result<Decoded<'_>, FormatProblem> {
        match self.decode(&bytes[start..]) {
            Ok(text) => Ok(Decoded::surely(Cow::Owned(text), self.name())),
            Err(offset) => Err(self.damaged(&bytes[start..], offset, false)),
        }
    }

    fn damaged(self, bytes: &[u8], offset: usize, zero: bool) -> FormatProblem {
        let width = self.width();
        let units: Vec<u8> = bytes[..offset]
            .chunks(width)
            .map(|chunk| self.unit(chunk).and_then(|unit| u8::try_from(unit).ok()).unwrap_or(b'x'))
            .collect();
        let (line, column) = position(&units, units.len());
        FormatProblem::DamagedText { line, column: (column - 1) * width + 1, encoding: self.name(), zero }
    }
}

/// Decodes a file. A mark says more than the pipeline, the pipeline more than the evidence.
pub(crate) fn decode<'a>(bytes: &'a [u8], options: ReadOptions<'_>) -> Result<Decoded<'a>, FormatProblem> {
    let pinned = options.encoding;
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return utf8(bytes, 3);
    }
    let marked = |wide: &Wide| bytes.starts_with(wide.mark()) && (wide.width() == 2 || bytes.len().is_multiple_of(4));
    if let Some(wide) = Wide::ALL.into_iter().find(marked) {
        return without_zeros(wide.decode_or_problem(bytes, wide.mark().len())?, |text| {
            let offset = text.chars().take_while(|&c| c != '\0').map(|c| units_of(c, wide)).sum();
            wide.damaged(&bytes[wide.mark().len()..], offset, true)
        });
    }
    let decoded = match pinned {
        Encoding::Auto => return by_evidence(bytes, options),
        Encoding::Utf8 => utf8(bytes, 0),
        Encoding::Utf16Le => Wide::Utf16Le.decode_or_problem(bytes, 0),
        Encoding::Utf16Be => Wide::Utf16Be.decode_or_problem(bytes, 0),
        Encoding::Utf32Le => Wide::Utf32Le.decode_or_problem(bytes, 0),
        Encoding::Utf32Be => Wide::Utf32Be.decode_or_problem(bytes, 0),
        Encoding::Utf16 => by_zeros(bytes, 2).unwrap_or_else(|| Wide::Utf16Le.decode_or_problem(bytes, 0)),
        Encoding::Utf32 => by_zeros(bytes, 4).unwrap_or_else(|| Wide::Utf32Le.decode_or_problem(bytes, 0)),
        Encoding::Named(label) => match encoding_rs::Encoding::for_label(label.as_bytes()) {
            Some(encoding) => legacy(bytes, encoding),
            None => utf8(bytes, 0),
        },
    };
    without_zeros(decoded?, |_| zero_byte(bytes, name_of_pin(pinned)))
}

/// Bytes that a character takes.
fn units_of(c: char, wide: Wide) -> usize {
    if wide.width() == 2 { c.len_utf16() * 2 } else { 4 }
}

const fn name_of_pin(pinned: Encoding) -> &'static str {
    match pinned {
        Encoding::Named(label) => label,
        Encoding::Utf16 | Encoding::Utf16Le => "utf-16le",
        Encoding::Utf16Be => "utf-16be",
        Encoding::Utf32 | Encoding::Utf32Le => "utf-32le",
        Encoding::Utf32Be => "utf-32be",
        Encoding::Auto | Encoding::Utf8 => "utf-8",
    }
}

fn by_evidence<'a>(bytes: &'a [u8], options: ReadOptions<'_>) -> Result<Decoded<'a>, FormatProblem> {
    if let Some(zero) = memchr::memchr(0, bytes) {
        if let Some(Ok(decoded)) = by_zeros(bytes, 4).or_else(|| by_zeros(bytes, 2)) {
            return Ok(decoded);
        }
        return Err(if is_binary(bytes) { not_text() } else { damaged(bytes, zero, "utf-8", true) });
    }
    let Err(error) = std::str::from_utf8(bytes) else { return utf8(bytes, 0) };
    if is_binary(bytes) {
        return Err(not_text());
    }
    match evidence::judge(bytes, options.words) {
        EncodingVerdict::Damaged(encoding) => legacy(bytes, encoding),
        EncodingVerdict::Plausible { encodings, close } => most_plausible(bytes, &encodings, close),
        EncodingVerdict::Utf8 | EncodingVerdict::Hopeless => {
            let damage = damaged(bytes, error.valid_up_to(), "utf-8", false);
            if options.damaged_bytes == DamagedBytes::Refused {
                return Err(damage);
            }
            Ok(Decoded { damage: Some(damage), ..Decoded::surely(String::from_utf8_lossy(bytes), "utf-8") })
        }
    }
}

/// The first encoding that reads all of the file, and not just the part that was looked at.
fn most_plausible<'a>(
    bytes: &'a [u8],
    encodings: &[&'static encoding_rs::Encoding],
    close: bool,
) -> Result<Decoded<'a>, FormatProblem> {
    let mut decoded = encodings.iter().map(|encoding| legacy(bytes, encoding));
    let first = decoded.next().unwrap_or_else(|| utf8(bytes, 0));
    let mut taken = match first {
        Ok(first) => first,
        // Pairs with a damaged byte: no other reading may take their place.
        Err(problem) if encodings.first().is_some_and(|first| !first.is_single_byte()) => return Err(problem),
        Err(problem) => decoded.find_map(Result::ok).ok_or(problem)?,
    };
    let names = encodings.iter().map(|encoding| evidence::name_of(encoding));
    taken.others = OtherEncodings { names: names.filter(|name| *name != taken.encoding).collect(), close };
    Ok(taken)
}

/// What a text that was read `taken` would be in another encoding; `None` where its bytes are none there.
pub(crate) fn reread(text: &str, taken: &str, other: &str) -> Option<String> {
    let [taken, other] = [taken, other].map(evidence::by_name);
    let (bytes, _, lossy) = taken?.encode(text);
    let read = other?.decode_without_bom_handling_and_without_replacement(&bytes);
    read.filter(|_| !lossy).map(Cow::into_owned)
}

/// UTF-16 or UTF-32 by where its zero bytes stand: the digits, delimiters and line ends of a table have them all on
/// the same side, and the other byte order makes them rare signs.
fn by_zeros(bytes: &[u8], width: usize) -> Option<Result<Decoded<'_>, FormatProblem>> {
    const SAMPLE: usize = 64 << 10;
    if !bytes.len().is_multiple_of(width) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let of_table = |wide: Wide| {
        let units = sample.chunks_exact(width).filter_map(|chunk| wide.unit(chunk));
        units.filter(|&unit| (0x20..0x7F).contains(&unit) || matches!(unit, 9 | 10 | 13)).count()
    };
    let candidates = Wide::ALL.into_iter().filter(|wide| wide.width() == width);
    let mut by_fit: Vec<(usize, Wide)> = candidates.map(|wide| (of_table(wide), wide)).collect();
    by_fit.sort_by_key(|&(fit, _)| std::cmp::Reverse(fit));
    let &[(fit, wide), (next, _)] = by_fit.as_slice() else { return None };
    let clear = fit > 4 * next + 1 && fit * 10 >= sample.len() / width;
    let decoded = clear.then(|| wide.decode(bytes).ok()).flatten()?;
    (!decoded.contains('\0')).then(|| Ok(Decoded::surely(Cow::Owned(decoded), wide.name())))
}

fn utf8(bytes: &[u8], start: usize) -> Result<Decoded<'_>, FormatProblem> {
    match std::str::from_utf8(&bytes[start..]) {
        Ok(text) => {
            let decoded = Decoded::surely(Cow::Borrowed(text), "utf-8");
            without_zeros(decoded, |_| zero_byte(bytes, "utf-8"))
        }
        Err(error) => Err(damaged(&bytes[start..], error.valid_up_to(), "utf-8", false)),
    }
}

fn legacy<'a>(bytes: &'a [u8], encoding: &'static encoding_rs::Encoding) -> Result<Decoded<'a>, FormatProblem> {
    let name = evidence::name_of(encoding);
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return Err(damaged(bytes, evidence::first_malformed(bytes, encoding), name, false));
    };
    // Where windows-1252 and its kin have nothing, the web's tables put control characters that no text has.
    let control = encoding.is_single_byte().then(|| text.chars().position(|c| ('\u{80}'..'\u{a0}').contains(&c)));
    match control.flatten() {
        Some(offset) => Err(damaged(bytes, offset, name, false)),
        None => Ok(Decoded::surely(text, name)),
    }
}

fn without_zeros(
    decoded: Decoded<'_>,
    problem: impl FnOnce(&str) -> FormatProblem,
) -> Result<Decoded<'_>, FormatProblem> {
    if memchr::memchr(0, decoded.text.as_bytes()).is_some() { Err(problem(&decoded.text)) } else { Ok(decoded) }
}

fn zero_byte(bytes: &[u8], encoding: &'static str) -> FormatProblem {
    damaged(bytes, memchr::memchr(0, bytes).unwrap_or(0), encoding, true)
}

fn damaged(bytes: &[u8], offset: usize, encoding: &'static str, zero: bool) -> FormatProblem {
    let (line, column) = position(bytes, offset);
    FormatProblem::DamagedText { line, column, encoding, zero }
}

/// Line and byte within it, both from 1.
fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = &bytes[..offset.min(bytes.len())];
    let line = super::records::line_ends(before) as usize + 1;
    let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |at| at + 1);
    (line, before.len() - start + 1)
}

/// Control characters all over: an image, a program, a workbook of a forgotten kind.
fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let controls = start.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')).count();
    controls > 3 && controls * 50 > start.len()
}

const fn not_text() -> FormatProblem {
    FormatProblem::NotReadable { what: "neither a workbook nor a text" }
}

#[cfg(test)]
mod tests;
