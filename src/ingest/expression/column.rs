//! The columns of a sheet as an expression sees them.

use super::names;
use super::over::Over;
use super::problem::ExpressionProblem;
use super::profile::{Profile, day_of_number, mark_of};
use crate::amount::Decimal;
use crate::calendar::Date;
use crate::diagnostic::Finding;
use crate::expression::{
    Blanks, Bound, Cells, Columns, Expression, Kind, Number, Obstacle, Refusal, Row, Unread, Value, Why, bind,
    plain_truth,
};
use crate::ingest::problem::IngestProblem;
use crate::ingest::shape::days;
use crate::name;
use crate::sheet::{Raw, Value as CellValue};
use crate::values::DateOrder;
use crate::values::day;
use crate::values::number::{self, DecimalSeparator, NumberReading};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// The columns that an expression names, by its numbers for them.
pub(super) struct SheetColumns<'a> {
    pub(super) over: Over<'a>,
    /// Of the sheet.
    pub(super) columns: Vec<usize>,
    pub(super) profiles: Vec<Profile>,
    /// Texts that are compared in another form than they stand in, by their numbers.
    tidied: BTreeMap<u32, Box<str>>,
    /// The decimal marks of computed texts that are cast to figures, by the places of the casts.
    marks: BTreeMap<(usize, usize), DecimalSeparator>,
}

impl<'a> SheetColumns<'a> {
    /// The columns of an expression; the names that the header lacks where it lacks some.
    pub(super) fn named(over: Over<'a>, expression: &Expression) -> Result<Self, Vec<Finding>> {
        let found: Vec<Option<usize>> = expression.names.iter().map(|name| over.header.column(&name.name)).collect();
        if let Some(columns) = found.iter().copied().collect::<Option<Vec<_>>>() {
            return Ok(Self::of(over, columns));
        }
        let missing = expression.names.iter().zip(found).filter(|(_, column)| column.is_none());
        Err(missing.map(|(name, _)| names::unknown(expression, name, over.sheet, over.header)).collect())
    }
}

impl<'a> SheetColumns<'a> {
    fn of(over: Over<'a>, columns: Vec<usize>) -> Self {
        let grid = &over.sheet.grid;
        let profile = |&column: &usize| Profile::of(over, column);
        let profiles: Vec<Profile> = columns.iter().map(profile).collect();
        let mut tidied = BTreeMap::new();
        for (id, _) in profiles.iter().flat_map(|profile| &profile.texts) {
            let text = grid.text(*id);
            if !is_tidy(text) {
                let tidy = name::tidy(text);
                if tidy != text {
                    tidied.insert(*id, tidy.into());
                }
            }
        }
        Self { over, columns, profiles, tidied, marks: BTreeMap::new() }
    }

    /// The expression fitted to the columns, or why it does not go with them.
    pub(super) fn bind(&mut self, expression: &Expression, wanted: Option<Kind>) -> Result<Bound, Finding> {
        let bound = bind(expression, self, wanted).map_err(|refusal| match refusal {
            Refusal::Unlike(at, fault) => Finding::new(expression.place(&at), ExpressionProblem::Unlike { fault }),
            Refusal::Unclear { column, kind } => self.unclear(column, kind, expression),
        })?;
        for (of, at) in bound.casts_to_figures() {
            let mark = self.mark_of_texts(of, at, expression)?;
            self.marks.insert((at.start, at.end), mark);
        }
        Ok(bound)
    }

    /// The decimal mark of texts that an expression computes: by all of them, by what was done to them, by the pipeline,
    /// else by the figures of the sheet.
    fn mark_of_texts(
        &self,
        of: &Bound,
        at: &Range<usize>,
        expression: &Expression,
    ) -> Result<DecimalSeparator, Finding> {
        let mut texts: BTreeMap<String, usize> = BTreeMap::new();
        for &row in self.over.rows {
            if let Value::Text(text) = (Row { cells: self, index: row, blanks: Blanks::Unknown }).value(of)
                && !texts.contains_key(&*text)
            {
                texts.insert(text.into_owned(), row);
            }
        }
        let said = number::weigh(texts.keys().map(String::as_str));
        let mark = said.proved().or_else(|| of.written_mark()).or_else(|| number::pinned(self.over.input.decimal));
        mark.or_else(|| mark_of(self.over, said, None)).ok_or_else(|| {
            let open = texts.iter().find(|(text, _)| number::both_readings(text).is_some());
            let (example, row) = open.map_or(("", 0), |(text, row)| (text.as_str(), *row));
            let column = expression.columns_in(at).first().copied().unwrap_or(0);
            let part = expression.text.get(at.clone()).unwrap_or_default().to_owned();
            Finding::new(
                self.place(row, column),
                IngestProblem::AmbiguousNumbers { column: part, example: example.to_owned() },
            )
        })
    }

    /// Figures or days that read in two ways are asked about at one of them.
    fn unclear(&self, column: usize, kind: Kind, expression: &Expression) -> Finding {
        let Over { sheet, .. } = self.over;
        let profile = &self.profiles[column];
        let asked = if kind == Kind::Number { &profile.doubtful_figures } else { &profile.doubtful_days };
        if let Some(finding) = asked {
            return finding.clone();
        }
        let example = profile.texts.iter().find(|(id, _)| number::both_readings(sheet.grid.text(*id)).is_some());
        let (text, row) = example.map_or(("", 0), |&(id, row)| (sheet.grid.text(id), row));
        let place = sheet.cell_place(sheet.grid.cell(row, self.columns[column]));
        let (column, example) = (expression.names[column].name.clone(), text.to_owned());
        Finding::new(place, IngestProblem::AmbiguousNumbers { column, example })
    }

    /// A cell as the user finds it, with its file.
    pub(super) fn place(&self, row: usize, column: usize) -> crate::place::Place {
        let sheet = self.over.sheet;
        sheet.cell_place(sheet.grid.cell(row, self.columns.get(column).copied().unwrap_or(0)))
    }

    /// The columns that are blank in a row, by the numbers of the expression.
    pub(super) fn blank_in(&self, row: usize) -> impl Iterator<Item = usize> {
        let grid = &self.over.sheet.grid;
        let is_blank = move |column: usize| match grid.value(row, column) {
            CellValue::Blank => true,
            CellValue::Text(text) => text.trim().is_empty() || number::is_nothing(text),
            _ => false,
        };
        self.columns.iter().enumerate().filter(move |(_, column)| is_blank(**column)).map(|(number, _)| number)
    }

    /// A day as a cell of the column writes it.
    fn read_day(&self, column: usize, text: &str) -> Option<Date> {
        let dates = &self.over.input.dates;
        let day = day::read_as(text, self.profiles[column].order.as_ref()?, dates);
        day.or_else(|| if *dates == DateOrder::DayIsYear { day::month_of_short_day(text) } else { None })
    }

    /// A day that a cell holds.
    fn stored_day(&self, column: usize, row: usize, day: Date) -> Date {
        let Over { sheet, input, .. } = self.over;
        let cell = || sheet.grid.cell(row, self.columns[column]);
        let is_short = input.dates == DateOrder::DayIsYear && days::is_short(sheet, cell());
        day::stored(day, &input.dates, is_short)
    }

    /// A text as it is compared.
    pub(super) fn text(&self, id: u32) -> &str {
        match self.tidied.get(&id) {
            Some(tidied) => tidied,
            None => self.over.sheet.grid.text(id),
        }
    }
}

impl Columns for SheetColumns<'_> {
    fn kind(&self, column: usize) -> Option<Kind> {
        self.profiles[column].kind()
    }

    fn reads_as(&self, column: usize, kind: Kind) -> Result<(), Obstacle> {
        let profile = &self.profiles[column];
        if let Some(row) = profile.stranger(kind) {
            let value = self.over.sheet.grid.value(row, self.columns[column]);
            let says = value.as_text().unwrap_or_default().into_owned();
            return Err(Obstacle::Cell { says, at: self.place(row, column).to_string() });
        }
        let unclear = match kind {
            Kind::Number => profile.mark.is_none() || profile.doubtful_figures.is_some(),
            Kind::Day => profile.doubtful_days.is_some(),
            Kind::Text | Kind::Truth => false,
        };
        if unclear { Err(Obstacle::Unclear) } else { Ok(()) }
    }

    fn nearly(&self, column: usize) -> Option<Kind> {
        self.profiles[column].nearly()
    }

    fn is_whole(&self, column: usize) -> bool {
        self.profiles[column].is_whole
    }

    fn says(&self, column: usize, text: &str) -> bool {
        let folded = name::fold(text);
        let grid = &self.over.sheet.grid;
        let is_it = |row: &usize| match grid.value(*row, self.columns[column]) {
            time @ CellValue::Duration(_) => time.as_text().is_some_and(|said| said == text),
            _ => false,
        };
        let profile = &self.profiles[column];
        profile.texts.iter().any(|(id, _)| name::fold(self.text(*id)) == folded)
            || (profile.has_times && self.over.rows.iter().any(is_it))
    }

    fn number(&self, column: usize, text: &str) -> Option<Number> {
        let profile = &self.profiles[column];
        let Some(mark) = profile.mark.filter(|_| profile.mark_is_sure) else {
            return number::read_plainly(text).map(Number::of);
        };
        match number::read(text, mark) {
            NumberReading::Number(number) => Some(Number::of(number)),
            _ => None,
        }
    }

    fn day(&self, column: usize, text: &str) -> Option<Date> {
        day::read_beside(text, self.profiles[column].proved_order.as_ref())
    }
}

impl Cells for SheetColumns<'_> {
    fn figure(&self, cast: &Range<usize>, text: &str) -> Option<Number> {
        let mark = self.marks.get(&(cast.start, cast.end)).copied().unwrap_or(DecimalSeparator::Point);
        match number::read(text, mark) {
            NumberReading::Number(number) => Some(Number::of(number)),
            _ => None,
        }
    }

    fn value(&self, column: usize, kind: Kind, row: usize) -> Value<'_> {
        let grid = &self.over.sheet.grid;
        let raw = grid.raw(row, self.columns[column]);
        let blank = || Value::Missing(Why::Blank(column));
        let unread = |unread| Value::Missing(Why::NoAnswer(0..0, unread));
        if let Raw::Text(id) = raw {
            let text = self.text(id);
            return match kind {
                _ if text.is_empty() => blank(),
                Kind::Text => Value::Text(Cow::Borrowed(text)),
                Kind::Number => match number::read(text, self.profiles[column].mark.unwrap_or(DecimalSeparator::Point))
                {
                    NumberReading::Number(number) => Value::Number(Number::of(number)),
                    NumberReading::Absent if number::is_nothing(text) => blank(),
                    NumberReading::Absent | NumberReading::Unreadable => unread(Unread::Number),
                },
                Kind::Day => match self.read_day(column, text) {
                    Some(day) => Value::Day(day),
                    None if number::is_nothing(text) => blank(),
                    None => unread(Unread::Day),
                },
                Kind::Truth => plain_truth(text).map_or_else(|| unread(Unread::Truth), Value::Truth),
            };
        }
        match (raw, kind) {
            (Raw::Blank, _) => blank(),
            (Raw::Fault(_) | Raw::Uncomputed, _) => Value::Missing(Why::Unusable(column)),
            (Raw::Number(number), Kind::Number) => Decimal::from_float(number)
                .map_or_else(|| unread(Unread::Number), |number| Value::Number(Number::of(number))),
            (Raw::Number(number), Kind::Day) => day_of_number(number).map_or_else(|| unread(Unread::Day), Value::Day),
            (Raw::Duration(days), Kind::Number) => {
                let figure = self.over.input.durations.and_then(|unit| unit.of_days(days));
                figure.map_or_else(|| unread(Unread::Number), |figure| Value::Number(Number::of(figure)))
            }
            (Raw::Day(day), Kind::Day) => Value::Day(self.stored_day(column, row, day)),
            (Raw::Flag(flag), Kind::Truth) => Value::Truth(flag),
            (_, Kind::Text) => {
                let text = grid.value(row, self.columns[column]).as_text().unwrap_or_default();
                Value::Text(Cow::Owned(text.into_owned()))
            }
            (_, Kind::Number) => unread(Unread::Number),
            (_, Kind::Day) => unread(Unread::Day),
            (_, Kind::Truth) => unread(Unread::Truth),
        }
    }
}

/// Whether a text is certainly in the form in which names are compared.
fn is_tidy(text: &str) -> bool {
    let mut before = b' ';
    let plain = text.bytes().all(|byte| {
        let fine = byte.is_ascii_graphic() || (byte == b' ' && before != b' ');
        before = byte;
        fine
    });
    plain && before != b' '
}
