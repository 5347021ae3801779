//! The two languages that goalpost writes.

use crate::name::Name;
use std::borrow::Cow;

/// Language of everything that is written for readers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, strum::EnumString, strum::VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Lang {
    #[default]
    En,
    Ko,
}

/// One label in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label<T = &'static str> {
    pub en: T,
    pub ko: T,
}

impl<'t> Label<&'t str> {
    pub const fn new(en: &'t str, ko: &'t str) -> Self {
        Self { en, ko }
    }

    pub const fn get(self, lang: Lang) -> &'t str {
        match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        }
    }
}

impl Label<Name> {
    /// One that goalpost knows.
    pub const fn known(en: &'static str, ko: &'static str) -> Self {
        Self { en: Cow::Borrowed(en), ko: Cow::Borrowed(ko) }
    }

    pub fn borrowed(&self) -> Label<&str> {
        Label::new(&self.en, &self.ko)
    }
}

/// A text in one of the languages, with values by their names: `in_lang!(lang, "{more} more", "그 밖에 {more}개")`.
macro_rules! in_lang {
    ($lang:expr, $en:literal, $ko:literal $(,)?) => {
        match $lang {
            $crate::lang::Lang::En => format!($en),
            $crate::lang::Lang::Ko => format!($ko),
        }
    };
}
pub(crate) use in_lang;
