//! The two languages that goalpost writes.

/// Language of everything that is written for readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    En,
    Ko,
}

/// One label in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    pub en: &'static str,
    pub ko: &'static str,
}

impl Label {
    pub const fn new(en: &'static str, ko: &'static str) -> Self {
        Self { en, ko }
    }

    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        }
    }
}
