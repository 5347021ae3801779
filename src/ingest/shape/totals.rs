//! Totals: rows and columns that sum others. They are never data; they are compared with what they sum.

use crate::amount::Amount;
use crate::diagnostic::Finding;
use crate::ingest::problem::IngestProblem;
use crate::name;
use crate::pipeline::Tolerance;
use crate::place::{Cell, Place};
use crate::sheet::Sheet;

/// How a label names a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// `Total`, `소  계`, `Grand total`: nothing but the word.
    Plain,
    /// `Total Devices`, `유럽 소계`: the word with what it sums. A product may be called so, so its figures must agree.
    WithSubject,
}

const WORDS: [&str; 19] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "grandtotal",
    "sum",
    "overall",
    "alltotal",
    "합계",
    "소계",
    "총계",
    "총합계",
    "계",
    "누계",
    "합",
    "summe",
    "gesamt",
    "insgesamt",
    "zwischensumme",
];

/// Whether a label names a total.
pub(crate) fn naming(label: &str) -> Option<Naming> {
    let folded = name::fold(label);
    let compact: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if WORDS.contains(&compact.as_str()) {
        return Some(Naming::Plain);
    }
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let edge = |word: &&str| ["total", "subtotal", "totals", "합계", "소계", "총계", "summe", "gesamt"].contains(word);
    (words.len() > 1 && (words.first().is_some_and(edge) || words.last().is_some_and(edge)))
        .then_some(Naming::WithSubject)
}

/// Sums by column, of the rows since the last subtotal, of those since the last total of more than a section (a sheet
/// may say the same sum twice, by kind and by place), of all rows, and of the subtotals themselves.
#[derive(Debug, Default)]
pub(crate) struct Running {
    section: Vec<Amount>,
    /// Numbers of the rows since the last total.
    section_rows: Vec<u32>,
    block: Vec<Amount>,
    all: Vec<Amount>,
    /// Numbers of the first and the last row of all.
    all_rows: Option<(u32, u32)>,
    subtotals: Vec<Amount>,
}

/// A figure of a total with its cell in the sheet.
#[derive(Debug, Clone)]
pub(crate) struct TotalCell {
    pub(crate) figure: Option<Amount>,
    pub(crate) cell: Cell,
}

/// Digits that the figures of a row must have together before their being sums is no coincidence.
const TELLING_DIGITS: usize = 8;

impl Running {
    pub(crate) fn new(columns: usize) -> Self {
        let zeros = || vec![Amount::zero(); columns];
        Self {
            section: zeros(),
            section_rows: Vec::new(),
            block: zeros(),
            all: zeros(),
            all_rows: None,
            subtotals: zeros(),
        }
    }

    /// A row of data.
    pub(crate) fn add(&mut self, figures: &[Option<Amount>], row: u32) {
        self.section_rows.push(row);
        self.all_rows = Some((self.all_rows.map_or(row, |(first, _)| first), row));
        for (column, figure) in figures.iter().enumerate() {
            if let Some(figure) = figure {
                self.section[column] += figure;
                self.block[column] += figure;
                self.all[column] += figure;
            }
        }
    }

    /// Whether every figure is the sum of the rows since the last total: at least two, and not all of them zero.
    pub(crate) fn is_sum(&self, figures: &[Option<Amount>]) -> bool {
        self.section_rows.len() >= 2
            && figures.iter().flatten().any(|figure| !figure.is_zero())
            && figures
                .iter()
                .zip(&self.section)
                .all(|(figure, sum)| figure.as_ref().map_or(sum.is_zero(), |f| f == sum))
    }

    /// Whether an unnamed row of figures can only be a total: at least three of its figures are not zero, and they have
    /// so many digits that their all being sums is no coincidence.
    pub(crate) fn is_surely_sum(&self, figures: &[Option<Amount>]) -> bool {
        self.is_sum(figures) && {
            let given: Vec<&Amount> = figures.iter().flatten().filter(|figure| !figure.is_zero()).collect();
            let digits = |figure: &&Amount| {
                let digits: String = figure.to_string().chars().filter(char::is_ascii_digit).collect();
                digits.trim_matches('0').len()
            };
            given.len() >= 3 && given.iter().map(digits).sum::<usize>() >= TELLING_DIGITS
        }
    }

    /// Whether some sum that a total row may mean equals its figures.
    pub(crate) fn agrees(&self, cells: &[TotalCell], tolerance: &Tolerance) -> bool {
        self.candidates().iter().any(|sums| disagreeing(tolerance, cells, sums).is_none())
    }

    /// Compares a total row and starts the next section; a mismatch names both figures and the cells.
    pub(crate) fn close(&mut self, sheet: &Sheet, cells: &[TotalCell], tolerance: &Tolerance) -> Option<Finding> {
        let mismatch = if self.agrees(cells, tolerance) {
            None
        } else {
            // The sum of the section is what a reader would add up first, when there is a section.
            let sums = if self.section_rows.is_empty() { &self.all } else { &self.section };
            disagreeing(tolerance, cells, sums).map(|column| {
                let of = self.range_of(sheet, cells.get(column));
                mismatch(sheet, &cells[column], &sums[column], of)
            })
        };
        let is_of_section = disagreeing(tolerance, cells, &self.section).is_none();
        if mismatch.is_none() && !is_of_section {
            self.block.iter_mut().for_each(|sum| *sum = Amount::zero());
        }
        if !self.section_rows.is_empty() {
            for (total, section) in self.subtotals.iter_mut().zip(&self.section) {
                *total += section;
            }
        }
        self.section.iter_mut().for_each(|sum| *sum = Amount::zero());
        self.section_rows.clear();
        mismatch
    }

    /// The cells above a total that it sums, as the user finds them: `D2:D8`, `lines 2 to 8`.
    pub(crate) fn range_of(&self, sheet: &Sheet, total: Option<&TotalCell>) -> String {
        let rows = match (self.section_rows.first(), self.section_rows.last()) {
            (Some(&first), Some(&last)) => Some((first, last)),
            _ => self.all_rows,
        };
        let (Some((first, last)), Some(total)) = (rows, total) else { return "nothing above it".to_owned() };
        let column = total.cell.column;
        range(sheet, Cell { row: first, column }, Cell { row: last, column })
    }

    fn candidates(&self) -> [&Vec<Amount>; 4] {
        [&self.section, &self.block, &self.all, &self.subtotals]
    }
}

/// Cells as the user finds them.
pub(crate) fn range(sheet: &Sheet, first: Cell, last: Cell) -> String {
    match sheet.name {
        _ if first == last => first.to_string(),
        Some(_) => format!("{first}:{last}"),
        None if first.row == last.row => format!("fields {} to {}", first.column + 1, last.column + 1),
        None => format!("lines {} to {}", first.row + 1, last.row + 1),
    }
}

/// A total that is not what it sums.
pub(crate) fn mismatch(sheet: &Sheet, total: &TotalCell, sum: &Amount, of: String) -> Finding {
    let stated = total.figure.as_ref().map(ToString::to_string).unwrap_or_default();
    let problem = IngestProblem::TotalMismatch { stated, summed: sum.to_string(), of };
    Finding::new(Place::Cell { file: sheet.file.clone(), sheet: sheet.name.clone(), cell: total.cell }, problem)
}

/// Whether a stated total is its sum.
pub(crate) fn holds(tolerance: &Tolerance, stated: &Amount, summed: &Amount) -> bool {
    (stated - summed).abs() <= tolerance.around(summed)
}

/// The first column whose stated figure is not its sum.
fn disagreeing(tolerance: &Tolerance, cells: &[TotalCell], sums: &[Amount]) -> Option<usize> {
    cells
        .iter()
        .zip(sums)
        .position(|(cell, sum)| cell.figure.as_ref().is_some_and(|stated| !holds(tolerance, stated, sum)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_words_in_three_languages() {
        for label in ["Total", "TOTAL:", "Sub-total", "Grand Total", "합계", "소  계", "총 계", "계", "Summe"] {
            assert_eq!(naming(label), Some(Naming::Plain), "{label}");
        }
        for label in ["Total Devices", "Europe subtotal", "국내 소계", "Total, Americas"] {
            assert_eq!(naming(label), Some(Naming::WithSubject), "{label}");
        }
        for label in ["Totality", "계측기", "CardioView", "", "통계", "Sumatra"] {
            assert_eq!(naming(label), None, "{label}");
        }
    }

    fn amounts(figures: [i64; 3]) -> Vec<Option<Amount>> {
        figures.into_iter().map(|figure| Some(Amount::from(figure))).collect()
    }

    fn total(figures: [i64; 3]) -> Vec<TotalCell> {
        let cell = |column: usize| Cell { row: 9, column: u32::try_from(column).unwrap() };
        amounts(figures).into_iter().enumerate().map(|(at, figure)| TotalCell { figure, cell: cell(at) }).collect()
    }

    #[test]
    fn subtotals_and_the_grand_total_agree_with_what_they_sum() {
        let sheet = Sheet::new(&"x.xlsx".into(), Some("S"), crate::sheet::Grid::default());
        let usual = Tolerance::default();
        let mut running = Running::new(3);
        running.add(&amounts([1000, 20, 30]), 1);
        running.add(&amounts([1, 2, 3]), 2);
        assert!(running.is_sum(&amounts([1001, 22, 33])));
        assert!(running.is_surely_sum(&amounts([1001, 22, 33])));
        assert!(running.close(&sheet, &total([1001, 22, 33]), &usual).is_none());
        running.add(&amounts([100, 0, 0]), 4);
        assert!(!running.is_sum(&amounts([100, 0, 0])), "one row is no sum");
        assert!(running.close(&sheet, &total([100, 0, 0]), &usual).is_none());
        assert!(running.close(&sheet, &total([1101, 22, 33]), &usual).is_none());
        let mismatch = running.close(&sheet, &total([1101, 25, 33]), &usual).unwrap();
        assert_eq!(mismatch.problem.message(), "the total says 25, but B2:B5 add up to 22");
        assert_eq!(mismatch.place.cell().as_deref(), Some("B10"));
    }

    #[test]
    fn small_figures_that_happen_to_be_sums_are_no_total() {
        let mut running = Running::new(3);
        running.add(&amounts([1, 0, 1]), 1);
        running.add(&amounts([0, 1, 1]), 2);
        assert!(running.is_sum(&amounts([1, 1, 2])));
        assert!(!running.is_surely_sum(&amounts([1, 1, 2])));
    }

    #[test]
    fn rounding_is_forgiven_and_more_is_not() {
        let holds = |stated: i64, summed: i64| holds(&Tolerance::default(), &stated.into(), &summed.into());
        assert!(holds(1001, 1000));
        assert!(!holds(1002, 1000));
        assert!(holds(1_000_400, 1_000_000));
        let exact = Tolerance { absolute: Amount::zero(), relative: Amount::zero() };
        assert!(!super::holds(&exact, &Amount::from(1001_i64), &Amount::from(1000_i64)));
    }
}
