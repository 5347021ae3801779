//! Which of the older encodings a file is in, by its letters.
//!
//! `chardetng`, the detector of a browser, suggests one. It is bound only when that encoding reads every byte, the
//! words look like words, and either no other encoding does as well or there is enough to tell them apart. Otherwise
//! the user is asked and shown what the first doubtful word would be in each.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding};

/// How much text with other bytes than ASCII is looked at.
const SAMPLE: usize = 64 << 10;

/// What may be asked about, most usual first, with the names that a pipeline uses.
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

#[derive(Debug, PartialEq)]
pub(crate) enum EncodingVerdict {
    /// UTF-8 with a few damaged bytes.
    Utf8,
    Clear(&'static Encoding),
    /// Encodings by name, with what the first doubtful word reads as.
    Unclear(Vec<(&'static str, String)>),
    /// No encoding makes words of the bytes.
    Hopeless,
}

/// Judges bytes that are not UTF-8.
pub(crate) fn judge(bytes: &[u8]) -> EncodingVerdict {
    let sample = sample(bytes);
    let chunks = || sample.utf8_chunks();
    let valid: usize = chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    if valid > chunks().filter(|chunk| !chunk.invalid().is_empty()).count() {
        return EncodingVerdict::Utf8;
    }
    let readings: Vec<EncodingReading> =
        CANDIDATES.iter().map(|(encoding, _)| EncodingReading::of(&sample, encoding)).collect();
    // Korean or Japanese with a damaged byte: no other reading may take its place.
    if let Some(damaged) = readings.iter().find(|reading| reading.is_damaged() && reading.is_strong()) {
        return EncodingVerdict::Clear(damaged.encoding);
    }
    let guess = EncodingReading::of(&sample, suggestion(&sample));
    let mut plausible: Vec<&EncodingReading> = Vec::new();
    for reading in readings.iter().chain([&guess]).filter(|reading| reading.is_plausible()) {
        if plausible.iter().all(|other| other.text != reading.text) {
            plausible.push(reading);
        }
    }
    // Pairs of bytes that all become Hangul or kana do not come about by chance, short as the words may be (`년`).
    let paired = plausible.iter().find(|reading| reading.is_of_pairs() && reading.is_strong());
    if let Some(paired) = paired.filter(|_| guess.encoding.is_single_byte()) {
        return EncodingVerdict::Clear(paired.encoding);
    }
    match plausible.iter().find(|reading| reading.text == guess.text) {
        Some(bound) if plausible.len() == 1 || guess.is_strong() => EncodingVerdict::Clear(bound.encoding),
        _ if plausible.is_empty() => EncodingVerdict::Hopeless,
        _ => {
            let word = doubtful_word(&sample);
            let shown =
                |reading: &&EncodingReading| (name_of(reading.encoding), reading.encoding.decode(word).0.into_owned());
            EncodingVerdict::Unclear(plausible.iter().take(4).map(shown).collect())
        }
    }
}

/// The name of an encoding in pipelines and messages.
pub(crate) fn name_of(encoding: &'static Encoding) -> &'static str {
    CANDIDATES.iter().find(|(known, _)| *known == encoding).map_or(encoding.name(), |(_, name)| name)
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

/// The first run of bytes with one that is not ASCII, between signs that set fields and words apart.
fn doubtful_word(sample: &[u8]) -> &[u8] {
    let apart = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' ' | b'"' | b',' | b';');
    sample.split(apart).find(|word| !word.is_ascii()).unwrap_or_default()
}

/// The sample in one encoding.
#[derive(Debug)]
struct EncodingReading {
    encoding: &'static Encoding,
    text: String,
    malformed: usize,
    /// Characters that are not ASCII, and those among them that no writer put there.
    other: usize,
    odd: usize,
}

impl EncodingReading {
    fn of(sample: &[u8], encoding: &'static Encoding) -> Self {
        let text = encoding.decode_without_bom_handling(sample).0.into_owned();
        let malformed = text.matches('\u{fffd}').count();
        let other = text.chars().filter(|c| !c.is_ascii()).count();
        Self { encoding, odd: odd_characters(&text), text, malformed, other }
    }

    fn is_plausible(&self) -> bool {
        self.malformed == 0 && self.odd * 10 <= self.other
    }

    fn is_of_pairs(&self) -> bool {
        [encoding_rs::EUC_KR, encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP].contains(&self.encoding)
    }

    fn is_damaged(&self) -> bool {
        self.is_of_pairs()
            && self.malformed > 0
            && self.malformed * 20 <= self.other
            && (self.odd.saturating_sub(self.malformed)) * 10 <= self.other
    }

    /// Whether there is enough of what only this encoding would show.
    fn is_strong(&self) -> bool {
        let letters = || self.text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
        let number = letters().count();
        let share = |found: usize, percent: usize| found * 100 >= number * percent;
        let within = |low: char, high: char| letters().filter(|c| (low..=high).contains(c)).count();
        if self.encoding == encoding_rs::EUC_KR {
            // Chinese read as Korean is a third Hanja.
            let hangul = within('\u{ac00}', '\u{d7a3}');
            return hangul >= 6 && share(hangul, 95);
        }
        if self.encoding == encoding_rs::SHIFT_JIS || self.encoding == encoding_rs::EUC_JP {
            let kana = within('\u{3041}', '\u{30ff}');
            return kana >= 4 && share(kana, 10);
        }
        if !self.encoding.is_single_byte() {
            return number >= 20;
        }
        let mut words: Vec<&str> =
            self.text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii()).collect();
        words.sort_unstable();
        words.dedup();
        words.len() >= 3
    }
}

/// Counts characters that stand where nobody writes them: letters of two scripts in one word, a capital or a sign
/// in the middle of a word, five accents in a row.
fn odd_characters(text: &str) -> usize {
    let nowhere = |c: &char| matches!(c, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
    let mut odd = text.chars().filter(nowhere).count();
    let half_kana = |c: &char| ('\u{ff61}'..='\u{ff9f}').contains(c);
    if !text.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c)) {
        odd += text.chars().filter(half_kana).count();
    }
    for word in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).filter(|word| !word.is_ascii()) {
        if is_odd(word) {
            odd += word.chars().filter(|c| !c.is_ascii()).count();
        }
    }
    odd
}

fn is_odd(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let scripts: Vec<Script> = letters.iter().filter_map(|&c| Script::of(c)).filter(|s| *s != Script::Large).collect();
    let Some(first) = scripts.first() else { return false };
    let foreign = |c: char| !c.is_ascii() && c.is_alphabetic();
    let pairs = || letters.windows(2).map(|pair| (pair[0], pair[1]));
    let triples = || letters.windows(3).map(|run| (run[0], run[1], run[2]));
    // Half a letter of a Latin word and the letter behind it are one sign in the encodings of East Asia.
    let eaten = letters.iter().filter(|&&c| Script::of(c) == Some(Script::Large)).count() == 1
        && pairs().any(|(a, b)| a.is_ascii_lowercase() && Script::of(b) == Some(Script::Large));
    eaten
        || scripts.iter().any(|script| script != first)
        || pairs().any(|(a, b)| a.is_lowercase() && b.is_uppercase() && (foreign(a) || foreign(b)))
        || pairs().any(|(a, b)| never_begins_a_word(a) && foreign(b))
        || triples()
            .any(|(a, b, c)| foreign(a) && foreign(b) && a.is_uppercase() && b.is_uppercase() && c.is_lowercase())
        || triples().any(|(a, b, c)| a.is_alphabetic() && !b.is_alphabetic() && c.is_alphabetic() && !joins_letters(b))
        || letters.windows(5).any(|run| *first == Script::Latin && run.iter().all(|&c| foreign(c)))
}

const fn never_begins_a_word(c: char) -> bool {
    matches!(c, '¨' | '¯' | '¸' | '±' | '²' | '³' | '¹' | '¼' | '½' | '¾' | '¤' | '¦' | '¬' | '¶')
}

/// Signs that stand within words.
const fn joins_letters(c: char) -> bool {
    matches!(c, '’' | '‘' | '´' | '·' | '–' | '—' | '\u{a0}' | '\u{ad}' | '®' | '™' | '°' | '“' | '”' | '…' | '•')
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    /// Of many signs, where a word is a sign or two and stands beside Latin letters.
    Large,
    Other,
}

impl Script {
    fn of(c: char) -> Option<Self> {
        let script = match c {
            'µ' | 'ª' | 'º' => return None,
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' => {
                Self::Large
            }
            _ if c.is_alphabetic() => Self::Other,
            _ => return None,
        };
        Some(script)
    }
}

#[cfg(test)]
mod tests;
