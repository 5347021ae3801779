//! `contract.toml` shows every key there is, as the contract writes it; nothing in it may be unknown.

use super::{TOTALS, problems};
use crate::diagnostic::Severity;
use crate::pipeline::{KnownNames, load};
use std::path::Path;

#[test]
fn of_the_contract_only_what_later_work_brings_is_refused() {
    let said = problems(include_str!("contract.toml"));
    let short: Vec<&str> = said.iter().map(|problem| problem.split(" (").next().unwrap()).collect();
    assert_eq!(
        short,
        [
            // The contract fills every section of one input; a real one reads the column or sets it.
            "56: product: `product` is both a column and a constant",
            // Nor does one declare measures for a fact that has them.
            "57: [input.measures]: `revenue` is built in and has its measures already",
            "63: connection: not supported yet: `connection`",
            "64: query: not supported yet: `query`",
            "65: true: not supported yet: `push_down = true`",
            "71: \"enablement\": unknown fact `enablement`",
        ]
    );
}

#[test]
fn a_finding_is_adjustable_once_a_stage_makes_it() {
    let text = super::added("[quality]\ntotal_mismatch = \"warn\"");
    assert!(load(Path::new("p.toml"), &text, KnownNames::default()).is_err());
    let pipeline = load(Path::new("p.toml"), &text, super::KNOWN).unwrap().value;
    assert_eq!(pipeline.quality.severity(&TOTALS), Some(Severity::Warn));
}
