//! How rows and columns are called that sum others.

use crate::name;

/// How a label names a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// `Total`, `소  계`, `Grand total`: nothing but the word.
    Plain,
    /// `Total Devices`, `유럽 소계`: the word with what it sums. A product may be called so, so its figures must agree.
    WithSubject,
}

const WORDS: [&str; 19] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "grandtotal",
    "sum",
    "overall",
    "alltotal",
    "합계",
    "소계",
    "총계",
    "총합계",
    "계",
    "누계",
    "합",
    "summe",
    "gesamt",
    "insgesamt",
    "zwischensumme",
];

/// Whether a label names a total.
pub(crate) fn naming(label: &str) -> Option<Naming> {
    let folded = name::fold(label);
    let compact: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if WORDS.contains(&compact.as_str()) {
        return Some(Naming::Plain);
    }
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let edge = |word: &&str| ["total", "subtotal", "totals", "합계", "소계", "총계", "summe", "gesamt"].contains(word);
    (words.len() > 1 && (words.first().is_some_and(edge) || words.last().is_some_and(edge)))
        .then_some(Naming::WithSubject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_words_in_three_languages() {
        for label in ["Total", "TOTAL:", "Sub-total", "Grand Total", "합계", "소  계", "총 계", "계", "Summe"] {
            assert_eq!(naming(label), Some(Naming::Plain), "{label}");
        }
        for label in ["Total Devices", "Europe subtotal", "국내 소계", "Total, Americas"] {
            assert_eq!(naming(label), Some(Naming::WithSubject), "{label}");
        }
        for label in ["Totality", "계측기", "CardioView", "", "통계", "Sumatra"] {
            assert_eq!(naming(label), None, "{label}");
        }
    }
}
