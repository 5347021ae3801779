//! What is done with the rows of an input that are sums, stand there twice, or are missing.

use crate::pipeline::entry::Entry;
use crate::schema::FactKind;
use strum::{EnumString, VariantNames};

/// What is done with rows and columns that sum others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Totals {
    /// Compared with what they sum.
    #[default]
    Check,
    /// Left out unseen.
    Ignore,
    /// No row is one: each is a line, whatever it is called.
    Data,
}

/// What rows do that are alike in every cell within one sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Duplicates {
    #[default]
    Warn,
    Drop,
    Stop,
}

/// What rows of one period do that stand in two sheets or files of an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Overlap {
    /// Rows that are alike stop the run; others are parts of a whole.
    #[default]
    Auto,
    /// They are added up, alike or not.
    Sum,
    /// The file that sorts last counts for the whole period.
    Latest,
    Stop,
}

/// What several columns of one period do in a crosstab.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Within {
    /// By their dates: a flow adds up, of a stock the last counts. Without dates it is asked.
    #[default]
    Auto,
    /// The last one counts.
    Last,
    /// They are added up.
    Sum,
}

/// What a product without a row in a covered period means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Absent {
    /// Zero for a flow and for subscriptions, no data for any other stock.
    #[default]
    Auto,
    Zero,
    Gap,
}

/// A list without periods has none that could stand in two files.
pub(crate) fn overlap(entry: Entry, fact: Option<&FactKind>) -> Option<Overlap> {
    let overlap = entry.word()?;
    if overlap != Overlap::Auto && matches!(fact, Some(FactKind::Contracts | FactKind::Milestones)) {
        let expected = "`auto` for a list without periods, where `pick = \"newest\"` takes the last delivery";
        return entry.bad_value(expected, entry.any_text()?);
    }
    Some(overlap)
}
