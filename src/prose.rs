//! Counts, lists and quoting in messages.

/// `1 row`, `2 rows`, `1,204 rows`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", self::number(&number), if number == 1 { "" } else { "s" })
}

/// `1,204`.
pub fn number(number: &impl ToString) -> String {
    grouped(&number.to_string())
}

/// Digits in groups of three; the sign and the part after the point stay as they are.
pub fn grouped(number: &str) -> String {
    let (sign, rest) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number),
    };
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text + fraction
}

/// `` `a`, `b`, `c` 외 3개 ``: the first few in Korean.
pub fn quoted_ko(items: &[String]) -> String {
    const SHOWN: usize = 6;
    let first: Vec<String> = items.iter().take(SHOWN).map(|item| format!("`{}`", shown(item))).collect();
    match items.len().saturating_sub(SHOWN) {
        0 => first.join(", "),
        more => format!("{} 외 {more}개", first.join(", ")),
    }
}

/// `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
pub fn quoted_list(items: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("`{}`", shown(item.as_ref()))).collect();
    joined(&quoted, "or")
}

/// `a`, `a and b`, `a, b and c` with the given conjunction.
pub fn joined(items: &[impl AsRef<str>], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {conjunction} {}", first.join(", "), last.as_ref())
        }
    }
}

/// A value from the outside, fit for one line of a message: control characters escaped, long ones cut.
pub fn shown(value: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = value.chars().take(LONGEST + 1).collect();
    let escaped = escaped(&cut);
    if value.chars().count() > LONGEST {
        format!("{}…", escaped.chars().take(LONGEST).collect::<String>())
    } else {
        escaped
    }
}

/// A text in one line, with control characters escaped.
pub fn escaped(text: &str) -> String {
    // The separators of lines and paragraphs are line breaks to some programs.
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().flat_map(|c| if is_break(c) { c.escape_default().collect::<Vec<_>>() } else { vec![c] }).collect()
}

/// A string as a pipeline file has it.
pub fn toml_string(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.extend(format!("\\u{:04X}", u32::from(c)).chars()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_written_so_that_toml_reads_them_back() {
        assert_eq!(toml_string("a \"b\" \\ c\n\u{1b}"), r#""a \"b\" \\ c\u000A\u001B""#);
    }

    #[test]
    fn numbers_and_lists_read_as_people_write_them() {
        assert_eq!(count(1, "row"), "1 row");
        assert_eq!(count(1_204_512, "row"), "1,204,512 rows");
        assert_eq!(grouped("-1234.5678"), "-1,234.5678");
        assert_eq!(quoted_list(&["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(joined(&["a", "b"], "and"), "a and b");
    }

    #[test]
    fn a_value_from_outside_cannot_disturb_the_terminal() {
        assert_eq!(shown("a\u{1b}[31m\n"), "a\\u{1b}[31m\\n");
        assert_eq!(shown(&"x".repeat(100)).chars().count(), 61);
    }
}
