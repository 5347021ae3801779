//! Months by their names in English, Korean and German, long and short.

const NAMES: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "jaenner"],
    &["february", "feb", "februar", "febr"],
    &["march", "mar", "märz", "maerz", "mrz", "mär"],
    &["april", "apr"],
    &["may", "mai"],
    &["june", "jun", "juni"],
    &["july", "jul", "juli"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct", "oktober", "okt"],
    &["november", "nov"],
    &["december", "dec", "dezember", "dez"],
];

/// `Jan`, `October`, `Okt.`, `10월`: the month from 1, without a year. Bare digits are no name.
pub fn parse_month_name(text: &str) -> Option<u32> {
    let text = text.trim();
    let name = text.strip_suffix('.').unwrap_or(text).to_lowercase();
    if let Some(number) = name.strip_suffix('월') {
        let number = number.trim_end();
        let digits = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        return number.parse().ok().filter(|month| digits && (1..=12).contains(month));
    }
    let index = NAMES.iter().position(|names| names.contains(&name.as_str()))?;
    u32::try_from(index + 1).ok()
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
}
