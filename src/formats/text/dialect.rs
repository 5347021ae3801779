//! Finding the dialect of a text file: what splits its lines into the same number of clean fields.
//!
//! Each candidate is tried over the first part of the file with quotes honoured and scored by three things: how many
//! of the records have the usual number of fields, how many fields that is, and whether the fields look whole. A
//! decimal comma splits every line of a German file evenly, but leaves fields with semicolons in them.
//!
//! The `csv-nose` crate (table uniformity by W. García) was measured on the same files: it takes the decimal comma of
//! a DATEV export for the delimiter, and finds blanks between the words of a note; this finds all of them.

use super::records::{Dialect, Escape, Records};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How much of a file is looked at.
const SAMPLE: usize = 256 << 10;

/// Candidates with how far each is trusted; of equals the first is taken.
const DELIMITERS: [(u8, f64); 7] =
    [(b',', 1.0), (b';', 1.0), (b'\t', 1.0), (b'|', 1.0), (b'^', 0.8), (b'~', 0.8), (b':', 0.5)];

/// A delimiter that scores less splits only a few lines by chance.
const CONVINCING: f64 = 0.005;

/// Excel's own first line `sep=;`: the delimiter, and the text behind the line.
pub(crate) fn declared(text: &str) -> Option<(u8, &str)> {
    let end = memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let first = first.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(first);
    let &[delimiter] = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP="))?.as_bytes() else {
        return None;
    };
    let usable = delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\'');
    usable.then(|| (delimiter, rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or("")))
}

/// The dialect that reads `text` best, with a delimiter that was declared or is pinned.
pub(crate) fn find(text: &str, declared: Option<u8>) -> Dialect {
    let sample = sample(text);
    let plain = Dialect { delimiter: declared, quote: b'"', escape: Escape::Doubled };
    let candidates = DELIMITERS.iter().filter(|(delimiter, _)| declared.is_none_or(|only| only == *delimiter));
    let mut candidates: Vec<(Option<u8>, f64)> = candidates.map(|&(sign, trust)| (Some(sign), trust)).collect();
    if let (Some(_), true) = (declared, candidates.is_empty()) {
        candidates.push((declared, 1.0));
    }
    let quotes: &[u8] = if has_single_quotes(sample) { b"\"'" } else { b"\"" };
    let mut best = (plain, CONVINCING);
    for &quote in quotes {
        for &(delimiter, trust) in &candidates {
            let dialect = Dialect { delimiter, quote, ..plain };
            let score = trust * score(sample, dialect);
            if score > best.1 {
                best = (dialect, score);
            }
        }
    }
    best.0
}

/// The first part of the text, to the end of a line.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let end = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..SAMPLE]).map_or(SAMPLE, |at| at + 1);
    let end = (0..=end).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    &text[..end]
}

/// Whether fields may be wrapped in `'`: several start with it, and none with `"`.
fn has_single_quotes(text: &str) -> bool {
    let mut before = b'\n';
    let (mut single, mut double) = (0, 0);
    for &byte in text.as_bytes() {
        let starts = matches!(before, b'\n' | b'\r') || DELIMITERS.iter().any(|&(delimiter, _)| delimiter == before);
        single += usize::from(starts && byte == b'\'');
        double += usize::from(starts && byte == b'"');
        before = byte;
    }
    single > 1 && double == 0
}

fn score(text: &str, dialect: Dialect) -> f64 {
    let mut records = Records::new(text, 0, dialect);
    let mut fields: Vec<Cow<'_, str>> = Vec::new();
    let lowest = if dialect.delimiter == Some(b':') { 3 } else { 2 };
    let mut kinds: BTreeMap<usize, RecordShape> = BTreeMap::new();
    let (mut total, mut split) = (0, 0);
    // A quote that never closes is found again when the file is read.
    loop {
        fields.clear();
        let Ok(Some(_)) = records.next(|field| fields.push(field)) else { break };
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        total += 1;
        split += usize::from(fields.len() >= lowest);
        let clean = |field: &Cow<'_, str>| cleanness(field, matches!(field, Cow::Owned(_)), dialect);
        let clean = share(fields.iter().map(clean).sum(), fields.len());
        let clean = clean * (1.0 - share(as_float(cut_quotes(&fields)), fields.len()));
        kinds.entry(fields.len()).or_default().add(total, clean);
    }
    let usual = |(&width, kind): (&usize, &RecordShape)| {
        // Ragged rows count half: they are split too.
        let coverage = share(f64::midpoint(as_float(kind.count), as_float(split)), total);
        let clean = share(kind.clean, kind.count);
        let chance = kind.longest_run * width < 6 && coverage < 0.5;
        if chance { 0.0 } else { coverage * coverage * clean * clean * (1.0 - share(1.0, width)) }
    };
    kinds.iter().filter(|&(&width, _)| width >= lowest).map(usual).fold(0.0, f64::max)
}

/// Records with one number of fields.
#[derive(Default)]
struct RecordShape {
    count: usize,
    /// Sum of how clean they are.
    clean: f64,
    /// Number of the last one, the records before it without a gap, and the most there ever were.
    last: usize,
    run: usize,
    longest_run: usize,
}

impl RecordShape {
    fn add(&mut self, number: usize, clean: f64) {
        self.run = if self.last + 1 == number { self.run + 1 } else { 1 };
        self.longest_run = self.longest_run.max(self.run);
        self.last = number;
        self.count += 1;
        self.clean += clean;
    }
}

/// How many delimiters stand between two quotes in the middle of fields: they are a part of what is quoted.
fn cut_quotes(fields: &[Cow<'_, str>]) -> usize {
    let mut within = false;
    let mut cut = 0;
    for field in fields {
        // In a field that was unwrapped the quotes are text.
        if let Cow::Borrowed(field) = field {
            within ^= quotes(field) % 2 == 1;
        }
        cut += usize::from(within);
    }
    cut
}

fn quotes(text: &str) -> usize {
    memchr::memchr_iter(b'"', text.as_bytes()).count()
}

/// 1 for a field that looks whole, 0 for one that looks cut out of something else. Quotes that were escaped in a
/// field and are now `unwrapped` are text.
fn cleanness(field: &str, unwrapped: bool, dialect: Dialect) -> f64 {
    let text = field.trim();
    if text.is_empty() {
        return 1.0;
    }
    let bytes = text.as_bytes();
    if dialect.delimiter == Some(b':') && bytes.len() <= 2 && bytes.iter().all(u8::is_ascii_digit) {
        return 0.0; // a time of day
    }
    if !unwrapped && quotes(text) % 2 == 1 {
        return 0.0;
    }
    let wrapped = bytes.len() > 1 && [b'"', b'\''].iter().any(|q| bytes.first() == Some(q) && bytes.last() == Some(q));
    if wrapped {
        return 0.5;
    }
    let next_to = |at: usize| (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at + 1));
    let mut within_quotes = false;
    let foreign = bytes.iter().enumerate().filter(|&(at, &byte)| match byte {
        b'"' => {
            within_quotes = !within_quotes;
            false
        }
        _ if within_quotes || Some(byte) == dialect.delimiter => false,
        // Between digits it is a part of a number, before a blank a part of a sentence.
        b',' => !matches!(next_to(at), (Some(b'0'..=b'9'), Some(b'0'..=b'9')) | (_, Some(b' '))),
        b';' | b'\t' | b'|' => true,
        _ => false,
    });
    match foreign.count() {
        0 => 1.0,
        1 | 2 => 0.5,
        _ => 0.0,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a sample are far below 2^52")]
fn as_float(count: usize) -> f64 {
    count as f64
}

fn share(part: f64, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part / as_float(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, delimiter: Option<char>) {
        assert_eq!(find(text, None).delimiter.map(char::from), delimiter, "{text:?}");
    }

    #[test]
    fn the_delimiter_splits_evenly_into_whole_fields() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", ','),
            ("a;b\n1,5;2\n1,7;3\n", ';'),
            ("a;b;c\n1,5;2,5;x\n1,7;3,1;y\n", ';'),
            ("a\tb\n1\t2\n", '\t'),
            ("name,note\n\"x;y\",1\nz,2\n", ','),
            ("id,tags\n1,a;b;c\n2,d;e;f\n", ','),
            ("who;where\nMüller, Hans;Bonn, Beuel\nMeier, Eva;Köln, Deutz\n", ';'),
            ("time;value\n12:00:00;5\n13:00:00;6\n", ';'),
            ("id|start|end\nA|01.06.2015|15.09.2015\n", '|'),
            ("a^b^c\n1^2^3\n", '^'),
            ("a~b~c\n1~2~3\n", '~'),
            ("root:x:daemon:home\nbin:y:users:mail\n", ':'),
            ("Report, by region, in EUR\nPrepared by: Kim, Lee\n\na;b;c\n1;2;3\n4;5;6\n\nSource: ledger, own\n", ';'),
            ("a,b,c\n1\n1,2,3,4\n", ','),
            ("a\\\"x;x;\\\",b\\\"x;x;\\\",c\na\\\"x;x;\\\",b\\\"x;x;\\\",c,d\n", ','),
        ] {
            check(text, Some(delimiter));
        }
    }

    #[test]
    fn a_file_of_one_column_has_no_delimiter() {
        for text in ["alone\n", "12:00:00\n13:30:00\n", "key: value\nother: thing\n", "a\nb\nc, d\ne\nf\ng\nh\ni\n"] {
            check(text, None);
        }
    }

    #[test]
    fn single_quotes_wrap_fields_only_where_they_wrap_them_all() {
        assert_eq!(find("'a','b'\n'x,y','2'\n", None).quote, b'\'');
        assert_eq!(find("id,name\n1,'t Hooft\n2,'s-Gravenhage\n", None).quote, b'"');
        assert_eq!(find("id,code\n'001,a\n'002,b\n", None).quote, b'"');
        assert_eq!(find("'a',\"b\"\n'x',\"y\"\n", None).quote, b'"');
    }

    #[test]
    fn a_declared_delimiter_needs_no_evidence() {
        assert_eq!(declared("sep=;\r\na;b"), Some((b';', "a;b")));
        assert_eq!(declared("\"sep=|\"\na|b"), Some((b'|', "a|b")));
        assert_eq!(declared("sep=\t\ra"), Some((b'\t', "a")));
        assert_eq!(declared("sep=,"), Some((b',', "")));
        assert_eq!(declared("sep=::\na"), None);
        assert_eq!(declared("separate\n"), None);
        assert_eq!(find("a%b,c\n", Some(b'%')).delimiter, Some(b'%'));
    }
}
