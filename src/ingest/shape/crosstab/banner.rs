//! Labels above the periods: `Month | YTD`, `Act | Fcst`. They are part of the header where a wanted measure is among
//! them, where periods that come again are told apart by them, and where they tell actuals from plans.

use super::classify::{HeaderLook, is_same};
use super::columns::{Crosstab, wanted_measures};
use crate::ingest::shape::header::{self, HeaderLabel};
use crate::ingest::shape::scenario::{self, Scenario};

/// How far above the periods such a row may stand.
const REACH: usize = 3;

/// The crosstab with the rows above its header that belong to it.
pub(super) fn with_labels_above(look: &HeaderLook<'_>, crosstab: Crosstab) -> Crosstab {
    let mut crosstab = crosstab;
    let mut labels = look.labels.to_vec();
    let mut top = look.top;
    for row in (look.top.saturating_sub(REACH)..look.top).rev() {
        let Some(above) = labels_in(look, &crosstab, row) else { continue };
        let mut joined = labels.clone();
        for (over, label) in joined.iter_mut().zip(&above) {
            over.splice(0..0, label.clone());
        }
        let candidate = HeaderLook { top: row, labels: &joined, ..*look }.by_periods();
        let is_same_size = candidate.figures.len() == crosstab.figures.len();
        if is_same_size && is_needed(look, &crosstab, &candidate, &above, row) {
            (crosstab, labels, top) = (candidate, joined, row);
        }
    }
    Crosstab { top, ..crosstab }
}

/// What a row above the header says over the figures, where it says something there itself.
fn labels_in(look: &HeaderLook<'_>, crosstab: &Crosstab, row: usize) -> Option<Vec<Option<HeaderLabel>>> {
    let first = crosstab.figures.iter().map(|figure| figure.column).min()?;
    let over = header::labels(look.sheet, row, look.bottom);
    let own = |labels: Vec<HeaderLabel>| {
        // A title left of the figures reaches over none of them.
        labels.into_iter().find(|label| label.row == row && label.column >= first)
    };
    let labels: Vec<Option<HeaderLabel>> = over.into_iter().map(own).collect();
    crosstab.figures.iter().any(|figure| labels[figure.column].is_some()).then_some(labels)
}

fn is_needed(
    look: &HeaderLook<'_>,
    crosstab: &Crosstab,
    joined: &Crosstab,
    above: &[Option<HeaderLabel>],
    row: usize,
) -> bool {
    let has = |crosstab: &Crosstab, names: &[String]| {
        let labels = crosstab.figures.iter().filter_map(|figure| figure.measure.as_deref());
        labels.into_iter().any(|label| names.iter().any(|name| is_same(name, label)))
    };
    let is_named = wanted_measures(look.input).any(|(_, names, _)| !has(crosstab, names) && has(joined, names));
    let tells_apart = crosstab.comes_again() && !joined.comes_again();
    let own =
        above.iter().enumerate().filter_map(|(column, label)| label.as_ref().filter(|label| label.column == column));
    let says_scenario = |label: &HeaderLabel| {
        let apart = scenario::beside_period(&label.text).map(|(_, tag)| tag);
        let said = scenario::of(apart.as_deref().unwrap_or(&label.text));
        label.row == row && said.is_some_and(|scenario| scenario != Scenario::Version)
    };
    is_named || tells_apart || own.into_iter().any(says_scenario)
}

impl Crosstab {
    /// Whether one period stands over several columns that nothing tells apart.
    fn comes_again(&self) -> bool {
        self.figures.iter().enumerate().any(|(at, figure)| {
            self.figures[..at].iter().any(|before| {
                let same = (before.span, &before.values, &before.measure, before.day);
                same == (figure.span, &figure.values, &figure.measure, figure.day)
            })
        })
    }
}
