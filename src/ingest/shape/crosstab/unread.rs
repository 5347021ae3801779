//! Columns of figures among the periods whose heading is no period that is known. They are never left out in silence: a
//! heading that is written like a period, or fills the place of one, is asked about, and any other is named.

use super::classify::{is_same, letter_name};
use super::columns::{Crosstab, FigureColumn};
use super::measure_label::MeasureLabel;
use crate::calendar::{Span, is_nearly_month_name, parse_month_name};
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::shape::header::HeaderLabel;
use crate::ingest::shape::scenario;
use crate::ingest::shape::totals::{self, TotalsAcross};
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::sheet::{Sheet, Value};
use crate::values::number::{self, DecimalSeparator, NumberReading};

/// A column that is neither of a period nor of labels nor a sum of others.
#[derive(Debug, Clone)]
pub(crate) struct UnreadColumn {
    column: usize,
    heading: String,
    /// The heading of a period that it is written like, or beside.
    like: Option<String>,
}

impl Crosstab {
    /// The columns between the first and the last period that nothing was made of, and those right beside them that may
    /// be periods. What else stands there is about the periods and none of them.
    pub(super) fn unread(&self, sheet: &Sheet, input: &Input, labels: &[Vec<HeaderLabel>]) -> Vec<UnreadColumn> {
        let across = || self.figures.iter().filter(|figure| figure.span.is_some());
        let (Some(first), Some(last)) = (across().map(|f| f.column).min(), across().map(|f| f.column).max()) else {
            return Vec::new();
        };
        let is_read = |column: usize| {
            self.figures.iter().any(|figure| figure.column == column)
                || self.sums.iter().any(|sum| sum.column == column)
                || self.doubts.iter().any(|doubt| doubt.column == column)
                // Left of the figures every heading is one of labels.
                || self.ids.iter().any(|(id, label)| *id == column && (column > first || is_wanted(input, label)))
        };
        let is_headed = |column: &usize| !labels[*column].is_empty();
        let behind = (last + 1..labels.len()).take_while(is_headed);
        let before = (0..first).rev().take_while(is_headed).take_while(|&column| !is_read(column));
        let mut unread = Vec::new();
        for column in before.chain(first + 1..last).chain(behind).filter(|&column| !is_read(column)) {
            if !self.has_figures(sheet, column) {
                continue;
            }
            let label = labels[column].last();
            let like = self.like(labels, column).filter(|like| column > first || is_of_year(label, like));
            // Without a heading, too, it is no period.
            let is_outside = column < first || column > last;
            if (is_outside || label.is_none()) && like.is_none() {
                continue;
            }
            let heading = label.map_or_else(|| letter_name(column), |label| label.text.clone());
            unread.push(UnreadColumn { column, heading, like });
        }
        unread.sort_by_key(|column| column.column);
        unread
    }

    /// Longer periods beside those that are read which sum none of them: a quarter whose months stand nowhere. One that
    /// begins with them is the year so far.
    pub(super) fn sums_of_nothing(&self, measures: &[MeasureLabel], labels: &[Vec<HeaderLabel>]) -> Vec<UnreadColumn> {
        let is_read = |sum: &&TotalsAcross| measures.iter().any(|measure| measure.is_of(sum.measure.as_ref()));
        let begins = |span: Span| {
            let begins = |figure: &FigureColumn| figure.span.is_some_and(|own| own.first == span.first);
            self.figures.iter().any(|figure| measures.iter().any(|measure| measure.reads(figure)) && begins(figure))
        };
        let lost = self.sums.iter().filter(is_read).filter(|sum| sum.span.is_some_and(|span| !begins(span)));
        let named = |sum: &TotalsAcross| labels[sum.column].iter().any(|label| totals::naming(&label.text).is_some());
        let heading = |sum: &TotalsAcross| {
            labels[sum.column].last().map_or_else(|| letter_name(sum.column), |label| label.text.clone())
        };
        // `YTD 2026` is about the periods, like what stands right of them.
        let is_apart =
            |sum: &TotalsAcross| sum.measure.as_deref().is_some_and(|label| scenario::of_tag(label).is_some());
        let lost = lost.filter(|sum| !named(sum) && !is_apart(sum));
        lost.map(|sum| UnreadColumn { column: sum.column, heading: heading(sum), like: None }).collect()
    }

    /// Whether one of the first lines has a number there.
    pub(super) fn has_figures(&self, sheet: &Sheet, column: usize) -> bool {
        const LINES: usize = 20;
        let rows = self.bottom + 1..self.end.min(sheet.grid.height()).min(self.bottom + 1 + LINES);
        rows.into_iter().any(|row| match sheet.grid.value(row, column) {
            Value::Number(_) => true,
            Value::Text(text) => [DecimalSeparator::Point, DecimalSeparator::Comma]
                .into_iter()
                .any(|mark| matches!(number::read(text, mark), NumberReading::Number(_))),
            _ => false,
        })
    }

    fn like(&self, labels: &[Vec<HeaderLabel>], column: usize) -> Option<String> {
        let label = labels[column].last();
        let row = label.map_or(self.bottom, |label| label.row);
        let heading = |near: &'_ FigureColumn| labels[near.column].iter().find(|other| other.row == row);
        let left = self.figures.iter().filter(|figure| figure.column < column).max_by_key(|figure| figure.column);
        let right = self.figures.iter().filter(|figure| figure.column > column).min_by_key(|figure| figure.column);
        let before = left.and_then(|near| Some((near, heading(near)?)));
        let after = right.and_then(|near| Some((near, heading(near)?)));
        let (near, other) = before.or(after)?;
        let is_gap = before.zip(after).is_some_and(|((one, _), (two, _))| lacks_one(one, two));
        let text = label.map_or("", |label| label.text.as_str());
        let is_alike = shape(text) == shape(&other.text) && text.chars().any(|c| c.is_ascii_digit());
        let months = near.span.is_some_and(|span| span.len() == 1);
        let is_like = is_gap || is_alike || (months && is_nearly_month(text, &other.text));
        let says_otherwise = || labels[column].iter().any(|label| says_something_else(&label.text));
        (is_like && !says_otherwise()).then(|| other.text.clone())
    }
}

/// Whether the pipeline names a column of labels.
fn is_wanted(input: &Input, label: &str) -> bool {
    input.columns.values().any(|source| match source {
        ColumnSource::Headers(names) => names.iter().any(|name| is_same(name, label)),
        _ => false,
    })
}

/// Whether a heading left of the periods has the digits of the one beside it, or those of the year before.
fn is_of_year(label: Option<&HeaderLabel>, like: &str) -> bool {
    let number = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u32>().ok();
    let (Some(own), Some(other)) = (label.and_then(|label| number(&label.text)), number(like)) else { return true };
    own == other || own + 1 == other || has_year_of(label.map_or("", |label| label.text.as_str()), like)
}

/// `November` beside `Oct-26`, `20261` beside `202610`, `Sept26x` and `1O월 2026` beside months of the year.
fn is_nearly_month(text: &str, other: &str) -> bool {
    if parse_month_name(text).is_some() {
        return true;
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(text) && digits(other) {
        return other.len() == 6 && (5..=7).contains(&text.len()) && text[..4] == other[..4];
    }
    let folded = name::fold(text);
    let mut words = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    has_year_of(text, other) && words.any(|word| word.ends_with(['월', '月']) || is_nearly_month_name(word))
}

/// Whether a heading has one of the numbers of the year that another one has.
fn has_year_of(text: &str, other: &str) -> bool {
    let numbers = |text: &str| -> Vec<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit());
        runs.filter(|run| matches!(run.len(), 2 | 4)).map(str::to_owned).collect()
    };
    let years = numbers(other);
    let longest = years.iter().map(String::len).max().unwrap_or(0);
    numbers(text).iter().any(|number| number.len() == longest && years.contains(number))
}

/// Whether exactly one period lies between two columns.
fn lacks_one(one: &FigureColumn, two: &FigureColumn) -> bool {
    let (Some(Span { last, .. }), Some(Span { first, .. })) = (one.span, two.span) else { return false };
    let length = one.span.map_or(1, Span::len);
    usize::try_from(first.since(last)).is_ok_and(|distance| distance == length + 1)
}

/// `oct-26` and `Brumaire-26` have one shape.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in name::fold(text).chars() {
        if c.is_ascii_digit() {
            shape.push('0');
        } else if !c.is_alphabetic() {
            shape.push(c);
        } else if !shape.ends_with('a') {
            shape.push('a');
        }
    }
    shape
}

/// `YTD 2026`, `Plan 26`: what stands beside periods and is none.
fn says_something_else(text: &str) -> bool {
    const WORDS: &str = "percent pct rank ratio rate ltm ttm vs change chg growth yoy mom est goal prior previous last avg \
        average mean sum total cum share 전년비 전년대비 평균";
    let folded = name::fold(text);
    scenario::speaks_of_one(text)
        || folded.contains(['%', 'Δ', 'δ'])
        || folded
            .split(|c: char| !c.is_alphabetic())
            .any(|word| !word.is_empty() && WORDS.split(' ').any(|known| known == word))
}

/// What is to be said of such columns.
pub(super) fn findings(unread: &[UnreadColumn], sheet: &Sheet, row: usize) -> Vec<Finding> {
    let place = |column: usize| sheet.cell_place(sheet.grid.cell(row, column));
    let mut findings = Vec::new();
    let mut left_out: Vec<&UnreadColumn> = Vec::new();
    for column in unread {
        match &column.like {
            Some(like) => {
                let problem = DoubtProblem::UnreadHeading { heading: column.heading.clone(), like: like.clone() };
                findings.push(Finding::new(place(column.column), problem));
            }
            None => left_out.push(column),
        }
    }
    if let Some(first) = left_out.first() {
        let headings = left_out.iter().map(|column| column.heading.clone()).collect();
        findings.push(Finding::new(place(first.column), DoubtProblem::ColumnsLeftOut { headings }));
    }
    findings
}
