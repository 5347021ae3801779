//! *Drift*: what has changed in the layouts since an earlier run, one finding a sheet. More rows and more periods are
//! none.

use super::description::{EarlierSheet, LayoutUnit, SheetLayout, timeless};
use super::problem::{LayoutChange, LayoutProblem};
use crate::calendar::FiscalCalendar;
use crate::diagnostic::{Finding, Severity};
use crate::ingest::table::{Table, TablePart};
use crate::name;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Compares every sheet with the one it was in an earlier run, that of the period `since`.
pub fn drift(tables: &[Table], earlier: &[EarlierSheet], since: &str, calendar: &FiscalCalendar) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in tables {
        let before: Vec<&EarlierSheet> = earlier.iter().filter(|sheet| sheet.input == table.input).collect();
        let pairs = pair(&table.parts, &before);
        let mut of_table = Vec::new();
        for (part, old) in table.parts.iter().zip(&pairs) {
            let Some(old) = old else { continue };
            let changes = changes(part, old, calendar);
            if !changes.is_empty() {
                let touches_figures = changes.iter().any(LayoutChange::touches_figures);
                let mut finding =
                    Finding::new(place(part), LayoutProblem::Changed { since: since.to_owned(), changes });
                if touches_figures {
                    finding.severity = Severity::Warn;
                }
                of_table.push(finding);
            }
        }
        let matched: Vec<&EarlierSheet> = pairs.into_iter().flatten().collect();
        of_table.extend(gone(table, &before, &matched, since));
        findings.extend(of_table.into_iter().map(|finding| finding.of_input(&table.input)));
    }
    findings
}

/// The sheet that each part was: by its names, then by what stays of them from month to month, then by being the only
/// one of its file that is left on both sides, under another name.
fn pair<'a>(parts: &[TablePart], before: &[&'a EarlierSheet]) -> Vec<Option<&'a EarlierSheet>> {
    let exact = |part: &TablePart, old: &EarlierSheet| old.file == part.file && old.sheet == part.sheet;
    let of_month = |part: &TablePart, old: &EarlierSheet| old.is_of(&old.input, &part.file, part.sheet.as_deref());
    let mut pairs: Vec<Option<&EarlierSheet>> = parts
        .iter()
        .map(|part| {
            let same = before.iter().copied().find(|old| exact(part, old));
            // Of several months the last is nearest.
            same.or_else(|| before.iter().copied().rfind(|old| of_month(part, old)))
        })
        .collect();
    for at in 0..parts.len() {
        let file = timeless(&parts[at].file);
        let of_file = |name: &str| timeless(name) == file;
        let open: Vec<usize> = (0..parts.len()).filter(|&at| pairs[at].is_none() && of_file(&parts[at].file)).collect();
        let is_paired = |old: &EarlierSheet| {
            pairs.iter().flatten().any(|paired| {
                std::ptr::eq(*paired, old) || (timeless(&paired.file) == file && paired.sheet == old.sheet)
            })
        };
        let mut left: Vec<&EarlierSheet> =
            before.iter().copied().filter(|old| of_file(&old.file) && !is_paired(old)).collect();
        left.dedup_by(|a, b| a.sheet == b.sheet);
        if let ([only], [old]) = (open.as_slice(), left.as_slice())
            && *only == at
        {
            pairs[at] = Some(old);
        }
    }
    pairs
}

fn changes(part: &TablePart, old: &EarlierSheet, calendar: &FiscalCalendar) -> Vec<LayoutChange> {
    let (now, then) = (&part.layout, &old.layout);
    let mut changes = Vec::new();
    if let (Some(old), Some(new)) = (&old.sheet, &part.sheet)
        && timeless(old) != timeless(new)
    {
        changes.push(LayoutChange::Sheet { old: old.to_string(), new: new.to_string() });
    }
    if now.shape != then.shape {
        changes.push(LayoutChange::Shape { old: then.shape.slug(), new: now.shape.slug() });
        return changes;
    }
    changes.extend(columns(now, then, calendar));
    if let (Some(now), Some(then)) = (now.header, then.header)
        && now.row != then.row
    {
        changes.push(LayoutChange::HeaderRow { old: then.row + 1, new: now.row + 1 });
    }
    let factor = |unit: &Option<LayoutUnit>| unit.as_ref().map(|unit| unit.factor.clone());
    if factor(&now.unit) != factor(&then.unit) {
        changes.push(LayoutChange::Unit { old: unit(then.unit.as_ref()), new: unit(now.unit.as_ref()) });
    }
    if let (Some(new), Some(old)) = (now.decimal, then.decimal)
        && new != old
    {
        changes.push(LayoutChange::Decimal { old, new });
    }
    if let (Some(new), Some(old)) = (&now.encoding, &then.encoding) {
        if new != old {
            changes.push(LayoutChange::Encoding { old: old.clone(), new: new.clone() });
        }
        if now.delimiter != then.delimiter {
            changes.push(LayoutChange::Delimiter { old: sign(then.delimiter), new: sign(now.delimiter) });
        }
    }
    changes
}

fn unit(unit: Option<&LayoutUnit>) -> String {
    match unit {
        None => "ones".to_owned(),
        Some(LayoutUnit { factor, line: Some(line) }) => {
            format!("{} (`{}`)", crate::prose::grouped(factor), crate::prose::shown(line))
        }
        Some(LayoutUnit { factor, line: None }) => crate::prose::grouped(factor),
    }
}

fn sign(delimiter: Option<char>) -> String {
    match delimiter {
        None => "none".to_owned(),
        Some('\t') => "a tab".to_owned(),
        Some(sign) => format!("`{sign}`"),
    }
}

/// What became of the columns: renamed, new, gone, moved. Columns of periods come and go with the months.
fn columns(now: &SheetLayout, then: &SheetLayout, calendar: &FiscalCalendar) -> Vec<LayoutChange> {
    let folded = |names: &[String]| -> Vec<String> { names.iter().map(|name| name::fold(name)).collect() };
    let (now_folded, then_folded) = (folded(&now.columns), folded(&then.columns));
    let lasting = |name: &String| calendar.parse_label(name).is_none();
    let only = |names: &[String], own: &[String], other: &[String]| -> Vec<String> {
        let other: BTreeSet<&String> = other.iter().collect();
        let lacks = names.iter().zip(own).filter(|(name, folded)| !other.contains(folded) && lasting(name));
        lacks.map(|(name, _)| name.clone()).collect()
    };
    let mut added = only(&now.columns, &now_folded, &then_folded);
    let mut gone = only(&then.columns, &then_folded, &now_folded);
    let mut changes = Vec::new();
    // A column of ours that is found under another of its names has been renamed.
    for (canonical, old) in &then.mapped {
        let Some(new) = now.mapped.get(canonical) else { continue };
        if let (Some(from), Some(to)) = (gone.iter().position(|name| name == old), added.iter().position(|n| n == new))
        {
            gone.remove(from);
            added.remove(to);
            changes.push(LayoutChange::Renamed { old: old.clone(), new: new.clone() });
        }
    }
    let moved = moved(&now.columns, &now_folded, &then_folded);
    for (names, change) in
        [(added, LayoutChange::Added as fn(_) -> _), (gone, LayoutChange::Gone), (moved, LayoutChange::Moved)]
    {
        if !names.is_empty() {
            changes.push(change(names));
        }
    }
    changes
}

/// The fewest columns that must have moved to give the new order: those outside its longest run in the old order.
fn moved(names: &[String], now: &[String], then: &[String]) -> Vec<String> {
    let old: BTreeMap<&String, usize> = then.iter().enumerate().rev().map(|(at, name)| (name, at)).collect();
    let common: Vec<(&String, usize)> =
        names.iter().zip(now).filter_map(|(name, folded)| old.get(folded).map(|&at| (name, at))).collect();
    // Last column of the best run of each length, and the column before each column in its best run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(common.len());
    for (at, &(_, position)) in common.iter().enumerate() {
        let length = ends.partition_point(|&end| common[end].1 < position);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut stayed = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stayed.insert(at);
        next = before[at];
    }
    common.iter().enumerate().filter(|(at, _)| !stayed.contains(at)).map(|(_, (name, _))| (*name).clone()).collect()
}

/// Sheets and files that gave rows then and give none now. A file that could not be read has its own finding.
fn gone(table: &Table, before: &[&EarlierSheet], matched: &[&EarlierSheet], since: &str) -> Vec<Finding> {
    if table.unread > 0 || table.files.is_empty() {
        return Vec::new();
    }
    let files: BTreeSet<String> = table.files.iter().map(|file| timeless(&file.name)).collect();
    let key = |old: &EarlierSheet| (timeless(&old.file), old.sheet.as_deref().map(timeless));
    let mut known: BTreeSet<(String, Option<String>)> = matched.iter().map(|old| key(old)).collect();
    let mut findings = Vec::new();
    for old in before {
        let key = key(old);
        let file_is_here = files.contains(&key.0);
        // A file counts once, however many sheets it had.
        let key = if file_is_here { key } else { (key.0, None) };
        if !known.insert(key) {
            continue;
        }
        let since = since.to_owned();
        let problem = if file_is_here {
            LayoutProblem::SheetGone { since, sheet: old.sheet.as_ref().map(ToString::to_string) }
        } else {
            LayoutProblem::FileGone { since }
        };
        let mut finding = Finding::new(Place::File(old.file.clone()), problem);
        finding.severity = Severity::Warn;
        findings.push(finding);
    }
    findings
}

/// The header of a part, else its sheet.
fn place(part: &TablePart) -> Place {
    match part.layout.header {
        Some(cell) => Place::Cell { file: part.file.clone(), sheet: part.sheet.clone(), cell },
        None => Place::File(part.file.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::YearName;

    fn layout(columns: &[&str], mapped: &[(&str, &str)]) -> SheetLayout {
        SheetLayout {
            columns: columns.iter().map(ToString::to_string).collect(),
            mapped: mapped.iter().map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned())).collect(),
            ..SheetLayout::default()
        }
    }

    #[track_caller]
    fn check(then: &[&str], now: &[&str], expected: &str) {
        let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
        let of = |names: &[&str]| {
            let amount = names.iter().find(|name| name.starts_with("Net")).map(|name| ("amount", *name));
            layout(names, amount.as_slice())
        };
        let changes = columns(&of(now), &of(then), &calendar);
        let problem = LayoutProblem::Changed { since: "2026-09".to_owned(), changes };
        let message = crate::diagnostic::Problem::message(&problem);
        assert_eq!(message, format!("the layout has changed since 2026-09: {expected}"));
    }

    #[test]
    fn columns_are_renamed_new_gone_or_moved() {
        check(&["A", "B"], &["A", "B"], "");
        check(&["A", "B"], &["a", " B "], "");
        check(&["A", "B"], &["A", "B", "C"], "new column `C`");
        check(&["A", "B", "C"], &["A", "C"], "without column `B`");
        check(&["A", "Net"], &["A", "Net sales"], "column `Net` is now `Net sales`");
        check(&["A", "B", "C", "D"], &["D", "A", "B", "C"], "moved column `D`");
        check(&["A", "B", "C"], &["C", "X", "A"], "new column `X`; without column `B`; moved column `C`");
    }

    #[test]
    fn columns_of_periods_come_and_go() {
        check(&["A", "2026-08", "2026-09"], &["A", "2026-09", "2026-10"], "");
        check(&["A", "Q3 2026"], &["A", "Q4 2026", "B"], "new column `B`");
    }

    #[test]
    fn many_columns_are_counted() {
        let many: Vec<String> = (0..8).map(|number| format!("X{number}")).collect();
        let many: Vec<&str> = std::iter::once("A").chain(many.iter().map(String::as_str)).collect();
        check(&["A"], &many, "new columns `X0`, `X1`, `X2`, `X3`, `X4`, `X5` and 2 more");
    }
}
