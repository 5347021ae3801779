//! The tags of the large parts of an .xlsx, one after the other, with the text before each.
//!
//! As much of XML as spreadsheet programs write, and it knows what it does not know: anything else is odd, and odd
//! workbooks go to calamine. Nothing is built and little is copied, which is what makes it fast; all other XML is read by
//! [`crate::formats::xml`].

use super::trouble::{ReadStop, WorkbookTrouble};
use crate::diagnostic::Cause;
use crate::formats::xml::unescaped;
use std::borrow::Cow;
use std::io::Read;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagKind {
    Open,
    Close,
    /// `<a/>`, which opens and closes.
    Empty,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct RawTag<'a> {
    /// Text since the tag before, as it is written.
    pub(crate) before: &'a [u8],
    /// Without its prefix.
    pub(crate) name: &'a [u8],
    pub(crate) role: TagKind,
    attributes: &'a [u8],
}

/// A tag with the text before it is never longer: a cell holds 32,767 characters, each written in eight at most.
const LONGEST: usize = 8 << 20;

pub(super) struct Tags<R> {
    source: R,
    buffer: Vec<u8>,
    /// What of the buffer is still to be looked at.
    start: usize,
    end: usize,
}

/// Offsets of a tag from the start of what is to be looked at.
struct TagOffsets {
    open: usize,
    close: usize,
}

impl<R: Read> Tags<R> {
    pub(crate) fn new(source: R) -> Result<Self, ReadStop> {
        let mut tags = Self { source, buffer: vec![0; 64 << 10], start: 0, end: 0 };
        while tags.end < 3 && tags.more()? {}
        if tags.rest().starts_with(b"\xEF\xBB\xBF") {
            tags.start = 3;
        }
        Ok(tags)
    }

    /// The next tag; `None` at the end of the part.
    pub(crate) fn next(&mut self) -> Result<Option<RawTag<'_>>, ReadStop> {
        let Some(TagOffsets { open, close }) = self.find()? else { return Ok(None) };
        let rest = &self.buffer[self.start..self.end];
        self.start += close + 1;
        let (before, inside) = (&rest[..open], &rest[open + 1..close]);
        let (inside, role) = match inside {
            [b'/', inside @ ..] => (inside, TagKind::Close),
            [inside @ .., b'/'] => (inside, TagKind::Empty),
            _ => (inside, TagKind::Open),
        };
        let length = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(length);
        let local = memchr::memchr(b':', name).map_or(name, |colon| &name[colon + 1..]);
        Ok(Some(RawTag { before, name: local, role, attributes }))
    }

    /// Reads on to the end, which is where a part that was damaged in its packed form shows it.
    pub(crate) fn drain(&mut self) -> Result<(), ReadStop> {
        loop {
            self.start = self.end;
            if !self.more()? {
                return Ok(());
            }
        }
    }

    fn find(&mut self) -> Result<Option<TagOffsets>, ReadStop> {
        loop {
            let mut from = 0;
            let open = loop {
                match near(b'<', &self.rest()[from..]) {
                    Some(at) => break from + at,
                    None => from = self.rest().len(),
                }
                if !self.more()? {
                    return if self.rest().trim_ascii().is_empty() { Ok(None) } else { Err(ReadStop::Unsupported) };
                }
            };
            if self.begins_with(open, b"<?")? {
                self.pass_over(open)?;
                continue;
            }
            let (mut from, mut quote) = (open + 1, None);
            let close = 'close: loop {
                for (at, &byte) in self.rest().iter().enumerate().skip(from) {
                    match quote {
                        Some(mark) if mark == byte => quote = None,
                        None if byte == b'>' => break 'close at,
                        None if byte == b'"' || byte == b'\'' => quote = Some(byte),
                        Some(_) | None => {}
                    }
                }
                from = self.rest().len();
                if !self.more()? {
                    return Err(ReadStop::Unsupported);
                }
            };
            return match self.rest()[open + 1] {
                b'!' | b'>' => Err(ReadStop::Unsupported),
                _ => Ok(Some(TagOffsets { open, close })),
            };
        }
    }

    fn begins_with(&mut self, at: usize, start: &[u8]) -> Result<bool, ReadStop> {
        while self.rest().len() < at + start.len() && self.more()? {}
        Ok(self.rest()[at..].starts_with(start))
    }

    /// Passes over an instruction, in which quotes mean nothing. It may not stand in the midst of a text.
    fn pass_over(&mut self, open: usize) -> Result<(), ReadStop> {
        let mut from = open + 2;
        let end = loop {
            if let Some(at) = memchr::memmem::find(&self.rest()[from..], b"?>") {
                break from + at + 2;
            }
            // The end may be cut in two.
            from = (self.rest().len() - 1).max(open + 2);
            if !self.more()? {
                return Err(ReadStop::Unsupported);
            }
        };
        let (before, instruction) = (&self.rest()[..open], &self.rest()[open..end]);
        if !before.trim_ascii().is_empty() || names_other_encoding(instruction) {
            return Err(ReadStop::Unsupported);
        }
        self.start += end;
        Ok(())
    }

    fn rest(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Whether there was more to read.
    fn more(&mut self) -> Result<bool, ReadStop> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end == self.buffer.len() {
            if self.end >= LONGEST {
                return Err(ReadStop::Unsupported);
            }
            self.buffer.resize(self.end * 2, 0);
        }
        let read = self.source.read(&mut self.buffer[self.end..]);
        let read = read.map_err(|error| WorkbookTrouble::Damaged(Cause::new(error)))?;
        self.end += read;
        Ok(read > 0)
    }
}

/// Most texts are a few bytes long, which takes less time than to begin a search.
fn near(byte: u8, text: &[u8]) -> Option<usize> {
    const NEAR: usize = 16;
    match text.iter().take(NEAR).position(|&found| found == byte) {
        Some(at) => Some(at),
        None => memchr::memchr(byte, text.get(NEAR..)?).map(|at| at + NEAR),
    }
}

/// Whether `<?xml … encoding="…"?>` names another than UTF-8.
fn names_other_encoding(instruction: &[u8]) -> bool {
    if !instruction.starts_with(b"<?xml ") {
        return false;
    }
    let Some(at) = memchr::memmem::find(instruction, b"encoding") else { return false };
    let named = &instruction[at + b"encoding".len()..];
    let name: Vec<u8> = named.iter().filter(|byte| byte.is_ascii_alphanumeric()).copied().collect();
    !name.to_ascii_lowercase().starts_with(b"utf8")
}

impl<'a> RawTag<'a> {
    /// Names with their prefixes, and values as they are written.
    pub(crate) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    pub(crate) fn attribute(&self, name: &[u8]) -> Result<Option<&'a [u8]>, ReadStop> {
        for attribute in self.attributes() {
            let (found, value) = attribute?;
            if found == name {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}

pub(super) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a [u8], &'a [u8]), ReadStop>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest = self.rest.trim_ascii_start();
        if self.rest.is_empty() {
            return None;
        }
        let pair = pair(self.rest);
        let Some((name, value, rest)) = pair else {
            self.rest = &[];
            return Some(Err(ReadStop::Unsupported));
        };
        self.rest = rest;
        Some(Ok((name, value)))
    }
}

fn pair(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let equals = text.iter().position(|&byte| byte == b'=')?;
    let (name, value) = (text[..equals].trim_ascii_end(), text[equals + 1..].trim_ascii_start());
    let (&quote, value) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let end = value.iter().position(|&byte| byte == quote)?;
    Some((name, &value[..end], &value[end + 1..]))
}

/// Text with its entities resolved and its line ends made one.
pub(crate) fn decoded(text: &[u8]) -> Result<Cow<'_, str>, ReadStop> {
    let text = std::str::from_utf8(text).map_err(|_| ReadStop::Unsupported)?;
    if memchr::memchr2(b'&', b'\r', text.as_bytes()).is_none() {
        return Ok(Cow::Borrowed(text));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    unescaped(&text).map(|text| Cow::Owned(text.into_owned())).map_err(|_| ReadStop::Unsupported)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, so that every tag is cut everywhere.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let Some((&first, rest)) = self.0.split_first() else { return Ok(0) };
            (buffer[0], self.0) = (first, rest);
            Ok(1)
        }
    }

    fn walked(text: &str) -> Result<Vec<String>, ReadStop> {
        let mut tags = Tags::new(Drops(text.as_bytes()))?;
        let mut seen = Vec::new();
        while let Some(tag) = tags.next()? {
            let attributes = tag.attributes().collect::<Result<Vec<_>, _>>()?;
            let plain = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
            let attributes: Vec<String> =
                attributes.into_iter().map(|(name, value)| format!(" {}={}", plain(name), plain(value))).collect();
            seen.push(format!("{}|{:?} {}{}", plain(tag.before), tag.role, plain(tag.name), attributes.concat()));
        }
        Ok(seen)
    }

    #[test]
    fn tags_come_in_their_order_with_the_text_before_them() {
        let text = "\u{feff}<?xml version='1.0' encoding=\"UTF-8\"?>\n<x:c r = \"A1\" s='a>\"b'><v>1 &lt; \
                    2</v><f/></x:c>\n";
        let expected = ["\n|Open c r=A1 s=a>\"b", "|Open v", "1 &lt; 2|Close v", "|Empty f", "|Close c"];
        assert_eq!(walked(text).as_deref(), Ok(&expected.map(str::to_owned)[..]));
    }

    #[test]
    fn instructions_are_passed_over_whatever_they_quote() {
        let text = "<?xml version='1.0'?><a/><?note it's > \" ?><b/><?encoding x='1'?><c/>";
        assert_eq!(walked(text).unwrap(), ["|Empty a", "|Empty b", "|Empty c"]);
        for text in ["<v>12<?note?>34</v>", "<a/><?note >"] {
            assert_eq!(walked(text), Err(ReadStop::Unsupported), "{text}");
        }
    }

    #[test]
    fn what_programs_do_not_write_is_odd() {
        for text in [
            "<a",
            "<a>text",
            "<a b>",
            "<a b=c>",
            "<a b=\"c>",
            "<![CDATA[x]]>",
            "<!DOCTYPE a>",
            "<!-- -->",
            "<>",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        ] {
            assert_eq!(walked(text), Err(ReadStop::Unsupported), "{text}");
        }
    }

    #[test]
    fn entities_and_line_ends_are_resolved() {
        let decode = |text: &'static str| decoded(text.as_bytes()).map(Cow::into_owned);
        assert_eq!(decode("a&amp;b &#54620;&#xD55C;\r\n&quot;\r").as_deref(), Ok("a&b 한한\n\"\n"));
        for unsupported in ["&nbsp;", "&amp", "&#0;", "&#xD800;"] {
            assert_eq!(decode(unsupported), Err(ReadStop::Unsupported), "{unsupported}");
        }
    }
}
