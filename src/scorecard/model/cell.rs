//! One cell: what it holds and what that means to the reader.

use super::formula::CellFormula;
use super::number::{NumberFormat, Quantity, serial};
use super::reference::DataRange;
use crate::amount::Amount;
use crate::calendar::Date;
use crate::score::Status;
use std::borrow::Cow;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct PageCell {
    pub content: Content,
    pub tone: Tone,
    pub strong: bool,
    /// Steps to the right, for goals that support another.
    pub indent: u8,
    /// Shown when the reader points at the cell.
    pub note: Option<String>,
    /// Name of the page it leads to.
    pub link: Option<String>,
    /// How its figure comes from others; the figure itself is its exact result.
    pub formula: Option<CellFormula>,
    /// What people wrote in a cell for comments.
    pub typed: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Content {
    #[default]
    Empty,
    Text(String),
    Number(Amount, NumberFormat),
    /// Missing; the cell's note says why.
    NoData,
    /// Sign and word.
    Status(Status, String),
    /// A score underlaid with the colour of its status, the sign beside it.
    Heat(Amount, NumberFormat, Status),
    Spark(Sparkline),
    /// Left for people to type in.
    Comment(CommentKey),
}

/// What a figure means for the business, whatever its sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    #[default]
    Neutral,
    Good,
    Bad,
    Quiet,
}

/// A chart in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sparkline {
    pub range: DataRange,
    pub look: SparklineLook,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SparklineLook {
    /// From zero; a gap is a gap.
    Columns,
    /// Between its smallest and its largest figure; only for series without a gap.
    Line,
}

/// What a comment belongs to, so that it is found again whatever row its goal stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommentKey {
    /// Label of the period in which it was written.
    pub period: String,
    /// Name of the product, `*` for the portfolio.
    pub product: String,
    pub goal: String,
}

impl PageCell {
    fn of(content: Content) -> Self {
        Self { content, ..Self::default() }
    }

    pub fn empty() -> Self {
        Self::default()
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::of(Content::Text(text.into()))
    }

    pub fn number(value: Amount, format: NumberFormat) -> Self {
        Self::of(Content::Number(value, format))
    }

    /// Days are numbers in a spreadsheet.
    pub fn day(day: Date) -> Self {
        Self::number(serial(day), NumberFormat::DAY)
    }

    /// A missing figure with the reason.
    pub fn no_data(reason: impl Into<String>) -> Self {
        Self { tone: Tone::Quiet, note: Some(reason.into()), ..Self::of(Content::NoData) }
    }

    pub fn status(status: Status, word: impl Into<String>) -> Self {
        Self { strong: true, ..Self::of(Content::Status(status, word.into())) }
    }

    pub fn heat(score: Amount, format: NumberFormat, status: Status) -> Self {
        Self::of(Content::Heat(score, format, status))
    }

    pub fn spark(range: DataRange, look: SparklineLook) -> Self {
        Self::of(Content::Spark(Sparkline { range, look }))
    }

    /// Left to people, with what they have written so far.
    pub fn comment(key: CommentKey, typed: Option<&str>) -> Self {
        Self { typed: typed.map(str::to_owned), ..Self::of(Content::Comment(key)) }
    }

    pub const fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    pub const fn indent(mut self, steps: u8) -> Self {
        self.indent = steps;
        self
    }

    pub fn note(mut self, note: Option<String>) -> Self {
        self.note = note;
        self
    }

    pub fn link(mut self, page: impl Into<String>) -> Self {
        self.link = Some(page.into());
        self
    }

    /// Where it holds a figure, that is the result of `formula`.
    pub fn computed(mut self, formula: impl Into<Option<CellFormula>>) -> Self {
        if self.figure().is_some() {
            self.formula = formula.into();
        }
        self
    }

    /// Where it holds a difference, that is computed from two cells. The way it is shown says which difference it is: in
    /// the unit, in points, or in percent of the base.
    pub fn difference_of(self, actual: CellFormula, base: CellFormula) -> Self {
        let Some((_, format)) = self.figure() else { return self };
        let apart = actual - base.clone();
        match format.quantity {
            Quantity::Plain => self.computed(apart),
            Quantity::Points(_) => self.computed(apart * CellFormula::number(100_i64)),
            Quantity::Percent => self.computed(apart / base.abs()),
            Quantity::Day => self,
        }
    }

    /// The figure it holds, and how that is shown.
    pub const fn figure(&self) -> Option<(&Amount, NumberFormat)> {
        match &self.content {
            Content::Number(value, format) | Content::Heat(value, format, _) => Some((value, *format)),
            _ => None,
        }
    }

    /// The cell as the reader sees it, where it shows text or a figure.
    pub fn shown(&self) -> String {
        self.read().into_owned()
    }

    /// The same, without a copy of what is there already.
    pub fn read(&self) -> Cow<'_, str> {
        match &self.content {
            Content::Empty | Content::Spark(_) => Cow::Borrowed(""),
            Content::Comment(_) => self.typed.as_deref().unwrap_or_default().into(),
            Content::Text(text) => text.into(),
            Content::Number(value, format) => format.shown(value).into(),
            Content::NoData => "–".into(),
            Content::Status(status, word) => format!("{} {word}", status.sign()).into(),
            Content::Heat(score, format, status) => format!("{} {}", status.sign(), format.shown(score)).into(),
        }
    }
}
