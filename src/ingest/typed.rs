//! From the cells of one sheet to a [`Part`]: header, filter, computed columns, types.

use super::expression::Expression;
use super::finding_cap::FindingCap;
use super::problem::IngestProblem;
use super::shape::header::Header;
use super::shape::layout::SheetLayout;
use super::shape::rows;
use super::shape::units::{Units, Verdict};
use super::table::{Numbers, Part, Texts, TypedColumn, When, Whens};
use super::table_problem::TableProblem;
use crate::amount::{Amount, Decimal, Unit};
use crate::calendar::Date;
use crate::diagnostic::{Cause, Finding, Problem};
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::place::{Cell, Place, column_letters};
use crate::schema::Role;
use crate::sheet::Sheet;
use crate::sheet::{Memo, Raw, Value};
use crate::values::DecimalMark;
use crate::values::day;
use crate::values::number::{self, Mark, Reading};
use std::collections::BTreeMap;

/// The compiled SQL of an input.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    pub(super) condition: Option<Expression>,
    pub(super) columns: BTreeMap<String, Expression>,
}

impl Expressions {
    /// Every column name that some expression speaks of.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.condition.iter().chain(self.columns.values()).flat_map(|e| e.names.iter().cloned()).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// Where the cells of a canonical column come from.
enum Cells {
    Sheet(usize),
    /// Results of an expression by row of the table, and the sheet column that best stands for them.
    Computed(Vec<Option<String>>, usize),
    Constant(String),
}

/// What a sheet is read with.
pub(crate) struct Setting<'a> {
    pub(super) input: &'a Input,
    pub(super) expressions: &'a Expressions,
    /// What a 1 in a cell stands for.
    pub(super) units: Units,
}

/// Reads the rows below `header` into typed columns.
pub(super) fn part(sheet: &Sheet, header: &Header, setting: &Setting<'_>, findings: &mut Vec<Finding>) -> Option<Part> {
    let grid = &sheet.grid;
    if header.index + 1 >= header.end {
        findings.push(Finding::new(sheet.place(), IngestProblem::NoRows));
    }
    let (rows, count) = rows::choose(sheet, header, setting, findings)?;
    let sources = sources(sheet, header, setting, &rows, findings)?;
    let mut reader = ColumnReader {
        sheet,
        rows: &rows,
        setting,
        rejected: vec![false; rows.len()],
        cap: FindingCap::new(sheet.place()),
        findings,
        product: sources.iter().find(|(_, role, _)| matches!(role, Role::Product)).map(|(.., cells)| cells),
        figures: sources
            .iter()
            .filter(|(_, role, _)| matches!(role, Role::Measure(..)))
            .map(|(.., cells)| cells)
            .collect(),
    };
    let mut columns = BTreeMap::new();
    let mut origins = BTreeMap::new();
    let mut scattered = BTreeMap::new();
    for (name, role, cells) in &sources {
        if let Some(column) = reader.read(name, header, *role, cells) {
            columns.insert(*name, column);
        }
        let (Cells::Sheet(column) | Cells::Computed(_, column)) = cells else { continue };
        origins.insert(*name, u32::try_from(origin(header, *column)).unwrap_or(0));
        if sheet.trace.is_some() {
            let of_row = |&row: &usize| sheet.original(grid.cell(row, *column)).column;
            scattered.insert(*name, rows.iter().map(of_row).collect());
        }
    }
    let ColumnReader { rejected, cap, .. } = reader;
    cap.close(findings);
    Some(Part {
        file: sheet.file.clone(),
        sheet: sheet.name.clone(),
        visible: sheet.visible,
        range: range(sheet, header),
        rows: rows.iter().map(|&row| sheet.original(grid.cell(row, 0)).row).collect(),
        rejected,
        columns,
        origins,
        scattered,
        count,
        layout: SheetLayout::default(),
        money_factor: setting.units.money_factor(setting.input),
    })
}

/// Header and rows in A1 notation.
fn range(sheet: &Sheet, header: &Header) -> String {
    let grid = &sheet.grid;
    let first = sheet.original(grid.cell(header.index, 0));
    let bottom = header.end.min(grid.height()).saturating_sub(1);
    let last = sheet.original(grid.cell(bottom, grid.width().saturating_sub(1)));
    format!("A{}:{}{}", first.row + 1, column_letters(last.column), last.row + 1)
}

/// The column that stands for one in the sheet: labels of sections have none of their own.
fn origin(header: &Header, column: usize) -> usize {
    if column < header.columns.end || column + 1 < header.names.len() { column } else { header.columns.start }
}

/// Where every canonical column of the input comes from; `None` when an expression cannot be evaluated.
fn sources(
    sheet: &Sheet,
    header: &Header,
    setting: &Setting<'_>,
    rows: &[usize],
    findings: &mut Vec<Finding>,
) -> Option<Vec<(&'static str, Role, Cells)>> {
    let below = header.index + 1..header.end;
    let mut sources = Vec::new();
    for spec in setting.input.fact.schema().columns {
        let Some(source) = setting.input.columns.get(spec.name) else { continue };
        let cells = match source {
            // A crosstab that lacks a measure has said so.
            ColumnSource::Headers(names) => match header.column_of_any(names) {
                Some(column) => Cells::Sheet(column),
                None => continue,
            },
            ColumnSource::Constant(text) => Cells::Constant(text.clone()),
            ColumnSource::Sql(_) => {
                let expression = setting.expressions.columns.get(spec.name)?;
                match expression.values(&sheet.grid, header, &below, setting.input.decimal) {
                    Ok(values) => {
                        let kept = rows.iter().map(|&row| values[row - below.start].clone()).collect();
                        let stands_for = expression.names.first().and_then(|name| header.column(name)).unwrap_or(0);
                        Cells::Computed(kept, stands_for)
                    }
                    Err(error) => {
                        findings.push(bad_expression(sheet, expression, error));
                        return None;
                    }
                }
            }
        };
        sources.push((spec.name, spec.role, cells));
    }
    Some(sources)
}

pub(super) fn bad_expression(sheet: &Sheet, expression: &Expression, error: Cause) -> Finding {
    let problem = IngestProblem::BadExpression { expression: expression.text().to_owned(), error };
    Finding::new(sheet.place(), problem)
}

/// Reads columns of one sheet and remembers which rows had a bad cell.
struct ColumnReader<'a> {
    sheet: &'a Sheet,
    rows: &'a [usize],
    setting: &'a Setting<'a>,
    rejected: Vec<bool>,
    cap: FindingCap,
    findings: &'a mut Vec<Finding>,
    /// The column of products, so that the one of a row that cannot be read may be set aside.
    product: Option<&'a Cells>,
    /// All columns of figures.
    figures: Vec<&'a Cells>,
}

impl ColumnReader<'_> {
    /// `None` when the whole column is a question to the user.
    fn read(&mut self, canonical: &str, header: &Header, role: Role, cells: &Cells) -> Option<TypedColumn> {
        let label = match cells {
            Cells::Sheet(column) => header.name_of(*column),
            Cells::Computed(..) | Cells::Constant(_) => canonical.to_owned(),
        };
        match role {
            Role::Product | Role::Customer | Role::Text => Some(TypedColumn::Text(self.texts(&label, cells))),
            Role::Measure(_, unit) => self.numbers(&label, cells, unit).map(TypedColumn::Number),
            Role::Date => self.days(&label, cells).map(TypedColumn::Day),
            Role::Period => self.whens(&label, cells).map(TypedColumn::When),
        }
    }

    fn value<'a>(&'a self, cells: &'a Cells, row: usize) -> Value<'a> {
        match cells {
            Cells::Sheet(column) => self.sheet.grid.value(self.rows[row], *column),
            Cells::Computed(values, _) => values[row].as_deref().map_or(Value::Blank, Value::Text),
            Cells::Constant(text) => Value::Text(text),
        }
    }

    fn cell(&self, cells: &Cells, row: usize) -> Cell {
        let column = match cells {
            Cells::Sheet(column) | Cells::Computed(_, column) => *column,
            Cells::Constant(_) => 0,
        };
        self.sheet.grid.cell(self.rows[row], column)
    }

    fn reject(&mut self, cells: &Cells, row: usize, problem: impl Problem + 'static) {
        self.rejected[row] = true;
        let mut finding = Finding::new(self.sheet.cell_place(self.cell(cells, row)), problem);
        let product = self.product.map(|product| self.value(product, row));
        finding.product = product.and_then(|name| Some(name::tidy(&name.as_text()?).into()));
        self.cap.add(self.findings, finding);
    }

    /// Number of the text in a cell of the sheet.
    fn text_id(&self, cells: &Cells, row: usize) -> Option<u32> {
        match cells {
            Cells::Sheet(column) => match self.sheet.grid.raw(self.rows[row], *column) {
                Raw::Text(id) => Some(id),
                _ => None,
            },
            Cells::Computed(..) | Cells::Constant(_) => None,
        }
    }

    fn texts(&mut self, label: &str, cells: &Cells) -> Texts {
        let mut texts = Texts::default();
        let mut known: Memo<Option<usize>> = Memo::new(&self.sheet.grid);
        for row in 0..self.rows.len() {
            if let Some(id) = self.text_id(cells, row) {
                let tidy = known.get(&self.sheet.grid, id, |text| texts.intern(&name::tidy(text)));
                texts.push_id(tidy);
                continue;
            }
            let value = self.value(cells, row);
            if let Some(problem) = unusable(value, label) {
                self.reject(cells, row, problem);
                texts.push_id(None);
            } else {
                let id = value.as_text().and_then(|text| texts.intern(&name::tidy(&text)));
                texts.push_id(id);
            }
        }
        texts
    }

    /// The different texts of a column, each at its first row.
    fn each_text<'a>(&'a self, cells: &'a Cells) -> impl Iterator<Item = &'a str> {
        let mut seen = vec![false; self.sheet.grid.distinct_texts()];
        (0..self.rows.len()).filter_map(move |row| {
            if let Some(id) = self.text_id(cells, row) {
                let seen = &mut seen[id as usize];
                return (!std::mem::replace(seen, true)).then(|| self.sheet.grid.text(id));
            }
            match self.value(cells, row) {
                Value::Text(text) => Some(text),
                _ => None,
            }
        })
    }

    fn numbers(&mut self, label: &str, cells: &Cells, unit: Unit) -> Option<Numbers> {
        let pinned = match cells {
            Cells::Sheet(_) => self.setting.input.decimal,
            Cells::Computed(..) | Cells::Constant(_) => DecimalMark::Point,
        };
        let decided = number::decide(self.each_text(cells), pinned).or_else(|| self.mark_of_the_table(pinned));
        let Some(mark) = decided else {
            let example = self.each_text(cells).find(|text| text.contains([',', '.'])).unwrap_or("").to_owned();
            let row = (0..self.rows.len()).find(|&row| self.value(cells, row) == Value::Text(&example)).unwrap_or(0);
            let place = self.sheet.cell_place(self.cell(cells, row));
            self.findings
                .push(Finding::new(place, IngestProblem::AmbiguousNumbers { column: label.to_owned(), example }));
            return None;
        };
        let factor = match self.unit(label, cells, unit) {
            Verdict::Plain | Verdict::ShownScaled(_) => None,
            Verdict::Times(factor) => Some(factor),
            Verdict::Unclear { .. } => return None,
        };
        let foreign = self.foreign_currencies(cells, unit);
        let mut values = Vec::with_capacity(self.rows.len());
        let mut known = Memo::new(&self.sheet.grid);
        let mut unknown = Vec::new();
        for row in 0..self.rows.len() {
            let value = self.value(cells, row);
            let (reading, own_unit) = match (self.text_id(cells, row), value) {
                (Some(id), _) => known.get(&self.sheet.grid, id, |text| read_number(text, mark)),
                (None, Value::Blank) => (Reading::Absent, false),
                (None, Value::Number(number)) => {
                    (Decimal::from_float(number).map_or(Reading::Unreadable, Reading::Number), false)
                }
                (None, Value::Text(text)) => read_number(text, mark),
                (None, _) => (Reading::Unreadable, false),
            };
            if let Some(found) = self.text_id(cells, row).and_then(|id| foreign.get(&id)) {
                let problem = TableProblem::OtherCurrency {
                    column: label.to_owned(),
                    value: value.as_text().unwrap_or_default().into_owned(),
                    found,
                    expected: self.setting.input.signs.as_deref().unwrap_or_default().to_owned(),
                };
                self.reject(cells, row, problem);
                values.push(None);
                continue;
            }
            values.push(match reading {
                Reading::Number(number) => Some(scaled(number, factor.as_ref().filter(|_| !own_unit))),
                Reading::Absent => {
                    if matches!(value, Value::Text(text) if number::is_unknown(text)) {
                        unknown.push(row);
                    }
                    None
                }
                Reading::Unreadable => {
                    let problem = unusable(value, label).unwrap_or_else(|| IngestProblem::UnreadableNumber {
                        column: label.to_owned(),
                        value: value.as_text().unwrap_or_default().into_owned(),
                    });
                    self.reject(cells, row, problem);
                    None
                }
            });
        }
        if let [first, ..] = unknown[..] {
            let said = self.value(cells, first).as_text().unwrap_or_default().into_owned();
            let problem = TableProblem::UnknownFigure { column: label.to_owned(), said, cells: unknown.len() };
            self.findings.push(Finding::new(self.sheet.cell_place(self.cell(cells, first)), problem));
        }
        Some(Numbers::from_decimals(&values))
    }

    /// What a 1 in a column stands for, with what is to be said about it.
    fn unit(&mut self, label: &str, cells: &Cells, unit: Unit) -> Verdict {
        let column = match cells {
            Cells::Sheet(column) => Some(*column),
            Cells::Computed(..) | Cells::Constant(_) => None,
        };
        let scaled = &self.sheet.formatting.scaled;
        let stored: Vec<u32> = (0..self.rows.len())
            .take_while(|_| !scaled.is_empty())
            .filter(|&row| matches!(self.value(cells, row), Value::Number(_)))
            .map(|row| self.sheet.original(self.cell(cells, row)).column)
            .collect();
        let verdict = self.setting.units.of(self.setting.input, column, unit, scaled, &stored);
        if let Some((cell, problem)) = verdict.remark(label) {
            let place = Place::Cell { file: self.sheet.file.clone(), sheet: self.sheet.name.clone(), cell };
            self.findings.push(Finding::new(place, problem));
        }
        verdict
    }

    /// The texts of a money column that wear the sign of another currency.
    fn foreign_currencies(&self, cells: &Cells, unit: Unit) -> BTreeMap<u32, &'static str> {
        let input = self.setting.input;
        let (Some(code), Unit::Money) = (&input.signs, unit) else { return BTreeMap::new() };
        if input.columns.contains_key("currency") {
            return BTreeMap::new();
        }
        let mut known: Memo<bool> = Memo::new(&self.sheet.grid);
        let mut foreign = BTreeMap::new();
        for id in (0..self.rows.len()).filter_map(|row| self.text_id(cells, row)) {
            known.get(&self.sheet.grid, id, |text| {
                foreign.extend(number::foreign_currency(text, code).map(|mark| (id, mark)));
                true
            });
        }
        foreign
    }

    /// A column that reads both ways is written like the other columns of figures beside it.
    fn mark_of_the_table(&self, pinned: DecimalMark) -> Option<Mark> {
        let figures = self.figures.iter().copied().flat_map(|cells| self.each_text(cells));
        number::decide(figures, pinned)
    }

    fn order(&mut self, label: &str, cells: &Cells) -> Option<day::Order> {
        let order = day::decide(self.each_text(cells), &self.setting.input.dates);
        if order.is_none() {
            let example = self.each_text(cells).next().unwrap_or("").to_owned();
            let place = self.sheet.cell_place(self.cell(cells, 0));
            self.findings
                .push(Finding::new(place, IngestProblem::AmbiguousDates { column: label.to_owned(), example }));
        }
        order
    }

    fn days(&mut self, label: &str, cells: &Cells) -> Option<Vec<Option<Date>>> {
        let order = self.order(label, cells)?;
        let mut days = Vec::with_capacity(self.rows.len());
        let mut known = Memo::new(&self.sheet.grid);
        for row in 0..self.rows.len() {
            let value = self.value(cells, row);
            let day = match (self.text_id(cells, row), value) {
                (Some(id), _) => known.get(&self.sheet.grid, id, |text| day::read(text, &order)),
                (None, Value::Day(day)) => Some(day),
                (None, Value::Text(text)) => day::read(text, &order),
                (None, _) => None,
            };
            let absent = matches!(value, Value::Text(text) if number::read(text, Mark::Point) == Reading::Absent);
            if day.is_none() && !value.is_blank() && !absent {
                let problem = unusable(value, label).unwrap_or_else(|| IngestProblem::UnreadableDate {
                    column: label.to_owned(),
                    value: value.as_text().unwrap_or_default().into_owned(),
                });
                self.reject(cells, row, problem);
            }
            days.push(day);
        }
        Some(days)
    }

    fn whens(&mut self, label: &str, cells: &Cells) -> Option<Whens> {
        let order = self.order(label, cells)?;
        let mut whens = Whens::default();
        let mut known: Memo<Option<usize>> = Memo::new(&self.sheet.grid);
        for row in 0..self.rows.len() {
            if let Some(id) = self.text_id(cells, row) {
                let when =
                    known.get(&self.sheet.grid, id, |text| when(text, &order).map(|moment| whens.intern(moment)));
                whens.push_id(when);
                continue;
            }
            let value = self.value(cells, row);
            if let Some(problem) = unusable(value, label) {
                self.reject(cells, row, problem);
                whens.push_id(None);
                continue;
            }
            let moment = match value {
                Value::Day(day) => Some(When::Day(day)),
                _ => value.as_text().and_then(|text| when(&text, &order)),
            };
            let id = moment.map(|moment| whens.intern(moment));
            whens.push_id(id);
        }
        Some(whens)
    }
}

/// A day, or a label for the calendar; `None` when blank.
fn when(text: &str, order: &day::Order) -> Option<When> {
    if let Some(day) = day::read(text, order) {
        return Some(When::Day(day));
    }
    let label = month_number(text).unwrap_or_else(|| name::tidy(text));
    (!label.is_empty()).then(|| When::Label(label.into()))
}

/// `202610`, the month as one number, in the calendar's own spelling.
fn month_number(text: &str) -> Option<String> {
    let text = text.trim();
    let valid = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) && ("1900"..="2199").contains(&&text[..4]);
    (valid && ("01"..="12").contains(&&text[4..])).then(|| format!("{}-{}", &text[..4], &text[4..]))
}

/// Cells that are no value of any type.
fn unusable(value: Value<'_>, column: &str) -> Option<IngestProblem> {
    match value {
        Value::Fault(fault) => Some(IngestProblem::FaultyCell { column: column.to_owned(), fault: fault.to_owned() }),
        Value::Uncomputed => Some(IngestProblem::Uncomputed { column: column.to_owned() }),
        _ => None,
    }
}

/// A figure, and whether it says its own unit.
fn read_number(text: &str, mark: Mark) -> (Reading, bool) {
    (number::read(text, mark), number::has_own_unit(text))
}

/// A figure in the unit of the table, in ones. Factors are powers of ten, so nothing is rounded.
fn scaled(number: Decimal, factor: Option<&Amount>) -> Decimal {
    let Some(factor) = factor else { return number };
    let product = &Amount::from_scaled(number.mantissa, number.scale) * factor;
    Decimal::parse_plain(&product.to_string()).unwrap_or(number)
}
