//! What is said of a total is what a run makes of it.

use super::{calendar, sheet};
use crate::formats::{Book, Purpose, SourceFile};
use crate::ingest;
use crate::pipeline::{self, KnownNames};
use crate::survey::TotalCheck;
use crate::survey::sheet::sheet_survey;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// How a sheet is written.
#[derive(Debug, Clone, Copy)]
struct Manner {
    names: [&'static str; 3],
    total: &'static str,
    group: char,
    mark: char,
}

const MANNERS: [Manner; 4] = [
    Manner { names: ["Product", "Month", "Net revenue"], total: "Total", group: ',', mark: '.' },
    Manner { names: ["Produkt", "Monat", "Umsatz"], total: "Gesamt", group: '.', mark: ',' },
    Manner { names: ["제품", "월", "매출"], total: "합계", group: ',', mark: '.' },
    Manner { names: ["제품", "월", "매출"], total: "소계", group: '.', mark: ',' },
];

impl Manner {
    fn figure(self, cents: i64) -> String {
        let whole = (cents / 100).to_string();
        let mut text = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(self.group);
            }
            text.push(digit);
        }
        format!("{text}{}{:02}", self.mark, cents % 100)
    }

    /// Sections of lines, each with its total below or above it, and a total of all; one of the totals may be wrong.
    fn rows(self, sections: &[Vec<i64>], wrong: Option<usize>, is_above: bool) -> Vec<[String; 3]> {
        let mut rows = vec![self.names.map(str::to_owned)];
        let mut totals = 0;
        let mut total = |cents: i64| {
            let stated = if wrong == Some(totals) { cents + 150_000 } else { cents };
            totals += 1;
            [self.total.to_owned(), String::new(), self.figure(stated)]
        };
        for (number, section) in sections.iter().enumerate() {
            let sum = total(section.iter().sum());
            let line =
                |(at, cents): (usize, &i64)| [format!("P{number}{at}"), "2026-10".to_owned(), self.figure(*cents)];
            let lines = section.iter().enumerate().map(line);
            if is_above {
                rows.push(sum);
                rows.extend(lines);
            } else {
                rows.extend(lines);
                rows.push(sum);
            }
        }
        if !is_above && sections.len() > 1 {
            rows.push(total(sections.iter().flatten().sum()));
        }
        rows
    }
}

/// Rows of totals that agree and of those that do not, as they are told, and those at which a run stops.
fn judged(manner: Manner, rows: &[[String; 3]]) -> [BTreeSet<u32>; 3] {
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let sheet = sheet(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let survey = sheet_survey(&sheet, &calendar());
    let totals = || survey.tables.iter().flat_map(|table| &table.totals).filter(|total| !total.is_column);
    let row = |total: &crate::survey::TotalSurvey| total.cell.row + 1;
    let agrees = totals().filter(|total| matches!(total.agreement, TotalCheck::Agrees { .. })).map(row).collect();
    let differs = totals().filter(|total| matches!(total.agreement, TotalCheck::Differs { .. })).map(row).collect();
    let [product, period, amount] = manner.names;
    let text = format!(
        "[pipeline]\nname = \"x\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n[[input]]\nname = \"revenue\"\n\
         fact = \"revenue\"\nfiles = \"x.xlsx\"\n[input.columns]\nproduct = \"{product}\"\nperiod = \"{period}\"\n\
         amount = \"{amount}\"\n"
    );
    let input = pipeline::load("x.toml".as_ref(), &text, KnownNames { rules: &[], metrics: &[] })
        .unwrap()
        .value
        .inputs
        .remove(0);
    let source =
        SourceFile { name: "x.xlsx".into(), bytes: 0, hash: String::new(), saved: None, purpose: Purpose::Export };
    let book = Book { source, text: None, sheets: vec![sheet] };
    let mut findings = Vec::new();
    ingest::read_book(&input, &book, &calendar()).unload(&mut findings);
    let stops = findings.iter().filter(|finding| finding.code() == "total_mismatch");
    let stops = stops.filter_map(|finding| finding.place.cell()?.trim_start_matches('C').parse().ok()).collect();
    [agrees, differs, stops]
}

proptest! {
    #[test]
    fn a_run_stops_at_the_totals_that_are_told_to_differ_and_at_no_other(
        manner in 0..MANNERS.len(),
        sections in prop::collection::vec(prop::collection::vec(100_i64..5_000_000, 2..5), 1..4),
        wrong in prop::option::of(0_usize..4),
        is_above in any::<bool>(),
    ) {
        let manner = MANNERS[manner];
        let rows = manner.rows(&sections, wrong, is_above);
        let totals = rows.iter().filter(|row| row[0] == manner.total).count();
        let [agrees, differs, stops] = judged(manner, &rows);
        prop_assert_eq!(&differs, &stops);
        prop_assert_eq!(agrees.len() + differs.len(), totals);
        if wrong.is_none() {
            prop_assert!(stops.is_empty(), "{:?}", stops);
        }
    }
}
