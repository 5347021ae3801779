//! A sample of a file in one encoding, and whether it reads like a text.

use super::odd::odd_characters;
use encoding_rs::Encoding;

/// The sample in one encoding.
#[derive(Debug)]
pub(super) struct EncodingReading {
    pub(super) encoding: &'static Encoding,
    pub(super) text: String,
    malformed: usize,
    /// Characters that are not ASCII, and those among them that no writer put there.
    other: usize,
    odd: usize,
}

impl EncodingReading {
    pub(super) fn of(sample: &[u8], encoding: &'static Encoding) -> Self {
        let text = encoding.decode_without_bom_handling(sample).0.into_owned();
        let malformed = text.matches('\u{fffd}').count();
        let other = text.chars().filter(|c| !c.is_ascii()).count();
        Self { encoding, odd: odd_characters(&text), text, malformed, other }
    }

    pub(super) fn is_plausible(&self) -> bool {
        self.malformed == 0 && self.odd * 10 <= self.other
    }

    /// Whether most of it may have been written, though nothing better can be said.
    pub(super) fn is_tolerable(&self) -> bool {
        self.malformed == 0 && self.odd * 2 <= self.other
    }

    fn is_of_pairs(&self) -> bool {
        [encoding_rs::EUC_KR, encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP].contains(&self.encoding)
    }

    pub(super) fn is_damaged(&self) -> bool {
        self.is_of_pairs()
            && self.malformed > 0
            && self.malformed * 20 <= self.other
            && (self.odd.saturating_sub(self.malformed)) * 10 <= self.other
    }

    /// Whether there is enough of what only an encoding of pairs would show.
    pub(super) fn is_strong(&self) -> bool {
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
        false
    }
}
