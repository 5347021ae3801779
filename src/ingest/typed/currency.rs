//! Whether a table says that its money is in another currency than the pipeline does: by the number formats of its
//! figures, by their heading, or by a column of codes that nobody mapped.

use super::reader::ColumnReader;
use super::sources::CellSource;
use crate::amount::Unit;
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::expression;
use crate::ingest::shape::header::Header;
use crate::ingest::shape::unit_line;
use crate::name::{self, Name};
use crate::place::{Cell, Place};
use crate::schema::ColumnRole;
use crate::sheet::{Memo, Raw, ShownAs};
use crate::values::number::{self, CurrencyMark};
use std::collections::BTreeMap;

impl ColumnReader<'_> {
    /// The first thing that contradicts the pipeline; `None` where the export says of every row which currency it is in.
    /// A line above the table may be about something else.
    pub(super) fn other_currency(
        &self,
        header: &Header,
        sources: &[(Name, ColumnRole, CellSource)],
    ) -> Option<Finding> {
        let input = self.setting.input;
        let code = input.signs.as_deref().filter(|_| !input.columns.contains_key("currency"))?;
        let is_money = |role: &ColumnRole| matches!(role, ColumnRole::Measure(_, Unit::Money));
        let money: Vec<&CellSource> = sources.iter().filter(|(_, role, _)| is_money(role)).map(|(.., c)| c).collect();
        let columns: Vec<usize> = money
            .iter()
            .filter_map(|cells| match cells {
                CellSource::Sheet(column) => Some(*column),
                CellSource::Computed(..) | CellSource::Constant(_) => None,
            })
            .collect();
        if money.is_empty() || self.rows.is_empty() {
            return None;
        }
        let proof = columns.iter().find_map(|&column| self.shown(header, column, code));
        let proof = proof.or_else(|| columns.iter().find_map(|&column| self.named(header, column, code)));
        match proof {
            Some(Proof::Same) => None,
            Some(Proof::Other(finding)) => Some(finding),
            None => self.unmapped(header, &columns, code).or_else(|| self.named_above(code)),
        }
    }

    /// What the number formats of a column of figures say.
    fn shown(&self, header: &Header, column: usize, code: &str) -> Option<Proof> {
        let formatting = &self.sheet.formatting;
        if !formatting.shown.iter().any(|shown| matches!(shown.how, ShownAs::Currency(_))) {
            return None;
        }
        // Figures of one measure may stand in several columns of the sheet.
        let mut reaches: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for &row in self.rows {
            let Cell { row, column } = self.sheet.original(self.sheet.grid.cell(row, column));
            let (first, last) = reaches.entry(column).or_insert((row, row));
            (*first, *last) = ((*first).min(row), (*last).max(row));
        }
        let mut same = None;
        for (at, (first, last)) in reaches {
            for shown in formatting.shown_in(at, first, last) {
                let ShownAs::Currency(mark) = shown.how else { continue };
                let Some(found) = number::foreign_currency(mark.as_str(), code) else {
                    same = Some(Proof::Same);
                    continue;
                };
                let cell = Cell { row: shown.first.max(first), column: at };
                let place = Place::Cell { file: self.sheet.file.clone(), sheet: self.sheet.name.clone(), cell };
                let column = header.name_of(column);
                let problem =
                    DoubtProblem::CurrencyShown { column, found, expected: code.to_owned(), code: mark.code() };
                return Some(Proof::Other(Finding::new(place, problem)));
            }
        }
        same
    }

    /// What the heading of a column of figures says.
    fn named(&self, header: &Header, column: usize, code: &str) -> Option<Proof> {
        let labels = header.labels.get(column)?;
        let (text, mark) = labels.iter().rev().find_map(|label| Some((label, unit_line::currency_of(label)?)))?;
        let Some(found) = number::foreign_currency(mark, code) else { return Some(Proof::Same) };
        let problem = DoubtProblem::CurrencyNamed {
            column: header.name_of(column),
            text: text.to_owned(),
            found,
            expected: code.to_owned(),
            code: CurrencyMark::within(mark).and_then(CurrencyMark::code),
        };
        let cell = self.sheet.grid.cell(header.index, column);
        Some(Proof::Other(Finding::new(self.sheet.cell_place(cell), problem)))
    }

    /// What a line above the table says.
    fn named_above(&self, code: &str) -> Option<Finding> {
        let said = self.setting.units.said().filter(|line| line.speaks_of(Unit::Money))?;
        let mark = unit_line::currency_of(&said.text)?;
        let problem = DoubtProblem::CurrencyLine {
            text: said.text.clone(),
            found: number::foreign_currency(mark, code)?,
            expected: code.to_owned(),
            code: CurrencyMark::within(mark).and_then(CurrencyMark::code),
        };
        let place = Place::Cell { file: self.sheet.file.clone(), sheet: self.sheet.name.clone(), cell: said.cell };
        Some(Finding::new(place, problem))
    }

    /// A column of codes that nobody mapped, of which some are others than expected. What is named after the figures, or
    /// else stands right beside them, goes before all others.
    fn unmapped(&self, header: &Header, money: &[usize], code: &str) -> Option<Finding> {
        let in_company_currency = |column: &usize| {
            header.labels.get(*column).is_some_and(|labels| labels.iter().any(|label| is_of_the_company(label)))
        };
        if !money.is_empty() && money.iter().all(in_company_currency) {
            return None;
        }
        let mapped = expression::columns_read(self.setting.input, header);
        let unmapped = header.columns.clone().filter(|column| !mapped.contains(column));
        let codes: Vec<Codes> = unmapped.filter_map(|column| self.codes(column, code)).collect();
        let is_named_after = |column: usize, figure: usize| {
            let name = |column: usize| header.names.get(column).map(|name| name::fold(name)).unwrap_or_default();
            name(column) == format!("{} currency", name(figure))
        };
        let named = codes.iter().find(|codes| money.iter().any(|&figure| is_named_after(codes.column, figure)));
        let is_of_another = |column: usize| (0..header.names.len()).any(|other| is_named_after(column, other));
        let beside =
            codes.iter().find(|codes| money.contains(&codes.column.wrapping_sub(1)) && !is_of_another(codes.column));
        let (column, row) = match named.or(beside) {
            Some(codes) => (codes.column, codes.other?),
            None => codes.iter().find_map(|codes| Some((codes.column, codes.other?)))?,
        };
        let cell = self.sheet.grid.cell(self.rows[row], column);
        let found = self.sheet.grid.value(self.rows[row], column).as_text().unwrap_or_default().into_owned();
        let problem =
            DoubtProblem::CurrencyUnmapped { column: header.name_of(column), found, expected: code.to_owned() };
        Some(Finding::new(self.sheet.cell_place(cell), problem))
    }

    /// `None` where a column holds anything but codes of currencies.
    fn codes(&self, column: usize, code: &str) -> Option<Codes> {
        let grid = &self.sheet.grid;
        let mut known: Memo<(bool, bool)> = Memo::new(grid);
        let (mut any, mut other) = (false, None);
        for (at, &row) in self.rows.iter().enumerate() {
            match grid.raw(row, column) {
                Raw::Blank => {}
                Raw::Text(id) => {
                    let (is_code, is_other) = known.get(grid, id, |text| {
                        let blank = text.trim().is_empty();
                        (blank || number::is_currency(text), !blank && differs(text, code))
                    });
                    if !is_code {
                        return None;
                    }
                    any = true;
                    if is_other {
                        other = other.or(Some(at));
                    }
                }
                _ => return None,
            }
        }
        any.then_some(Codes { column, other })
    }
}

/// A column of codes of currencies.
#[derive(Clone, Copy)]
struct Codes {
    column: usize,
    /// The first row that has another one than expected.
    other: Option<usize>,
}

enum Proof {
    Same,
    Other(Finding),
}

/// A code that is known nowhere else is another one all the same.
fn differs(text: &str, code: &str) -> bool {
    let text = &*text.trim().to_ascii_uppercase();
    text != code && (number::foreign_currency(text, code).is_some() || CurrencyMark::within(text).is_none())
}

/// `Amount in company currency`, `Betrag in Hauswähr`: the currency that the books are kept in.
fn is_of_the_company(label: &str) -> bool {
    const WORDS: [&str; 12] = [
        "company currency",
        "group currency",
        "reporting currency",
        "base currency",
        "home currency",
        "functional currency",
        "converted",
        "hauswähr",
        "hwähr",
        "konzernwähr",
        "원화",
        "기준통화",
    ];
    let folded = name::fold(label);
    WORDS.iter().any(|word| folded.contains(word))
}
