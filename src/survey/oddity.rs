//! Oddities: what a reader should know before the figures are used.

use super::columns::TableColumn;
use super::found::{ColumnKind, ColumnSurvey, Oddity};
use super::lines::{LineKind, TableLines, label_of};
use crate::hash::Hasher;
use crate::ingest::shape::look::{CellKind, SheetView};
use crate::ingest::shape::tables::Extent;
use crate::name;
use crate::place::Cell;
use crate::prose::{count, quoted_list};
use crate::sheet::Sheet;
use crate::sheet::Value;
use std::collections::HashMap;

impl Oddity {
    fn new(kind: &'static str, cell: Option<Cell>, message: String) -> Self {
        Self { kind, cell, message, paste: Vec::new() }
    }
}

/// What concerns a sheet as a whole.
pub(crate) fn of_sheet(sheet: &Sheet) -> Vec<Oddity> {
    let mut found = Vec::new();
    if !sheet.visible {
        let message = "the sheet is hidden: it is read only when `sheet` names it".to_owned();
        let paste = vec![format!("sheet = {}", crate::prose::toml_string(sheet.name.as_deref().unwrap_or_default()))];
        found.push(Oddity { paste, ..Oddity::new("hidden_sheet", None, message) });
    }
    let formatting = &sheet.formatting;
    if let Some(&first) = formatting.hidden_rows.first() {
        let why = if formatting.filtered { ", by a filter" } else { "" };
        let message =
            format!("{} hidden{why}; they are read like the others", count(formatting.hidden_rows.len(), "row"));
        found.push(Oddity::new("hidden_rows", Some(Cell { row: first, column: 0 }), message));
    } else if formatting.filtered {
        found.push(Oddity::new("filter", None, "a filter is set and hides no row".to_owned()));
    }
    let filled = (0..sheet.grid.width()).filter(|&column| sheet.grid.column_length(column) > 0);
    let hidden: Vec<u32> = filled
        .filter_map(|column| u32::try_from(column).ok())
        .filter(|&column| formatting.hides_column(column))
        .collect();
    if let Some(&first) = hidden.first() {
        let message = format!("{} hidden; they are read like the others", count(hidden.len(), "column"));
        found.push(Oddity::new("hidden_columns", Some(Cell { row: 0, column: first }), message));
    }
    found.extend(damaged_text(sheet));
    if sheet.grid.width() > crate::ingest::shape::tables::WIDEST {
        let message = format!("only the first {} columns were looked at", crate::ingest::shape::tables::WIDEST);
        found.push(Oddity::new("wide_sheet", None, message));
    }
    found
}

/// Bytes that the encoding of a text does not have.
fn damaged_text(sheet: &Sheet) -> Option<Oddity> {
    let grid = &sheet.grid;
    sheet.lines.as_ref().filter(|lines| lines.is_damaged)?;
    let is_damaged = |row: usize, column: usize| matches!(grid.value(row, column), Value::Text(text) if text.contains(char::REPLACEMENT_CHARACTER));
    let cells = || (0..grid.height()).flat_map(|row| (0..grid.width()).map(move |column| (row, column)));
    let (row, column) = cells().find(|&(row, column)| is_damaged(row, column))?;
    let cells = cells().filter(|&(row, column)| is_damaged(row, column)).count();
    let message = format!("{} with bytes that are no text; a run that reads one stops", count(cells, "cell"));
    Some(Oddity::new("damaged_text", Some(grid.cell(row, column)), message))
}

pub(crate) fn of_table(
    view: &SheetView<'_>,
    extent: &Extent,
    table_columns: &[TableColumn],
    columns: &[ColumnSurvey],
    lines: &TableLines,
) -> Vec<Oddity> {
    let mut found = Vec::new();
    found.extend(merged(view, extent));
    found.extend(repeated_names(table_columns));
    found.extend(placeholders(view, extent));
    if let Some(&row) = extent.repeats.first() {
        let message = format!("the header is said again {}", times(extent.repeats.len()));
        found.push(Oddity::new("repeated_header", Some(view.grid().shown_cell(row, first(extent))), message));
    }
    found.extend(unproved_totals(view, extent, table_columns, lines));
    found.extend(of_columns(columns));
    found.extend(footnotes(view, table_columns, lines));
    found.extend(duplicates(view, extent, lines));
    found
}

fn first(extent: &Extent) -> usize {
    extent.columns.first().copied().unwrap_or(0)
}

fn times(number: usize) -> String {
    if number == 1 { "once".to_owned() } else { format!("{number} times") }
}

fn merged(view: &SheetView<'_>, extent: &Extent) -> Option<Oddity> {
    let (top, last) = (view.grid().shown_row(extent.top), view.grid().shown_row(extent.last));
    let inside: Vec<&(Cell, Cell)> =
        view.sheet.formatting.merged.iter().filter(|(from, _)| (top..=last).contains(&from.row)).collect();
    let (from, to) = inside.first()?;
    let message = format!("{} merged, first {from}:{to}", count(inside.len(), "area"));
    Some(Oddity::new("merged_cells", Some(*from), message))
}

fn repeated_names(table_columns: &[TableColumn]) -> Option<Oddity> {
    let is_first = |bare: &str| table_columns.iter().any(|other| name::fold(&other.name) == name::fold(bare));
    let is_numbered = |name: &str| {
        name.rsplit_once('#').is_some_and(|(bare, number)| number.parse::<u32>().is_ok() && is_first(bare))
    };
    let again: Vec<&str> = table_columns
        .iter()
        .filter(|table_column| table_column.time.is_none() && is_numbered(&table_column.name))
        .map(|table_column| table_column.name.as_str())
        .collect();
    if again.is_empty() {
        return None;
    }
    let shown = quoted_list(&again[..again.len().min(4)]).replace(" or ", " and ");
    let more = again.len().saturating_sub(4);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(Oddity::new("repeated_names", None, format!("names occur again and are numbered: {shown}{more}")))
}

/// `Total Care`, which may be a product.
fn unproved_totals(
    view: &SheetView<'_>,
    extent: &Extent,
    table_columns: &[TableColumn],
    lines: &TableLines,
) -> Option<Oddity> {
    let &row = lines.unproved.first()?;
    let label = crate::prose::shown(&label_of(view, table_columns, row));
    let message = match lines.unproved.len() {
        1 => format!("`{label}` is called a total, and is read as a line: its figures do not prove it"),
        rows => format!("{rows} rows such as `{label}` are called totals, and are read as lines: no figures prove it"),
    };
    Some(Oddity::new("unproved_total", Some(view.grid().shown_cell(row, first(extent))), message))
}

/// `Column1`, `Column2` above the header that people wrote.
fn placeholders(view: &SheetView<'_>, extent: &Extent) -> Option<Oddity> {
    let row = extent.top.checked_sub(1)?;
    let text = view.text(row, first(extent));
    let is_placeholder = ["Column", "Spalte", "열"].iter().any(|stem| {
        text.strip_prefix(stem).is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    });
    is_placeholder.then(|| {
        let message = "a row of names that nobody chose (`Column1`, `Column2`, …) stands above the header".to_owned();
        Oddity::new("placeholder_names", Some(view.grid().shown_cell(row, first(extent))), message)
    })
}

fn of_columns(columns: &[ColumnSurvey]) -> Vec<Oddity> {
    let mut found = Vec::new();
    let named = |column: &ColumnSurvey| {
        let letter = crate::place::column_letters(column.column);
        if column.name.is_empty() {
            format!("column {letter}")
        } else {
            format!("`{}` ({letter})", crate::prose::shown(&column.name))
        }
    };
    // Columns alike are told together: a crosstab has dozens.
    let broken: usize = columns.iter().map(|column| column.broken).sum();
    if let Some(column) = columns.iter().find(|column| column.broken > 0) {
        let message = format!("{} with an error or a formula without its result", count(broken, "cell"));
        found.push(Oddity::new("broken_cells", column.first_broken, message));
    }
    let texts: Vec<&ColumnSurvey> = columns.iter().filter(|column| column.text_numbers > 0).collect();
    if let Some(first) = texts.first() {
        let number: usize = texts.iter().map(|column| column.text_numbers).sum();
        let message =
            format!("{} stored as text in {}{}", count(number, "number"), named(first), and_more(texts.len()));
        found.push(Oddity::new("numbers_as_text", None, message));
    }
    let mixed: Vec<&ColumnSurvey> = columns.iter().filter(|column| column.kind == ColumnKind::Mixed).collect();
    if let Some(first) = mixed.first() {
        let message =
            format!("{} among the figures of {}{}", count(first.labels, "text"), named(first), and_more(mixed.len()));
        found.push(Oddity::new("mixed_column", first.first_label, message));
    }
    let mut doubts: Vec<(&str, Oddity)> = Vec::new();
    for column in columns {
        let Some((why, paste)) = &column.doubt else { continue };
        let kind = if paste.first().is_some_and(|line| line.starts_with("dates")) {
            "ambiguous_dates"
        } else {
            "ambiguous_numbers"
        };
        if doubts.iter().all(|(known, _)| *known != kind) {
            let oddity = Oddity::new(kind, None, format!("in {} {why}", named(column)));
            doubts.push((kind, Oddity { paste: paste.clone(), ..oddity }));
        }
    }
    found.extend(doubts.into_iter().map(|(_, oddity)| oddity));
    found
}

fn and_more(columns: usize) -> String {
    if columns > 1 { format!(" and {}", count(columns - 1, "other column")) } else { String::new() }
}

/// `Revenue*`, `1,234 1)`: marks that point to a note.
fn footnotes(view: &SheetView<'_>, table_columns: &[TableColumn], lines: &TableLines) -> Option<Oddity> {
    let mut marked: Vec<(Cell, String)> = Vec::new();
    let labels: Vec<usize> = table_columns
        .iter()
        .filter(|table_column| !table_column.is_figure)
        .map(|table_column| table_column.column)
        .take(3)
        .collect();
    for table_column in table_columns.iter().filter(|table_column| !table_column.own.is_empty()) {
        if name::without_footnote(&table_column.own) != table_column.own {
            marked.push((
                Cell { row: 0, column: u32::try_from(table_column.column).unwrap_or(0) },
                table_column.own.clone(),
            ));
        }
    }
    let in_heads = marked.len();
    for &(row, _) in lines.all.iter().filter(|(_, line)| *line != LineKind::Repeat).take(5_000) {
        for &column in &labels {
            if let Value::Text(text) = view.grid().value(row, column)
                && name::without_footnote(text) != text.trim_end()
            {
                marked.push((view.grid().shown_cell(row, column), name::tidy(text)));
            }
        }
    }
    let (cell, text) = marked.first()?;
    let cell = (in_heads == 0).then_some(*cell);
    let message = format!(
        "{} with a footnote mark, first `{}`; marks are dropped",
        count(marked.len(), "label"),
        crate::prose::shown(text)
    );
    Some(Oddity::new("footnote_marks", cell, message))
}

/// Rows alike in every cell, within one section. Rows of figures alone are lines that a sheet keeps ready.
fn duplicates(view: &SheetView<'_>, extent: &Extent, lines: &TableLines) -> Option<Oddity> {
    let mut seen: HashMap<(usize, [u8; 32]), usize> = HashMap::new();
    let mut again = 0;
    let mut first_again = None;
    for (section, row) in lines.data_in_sections() {
        let looks = || extent.columns.iter().map(|&column| view.look(row, column));
        if !looks().any(|look| matches!(look, CellKind::Label | CellKind::Day))
            || looks().filter(|look| *look != CellKind::Blank).count() < 2
        {
            continue;
        }
        match seen.entry((section, fingerprint(view, extent, row))) {
            std::collections::hash_map::Entry::Occupied(first) => {
                again += 1;
                first_again.get_or_insert((*first.get(), row));
            }
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(row);
            }
        }
    }
    let (first, second) = first_again?;
    let number = |row: usize| view.grid().shown_row(row) + 1;
    let message =
        format!("{} alike in every cell, first {} and {}", count(again, "row"), number(first), number(second));
    let paste = vec!["duplicates = \"drop\"".to_owned()];
    Some(Oddity {
        paste,
        ..Oddity::new("duplicate_rows", Some(view.grid().shown_cell(second, extent.columns[0])), message)
    })
}

fn fingerprint(view: &SheetView<'_>, extent: &Extent, row: usize) -> [u8; 32] {
    let mut hasher = Hasher::default();
    for &column in &extent.columns {
        hasher.add(&view.grid().raw(row, column).bits().to_le_bytes());
    }
    hasher.bytes()
}
