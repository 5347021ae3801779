//! Lines of a screen: texts from outside made safe and cut to a width, and long lines folded.

use crate::prose::escaped;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// As wide as a terminal that nobody has widened.
pub(super) const WIDTH: usize = 80;

/// A text from outside, cut to a width of the screen.
pub(super) fn cut(text: &str, width: usize) -> String {
    let text = escaped(text);
    if text.width() <= width {
        return text;
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used >= width {
            break;
        }
        out.push(c);
    }
    out.trim_end().to_owned() + "…"
}

/// Adds a text in lines of a screen: the first begins with `first`, those below with `next`.
pub(super) fn folded(out: &mut String, first: &str, next: &str, text: &str) {
    let words: Vec<String> = text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    items(out, first, next, &words, " ");
}

/// Adds items one after the other, in lines of a screen; none of them is broken.
pub(super) fn items(out: &mut String, first: &str, next: &str, items: &[String], between: &str) {
    let mut line = first.to_owned();
    let mut is_begun = false;
    for (at, item) in items.iter().enumerate() {
        let item = if at + 1 < items.len() { format!("{item}{between}") } else { item.clone() };
        if is_begun && line.width() + item.trim_end().width() > WIDTH {
            end(out, &line);
            next.clone_into(&mut line);
        }
        line.push_str(&item);
        is_begun = true;
    }
    end(out, &line);
}

/// Adds a line without what trails.
pub(super) fn end(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_from_outside_stay_on_their_line_and_in_their_width() {
        assert_eq!(escaped("a\u{1b}[31m\nb"), "a\\u{1b}[31m\\nb");
        assert_eq!(cut("한빛메디컬", 7), "한빛메…");
        assert_eq!(cut("short", 7), "short");
    }

    #[test]
    fn a_long_line_is_folded_between_words_and_a_long_word_stays_whole() {
        let mut out = String::new();
        folded(&mut out, "# ", "#   ", &format!("{} {} end", "a".repeat(70), "b".repeat(90)));
        assert_eq!(out, format!("# {}\n#   {}\n#   end\n", "a".repeat(70), "b".repeat(90)));
    }
}
