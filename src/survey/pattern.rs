//! What is written into a draft: the patterns for files and their like.

/// The pattern for the file of a path and its like: periods in the names of folders and file become `*`.
pub(crate) fn pattern(path: &str) -> String {
    let (folders, file) = path.rsplit_once('/').map_or(("", path), |(folders, file)| (folders, file));
    let says_something = with_stars(in_two(file).0).contains(char::is_alphanumeric);
    // Nothing but the period would take every file of the folder.
    if says_something { without_periods(path) } else { in_folders(folders) + &escaped(file) }
}

fn without_periods(path: &str) -> String {
    let (folders, file) = path.rsplit_once('/').map_or(("", path), |(folders, file)| (folders, file));
    let (stem, extension) = in_two(file);
    in_folders(folders) + &with_stars(stem) + &escaped(extension)
}

fn in_folders(folders: &str) -> String {
    folders.split('/').filter(|folder| !folder.is_empty()).map(|folder| with_stars(folder) + "/").collect()
}

/// One pattern for the files of several paths; `None` where their names have nothing in common.
pub(crate) fn common_pattern(paths: &[&str]) -> Option<String> {
    let (first, others) = paths.split_first()?;
    if others.iter().all(|path| without_periods(path) == without_periods(first)) && !others.is_empty() {
        return Some(without_periods(first));
    }
    let parts = |path: &&str| path.split('/').map(str::to_owned).collect::<Vec<String>>();
    let (first, others) = (parts(first), others.iter().map(parts).collect::<Vec<_>>());
    if others.iter().any(|other| other.len() != first.len()) {
        return None;
    }
    let part = |at: usize| {
        let alike: Vec<&str> = std::iter::once(&first).chain(&others).map(|parts| parts[at].as_str()).collect();
        common_part(&alike)
    };
    let parts: Vec<String> = (0..first.len()).map(part).collect::<Option<_>>()?;
    Some(parts.join("/"))
}

/// What several names begin and end with, up to a word's edge, around a `*`.
fn common_part(names: &[&str]) -> Option<String> {
    let (first, others) = names.split_first()?;
    if others.iter().all(|other| other == first) {
        return Some(with_stars(first))
            .filter(|pattern| pattern.contains(char::is_alphanumeric))
            .or(Some(escaped(first)));
    }
    let names: Vec<Vec<char>> = names.iter().map(|name| name.chars().collect()).collect();
    let before = shared(&names);
    let turned: Vec<Vec<char>> = names.iter().map(|name| name[before..].iter().rev().copied().collect()).collect();
    let behind = shared(&turned);
    let prefix: String = names[0][..before].iter().collect();
    let suffix: String = turned[0][..behind].iter().rev().collect();
    let extension = in_two(first).1;
    suffix.ends_with(extension).then(|| format!("{}*{}", escaped(&prefix), escaped(&suffix)))
}

/// How many characters names begin with alike, up to the edge of a word or a number.
fn shared(names: &[Vec<char>]) -> usize {
    let Some((first, others)) = names.split_first() else { return 0 };
    let alike = |other: &Vec<char>| first.iter().zip(other).take_while(|(a, b)| a == b).count();
    let mut shared = others.iter().map(alike).min().unwrap_or(0);
    let goes_on = |kind: fn(char) -> bool| names.iter().any(|name| name.get(shared).is_some_and(|&c| kind(c)));
    for kind in [char::is_alphabetic, |c: char| c.is_ascii_digit()] {
        if goes_on(kind) {
            let whole = first[..shared].iter().rev().take_while(|&&c| kind(c)).count();
            shared -= whole;
            break;
        }
    }
    shared
}

/// The first word of a file's name that is no period, which files alike have in common.
pub(crate) fn first_word(file: &str) -> String {
    let stem = with_stars(in_two(file).0);
    let words = stem.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    crate::name::fold(words.unwrap_or_default())
}

/// A name and its extension, with the dot.
fn in_two(file: &str) -> (&str, &str) {
    file.rfind('.').filter(|at| *at > 0).map_or((file, ""), |at| file.split_at(at))
}

/// Periods as `*`.
fn with_stars(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if let Some(length) = named_month_at(&chars, at).or_else(|| period_at(&chars, at)) {
            if !out.ends_with('*') {
                out.push('*');
            }
            at += length;
        } else {
            push_escaped(&mut out, c);
            at += 1;
        }
    }
    out
}

/// How many characters from `at` on say a month by its name, with its year behind or before: `Jan 2026`, `2026-October`,
/// `oct26`.
fn named_month_at(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && chars[at - 1].is_alphanumeric() {
        return None;
    }
    let joined = |from: usize| usize::from(chars.get(from).is_some_and(|c| matches!(c, '-' | '_' | '.' | ' ' | '\'')));
    let digits = |from: usize| chars[from.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let letters = |from: usize| chars[from.min(chars.len())..].iter().take_while(|c| c.is_alphabetic()).count();
    let is_month = |from: usize, length: usize| {
        length >= 3 && {
            let word: String = chars[from..from + length].iter().collect();
            crate::calendar::parse_month_name(&crate::name::fold(&word)).is_some()
        }
    };
    let ends = |end: usize| chars.get(end).is_none_or(|c| !c.is_alphanumeric());
    let word = letters(at);
    if is_month(at, word) {
        let from = at + word + joined(at + word);
        let end = from + digits(from);
        return (matches!(end - from, 2 | 4) && ends(end)).then_some(end - at);
    }
    let year = digits(at);
    let from = at + year + joined(at + year);
    let word = letters(from);
    (year == 4 && is_month(from, word) && ends(from + word)).then_some(from + word - at)
}

/// A name with no sign that means something in a pattern.
pub(crate) fn escaped(text: &str) -> String {
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
            ("Revenue Jan 2026.xlsx", "Revenue *.xlsx"),
            ("Sales_oct26_final.csv", "Sales_*_final.csv"),
            ("2026-October sales.csv", "* sales.csv"),
            ("march of 20 dimes.csv", "march of 20 dimes.csv"),
            ("finance/2026/Revenue_2026-10.csv", "finance/*/Revenue_*.csv"),
            ("재무/매출현황.xlsx", "재무/매출현황.xlsx"),
        ] {
            assert_eq!(pattern(file), expected, "{file}");
        }
    }

    #[test]
    fn several_files_have_the_pattern_of_what_their_names_share() {
        for (files, expected) in [
            (&["a/Rev_2026-09.csv", "a/Rev_2026-10.csv"][..], Some("a/Rev_*.csv")),
            (&["2025/Rev_2025-12.csv", "2026/Rev_2026-01.csv"], Some("*/Rev_*.csv")),
            (&["daily/2026-10-01.csv", "daily/2026-10-02.csv"], Some("daily/*.csv")),
            (&["sales_north.csv", "sales_south.csv"], Some("sales_*.csv")),
            (&["sales 9 final.csv", "sales 10 final.csv"], Some("sales * final.csv")),
            (&["sales.csv", "sales_2.csv"], Some("sales*.csv")),
            (&["report19.csv", "report20.csv"], Some("report*.csv")),
            (&["sales.csv", "in/sales.csv"], None),
            (&["sales.csv", "sales.xlsx"], None),
        ] {
            assert_eq!(common_pattern(files).as_deref(), expected, "{files:?}");
        }
    }

    #[test]
    fn files_alike_have_their_first_word_in_common() {
        for (file, word) in
            [("Revenue_2026-10.xlsx", "revenue"), ("2026-10-01.csv", ""), ("2026Q3 매출 현황.xlsx", "매출")]
        {
            assert_eq!(first_word(file), word, "{file}");
        }
    }
}
