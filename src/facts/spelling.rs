//! How a product may be spelled in an export: with a footnote mark behind it, or indented under its family.

use crate::name;

/// The key under which a spelling is known. Raised and circled digits stay what they are: folded, `CardioView²` would
/// be another product, `CardioView2`.
pub(super) fn key(spelling: &str) -> String {
    if name::has_odd_digits(spelling) { name::tidy(spelling).to_lowercase() } else { name::fold(spelling) }
}

/// Keys to look for, the most exact first: as it is written, without footnote marks, without what indents it, without
/// both; then with odd digits as plain ones, unless they are such marks.
pub(super) fn keys(spelling: &str) -> Vec<String> {
    let unmarked = name::without_footnote(spelling);
    let mut keys = vec![key(spelling), key(unmarked), key(without_indent(spelling)), key(bare(spelling))];
    if unmarked == spelling.trim_end() {
        keys.push(name::fold(spelling));
        keys.push(name::fold(without_indent(spelling)));
    }
    keys
}

/// The name itself.
pub(super) fn bare(spelling: &str) -> &str {
    let bare = name::without_footnote(without_indent(spelling)).trim();
    if bare.is_empty() { spelling } else { bare }
}

/// `  - CardioView`, `└ CardioView`, `ㄴCardioView`: what shows that a line belongs to the one above. What is nothing
/// else stays as it is.
fn without_indent(spelling: &str) -> &str {
    const BRANCHES: [char; 13] = ['└', '├', '┗', '┣', '╰', '│', '─', '━', 'ㄴ', '┖', '┕', '↳', '∟'];
    const BULLETS: [char; 19] =
        ['•', '·', '‣', '▪', '▫', '■', '□', '●', '○', '◦', '▶', '▷', '►', '◆', '◇', '»', '›', '→', '∙'];
    // Signs that names may begin with count only before a space.
    const SIGNS: [char; 6] = ['-', '–', '—', '>', '+', '*'];
    let mut rest = spelling.trim_start();
    loop {
        let mut chars = rest.chars();
        let shorter = match chars.next() {
            Some(sign) if BRANCHES.contains(&sign) || BULLETS.contains(&sign) => chars.as_str(),
            Some(sign) if SIGNS.contains(&sign) && chars.as_str().starts_with(char::is_whitespace) => chars.as_str(),
            _ => return rest,
        };
        let shorter = shorter.trim_start();
        if shorter.is_empty() {
            return rest;
        }
        rest = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents_bullets_and_footnote_marks_are_no_part_of_a_name() {
        for spelling in [
            "CardioView",
            "CardioView*",
            "CardioView 1)",
            "CardioView ¹",
            "\u{a0}\u{a0}CardioView",
            "\u{3000}CardioView",
            "  - CardioView",
            "└ CardioView",
            "└─ CardioView*",
            "ㄴCardioView",
            "• CardioView",
            "– CardioView 주2)",
        ] {
            assert_eq!(bare(spelling), "CardioView", "{spelling}");
        }
        for name in ["-40 Freezer", "+Plus", "*", "-", "└", "A-B", "Pump (left)", "Type [AB]", "CardioView 2"] {
            assert_eq!(bare(name), name);
        }
    }

    #[test]
    fn a_raised_digit_is_not_the_digit() {
        assert_ne!(key("CardioView²"), key("CardioView2"));
        assert_eq!(key("ＣａｒｄｉｏＶｉｅｗ２"), key("cardioview2"));
        assert!(!keys("CardioView²").contains(&key("CardioView2")));
        assert!(keys("CardioView Ⅱ").contains(&key("CardioView II")));
    }
}
