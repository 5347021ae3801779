//! Lines of two levels in one table: the products and, below each, what it is made of, as pivots in compact form are
//! written. Read together they count everything twice, and nothing but their figures says so: their keys are whole and
//! no word calls one a total.

use super::shape::totals::SumEvidence;
use super::table::TablePart;
use super::table_problem::TableProblem;
use crate::diagnostic::Finding;
use crate::expression::quoted_name;
use crate::name::{self, Name};
use crate::pipeline::{Input, Totals};
use std::collections::{BTreeMap, BTreeSet};

/// People make a table of two levels; programs that write more lines write one.
const MOST_LINES: usize = 20_000;
/// Lines that one line sums.
const MOST_PARTS: usize = 1_000;
/// Lines without parts before it is asked how many have some.
const MOST_ALONE: usize = 8;
/// More names make a condition that nobody reads.
const MOST_NAMES: usize = 30;

/// One line of the sheet with its figures that are not zero, by measure and period.
struct Line<'a> {
    row: usize,
    product: &'a str,
    figures: BTreeMap<(&'a Name, Option<usize>), i128>,
}

/// A line that is the sum of those from `first` to `last`.
struct Group {
    sum: usize,
    first: usize,
    last: usize,
}

/// The question where nearly every line of a part is the sum of lines beside it or one of those; `label` is the header of the
/// product.
pub(super) fn two_levels(part: &TablePart, label: Option<&str>, input: &Input) -> Option<Finding> {
    if input.totals != Totals::Check || part.rows.len() > MOST_LINES {
        return None;
    }
    let mut lines = lines(part);
    let below = groups(&lines);
    let groups = below.or_else(|| {
        lines.reverse();
        groups(&lines)
    })?;
    let first = groups.iter().find(|group| group.last > group.first)?;
    let at = |line: usize| part.place(lines[line].row, "product");
    let sums: Vec<&str> = groups.iter().map(|group| lines[group.sum].product).collect();
    let parts: BTreeSet<String> = groups
        .iter()
        .flat_map(|group| lines[group.first..=group.last].iter().map(|line| name::fold(line.product)))
        .collect();
    let names: Vec<&str> = sums.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let is_apart = names.len() <= MOST_NAMES && names.iter().all(|name| !parts.contains(&name::fold(name)));
    let conditions = label.filter(|_| is_apart).map(|label| {
        let list = names.iter().map(|name| format!("'{}'", name.replace('\'', "''"))).collect::<Vec<_>>().join(", ");
        ["in", "not in"].map(|word| input.narrowed(&format!("{} {word} ({list})", quoted_name(label))))
    });
    let mut ends = [first.first, first.last];
    ends.sort_by_key(|&line| lines[line].row);
    let problem = TableProblem::TwoLevels {
        name: lines[first.sum].product.to_owned(),
        sums: groups.len(),
        parts: match part.sheet {
            Some(_) => ends.map(|line| at(line).cell().unwrap_or_default()).join(" to "),
            None => format!("lines {}", ends.map(|line| (part.rows[lines[line].row] + 1).to_string()).join(" to ")),
        },
        conditions,
    };
    Some(Finding::new(at(first.sum), problem))
}

/// The lines with a figure, in the order of the sheet.
fn lines(part: &TablePart) -> Vec<Line<'_>> {
    let products = part.texts("product");
    let whens = part.whens("period");
    let measures: Vec<_> = part.columns.iter().filter_map(|(name, c)| Some((name, c.try_as_number_ref()?))).collect();
    let mut lines: BTreeMap<u32, Line<'_>> = BTreeMap::new();
    for (row, &number) in part.rows.iter().enumerate() {
        let Some(product) = products.and_then(|products| products.get(row)) else { continue };
        let when = whens.and_then(|whens| whens.id(row));
        let line = lines.entry(number).or_insert_with(|| Line { row, product, figures: BTreeMap::new() });
        let figures = measures.iter().filter_map(|(name, numbers)| Some((*name, numbers.get(row)?)));
        line.figures.extend(figures.filter(|(_, figure)| *figure != 0).map(|(name, figure)| ((name, when), figure)));
    }
    lines.into_values().filter(|line| !line.figures.is_empty()).collect()
}

/// The lines that are sums, each with those behind it; `None` where too many are neither a sum nor a part of one.
fn groups(lines: &[Line<'_>]) -> Option<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    let (mut next, mut alone) = (0, 0);
    while next < lines.len() {
        if let Some(last) = end_of_sum(lines, next) {
            groups.push(Group { sum: next, first: next + 1, last });
            next = last + 1;
        } else {
            alone += 1;
            next += 1;
        }
        // A product that is not broken down stands alone; where many do, the others are chance.
        if alone > MOST_ALONE && alone * 4 > next {
            return None;
        }
    }
    // A sum of one line is that line said twice, which proves nothing.
    let proving = || groups.iter().filter(|group| group.last > group.first).map(|group| &lines[group.sum]);
    let figures = proving().map(|line| line.figures.len()).sum();
    let digits = proving().flat_map(|line| line.figures.values()).map(|figure| digits(*figure)).sum();
    (alone * 4 <= lines.len() && SumEvidence::is_telling(figures, digits)).then_some(groups)
}

/// The last of the lines behind this one that add up to it.
fn end_of_sum(lines: &[Line<'_>], sum: usize) -> Option<usize> {
    let mut left = lines[sum].figures.clone();
    for (at, line) in lines.iter().enumerate().skip(sum + 1).take(MOST_PARTS) {
        for (key, figure) in &line.figures {
            // Of another period it is no part.
            let rest = left.get_mut(key)?;
            *rest = rest.checked_sub(*figure)?;
        }
        if left.values().all(|rest| *rest == 0) {
            return Some(at);
        }
    }
    None
}

fn digits(figure: i128) -> usize {
    figure.unsigned_abs().checked_ilog10().map_or(1, |log| log as usize + 1)
}
