//! A survey as people read it: a block for each sheet and table, and drafts that can be copied as they stand.

use super::inspected::Inspected;
use super::trial::{Trial, TrialReading};
use crate::diagnostic::Severity;
use crate::place::column_letters;
use crate::prose::{count, escaped, grouped, joined, shown};
use crate::survey::{Across, ColumnKind, ColumnSurvey, Oddity, SheetSurvey, TableSurvey, TotalCheck, TotalSurvey};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// More are told as a number; `--format json` has them all.
const COLUMNS: usize = 40;
const TOTALS: usize = 12;
const NAME: usize = 34;
const EXAMPLES: usize = 56;

pub(super) fn file(inspected: &Inspected) -> String {
    let Inspected { book, survey, trials } = inspected;
    let mut out = String::new();
    let what = match &book.text {
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
    let _ = writeln!(out, "{}: {what}", escaped(&book.source.name));
    for sheet in &survey.sheets {
        out.push('\n');
        sheet_text(&mut out, sheet);
    }
    for trial in trials {
        out.push('\n');
        draft(&mut out, trial);
    }
    out.push('\n');
    out
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
        wrapped(out, "  beside the tables: ", "    ", &lines, " · ");
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
    let _ = writeln!(out, "  {kind} {first}:{last}, {header}: {}", rows_text(table));
    let reasons = table.confidence.reasons.join("; ");
    let _ = writeln!(out, "    confidence {}: {}", table.confidence.level.slug(), escaped(&reasons));
    if let Some((cell, unit)) = &table.unit {
        let _ = writeln!(out, "    unit: `{}` in {cell}", shown(unit));
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
    let named = |column: &ColumnSurvey| {
        if column.name.is_empty() { "(no heading)".to_owned() } else { cut(&column.name, NAME) }
    };
    let rows: Vec<[String; 5]> = used
        .iter()
        .take(COLUMNS)
        .map(|column| {
            [
                column_letters(column.column),
                named(column),
                column.kind.slug().replace('_', " "),
                filled_text(column),
                examples_text(column),
            ]
        })
        .collect();
    let width = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    for row in &rows {
        out.push_str("    ");
        for (cell, width) in row.iter().zip(widths) {
            out.push_str(cell);
            out.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        out.push_str(&row[4]);
        trim_line(out);
        out.push('\n');
    }
    if used.len() > COLUMNS {
        let _ = writeln!(out, "    … and {}", count(used.len() - COLUMNS, "more column"));
    }
    let empty: Vec<&&ColumnSurvey> = empty.iter().filter(|column| !column.name.is_empty()).collect();
    if let Some(first) = empty.first() {
        let more = if empty.len() > 1 { format!(" and {}", count(empty.len() - 1, "other")) } else { String::new() };
        let _ = writeln!(out, "    empty: {}{more}", named(first));
    }
}

fn filled_text(column: &ColumnSurvey) -> String {
    let all = column.filled + column.blank;
    let different = format!("{} different", grouped(&column.distinct.to_string()));
    if column.blank == 0 { different } else { format!("{different}, {}% blank", percent(column.blank, all)) }
}

/// At least 1 when there are some, and never 100 when there are others.
fn percent(part: usize, all: usize) -> usize {
    let share = (part * 100).checked_div(all).unwrap_or(0);
    share.clamp(usize::from(part > 0), if part < all { 99 } else { 100 })
}

fn examples_text(column: &ColumnSurvey) -> String {
    let said = match &column.limits {
        Some((first, last)) if first == last => first.clone(),
        Some((first, last)) => format!("{first} … {last}"),
        None => {
            let examples: Vec<String> = column.examples.iter().take(3).map(|example| cut(example, 24)).collect();
            cut(&examples.join(", "), EXAMPLES)
        }
    };
    match &column.unit {
        Some(unit) => format!("{said}  [{}]", shown(unit)),
        None => said,
    }
}

fn across_text(out: &mut String, across: &Across) {
    let (first, last) = across.columns;
    let measures: Vec<String> = across.measures.iter().take(6).map(|measure| format!("`{}`", shown(measure))).collect();
    let measures =
        if measures.is_empty() { String::new() } else { format!(", each with {}", joined(&measures, "and")) };
    let year = if across.has_year { "" } else { " of a year that the header does not say" };
    let _ = writeln!(
        out,
        "    {}–{}  {} across: {} … {}{year}{measures}",
        column_letters(first),
        column_letters(last),
        periods(across),
        shown(&across.first),
        shown(&across.last)
    );
    let all = across.filled + across.blank;
    let blank = if across.blank > 0 { format!(", {}% blank", percent(across.blank, all)) } else { String::new() };
    let examples: Vec<String> = across.examples.iter().map(|example| cut(example, 20)).collect();
    let _ = writeln!(out, "      {}{blank}: {}", across.kind.slug().replace('_', " "), examples.join(", "));
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
        let _ = writeln!(out, "    total `{}`, {place}: {verdict}", shown(&total.label));
    }
    if totals.len() > TOTALS {
        let rest = &totals[TOTALS..];
        let agreeing = rest.iter().filter(|total| matches!(total.agreement, TotalCheck::Agrees { .. })).count();
        let _ = writeln!(out, "    … and {}, of which {agreeing} add up", count(rest.len(), "more total"));
    }
}

fn oddity_text(out: &mut String, indent: &str, oddity: &Oddity) {
    let place = oddity.cell.map(|cell| format!("{cell}: ")).unwrap_or_default();
    let _ = writeln!(out, "{indent}note: {place}{}", escaped(&oddity.message));
    if !oddity.paste.is_empty() {
        let lines: Vec<String> = oddity.paste.iter().map(|line| format!("`{}`", escaped(line))).collect();
        let _ = writeln!(out, "{indent}      the input may say {}", joined(&lines, "or"));
    }
}

/// The draft stands at the left edge, and what is said about it in comments: all of it can be pasted.
fn draft(out: &mut String, trial: &Trial) {
    match &trial.reading {
        None => out.push_str("# a draft that was not tried: choose a fact and its columns first (docs/metrics.md)\n"),
        Some(reading) => reading_text(out, reading),
    }
    out.push_str(&trial.toml);
}

fn reading_text(out: &mut String, reading: &TrialReading) {
    let state = if reading.works() { "a draft that works" } else { "a draft that does not work yet" };
    let sheets: Vec<String> = reading
        .read
        .iter()
        .take(4)
        .map(|(sheet, range)| {
            sheet.as_ref().map_or_else(|| range.clone(), |sheet| format!("{} {range}", escaped(sheet)))
        })
        .collect();
    let more = if reading.read.len() > 4 { " …" } else { "" };
    let _ = writeln!(
        out,
        "# {state}: {}{more}",
        if sheets.is_empty() { "reads nothing".to_owned() } else { format!("reads {}", sheets.join(", ")) }
    );
    let rows = &reading.count;
    let ignored = [
        (rows.total, "total"),
        (rows.blank, "blank"),
        (rows.repeated, "repeated header"),
        (rows.filtered, "by `where`"),
        (rows.empty, "without a figure"),
        (rows.duplicate, "duplicate"),
        (rows.later, "later"),
    ];
    let why: Vec<String> =
        ignored.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{} {why}", grouped(&n.to_string()))).collect();
    let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join(", ")) };
    if rows.read > 0 {
        let number = |n: usize| grouped(&n.to_string());
        let _ = writeln!(
            out,
            "# rows: {} read, {} used, {} rejected, {} ignored{why}",
            number(rows.read),
            number(rows.used),
            number(rows.rejected),
            number(rows.ignored())
        );
    }
    for finding in reading.findings.iter().take(6) {
        let severity = if finding.severity == Severity::Stop { "stops a run" } else { "warning" };
        let place = finding.place.cell().map(|cell| format!("{cell}: ")).unwrap_or_default();
        let _ = writeln!(out, "# {severity} [{}] {place}{}", finding.code(), escaped(&finding.problem.message()));
        if let Some(hint) = finding.problem.hint() {
            let _ = writeln!(out, "#   {}", escaped(&hint));
        }
    }
    if reading.findings.len() > 6 {
        let _ = writeln!(out, "# … and {}", count(reading.findings.len() - 6, "more finding"));
    }
}

/// A text from outside, cut to a width of the screen.
fn cut(text: &str, width: usize) -> String {
    let text = escaped(text);
    if text.width() <= width {
        return text;
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used >= width {
            break;
        }
        out.push(c);
    }
    out.trim_end().to_owned() + "…"
}

fn trim_line(out: &mut String) {
    out.truncate(out.trim_end().len());
}

/// Items one after the other, in lines of a screen.
fn wrapped(out: &mut String, first: &str, next: &str, items: &[String], between: &str) {
    const WIDTH: usize = 116;
    let mut line = first.to_owned();
    for (at, item) in items.iter().enumerate() {
        let item = if at + 1 < items.len() { format!("{item}{between}") } else { item.clone() };
        if line.width() + item.trim_end().width() > WIDTH && line.trim() != first.trim() {
            let _ = writeln!(out, "{}", line.trim_end());
            next.clone_into(&mut line);
        }
        line.push_str(&item);
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_from_outside_stay_on_their_line_and_in_their_width() {
        assert_eq!(escaped("a\u{1b}[31m\nb"), "a\\u{1b}[31m\\nb");
        assert_eq!(cut("한빛메디컬", 7), "한빛메…");
        assert_eq!(cut("short", 7), "short");
    }

    #[test]
    fn a_share_is_never_rounded_to_none_or_all() {
        assert_eq!((percent(1, 1_000), percent(999, 1_000), percent(0, 5), percent(5, 5)), (1, 99, 0, 100));
    }
}
