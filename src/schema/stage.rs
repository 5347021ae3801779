//! Where a product is in its life.

use crate::lang::Label;
use crate::name;
use strum::{EnumIter, IntoEnumIterator, IntoStaticStr, VariantNames};

/// Life-cycle stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Stage {
    Launch,
    Growth,
    Maturity,
    Decline,
}

impl Stage {
    pub const fn label(self) -> Label {
        match self {
            Self::Launch => Label::new("Launch", "출시기"),
            Self::Growth => Label::new("Growth", "성장기"),
            Self::Maturity => Label::new("Maturity", "성숙기"),
            Self::Decline => Label::new("Decline", "쇠퇴기"),
        }
    }

    /// In English or Korean.
    pub fn parse(text: &str) -> Option<Self> {
        let wanted = name::fold(text);
        Self::iter().find(|stage| {
            let label = stage.label();
            stage.into_str() == wanted
                || name::fold(label.en) == wanted
                || label.ko == wanted
                || label.ko.trim_end_matches('기') == wanted
        })
    }
}
