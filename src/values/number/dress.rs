//! What people put around a figure: signs, currencies, a percent sign; and what they put in the place of one.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A figure without its dress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BareFigure<'a> {
    pub(crate) core: &'a str,
    pub(crate) negative: bool,
    pub(crate) percent: bool,
}

/// A sign or word that people put for nothing. Never a zero.
pub(crate) fn is_absence(text: &str) -> bool {
    matches!(text, "" | "-" | "--" | "---" | "–" | "—" | "−" | "‐" | "." | ".." | "..." | "…")
        || is_word_for_unknown(text)
        || ["null", "none", "nil", "nan", "없음", "해당없음", "해당 없음"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}

/// A word that people write where a figure is not available or does not apply, and nobody can say which.
pub(super) fn is_word_for_unknown(text: &str) -> bool {
    ["n/a", "na", "n.a.", "#n/a", "k.a.", "n.v."].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `None` when two signs contradict or repeat each other, as in `-(5)`: nobody knows what was meant.
pub(super) fn take_off(text: &str) -> Option<BareFigure<'_>> {
    let mut core = text.trim();
    let (mut sign, mut percent, mut currencies) = (None, false, 0);
    loop {
        if let Some((rest, negative)) = unsigned(core) {
            if sign.replace(negative).is_some() {
                return None;
            }
            core = rest.trim();
        } else if let Some(rest) = without_currency(core).filter(|_| currencies < 2) {
            currencies += 1;
            core = rest.trim();
        } else if let Some(rest) = core.strip_suffix('%').filter(|_| !percent) {
            percent = true;
            core = rest.trim();
        } else {
            return Some(BareFigure { core, negative: sign == Some(true), percent });
        }
    }
}

/// Takes off parentheses, a leading sign, a trailing minus, or the triangle of Korean and Japanese accounts.
fn unsigned(text: &str) -> Option<(&str, bool)> {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return Some((inner, true));
    }
    if let Some(rest) = text.strip_prefix(['-', '−', '–', '—', '‐', '△', '▲']) {
        return Some((rest, true));
    }
    if let Some(rest) = text.strip_prefix('+') {
        return Some((rest, false));
    }
    text.strip_suffix(['-', '−']).map(|rest| (rest, true))
}

/// The sign or code of a figure that is not one of the currency `code`. A `$` may be any dollar or peso.
pub(crate) fn foreign_currency(text: &str, code: &str) -> Option<&'static str> {
    const WITHOUT_DOLLAR: [&str; 21] = [
        "EUR", "GBP", "JPY", "KRW", "CHF", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "THB", "TRY",
        "ILS", "AED", "SAR", "VND", "ZAR",
    ];
    // Most figures are digits and no more.
    if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b' ' | b'(' | b')' | b'\'' | b'%')) {
        return None;
    }
    let folded: String = text.nfkc().collect();
    let mut core = folded.trim();
    while let Some((mark, rest)) = unsigned(core)
        .map(|(rest, _)| (None, rest))
        .or_else(|| currency_and_rest(core).map(|(mark, rest)| (Some(mark), rest)))
    {
        core = rest.trim();
        let Some(mark) = mark else { continue };
        let is_other = match CODES_OF_SIGNS.iter().find(|(sign, _)| *sign == mark) {
            Some((_, codes)) => !codes.contains(&code),
            None if mark == "$" => WITHOUT_DOLLAR.contains(&code),
            None => mark != code && !(mark == "RMB" && code == "CNY"),
        };
        if is_other {
            return Some(mark);
        }
    }
    None
}

/// Takes off one currency sign or code, before or behind the figure.
fn without_currency(text: &str) -> Option<&str> {
    currency_and_rest(text).map(|(_, rest)| rest)
}

/// A sign may be that of several currencies, the likeliest first.
const CODES_OF_SIGNS: [(&str, &[&str]); 22] = [
    ("US$", &["USD"]),
    ("HK$", &["HKD"]),
    ("NZ$", &["NZD"]),
    ("NT$", &["TWD"]),
    ("C$", &["CAD"]),
    ("A$", &["AUD"]),
    ("S$", &["SGD"]),
    ("R$", &["BRL"]),
    ("€", &["EUR"]),
    ("£", &["GBP", "EGP"]),
    ("¥", &["JPY", "CNY"]),
    ("₩", &["KRW", "KPW"]),
    ("₹", &["INR"]),
    ("₽", &["RUB"]),
    ("₺", &["TRY"]),
    ("₫", &["VND"]),
    ("₪", &["ILS"]),
    ("฿", &["THB"]),
    ("원", &["KRW", "KPW"]),
    ("円", &["JPY"]),
    ("元", &["CNY", "TWD"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
];

/// Longer signs first: `US$` ends in `$`.
const SIGNS: [&str; 23] = [
    "US$", "HK$", "NZ$", "NT$", "C$", "A$", "S$", "R$", "$", "€", "£", "¥", "₩", "₹", "₽", "₺", "₫", "₪", "฿", "원",
    "円", "元", "kr",
];
pub(crate) const CODES: [&str; 31] = [
    "USD", "EUR", "GBP", "JPY", "KRW", "CHF", "CNY", "RMB", "INR", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "RON", "SGD", "HKD", "TWD", "THB", "BRL", "MXN", "ZAR", "TRY", "ILS", "AED", "SAR", "VND",
];

/// All signs and codes that figures wear, the longer signs first.
pub(crate) fn currency_marks() -> impl Iterator<Item = &'static str> {
    SIGNS.iter().chain(&CODES).copied()
}

/// Whether a letter is the sign of a currency.
pub(crate) fn is_currency_sign(letter: char) -> bool {
    SIGNS.iter().any(|sign| sign.chars().eq([letter]))
}

/// The sign or code of a currency, by its number among those that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct CurrencyMark(u8);

impl CurrencyMark {
    /// In a text that is a code, or has a sign somewhere, as the pieces of number formats have.
    pub(crate) fn within(text: &str) -> Option<Self> {
        let text = text.trim();
        // `kr` is part of many words.
        let is_sign = |sign: &str| if sign == "kr" { text.trim_end_matches('.') == "kr" } else { text.contains(sign) };
        let sign = SIGNS.iter().position(|sign| is_sign(sign));
        let code = || CODES.iter().position(|code| *code == text).map(|at| at + SIGNS.len());
        u8::try_from(sign.or_else(code)?).ok().map(Self)
    }

    /// The ISO code, where the mark stands for one currency.
    pub(crate) fn code(self) -> Option<&'static str> {
        let mark = self.as_str();
        let known = CODES_OF_SIGNS.iter().find(|(sign, _)| *sign == mark).and_then(|(_, codes)| codes.first().copied());
        known.or_else(|| CODES.contains(&mark).then_some(mark))
    }

    pub(crate) fn as_str(self) -> &'static str {
        let at = usize::from(self.0);
        SIGNS.get(at).or_else(|| CODES.get(at.checked_sub(SIGNS.len())?)).copied().unwrap_or_default()
    }
}

fn currency_and_rest(text: &str) -> Option<(&'static str, &str)> {
    currency_marks().find_map(|mark| Some((mark, text.strip_prefix(mark).or_else(|| text.strip_suffix(mark))?)))
}

/// Whether a text is nothing but the sign or the code of a currency; some programs write codes in small letters.
pub(crate) fn is_currency(text: &str) -> bool {
    let text = &*text.trim().to_ascii_uppercase();
    SIGNS.contains(&text) || CODES.contains(&text) || OTHER_CODES.contains(&text)
}

/// Of countries whose figures rarely wear them.
const OTHER_CODES: [&str; 32] = [
    "EGP", "RUB", "UAH", "KWD", "QAR", "BHD", "OMR", "JOD", "MAD", "TND", "NGN", "KES", "GHS", "ARS", "CLP", "COP",
    "PEN", "UYU", "CRC", "IDR", "MYR", "PHP", "PKR", "BDT", "LKR", "KZT", "UZS", "GEL", "BGN", "RSD", "ISK", "MOP",
];
