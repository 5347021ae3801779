//! The theme of a scorecard: its colours and its fonts, the usual ones or a company's.

use super::palette::{Brand, Palette, Rgb};
use crate::lang::Lang;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookTheme {
    pub sheet: Palette,
    pub screen: Palette,
    /// A company's, before the usual ones.
    pub text: Fonts,
    pub headings: Fonts,
    pub is_branded: bool,
}

/// Names of fonts by what they can write; `None` for the usual one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fonts {
    pub latin: Option<String>,
    pub korean: Option<String>,
}

/// A colour of a theme that could not be read on its ground, and what it became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adjusted {
    /// As the theme calls it.
    pub name: &'static str,
    pub from: Rgb,
    pub to: Rgb,
}

impl Default for WorkbookTheme {
    fn default() -> Self {
        let (text, headings) = (Fonts::default(), Fonts::default());
        Self { sheet: Palette::SHEET, screen: Palette::SCREEN, text, headings, is_branded: false }
    }
}

impl WorkbookTheme {
    /// In a company's colours and fonts, with those colours that had to give way to legibility.
    pub fn of(brand: &Brand, text: Fonts, headings: Fonts) -> (Self, Vec<Adjusted>) {
        let (sheet, screen) = (Palette::SHEET.branded(brand), Palette::SCREEN.branded(brand));
        let [dark, second] = brand.dark;
        let worn = [("dk1", dark, sheet.ink), ("dk2", second, sheet.title), ("hlink", brand.link, sheet.link)];
        let adjusted = worn.into_iter().filter(|(_, from, to)| from != to);
        let adjusted = adjusted.map(|(name, from, to)| Adjusted { name, from, to }).collect();
        (Self { sheet, screen, text, headings, is_branded: true }, adjusted)
    }
}

impl Fonts {
    /// The company's font for text in a language.
    pub fn own(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.latin.as_deref(),
            Lang::Ko => self.korean.as_deref(),
        }
    }

    /// The font for text in a language.
    pub fn name(&self, lang: Lang) -> &str {
        self.own(lang).unwrap_or(match lang {
            Lang::En => "Arial",
            Lang::Ko => "Malgun Gothic",
        })
    }
}
