//! A text value of the pipeline file, with its escapes: which bytes of the file are which part of the text.

use super::{Place, Source};
use std::ops::Range;
use std::sync::Arc;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    source: Arc<Source>,
    /// Of the value with its quotes.
    span: Range<usize>,
}

impl Passage {
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        Self { source: source.clone(), span }
    }

    /// Where a part of the text stands; the whole value where it cannot be told.
    pub fn part(&self, part: &Range<usize>) -> Range<usize> {
        let written = self.source.text.get(self.span.clone()).unwrap_or_default();
        match (offset(written, part.start), offset(written, part.end)) {
            (Some(start), Some(end)) if start < end => self.span.start + start..self.span.start + end,
            _ => self.span.clone(),
        }
    }

    pub fn place(&self, part: &Range<usize>) -> Place {
        Place::Toml { source: self.source.clone(), span: self.part(part) }
    }
}

/// The byte of the written value, quotes and escapes included, at a byte of its text.
fn offset(written: &str, at: usize) -> Option<usize> {
    let quote = written.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let long = written.len() >= 6 && written.chars().take(3).all(|sign| sign == quote);
    let mut from = if long { 3 } else { 1 };
    if long {
        // A line break right behind the opening is no part of the text.
        let rest = &written[from..];
        from += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    }
    let mut text = 0;
    while text < at {
        let rest = written.get(from..)?;
        let sign = rest.chars().next()?;
        if quote == '\'' || sign != '\\' {
            from += sign.len_utf8();
            text += sign.len_utf8();
            continue;
        }
        let kind = rest[1..].chars().next()?;
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if digits > 0 {
            let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
            text += char::from_u32(code)?.len_utf8();
            from += 2 + digits;
        } else if kind.is_whitespace() {
            // A line that goes on below.
            from += rest.len() - rest[1..].trim_start().len();
        } else {
            text += 1;
            from += 1 + kind.len_utf8();
        }
    }
    (text == at && from <= written.len()).then_some(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_behind_quotes_escapes_and_line_breaks() {
        #[track_caller]
        fn check(written: &str, text: &str, part: &str) {
            let file = format!("where = {written}\n");
            let source = Arc::new(Source { path: "p.toml".to_owned(), text: file.clone() });
            let passage = Passage::new(&source, 8..8 + written.len());
            let start = text.find(part).unwrap();
            assert_eq!(&file[passage.part(&(start..start + part.len()))], part, "{written}");
        }
        check(r#""Amount > 1""#, "Amount > 1", "> 1");
        check(r#""\"Deal Stage\" = 1""#, "\"Deal Stage\" = 1", "= 1");
        check(r"'Amount \ 1'", r"Amount \ 1", "1");
        check(r#""\u00e9t\u00e9 = x""#, "été = x", "x");
        check("\"\"\"\nA\n  or B\"\"\"", "A\n  or B", "or B");
        check("'''A or B'''", "A or B", "B");
        check("\"A \\\n   or B\"", "A or B", "B");
        check("\"매출 > 1\"", "매출 > 1", "> 1");
    }

    #[test]
    fn what_is_no_text_is_shown_whole() {
        let source = Arc::new(Source { path: "p.toml".to_owned(), text: "where = 5\n".to_owned() });
        assert_eq!(Passage::new(&source, 8..9).part(&(0..1)), 8..9);
    }
}
