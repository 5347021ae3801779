//! What kind of value a key wants and what kind it got, in the words of the messages.

use std::fmt;
use toml::de::DeValue;

/// The kind of value that is written in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueShape {
    Text,
    Integer,
    Decimal,
    Flag,
    Date,
    List,
    Section,
}

impl ValueShape {
    pub(super) fn of(value: &DeValue) -> Self {
        match value {
            DeValue::String(_) => Self::Text,
            DeValue::Integer(_) => Self::Integer,
            DeValue::Float(_) => Self::Decimal,
            DeValue::Boolean(_) => Self::Flag,
            DeValue::Datetime(_) => Self::Date,
            DeValue::Array(_) => Self::List,
            DeValue::Table(_) => Self::Section,
        }
    }
}

impl fmt::Display for ValueShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a string",
            Self::Integer => "an integer",
            Self::Decimal => "a decimal number",
            Self::Flag => "a boolean",
            Self::Date => "a date",
            Self::List => "a list",
            Self::Section => "a section",
        })
    }
}

/// The kind of value that a key wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedValue {
    Text,
    Integer,
    Number,
    Flag,
    TextOrList,
    /// Name or position of a sheet.
    Sheet,
    /// Where a canonical column comes from.
    Source,
    /// What stands in every row.
    Constant,
    /// A name for readers.
    Label,
    /// The header under which the keys belong, such as `[calendar]`.
    Section(String),
    /// The header that is repeated for each, such as `[[input]]`.
    Sections(String),
}

impl ExpectedValue {
    /// What to write instead, where the mistake is a common one.
    pub(super) fn remedy(&self, found: ValueShape) -> Option<String> {
        match (self, found) {
            (
                Self::Text | Self::TextOrList | Self::Source | Self::Label,
                ValueShape::Integer | ValueShape::Decimal | ValueShape::Flag | ValueShape::Date,
            ) => Some("put the value in quotes".to_owned()),
            (Self::Integer | Self::Number, ValueShape::Text) => Some("write a number without quotes".to_owned()),
            (Self::Flag, ValueShape::Text) => Some("write it without quotes".to_owned()),
            (Self::Section(header), ValueShape::List) => Some(format!("write `{header}` once, with single brackets")),
            (Self::Section(header), _) => Some(format!("write its keys under `{header}`")),
            (Self::Sections(header), ValueShape::Section) => Some(format!("write `{header}`, with double brackets")),
            (Self::Sections(header), _) => Some(format!("write `{header}` above the keys of each one")),
            _ => None,
        }
    }
}

impl fmt::Display for ExpectedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a string",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Flag => "`true` or `false`",
            Self::TextOrList => "a string or a list of strings",
            Self::Sheet => "a string or an integer",
            Self::Source => "a string, a list of strings or `{ sql = \"…\" }`",
            Self::Constant => "a string, a number, a boolean or a date",
            Self::Label => "a string or `{ en = \"…\", ko = \"…\" }`",
            Self::Section(_) => "a section",
            Self::Sections(_) => "a list of sections",
        })
    }
}

/// Three capital letters, the form of ISO 4217 codes; whether there is such a currency is left to the reader.
pub(super) fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Lower-case letters, digits and `_`, with a letter first: what SQL and every table take without quotes.
pub(super) fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
