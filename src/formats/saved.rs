//! The day on which a file was last saved, as the file itself says: it stays the same wherever the file is copied, unlike
//! the time in a folder. Text files say nothing.

use super::ole;
use super::package::Package;
use super::xml;
use crate::calendar::{Date, Datelike};

/// Properties are a few lines; what is longer is not read.
const MOST: u64 = 64 << 10;
/// Programs that know no day write the first one that their format has: 1601, 1970, 1980. Workbooks of today's formats are younger.
const FIRST_YEAR: i32 = 1990;

/// `None` where the file does not say.
pub(crate) fn day(bytes: &[u8]) -> Option<Date> {
    // By their first bytes, so that a long text is not searched for the end of an archive.
    let day = match bytes {
        [b'P', b'K', ..] => in_package(bytes),
        [0xD0, 0xCF, ..] => in_summary(&ole::stream(bytes, "\u{5}SummaryInformation", MOST)?),
        _ => None,
    };
    day.filter(|day| day.year() >= FIRST_YEAR)
}

/// Of xlsx, xlsb and ods.
fn in_package(bytes: &[u8]) -> Option<Date> {
    let mut package = Package::open(bytes).ok()?;
    [("docProps/core.xml", "modified"), ("meta.xml", "date")].into_iter().find_map(|(name, tag)| {
        let part = package.find(name)?;
        let text = package.start(&part, MOST);
        xml::text_in(&text, tag).and_then(|moment| moment.get(..10)?.parse().ok())
    })
}

/// Of xls: the property `PIDSI_LASTSAVE_DTM` of the summary (MS-OLEPS 2.20, 2.21; MS-OSHARED 2.3.3.2.1).
fn in_summary(summary: &[u8]) -> Option<Date> {
    const LAST_SAVED: u32 = 13;
    const FILETIME: u32 = 64;
    let number = |at: usize| Some(u32::from_le_bytes(summary.get(at..at.checked_add(4)?)?.try_into().ok()?));
    // One set of properties: where it begins stands behind its class.
    let set = usize::try_from(number(44)?).ok()?;
    let entry = |index: usize| set.checked_add(8 * index + 8);
    let count = usize::try_from(number(set.checked_add(4)?)?).ok()?.min(summary.len() / 8);
    let property = (0..count).find_map(|index| {
        let entry = entry(index)?;
        (number(entry)? == LAST_SAVED).then(|| number(entry + 4)).flatten()
    })?;
    let at = set.checked_add(usize::try_from(property).ok()?)?;
    if number(at)? != FILETIME {
        return None;
    }
    // Tenths of microseconds since 1601.
    let ticks = u64::from(number(at + 8)?) << 32 | u64::from(number(at + 4)?);
    let days = ticks / (24 * 3600 * 10_000_000);
    Date::from_ymd_opt(1601, 1, 1)?.checked_add_days(crate::calendar::Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(part: &str, text: &str) -> Vec<u8> {
        crate::formats::package::tests::package(&[(part, text)])
    }

    /// A summary with the time of the last saving, behind another property.
    fn summary(kind: u32, ticks: u64) -> Vec<u8> {
        let mut summary = vec![0; 44];
        let words = [48_u32, 0, 2, 4, 24, 13, 32, 30, 0, kind];
        summary.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        summary.extend(ticks.to_le_bytes());
        summary
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(day(bytes).map(|day| day.to_string()).as_deref(), expected);
    }

    #[test]
    fn a_workbook_says_on_which_day_it_was_saved() {
        let core = |day: &str| {
            let modified = format!("<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:modified>");
            package("docProps/core.xml", &format!("<cp:coreProperties>{modified}</cp:coreProperties>"))
        };
        check(&core("2026-11-05T23:59:59Z"), Some("2026-11-05"));
        check(&core("2026-11-05"), Some("2026-11-05"));
        let meta = "<office:meta><meta:creation-date>2020-01-01T00:00:00</meta:creation-date><dc:date>2026-10-31T08:12:00.123</dc:date></office:meta>";
        check(&package("meta.xml", meta), Some("2026-10-31"));
    }

    #[test]
    fn what_is_no_day_of_a_saving_is_none() {
        check(b"product,period\n", None);
        check(&package("docProps/core.xml", "<dcterms:modified/>"), None);
        check(&package("docProps/core.xml", "<dcterms:modified>soon</dcterms:modified>"), None);
        check(&package("xl/workbook.xml", ""), None);
        // 1980 is the first year that a zip archive knows.
        check(&package("meta.xml", "<dc:date>1980-01-01T00:00:00</dc:date>"), None);
    }

    #[test]
    fn an_old_workbook_says_it_in_its_summary() {
        // 155,165 days after 1 January 1601.
        const DAY: u64 = 864_000_000_000;
        let saved = Date::from_ymd_opt(2025, 10, 30);
        assert_eq!(in_summary(&summary(64, 155_165 * DAY)), saved);
        assert_eq!(in_summary(&summary(64, 155_166 * DAY - 1)), saved);
        assert_eq!(in_summary(&summary(3, 155_165 * DAY)), None);
        for length in 0..summary(64, 0).len() {
            assert_eq!(in_summary(&summary(64, 155_165 * DAY)[..length]), None);
        }
    }
}
