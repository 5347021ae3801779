//! The *survey* of a file: which tables its sheets have, found by their structure and without knowing any name that is
//! wanted, and what their columns, periods and totals are. `goalpost inspect` shows it.

mod band;
pub mod draft;
mod extent;
mod heads;
mod lines;
mod look;
mod oddity;
mod pattern;
mod profile;
mod sums;
mod synonyms;
#[cfg(test)]
mod tests;
mod trust;

use crate::calendar::FiscalCalendar;
use crate::formats::Book;
use crate::ingest::shape::unit_line;
use crate::place::Cell;
use crate::sheet::Sheet;
use heads::{Head, Time};
use lines::Line;
use look::{Look, Step, View};
use std::sync::Arc;

/// Everything found in a file.
#[derive(Debug)]
pub struct Survey {
    pub sheets: Vec<SheetSurvey>,
}

/// What a sheet has.
#[derive(Debug)]
pub struct SheetSurvey {
    /// `None` for a text file.
    pub name: Option<Arc<str>>,
    pub visible: bool,
    /// Rows and columns that have a cell.
    pub rows: usize,
    pub columns: usize,
    pub tables: Vec<TableSurvey>,
    /// Texts that belong to no table, with their cells; only the first.
    pub lines: Vec<(Cell, String)>,
    pub oddities: Vec<Oddity>,
}

/// One table.
#[derive(Debug)]
pub struct TableSurvey {
    /// First cell of the header and last cell of the rows.
    pub area: (Cell, Cell),
    /// First and last row of the header, from 0.
    pub header: (u32, u32),
    pub rows: RowTally,
    pub columns: Vec<ColumnSurvey>,
    /// Where periods stand across.
    pub across: Option<Across>,
    pub totals: Vec<TotalSurvey>,
    /// The line that says what a 1 stands for.
    pub unit: Option<(Cell, String)>,
    pub oddities: Vec<Oddity>,
    pub confidence: Confidence,
}

/// The rows below a header by what they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowTally {
    pub data: usize,
    pub totals: usize,
    /// Labels that apply to the rows below them.
    pub sections: usize,
    pub blank: usize,
    /// The header said again.
    pub repeated: usize,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    Empty,
    Text,
    /// Digits that are no number: leading zeros.
    Code,
    Whole,
    Amount,
    Percent,
    Day,
    Period,
    Flag,
    /// Of the day.
    Time,
    Mixed,
}

impl ColumnKind {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Text => "text",
            Self::Code => "code",
            Self::Whole => "whole_number",
            Self::Amount => "amount",
            Self::Percent => "percent",
            Self::Day => "date",
            Self::Period => "period",
            Self::Flag => "flag",
            Self::Time => "time",
            Self::Mixed => "mixed",
        }
    }

    pub const fn is_number(self) -> bool {
        matches!(self, Self::Whole | Self::Amount | Self::Percent)
    }
}

/// One column, over its rows of data.
#[derive(Debug)]
pub struct ColumnSurvey {
    pub column: u32,
    /// As goalpost addresses it; empty without a heading.
    pub name: String,
    /// Under a stacked header: the lowest label alone.
    pub own_name: String,
    pub kind: ColumnKind,
    pub filled: usize,
    pub blank: usize,
    pub distinct: usize,
    pub examples: Vec<String>,
    /// First and last day or period.
    pub limits: Option<(String, String)>,
    pub unit: Option<String>,
    /// What only the user can decide, and the lines of which one decides it.
    pub doubt: Option<(String, Vec<String>)>,
    /// Numbers that are stored as text beside others that are not.
    pub text_numbers: usize,
    /// Errors, and formulas without a result.
    pub broken: usize,
    pub first_broken: Option<Cell>,
    /// Of a mixed column: the first text.
    pub first_label: Option<Cell>,
    pub labels: usize,
    /// Months of the longest period.
    pub longest_period: usize,
}

/// Periods that stand across.
#[derive(Debug, PartialEq, Eq)]
pub struct Across {
    pub first: String,
    pub last: String,
    /// How many there are.
    pub number: usize,
    /// `month`, `quarter`, `half`, `year`, `week`, `day`.
    pub step: &'static str,
    /// Whether the header says in which year they lie.
    pub has_year: bool,
    /// Columns of the first and the last.
    pub columns: (u32, u32),
    /// Labels of the measures side by side; empty where there is one without a label.
    pub measures: Vec<String>,
    /// The figures of all periods together.
    pub kind: ColumnKind,
    pub filled: usize,
    pub blank: usize,
    pub examples: Vec<String>,
}

/// A row or a column that is called a total.
#[derive(Debug, PartialEq, Eq)]
pub struct TotalSurvey {
    pub label: String,
    pub cell: Cell,
    pub is_column: bool,
    /// Whether it says nothing but `total`: with other words it may be a product.
    pub certain: bool,
    pub agreement: Agreement,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Agreement {
    Agrees {
        with: String,
    },
    Differs {
        cell: Cell,
        stated: String,
        summed: String,
        of: String,
    },
    /// Rates do not add up.
    Rates,
    /// Nothing stands beside it to add up.
    Unclear,
}

/// Something that a reader should know before the figures are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    pub kind: &'static str,
    pub cell: Option<Cell>,
    pub message: String,
    /// Lines for the input of which one settles it.
    pub paste: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Confidence {
    pub level: Level,
    pub reasons: Vec<String>,
}

/// How far the reading of a table can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Level {
    Low,
    Medium,
    High,
}

impl Level {
    pub const fn slug(self) -> &'static str {
        self.into_str()
    }
}

/// Surveys every sheet of a file.
pub fn survey(book: &Book, calendar: &FiscalCalendar) -> Survey {
    Survey { sheets: book.sheets.iter().map(|sheet| sheet_survey(sheet, calendar)).collect() }
}

fn sheet_survey(sheet: &Sheet, calendar: &FiscalCalendar) -> SheetSurvey {
    const LINES: usize = 8;
    let view = View::new(sheet, calendar);
    let mut tables = Vec::new();
    let mut taken = Vec::new();
    let mut lines = Vec::new();
    for band in band::bands(&view) {
        for extent in extent::tables(&view, &band) {
            tables.push(table(&view, &extent));
            taken.push((extent.top..=extent.last, extent.columns.clone()));
        }
        let free = |row: usize, column: usize| {
            !taken.iter().any(|(rows, columns)| rows.contains(&row) && columns.contains(&column))
        };
        for row in 0..sheet.grid.height() {
            if lines.len() >= LINES {
                break;
            }
            for &column in &band.columns {
                if view.look(row, column) != Look::Blank && free(row, column) && lines.len() < LINES {
                    lines.push((sheet.grid.cell(row, column), view.text(row, column)));
                }
            }
        }
    }
    tables.sort_by_key(|table: &TableSurvey| (table.area.0.row, table.area.0.column));
    lines.sort_by_key(|(cell, _)| *cell);
    SheetSurvey {
        name: sheet.name.clone(),
        visible: sheet.visible,
        rows: sheet.grid.height(),
        columns: sheet.grid.width(),
        oddities: oddity::of_sheet(sheet),
        tables,
        lines,
    }
}

fn table(view: &View<'_>, extent: &extent::Extent) -> TableSurvey {
    let grid = view.grid();
    let heads = heads::heads(view, extent);
    let lines = lines::lines(view, extent, &heads);
    let data: Vec<usize> = lines.data().collect();
    let figures: Vec<usize> = heads.iter().filter(|head| head.is_figure).map(|head| head.column).collect();
    let measure = sums::Figures::new(view, profile::mark(view, &figures, &data));
    let profile = |head: &Head| profile::column(view, head, &data);
    let all: Vec<ColumnSurvey> = heads.iter().map(profile).collect();
    let mut totals = sums::rows(&measure, &heads, &all, &lines);
    totals.extend(sums::columns(&measure, &heads, &all, &lines));
    let across = across(&heads, &all);
    // A unit over a figure is that of its column, and stands in its name.
    let corner = 0..extent.figures.iter().copied().min().unwrap_or(0);
    let above = unit_line::find(view.sheet, 0..extent.top, 0..view.sheet.grid.width());
    let mut said = above.into_iter().chain(unit_line::find(view.sheet, extent.top..extent.bottom + 1, corner));
    let unit = said.next().map(|line| (line.cell, line.text));
    let first = extent.columns.first().copied().unwrap_or(0);
    let last = extent.columns.last().copied().unwrap_or(0);
    let rows = RowTally {
        data: data.len(),
        totals: lines.totals().count(),
        sections: lines.of(Line::Section).count(),
        blank: lines.blank,
        repeated: extent.repeats.len(),
    };
    let oddities = oddity::of_table(view, extent, &heads, &all, &lines);
    let confidence = trust::judge(extent, &rows, &all, across.as_ref(), &totals);
    TableSurvey {
        area: (grid.cell(extent.top, first), grid.cell(extent.last, last)),
        header: (grid.row_number(extent.top), grid.row_number(extent.bottom)),
        rows,
        columns: all,
        across,
        totals,
        unit,
        oddities,
        confidence,
    }
}

/// The periods over the figures, in the order of the sheet.
fn across(heads: &[Head], columns: &[ColumnSurvey]) -> Option<Across> {
    let timed: Vec<(Time, &Head, &ColumnSurvey)> =
        heads.iter().zip(columns).filter_map(|(head, column)| head.time.map(|time| (time, head, column))).collect();
    let mut times: Vec<Time> = Vec::new();
    for (time, ..) in &timed {
        if !times.contains(time) {
            times.push(*time);
        }
    }
    let (first, last) = (timed.first()?, timed.last()?);
    let mut measures: Vec<String> = timed.iter().filter_map(|(_, head, _)| head.measure.clone()).collect();
    measures.sort();
    measures.dedup();
    let filled: Vec<&ColumnSurvey> = timed.iter().map(|(.., column)| *column).collect();
    let kind = kind_of_all(&filled);
    let examples = filled.iter().filter_map(|column| column.examples.first().cloned()).take(3).collect();
    let said = |(_, head, _): &(Time, &Head, &ColumnSurvey)| head.said.clone();
    Some(Across {
        first: said(first),
        last: said(last),
        number: times.len(),
        step: step(&times),
        has_year: !times.iter().any(|time| matches!(time, Time::Step(_))),
        columns: (first.2.column, last.2.column),
        measures,
        kind,
        filled: filled.iter().map(|column| column.filled).sum(),
        blank: filled.iter().map(|column| column.blank).sum(),
        examples,
    })
}

/// The type of figures that stand in several columns.
fn kind_of_all(columns: &[&ColumnSurvey]) -> ColumnKind {
    let has = |kind: ColumnKind| columns.iter().any(|column| column.kind == kind);
    let rising = [ColumnKind::Mixed, ColumnKind::Amount, ColumnKind::Percent, ColumnKind::Whole];
    rising.into_iter().find(|kind| has(*kind)).unwrap_or(ColumnKind::Empty)
}

fn step(times: &[Time]) -> &'static str {
    match times.first() {
        Some(Time::Span(span)) => match span.len() {
            1 => "month",
            3 => "quarter",
            6 => "half",
            12 => "year",
            _ => "span",
        },
        Some(Time::Day(_)) => {
            let days: Vec<_> =
                times.iter().filter_map(|time| if let Time::Day(day) = time { Some(*day) } else { None }).collect();
            let gaps = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days().abs());
            let (least, most) = gaps.fold((i64::MAX, 0), |(least, most), gap| (least.min(gap), most.max(gap)));
            match (least, most) {
                (7, 7) => "week",
                (28.., ..=31) => "month",
                (89.., ..=92) => "quarter",
                (365.., ..=366) => "year",
                _ => "day",
            }
        }
        Some(Time::Step(Step::Month(_))) => "month",
        Some(Time::Step(Step::Quarter(_))) => "quarter",
        Some(Time::Step(Step::Year(_))) => "year",
        Some(Time::Step(Step::Week(_))) => "week",
        None => "none",
    }
}
