//! XML, one tag after the other. All of it is read here but the cells and the texts of .xlsx, which have a reader of
//! their own that is measured to be faster ([`super::workbook`]).

use quick_xml::escape::{self, EscapeError};
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// What is not XML, or is not in UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotXml;

/// Names are without their prefix.
pub(crate) enum Node<'a> {
    Open(XmlTag<'a>),
    Close(EndTag<'a>),
    /// As it is written, up to the next tag or entity.
    Text(&'a str),
}

pub(crate) struct XmlTag<'a> {
    start: BytesStart<'a>,
    /// `<a/>`, which opens and closes.
    pub(crate) is_empty: bool,
}

pub(crate) struct EndTag<'a>(BytesEnd<'a>);

/// The nodes of a text in their order; comments and instructions are passed over.
pub(crate) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
}

impl<'a> Xml<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, NotXml> {
        let text = std::str::from_utf8(bytes).map_err(|_| NotXml)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // In UTF-16 every other byte is one.
        if text.contains('\0') {
            return Err(NotXml);
        }
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        Ok(Self { text, reader })
    }

    /// What has been read since the `start` of some node.
    pub(crate) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at()).unwrap_or_default()
    }

    /// What is still to be read.
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at()..).unwrap_or_default()
    }

    pub(crate) fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

impl<'a> Iterator for Xml<'a> {
    type Item = Result<Node<'a>, NotXml>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at();
            return Some(match self.reader.read_event() {
                Ok(Event::Start(start)) => Ok(Node::Open(XmlTag { start, is_empty: false })),
                Ok(Event::Empty(start)) => Ok(Node::Open(XmlTag { start, is_empty: true })),
                Ok(Event::End(end)) => Ok(Node::Close(EndTag(end))),
                Ok(Event::Text(_)) => Ok(Node::Text(self.since(start))),
                Ok(Event::Decl(declared)) => match declared.encoding() {
                    Some(Ok(name)) if !name.eq_ignore_ascii_case("utf-8") && !name.eq_ignore_ascii_case("utf8") => {
                        Err(NotXml)
                    }
                    _ => continue,
                },
                Ok(Event::DocType(_)) | Err(_) => Err(NotXml),
                Ok(Event::Eof) => return None,
                Ok(_) => continue,
            });
        }
    }
}

impl XmlTag<'_> {
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute, named with its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Result<Option<Cow<'_, str>>, NotXml> {
        self.value_of(|key| key.as_ref() == name)
    }

    /// The value of an attribute by its name alone.
    pub(super) fn attribute_of_any_prefix(&self, name: &str) -> Result<Option<Cow<'_, str>>, NotXml> {
        self.value_of(|key| key.local_name().as_ref() == name)
    }

    fn value_of(&self, is_wanted: impl Fn(QName<'_>) -> bool) -> Result<Option<Cow<'_, str>>, NotXml> {
        for attribute in self.start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| NotXml)?;
            if is_wanted(attribute.key) {
                return attribute.normalized_value(XmlVersion::Implicit1_0).map(Some).map_err(|_| NotXml);
            }
        }
        Ok(None)
    }
}

impl EndTag<'_> {
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// What stands at the start of the first element of a name.
pub(super) fn text_in<'a>(bytes: &'a [u8], name: &str) -> Option<&'a str> {
    let mut nodes = Xml::of(bytes).ok()?;
    nodes.find(|node| matches!(node, Ok(Node::Open(tag)) if tag.name() == name && !tag.is_empty))?.ok()?;
    match nodes.next()?.ok()? {
        Node::Text(text) => Some(text.trim()),
        Node::Open(_) | Node::Close(_) => None,
    }
}

/// A text with its entities resolved.
pub(super) fn unescaped(text: &str) -> Result<Cow<'_, str>, EscapeError> {
    escape::unescape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(text: &str) -> Result<Vec<String>, NotXml> {
        let said = |node: Result<Node<'_>, NotXml>| {
            node.map(|node| match node {
                Node::Open(tag) => format!("{} {:?} {}", tag.name(), tag.attribute("a:b").unwrap(), tag.is_empty),
                Node::Close(tag) => format!("/{}", tag.name()),
                Node::Text(text) => text.to_owned(),
            })
        };
        Xml::of(text.as_bytes())?.map(said).collect()
    }

    #[test]
    fn nodes_come_in_their_order_without_comments_and_prefixes() {
        let text = "\u{feff}<?xml version='1.0' encoding=\"UTF-8\"?><x:c a:b='1 &lt; &#54620;'>t<!-- <v> --><v/></x:c>";
        assert_eq!(walked(text).unwrap(), ["c Some(\"1 < 한\") false", "t", "v None true", "/c"]);
    }

    #[test]
    fn other_encodings_and_document_types_are_refused() {
        for text in ["<a", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "<!DOCTYPE a><a/>", "<\0a\0/\0>\0"] {
            assert_eq!(walked(text), Err(NotXml), "{text}");
        }
        assert!(Xml::of(b"\xff\xfe<\0").is_err());
    }

    #[test]
    fn the_text_of_an_element_is_what_stands_at_its_start() {
        let text = b"<p><c:date/><c:date> 2026 </c:date><c:date>x</c:date></p>";
        assert_eq!(text_in(text, "date"), Some("2026"));
        assert_eq!(text_in(text, "p"), None);
    }
}
