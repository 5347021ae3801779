//! A company theme: the colours and fonts of a `.thmx` file, or of the theme within a workbook or presentation.

#[cfg(test)]
mod tests;

use super::dress::{Dress, Fonts};
use super::palette::{Brand, Rgb};
use super::problem::ScorecardProblem;
use crate::diagnostic::{Finding, Warned};
use crate::formats::{self, Purpose, SourceFile};
use crate::pipeline::ScorecardFile;
use crate::place::Place;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The part of a `.thmx` file that has colours and fonts; workbooks and presentations keep theirs elsewhere.
const PARTS: [&str; 3] = ["theme/theme/theme1.xml", "xl/theme/theme1.xml", "ppt/theme/theme1.xml"];
/// A theme has some ten kilobytes.
const MOST: u64 = 4 << 20;
/// What Excel takes for the name of a font.
const LONGEST_FONT: usize = 31;

/// The dress of every scorecard that wants one of its own.
#[derive(Debug, Clone, Default)]
pub struct Wardrobe {
    dresses: BTreeMap<PathBuf, Dress>,
    usual: Dress,
    /// The files that were read.
    pub files: Vec<SourceFile>,
}

impl Wardrobe {
    pub fn dress(&self, theme: Option<&Path>) -> &Dress {
        theme.and_then(|path| self.dresses.get(path)).unwrap_or(&self.usual)
    }
}

/// Reads the themes that scorecards name, each once; one that cannot be used leaves the usual look, with a finding.
pub fn open(scorecards: &[ScorecardFile]) -> Warned<Wardrobe> {
    let mut wardrobe = Wardrobe::default();
    let mut findings = Vec::new();
    for path in scorecards.iter().filter_map(|scorecard| scorecard.theme.as_ref()) {
        if wardrobe.dresses.contains_key(path) {
            continue;
        }
        let name = path.display().to_string();
        let mut say = |problem| findings.push(Finding::new(Place::File(name.as_str().into()), problem));
        let opened = formats::part(Purpose::Theme, path, &name, &PARTS, MOST);
        wardrobe.files.extend(opened.source);
        let dress = match opened.text {
            Err(cause) => Err(ScorecardProblem::ThemeUnreadable { cause }),
            Ok(text) => read(&text).map_err(|colour| ScorecardProblem::ThemeIncomplete { colour }),
        };
        let dress = match dress {
            Err(problem) => {
                say(problem);
                Dress::default()
            }
            Ok((brand, text, headings)) => {
                let (dress, colours) = Dress::of(&brand, text, headings);
                if !colours.is_empty() {
                    say(ScorecardProblem::ThemeAdjusted { colours });
                }
                dress
            }
        };
        wardrobe.dresses.insert(path.clone(), dress);
    }
    Warned { value: wardrobe, findings }
}

/// The theme in its XML; else the colour that is missing.
fn read(xml: &str) -> Result<(Brand, Fonts, Fonts), &'static str> {
    let scheme = element(xml, "clrScheme").unwrap_or_default();
    let color = |name: &'static str| element(scheme, name).and_then(color).ok_or(name);
    let accent = color("accent1")?;
    let brand = Brand { dark: [color("dk1")?, color("dk2")?], accent, link: color("hlink").unwrap_or(accent) };
    let fonts = |name| element(xml, name).map(fonts).unwrap_or_default();
    Ok((brand, fonts("minorFont"), fonts("majorFont")))
}

fn fonts(inside: &str) -> Fonts {
    let typeface = |name: &str| tags(inside).find(|tag| tag.name == name).and_then(|tag| tag.attribute("typeface"));
    let hangul = tags(inside).find(|tag| tag.name == "font" && tag.attribute("script") == Some("Hang"));
    let hangul = hangul.and_then(|tag| tag.attribute("typeface"));
    Fonts { latin: named(typeface("latin")), korean: named(hangul).or_else(|| named(typeface("ea"))) }
}

/// A name that a spreadsheet takes; `+mn-lt` refers to another font.
fn named(text: Option<&str>) -> Option<String> {
    let name = unescaped(text?);
    let name = name.trim();
    let fits = !name.is_empty() && !name.starts_with('+') && name.chars().count() <= LONGEST_FONT;
    (fits && !name.contains(char::is_control)).then(|| name.to_owned())
}

/// A colour by its figures; one that follows the system says what it was when the theme was saved.
fn color(inside: &str) -> Option<Rgb> {
    let attribute = |name: &str, key: &str| tags(inside).find(|tag| tag.name == name)?.attribute(key);
    let hex = attribute("srgbClr", "val").or_else(|| attribute("sysClr", "lastClr"))?;
    let is_hex = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(hex, 16).ok().map(Rgb)).flatten()
}

/// The start of an element, whatever prefix its name has.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    /// All that stands behind it.
    rest: &'a str,
}

impl<'a> Tag<'a> {
    fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((key, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, behind) = after[1..].split_once(quote)?;
            if key.trim() == wanted {
                return Some(value);
            }
            rest = behind;
        }
        None
    }
}

fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once('<')?;
            if let Some(comment) = after.strip_prefix("!--") {
                rest = comment.split_once("-->")?.1;
                continue;
            }
            let (tag, behind) = after.split_once('>')?;
            rest = behind;
            if !tag.starts_with(['/', '?', '!']) {
                let tag = tag.trim_end_matches('/');
                let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
                return Some(Tag { name: local(name), attributes, rest });
            }
        }
    })
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// What stands inside the first element of a name.
fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let inside = tags(xml).find(|tag| tag.name == name)?.rest;
    let ends = inside.match_indices("</").find(|(at, _)| {
        let close = inside[at + 2..].split('>').next().unwrap_or_default();
        local(close.trim_end()) == name
    });
    ends.map(|(at, _)| &inside[..at])
}

fn unescaped(text: &str) -> String {
    let replaced = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    replaced.replace("&amp;", "&")
}
