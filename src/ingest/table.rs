//! The table that an export becomes: typed columns under canonical names, every row with its place.

use super::expression::FilterTally;
use super::shape::layout::SheetLayout;
use super::shape::said_scenarios::SaidScenarios;
use crate::amount::{Amount, Decimal};
use crate::calendar::Date;
use crate::formats::SourceFile;
use crate::name::Name;
use crate::pipeline::{Absent, Input, Overlap};
use crate::place::{Cell, Place};
use crate::schema::FactKind;
use crate::sheet::RowCount;
use indexmap::IndexSet;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;
use strum::EnumTryAs;

/// Everything one `[[input]]` brought.
#[derive(Debug)]
pub struct Table {
    pub input: Arc<str>,
    pub fact: FactKind,
    pub absent: Absent,
    pub overlap: Overlap,
    pub required: bool,
    /// ISO code of money without one of its own; `None` = the reporting currency.
    pub currency: Option<Arc<str>>,
    /// One a sheet that was used.
    pub parts: Vec<TablePart>,
    /// Every file that was opened, used or not.
    pub files: Vec<SourceFile>,
    /// Files that could not be read.
    pub unread: usize,
}

impl Table {
    /// Of an input that has brought nothing yet.
    pub(super) fn of(input: &Input) -> Self {
        Self {
            input: input.name.clone(),
            fact: input.fact.clone(),
            currency: input.currency.clone(),
            absent: input.absent,
            overlap: input.overlap,
            required: input.required,
            parts: Vec::new(),
            files: Vec::new(),
            unread: 0,
        }
    }
}

/// The rows of one sheet.
#[derive(Debug)]
pub struct TablePart {
    pub file: Arc<str>,
    /// `None` for text files.
    pub sheet: Option<Arc<str>>,
    pub visible: bool,
    /// Header and rows in A1 notation, such as `A5:G412`.
    pub range: String,
    /// The sheet's own number, from 0, of every row.
    pub rows: Vec<u32>,
    /// Rows with a cell that could not be read.
    pub rejected: Vec<bool>,
    pub columns: BTreeMap<Name, TypedColumn>,
    /// Column of the sheet behind each canonical column, where it has one of its own.
    pub origins: BTreeMap<Name, u32>,
    /// Of a crosstab: column of the sheet by canonical column and row, since figures of one measure stand side by side.
    pub scattered: BTreeMap<Name, Vec<u32>>,
    pub count: RowCount,
    /// A mark of each row by what tells it from others beside the columns that are read, such as the number of its
    /// document; empty where nothing does.
    pub documents: Vec<u32>,
    /// What the condition of the input took and left.
    pub(super) filtered: Option<FilterTally>,
    /// How the table lies in its sheet.
    pub layout: SheetLayout,
    /// Encodings in which the text file would read like one too, by their names in pipelines.
    pub other_encodings: Vec<&'static str>,
    /// Of which scenarios its rows are, by column.
    pub(crate) scenarios: Vec<SaidScenarios>,
    /// What a 1 in a cell of money stands for; `None` for ones.
    pub money_factor: Option<Amount>,
}

/// One column of a part, a value a row.
#[derive(Debug, EnumTryAs)]
pub enum TypedColumn {
    Text(Texts),
    Number(Numbers),
    Day(Vec<Option<Date>>),
    /// A day or a label that only the calendar can read, for period columns.
    When(Whens),
}

const NONE: u32 = u32::MAX;

/// Values by row, each distinct one kept once.
#[derive(Debug)]
pub struct Distinct<T> {
    ids: Vec<u32>,
    distinct: IndexSet<T>,
}

pub type Texts = Distinct<Arc<str>>;
pub type Whens = Distinct<When>;

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self { ids: Vec::new(), distinct: IndexSet::default() }
    }
}

impl<T: Eq + Hash> Distinct<T> {
    /// Number of a value.
    pub(crate) fn intern(&mut self, value: T) -> usize {
        self.distinct.insert_full(value).0
    }

    /// Adds a row; one without a value has no number.
    pub(crate) fn push_id(&mut self, id: Option<usize>) {
        self.ids.push(id.and_then(|id| u32::try_from(id).ok()).unwrap_or(NONE));
    }

    /// Number of the distinct value in a row.
    pub fn id(&self, row: usize) -> Option<usize> {
        self.ids.get(row).filter(|&&id| id != NONE).map(|&id| id as usize)
    }

    pub fn get(&self, row: usize) -> Option<&T> {
        self.distinct.get_index(self.id(row)?)
    }

    pub fn distinct(&self) -> impl ExactSizeIterator<Item = &T> {
        self.distinct.iter()
    }
}

/// Decimals of one scale.
#[derive(Debug, Default)]
pub struct Numbers {
    scale: u32,
    mantissas: Vec<i128>,
}

impl Numbers {
    /// No figure has this mantissa: decimals have at most 38 digits.
    const MISSING: i128 = i128::MIN;

    pub(super) fn from_decimals(values: &[Option<Decimal>]) -> Self {
        let scale = values.iter().flatten().map(|d| d.scale).max().unwrap_or(0);
        let mantissas =
            values.iter().map(|value| value.and_then(|d| d.at_scale(scale)).unwrap_or(Self::MISSING)).collect();
        Self { scale, mantissas }
    }

    pub(super) fn has_any(&self) -> bool {
        self.mantissas.iter().any(|&mantissa| mantissa != Self::MISSING)
    }

    pub const fn scale(&self) -> u32 {
        self.scale
    }

    /// Mantissa at [`Self::scale`].
    pub fn get(&self, row: usize) -> Option<i128> {
        self.mantissas.get(row).copied().filter(|&m| m != Self::MISSING)
    }
}

/// A day, or a label for the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum When {
    Day(Date),
    Label(Arc<str>),
}

impl TablePart {
    /// The place of a canonical column in a row; the row's first cell where the column has no cell of its own.
    pub fn place(&self, row: usize, column: &str) -> Place {
        let cell = Cell {
            row: self.rows.get(row).copied().unwrap_or(0),
            column: match self.scattered.get(column) {
                Some(columns) => columns.get(row).copied().unwrap_or(0),
                None => self.origins.get(column).copied().unwrap_or(0),
            },
        };
        Place::Cell { file: self.file.clone(), sheet: self.sheet.clone(), cell }
    }

    /// Rejects all that was read from some rows of the sheet, by their own numbers.
    pub(super) fn reject_rows(&mut self, numbers: impl Iterator<Item = u32>) {
        let numbers: BTreeSet<u32> = numbers.collect();
        for (number, rejected) in self.rows.iter().zip(&mut self.rejected) {
            *rejected |= numbers.contains(number);
        }
    }

    /// Columns of the sheet that something was read from, in no order.
    pub(super) fn columns_read(&self) -> impl Iterator<Item = u32> {
        let alone = self.origins.iter().filter(|(name, _)| !self.scattered.contains_key(*name));
        alone.map(|(_, column)| *column).chain(self.scattered.values().flatten().copied())
    }

    pub fn texts(&self, column: &str) -> Option<&Texts> {
        self.columns.get(column)?.try_as_text_ref()
    }

    pub fn numbers(&self, column: &str) -> Option<&Numbers> {
        self.columns.get(column)?.try_as_number_ref()
    }

    pub fn days(&self, column: &str) -> Option<&[Option<Date>]> {
        self.columns.get(column)?.try_as_day_ref().map(Vec::as_slice)
    }

    pub fn whens(&self, column: &str) -> Option<&Whens> {
        self.columns.get(column)?.try_as_when_ref()
    }
}
