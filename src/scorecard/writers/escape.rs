//! Text in HTML and SVG.

/// Text as content or in an attribute between double quotes, so that none of it becomes markup. `control` says what
/// stands for a control character, which no reader may see; `None` leaves it out.
pub(super) fn escape(out: &mut String, text: &str, control: impl Fn(char) -> Option<char>) {
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
