//! Text as content of HTML and SVG, or in an attribute between double quotes: none of it becomes markup.

/// In HTML, where a control character that is neither end of a line nor tab is shown as one that cannot be.
pub(super) fn html(out: &mut String, text: &str) {
    escape(out, text, |c| Some(if matches!(c, '\n' | '\t') || is_no_character(c) { c } else { '\u{fffd}' }));
}

/// In SVG, where ends of lines are spaces and what XML does not know is left out.
pub(super) fn svg(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text, |c| matches!(c, '\t' | '\n' | '\r').then_some(' '));
    out
}

/// Unicode has them for other uses, and XML does not know them.
const fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// `control` says what stands for a control character, or for none at all; `None` leaves it out.
fn escape(out: &mut String, text: &str, control: impl Fn(char) -> Option<char>) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() || is_no_character(c) => out.extend(control(c)),
            c => out.push(c),
        }
    }
}
