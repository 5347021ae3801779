//! Lines that say what a 1 stands for: `(in thousands)`, `단위: 백만원`, `[Billions of dollars]`, `USD '000`, `TEUR`.

mod east_asian;
mod mil;
mod western;

use crate::amount::{Amount, Unit};
use crate::name;
use crate::place::Cell;
use crate::sheet::{Sheet, Value};
use std::ops::Range;
use western::Written;

pub(crate) use mil::speaks_iberian;

/// A unit that stands above or in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnitLine {
    pub(crate) factor: Amount,
    /// What it speaks of: money, unless it names pieces or people; `None` for whatever the column holds.
    pub(crate) of: Option<Unit>,
    pub(crate) text: String,
    pub(crate) cell: Cell,
}

impl UnitLine {
    /// Whether it says `mil`, and nothing beside it whether in Spanish and Portuguese, where that is a thousand, or in
    /// English, where it is a million.
    pub(crate) fn is_open(&self) -> bool {
        mil::is_open(&self.text)
    }

    pub(crate) fn speaks_of(&self, unit: Unit) -> bool {
        match self.of {
            Some(of) => of == unit,
            None => matches!(unit, Unit::Money | Unit::Count),
        }
    }
}

/// The unit lines among some cells of a sheet.
pub(crate) fn find(sheet: &Sheet, rows: Range<usize>, columns: Range<usize>) -> Vec<UnitLine> {
    let grid = &sheet.grid;
    let mut lines = Vec::new();
    for row in rows.start..rows.end.min(grid.height()) {
        for column in columns.start..columns.end.min(grid.width()) {
            let Value::Text(text) = grid.value(row, column) else { continue };
            if let Some((factor, of)) = read(text) {
                lines.push(UnitLine {
                    factor,
                    of: Some(of),
                    text: text.trim().to_owned(),
                    cell: grid.cell(row, column),
                });
            }
        }
    }
    lines
}

/// The unit in the name of a column: `Revenue (USD thousands)`, `Market size (USD m)`, `매출액(백만원)`, `판매량 [천대]`,
/// `Mill. EUR`; `Users (k)` says no more than its scale.
fn of_label(label: &str) -> Option<(Amount, Option<Unit>)> {
    let folded = name::fold(label);
    let inner = folded.rfind(['(', '[']).map(|at| folded[at + 1..].trim_end_matches([')', ']']).trim());
    let bare = inner.unwrap_or(&folded);
    let compact: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((scale, of)) = inner.and_then(western::scale_alone) {
        return Some((scale.into(), of));
    }
    // A currency alone says nothing of the unit, but 원 and 円 do.
    let says = |(factor, unit): &(Amount, Unit)| {
        *factor != Amount::one() || *unit != Unit::Money || ["원", "円", "元"].contains(&compact.as_str())
    };
    let bracketed = || east_asian::read(&format!("({compact})"));
    let (factor, unit) = read(label).or_else(|| inner.and_then(read)).or_else(bracketed).filter(says)?;
    Some((factor, Some(unit)))
}

/// The same with the cell of the label.
pub(super) fn of_column(label: &str, cell: Cell) -> Option<UnitLine> {
    let (factor, of) = of_label(label)?;
    Some(UnitLine { factor, of, text: label.to_owned(), cell })
}

/// The one currency that a text names by its sign or code, as `Revenue (EUR)` and `in €m` do.
pub(crate) fn currency_of(text: &str) -> Option<&'static str> {
    let found = western::currency_of(Written { folded: &name::fold(text), text })?;
    // A code is written in capitals; other words are only like it.
    let is_code = found.bytes().all(|byte| byte.is_ascii_alphabetic());
    (!is_code || name::tidy(text).contains(found)).then_some(found)
}

/// Whether a text says what a 1 stands for.
pub(crate) fn speaks_of_a_unit(text: &str) -> bool {
    read(text).is_some()
}

/// What a text says of the unit; `None` when it says nothing, as most texts do.
fn read(text: &str) -> Option<(Amount, Unit)> {
    let folded = name::fold(text);
    let compact: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let western = || western::read(Written { folded: &folded, text });
    east_asian::read(&compact).or_else(|| western().map(|(factor, unit)| (factor.into(), unit)))
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
            ("USD m", 1_000_000),
            ("in USD m unless stated otherwise", 1_000_000),
            ("US$m", 1_000_000),
            ("$m", 1_000_000),
            ("($M)", 1_000_000),
            ("€m", 1_000_000),
            ("m€", 1_000_000),
            ("EUR mn", 1_000_000),
            ("mn EUR", 1_000_000),
            ("$mn", 1_000_000),
            ("£bn", 1_000_000_000),
            ("USD bn", 1_000_000_000),
            ("k$", 1_000),
            ("in k€", 1_000),
            ("KEUR", 1_000),
            ("kUSD", 1_000),
            ("MEUR", 1_000_000),
            ("TEUR", 1_000),
            ("TUSD", 1_000),
            ("Angaben in Tsd. EUR", 1_000),
            ("Mio. €", 1_000_000),
            ("Mrd. EUR", 1_000_000_000),
            ("en milliers d'euros", 1_000),
            ("En millions d’euros", 1_000_000),
            ("M€", 1_000_000),
            ("Md€", 1_000_000_000),
            ("en miles de euros", 1_000),
            ("millones de euros", 1_000_000),
            ("miles de millones de euros", 1_000_000_000),
            ("R$ mil", 1_000),
            ("em milhões de reais", 1_000_000),
            ("in migliaia di euro", 1_000),
            ("milioni di euro", 1_000_000),
            ("x € 1.000", 1_000),
            ("(× 1,000 EUR)", 1_000),
            ("in duizenden euro", 1_000),
            ("in miljoenen euro", 1_000_000),
            ("Rs. in lakhs", 100_000),
            ("₹ crore", 10_000_000),
            ("INR Cr", 10_000_000),
            ("(単位：千円)", 1_000),
            ("単位: 百万円", 1_000_000),
            ("(億円)", 100_000_000),
            ("单位：万元", 10_000),
        ] {
            check(text, Some((factor, Unit::Money)));
        }
        check("(단위: 천개)", Some((1_000, Unit::Count)));
        check("thousands of units", None);
        check("in thousands of units", Some((1_000, Unit::Count)));
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
            ("Market size (USD m)", Some((1_000_000, Unit::Money))),
            ("Revenue USD m", Some((1_000_000, Unit::Money))),
            ("Revenue, $m", Some((1_000_000, Unit::Money))),
            ("Revenue in $k", Some((1_000, Unit::Money))),
            ("CA (k€)", Some((1_000, Unit::Money))),
            ("売上高（百万円）", Some((1_000_000, Unit::Money))),
            ("Omsättning (mkr)", Some((1_000_000, Unit::Money))),
            ("Omsättning tkr", Some((1_000, Unit::Money))),
            ("Revenue (TRY k)", Some((1_000, Unit::Money))),
            ("Revenue (MRON)", Some((1_000_000, Unit::Money))),
            ("Revenue (₺m)", Some((1_000_000, Unit::Money))),
            ("売上高（円）", Some((1, Unit::Money))),
            ("Sales ($000)", Some((1_000, Unit::Money))),
            ("Revenue", None),
            ("Revenue (net)", None),
            ("Revenue (USD)", None),
            ("Anzahl", None),
            ("Revenue ($)", None),
            ("Team (a)", None),
            ("M", None),
            ("(주)한빛", None),
        ] {
            let expected = expected.map(|(factor, unit): (i64, Unit)| (Amount::from(factor), Some(unit)));
            assert_eq!(of_label(label), expected, "{label}");
        }
    }

    #[test]
    fn a_scale_alone_in_brackets_is_that_of_the_column() {
        for (label, factor) in [
            ("Revenue (k)", 1_000_i64),
            ("Revenue (000s)", 1_000),
            ("Revenue (in thousands)", 1_000),
            ("Users (thousands)", 1_000),
            ("Revenue (millions)", 1_000_000),
            ("Umsatz (Mio.)", 1_000_000),
            ("Revenue (mn)", 1_000_000),
        ] {
            assert_eq!(of_label(label), Some((Amount::from(factor), None)), "{label}");
        }
        assert_eq!(of_label("Revenue (m)"), Some((Amount::from(1_000_000_i64), Some(Unit::Money))));
        for label in ["Revenue (b)", "Amount (Cr)", "Thousand Oaks", "Millions"] {
            assert_eq!(of_label(label), None, "{label}");
        }
    }

    #[test]
    fn a_currency_is_known_by_its_sign_or_code() {
        for (text, expected) in [
            ("Revenue (EUR)", Some("EUR")),
            ("Umsatz in T€", Some("€")),
            ("Umsatz (TEUR)", Some("EUR")),
            ("All amounts in USD", Some("USD")),
            ("Market size (USD m)", Some("USD")),
            ("US$m", Some("US$")),
            ("売上高（円）", Some("円")),
            ("매출액(백만원)", Some("원")),
            ("1 EUR = 1.08 USD", None),
            ("Revenue", None),
            ("Europe", None),
            ("Umsatz Pln", None),
            ("Revenue (mkr)", Some("kr")),
            ("Revenue (KR)", None),
            ("Revenue (TRY k)", Some("TRY")),
            ("Try again", None),
            ("인원", None),
            ("회원", None),
        ] {
            assert_eq!(currency_of(text), expected, "{text}");
        }
    }

    #[test]
    fn other_texts_say_nothing_of_units() {
        for text in [
            "Product",
            "Thousand Oaks",
            "단위 사업부",
            "(주)한빛",
            "Prepared by Finance",
            "2026",
            "T",
            "(a)",
            "b) USD figures are converted",
            "Team M",
            "Mia Wallace",
            "distance in miles",
            "1,000",
            "Model K",
            "Plan M",
            "Sales m/f",
            "mn",
            "USD",
            "Credit line 50 000 EUR",
            "Minimum order 1,000 USD",
            "Bron: CBS",
            "Air miles won",
            "Plan EUR b) net",
            "Try 1000 credits",
            "Kron",
            "Mils",
            "Akr",
        ] {
            check(text, None);
        }
    }
}
