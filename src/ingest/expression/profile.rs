//! What the cells of a column are, all of them looked at once: figures, days, truth values, or texts.

use super::over::Over;
use crate::expression::Kind;
use crate::ingest::shape::decimal;
use crate::ingest::shape::header::columns_of;
use crate::name;
use crate::schema::ColumnRole;
use crate::sheet::{Grid, Raw};
use crate::values::day::{self, Order};
use crate::values::number::{self, DecimalSeparator, NumberReading};

#[derive(Debug)]
pub(super) struct Profile {
    /// Each different text by its number, with its first row.
    pub(super) texts: Vec<(u32, usize)>,
    /// The decimal mark of its figures; `None` where they read both ways.
    pub(super) mark: Option<DecimalSeparator>,
    /// The order of its days; `None` where they read in several ways.
    pub(super) order: Option<Order>,
    figures: Tally,
    days: Tally,
    truths: Tally,
    /// Cells that say something.
    filled: usize,
    /// Whether some cell is a figure, a day or a truth value by its type.
    typed: [bool; 3],
}

/// How many different cells are of a kind, and the first row of one that is not.
#[derive(Debug, Default)]
struct Tally {
    fitting: usize,
    stranger: Option<usize>,
}

impl Tally {
    fn add(&mut self, fits: bool, row: usize) {
        if fits {
            self.fitting += 1;
        } else {
            self.stranger.get_or_insert(row);
        }
    }
}

impl Profile {
    pub(super) fn of(over: Over<'_>, column: usize) -> Self {
        let (grid, rows) = (&over.sheet.grid, over.rows);
        let texts = distinct(grid, rows, column);
        let each = || texts.iter().map(|(id, _)| grid.text(*id));
        let mark = number::pinned(over.input.decimal).or_else(|| {
            let beside = columns_of(over.input, over.header, |role| matches!(role, ColumnRole::Measure(..)));
            let beside = beside.into_iter().filter(|other| *other != column);
            let beside =
                beside.map(|other| number::weigh(distinct(grid, rows, other).iter().map(|(id, _)| grid.text(*id))));
            decimal::settle(number::weigh(each()), beside, [over.stored])
        });
        let order = day::decide(each(), &over.input.dates);
        let (mut figures, mut days, mut truths) = (Tally::default(), Tally::default(), Tally::default());
        let mut filled = 0;
        let any_mark = mark.unwrap_or(DecimalSeparator::Point);
        let any_order = order.clone().unwrap_or(Order::DayFirst);
        for &(id, row) in &texts {
            let text = grid.text(id);
            if text.trim().is_empty() {
                continue;
            }
            filled += 1;
            if number::is_nothing(text) {
                // No figure and no day, and no stranger among them either.
                truths.add(false, row);
                continue;
            }
            let is_figure = matches!(number::read(text, any_mark), NumberReading::Number(_)) && !is_code(text);
            figures.add(is_figure, row);
            days.add(day::read(text, &any_order).is_some(), row);
            truths.add(truth(text).is_some(), row);
        }
        let mut typed = [false; 3];
        for &row in rows {
            let kind = match grid.raw(row, column) {
                Raw::Number(number) => {
                    figures.add(true, row);
                    days.add(day_of_number(number).is_some(), row);
                    truths.add(false, row);
                    0
                }
                Raw::Day(_) => {
                    figures.add(false, row);
                    days.add(true, row);
                    truths.add(false, row);
                    1
                }
                Raw::Flag(_) => {
                    figures.add(false, row);
                    days.add(false, row);
                    truths.add(true, row);
                    2
                }
                Raw::Duration(_) => {
                    figures.add(false, row);
                    days.add(false, row);
                    truths.add(false, row);
                    filled += 1;
                    continue;
                }
                Raw::Blank | Raw::Text(_) | Raw::Fault(_) | Raw::Uncomputed => continue,
            };
            filled += 1;
            typed[kind] = true;
        }
        Self { texts, mark, order, figures, days, truths, filled, typed }
    }

    /// What the column holds by itself; `None` where it is blank throughout.
    pub(super) fn kind(&self) -> Option<Kind> {
        let [_, has_days, has_truths] = self.typed;
        if self.filled == 0 {
            None
        } else if self.figures.stranger.is_none() && self.figures.fitting > 0 {
            Some(Kind::Number)
        } else if self.days.stranger.is_none() && self.days.fitting > 0 {
            Some(Kind::Day)
        } else if self.truths.stranger.is_none() && has_truths && !has_days {
            Some(Kind::Truth)
        } else {
            Some(Kind::Text)
        }
    }

    /// The first row of a cell that is not of the kind.
    pub(super) fn stranger(&self, kind: Kind) -> Option<usize> {
        match kind {
            Kind::Number => self.figures.stranger,
            Kind::Day => self.days.stranger,
            Kind::Truth => self.truths.stranger,
            Kind::Text => None,
        }
    }

    /// Figures or days with some strangers among them.
    pub(super) fn nearly(&self) -> Option<Kind> {
        let most = |tally: &Tally| tally.stranger.is_some() && tally.fitting * 2 >= self.filled && tally.fitting > 0;
        if most(&self.days) {
            Some(Kind::Day)
        } else if most(&self.figures) {
            Some(Kind::Number)
        } else {
            None
        }
    }
}

/// Every different text of a column in these rows, with its first row.
fn distinct(grid: &Grid, rows: &[usize], column: usize) -> Vec<(u32, usize)> {
    let mut seen = vec![false; grid.distinct_texts()];
    let mut texts = Vec::new();
    for &row in rows {
        if let Raw::Text(id) = grid.raw(row, column)
            && !std::mem::replace(&mut seen[id as usize], true)
        {
            texts.push((id, row));
        }
    }
    texts
}

/// `007` is a code, `0.7` and `0` are not.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn truth(text: &str) -> Option<bool> {
    ["false", "true"].iter().position(|word| text.trim().eq_ignore_ascii_case(word)).map(|at| at == 1)
}

/// `20261031`, stored as a number.
pub(super) fn day_of_number(number: f64) -> Option<crate::calendar::Date> {
    let text = name::tidy(&number.to_string());
    (text.len() == 8).then(|| day::read_plainly(&text)).flatten()
}
