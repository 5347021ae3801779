//! How roles look in a browser: the style sheet, in the colours and fonts of its theme.

use crate::lang::Lang;
use crate::pipeline::Paper;
use crate::score::Status;
use crate::scorecard::model::Page;
use crate::scorecard::palette::{Palette, Rgb, heat};
use crate::scorecard::workbook_theme::Fonts;
use crate::scorecard::writers::Document;
use std::fmt::Write as _;

/// The colours of the style sheet under their names there.
fn colors(palette: &Palette) -> [(&'static str, Rgb); 17] {
    let ground = |status| heat(status).unwrap_or(Rgb::WHITE);
    [
        ("ink", palette.ink),
        ("grey", palette.grey),
        ("good", palette.good),
        ("caution", palette.caution),
        ("bad", palette.bad),
        ("link", palette.link),
        ("paper", Rgb::WHITE),
        ("band", palette.band),
        ("comment", palette.comment),
        ("exceeded", ground(Status::Exceeded)),
        ("met", ground(Status::Met)),
        ("at-risk", ground(Status::AtRisk)),
        ("missed", ground(Status::Missed)),
        ("bar-fill", palette.bar),
        ("shade-fill", palette.shade),
        ("hair", palette.hair),
        ("spark", palette.spark),
    ]
}

/// The style sheet, with what is printed round every sheet of paper.
pub(super) fn sheet(first: Option<&Page>, document: &Document) -> String {
    let (lang, workbook_theme) = (document.language, &document.workbook_theme);
    let mut out = String::from(":root{");
    for (name, rgb) in colors(&workbook_theme.screen) {
        let _ = write!(out, "--{name}:#{rgb:X};");
    }
    let _ = writeln!(out, "--font:{}}}", font(&workbook_theme.text, lang));
    out.push_str(include_str!("style.css"));
    if workbook_theme.is_branded {
        let fonts =
            if workbook_theme.headings.own(lang).is_some() { &workbook_theme.headings } else { &workbook_theme.text };
        let _ = writeln!(out, "h1,h2,h3{{color:#{:X};font-family:{}}}", workbook_theme.screen.title, font(fonts, lang));
    }
    // A4 or what lies in the printer; a browser is told of Letter where that is meant.
    if document.paper == Paper::Letter {
        out.push_str("@page{size:letter landscape}\n");
    }
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

/// A company's font before the usual ones, which stand in where a reader has not got it.
fn font(fonts: &Fonts, lang: Lang) -> String {
    let usual = match lang {
        Lang::En => "Arial,\"Liberation Sans\",Helvetica,\"Malgun Gothic\",\"Noto Sans CJK KR\",sans-serif",
        Lang::Ko => "\"Malgun Gothic\",\"Apple SD Gothic Neo\",\"Noto Sans KR\",\"Noto Sans CJK KR\",Arial,sans-serif",
    };
    fonts.own(lang).map_or_else(|| usual.to_owned(), |own| format!("{},{usual}", quoted(own)))
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

    #[test]
    fn nothing_ends_a_text_of_the_style_sheet() {
        assert_eq!(quoted("a\"};</style>\\é 가"), "\"a\\22 \\7d \\3b \\3c \\2f style\\3e \\5c é 가\"");
    }

    #[test]
    fn the_style_sheet_names_only_colours_that_there_are() {
        let css = include_str!("style.css");
        let known = colors(&Palette::SCREEN).map(|(name, _)| name);
        let named: Vec<&str> = css.split("var(--").skip(1).filter_map(|rest| rest.split([')', ',']).next()).collect();
        assert!(named.len() > 20);
        for name in named {
            assert!(known.contains(&name) || ["font", "bar", "least", "shade"].contains(&name), "{name}");
        }
    }
}
