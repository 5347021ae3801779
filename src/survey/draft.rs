//! A *draft*: the `[[input]]` that would read a table, as it is pasted into a pipeline file.

use super::found::{ColumnSurvey, Survey};
use crate::place::column_letters;
use crate::prose::toml_string;
use crate::schema::FactKind;

/// An `[[input]]` on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub fact: DraftFact,
    pub name: String,
    /// Patterns below the folder of the exports.
    pub files: Vec<String>,
    /// Sheets and tables that it is meant to read, by position.
    pub tables: Vec<(usize, usize)>,
    pub columns: Vec<DraftColumn>,
    pub crosstab: bool,
    pub sheet: Option<String>,
    /// As spreadsheets number it.
    pub header_row: Option<u32>,
    pub condition: Option<String>,
    /// ISO code of its money, where the cells wear the sign of one that is not the dollar.
    pub currency: Option<String>,
    /// Questions to the user: why, and the lines of which one settles it.
    pub doubts: Vec<(String, Vec<String>)>,
    /// Required columns that no header fits, with those that could be it.
    pub missing: Vec<(&'static str, Vec<String>)>,
    /// Whether headers are called by their lowest label alone.
    pub by_lowest_label: bool,
}

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftFact {
    /// It has all that the fact needs.
    Known(&'static FactKind),
    /// It has all that the fact needs and nothing that says what its figures are.
    Assumed(&'static FactKind),
    /// Some of it, or words that speak for it.
    Likely(&'static FactKind),
    Unknown,
}

impl DraftFact {
    /// The fact as which it can be read.
    pub const fn readable(self) -> Option<&'static FactKind> {
        match self {
            Self::Known(fact) | Self::Assumed(fact) => Some(fact),
            Self::Likely(_) | Self::Unknown => None,
        }
    }

    pub const fn known(self) -> Option<&'static FactKind> {
        match self {
            Self::Known(fact) => Some(fact),
            Self::Assumed(_) | Self::Likely(_) | Self::Unknown => None,
        }
    }
}

/// A canonical column and the header that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftColumn {
    pub canonical: &'static str,
    pub header: DraftHeader,
    /// Why it was taken, where its name does not say so.
    pub why: Option<&'static str>,
}

/// A header as it is addressed, and its lowest label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHeader {
    pub name: String,
    pub own: String,
}

impl DraftHeader {
    /// A column without a heading goes by its letter.
    pub(crate) fn of(column: &ColumnSurvey) -> Self {
        let letter = || format!("[{}]", column_letters(column.column));
        let or_letter = |name: &String| if name.is_empty() { letter() } else { name.clone() };
        Self { name: or_letter(&column.name), own: or_letter(&column.own_name) }
    }
}

impl Draft {
    /// Whether the same columns mean the same.
    pub fn reads_alike(&self, other: &Self) -> bool {
        self.fact == other.fact
            && self.columns == other.columns
            && self.crosstab == other.crosstab
            && self.condition == other.condition
            && self.currency == other.currency
    }

    pub(crate) fn reads_the_same_as(&self, other: &Self) -> bool {
        self.reads_alike(other) && self.tables.iter().all(|(sheet, _)| other.tables.iter().all(|(at, _)| at != sheet))
    }

    /// The draft with ever more pins: the first that reads what it shall is the one to paste.
    pub fn variants(&self, survey: &Survey) -> Vec<Self> {
        let mut variants = Vec::new();
        let first = self.tables.first().and_then(|&(sheet, table)| {
            let sheet = survey.sheets.get(sheet)?;
            Some((sheet.name.clone(), sheet.visible, sheet.tables.get(table)?.header.1))
        });
        let stacked = self.columns.iter().any(|column| column.header.name != column.header.own);
        let plain = Self { sheet: None, header_row: None, ..self.clone() };
        variants.push(plain.clone());
        if let Some((name, visible, bottom)) = first {
            let sheet = name.filter(|_| self.tables.len() == 1).map(|name| name.to_string());
            let pinned = Self { sheet: sheet.clone(), ..plain.clone() };
            if !visible {
                variants.clear();
            }
            if sheet.is_some() {
                variants.push(pinned.clone());
            }
            variants.push(Self { header_row: Some(bottom + 1), ..pinned });
        }
        if stacked {
            let lowest = variants.iter().map(|variant| Self { by_lowest_label: true, ..variant.clone() });
            let lowest: Vec<Self> = lowest.collect();
            variants.extend(lowest);
        }
        variants
    }

    /// The section as it is pasted into a pipeline file.
    pub fn toml(&self) -> String {
        let mut lines = vec!["[[input]]".to_owned(), format!("name = {}", toml_string(&self.name))];
        lines.push(match self.fact {
            DraftFact::Known(fact) | DraftFact::Likely(fact) => format!("fact = {}", toml_string(fact.name())),
            DraftFact::Assumed(fact) => {
                format!("fact = {}  # nothing says what the figures are: is it this?", toml_string(fact.name()))
            }
            DraftFact::Unknown => "fact = \"revenue\"  # none of the known facts fits: choose one".to_owned(),
        });
        lines.push(format!("files = {}", text_or_list(&self.files)));
        lines.extend(self.sheet.as_ref().map(|sheet| format!("sheet = {}", toml_string(sheet))));
        lines.extend(self.crosstab.then(|| "layout = \"crosstab\"".to_owned()));
        lines.extend(self.header_row.map(|row| format!("header_row = {row}")));
        lines.extend(self.condition.as_ref().map(|condition| format!("where = {}", toml_string(condition))));
        lines.extend(self.currency.as_ref().map(|code| format!("currency = {}", toml_string(code))));
        for (why, choices) in &self.doubts {
            lines.push(format!("# choose one: {}", one_line(why)));
            lines.extend(choices.iter().map(|line| format!("# {line}")));
        }
        lines.push("[input.columns]".to_owned());
        for DraftColumn { canonical, header, why } in &self.columns {
            let header = if self.by_lowest_label { &header.own } else { &header.name };
            let why = why.map(|why| format!("  # {why}")).unwrap_or_default();
            lines.push(format!("{canonical} = {}{why}", toml_string(header)));
        }
        for (canonical, candidates) in &self.missing {
            lines.extend(choices(canonical, candidates));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

/// More are not shown beside a column that is missing.
const CANDIDATES: usize = 6;

/// A line to paste for each column that could be the one.
fn choices(canonical: &str, candidates: &[String]) -> Vec<String> {
    if candidates.is_empty() {
        return vec![format!("# {canonical} = no column could be it")];
    }
    let line = |name: &String| format!("# {canonical} = {}", toml_string(name));
    let more = candidates.len().saturating_sub(CANDIDATES);
    let more = (more > 0).then(|| format!("# {canonical} = or one of {more} more"));
    candidates.iter().take(CANDIDATES).map(line).chain(more).collect()
}

fn text_or_list(texts: &[String]) -> String {
    match texts {
        [only] => toml_string(only),
        several => format!("[{}]", several.iter().map(|text| toml_string(text)).collect::<Vec<_>>().join(", ")),
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
