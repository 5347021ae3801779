//! Totals on small sheets: which are right, and what is wrong with the others.

use super::{Alike, Marks, RowSums, TotalVerdict};
use crate::amount::Amount;
use crate::pipeline::Tolerance;
use crate::place::Cell;
use crate::sheet::{Grid, Sheet};
use crate::values::DecimalMark;

fn grid(rows: &[&[&str]]) -> Grid {
    let mut grid = Grid::default();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            grid.push_text(Cell { row, column }, text).unwrap();
        }
    }
    grid
}

fn sheet(rows: &[&[&str]]) -> Sheet {
    Sheet::new(&"x.csv".into(), None, grid(rows))
}

/// Each column by its own mark.
fn apart(columns: impl IntoIterator<Item = usize>) -> Vec<Alike> {
    columns.into_iter().map(|column| Alike { figures: vec![column], totals: Vec::new() }).collect()
}

/// Rows with their label first: `#` opens a heading, `=` a total, everything else is a line. Each total is shown as
/// `row: first to last of its lines`, or with what it says, the sum and the lines that a reader would add up.
#[track_caller]
fn check(rows: &[&[&str]], expected: &[&str]) {
    let sheet = sheet(rows);
    let grid = &sheet.grid;
    let width = rows.iter().map(|cells| cells.len()).max().unwrap_or(1);
    let columns: Vec<usize> = (1..width).collect();
    let all: Vec<usize> = (0..rows.len()).collect();
    let groups = apart(columns.iter().copied());
    let decide = || Marks::decide(&sheet, &all, &groups, DecimalMark::Point);
    let columns = columns.into_iter().map(|column| (column, true)).collect();
    let mut sums = RowSums::new(grid, decide, &Tolerance::default(), columns);
    for (row, cells) in rows.iter().enumerate() {
        match cells[0].chars().next() {
            Some('#') => sums.heading(),
            Some('=') => sums.total(row),
            _ => sums.line(row),
        }
    }
    let shown = |(row, verdict): (usize, TotalVerdict)| match verdict {
        TotalVerdict::Agrees((first, last)) => format!("{row}: {first} to {last}"),
        TotalVerdict::Differs(gap) => {
            let of = gap.of.map_or("nothing".to_owned(), |(first, last)| format!("{first} to {last}"));
            let open = if gap.is_open { ", some withheld" } else { "" };
            format!("{row}: {} <> {} of {of}{open}", gap.stated, gap.summed)
        }
    };
    assert_eq!(sums.finish().into_iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn a_total_sums_its_section_or_all_above() {
    check(
        &[&["a", "100", "20"], &["b", "10", "2"], &["=", "110", "22"], &["c", "500", "0"], &["=", "500", "0"]],
        &["2: 0 to 1", "4: 3 to 3"],
    );
    check(
        &[&["a", "100"], &["=", "100"], &["b", "50"], &["=", "50"], &["=", "150"]],
        &["1: 0 to 0", "3: 2 to 2", "4: 0 to 2"],
    );
    check(&[&["a", "100"], &["b", "50"], &["=", "170"]], &["2: 170 <> 150 of 0 to 1"]);
}

#[test]
fn a_total_of_a_block_sums_the_sections_since_the_last_of_its_kind() {
    let rows: &[&[&str]] = &[
        &["a", "100"],
        &["=", "100"],
        &["b", "50"],
        &["=", "50"],
        &["= block", "150"],
        &["c", "30"],
        &["=", "30"],
        &["d", "70"],
        &["=", "70"],
        &["= block", "100"],
        &["= all", "250"],
    ];
    let found = ["1: 0 to 0", "3: 2 to 2", "4: 0 to 2", "6: 5 to 5", "8: 7 to 7", "9: 5 to 7", "10: 0 to 7"];
    check(rows, &found);
}

#[test]
fn a_total_may_sum_the_lines_below_the_last_heading() {
    check(
        &[&["# one"], &["a", "100"], &["# two"], &["b", "50"], &["c", "70"], &["=", "120"], &["= all", "220"]],
        &["5: 3 to 4", "6: 1 to 4"],
    );
}

#[test]
fn a_total_may_sum_the_sections_since_the_last_line_outside_of_any() {
    let rows: &[&[&str]] = &[
        &["opening", "7"],
        &["# in"],
        &["a", "100"],
        &["=", "100"],
        &["balance", "107"],
        &["# out"],
        &["b", "50"],
        &["=", "50"],
        &["# other out"],
        &["c", "30"],
        &["=", "30"],
        &["= out", "80"],
    ];
    check(rows, &["3: 2 to 2", "7: 6 to 6", "10: 9 to 9", "11: 6 to 9"]);
}

#[test]
fn a_run_of_lines_that_starts_anywhere_else_is_no_reading() {
    check(&[&["a", "100"], &["b", "50"], &["c", "70"], &["=", "120"]], &["3: 120 <> 220 of 0 to 2"]);
    check(&[&["a", "100"], &["b", "50"], &["c", "70"], &["=", "150"]], &["3: 150 <> 220 of 0 to 2"]);
    // A grand total that forgets the first of its sections.
    check(
        &[&["a", "100"], &["=", "100"], &["b", "50"], &["=", "50"], &["c", "70"], &["=", "70"], &["=", "120"]],
        &["1: 0 to 0", "3: 2 to 2", "5: 4 to 4", "6: 120 <> 220 of 0 to 4"],
    );
}

#[test]
fn a_total_may_stand_before_its_lines() {
    check(&[&["=", "150"], &["a", "100"], &["b", "50"]], &["0: 1 to 2"]);
    check(&[&["=", "170"], &["a", "100"], &["b", "50"]], &["0: 170 <> 150 of 1 to 2"]);
    // Over all, and over each section.
    check(
        &[
            &["=", "220"],
            &["# one"],
            &["=", "150"],
            &["a", "100"],
            &["b", "50"],
            &["# two"],
            &["=", "70"],
            &["c", "70"],
        ],
        &["0: 3 to 7", "2: 3 to 4", "6: 7 to 7"],
    );
    check(&[&["=", "100"]], &["0: 100 <> 0 of nothing"]);
    // The one over all goes on below a label.
    check(&[&["=", "150"], &["a", "100"], &["b", "50"], &["# two"], &["c", "70"]], &["0: 150 <> 220 of 1 to 4"]);
}

#[test]
fn a_total_that_reads_with_the_other_mark_only_is_compared_all_the_same() {
    check(&[&["a", "12.5"], &["b", "7.5"], &["=", "25,0"]], &["2: 25 <> 20 of 0 to 1"]);
    check(&[&["a", "12.5"], &["b", "7.5"], &["=", "20,0"]], &["2: 0 to 1"]);
    // Of a line nothing is added up that way.
    check(&[&["a", "12.5"], &["b", "7,5"], &["=", "20"]], &["2: 20 <> 12.5 of 0 to 1, some withheld"]);
}

#[test]
fn one_line_below_a_wrong_total_does_not_make_it_right() {
    check(&[&["a", "100"], &["=", "100"], &["=", "25"], &["b", "25"]], &["1: 0 to 0", "2: 25 <> 100 of 0 to 0"]);
}

#[test]
fn where_a_figure_is_withheld_nothing_is_said_to_be_wrong() {
    check(&[&["a", "x", "1"], &["b", "50", "2"], &["=", "70", "3"]], &["2: 70 <> 50 of 0 to 1, some withheld"]);
    // The other column is wrong by itself.
    check(&[&["a", "x", "1"], &["b", "50", "2"], &["=", "70", "30"]], &["2: 30 <> 3 of 0 to 1"]);
}

#[test]
fn nothing_is_read_before_a_total_asks_for_it() {
    let grid = grid(&[&["a", "1"], &["b", "2"]]);
    let decide = || panic!("the marks are not needed");
    let mut sums = RowSums::new(&grid, decide, &Tolerance::default(), vec![(1, true)]);
    sums.line(0);
    sums.heading();
    sums.line(1);
    assert!(sums.marks().is_none());
    assert!(sums.finish().is_empty());
}

fn section(sheet: &Sheet, lines: usize, columns: usize) -> RowSums<'_> {
    let groups = apart(1..=columns);
    let decide = move || Marks::decide(sheet, &[], &groups, DecimalMark::Point);
    let columns = (1..=columns).map(|column| (column, true)).collect();
    let mut sums = RowSums::new(&sheet.grid, decide, &Tolerance::default(), columns);
    for row in 0..lines {
        sums.line(row);
    }
    sums
}

#[test]
fn totals_above_sections_of_nearly_one_sum_each_have_their_own_lines() {
    check(
        &[
            &["= A", "30010"],
            &["a", "10000"],
            &["b", "20010"],
            &["= B", "30000"],
            &["c", "14000"],
            &["d", "16000"],
            &["= C", "7"],
            &["e", "3"],
            &["f", "4"],
        ],
        &["0: 1 to 2", "3: 4 to 5", "6: 7 to 8"],
    );
    // The same sum above and below its lines, in rounded figures.
    check(&[&["= A", "30010"], &["a", "10000"], &["b", "20010"], &["= A", "30000"]], &["0: 1 to 2", "3: 1 to 2"]);
}

#[test]
fn an_unnamed_total_sums_two_lines_or_more_exactly() {
    let sheet = sheet(&[&["", "1000", "20", "30"], &["", "1", "2", "3"], &["", "1001", "22", "33"]]);
    assert!(section(&sheet, 2, 3).is_sum(2));
    assert!(section(&sheet, 2, 3).is_surely_sum(2));
    assert!(!section(&sheet, 1, 3).is_sum(0), "one row is no sum");
    assert!(!section(&sheet, 2, 3).is_sum(1));
}

#[test]
fn small_figures_that_happen_to_be_sums_are_no_total() {
    let sheet = sheet(&[&["", "1", "0", "1"], &["", "0", "1", "1"], &["", "1", "1", "2"]]);
    assert!(section(&sheet, 2, 3).is_sum(2));
    assert!(!section(&sheet, 2, 3).is_surely_sum(2));
}

#[test]
fn lines_on_the_outermost_level_are_found_beside_those_that_are_set_in() {
    let sheet = sheet(&[&["A", "10"], &["  A1", "4"], &["  A2", "6"], &["B", "7"], &["  B1", "7"], &["Total", "17"]]);
    let mut sums = section(&sheet, 5, 1);
    let TotalVerdict::Differs(gap) = sums.verdict(5) else { panic!("the lines set in are counted, too") };
    assert_eq!((gap.summed, gap.of), (Amount::from(34_i64), Some((0, 4))));
    assert_eq!(sums.outermost(5, (0, 4), &[0]), Some((0, 3)));
    assert_eq!(sums.outermost(0, (0, 4), &[0]), None);
}
