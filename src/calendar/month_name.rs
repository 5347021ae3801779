//! Months by their names in the languages that finance writes in, long and short.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// In English, German, French, Spanish, Portuguese, Italian, Dutch and the Nordic languages, without accents. No name
/// stands for two months: `jui` may be June or July, so it is none.
const NAMES: [&[&str]; 12] = [
    &[
        "january", "jan", "januar", "janner", "jaenner", "jaen", "janvier", "janv", "enero", "ene", "janeiro",
        "gennaio", "genn", "gen", "januari",
    ],
    &[
        "february",
        "feb",
        "februar",
        "febr",
        "feber",
        "fevrier",
        "fevr",
        "fev",
        "febrero",
        "fevereiro",
        "febbraio",
        "febb",
        "februari",
    ],
    &["march", "mar", "marz", "maerz", "mrz", "mars", "marzo", "marco", "maart", "mrt", "marts"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "maio", "maggio", "magg", "mag", "mei", "maj"],
    &["june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lugl", "lug"],
    &["august", "aug", "aout", "aou", "agosto", "agos", "ago", "augustus", "augusti"],
    &["september", "sep", "sept", "septembre", "septiembre", "setiembre", "setembro", "set", "settembre", "sett"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "dez", "decembre", "diciembre", "dic", "dezembro", "dicembre", "desember", "des"],
];

/// `Jan`, `October`, `Okt.`, `févr.`, `ENE`, `10월`, `10月`: the month from 1, without a year. Bare digits are no name.
pub fn parse_month_name(text: &str) -> Option<u32> {
    let text = text.trim();
    let text = text.strip_suffix('.').unwrap_or(text);
    if let Some(number) = ["월", "月", "月度", "月分"].iter().find_map(|word| text.strip_suffix(word)) {
        let number = number.trim_end();
        let digits = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        return number.parse().ok().filter(|month| digits && (1..=12).contains(month));
    }
    let name = without_accents(text).to_lowercase();
    let index = NAMES.iter().position(|names| names.contains(&name.as_str()))?;
    u32::try_from(index + 1).ok()
}

/// Whether a word of four letters or more is the name of a month with a slip of the pen: `Jann`, `Sptember`.
pub fn is_nearly_month_name(word: &str) -> bool {
    const NEAR: f64 = 0.75;
    let name = without_accents(word).to_lowercase();
    if name.chars().count() < 4 {
        return NAMES.iter().any(|names| names.contains(&name.as_str()));
    }
    NAMES.iter().copied().flatten().any(|month| crate::name::likeness(&name, month) >= NEAR)
}

/// `février` → `fevrier`.
fn without_accents(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_by_its_name() {
        for (text, month) in [
            ("Jan", Some(1)),
            ("JANUARY", Some(1)),
            ("Januar", Some(1)),
            ("Jänner", Some(1)),
            ("1월", Some(1)),
            ("01 월", Some(1)),
            ("März", Some(3)),
            ("Mai", Some(5)),
            ("Sept.", Some(9)),
            (" okt. ", Some(10)),
            ("12월", Some(12)),
            ("13월", None),
            ("0월", None),
            ("월", None),
            ("01", None),
            ("Janus", None),
            ("", None),
        ] {
            assert_eq!(parse_month_name(text), month, "{text}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_leaves_a_name_that_is_nearly_one() {
        for word in ["Jann", "Sptember", "Sept", "Oktobr", "Feb"] {
            assert!(is_nearly_month_name(word), "{word}");
        }
        for word in ["Net", "Rank", "Region", "Price", "Level", "Growth", "Target"] {
            assert!(!is_nearly_month_name(word), "{word}");
        }
    }

    #[test]
    fn every_language_has_twelve_months_long_and_short() {
        for year in [
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
            "JANV FEVR MARS AVR MAI JUIN JUIL AOUT SEPT OCT NOV DEC",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "ene feb mar abr may jun jul ago set oct nov dic",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "Jan Fev Mar Abr Mai Jun Jul Ago Set Out Nov Dez",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "gen feb mar apr mag giu lug ago set ott nov dic",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
            "Jänner Feber März April Mai Juni Juli August September Oktober November Dezember",
            "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        ] {
            let read: Vec<Option<u32>> = year.split(' ').map(parse_month_name).collect();
            let expected: Vec<Option<u32>> = (1..=12).map(Some).collect();
            assert_eq!(read, expected, "{year}");
        }
        // Decomposed, as some file systems and editors write it.
        assert_eq!(parse_month_name("fe\u{301}vr"), Some(2));
    }

    #[test]
    fn no_name_stands_for_two_months() {
        let all: Vec<&str> = NAMES.iter().copied().flatten().copied().collect();
        let different: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), different.len());
        assert_eq!(parse_month_name("jui"), None);
    }
}
