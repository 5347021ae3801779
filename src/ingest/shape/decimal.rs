//! The decimal mark of figures: proved by their own column, else by the columns beside it, else by what the rest of the
//! sheet shows, totals and columns that nobody asked for among it, else by how the file is written. Where all of that
//! ends, the user is asked.

mod habits;

use crate::sheet::{Grid, Raw, Sheet};
use crate::values::number::{DecimalSeparator, MarkEvidence, MarkVerdict, OpenFigures};
use habits::{Habits, is_like_a_period};

/// The mark of texts that say `own`, in a column beside `siblings`, of sheets as they are stored; `None` where it is to
/// be asked.
pub(crate) fn settle<'a>(
    own: MarkVerdict,
    siblings: impl Iterator<Item = MarkVerdict>,
    sheets: impl IntoIterator<Item = &'a Sheet>,
) -> Option<DecimalSeparator> {
    match own {
        MarkVerdict::Indifferent => Some(DecimalSeparator::Point),
        MarkVerdict::Proved(mark) => Some(mark),
        MarkVerdict::Open(open) => only(siblings.filter_map(MarkVerdict::proved))
            .or_else(|| only(sheets.into_iter().filter_map(|sheet| of_sheet(sheet, open)))),
    }
}

/// The mark, where all are the same.
fn only(mut marks: impl Iterator<Item = DecimalSeparator>) -> Option<DecimalSeparator> {
    let first = marks.next()?;
    marks.all(|mark| mark == first).then_some(first)
}

/// Rows that are looked at: those at the top, and those at the bottom, where totals are.
const TOP: usize = 1000;
const BOTTOM: usize = 100;

/// The mark with which a sheet is written as a whole, where `open` figures are in doubt.
fn of_sheet(sheet: &Sheet, open: OpenFigures) -> Option<DecimalSeparator> {
    let grid = &sheet.grid;
    let height = grid.height();
    let rows = || (0..height.min(TOP)).chain(height.saturating_sub(BOTTOM).max(TOP)..height);
    let (mut firm, mut weak) = (Vec::new(), Vec::new());
    let mut habits = Habits::of_delimiter(sheet.lines.as_ref().and_then(|lines| lines.delimiter), open);
    for column in 0..grid.width() {
        let texts = distinct(grid, rows(), column);
        match column_says(&texts) {
            Some((mark, true)) => firm.push(mark),
            Some((mark, false)) => weak.push(mark),
            None => {}
        }
        for text in texts {
            habits.see(text, open);
        }
    }
    if firm.is_empty() {
        // What may be a chapter or a version only bears out or contradicts a habit.
        firm.extend(habits.marks());
        if !firm.is_empty() {
            firm.append(&mut weak);
        }
    }
    only(firm.into_iter())
}

/// The different texts of a column.
fn distinct(grid: &Grid, rows: impl Iterator<Item = usize>, column: usize) -> Vec<&str> {
    let mut seen = vec![false; grid.distinct_texts()];
    rows.filter_map(|row| match grid.raw(row, column) {
        Raw::Text(id) if !std::mem::replace(&mut seen[id as usize], true) => Some(grid.text(id)),
        _ => None,
    })
    .collect()
}

/// What a column of figures proves, and whether nothing else could look like it: `2.5` may number a chapter or a version.
fn column_says(texts: &[&str]) -> Option<(DecimalSeparator, bool)> {
    let mut evidence = MarkEvidence::default();
    texts.iter().filter(|text| !is_like_a_period(text)).for_each(|text| evidence.add(text));
    if evidence.unreadable() > evidence.telling() {
        return None;
    }
    let mark = evidence.verdict().proved()?;
    let is_chapter = |text: &&&str| {
        let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        text.trim().split_once('.').is_some_and(|(chapter, section)| short(chapter) && short(section))
    };
    let firm = mark == DecimalSeparator::Comma || evidence.telling() > texts.iter().filter(is_chapter).count();
    Some((mark, firm))
}
