//! The texts of a workbook: those that cells share, and those that stand in a cell.

use super::super::sink::SharedTexts;
use super::super::tags::{TagKind, Tags, decoded};
use super::super::trouble::ReadStop;
use std::borrow::Cow;
use std::io::Read;

pub(super) fn shared(tags: &mut Tags<impl Read>) -> Result<SharedTexts, ReadStop> {
    let mut texts = SharedTexts::default();
    while let Some(tag) = tags.next()? {
        match (tag.name, tag.role) {
            (b"si", TagKind::Open) => append_text(tags, b"si", texts.next())?,
            (b"si", TagKind::Empty) => {}
            _ => continue,
        }
        texts.end();
    }
    Ok(texts)
}

/// Adds what stands in the paragraphs and runs up to the end of `closing`, without the readings of Japanese names.
pub(super) fn append_text(tags: &mut Tags<impl Read>, closing: &[u8], all: &mut String) -> Result<(), ReadStop> {
    let mut is_reading = false;
    loop {
        let tag = tags.next()?.ok_or(ReadStop::Unsupported)?;
        match (tag.name, tag.role) {
            (b"rPh", TagKind::Open) => is_reading = true,
            (b"rPh", TagKind::Close) => is_reading = false,
            (b"t", TagKind::Open) if !is_reading => {
                let keeps_space = tag.attribute(b"xml:space")? == Some(b"preserve");
                let end = tags
                    .next()?
                    .filter(|end| (end.name, end.role) == (b"t", TagKind::Close))
                    .ok_or(ReadStop::Unsupported)?;
                let text = decoded(end.before)?;
                let text = if keeps_space { &*text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
                all.push_str(&unescaped(text));
            }
            (name, TagKind::Close) if name == closing => return Ok(()),
            _ => {}
        }
    }
}

/// `_x000D_` is how Excel writes characters that XML does not allow, and itself as `_x005F_x000D_`.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(mut at) = text.find("_x").filter(|_| text.contains('_')) else { return Cow::Borrowed(text) };
    let mut plain = String::with_capacity(text.len());
    let mut copied = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("_x")) {
        at += found;
        let begin = at;
        let mut units = Vec::new();
        while let Some(unit) = unit_at(text, at) {
            units.push(unit);
            at += ESCAPE;
        }
        if units.is_empty() {
            at += 1;
            continue;
        }
        plain.push_str(&text[copied..begin]);
        plain.extend(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
        copied = at;
    }
    plain.push_str(&text[copied..]);
    Cow::Owned(plain)
}

const ESCAPE: usize = "_x0000_".len();

fn unit_at(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix("_x")?.strip_suffix('_')?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_texts_lose_their_dress_and_keep_their_words() {
        let part = "<sst><si><t>제품</t></si><si/><si><t xml:space=\"preserve\"> a </t></si><si><t> b\n</t></si>\
                    <si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space=\"preserve\"> plain</t></r></si>\
                    <si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si><si><t>1&lt;2_x000D_</t></si></sst>";
        let texts = shared(&mut Tags::new(part.as_bytes()).unwrap()).unwrap();
        let expected = ["제품", "", " a ", "b", "bold plain", "東京", "1<2\r"];
        for (index, text) in (0..).zip(expected) {
            assert_eq!(texts.get(index), Some(text));
        }
        assert_eq!(texts.get(7), None);
    }

    #[test]
    fn escapes_become_the_characters_they_stand_for() {
        for (text, expected) in [
            ("a_x000A_b", "a\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_!", "📷!"),
            ("_xD83D_", "\u{FFFD}"),
            ("snake_xylophone_x00_매출_x", "snake_xylophone_x00_매출_x"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }
}
