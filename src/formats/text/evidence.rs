//! Which of the older encodings a file is in, by its letters.
//!
//! Those that read every byte and make words that look like words are ranked: by how usual their letters are, by what
//! `chardetng`, the detector of a browser, suggests, by the words that the pipeline expects. The first is taken. Letters
//! touch figures as names of products alone, so the others are kept, to be asked about where a name finds its product
//! in one of them only.

mod letters;
mod odd;
mod reading;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding};
use reading::EncodingReading;

/// How much text with other bytes than ASCII is looked at.
const SAMPLE: usize = 64 << 10;

/// What files of offices come in, most usual first, with the names that a pipeline uses.
static CANDIDATES: [(&Encoding, &str); 12] = [
    (encoding_rs::EUC_KR, "cp949"),
    (encoding_rs::WINDOWS_1252, "windows-1252"),
    (encoding_rs::SHIFT_JIS, "shift_jis"),
    (encoding_rs::GB18030, "gb18030"),
    (encoding_rs::BIG5, "big5"),
    (encoding_rs::EUC_JP, "euc-jp"),
    (encoding_rs::WINDOWS_1250, "windows-1250"),
    (encoding_rs::WINDOWS_1251, "windows-1251"),
    (encoding_rs::WINDOWS_1253, "windows-1253"),
    (encoding_rs::WINDOWS_1254, "windows-1254"),
    (encoding_rs::WINDOWS_1257, "windows-1257"),
    (encoding_rs::MACINTOSH, "macintosh"),
];

/// Others that are suggested now and then, by the names that a pipeline uses.
static SUGGESTED: [(&Encoding, &str); 9] = [
    (encoding_rs::ISO_8859_2, "iso-8859-2"),
    (encoding_rs::ISO_8859_5, "iso-8859-5"),
    (encoding_rs::ISO_8859_7, "iso-8859-7"),
    (encoding_rs::KOI8_R, "koi8-r"),
    (encoding_rs::KOI8_U, "koi8-u"),
    (encoding_rs::IBM866, "ibm866"),
    (encoding_rs::WINDOWS_1255, "windows-1255"),
    (encoding_rs::WINDOWS_1256, "windows-1256"),
    (encoding_rs::WINDOWS_874, "windows-874"),
];

#[derive(Debug, PartialEq)]
pub(crate) enum EncodingVerdict {
    /// UTF-8 with a few damaged bytes.
    Utf8,
    /// Korean or Japanese with a damaged byte: no other reading may take its place.
    Damaged(&'static Encoding),
    Plausible {
        /// The most plausible first; each makes another text of the bytes.
        encodings: Vec<&'static Encoding>,
        /// Whether the second is nearly as plausible as the first.
        close: bool,
    },
    /// No encoding makes words of the bytes.
    Hopeless,
}

/// Judges bytes that are not UTF-8. `words` are some that the user expects in the file.
pub(crate) fn judge(bytes: &[u8], words: &[String]) -> EncodingVerdict {
    let sample = sample(bytes);
    let chunks = || sample.utf8_chunks();
    let valid: usize = chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    if valid > chunks().filter(|chunk| !chunk.invalid().is_empty()).count() {
        return EncodingVerdict::Utf8;
    }
    let readings: Vec<EncodingReading> =
        CANDIDATES.iter().map(|(encoding, _)| EncodingReading::of(&sample, encoding)).collect();
    if let Some(damaged) = readings.iter().find(|reading| reading.is_damaged() && reading.is_strong()) {
        return EncodingVerdict::Damaged(damaged.encoding);
    }
    let suggested = suggestion(&sample);
    let mut readings: Vec<EncodingReading> =
        readings.into_iter().chain([EncodingReading::of(&sample, suggested)]).collect();
    if readings.iter().any(EncodingReading::is_plausible) {
        readings.retain(EncodingReading::is_plausible);
    } else {
        readings.retain(EncodingReading::is_tolerable);
    }
    let mut plausible: Vec<(i64, EncodingReading)> = Vec::new();
    for reading in readings {
        if plausible.iter().all(|(_, other)| other.text != reading.text) {
            plausible.push((points(&sample, &reading, suggested, words), reading));
        }
    }
    plausible.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    let close = matches!(plausible.as_slice(), [(first, _), (second, _), ..] if first - second < CLOSE);
    let encodings: Vec<&'static Encoding> = plausible.iter().map(|(_, reading)| reading.encoding).collect();
    if encodings.is_empty() { EncodingVerdict::Hopeless } else { EncodingVerdict::Plausible { encodings, close } }
}

/// Points that a browser's suggestion is worth, and a word that the user expects; a letter of every day has 20.
const SUGGESTION: i64 = 6;
const EXPECTED: i64 = 100;
/// Readings less than so many points apart could each be meant.
const CLOSE: i64 = 10;

fn points(sample: &[u8], reading: &EncodingReading, suggested: &'static Encoding, words: &[String]) -> i64 {
    let expected = words.iter().any(|word| !word.is_ascii() && reading.text.contains(word.as_str()));
    letters::usualness(sample, &reading.text, reading.encoding)
        + if reading.encoding == suggested { SUGGESTION } else { 0 }
        + if expected { EXPECTED } else { 0 }
}

/// The name of an encoding in pipelines and messages.
pub(crate) fn name_of(encoding: &'static Encoding) -> &'static str {
    let mut named = CANDIDATES.iter().chain(&SUGGESTED);
    named.find(|(known, _)| *known == encoding).map_or(encoding.name(), |(_, name)| name)
}

/// The encoding that [`name_of`] calls so.
pub(super) fn by_name(name: &str) -> Option<&'static Encoding> {
    let known = CANDIDATES.iter().find(|(_, known)| *known == name).map(|(encoding, _)| *encoding);
    known.or_else(|| Encoding::for_label(name.as_bytes()))
}

/// Where the first byte stands that `encoding` cannot read.
pub(super) fn first_malformed(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = String::with_capacity(4096);
    let mut at = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut buffer, true);
        at += read;
        match result {
            DecoderResult::Malformed(length, behind) => {
                return at.saturating_sub(usize::from(length) + usize::from(behind));
            }
            DecoderResult::InputEmpty => return at,
            DecoderResult::OutputFull => buffer.clear(),
        }
    }
}

/// The lines that have other bytes than ASCII, up to a limit; the rest tells nothing.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_ascii()) {
        let room = SAMPLE.saturating_sub(sample.len());
        if room == 0 {
            break;
        }
        // A line is cut before a byte that is never the second half of anything.
        let end =
            if line.len() <= room { line.len() } else { line[..room].iter().rposition(|&b| b < 0x30).unwrap_or(0) };
        sample.extend_from_slice(&line[..end]);
        sample.push(b'\n');
    }
    sample
}

fn suggestion(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    match detector.guess(None, Utf8Detection::Deny) {
        guess if guess == encoding_rs::GBK => encoding_rs::GB18030,
        guess => guess,
    }
}

#[cfg(test)]
mod tests;
