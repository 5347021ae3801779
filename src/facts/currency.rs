//! Currencies by their ISO 4217 codes.

use crate::name;
use std::fmt;

/// A code of three capital letters; whether there is such a currency is left to the reader.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Currency([u8; 3]);

impl Currency {
    /// Whatever the case, padding or width of the letters. `None` for anything but a code: `$` and `kr` are money of
    /// many countries.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let code = name::fold(text).to_ascii_uppercase();
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Currency::parse(text).map(|code| code.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_code_is_three_letters_however_they_are_typed() {
        for text in ["EUR", "eur", " Eur\u{a0}", "ＥＵＲ"] {
            check(text, Some("EUR"));
        }
        for text in ["", "€", "US$", "EURO", "E R", "원화", "12X"] {
            check(text, None);
        }
    }
}
