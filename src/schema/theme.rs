//! What metrics speak of, and which way is good for the business.

use crate::lang::Label;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr, VariantNames};

/// What a metric speaks of; goals are weighted by theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Theme {
    Revenue,
    Acquisition,
    Adoption,
    Usage,
    Growth,
    Retention,
    Expansion,
    Demand,
    Launch,
    /// One that the pipeline brings.
    #[strum(disabled)]
    Custom(CustomTheme),
}

/// A theme of the pipeline's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomTheme {
    pub slug: &'static str,
    pub label: Label,
}

impl Theme {
    pub fn built_in() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    pub const fn is_own(self) -> bool {
        matches!(self, Self::Custom(_))
    }

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Custom(theme) => theme.slug,
            known => known.into_str(),
        }
    }

    pub const fn label(self) -> Label {
        match self {
            Self::Revenue => Label::new("Revenue", "매출"),
            Self::Acquisition => Label::new("Acquisition", "고객 확보"),
            Self::Adoption => Label::new("Adoption", "도입"),
            Self::Usage => Label::new("Usage", "사용"),
            Self::Growth => Label::new("Growth", "성장"),
            Self::Retention => Label::new("Retention", "유지"),
            Self::Expansion => Label::new("Expansion", "확장"),
            Self::Demand => Label::new("Demand", "수요"),
            Self::Launch => Label::new("Launch", "출시"),
            Self::Custom(theme) => theme.label,
        }
    }
}

/// Which way is good for the business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Better {
    Higher,
    Lower,
    NearestToZero,
}

impl Better {
    pub const fn slug(self) -> &'static str {
        self.into_str()
    }
}
