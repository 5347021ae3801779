//! How rows and columns are called that sum others, or that say something else about them.

use crate::name;

/// How a label names a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// `Total`, `소  계`, `Grand Totals (2 records)`: nothing but the word.
    Plain,
    /// `Total Devices`, `유럽 소계`: the word with what it sums. A product may be called so, and so may a customer.
    WithSubject,
}

/// Without blanks and signs.
const WORDS: [&str; 48] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "grandtotal",
    "grandtotals",
    "overalltotal",
    "sum",
    "overall",
    "alltotal",
    "합계",
    "소계",
    "총계",
    "총합계",
    "총합",
    "계",
    "누계",
    "합",
    "summe",
    "gesamt",
    "insgesamt",
    "zwischensumme",
    "gesamtsumme",
    "endsumme",
    "gesamtergebnis",
    "totaux",
    "totalgénéral",
    "soustotal",
    "totalgeneral",
    "totalgeral",
    "totale",
    "totali",
    "totalecomplessivo",
    "subtotale",
    "totalegenerale",
    "totaal",
    "subtotaal",
    "eindtotaal",
    "合計",
    "小計",
    "総計",
    "总计",
    "合计",
    "小计",
    "總計",
    "集計",
    "汇总",
    "計",
];

/// At the start or the end of a label, as a word of its own.
const EDGES: [&str; 18] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "totale",
    "totaal",
    "summe",
    "gesamt",
    "ergebnis",
    "합계",
    "소계",
    "총계",
    "요약",
    "合計",
    "小計",
    "集計",
    "合计",
    "汇总",
];

/// Often written right behind what they sum.
const SUFFIXES: [&str; 9] = ["합계", "소계", "총계", "合計", "小計", "総計", "合计", "小计", "总计"];

/// Rows of report builders that tell of the lines above and do not sum them.
const FOOTERS: [&str; 36] = [
    "count",
    "counts",
    "recordcount",
    "rowcount",
    "records",
    "avg",
    "average",
    "mean",
    "median",
    "min",
    "minimum",
    "max",
    "maximum",
    "smallest",
    "largest",
    "stddev",
    "건수",
    "개수",
    "평균",
    "최대",
    "최소",
    "최대값",
    "최소값",
    "anzahl",
    "durchschnitt",
    "mittelwert",
    "mittel",
    "nombre",
    "moyenne",
    "recuento",
    "promedio",
    "conteggio",
    "media",
    "件数",
    "平均",
    "计数",
];

/// Whether a label names a total, with or without the mark of a footnote: `Total \\3`, `TOTAL1`.
pub(crate) fn naming(label: &str) -> Option<Naming> {
    let label = name::without_footnote(label);
    let unmarked = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_marked = label.len() - unmarked.len() <= 2 && unmarked.ends_with(char::is_alphabetic);
    naming_of(label).or_else(|| naming_of(unmarked).filter(|_| is_marked))
}

/// What a label says that it sums, as [`compact`] has names: `devices` of `Total Devices`.
pub(crate) fn subject(label: &str) -> Option<String> {
    let label = name::without_footnote(label);
    let unmarked = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = if naming_of(label).is_some() { label } else { unmarked };
    if naming_of(named) != Some(Naming::WithSubject) {
        return None;
    }
    let folded = name::fold(named);
    let mut words = words(without_count(&folded));
    if words.len() > 1 && EDGES.contains(&words[0]) {
        words.remove(0);
    } else if words.len() > 1 && words.last().is_some_and(|word| EDGES.contains(word)) {
        words.pop();
    } else {
        let joined = words.concat();
        return SUFFIXES.iter().find_map(|suffix| joined.strip_suffix(suffix)).map(str::to_owned);
    }
    Some(words.concat())
}

fn words(bare: &str) -> Vec<&str> {
    bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn naming_of(label: &str) -> Option<Naming> {
    let folded = name::fold(label);
    let bare = without_count(&folded);
    let compact = compact(bare);
    if WORDS.contains(&compact.as_str()) {
        return Some(Naming::Plain);
    }
    let words = words(bare);
    let edge = |word: &&str| EDGES.contains(word);
    let named = words.len() > 1 && (words.first().is_some_and(edge) || words.last().is_some_and(edge));
    (named || SUFFIXES.iter().any(|suffix| compact.ends_with(suffix))).then_some(Naming::WithSubject)
}

/// Whether a label is that of a row which counts or averages the lines above, as report builders write below a group.
pub(crate) fn is_footer(label: &str) -> bool {
    FOOTERS.contains(&compact(&name::fold(label)).as_str())
}

/// A folded name without blanks and signs.
pub(crate) fn compact(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// `grand totals (2 records)` → `grand totals`
fn without_count(label: &str) -> &str {
    let counted = label.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    let is_count = |inside: &str| {
        let unit = inside.trim().trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
        unit.len() < inside.trim().len() && unit.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    // `=SUM(3)` is no word.
    let bare = counted.filter(|(bare, inside)| bare.starts_with(char::is_alphabetic) && is_count(inside));
    bare.map_or(label, |(bare, _)| bare).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_words_in_many_languages() {
        for label in [
            "Total",
            "TOTAL:",
            "Sub-total",
            "Grand Total",
            "합계",
            "소  계",
            "총 계",
            "총합계",
            "계",
            "Summe",
            "Gesamtergebnis",
            "Total général",
            "Sous-total",
            "Totale complessivo",
            "Eindtotaal",
            "総計",
            "总计",
            "Total \\3",
            "TOTAL1",
            "Subtotal*",
        ] {
            assert_eq!(naming(label), Some(Naming::Plain), "{label}");
        }
        for label in [
            "Total Devices",
            "Europe subtotal",
            "국내 소계",
            "국내소계",
            "Total, Americas",
            "Ember 요약",
            "Ember Ergebnis",
            "東京 合計",
            "東京合計",
        ] {
            assert_eq!(naming(label), Some(Naming::WithSubject), "{label}");
        }
        for label in [
            "Totality",
            "계측기",
            "CardioView",
            "",
            "통계",
            "Sumatra",
            "Totalenergies",
            "Ensemble Pro",
            "T1",
            "Total123",
        ] {
            assert_eq!(naming(label), None, "{label}");
        }
    }

    #[test]
    fn a_label_may_say_what_it_sums() {
        for (label, expected) in [
            ("Total Devices", Some("devices")),
            ("Europe subtotal*", Some("europe")),
            ("Total, Americas 2", Some("americas2")),
            ("국내소계", Some("국내")),
            ("東京 合計", Some("東京")),
            ("Total", None),
            ("Ember", None),
        ] {
            assert_eq!(subject(label).as_deref(), expected, "{label}");
        }
    }

    #[test]
    fn how_many_records_a_total_sums_is_no_part_of_its_name() {
        for label in ["Grand Totals (2 records)", "Total (15)", "합계 (15건)", "Subtotal ( 3 )"] {
            assert_eq!(naming(label), Some(Naming::Plain), "{label}");
        }
        for label in ["Alpha (15 records)", "=SUM(3)", "sum(1+9)", "Sum(A1:A9)"] {
            assert_eq!(naming(label), None, "{label}");
        }
        assert_eq!(naming("Total (net)"), Some(Naming::WithSubject));
    }

    #[test]
    fn footers_count_or_average() {
        for label in ["Count", "Record Count", "Avg", "평균", "Anzahl", "件数"] {
            assert!(is_footer(label), "{label}");
        }
        for label in ["Counter", "Average Joe", "", "Total"] {
            assert!(!is_footer(label), "{label}");
        }
    }
}
