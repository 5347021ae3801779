//! Where the header of a table stands: above its first line of figures, or the names above rows of texts.

use super::band::Band;
use super::heading_rows::{BandRows, SAMPLE};
use super::reach::{Extent, Headed, extend, reaching};
use crate::ingest::shape::look::{CellKind, HeadingValue, SheetView};
use crate::ingest::shape::unit_line;
use crate::name;

/// More blank rows than this part a header from its table, and its rows from each other.
const GAP: u32 = 6;
/// More blank rows than this part even a header over nearly all columns from its table.
const FAR: u32 = 24;
/// Rows of such a header above its last one.
const STACKED: usize = 3;
/// How many rows with a single text may stand above the figures before their header.
const LONE: usize = 6;
/// A heading is hardly longer than this; a title is.
const LONG: usize = 45;

/// The tables of a band from top to bottom.
pub(crate) fn tables(view: &SheetView<'_>, band: &Band) -> Vec<Extent> {
    let search = Search { rows: &BandRows::new(view, band) };
    let mut found: Vec<Extent> = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < search.rows.height() {
        match search.table_at(at, free) {
            Some(table) => {
                at = table.last.max(table.bottom) + 1;
                free = at;
                found.push(table);
            }
            None => at += 1,
        }
    }
    found
}

/// A row above those that are known to be of a header.
#[derive(Clone, Copy)]
struct Above<'a> {
    /// How many figures it has headings over, but for the first column.
    over: usize,
    /// Whether blank rows lie between.
    is_apart: bool,
    /// Whether a title stands between.
    is_titled: bool,
    /// The rows of the header, from the bottom up.
    header: &'a [usize],
    figures: &'a [usize],
}

struct Search<'a> {
    rows: &'a BandRows<'a>,
}

impl Search<'_> {
    /// The table whose first line stands in a row, or whose names stand there over texts. `free` is the first row that
    /// no table has taken.
    fn table_at(&self, row: usize, free: usize) -> Option<Extent> {
        let rows = self.rows;
        if rows.is_line(row) {
            // Below another line stands no header.
            let (above, _) = rows.above(row, free)?;
            if !rows.is_heading(above) && rows.filled(above) > 1 {
                return None;
            }
            let figures = rows.figure_columns(row);
            let has_figure = figures.iter().any(|&column| rows.look(row, column).is_figure());
            let (top, bottom) = if has_figure { self.header(row, free, &figures)? } else { return None };
            return Some(extend(rows, Headed { top, bottom, body: row, figures }));
        }
        let least = if rows.columns().len() == 1 { 1 } else { 2 };
        let names = rows.filled(row) >= least && rows.is_heading(row) && self.heads_texts(row);
        names.then(|| extend(rows, Headed { top: row, bottom: row, body: row + 1, figures: Vec::new() }))
    }

    /// First and last row of the header above the first line of a table.
    fn header(&self, body: usize, free: usize, figures: &[usize]) -> Option<(usize, usize)> {
        let rows = self.rows;
        // From the bottom up.
        let mut header: Vec<usize> = Vec::new();
        // Rows with a single text: labels of sections below the header, titles above it.
        let mut lone: Vec<usize> = Vec::new();
        let mut at = body;
        // Whoever deletes the first lines leaves the header where it was: it stands over most figures then.
        let is_far_header = |row: usize, gap: u32| {
            let stacked = || (row.saturating_sub(STACKED)..=row).rev().take_while(|&row| rows.filled(row) > 0);
            let is_headed = |column: &usize| stacked().any(|row| rows.headings_over(row, &[*column]) > 0);
            let over = figures.iter().copied().filter(is_headed).count();
            gap <= FAR && stacked().all(|row| rows.is_heading(row)) && over >= 3 && over * 4 >= figures.len() * 3
        };
        while let Some((row, gap)) =
            rows.above(at, free).filter(|&(row, gap)| gap <= GAP || (at == body && is_far_header(row, gap)))
        {
            let is_next = at == row + 1 && gap == 0;
            at = row;
            let alone = rows.lone(row);
            if alone.is_some() && header.is_empty() && !rows.is_heading(row) {
                continue;
            }
            if !rows.is_heading(row) {
                break;
            }
            let over = rows.headings_over(row, figures);
            if let Some(column) = alone {
                if self.is_lone_heading(row, column, figures, is_next && header.last() == Some(&(row + 1))) {
                    header.push(row);
                } else {
                    lone.push(row);
                }
                if header.is_empty() && lone.len() > LONE {
                    break;
                }
                continue;
            }
            if header.is_empty() && over == 0 && self.has_names_above(row, free, figures) {
                continue;
            }
            match header.last().copied() {
                Some(below) => {
                    let titled = lone.last().is_some_and(|&lone| lone < below);
                    // Years may name the lines, and a title stands over them.
                    let first = rows.columns().first();
                    let names =
                        first.is_some_and(|first| rows.headings_over(row, &[*first]) > 0 && figures.contains(first));
                    let above = Above {
                        over: over - usize::from(names),
                        is_apart: gap > 0,
                        is_titled: titled,
                        header: &header,
                        figures,
                    };
                    if self.is_title(row, above) || (over == 0 && gap > 0) {
                        break;
                    }
                    if self.is_line_below(below, row) {
                        header.clear();
                    }
                    header.push(row);
                }
                None if over > 0 => header.push(row),
                None if rows.filled(row) >= 3 && rows.filled(row) * 2 >= self.width(body) && lone.is_empty() => {
                    header.push(row);
                }
                None => lone.push(row),
            }
        }
        let (&bottom, &top) = (header.first()?, header.last()?);
        let bottom = if self.names_the_lines(top, bottom, body) { bottom + 1 } else { bottom };
        self.is_supported(top, bottom, figures).then_some((top, bottom))
    }

    /// Whether most columns of figures have a heading. A text says nothing of merged areas, so there one may reach over
    /// any number of them.
    fn is_supported(&self, top: usize, bottom: usize, figures: &[usize]) -> bool {
        let rows = self.rows;
        if rows.view.sheet.name.is_none() {
            return true;
        }
        let is_named = |column: usize| {
            (top..=bottom).any(|row| rows.look(row, column) != CellKind::Blank)
                || (top..bottom).any(|row| reaching(rows.view, (row, bottom), column, figures).is_some())
        };
        figures.iter().filter(|&&column| is_named(column)).count() * 2 >= figures.len()
    }

    /// Whether the only text of a row is a heading: it stands over figures, or right of the first names, over others.
    fn is_lone_heading(&self, row: usize, column: usize, figures: &[usize], is_over_headings: bool) -> bool {
        let columns = self.rows.columns();
        if columns.len() == 1 {
            return true;
        }
        let is_first = columns.first() == Some(&column);
        let text = self.rows.text(row, column);
        // `list of hits:` is a heading.
        let is_said_of_all = Self::is_prose(&[text.trim_end_matches(':').to_owned()]);
        let over_figures = figures.contains(&column);
        let over_headings = is_over_headings && columns.get(1).is_some_and(|second| column > *second);
        !is_first && !is_said_of_all && (over_figures || over_headings) && text.chars().count() <= 60
    }

    /// Whether a row with several cells above a header is no part of it.
    fn is_title(&self, row: usize, above: Above<'_>) -> bool {
        let Above { over, is_apart, is_titled, header, figures } = above;
        let texts: Vec<String> = self.rows.cells(row).map(|column| self.rows.text(row, column)).collect();
        let longest = texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
        if Self::is_prose(&texts) || over >= 2 {
            return Self::is_prose(&texts);
        }
        let is_time = |column| self.rows.view.heading(row, column).is_some_and(HeadingValue::is_time);
        let has_time = self.rows.cells(row).any(is_time);
        is_titled
            || (longest > LONG && texts.len() <= 2)
            || (is_apart && longest > LONG && !has_time)
            // Nothing is missing in the rows below.
            || (self.is_whole(header, figures) && (is_apart || !(has_time || self.reaches_over(row, figures))))
    }

    /// `Prepared by: Finance | Date: 1 May`, `(in thousands)`, sentences.
    fn is_prose(texts: &[String]) -> bool {
        let letters: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
        let says_of = |text: &&String| text.ends_with(':') || text.contains(": ") || text.contains('：');
        texts.iter().filter(says_of).count() * 2 >= texts.len().max(1)
            || letters.iter().sum::<usize>() > 50 * texts.len()
            || letters.iter().any(|&letters| letters > 120)
            || (texts.len() <= 3 && texts.iter().any(|text| unit_line::speaks_of_a_unit(text)))
            || is_placeholder(texts)
    }

    /// Whether every figure and the names of the lines have a heading in some of the rows of a header.
    fn is_whole(&self, header: &[usize], figures: &[usize]) -> bool {
        let rows = self.rows;
        let is_named = |column: usize| header.iter().any(|&row| rows.look(row, column) != CellKind::Blank);
        rows.columns().first().is_some_and(|&first| is_named(first)) && figures.iter().all(|&column| is_named(column))
    }

    /// Whether a cell is merged over several figures, of which a text says nothing.
    fn reaches_over(&self, row: usize, figures: &[usize]) -> bool {
        if self.rows.view.sheet.name.is_none() {
            return true;
        }
        let number = self.rows.view.grid().row_number(row);
        self.rows.view.sheet.formatting.merged.iter().any(|(first, last)| {
            let spanned =
                figures.iter().filter(|&&column| (first.column as usize..=last.column as usize).contains(&column));
            first.row == number && spanned.count() >= 2
        })
    }

    /// Whether a row of numbers that could be headings is a line of figures: the row above has a name for each of its
    /// columns, and the row has one of its own.
    fn is_line_below(&self, row: usize, above: usize) -> bool {
        let rows = self.rows;
        let numbers: Vec<usize> =
            rows.cells(row).filter(|&column| rows.look(row, column) == CellKind::Number).collect();
        if numbers.is_empty() || rows.numbers_are_units(row) {
            return false;
        }
        let mut names: Vec<String> = numbers.iter().map(|&column| name::fold(&rows.text(above, column))).collect();
        names.retain(|name| !name.is_empty());
        let all = names.len() == numbers.len();
        names.sort();
        names.dedup();
        let labels: Vec<usize> = rows.cells(row).filter(|column| !numbers.contains(column)).collect();
        let is_named = labels.iter().any(|&column| rows.look(row, column) == CellKind::Label);
        all && names.len() == numbers.len() && (is_named || labels.is_empty() && numbers.len() < 5)
    }

    /// Whether names stand over the figures further above, and the row is a line without a figure.
    fn has_names_above(&self, row: usize, free: usize, figures: &[usize]) -> bool {
        const FAR: usize = 400;
        let mut at = row;
        while let Some((above, 0)) = self.rows.above(at, free) {
            if !self.rows.is_heading(above) || row - above > FAR {
                return false;
            }
            if self.rows.headings_over(above, figures) >= figures.len().min(2) && self.rows.filled(above) > 2 {
                return true;
            }
            at = above;
        }
        false
    }

    /// Whether the lone text below a header is the name of the column under it: it has none above, and the lines under
    /// it start with days or years, or no other label stands among them.
    fn names_the_lines(&self, top: usize, bottom: usize, body: usize) -> bool {
        let rows = self.rows;
        let row = bottom + 1;
        let Some(column) = rows.lone(row).filter(|_| row < body && rows.is_heading(row)) else { return false };
        let is_named = (top..=bottom).any(|above| rows.look(above, column) != CellKind::Blank);
        let over_figures = matches!(rows.look(body, column), CellKind::Number | CellKind::Day);
        let others = (body..rows.height().min(body + SAMPLE)).any(|row| rows.lone(row) == Some(column));
        !is_named && rows.text(row, column).chars().count() <= 40 && (over_figures || !others)
    }

    /// How many columns the lines of a table fill.
    fn width(&self, body: usize) -> usize {
        let lines: Vec<usize> =
            (body..self.rows.height().min(body + 20)).filter(|&row| self.rows.filled(row) > 0).collect();
        let filled = |&&column: &&usize| {
            let of = lines.iter().filter(|&&row| self.rows.look(row, column) != CellKind::Blank).count();
            of * 3 >= lines.len()
        };
        self.rows.columns().iter().filter(filled).count().max(2)
    }

    /// Whether a row heads columns of texts: names that differ, over rows that are filled alike.
    fn heads_texts(&self, row: usize) -> bool {
        let rows = self.rows;
        let names: Vec<(usize, String)> = rows.cells(row).map(|column| (column, rows.text(row, column))).collect();
        let below: Vec<usize> =
            (row + 1..rows.height().min(row + 40)).filter(|&row| rows.filled(row) > 0).take(20).collect();
        let Some(&next) = below.first() else {
            // A header and no rows.
            return names.len() >= 3 && rows.shape(row).numbers == 0 && is_distinct(&names);
        };
        let is_near = rows.view.grid().shown_row(next) <= rows.view.grid().shown_row(row) + 2;
        let filled: usize = below.iter().map(|&row| rows.filled(row)).sum();
        let alike = filled * 10 >= names.len() * below.len() * 5;
        let said_below = |(column, name): &(usize, String)| {
            below.iter().any(|&row| name::fold(&rows.text(row, *column)) == name::fold(name))
        };
        let short = names.iter().all(|(_, name)| name.chars().count() <= 60);
        let prose = names.len() == 1 && below.iter().any(|&row| rows.text(row, rows.columns()[0]).chars().count() > 40);
        is_near
            && alike
            && short
            && !prose
            && below.len() >= 2
            && is_distinct(&names)
            && !names.iter().any(said_below)
            && rows.shape(row).numbers == 0
            && rows.figure_columns(row + 1).is_empty()
    }
}

/// `Column1`, `Column2`: names that a spreadsheet gave because nobody did.
fn is_placeholder(texts: &[String]) -> bool {
    let stem = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    texts.len() >= 2 && texts.iter().all(|text| ["Column", "Spalte", "열", "Unnamed: "].contains(&stem(text).as_str()))
}

/// Whether most of the names differ.
fn is_distinct(names: &[(usize, String)]) -> bool {
    let mut folded: Vec<String> = names.iter().map(|(_, name)| name::fold(name)).collect();
    folded.sort();
    let all = folded.len();
    folded.dedup();
    folded.len() * 10 >= all * 7
}
