//! Text as content of HTML and SVG, or in an attribute between double quotes: none of it becomes markup.

/// In HTML, where a control character that is neither end of a line nor tab is shown as one that cannot be.
pub(super) fn html(out: &mut String, text: &str) {
    escape(out, text, |c| Some(if matches!(c, '\n' | '\t') { c } else { '\u{fffd}' }));
}

/// In SVG, where ends of lines are spaces and what XML does not know is left out.
pub(super) fn svg(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let known = text.replace(['\u{fffe}', '\u{ffff}'], "");
    escape(&mut out, &known, |c| matches!(c, '\t' | '\n' | '\r').then_some(' '));
    out
}

/// `control` says what stands for a control character; `None` leaves it out.
fn escape(out: &mut String, text: &str, control: impl Fn(char) -> Option<char>) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.extend(control(c)),
            c => out.push(c),
        }
    }
}
