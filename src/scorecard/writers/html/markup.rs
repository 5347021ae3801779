//! Markup as it is built: elements have names from the program, and text and attributes are escaped on their way in, so
//! that no text from an export ever becomes markup.

use crate::scorecard::writers::escape;

/// HTML under construction.
pub(super) struct Markup(String);

/// An element whose attributes are being written.
pub(super) struct OpenTag<'m> {
    out: &'m mut Markup,
    name: &'static str,
}

impl Markup {
    pub(super) fn document() -> Self {
        Self("<!DOCTYPE html>\n".to_owned())
    }

    #[cfg(test)]
    pub(super) const fn fragment() -> Self {
        Self(String::new())
    }

    pub(super) fn tag(&mut self, name: &'static str) -> OpenTag<'_> {
        if is_block(name) && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
        self.0.push('<');
        self.0.push_str(name);
        OpenTag { out: self, name }
    }

    pub(super) fn text(&mut self, text: &str) {
        escape::html(&mut self.0, text);
    }

    /// A drawing of `scorecard::svg`, which escapes by itself.
    pub(super) fn drawing(&mut self, svg: &str) {
        self.0.push_str(svg);
    }

    /// A style sheet. A `<` would have no business in it, and could end it.
    pub(super) fn style(&mut self, sheet: &str) {
        self.0.push_str("\n<style>\n");
        self.0.extend(sheet.chars().filter(|c| *c != '<'));
        self.0.push_str("</style>");
    }

    #[cfg(test)]
    pub(super) fn into_text(self) -> String {
        self.0
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut text = self.0;
        text.push('\n');
        text.into_bytes()
    }
}

impl OpenTag<'_> {
    pub(super) fn attr(self, name: &'static str, value: &str) -> Self {
        self.out.0.push(' ');
        self.out.0.push_str(name);
        self.out.0.push_str("=\"");
        escape::html(&mut self.out.0, value);
        self.out.0.push('"');
        self
    }

    pub(super) fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// Classes, parted by spaces; none writes nothing.
    pub(super) fn class(self, classes: &str) -> Self {
        let mut some = classes.split_ascii_whitespace().peekable();
        if some.peek().is_none() { self } else { self.attr("class", &some.collect::<Vec<_>>().join(" ")) }
    }

    pub(super) fn holds(self, content: impl FnOnce(&mut Markup)) {
        self.out.0.push('>');
        content(self.out);
        self.out.0.push_str("</");
        self.out.0.push_str(self.name);
        self.out.0.push('>');
    }

    pub(super) fn says(self, text: &str) {
        self.holds(|out| out.text(text));
    }

    /// An element that never has content.
    pub(super) fn alone(self) {
        self.out.0.push('>');
    }
}

/// Elements that begin a line of the file, so that two files can be compared line by line.
fn is_block(name: &str) -> bool {
    !matches!(name, "html" | "a" | "span" | "th" | "td" | "svg" | "path" | "rect" | "circle" | "dt" | "dd")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn elements_nest_and_attributes_are_quoted() {
        let mut out = Markup::fragment();
        out.tag("a").attr("href", "#a\"b").class(" x  y ").holds(|a| a.tag("span").class("").says("1 < 2 & 'so'"));
        assert_eq!(out.into_text(), "<a href=\"#a&quot;b\" class=\"x y\"><span>1 &lt; 2 &amp; &#39;so&#39;</span></a>");
    }

    proptest! {
        #[test]
        fn no_text_becomes_markup(text in "[<>&\"'a-z=/\\s!\\-\u{0}-\u{1f}가-힣]{0,40}") {
            let mut out = Markup::fragment();
            out.tag("span").attr("aria-label", &text).says(&text);
            let written = out.into_text();
            let inside = written.strip_prefix("<span aria-label=\"").and_then(|rest| rest.strip_suffix("</span>")).unwrap();
            let (attribute, content) = inside.split_once("\">").unwrap();
            for part in [attribute, content] {
                prop_assert!(!part.contains(['<', '>', '"', '\'']));
                prop_assert!(part.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
                let back = part.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
                let back = back.replace("&#39;", "'").replace("&amp;", "&");
                let readable: String =
                    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect();
                prop_assert_eq!(back, readable);
            }
        }
    }
}
