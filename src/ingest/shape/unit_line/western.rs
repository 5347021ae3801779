//! Units in English and the languages written like it.
//!
//! A scale by its word (`thousand`, `Mio`, `milliers`) needs `in` or money near it; a short one (`k`, `m`, `bn`) needs
//! money right beside it (`USD m`, `k€`, `MEUR`). A scale alone is no unit (`Thousand Oaks`).

use crate::amount::Unit;
use crate::values::number;

/// Words, always without the `s` of their plural.
const WORDS: &[(&str, i64)] = &[
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("lakh", 100_000),
    ("lac", 100_000),
    ("crore", 10_000_000),
    ("tausend", 1_000),
    ("tsd", 1_000),
    ("millionen", 1_000_000),
    ("milliarden", 1_000_000_000),
    ("mio", 1_000_000),
    ("mill", 1_000_000),
    ("mln", 1_000_000),
    ("mrd", 1_000_000_000),
    ("mlrd", 1_000_000_000),
    ("mld", 1_000_000_000),
    ("1000", 1_000),
    ("000", 1_000),
    ("millier", 1_000),
    ("milliard", 1_000_000_000),
    ("mil", 1_000),
    ("mile", 1_000),
    ("millón", 1_000_000),
    ("millone", 1_000_000),
    ("milhare", 1_000),
    ("milhão", 1_000_000),
    ("milhõe", 1_000_000),
    ("bilhõe", 1_000_000_000),
    ("migliaia", 1_000),
    ("milioni", 1_000_000),
    ("miliardi", 1_000_000_000),
    ("duizend", 1_000),
    ("duizenden", 1_000),
    ("miljoen", 1_000_000),
    ("miljoenen", 1_000_000),
    ("miljard", 1_000_000_000),
    ("miljarden", 1_000_000_000),
    ("tusen", 1_000),
];

/// Beside or fused with money only.
const SHORT: &[(&str, i64)] = &[
    ("'000s", 1_000),
    ("'000", 1_000),
    ("000s", 1_000),
    ("000", 1_000),
    ("mio", 1_000_000),
    ("mln", 1_000_000),
    ("mrd", 1_000_000_000),
    ("mld", 1_000_000_000),
    ("tsd", 1_000),
    ("mil", 1_000),
    ("mm", 1_000_000),
    ("mn", 1_000_000),
    ("md", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("tn", 1_000_000_000_000),
    ("cr", 10_000_000),
    ("mi", 1_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("b", 1_000_000_000),
];

/// Words for money that name no currency of one country, or not by its code.
const MONEY: &[&str] = &[
    "dollar", "euro", "won", "pound", "sterling", "yen", "yuan", "franc", "franken", "reai", "peso", "rupee", "rs",
    "kroner", "kronor", "złoty", "zloty",
];

/// A text in small letters, and as it is written.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) folded: &'a str,
    pub(super) text: &'a str,
}

impl Written<'_> {
    /// The signs and codes that the text may have. Some codes are words of English in small letters.
    fn marks(self) -> impl Iterator<Item = &'static str> {
        const WORDS_TOO: [&str; 4] = ["TRY", "RON", "ILS", "SAR"];
        number::currency_marks().filter(move |mark| !WORDS_TOO.contains(mark) || self.text.contains(mark))
    }

    fn is_money(self, word: &str) -> bool {
        let singular = word.strip_suffix('s').unwrap_or(word);
        self.marks().any(|mark| mark.eq_ignore_ascii_case(word)) || MONEY.contains(&word) || MONEY.contains(&singular)
    }
}

/// `in thousands`, `USD millions`, `$000`, `T€`, `k$`, `en milliers d'euros`, `x 1.000 EUR`.
pub(super) fn read(written: Written<'_>) -> Option<(i64, Unit)> {
    let words = words(written.folded);
    by_word(&words, written)
        .or_else(|| beside_money(&words, written))
        .or_else(|| alone(written.folded))
        .or_else(|| times(&words, written))
}

/// `(k)`, `(in thousands)`, `(000s)`: what stands in brackets is a scale and nothing else. `m` and its like may be
/// metres, so they are said of money alone; `b` may be a footnote and `cr` credit.
pub(super) fn scale_alone(inner: &str) -> Option<(i64, Option<Unit>)> {
    let inner = inner.strip_prefix("in ").unwrap_or(inner).trim_end_matches('.');
    let of_word = |(word, _): &&(&str, i64)| *word == inner || inner.strip_suffix('s') == Some(word);
    if let Some((_, factor)) = WORDS.iter().find(of_word).filter(|(word, _)| *word != "mile") {
        return Some((*factor, None));
    }
    let (short, factor) = SHORT.iter().find(|(short, _)| *short == inner)?;
    match *short {
        "b" | "cr" | "tn" => None,
        "m" | "mm" | "mi" | "md" => Some((*factor, Some(Unit::Money))),
        _ => Some((*factor, None)),
    }
}

/// The one currency that a text names as a word of its own, or fused with a scale.
pub(super) fn currency_of(written: Written<'_>) -> Option<&'static str> {
    const SCALES: [char; 9] = ['천', '만', '백', '십', '억', '千', '万', '百', '億'];
    let mut found: Option<&'static str> = None;
    for word in words(written.folded) {
        let bare = word.trim_start_matches(SCALES).trim_start_matches('亿');
        let alone = || written.marks().find(|mark| mark.eq_ignore_ascii_case(bare));
        let Some(named) = fused(word, written).map(|(currency, _)| currency).or_else(alone) else { continue };
        if found.is_some_and(|found| found != named) {
            return None;
        }
        found = Some(named);
    }
    found
}

fn words(folded: &str) -> Vec<&str> {
    let parts = folded.split(|c: char| !c.is_alphanumeric() && c != '\'' && !number::is_currency_sign(c));
    // `d'euros`, and `'000`.
    let parts = parts.flat_map(|part| match part.split_once('\'') {
        Some((before, behind)) if !before.is_empty() && behind.starts_with(char::is_alphabetic) => vec![before, behind],
        _ => vec![part],
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// A scale by its word, behind `in` or near money.
fn by_word(words: &[&str], written: Written<'_>) -> Option<(i64, Unit)> {
    const PIECES: [&str; 7] = ["units", "pieces", "users", "customers", "stück", "unités", "unidades"];
    let is_money = |word: &str| written.is_money(word);
    let scale = |word: &str| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        WORDS.iter().find(|(known, _)| *known == word || *known == singular).map(|(_, factor)| *factor)
    };
    for (index, word) in words.iter().enumerate() {
        let Some(factor) = scale(word) else { continue };
        let before = index.checked_sub(1).map_or("", |at| words[at]);
        let after: Vec<&str> = words.iter().skip(index + 1).take(3).copied().collect();
        let is_link = |word: &&&str| ["of", "de", "d", "di"].contains(*word);
        let first = after.iter().find(|word| !is_link(word)).copied().unwrap_or("");
        let of_pieces = PIECES.contains(&first);
        let near = is_money(before) || after.iter().any(|word| is_money(word));
        let said = match *word {
            // English has miles too.
            "mile" | "miles" => {
                ["en", "em"].contains(&before) || (after.first() == Some(&"de") && (near || scale(first).is_some()))
            }
            "mil" => ["en", "em"].contains(&before) || near,
            // `50 000 EUR` is an amount.
            "000" => near && !before.ends_with(|c: char| c.is_ascii_digit()),
            _ => ["in", "en", "em"].contains(&before) || near,
        };
        if said {
            // `miles de millones`.
            let factor = scale(first).filter(|_| first != *word).map_or(factor, |of| factor * of);
            return Some((factor, if of_pieces { Unit::Count } else { Unit::Money }));
        }
    }
    None
}

/// `USD m`, `mn EUR`, `k€`, `MEUR`.
fn beside_money(words: &[&str], written: Written<'_>) -> Option<(i64, Unit)> {
    let Written { folded, .. } = written;
    let is_money = |word: &str| written.is_money(word);
    let short = |word: &str| SHORT.iter().find(|(short, _)| *short == word).map(|(_, factor)| *factor);
    for (index, word) in words.iter().enumerate() {
        if let Some((_, factor)) = fused(word, written) {
            return Some((factor, Unit::Money));
        }
        let Some(factor) = short(word) else { continue };
        let before = index.checked_sub(1).map_or("", |at| words[at]);
        let after = words.get(index + 1).copied().unwrap_or("");
        let mark = format!("{word})");
        // `b) USD figures` has a footnote.
        let is_mark = word.len() == 1
            && (folded.starts_with(&mark)
                || folded.contains(&format!("({mark}"))
                || (folded.contains(&mark) && !folded.contains('(')));
        let of_amount = *word == "000" && before.ends_with(|c: char| c.is_ascii_digit());
        let in_short = before == "in" && words.len() == 2 && word.len() > 1;
        let beside = is_money(before) || (is_money(after) && *word != "b");
        if !is_mark && !of_amount && (beside || in_short) {
            return Some((factor, Unit::Money));
        }
    }
    None
}

/// A currency and a scale in one word.
fn fused(word: &str, written: Written<'_>) -> Option<(&'static str, i64)> {
    written.marks().find_map(|mark| {
        let behind =
            word.get(..mark.len()).filter(|start| mark.eq_ignore_ascii_case(start)).map(|_| &word[mark.len()..]);
        let start = word.len().checked_sub(mark.len());
        let before = start.filter(|&at| word.get(at..).is_some_and(|end| mark.eq_ignore_ascii_case(end)));
        let before = before.map(|at| &word[..at]);
        // Billions are written as one letter beside a sign only.
        let is_code = mark.bytes().all(|byte| byte.is_ascii_alphabetic());
        let known = |scale: &str| {
            let known = SHORT.iter().find(|(short, _)| *short == scale && !(is_code && scale == "b"));
            known.map(|(_, factor)| *factor)
        };
        // German and Swedish accounts write T for thousands.
        let thousands = || before.filter(|scale| *scale == "t").map(|_| 1_000);
        let factor = behind.and_then(known).or_else(|| before.and_then(known)).or_else(thousands)?;
        Some((mark, factor))
    })
}

/// `'000` and `000s` in brackets or alone.
fn alone(folded: &str) -> Option<(i64, Unit)> {
    let bare = folded.trim_matches(['(', ')', '[', ']']);
    let bare = bare.strip_prefix("in ").unwrap_or(bare);
    (["'000", "'000s", "000s", "000's"].contains(&bare)).then_some((1_000, Unit::Money))
}

/// `x 1.000 EUR`, `(× 1,000)`, `in 1.000 €`.
fn times(words: &[&str], written: Written<'_>) -> Option<(i64, Unit)> {
    let at = words.windows(2).position(|pair| pair == ["1", "000"])?;
    let factor = if words.get(at + 2) == Some(&"000") { 1_000_000 } else { 1_000 };
    let marked = words.contains(&"x") || words.contains(&"in") || written.folded.contains('×');
    let around = words[..at].iter().chain(words.get(at + 2..).unwrap_or_default());
    let only = around.into_iter().all(|word| written.is_money(word) || ["x", "in", "000"].contains(word));
    (marked && only).then_some((factor, Unit::Money))
}
