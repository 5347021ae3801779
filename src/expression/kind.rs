//! What a part of an expression gives.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Text,
    Day,
    Truth,
}

impl Kind {
    /// One of them.
    pub(crate) const fn article(self) -> &'static str {
        match self {
            Self::Number => "a figure",
            Self::Text => "a text",
            Self::Day => "a day",
            Self::Truth => "a condition",
        }
    }

    /// Several of them.
    pub(crate) const fn several(self) -> &'static str {
        match self {
            Self::Number => "figures",
            Self::Text => "texts",
            Self::Day => "days",
            Self::Truth => "conditions",
        }
    }
}
