//! Totals: rows and columns that sum others. They are never data; they are compared with what they sum.

use super::problem::IngestProblem;
use crate::amount::Amount;
use crate::diagnostic::Finding;
use crate::name;
use crate::place::Place;

/// How a label names a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
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
pub(super) fn naming(label: &str) -> Option<Naming> {
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

/// Sums by column, of the rows since the last subtotal, of all rows, and of the subtotals themselves.
#[derive(Debug, Default)]
pub(super) struct Running {
    section: Vec<Amount>,
    section_rows: usize,
    all: Vec<Amount>,
    subtotals: Vec<Amount>,
}

/// A figure of a total row with its place.
#[derive(Debug, Clone)]
pub(super) struct TotalCell {
    pub(super) figure: Option<Amount>,
    pub(super) place: Place,
}

impl Running {
    pub(super) fn new(columns: usize) -> Self {
        Self {
            section: vec![Amount::zero(); columns],
            section_rows: 0,
            all: vec![Amount::zero(); columns],
            subtotals: vec![Amount::zero(); columns],
        }
    }

    /// A row of data.
    pub(super) fn add(&mut self, figures: &[Option<Amount>]) {
        self.section_rows += 1;
        for (column, figure) in figures.iter().enumerate() {
            if let Some(figure) = figure {
                self.section[column] += figure;
                self.all[column] += figure;
            }
        }
    }

    /// Whether an unnamed row of figures can only be a total: at least two rows above it, at least three figures,
    /// not all zero, and every one the sum of the rows since the last total.
    pub(super) fn is_sum_of_section(&self, figures: &[Option<Amount>]) -> bool {
        let given = figures.iter().flatten().count();
        self.section_rows >= 2
            && given >= 3
            && figures.iter().flatten().any(|figure| !figure.is_zero())
            && figures
                .iter()
                .zip(&self.section)
                .all(|(figure, sum)| figure.as_ref().map_or(sum.is_zero(), |f| f == sum))
    }

    /// Whether some sum that a total row may mean equals its figures.
    pub(super) fn agrees(&self, cells: &[TotalCell], tolerance: &Tolerance) -> bool {
        self.candidates().iter().any(|sums| tolerance.disagreeing(cells, sums).is_none())
    }

    /// Compares a total row and starts the next section; a mismatch names both figures and the cell.
    pub(super) fn close(&mut self, cells: &[TotalCell], tolerance: &Tolerance) -> Option<Finding> {
        let mismatch = if self.agrees(cells, tolerance) {
            None
        } else {
            // The sum of the section is what a reader would add up first, when there is a section.
            let sums = if self.section_rows > 0 { &self.section } else { &self.all };
            tolerance.disagreeing(cells, sums).map(|column| {
                let stated = cells[column].figure.as_ref().map(ToString::to_string).unwrap_or_default();
                let problem = IngestProblem::TotalMismatch { stated, summed: sums[column].to_string() };
                Finding::new(cells[column].place.clone(), problem)
            })
        };
        if self.section_rows > 0 {
            for (total, section) in self.subtotals.iter_mut().zip(&self.section) {
                *total += section;
            }
        }
        self.section.iter_mut().for_each(|sum| *sum = Amount::zero());
        self.section_rows = 0;
        mismatch
    }

    fn candidates(&self) -> [&Vec<Amount>; 3] {
        [&self.section, &self.all, &self.subtotals]
    }
}

/// How far a stated total may lie from its sum: the larger of the two.
#[derive(Debug, Clone)]
pub(super) struct Tolerance {
    pub(super) absolute: Amount,
    pub(super) relative: Amount,
}

impl Default for Tolerance {
    /// Half a unit a row is what rounding to whole units leaves; a larger gap is a mistake.
    fn default() -> Self {
        Self { absolute: Amount::one(), relative: Amount::from_scaled(5, 4) }
    }
}

impl Tolerance {
    pub(super) fn holds(&self, stated: &Amount, summed: &Amount) -> bool {
        let gap = (stated - summed).abs();
        gap <= self.absolute || gap <= &summed.abs() * &self.relative
    }

    /// The first column whose stated figure is not its sum.
    fn disagreeing(&self, cells: &[TotalCell], sums: &[Amount]) -> Option<usize> {
        cells
            .iter()
            .zip(sums)
            .position(|(cell, sum)| cell.figure.as_ref().is_some_and(|stated| !self.holds(stated, sum)))
    }
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
        amounts(figures).into_iter().map(|figure| TotalCell { figure, place: Place::Nowhere }).collect()
    }

    #[test]
    fn subtotals_and_the_grand_total_agree_with_what_they_sum() {
        let mut running = Running::new(3);
        running.add(&amounts([10, 20, 30]));
        running.add(&amounts([1, 2, 3]));
        assert!(running.is_sum_of_section(&amounts([11, 22, 33])));
        assert!(running.close(&total([11, 22, 33]), &Tolerance::default()).is_none());
        running.add(&amounts([100, 0, 0]));
        assert!(!running.is_sum_of_section(&amounts([100, 0, 0])), "one row is no sum");
        assert!(running.close(&total([100, 0, 0]), &Tolerance::default()).is_none());
        assert!(running.close(&total([111, 22, 33]), &Tolerance::default()).is_none());
        let mismatch = running.close(&total([111, 25, 33]), &Tolerance::default()).unwrap();
        assert_eq!(mismatch.problem.message(), "the total says 25, what it sums adds up to 22");
    }

    #[test]
    fn rounding_is_forgiven_and_more_is_not() {
        let tolerance = Tolerance::default();
        assert!(tolerance.holds(&Amount::from(1001_i64), &Amount::from(1000_i64)));
        assert!(!tolerance.holds(&Amount::from(1002_i64), &Amount::from(1000_i64)));
        assert!(tolerance.holds(&Amount::from(1_000_400_i64), &Amount::from(1_000_000_i64)));
    }
}
