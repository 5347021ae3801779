//! A company theme: the colours and fonts of a `.thmx` file, or of the theme within a workbook or presentation.

#[cfg(test)]
mod tests;

use super::palette::{Brand, Rgb};
use super::problem::ScorecardProblem;
use super::workbook_theme::{Fonts, WorkbookTheme};
use crate::diagnostic::{Cause, Finding, Warned};
use crate::formats::xml::{Node, NotXml, Xml};
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

/// The theme of every scorecard that wants one of its own.
#[derive(Debug, Clone, Default)]
pub struct WorkbookThemes {
    by_path: BTreeMap<PathBuf, WorkbookTheme>,
    usual: WorkbookTheme,
    /// The files that were read.
    pub files: Vec<SourceFile>,
}

impl WorkbookThemes {
    pub fn workbook_theme(&self, theme: Option<&Path>) -> &WorkbookTheme {
        theme.and_then(|path| self.by_path.get(path)).unwrap_or(&self.usual)
    }
}

/// Reads the themes that scorecards name, each once; one that cannot be used leaves the usual look, with a finding.
pub fn open(scorecards: &[ScorecardFile]) -> Warned<WorkbookThemes> {
    let mut workbook_themes = WorkbookThemes::default();
    let mut findings = Vec::new();
    for path in scorecards.iter().filter_map(|scorecard| scorecard.theme.as_ref()) {
        if workbook_themes.by_path.contains_key(path) {
            continue;
        }
        let name = path.display().to_string();
        let mut say = |problem| findings.push(Finding::new(Place::File(name.as_str().into()), problem));
        let opened = formats::part(Purpose::Theme, path, &name, &PARTS, MOST);
        workbook_themes.files.extend(opened.source);
        let workbook_theme = match opened.text {
            Err(cause) => Err(ScorecardProblem::ThemeUnreadable { cause }),
            Ok(text) => read(&text),
        };
        let workbook_theme = match workbook_theme {
            Err(problem) => {
                say(problem);
                WorkbookTheme::default()
            }
            Ok((brand, text, headings)) => {
                let (workbook_theme, colours) = WorkbookTheme::of(&brand, text, headings);
                if !colours.is_empty() {
                    say(ScorecardProblem::ThemeAdjusted { colours });
                }
                workbook_theme
            }
        };
        workbook_themes.by_path.insert(path.clone(), workbook_theme);
    }
    Warned { value: workbook_themes, findings }
}

/// The theme in its XML.
fn read(xml: &str) -> Result<(Brand, Fonts, Fonts), ScorecardProblem> {
    let said = said(xml).map_err(|NotXml| ScorecardProblem::ThemeUnreadable { cause: Cause::new("it is no XML") })?;
    let missing = |colour: &'static str| ScorecardProblem::ThemeIncomplete { colour };
    let color = |name: &'static str| said.get(name).and_then(|hex| color(hex)).ok_or_else(|| missing(name));
    let accent = color("accent1")?;
    let brand = Brand { dark: [color("dk1")?, color("dk2")?], accent, link: color("hlink").unwrap_or(accent) };
    let fonts = |of: &str| {
        let typeface = |name: &str| named(said.get(&format!("{of}/{name}")));
        Fonts { latin: typeface("latin"), korean: typeface("Hang").or_else(|| typeface("ea")) }
    };
    Ok((brand, fonts("minorFont"), fonts("majorFont")))
}

/// What a theme says first of each colour and each font: `accent1`, `minorFont/latin`, `minorFont/Hang`. A colour that
/// follows the system says what it was when the theme was saved.
fn said(xml: &str) -> Result<BTreeMap<String, String>, NotXml> {
    let mut said = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    for node in Xml::of(xml.as_bytes())? {
        match node? {
            Node::Open(tag) => {
                let found = match (open.as_slice(), tag.name()) {
                    ([.., scheme, color], "srgbClr") if scheme == "clrScheme" => Some((color.clone(), "val")),
                    ([.., scheme, color], "sysClr") if scheme == "clrScheme" => Some((color.clone(), "lastClr")),
                    ([.., font], name) if font == "minorFont" || font == "majorFont" => {
                        let script = tag.attribute("script")?;
                        Some((format!("{font}/{}", script.as_deref().unwrap_or(name)), "typeface"))
                    }
                    _ => None,
                };
                if let Some((key, attribute)) = found
                    && let Some(value) = tag.attribute(attribute)?
                {
                    said.entry(key).or_insert(value.into_owned());
                }
                if !tag.is_empty {
                    open.push(tag.name().to_owned());
                }
            }
            Node::Close(_) => drop(open.pop()),
            Node::Text(_) => {}
        }
    }
    Ok(said)
}

/// A name that a spreadsheet takes; `+mn-lt` refers to another font.
fn named(text: Option<&String>) -> Option<String> {
    let name = text?.trim();
    let fits = !name.is_empty() && !name.starts_with('+') && name.chars().count() <= LONGEST_FONT;
    (fits && !name.contains(char::is_control)).then(|| name.to_owned())
}

fn color(hex: &str) -> Option<Rgb> {
    let is_hex = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(hex, 16).ok().map(Rgb)).flatten()
}
