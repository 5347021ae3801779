//! Columns of figures among the periods whose heading is no period that is known. They are never left out in silence: a
//! heading that is written like a period, or fills the place of one, is asked about, and any other is named.

use super::classify::letter_name;
use super::columns::{Crosstab, FigureColumn};
use crate::calendar::Span;
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::shape::header::HeaderLabel;
use crate::name;
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
    /// The columns between the first and the last period that nothing was made of, and those right behind them that may
    /// be periods. What else stands there is about the periods and none of them.
    pub(super) fn unread(&self, sheet: &Sheet, labels: &[Vec<HeaderLabel>]) -> Vec<UnreadColumn> {
        let across = || self.figures.iter().filter(|figure| figure.span.is_some());
        let (Some(first), Some(last)) = (across().map(|f| f.column).min(), across().map(|f| f.column).max()) else {
            return Vec::new();
        };
        let is_read = |column: usize| {
            self.figures.iter().any(|figure| figure.column == column)
                || self.sums.iter().any(|sum| sum.column == column)
                || self.doubts.iter().any(|doubt| doubt.column == column)
                || self.ids.iter().any(|(id, _)| *id == column)
        };
        let behind = (last + 1..labels.len()).take_while(|&column| !labels[column].is_empty());
        let mut unread = Vec::new();
        for column in (first + 1..last).chain(behind).filter(|&column| !is_read(column)) {
            if !self.has_figures(sheet, column) {
                continue;
            }
            let label = labels[column].last();
            let like = self.like(labels, label, column);
            // Without a heading, too, it is no period.
            if (column > last || label.is_none()) && like.is_none() {
                continue;
            }
            let heading = label.map_or_else(|| letter_name(column), |label| label.text.clone());
            unread.push(UnreadColumn { column, heading, like });
        }
        unread
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

    fn like(&self, labels: &[Vec<HeaderLabel>], label: Option<&HeaderLabel>, column: usize) -> Option<String> {
        let row = label.map_or(self.bottom, |label| label.row);
        let heading = |near: &'_ FigureColumn| labels[near.column].iter().find(|other| other.row == row);
        let left = self.figures.iter().filter(|figure| figure.column < column).max_by_key(|figure| figure.column);
        let right = self.figures.iter().filter(|figure| figure.column > column).min_by_key(|figure| figure.column);
        let before = left.and_then(|near| Some((near, heading(near)?)));
        let after = right.and_then(|near| Some((near, heading(near)?)));
        let (_, other) = before.or(after)?;
        let is_gap = before.zip(after).is_some_and(|((one, _), (two, _))| lacks_one(one, two));
        let text = label.map_or("", |label| label.text.as_str());
        let is_alike = shape(text) == shape(&other.text) && text.chars().any(|c| c.is_ascii_digit());
        ((is_gap || is_alike) && !says_something_else(text)).then(|| other.text.clone())
    }
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
    const WORDS: &str = "percent pct rank ratio rate ytd mtd qtd ltm ttm py ly vj vs var diff delta change chg growth yoy mom \
        plan budget bud forecast fcst fc actual actuals act ist soll est target goal prior previous last avg \
        average mean sum total cum share 누계 전년 전년비 전년대비 계획 예산 목표 실적 증감 증감률 평균 전망 累計 前年 予算";
    let folded = name::fold(text);
    folded.contains(['%', 'Δ', 'δ'])
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
