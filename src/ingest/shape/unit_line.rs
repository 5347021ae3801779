//! Lines that say what a 1 stands for: `(in thousands)`, `단위: 백만원`, `[Billions of dollars]`, `USD '000`, `TEUR`.

use crate::amount::{Amount, Unit};
use crate::name;
use crate::place::Cell;
use crate::sheet::{Sheet, Value};
use std::ops::Range;

/// A unit that stands above or in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnitLine {
    pub(crate) factor: Amount,
    /// What it speaks of: money, unless it names pieces or people.
    pub(crate) of: Unit,
    pub(crate) text: String,
    pub(crate) cell: Cell,
}

/// The unit lines among some cells of a sheet.
pub(crate) fn find(sheet: &Sheet, rows: Range<usize>, columns: Range<usize>) -> Vec<UnitLine> {
    let grid = &sheet.grid;
    let mut lines = Vec::new();
    for row in rows.start..rows.end.min(grid.height()) {
        for column in columns.start..columns.end.min(grid.width()) {
            let Value::Text(text) = grid.value(row, column) else { continue };
            if let Some((factor, of)) = read(text) {
                lines.push(UnitLine { factor, of, text: text.trim().to_owned(), cell: grid.cell(row, column) });
            }
        }
    }
    lines
}

/// The unit in the name of a column: `Revenue (USD thousands)`, `매출액(백만원)`, `판매량 [천대]`, `Mill. EUR`.
pub(super) fn of_label(label: &str) -> Option<(Amount, Unit)> {
    let folded = name::fold(label);
    let inner = folded.rfind(['(', '[']).map(|at| folded[at + 1..].trim_end_matches([')', ']']).trim());
    let bare = inner.unwrap_or(&folded);
    let compact: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    // A currency alone says nothing of the unit, but 원 does.
    let says = |(factor, unit): &(Amount, Unit)| *factor != Amount::one() || *unit != Unit::Money || compact == "원";
    read(label).or_else(|| inner.and_then(read)).or_else(|| korean(&format!("({compact})"))).filter(says)
}

/// Whether a text says what a 1 stands for.
pub(crate) fn speaks_of_a_unit(text: &str) -> bool {
    read(text).is_some()
}

/// What a text says of the unit; `None` when it says nothing, as most texts do.
fn read(text: &str) -> Option<(Amount, Unit)> {
    let folded = name::fold(text);
    let compact: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    korean(&compact).or_else(|| english(&folded, &compact))
}

/// `단위 : 천원`, `(백만 달러)`, `(단위:천개)`.
fn korean(compact: &str) -> Option<(Amount, Unit)> {
    const SCALES: [(&str, i64); 8] = [
        ("십억", 1_000_000_000),
        ("백억", 10_000_000_000),
        ("천만", 10_000_000),
        ("백만", 1_000_000),
        ("십만", 100_000),
        ("억", 100_000_000),
        ("만", 10_000),
        ("천", 1_000),
    ];
    let said = match compact.find("단위") {
        Some(at) => compact[at + "단위".len()..].trim_start_matches([':', '：', '=']),
        None => compact.strip_prefix('(')?.strip_suffix(')')?,
    };
    let said = said.trim_end_matches([')', ']', '】']);
    let (factor, rest) = SCALES
        .iter()
        .find_map(|&(word, factor)| said.strip_prefix(word).map(|rest| (factor, rest)))
        .unwrap_or((1, said));
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    if starts(&["원", "달러", "krw", "usd", "eur", "us$", "엔", "유로"]) {
        Some((factor.into(), Unit::Money))
    } else if starts(&["개", "명", "대", "건", "ea"]) && factor > 1 {
        Some((factor.into(), Unit::Count))
    } else {
        None
    }
}

/// `in thousands`, `USD millions`, `$000`, `T€`; a scale alone is no unit (`thousand island`).
fn english(folded: &str, compact: &str) -> Option<(Amount, Unit)> {
    const SHORT: [(&str, i64); 11] = [
        ("$000", 1_000),
        ("$'000", 1_000),
        ("'000", 1_000),
        ("€000", 1_000),
        ("£000", 1_000),
        ("t€", 1_000),
        ("teur", 1_000),
        ("tchf", 1_000),
        ("mio€", 1_000_000),
        ("mioeur", 1_000_000),
        ("$mm", 1_000_000),
    ];
    const WORDS: [(&str, i64); 9] = [
        ("thousand", 1_000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
        ("tausend", 1_000),
        ("mio", 1_000_000),
        ("mill", 1_000_000),
        ("mln", 1_000_000),
        ("mrd", 1_000_000_000),
        ("1000", 1_000),
    ];
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric() && c != '$' && c != '€').collect();
    for (index, word) in words.iter().enumerate() {
        let Some(&(_, factor)) = WORDS.iter().find(|(scale, _)| word.trim_end_matches('s') == *scale) else { continue };
        let before = index.checked_sub(1).map_or("", |at| words[at]);
        let after: Vec<&str> = words.iter().skip(index + 1).take(3).copied().collect();
        let is_money = |word: &&str| {
            [
                "usd", "eur", "gbp", "krw", "jpy", "chf", "dollars", "dollar", "euro", "euros", "won", "pounds", "yen",
                "$", "€", "us$",
            ]
            .contains(word)
        };
        let of_pieces = after
            .iter()
            .find(|word| !["", "of"].contains(word))
            .is_some_and(|word| ["units", "pieces", "users", "customers"].contains(word));
        if before == "in" || is_money(&before) || after.iter().any(is_money) {
            return Some((factor.into(), if of_pieces { Unit::Count } else { Unit::Money }));
        }
    }
    // Short forms stand alone or in brackets, never inside a word.
    let bare = compact.trim_matches(['(', ')', '[', ']']);
    SHORT
        .iter()
        .find(|(sign, _)| {
            bare == *sign || bare.ends_with(&format!("({sign})")) || bare.strip_prefix("in") == Some(sign)
        })
        .or_else(|| {
            SHORT
                .iter()
                .find(|(sign, _)| ["usd", "eur", "gbp", "krw"].iter().any(|code| bare == format!("{code}{sign}")))
        })
        .map(|&(_, factor)| (factor.into(), Unit::Money))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(i64, Unit)>) {
        assert_eq!(read(text), expected.map(|(factor, unit)| (Amount::from(factor), unit)), "{text}");
    }

    #[test]
    fn units_are_read_in_the_words_of_finance() {
        for (text, factor) in [
            ("(단위 : 천원)", 1_000),
            ("단위: 백만원", 1_000_000),
            ("(단위：억원)", 100_000_000),
            ("(단위: 원)", 1),
            ("(백만원)", 1_000_000),
            ("[Billions of dollars]", 1_000_000_000),
            ("(in thousands)", 1_000),
            ("USD in millions, except units", 1_000_000),
            ("Net revenue (USD thousands)", 1_000),
            ("$000", 1_000),
            ("USD '000", 1_000),
            ("(T€)", 1_000),
            ("in Mio. EUR", 1_000_000),
        ] {
            check(text, Some((factor, Unit::Money)));
        }
        check("(단위: 천개)", Some((1_000, Unit::Count)));
    }

    #[test]
    fn the_name_of_a_column_may_say_its_unit() {
        for (label, expected) in [
            ("Revenue (USD thousands)", Some((1_000, Unit::Money))),
            ("매출액(백만원)", Some((1_000_000, Unit::Money))),
            ("매출액 (단위: 억원)", Some((100_000_000, Unit::Money))),
            ("매출액(원)", Some((1, Unit::Money))),
            ("판매량 [천대]", Some((1_000, Unit::Count))),
            ("Mill. EUR", Some((1_000_000, Unit::Money))),
            ("1000 EUR", Some((1_000, Unit::Money))),
            ("Umsatz (TEUR)", Some((1_000, Unit::Money))),
            ("Sales ($000)", Some((1_000, Unit::Money))),
            ("Revenue", None),
            ("Revenue (net)", None),
            ("Revenue (USD)", None),
            ("Anzahl", None),
            ("(주)한빛", None),
        ] {
            let expected = expected.map(|(factor, unit): (i64, Unit)| (Amount::from(factor), unit));
            assert_eq!(of_label(label), expected, "{label}");
        }
    }

    #[test]
    fn other_texts_say_nothing_of_units() {
        for text in ["Product", "Thousand Oaks", "단위 사업부", "(주)한빛", "Prepared by Finance", "2026", "T", "(a)"]
        {
            check(text, None);
        }
    }
}
