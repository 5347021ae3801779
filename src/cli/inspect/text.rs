//! A survey as people read it: a block for each sheet and table, and drafts that can be copied as they stand.

use super::draft_text::draft;
use super::family::{Family, InspectSetting};
use super::inspected::Inspected;
use super::lines::{WIDTH, cut, end, folded, items};
use crate::place::column_letters;
use crate::prose::{count, escaped, grouped, joined, shown};
use crate::survey::{Across, ColumnKind, ColumnSurvey, Oddity, SheetSurvey, TableSurvey, TotalCheck, TotalSurvey};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// More are told as a number; `--format json` has them all.
const COLUMNS: usize = 40;
const TOTALS: usize = 12;

/// The first file of a family with what is in it, how many are like it, and the drafts for all of them.
pub(super) fn family(family: &Family, setting: &InspectSetting<'_>) -> String {
    let mut out = String::new();
    let mut members = family.members.iter().map(|&at| &setting.all[at]);
    let Some(first) = members.next() else { return out };
    file(&mut out, first);
    let others: Vec<&Inspected> = members.collect();
    if let (Some(next), Some(last)) = (others.first(), others.last()) {
        let name = |file: &Inspected| escaped(&file.source.name);
        let names = if others.len() > 1 { format!("{} … {}", name(next), name(last)) } else { name(next) };
        let verb = if others.len() > 1 { "are" } else { "is" };
        out.push('\n');
        folded(&mut out, "", "  ", &format!("{} {verb} like it: {names}", count(others.len(), "more file")));
    }
    for trial in &family.trials {
        out.push('\n');
        draft(&mut out, trial, setting.inputs);
    }
    out.push('\n');
    out
}

fn file(out: &mut String, inspected: &Inspected) {
    let Inspected { source, text, survey, .. } = inspected;
    let what = match text {
        Some(form) => {
            let split = match form.delimiter {
                Some('\t') => "tabs".to_owned(),
                Some(delimiter) => format!("`{delimiter}`"),
                None => "nothing".to_owned(),
            };
            format!("text in {}, split by {split}", form.encoding)
        }
        None => format!("workbook with {}", count(survey.sheets.len(), "sheet")),
    };
    folded(out, "", "  ", &format!("{}: {what}", escaped(&source.name)));
    for sheet in &survey.sheets {
        out.push('\n');
        sheet_text(out, sheet);
    }
}

fn sheet_text(out: &mut String, sheet: &SheetSurvey) {
    if let Some(name) = &sheet.name {
        let hidden = if sheet.visible { "" } else { ", hidden" };
        let size = match (sheet.rows, sheet.columns) {
            (0, _) => "empty".to_owned(),
            (rows, columns) => format!("{} by {}", count(rows, "row"), count(columns, "column")),
        };
        let _ = writeln!(out, "sheet {}: {size}{hidden}", escaped(name));
    }
    if sheet.tables.is_empty() && sheet.rows > 0 {
        out.push_str("  no table found\n");
    }
    for table in &sheet.tables {
        table_text(out, table);
    }
    if !sheet.lines.is_empty() {
        let lines: Vec<String> = sheet.lines.iter().map(|(cell, text)| format!("{cell} {}", shown(text))).collect();
        items(out, "  beside the tables: ", "    ", &lines, " · ");
    }
    for oddity in &sheet.oddities {
        oddity_text(out, "  ", oddity);
    }
}

fn table_text(out: &mut String, table: &TableSurvey) {
    let (first, last) = table.area;
    let header = match table.header {
        (top, bottom) if top == bottom => format!("header in row {}", u64::from(top) + 1),
        (top, bottom) => format!("header in rows {} to {}", u64::from(top) + 1, u64::from(bottom) + 1),
    };
    let kind = if table.across.is_some() { "crosstab" } else { "table" };
    folded(out, "  ", "    ", &format!("{kind} {first}:{last}, {header}: {}", rows_text(table)));
    let reasons = escaped(&table.confidence.reasons.join("; "));
    folded(out, "    ", "      ", &format!("confidence {}: {reasons}", table.confidence.level.slug()));
    if let Some((cell, unit)) = &table.unit {
        folded(out, "    ", "      ", &format!("unit: `{}` in {cell}", shown(unit)));
    }
    let span = |column: &&ColumnSurvey| {
        table.across.as_ref().is_none_or(|across| {
            column.column < across.columns.0 || column.column > across.columns.1 || !is_figure(column.kind)
        })
    };
    columns_text(out, table.columns.iter().filter(span));
    if let Some(across) = &table.across {
        across_text(out, across);
    }
    totals_text(out, &table.totals);
    for oddity in &table.oddities {
        oddity_text(out, "    ", oddity);
    }
}

const fn is_figure(kind: ColumnKind) -> bool {
    !matches!(kind, ColumnKind::Text | ColumnKind::Code)
}

fn rows_text(table: &TableSurvey) -> String {
    let rows = &table.rows;
    let others = [
        (rows.totals, "total"),
        (rows.sections, "section label"),
        (rows.repeated, "repeated header"),
        (rows.blank, "blank"),
    ];
    let mut parts = vec![format!("{} of data", count(rows.data, "row"))];
    for (number, what) in others.into_iter().filter(|(number, _)| *number > 0) {
        parts.push(if what == "blank" {
            format!("{} blank", grouped(&number.to_string()))
        } else {
            count(number, what)
        });
    }
    parts.join(", ")
}

fn columns_text<'a>(out: &mut String, columns: impl Iterator<Item = &'a ColumnSurvey>) {
    let (empty, used): (Vec<&ColumnSurvey>, Vec<&ColumnSurvey>) =
        columns.partition(|column| column.kind == ColumnKind::Empty);
    let name = |column: &ColumnSurvey| {
        if column.name.is_empty() { "(no heading)".to_owned() } else { escaped(&column.name) }
    };
    let rows: Vec<[String; 4]> = used
        .iter()
        .take(COLUMNS)
        .map(|column| {
            [
                column_letters(column.column),
                name(column),
                column.kind.slug().replace('_', " "),
                format!("{} different", grouped(&column.distinct.to_string())),
            ]
        })
        .collect();
    let width = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let [letters, names, kinds, different] = [width(0), width(1), width(2), width(3)];
    let left = WIDTH.saturating_sub(4 + letters + 2 + 2 + kinds + 2 + different + 2);
    // First and last day take 23 places.
    let names = names.min(left.saturating_sub(24).max(12));
    for (row, column) in rows.iter().zip(&used) {
        let [letter, name, kind, number] = row;
        let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()) + 2);
        let mut line = format!("    {letter}{}{name}", pad(letter, letters));
        // A name is pasted, so it is never cut.
        if name.width() > names {
            end(out, &line);
            line = " ".repeat(4 + letters + 2 + names + 2);
        } else {
            line.push_str(&pad(name, names));
        }
        let _ = write!(line, "{kind}{}{number}{}", pad(kind, kinds), pad(number, different));
        line.push_str(&examples_text(column, left.saturating_sub(names)));
        end(out, &line);
    }
    if used.len() > COLUMNS {
        let _ = writeln!(out, "    … and {}", count(used.len() - COLUMNS, "more column"));
    }
    let empty: Vec<String> =
        empty.iter().filter(|column| !column.name.is_empty()).map(|column| escaped(&column.name)).collect();
    if let Some(first) = empty.first() {
        let more = if empty.len() > 1 { format!(" and {}", count(empty.len() - 1, "other")) } else { String::new() };
        folded(out, "    ", "      ", &format!("empty: {first}{more}"));
    }
}

/// At least 1 when there are some, and never 100 when there are others.
fn percent(part: usize, all: usize) -> usize {
    let share = (part * 100).checked_div(all).unwrap_or(0);
    share.clamp(usize::from(part > 0), if part < all { 99 } else { 100 })
}

/// Examples, or the first and the last, with the unit and the share of blanks where there are any.
fn examples_text(column: &ColumnSurvey, width: usize) -> String {
    let mut notes: Vec<String> = column.unit.iter().map(|unit| format!("[{}]", shown(unit))).collect();
    if column.blank > 0 {
        notes.push(format!("({}% blank)", percent(column.blank, column.filled + column.blank)));
    }
    let notes = notes.join(" ");
    let left = width.saturating_sub(if notes.is_empty() { 0 } else { notes.width() + 1 });
    let said = match &column.limits {
        Some((first, last)) if first == last => first.clone(),
        Some((first, last)) => format!("{first} … {last}"),
        None => {
            let examples: Vec<String> = column.examples.iter().take(3).map(|example| cut(example, 24)).collect();
            // One example says more than the beginning of three.
            let whole = (1..=examples.len()).rev().map(|number| examples[..number].join(", "));
            let fitting = whole.clone().find(|text| text.width() <= left);
            fitting.unwrap_or_else(|| cut(examples.first().map_or("", String::as_str), left.max(8)))
        }
    };
    if notes.is_empty() { said } else { format!("{said} {notes}") }
}

fn across_text(out: &mut String, across: &Across) {
    let (first, last) = across.columns;
    let measures: Vec<String> = across.measures.iter().take(6).map(|measure| format!("`{}`", shown(measure))).collect();
    let measures =
        if measures.is_empty() { String::new() } else { format!(", each with {}", joined(&measures, "and")) };
    let year = if across.has_year { "" } else { " of a year that the header does not say" };
    let letters = format!("    {}–{}  ", column_letters(first), column_letters(last));
    let text =
        format!("{} across: {} … {}{year}{measures}", periods(across), shown(&across.first), shown(&across.last));
    folded(out, &letters, "      ", &text);
    let all = across.filled + across.blank;
    let blank = if across.blank > 0 { format!(", {}% blank", percent(across.blank, all)) } else { String::new() };
    let examples: Vec<String> = across.examples.iter().map(|example| cut(example, 20)).collect();
    let kind = across.kind.slug().replace('_', " ");
    folded(out, "      ", "        ", &format!("{kind}{blank}: {}", examples.join(", ")));
}

/// `24 months`, `2 halves`.
pub(super) fn periods(across: &Across) -> String {
    match (across.number, across.step) {
        (number @ 2.., "half") => format!("{number} halves"),
        (number, step) => count(number, step),
    }
}

fn totals_text(out: &mut String, totals: &[TotalSurvey]) {
    for total in totals.iter().take(TOTALS) {
        let place = if total.is_column {
            format!("column {}", column_letters(total.cell.column))
        } else {
            format!("row {}", u64::from(total.cell.row) + 1)
        };
        let verdict = match &total.agreement {
            TotalCheck::Agrees { with } => format!("is the sum of {with}"),
            TotalCheck::Differs { cell, stated, summed, of } => {
                format!("{cell} says {stated}, the sum of {of} is {summed}")
            }
            TotalCheck::Outermost { with } => {
                format!(
                    "is the sum of {with} on the outermost level; a run that reads all lines counts some twice, and stops"
                )
            }
            TotalCheck::Rates => "is one of rates, which do not add up".to_owned(),
            TotalCheck::Unclear => "has nothing beside it to add up".to_owned(),
        };
        folded(out, "    ", "      ", &format!("total `{}`, {place}: {verdict}", shown(&total.label)));
    }
    if totals.len() > TOTALS {
        let rest = &totals[TOTALS..];
        let agreeing = rest.iter().filter(|total| matches!(total.agreement, TotalCheck::Agrees { .. })).count();
        let _ = writeln!(out, "    … and {}, of which {agreeing} add up", count(rest.len(), "more total"));
    }
}

fn oddity_text(out: &mut String, indent: &str, oddity: &Oddity) {
    let place = oddity.cell.map(|cell| format!("{cell}: ")).unwrap_or_default();
    let next = format!("{indent}  ");
    folded(out, indent, &next, &format!("note: {place}{}", escaped(&oddity.message)));
    if !oddity.paste.is_empty() {
        let lines: Vec<String> = oddity.paste.iter().map(|line| format!("`{}`", escaped(line))).collect();
        folded(out, &next, &next, &format!("the input may say {}", joined(&lines, "or")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_to_none_or_all() {
        assert_eq!((percent(1, 1_000), percent(999, 1_000), percent(0, 5), percent(5, 5)), (1, 99, 0, 100));
    }
}
