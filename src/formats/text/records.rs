//! Splits a text into records and fields by a known dialect, each record with the line it starts on.
//!
//! A quote opens a field only at its start and closes it only before a delimiter or a line end. Other quotes are
//! text: what people type must not be lost because a program once wrote it without care.

use std::borrow::Cow;

/// How fields are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// An ASCII sign; `None` when every line is one field.
    pub(crate) delimiter: Option<u8>,
    pub(crate) quote: u8,
    pub(crate) escape: Escape,
}

/// How a quote is written inside a quoted field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    Doubled,
    /// Doubled or behind a backslash.
    Backslash,
}

/// A quote that opened and never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// Where it opened, from 0.
    pub(crate) line: u32,
}

#[derive(Debug)]
pub(super) struct Records<'a> {
    text: &'a str,
    dialect: Dialect,
    at: usize,
    line: u32,
    /// Quotes that stand in a quoted field without being escaped.
    strays: usize,
}

impl<'a> Records<'a> {
    /// `line` is the number, from 0, of the first line of `text`.
    pub(crate) fn new(text: &'a str, line: u32, dialect: Dialect) -> Self {
        Self { text, dialect, at: 0, line, strays: 0 }
    }

    pub(super) fn strays(&self) -> usize {
        self.strays
    }

    /// Hands the fields of the next record to `take` and gives the line, from 0, that it starts on; `None` at the
    /// end of the text.
    pub(crate) fn next(&mut self, mut take: impl FnMut(Cow<'a, str>)) -> Result<Option<u32>, Unclosed> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return Ok(None);
        }
        let line = self.line;
        loop {
            take(match self.opening_quote() {
                Some(quote) => without_guard(self.quoted(quote)?),
                None => self.guarded().unwrap_or_else(|| self.plain()),
            });
            match bytes.get(self.at) {
                Some(b'\n') => self.at += 1,
                Some(b'\r') => self.at += 1 + usize::from(bytes.get(self.at + 1) == Some(&b'\n')),
                Some(_) => {
                    self.at += 1;
                    continue;
                }
                None => {}
            }
            self.line += 1;
            return Ok(Some(line));
        }
    }

    /// Where the quote stands that opens the field; blanks before it do not count.
    fn opening_quote(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at) {
            Some(&first) if first == self.dialect.quote => Some(self.at),
            Some(b' ') => {
                let blanks = bytes[self.at..].iter().take_while(|&&byte| byte == b' ').count();
                (bytes.get(self.at + blanks) == Some(&self.dialect.quote)).then_some(self.at + blanks)
            }
            _ => None,
        }
    }

    #[inline]
    fn plain(&mut self) -> Cow<'a, str> {
        let rest = &self.text.as_bytes()[self.at..];
        // Without a delimiter the line end stands in for it.
        let delimiter = self.dialect.delimiter.unwrap_or(b'\n');
        let end = self.at + memchr::memchr3(delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        let field = self.text.get(self.at..end).unwrap_or_default();
        self.at = end;
        Cow::Borrowed(field)
    }

    /// A field that is kept from being read as a number, `="007"`: what it guards. Delimiters within are text.
    fn guarded(&mut self) -> Option<Cow<'a, str>> {
        let bytes = self.text.as_bytes();
        let open = bytes.get(self.at..)?.starts_with(b"=\"") && self.dialect.quote == b'"';
        let from = self.at + 2;
        let length = if open { memchr::memchr3(b'"', b'\n', b'\r', &bytes[from..])? } else { return None };
        let end = self.field_end(from + length + 1).filter(|_| bytes[from + length] == b'"')?;
        self.at = end;
        self.text.get(from..from + length).map(Cow::Borrowed)
    }

    fn quoted(&mut self, quote: usize) -> Result<Cow<'a, str>, Unclosed> {
        let bytes = self.text.as_bytes();
        let escape = match self.dialect.escape {
            Escape::Doubled => self.dialect.quote,
            Escape::Backslash => b'\\',
        };
        let piece = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        let spans_lines = |to: usize| memchr::memchr2(b'\n', b'\r', &bytes[quote..to]).is_some();
        let mut unescaped = String::new();
        let (mut from, mut at, mut strays) = (quote + 1, quote + 1, 0);
        loop {
            let Some(found) = memchr::memchr2(self.dialect.quote, escape, &bytes[at..]) else {
                return if strays == 0 { Err(Unclosed { line: self.line }) } else { Ok(self.taken_as_text(strays)) };
            };
            let sign = at + found;
            if strays > 0 && spans_lines(sign) {
                return Ok(self.taken_as_text(strays));
            }
            let next = bytes.get(sign + 1);
            if bytes[sign] != self.dialect.quote {
                // A backslash; before anything but a quote or another backslash it is text.
                let escapes = next.is_some_and(|&next| next == self.dialect.quote || next == b'\\');
                if escapes {
                    unescaped.push_str(piece(from, sign));
                    from = sign + 1;
                }
                at = sign + 1 + usize::from(escapes);
            } else if next == Some(&self.dialect.quote) {
                unescaped.push_str(piece(from, sign + 1));
                (from, at) = (sign + 2, sign + 2);
            } else if let Some(end) = self.field_end(sign + 1) {
                self.line += line_ends(&bytes[quote..sign]);
                self.at = end;
                self.strays += strays;
                return Ok(if unescaped.is_empty() {
                    Cow::Borrowed(piece(from, sign))
                } else {
                    Cow::Owned(unescaped + piece(from, sign))
                });
            } else if spans_lines(sign) {
                // The quote of a later field: this one was never closed.
                return Err(Unclosed { line: self.line });
            } else {
                strays += 1;
                at = sign + 1;
            }
        }
    }

    /// A field that starts with a quote and has no end before its line has: its quotes are text.
    fn taken_as_text(&mut self, strays: usize) -> Cow<'a, str> {
        self.strays += strays;
        self.plain()
    }

    /// The delimiter or line end at `at`, or behind blanks there.
    fn field_end(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let end = at + bytes[at..].iter().take_while(|&&byte| byte == b' ').count();
        match bytes.get(end) {
            None | Some(b'\n' | b'\r') => Some(end),
            byte => (byte.copied() == self.dialect.delimiter).then_some(end),
        }
    }
}

/// What a field guards that was quoted as a whole: `="007"`.
fn without_guard(field: Cow<'_, str>) -> Cow<'_, str> {
    let guarded = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match guarded.filter(|inner| !inner.contains('"')).map(ToOwned::to_owned) {
        Some(inner) => Cow::Owned(inner),
        None => field,
    }
}

/// Line ends in a stretch of text: LF, CRLF and CR alone.
pub(super) fn line_ends(bytes: &[u8]) -> u32 {
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: Some(b','), quote: b'"', escape: Escape::Doubled };

    /// Every record as `line: field|field`, and the line of a quote that never closes.
    fn records(text: &str, dialect: Dialect) -> Vec<String> {
        let mut records = Records::new(text, 0, dialect);
        let mut shown = Vec::new();
        loop {
            let mut fields = Vec::new();
            match records.next(|field| fields.push(field)) {
                Ok(Some(line)) => shown.push(format!("{line}: {}", fields.join("|"))),
                Ok(None) => return shown,
                Err(Unclosed { line }) => {
                    shown.push(format!("unclosed in {line}"));
                    return shown;
                }
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(records(text, COMMA), expected, "{text:?}");
    }

    #[test]
    fn every_line_end_ends_a_record() {
        check("a,b\nc,d\n", &["0: a|b", "1: c|d"]);
        check("a,b\r\nc,d", &["0: a|b", "1: c|d"]);
        check("a,b\rc,d\r", &["0: a|b", "1: c|d"]);
        check("a\n\r\n\rb\r\nc", &["0: a", "1: ", "2: ", "3: b", "4: c"]);
        check("a,\n,b\n", &["0: a|", "1: |b"]);
        check("a,", &["0: a|"]);
        check("", &[]);
    }

    #[test]
    fn a_quoted_field_has_delimiters_quotes_and_lines() {
        check("\"a,b\",\"say \"\"hi\"\"\"\n", &["0: a,b|say \"hi\""]);
        check("1,\"two\r\nlines\",x\n2,y\n", &["0: 1|two\r\nlines|x", "2: 2|y"]);
        check("\"\",\"\"\"\"\n", &["0: |\""]);
        check("1, \"2,000\" ,3\n", &["0: 1|2,000|3"]);
        check("\"a", &["unclosed in 0"]);
    }

    #[test]
    fn a_field_that_is_guarded_is_what_it_guards() {
        check("=\"007\",\"=\"\"1,234.50\"\"\"\n", &["0: 007|1,234.50"]);
        check("=\"1,234.50\",x\n=\"\"\n", &["0: 1,234.50|x", "1: "]);
        // A formula, and a quote that does not close before the field ends, are text.
        check("=A1,\"=SUM(B1,C1)\"\n", &["0: =A1|=SUM(B1,C1)"]);
        check("=\"a\"&B1,2\n=\"x,1\n", &["0: =\"a\"&B1|2", "1: =\"x|1"]);
    }

    #[test]
    fn a_quote_out_of_place_is_text() {
        check("5\" pipe,1\n", &["0: 5\" pipe|1"]);
        check("\"He said \"hi\" there\",1\n", &["0: He said \"hi\" there|1"]);
        check("\"abc\" def,1\n\"x\",2\n", &["0: \"abc\" def|1", "1: x|2"]);
        check("  a,\"b\" c", &["0:   a|\"b\" c"]);
    }

    #[test]
    fn a_quote_that_never_closes_is_found_where_it_opened() {
        check("a,b\n\"x,1\n\"y\",2\n", &["0: a|b", "unclosed in 1"]);
        check("a,b\nx,\"1\ny,2\n", &["0: a|b", "unclosed in 1"]);
        check("\"two\nlines\",1\n\"x,1\nz\n", &["0: two\nlines|1", "unclosed in 2"]);
    }

    #[test]
    fn a_backslash_escapes_where_the_dialect_says_so() {
        let dialect = Dialect { escape: Escape::Backslash, ..COMMA };
        assert_eq!(records("\"a \\\"b\\\" \\n\",\"c\\\\\"\n", dialect), ["0: a \"b\" \\n|c\\"]);
        check("\"field 1\",\"field 2\\\"\n", &["0: field 1|field 2\\"]);
    }

    #[test]
    fn without_a_delimiter_a_line_is_a_field() {
        let dialect = Dialect { delimiter: None, ..COMMA };
        assert_eq!(records("a,b;c\n\"d\ne\"\n", dialect), ["0: a,b;c", "1: d\ne"]);
    }
}
