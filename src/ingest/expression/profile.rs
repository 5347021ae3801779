//! What the cells of a column are, all of them looked at once: figures, days, truth values, or texts.

use super::over::Over;
use crate::diagnostic::Finding;
use crate::expression::{Kind, plain_truth};
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::shape::days::DayColumn;
use crate::ingest::shape::decimal;
use crate::ingest::shape::header::columns_of;
use crate::name;
use crate::schema::ColumnRole;
use crate::sheet::{Grid, Raw};
use crate::values::DateOrder;
use crate::values::day::{self, Order};
use crate::values::number::{self, DecimalSeparator, MarkVerdict, NumberReading};

#[derive(Debug)]
pub(super) struct Profile {
    /// Each different text by its number, with its first row.
    pub(super) texts: Vec<(u32, usize)>,
    /// The decimal mark of its figures; `None` where they read both ways.
    pub(super) mark: Option<DecimalSeparator>,
    /// Whether the mark is proved or told, and not just needless.
    pub(super) mark_is_sure: bool,
    /// The order of its days; `None` where they read in several ways.
    pub(super) order: Option<Order>,
    /// The order that its days prove, or that the user told.
    pub(super) proved_order: Option<Order>,
    /// What is to be asked before its days are read.
    pub(super) doubtful_days: Option<Finding>,
    /// Whether some of its figures are times.
    pub(super) has_times: bool,
    /// What is to be asked before its figures are read: what a time counts.
    pub(super) doubtful_figures: Option<Finding>,
    /// Whether all figures are digits alone.
    pub(super) is_whole: bool,
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
        let said = number::weigh(each());
        let mark = number::pinned(over.input.decimal).or_else(|| mark_of(over, said, Some(column)));
        let mark_is_sure = number::pinned(over.input.decimal).is_some() || said != MarkVerdict::Indifferent;
        let order = day::decide(each(), &over.input.dates);
        let (mut figures, mut days, mut truths) = (Tally::default(), Tally::default(), Tally::default());
        let (mut filled, mut is_whole) = (0, true);
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
            is_whole &= !is_figure || text.trim().bytes().all(|byte| byte.is_ascii_digit());
            let may_be_month = matches!(over.input.dates, DateOrder::Auto | DateOrder::DayIsYear);
            let is_day =
                day::read(text, &any_order).is_some() || (may_be_month && day::month_of_short_day(text).is_some());
            days.add(is_day, row);
            truths.add(plain_truth(text).is_some(), row);
        }
        let mut typed = [false; 3];
        let mut elapsed = None;
        for &row in rows {
            let kind = match grid.raw(row, column) {
                Raw::Number(number) => {
                    figures.add(true, row);
                    is_whole &= number.fract() == 0.0;
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
                    figures.add(true, row);
                    days.add(false, row);
                    truths.add(false, row);
                    elapsed.get_or_insert(row);
                    0
                }
                Raw::Blank | Raw::Text(_) | Raw::Fault(_) | Raw::Uncomputed => continue,
            };
            filled += 1;
            typed[kind] = true;
        }
        let label = over.header.name_of(column);
        let doubtful_days = (days.fitting > 0).then(|| doubtful_days(over, column, &label, each().collect())).flatten();
        let doubtful_figures = elapsed.filter(|_| over.input.durations.is_none()).and_then(|row| {
            let problem = DoubtProblem::elapsed(&label, grid.value(row, column))?;
            Some(Finding::new(over.sheet.cell_place(grid.cell(row, column)), problem))
        });
        let proved_order = day::proved(each(), &over.input.dates);
        Self {
            texts,
            mark,
            mark_is_sure,
            order,
            proved_order,
            doubtful_days,
            has_times: elapsed.is_some(),
            doubtful_figures,
            is_whole,
            figures,
            days,
            truths,
            filled,
            typed,
        }
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

/// The decimal mark of figures that say `own`, by what stands beside them; `None` where it is to be asked.
pub(super) fn mark_of(over: Over<'_>, own: MarkVerdict, column: Option<usize>) -> Option<DecimalSeparator> {
    let grid = &over.sheet.grid;
    let beside = columns_of(over.input, over.header, |role| matches!(role, ColumnRole::Measure(..)));
    let beside = beside.into_iter().filter(|other| Some(*other) != column);
    let beside =
        beside.map(|other| number::weigh(distinct(grid, over.rows, other).iter().map(|(id, _)| grid.text(*id))));
    decimal::settle(own, beside, [over.stored])
}

/// What is to be asked of a column of days.
fn doubtful_days(over: Over<'_>, column: usize, label: &str, texts: Vec<&str>) -> Option<Finding> {
    let Over { sheet, rows, input, .. } = over;
    let column = DayColumn {
        sheet,
        dates: &input.dates,
        label,
        texts,
        rows: rows.len(),
        value: Box::new(move |row| sheet.grid.value(rows[row], column)),
        cell: Box::new(move |row| sheet.grid.cell(rows[row], column)),
    };
    column.order().err().or_else(|| column.short_days())
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

/// `20261031`, stored as a number.
pub(super) fn day_of_number(number: f64) -> Option<crate::calendar::Date> {
    let text = name::tidy(&number.to_string());
    (text.len() == 8).then(|| day::read_plainly(&text)).flatten()
}
