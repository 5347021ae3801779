//! What other programs make of the formulas of a scorecard: nothing else than what stands there already.
//!
//! Two *engines* compute every formula anew: LibreOffice, which opens the workbook and saves it, and `HyperFormula`, which
//! is handed formulas and values alone. The stored results come from neither.

mod cells;
mod hyperformula;
mod libreoffice;
mod scorecards;

use cells::{Cells, formulas_in_xml};
use std::path::Path;

/// Compares what an engine computed with what a scorecard stores.
#[track_caller]
fn check(scorecard: &Path, at_least: usize, compute: impl FnOnce(&Cells) -> Cells) {
    let stored = Cells::of(scorecard);
    let differences = stored.differences(&compute(&stored));
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
    let number = stored.formulas().count();
    assert_eq!(number, formulas_in_xml(scorecard), "formulas that were not compared");
    assert!(number >= at_least, "only {number} formulas");
}
