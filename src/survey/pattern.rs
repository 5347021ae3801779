//! What is written into a draft: the pattern for a file and its like, and texts as TOML has them.

/// The pattern for a file and its like: a period in its name becomes `*`.
pub(crate) fn pattern(file: &str) -> String {
    let chars: Vec<char> = file.chars().collect();
    let (end, extension) = match file.rsplit_once('.') {
        Some((stem, _)) => (stem.chars().count(), true),
        None => (chars.len(), false),
    };
    let mut out = String::new();
    let mut at = 0;
    while at < end {
        if let Some(length) = period_at(&chars[..end], at) {
            if !out.ends_with('*') {
                out.push('*');
            }
            at += length;
        } else {
            push_escaped(&mut out, chars[at]);
            at += 1;
        }
    }
    if extension {
        chars[end..].iter().for_each(|&c| push_escaped(&mut out, c));
    }
    // Nothing but the period would take every file of the folder.
    let says_something = out.chars().take_while(|&c| c != '.').any(char::is_alphanumeric);
    if says_something { out } else { escaped(file) }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|c| push_escaped(&mut out, c));
    out
}

fn push_escaped(out: &mut String, c: char) {
    if matches!(c, '*' | '?' | '[' | ']' | '{' | '}') {
        out.push('[');
        out.push(c);
        out.push(']');
    } else {
        out.push(c);
    }
}

/// How many characters from `at` on say a period: `2026-10`, `202610`, `FY2026`, `FY26`, `2026Q3`, `20261031`.
fn period_at(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && (chars[at - 1].is_ascii_digit() || (chars[at - 1].is_alphabetic() && chars[at].is_alphabetic())) {
        return None;
    }
    let digits = |from: usize| chars[from.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let fiscal = chars.get(at).is_some_and(|c| c.eq_ignore_ascii_case(&'f'))
        && chars.get(at + 1).is_some_and(|c| c.eq_ignore_ascii_case(&'y'));
    let from = at + if fiscal { 2 } else { 0 };
    let year_digits = digits(from);
    let year: String = chars.get(from..from + 4.min(year_digits))?.iter().collect();
    let is_year = (year.len() == 4 && ("1990".."2100").contains(&year.as_str())) || (fiscal && year_digits == 2);
    if !is_year || !matches!(year_digits, 2 | 4 | 6 | 8) {
        return None;
    }
    let mut end = from + year_digits;
    // `-10`, `_Q3`, ` H1`, `-10-31`.
    for _ in 0..2 {
        let joined = usize::from(chars.get(end).is_some_and(|c| matches!(c, '-' | '_' | '.' | ' ')));
        let part = end + joined;
        let letter =
            usize::from(chars.get(part).is_some_and(|c| matches!(c.to_ascii_uppercase(), 'Q' | 'H' | 'P' | 'M' | 'W')));
        let number = digits(part + letter);
        let ends = chars.get(part + letter + number).is_none_or(|c| !c.is_alphanumeric() || matches!(c, '월' | '분'));
        let is_part = (1..=2).contains(&number) && ends && (joined + letter > 0);
        if year_digits != 4 || !is_part {
            break;
        }
        end = part + letter + number;
    }
    Some(end - at)
}

/// A TOML string.
pub(crate) fn quoted(text: &str) -> String {
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
    fn a_period_in_a_file_name_becomes_a_star() {
        for (file, expected) in [
            ("Revenue_2026-10.xlsx", "Revenue_*.xlsx"),
            ("Revenue_FY2026.xlsx", "Revenue_*.xlsx"),
            ("sales 202610.csv", "sales *.csv"),
            ("sales_20261031_final.csv", "sales_*_final.csv"),
            ("2026Q3 revenue.xlsx", "* revenue.xlsx"),
            ("매출현황_2026년.xlsx", "매출현황_*년.xlsx"),
            ("48112-0004_772013004.csv", "48112-0004_772013004.csv"),
            ("Revenue.xlsx", "Revenue.xlsx"),
            ("2026-10.xlsx", "2026-10.xlsx"),
            ("a[1]{x}?.csv", "a[[]1[]][{]x[}][?].csv"),
        ] {
            assert_eq!(pattern(file), expected, "{file}");
        }
    }

    #[test]
    fn strings_are_written_so_that_toml_reads_them_back() {
        assert_eq!(quoted("a \"b\" \\ c\n\u{1b}"), r#""a \"b\" \\ c\u000A\u001B""#);
    }
}
