//! What metrics speak of, and which way is good for the business.

use crate::lang::Label;
use crate::name::Name;
use std::sync::Arc;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr, VariantNames};

/// What a metric speaks of; goals are weighted by theme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
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
    Custom(Arc<CustomTheme>),
}

/// A theme of the pipeline's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomTheme {
    pub slug: String,
    pub label: Label<Name>,
}

impl Theme {
    pub fn built_in() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    pub const fn is_own(&self) -> bool {
        matches!(self, Self::Custom(_))
    }

    pub fn slug(&self) -> &str {
        match self {
            Self::Custom(theme) => &theme.slug,
            known => known.into_str(),
        }
    }

    pub fn label(&self) -> Label<&str> {
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
            Self::Custom(theme) => theme.label.borrowed(),
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
