//! What a user may say of how numbers and days are written.

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DecimalMark {
    #[default]
    Auto,
    Point,
    Comma,
}

impl DecimalMark {
    /// The words of `decimal` and what they mean.
    pub const WORDS: &[(&'static str, Self)] = &[("auto", Self::Auto), (".", Self::Point), (",", Self::Comma)];
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum DateOrder {
    #[default]
    Auto,
    DayFirst,
    MonthFirst,
    /// A strftime pattern.
    Pattern(String),
}
