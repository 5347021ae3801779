//! Columns of one heading. Which of them is meant is decided by their cells: one that is blank throughout is none, and
//! columns that are alike throughout are one.

use super::names::Header;
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::sheet::{Raw, Sheet};

/// Lets every name that several columns have stand for the one that is filled; the finding asks which is meant.
pub(crate) fn choose(sheet: &Sheet, header: &mut Header, input: &Input) -> Result<(), Finding> {
    let names = input.fact.schema().columns.iter().filter_map(|spec| match input.columns.get(spec.name.as_ref())? {
        ColumnSource::Headers(names) => Some((Some(spec.name.to_string()), names.iter().map(String::as_str).collect())),
        _ => None,
    });
    choose_among(sheet, header, names)
}

/// The same for names of which each has alternatives, and the key of the pipeline that names it, where there is one.
pub(crate) fn choose_among<'a>(
    sheet: &Sheet,
    header: &mut Header,
    names: impl Iterator<Item = (Option<String>, Vec<&'a str>)>,
) -> Result<(), Finding> {
    // By wanted name: the first column that has it, and one of the same name that belongs to another table.
    let mut beside: Vec<(usize, Option<usize>)> = Vec::new();
    for (key, names) in names {
        let Some((wanted, first)) = names.iter().find_map(|name| Some((*name, header.column(name)?))) else { continue };
        // With a number or a letter somebody has chosen.
        if name::fold(wanted) != name::fold(&header.written(first)) {
            continue;
        }
        beside.push((first, beside_it(sheet, header, first)));
        let filled: Vec<usize> = twins(header, first).filter(|&column| !is_blank(sheet, header, column)).collect();
        let mut filled = filled.into_iter();
        let Some(one) = filled.next() else { continue };
        let Some((other, row)) = filled.find_map(|column| Some((column, differing_row(sheet, header, one, column)?)))
        else {
            header.choose(wanted, one);
            continue;
        };
        let cell = |column: usize| {
            let value = sheet.grid.value(row, column).as_text().map(|text| name::tidy(&text));
            let value = value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"));
            format!("{value} in {}", sheet.original(sheet.grid.cell(row, column)))
        };
        let problem =
            DoubtProblem::SameHeading { key, heading: header.written(first), first: cell(one), second: cell(other) };
        return Err(Finding::new(sheet.cell_place(sheet.grid.cell(header.index, one)), problem));
    }
    let others: Option<Vec<usize>> = beside.iter().map(|(_, other)| *other).collect();
    match (others.as_deref(), beside.as_slice()) {
        (Some([other, _, ..]), [(first, _), ..]) => {
            let place = |column: usize| sheet.grid.cell(header.index, column);
            let problem = DoubtProblem::TableBeside { heading: header.names[*first].clone(), other: place(*other) };
            Err(Finding::new(sheet.cell_place(place(*first)), problem))
        }
        _ => Ok(()),
    }
}

/// A column of the same name outside of the table, with something in it.
fn beside_it(sheet: &Sheet, header: &Header, first: usize) -> Option<usize> {
    let folded = name::fold(&header.written(first));
    let outside = (0..header.names.len()).filter(|column| !header.columns.contains(column));
    if folded.is_empty() {
        return None;
    }
    let mut named = outside.filter(|&column| name::fold(&header.written(column)) == folded);
    named.find(|&column| !is_blank(sheet, header, column))
}

/// The columns that have the name of `first`, itself among them.
fn twins(header: &Header, first: usize) -> impl Iterator<Item = usize> {
    let folded = name::fold(&header.written(first));
    let is_like = move |column: usize| !folded.is_empty() && name::fold(&header.written(column)) == folded;
    header.columns.clone().filter(move |&column| column == first || is_like(column))
}

fn is_blank(sheet: &Sheet, header: &Header, column: usize) -> bool {
    (header.index + 1..header.end).all(|row| sheet.grid.value(row, column).is_blank())
}

fn differing_row(sheet: &Sheet, header: &Header, one: usize, other: usize) -> Option<usize> {
    let grid = &sheet.grid;
    // A text has a number of its own in each column.
    let alike = |row: usize| match (grid.raw(row, one), grid.raw(row, other)) {
        (Raw::Text(_), Raw::Text(_)) => grid.value(row, one) == grid.value(row, other),
        (a, b) => a == b,
    };
    (header.index + 1..header.end).find(|&row| !alike(row))
}
