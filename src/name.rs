//! Names as people type them: how they are compared and which one was probably meant.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// A name or a text about it: one that goalpost knows, or one that a pipeline brings.
pub type Name = Cow<'static, str>;

/// A product as the catalog writes it; `*` is the portfolio.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductName(Arc<str>);

impl ProductName {
    /// `None` for an empty name.
    pub fn new(name: &str) -> Option<Self> {
        let name = tidy(name);
        (!name.is_empty()).then(|| Self(name.into()))
    }

    pub fn portfolio() -> Self {
        Self("*".into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProductName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Composed Unicode, and nothing else changed.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Composed Unicode, outer white space dropped, inner runs of it as one space: what people see as the same name.
pub fn tidy(name: &str) -> String {
    let composed: String = name.nfc().filter(|c| !matches!(c, '\u{200b}' | '\u{feff}')).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form under which names are compared: [`tidy`] without case. Half-width and full-width letters are one.
pub fn fold(name: &str) -> String {
    tidy(&name.nfkc().collect::<String>()).to_lowercase()
}

/// A name or figure without the marks behind it that point to a footnote: `Revenue*`, `1,234 1)`, `2015 ¹`, `합계 주2)`,
/// `2008 \1`.
/// What is nothing but marks stays as it is.
pub fn without_footnote(text: &str) -> &str {
    let mut bare = text.trim_end();
    loop {
        let shorter = without_one_mark(bare).map(str::trim_end);
        match shorter.filter(|shorter| !shorter.is_empty()) {
            Some(shorter) => bare = shorter,
            None => return bare,
        }
    }
}

/// Whether there are raised, circled or fractional digits, which folding would put beside the others as if they were
/// of the same number.
pub fn has_odd_digits(text: &str) -> bool {
    text.chars().any(|c| c.is_numeric() && !c.is_ascii() && !('０'..='９').contains(&c))
}

fn without_one_mark(text: &str) -> Option<&str> {
    let is_mark = |c: char| matches!(c, '*' | '†' | '‡' | '※' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '①'..='⑳');
    if let Some(rest) = text.strip_suffix(is_mark) {
        // Square and cubic metres are no footnotes.
        let metres = rest.ends_with('m') && text.ends_with(['²', '³']);
        return (!metres).then_some(rest);
    }
    let short = |mark: &str| {
        let digits = mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit());
        !mark.is_empty() && (digits || (mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase())))
    };
    if let Some((rest, mark)) = text.rsplit_once('\\')
        && (1..=2).contains(&mark.len())
        && mark.bytes().all(|b| b.is_ascii_digit())
    {
        return Some(rest);
    }
    if let Some((rest, mark)) = text.strip_suffix(']').and_then(|inner| inner.rsplit_once('[')) {
        return short(mark).then_some(rest);
    }
    let (rest, mark) = text.strip_suffix(')')?.rsplit_once(char::is_whitespace)?;
    // `Market size (USD m)`: the bracket closes one that is open, so it holds words and no mark.
    if rest.matches('(').count() > rest.matches(')').count() {
        return None;
    }
    let mark = mark.strip_prefix('주').map_or(mark, |number| if number.is_empty() { "1" } else { number });
    short(mark).then_some(rest)
}

/// How alike two folded words are: 1 where they are the same, 0 where they have nothing in common.
pub fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(one, other)
}

/// The candidate that was probably meant, if any comes close.
pub fn nearest<'a, S: AsRef<str> + ?Sized + 'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a S>,
) -> Option<&'a str> {
    let wanted = fold(wanted);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.into_iter().map(AsRef::as_ref) {
        let folded = fold(candidate);
        let longest = wanted.chars().count().max(folded.chars().count());
        let contained = longest >= 4
            && wanted.chars().count() >= 3
            && (folded.contains(&wanted) || (folded.chars().count() >= 3 && wanted.contains(&folded)));
        let similarity = likeness(&wanted, &folded).max(if contained { 0.7 } else { 0.0 });
        if similarity >= 0.6 && best.is_none_or(|(score, _)| similarity > score) {
            best = Some((similarity, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether one name is probably the other with a letter too many or too few, or with two of them exchanged. Names of
/// another number are others, as those of years and of versions are.
pub fn misspelt(wanted: &str, found: &str) -> bool {
    let (wanted, found) = (fold(wanted), fold(found));
    let digits = |name: &str| name.chars().filter(|c| c.is_numeric()).collect::<String>();
    let letters = (wanted.chars().count(), found.chars().count());
    if wanted == found || letters.0.min(letters.1) < 5 || digits(&wanted) != digits(&found) {
        return false;
    }
    let close = strsim::normalized_damerau_levenshtein(&wanted, &found) >= 0.8;
    let exchanged = || {
        let (mut one, mut other): (Vec<char>, Vec<char>) = (wanted.chars().collect(), found.chars().collect());
        one.sort_unstable();
        other.sort_unstable();
        one == other
    };
    close && (letters.0 != letters.1 || exchanged())
}

pub fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// The remedy for an unknown name: the nearest valid one, or the list of valid ones when it is short.
pub fn suggestion<'a, S: AsRef<str> + ?Sized + 'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a S> + Clone,
) -> Option<String> {
    if let Some(candidate) = nearest(wanted, candidates.clone()) {
        return Some(did_you_mean(candidate));
    }
    let all: Vec<&str> = candidates.into_iter().map(AsRef::as_ref).collect();
    (!all.is_empty() && all.len() <= 12).then(|| format!("expected one of {}", crate::prose::quoted_list(&all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_hangul_padding_and_case_do_not_make_another_name() {
        assert_eq!(fold("카디오뷰"), fold("\u{110f}\u{1161}\u{1103}\u{1175}\u{110b}\u{1169}\u{1107}\u{1172}"));
        assert_eq!(fold("  Cardio\n View\u{a0}"), fold("cardio view"));
        assert_eq!(fold("ＡＢＣ"), "abc");
        assert_eq!(ProductName::new(" \t"), None);
    }

    #[test]
    fn footnote_marks_are_no_part_of_a_name() {
        for (text, bare) in [
            ("Revenue*", "Revenue"),
            ("Revenue **", "Revenue"),
            ("1,234 1)", "1,234"),
            ("2015 ¹", "2015"),
            ("Total [12]", "Total"),
            ("합계 주2)", "합계"),
            ("합계 주)", "합계"),
            ("Umsatz a)", "Umsatz"),
            ("*", "*"),
            ("Area m²", "Area m²"),
            ("Growth (5)", "Growth (5)"),
            ("Type [AB]", "Type [AB]"),
            ("(in EUR)", "(in EUR)"),
            ("Pump (left)", "Pump (left)"),
        ] {
            assert_eq!(without_footnote(text), bare, "{text}");
        }
    }

    #[test]
    fn a_slip_of_a_letter_is_told_from_another_name() {
        for (wanted, found) in
            [("Budgt", "Budget"), ("Actuals", "Actual"), ("Cancelled", "Canceled"), ("Acutal", "Actual")]
        {
            assert!(misspelt(wanted, found), "{wanted} {found}");
        }
        for (wanted, found) in [
            ("Plan 2025", "Plan 2026"),
            ("Product A", "Product B"),
            ("active", "inactive"),
            ("Closed Won", "Closed Lost"),
            ("Open", "Opens"),
            ("Actual", "actual"),
        ] {
            assert!(!misspelt(wanted, found), "{wanted} {found}");
        }
    }

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        let names = ["CardioView", "SpineFix", "LabLink"];
        assert_eq!(nearest("Cardio View", names), Some("CardioView"));
        assert_eq!(nearest("spinefx", names), Some("SpineFix"));
        assert_eq!(nearest("Net revenue", ["Revenue", "Units"]), Some("Revenue"));
        assert_eq!(nearest("zzz", names), None);
        assert_eq!(suggestion("zzz", names).unwrap(), "expected one of `CardioView`, `SpineFix` or `LabLink`");
    }
}
