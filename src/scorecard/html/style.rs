//! How roles look: colours, which tests hold to their contrast, and the style sheet.

use super::super::model::Page;
use crate::lang::Lang;
use std::fmt::Write as _;

/// A colour under its name in the style sheet.
struct Colour {
    name: &'static str,
    hex: &'static str,
}

const fn colour(name: &'static str, hex: &'static str) -> Colour {
    Colour { name, hex }
}

/// What text is written in.
const TEXTS: [Colour; 6] = [
    colour("ink", "#262626"),
    colour("grey", "#636363"),
    colour("good", "#2F6B17"),
    colour("caution", "#8A5200"),
    colour("bad", "#B3261E"),
    colour("link", "#1F4E79"),
];

/// What text stands on.
const GROUNDS: [Colour; 3] = [colour("paper", "#FFFFFF"), colour("band", "#F2F2F0"), colour("comment", "#FFFBE6")];

/// What only [`TEXTS`]' ink is written on: fills of scores by status, bars, shades of heat maps.
const FILLS: [Colour; 6] = [
    colour("exceeded", "#C5DEB4"),
    colour("met", "#E3EFD9"),
    colour("at-risk", "#FCE6C4"),
    colour("missed", "#F8D3D3"),
    colour("bar-fill", "#C9C9C4"),
    colour("shade-fill", "#8FB7D9"),
];

/// Lines and drawings, in which nothing is written.
const LINES: [Colour; 2] = [colour("hair", "#BFBFBF"), colour("spark", "#8C8C8C")];

/// The style sheet, with what is printed round every sheet of paper.
pub(super) fn sheet(first: Option<&Page>, lang: Lang) -> String {
    let mut out = String::from(":root{");
    for Colour { name, hex } in TEXTS.iter().chain(&GROUNDS).chain(&FILLS).chain(&LINES) {
        let _ = write!(out, "--{name}:{hex};");
    }
    let _ = writeln!(out, "--font:{}}}", font(lang));
    out.push_str(include_str!("style.css"));
    if let Some(page) = first {
        let [before, between, after] = page.footer.page.map(quoted);
        let (period, source) = (quoted(&page.footer.period), quoted(&page.footer.source));
        let draft = quoted(page.draft.as_deref().unwrap_or_default());
        let _ = writeln!(
            out,
            "@page{{@top-right{{content:{draft}}}@bottom-left{{content:{period}}}@bottom-center{{content:{source}}}\
             @bottom-right{{content:{before} counter(page) {between} counter(pages) {after}}}}}"
        );
    }
    out
}

const fn font(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Arial,\"Liberation Sans\",Helvetica,\"Malgun Gothic\",\"Noto Sans CJK KR\",sans-serif",
        Lang::Ko => "\"Malgun Gothic\",\"Apple SD Gothic Neo\",\"Noto Sans KR\",\"Noto Sans CJK KR\",Arial,sans-serif",
    }
}

/// A text of CSS: all but letters, digits and spaces as numbers, so that nothing can end it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:x} ", u32::from(c));
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &Colour, other: &Colour) -> f64 {
        let (one, other) = (luminance(one.hex), luminance(other.hex));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_measured_as_the_guidelines_do() {
        assert!((contrast(&colour("", "#FFFFFF"), &colour("", "#000000")) - 21.0).abs() < 1e-9);
        assert!((contrast(&colour("", "#FFFFFF"), &colour("", "#767676")) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_text_stands_out_from_every_ground() {
        for text in &TEXTS {
            for ground in &GROUNDS {
                let contrast = contrast(text, ground);
                assert!(contrast >= 4.5, "{} on {}: {contrast:.2}", text.name, ground.name);
            }
        }
        for fill in &FILLS {
            let contrast = contrast(&TEXTS[0], fill);
            assert!(contrast >= 4.5, "ink on {}: {contrast:.2}", fill.name);
        }
    }

    #[test]
    fn nothing_ends_a_text_of_the_style_sheet() {
        assert_eq!(quoted("a\"};</style>\\é 가"), "\"a\\22 \\7d \\3b \\3c \\2f style\\3e \\5c é 가\"");
    }

    #[test]
    fn the_style_sheet_names_only_colours_that_there_are() {
        let css = include_str!("style.css");
        let known: Vec<&str> = TEXTS.iter().chain(&GROUNDS).chain(&FILLS).chain(&LINES).map(|c| c.name).collect();
        let named: Vec<&str> = css.split("var(--").skip(1).filter_map(|rest| rest.split([')', ',']).next()).collect();
        assert!(named.len() > 20);
        for name in named {
            assert!(known.contains(&name) || ["font", "bar", "least", "shade"].contains(&name), "{name}");
        }
    }
}
