//! Finding tables by their structure: a row of headings over columns of figures, or over rows that are filled alike.

use super::block::{Band, RowShape};
use super::look::{CellKind, HeadingValue, SheetView};
use crate::ingest::shape::unit_line;
use crate::name;

/// Where a table stands, in stored rows and columns.
#[derive(Debug, Clone)]
pub(crate) struct Extent {
    /// First and last row of the header.
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    /// Last row that belongs to the table.
    pub(crate) last: usize,
    /// Columns that have a heading or a value.
    pub(crate) columns: Vec<usize>,
    /// Those that hold figures.
    pub(crate) figures: Vec<usize>,
    /// Rows that say the header again.
    pub(crate) repeats: Vec<usize>,
}

/// How many rows below a header tell what its columns hold.
const SAMPLE: usize = 60;
/// How many rows a header may take.
const TALLEST: usize = 6;

/// The tables of a band from top to bottom.
pub(crate) fn tables(view: &SheetView<'_>, block: &Band) -> Vec<Extent> {
    let finder = Finder { view, block };
    let mut found: Vec<Extent> = Vec::new();
    let mut at = 0;
    while at < block.shapes.len() {
        let free = found.last().map_or(0, |table| table.last + 1);
        match finder.header_at(at, free) {
            Some(header) => {
                let table = finder.extend(header);
                at = table.last.max(table.bottom) + 1;
                found.push(table);
            }
            None => at += 1,
        }
    }
    found
}

struct Finder<'a> {
    view: &'a SheetView<'a>,
    block: &'a Band,
}

#[derive(Debug)]
struct ExtentHeader {
    top: usize,
    bottom: usize,
    figures: Vec<usize>,
}

impl Finder<'_> {
    fn shape(&self, row: usize) -> RowShape {
        self.block.shapes.get(row).copied().unwrap_or_default()
    }

    fn height(&self) -> usize {
        self.block.shapes.len()
    }

    /// Whether no row of the sheet lies between a row and the next.
    fn is_adjacent(&self, row: usize) -> bool {
        row + 1 < self.height() && self.view.grid().row_number(row) + 1 == self.view.grid().row_number(row + 1)
    }

    /// Whether the row has nothing but what may stand in a header.
    fn may_be_header(&self, row: usize) -> bool {
        let shape = self.shape(row);
        if shape.others > 0 || shape.labels + shape.days + shape.numbers == 0 {
            return false;
        }
        shape.numbers == 0 || self.numbers_are_periods(row)
    }

    /// Whether the numbers of a row go up or down by one period: years, or months as `202610` or `26.10`.
    fn numbers_are_periods(&self, row: usize) -> bool {
        let mut numbers = Vec::new();
        for &column in self.block.columns.iter().filter(|&&column| self.view.look(row, column) == CellKind::Number) {
            let text = self.view.text(row, column);
            let calendar = self.view.calendar;
            let short = calendar.parse_short_month(&text).map(|period| (period.serial(), 1));
            let long = calendar
                .parse_label(name::without_footnote(&text))
                .map(|span| (span.first.serial(), i32::try_from(span.len()).unwrap_or(1)));
            match long.or(short) {
                Some(number) => numbers.push(number),
                None => return false,
            }
        }
        let step = |pair: &[(i32, i32)]| (pair[1].0 - pair[0].0).abs() == pair[0].1 && pair[0].1 == pair[1].1;
        // Measures side by side say each period several times.
        numbers.dedup();
        numbers.len() >= 2 && numbers.windows(2).all(step)
    }

    /// Reads the header that starts at a row, if one does. `free` is the first row that no table has taken.
    fn header_at(&self, row: usize, free: usize) -> Option<ExtentHeader> {
        let shape = self.shape(row);
        let only_column = self.block.columns.len() == 1;
        if shape.filled() < if only_column { 1 } else { 2 } || !self.may_be_header(row) {
            return None;
        }
        let mut deepest = row;
        while deepest + 1 < row + TALLEST && self.is_adjacent(deepest) && self.may_be_header(deepest + 1) {
            deepest += 1;
        }
        let mut figures = self.figure_columns(deepest);
        // A short table of texts and days may be all rows of what could be headings.
        while figures.is_empty() && deepest > row {
            deepest -= 1;
            figures = self.figure_columns(deepest);
        }
        if figures.is_empty() {
            let all_text = self.figure_columns(row).is_empty();
            return (all_text && self.heads_texts(row)).then_some(ExtentHeader { top: row, bottom: row, figures });
        }
        let over = |row: usize| self.headings_over(row, &figures, deepest);
        let named = (row..=deepest).map(over).max().unwrap_or(0);
        // The header ends with the last row that has about as much over the figures as any of them.
        let bottom = (row..=deepest).rev().find(|&row| over(row) > 0 && over(row) * 3 >= named)?;
        let figures = self.figure_columns(bottom);
        let mut top = row;
        while top < bottom && !self.is_group_row(top, &figures, bottom) {
            top += 1;
        }
        while top > free && self.is_adjacent(top - 1) && self.is_group_row(top - 1, &figures, bottom) {
            top -= 1;
        }
        let header = ExtentHeader { top, bottom, figures };
        self.is_supported(&header).then_some(header)
    }

    /// Rows below a header that tell what its columns hold: up to a gap of two rows.
    fn sample(&self, header: usize) -> impl Iterator<Item = usize> + '_ {
        let rows = (header + 1..self.height()).filter(|&row| self.shape(row).filled() > 0).take(SAMPLE);
        let mut before = self.view.grid().row_number(header);
        let mut taken = 0;
        rows.take_while(move |&row| {
            let number = self.view.grid().row_number(row);
            let is_far = number > before + 2 && taken >= 2;
            before = number;
            taken += 1;
            !is_far
        })
    }

    /// Columns that mostly hold figures below a row, until texts stand over them again.
    fn figure_columns(&self, header: usize) -> Vec<usize> {
        let rows: Vec<usize> = self.sample(header).collect();
        let is_figures = |&&column: &&usize| {
            let (mut figures, mut labels) = (0_usize, 0_usize);
            for &row in &rows {
                let look = self.view.look(row, column);
                if look == CellKind::Label && figures >= 2 && labels == 0 && self.shape(row).numbers == 0 {
                    // The next header.
                    break;
                }
                figures += usize::from(look.is_figure());
                labels += usize::from(look == CellKind::Label);
            }
            figures > 0 && figures * 10 >= (figures + labels) * 6
        };
        self.block.columns.iter().filter(is_figures).copied().collect()
    }

    /// How many of the figure columns have a heading in a row.
    fn headings_over(&self, row: usize, figures: &[usize], header: usize) -> usize {
        let numbers_are_periods = self.numbers_are_periods(row);
        let is_heading = |&&column: &&usize| match self.view.look(row, column) {
            CellKind::Label => true,
            CellKind::Number => numbers_are_periods,
            CellKind::Day => self.sample(header).take(8).any(|below| {
                self.view.look(below, column) == CellKind::Number
                    && !super::look::is_day_number(&self.view.text(below, column))
            }),
            _ => false,
        };
        figures.iter().filter(is_heading).count()
    }

    /// Whether a row above others belongs to their header: it has headings over the figures, and is no title.
    fn is_group_row(&self, row: usize, figures: &[usize], bottom: usize) -> bool {
        if row == bottom {
            return true;
        }
        if self.is_lone_year(row, figures) {
            return true;
        }
        if !self.may_be_header(row) || self.says_a_unit(row) || self.is_placeholder(row) {
            return false;
        }
        let over = self.headings_over(row, figures, bottom);
        let is_time = |&&column: &&usize| self.view.heading(row, column).is_some_and(HeadingValue::is_time);
        let times = figures.iter().filter(is_time).count();
        over >= 2 || (over == 1 && (times == 1 || self.is_merged_over(row, figures)))
    }

    /// `2026` over its months.
    fn is_lone_year(&self, row: usize, figures: &[usize]) -> bool {
        let heading = |&column: &usize| self.view.heading(row, column);
        self.shape(row).filled() == 1
            && figures
                .iter()
                .find_map(heading)
                .is_some_and(|heading| matches!(heading, HeadingValue::Period(span) if span.len() == 12))
    }

    fn says_a_unit(&self, row: usize) -> bool {
        self.shape(row).filled() <= 3
            && self.block.columns.iter().any(|&column| unit_line::speaks_of_a_unit(&self.view.text(row, column)))
    }

    /// `Column1`, `Column2`: names that a spreadsheet gave because nobody did.
    pub(crate) fn is_placeholder(&self, row: usize) -> bool {
        let texts: Vec<String> = self
            .block
            .columns
            .iter()
            .map(|&column| self.view.text(row, column))
            .filter(|text| !text.is_empty())
            .collect();
        let stem = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        texts.len() >= 2
            && texts.iter().all(|text| ["Column", "Spalte", "열", "Unnamed: "].contains(&stem(text).as_str()))
    }

    fn is_merged_over(&self, row: usize, figures: &[usize]) -> bool {
        let number = self.view.grid().row_number(row);
        self.view.sheet.formatting.merged.iter().any(|(first, last)| {
            let spanned =
                figures.iter().filter(|&&column| (first.column as usize..=last.column as usize).contains(&column));
            first.row == number && spanned.count() >= 2
        })
    }

    /// Whether the columns below have headings, as most must.
    fn is_supported(&self, header: &ExtentHeader) -> bool {
        let rows: Vec<usize> = self.sample(header.bottom).take(25).collect();
        let has_heading = |column: usize| {
            let reached = (header.top..header.bottom)
                .any(|row| reaching(self.view, (row, header.bottom), column, &header.figures).is_some());
            reached || (header.top..=header.bottom).any(|row| self.view.look(row, column) != CellKind::Blank)
        };
        let is_filled = |&&column: &&usize| {
            let filled = rows.iter().filter(|&&row| self.view.look(row, column) != CellKind::Blank).count();
            filled * 10 >= rows.len() * 3 && filled > 0
        };
        let data: Vec<usize> = self.block.columns.iter().filter(is_filled).copied().collect();
        let named = data.iter().filter(|&&column| has_heading(column)).count();
        let named_figures = header.figures.iter().filter(|&&column| has_heading(column)).count();
        named * 2 >= data.len() && named_figures * 2 >= header.figures.len() && named_figures > 0
    }

    /// Whether a row heads columns of texts: names that differ, over rows that are filled alike.
    fn heads_texts(&self, row: usize) -> bool {
        let names: Vec<(usize, String)> = self
            .block
            .columns
            .iter()
            .map(|&column| (column, self.view.text(row, column)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let rows: Vec<usize> = self.sample(row).take(20).collect();
        let Some(&next) = rows.first() else {
            // A header and no rows.
            return names.len() >= 3 && row + 1 == self.height() && is_distinct(&names);
        };
        let adjacent = self.view.grid().row_number(next) == self.view.grid().row_number(row) + 1;
        let filled: usize = rows.iter().map(|&row| self.shape(row).filled() as usize).sum();
        let alike = filled * 10 >= names.len() * rows.len() * 5;
        let said_below = |(column, name): &(usize, String)| {
            rows.iter().any(|&row| name::fold(&self.view.text(row, *column)) == name::fold(name))
        };
        let short = names.iter().all(|(_, name)| name.chars().count() <= 60);
        let prose =
            names.len() == 1 && rows.iter().any(|&row| self.view.text(row, self.block.columns[0]).chars().count() > 40);
        adjacent && alike && short && !prose && rows.len() >= 2 && is_distinct(&names) && !names.iter().any(said_below)
    }

    /// Follows the table down to its last row.
    fn extend(&self, header: ExtentHeader) -> Extent {
        let ExtentHeader { top, bottom, figures } = header;
        let mut repeats = Vec::new();
        let mut end = self.height() - 1;
        let mut last = bottom;
        let mut after_gap = false;
        for row in bottom + 1..self.height() {
            let shape = self.shape(row);
            after_gap |= self.view.grid().row_number(row) > self.view.grid().row_number(row - 1) + 1;
            if shape.filled() == 0 {
                after_gap = true;
                continue;
            }
            if self.says_again(row, bottom) {
                repeats.push(row);
                after_gap = false;
                continue;
            }
            let has_figure = figures.iter().any(|&column| self.view.look(row, column).is_figure());
            if self.opens_another(row, &figures, after_gap)
                || (after_gap && !figures.is_empty() && self.is_foreign(row, &figures))
            {
                end = row - 1;
                break;
            }
            let typical = usize::try_from(shape.filled()).unwrap_or(0) * 2 > self.block.columns.len();
            if has_figure
                || figures.is_empty() && (!after_gap || typical)
                || (!after_gap && shape.labels >= 2 && row == last + 1)
            {
                last = row;
                after_gap = false;
            }
        }
        repeats.retain(|&row| row < last);
        let last = if figures.is_empty() { self.without_notes(bottom, last) } else { last }.min(end.max(bottom));
        let has_something = |&&column: &&usize| (top..=last).any(|row| self.view.look(row, column) != CellKind::Blank);
        let columns = self.block.columns.iter().filter(has_something).copied().collect();
        let bottom = if self.names_its_lines(top, bottom, last) { bottom + 1 } else { bottom };
        let figures = self.settled(&figures, bottom, last, &repeats);
        let figures = self.with_blank_periods(figures, bottom, last, &repeats);
        Extent { top, bottom, last, columns, figures, repeats }
    }

    /// The columns of figures by all rows: what the first rows showed, and columns that are rarely filled.
    fn settled(&self, figures: &[usize], bottom: usize, last: usize, repeats: &[usize]) -> Vec<usize> {
        let is_figures = |&&column: &&usize| {
            let (mut found, mut labels) = (0_usize, 0_usize);
            for row in bottom + 1..=last.min(self.view.grid().column_length(column).saturating_sub(1)) {
                let look = self.view.look(row, column);
                found += usize::from(look.is_figure());
                labels += usize::from(look == CellKind::Label && !repeats.contains(&row));
            }
            found > 0 && found * 10 >= (found + labels) * 6
        };
        if figures.is_empty() { Vec::new() } else { self.block.columns.iter().filter(is_figures).copied().collect() }
    }

    /// Whether the lone label below stacked headings is the name of the column under it: the only one of its kind.
    fn names_its_lines(&self, top: usize, bottom: usize, last: usize) -> bool {
        let is_lone = |row: usize| self.shape(row).filled() == 1 && self.shape(row).labels == 1;
        top < bottom
            && bottom + 1 < last
            && self.is_adjacent(bottom)
            && is_lone(bottom + 1)
            && self.block.columns.iter().take(2).any(|&column| self.view.look(bottom + 1, column) == CellKind::Label)
            && !(bottom + 2..=last).any(is_lone)
    }

    /// Periods that are still to come have a heading and no figure yet.
    fn with_blank_periods(&self, figures: Vec<usize>, bottom: usize, last: usize, repeats: &[usize]) -> Vec<usize> {
        let is_time = |column: usize| self.view.heading(bottom, column).is_some_and(HeadingValue::is_time);
        if figures.iter().filter(|&&column| is_time(column)).count() < 2 {
            return figures;
        }
        let is_blank = |column: usize| {
            (bottom + 1..=last).all(|row| repeats.contains(&row) || self.view.look(row, column) == CellKind::Blank)
        };
        let takes = |&&column: &&usize| figures.contains(&column) || (is_time(column) && is_blank(column));
        self.block.columns.iter().filter(takes).copied().collect()
    }

    /// Lone texts below a table of several columns are notes.
    fn without_notes(&self, bottom: usize, last: usize) -> usize {
        if self.shape(bottom).filled() < 2 {
            return last;
        }
        (bottom..=last).rev().find(|&row| self.shape(row).filled() > 1).unwrap_or(last)
    }

    fn says_again(&self, row: usize, header: usize) -> bool {
        let mut named =
            self.block.columns.iter().filter(|&&column| self.view.look(header, column) == CellKind::Label).peekable();
        let first = named.peek().copied().copied();
        first.is_some_and(|column| self.view.look(row, column) == CellKind::Label)
            && named
                .all(|&column| name::fold(&self.view.text(row, column)) == name::fold(&self.view.text(header, column)))
    }

    /// Whether another header starts below this table.
    fn opens_another(&self, row: usize, figures: &[usize], after_gap: bool) -> bool {
        let shape = self.shape(row);
        if shape.filled() < 2 || !self.may_be_header(row) {
            return false;
        }
        if figures.is_empty() {
            let header = if after_gap { self.header_at(row, row) } else { None };
            return header.is_some_and(|header| !header.figures.is_empty() && header.bottom >= row);
        }
        let over = figures.iter().filter(|&&column| self.view.look(row, column) == CellKind::Label).count();
        let times = self.headings_over(row, figures, row);
        let many = over.max(times) >= 2 && over.max(times) * 2 >= figures.len().min(6);
        (many || (after_gap && over >= 1)) && self.header_at(row, row).is_some_and(|header| header.top == row)
    }

    /// Whether a row has figures, and none of them where the table has its own.
    fn is_foreign(&self, row: usize, figures: &[usize]) -> bool {
        let shape = self.shape(row);
        shape.numbers + shape.days > 0 && !figures.iter().any(|&column| self.view.look(row, column) != CellKind::Blank)
    }
}

/// Whether most of the names differ.
fn is_distinct(names: &[(usize, String)]) -> bool {
    let mut folded: Vec<String> = names.iter().map(|(_, name)| name::fold(name)).collect();
    folded.sort();
    let all = folded.len();
    folded.dedup();
    folded.len() * 10 >= all * 7
}

/// The column whose heading reaches over a blank one: to the left of it in the same row, and of the same kind.
pub(crate) fn reaching(
    view: &SheetView<'_>,
    (row, bottom): (usize, usize),
    column: usize,
    figures: &[usize],
) -> Option<usize> {
    if view.look(row, column) != CellKind::Blank || !figures.contains(&column) {
        return None;
    }
    let from = (0..column).rev().find(|&left| view.look(row, left) != CellKind::Blank)?;
    // Only a period reaches over a column that is left out.
    let is_skipped = |column: usize| {
        !figures.contains(&column) && (row..=bottom).all(|below| view.look(below, column) == CellKind::Blank)
    };
    if (from + 1..column).any(is_skipped) && !view.heading(row, from).is_some_and(HeadingValue::is_time) {
        return None;
    }
    // It ends before a column of figures that has no heading of its own.
    let is_named = |column: usize| (row + 1..=bottom).any(|below| view.look(below, column) != CellKind::Blank);
    let reaches = figures.iter().filter(|at| (from + 1..=column).contains(*at)).all(|&column| is_named(column));
    (figures.contains(&from) && reaches).then_some(from)
}
