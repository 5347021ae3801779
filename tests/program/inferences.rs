//! Every inference of docs/reading.md, held from both sides of its edge: what the evidence proves is read without a
//! word, what a convention decides is said, and what two readings share is asked.

mod cells;
mod crosstabs;
mod days;
mod rows;
mod scenarios;
mod sql;
mod values;

use crate::harness::Test;
use crate::pipelines::Pipeline;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// One inference, by the name that it has in docs/reading.md, and the sheets that show where its evidence ends.
struct Inference {
    name: &'static str,
    sheets: Vec<Sheet>,
}

/// A review of one export with products in the rows, and what must come of it.
struct Sheet {
    what: &'static str,
    review: Test,
    end: End,
}

/// What comes of a sheet.
enum End {
    /// Exit 0, no finding, and these figures: product, period, revenue.
    Read(Figures),
    /// Exit 0, these figures, and a finding with this code, be it a note.
    Said(&'static str, Figures),
    /// Exit 4, and a finding with this code that has these words: the readings, and the lines to paste.
    Asked(&'static str, &'static [&'static str]),
}

type Figures = &'static [(&'static str, &'static str, &'static str)];

fn inference(name: &'static str, sheets: Vec<Sheet>) -> Inference {
    Inference { name, sheets }
}

fn read(what: &'static str, review: Test, figures: Figures) -> Sheet {
    Sheet { what, review, end: End::Read(figures) }
}

fn said(what: &'static str, review: Test, code: &'static str, figures: Figures) -> Sheet {
    Sheet { what, review, end: End::Said(code, figures) }
}

fn asked(what: &'static str, review: Test, code: &'static str, words: &'static [&'static str]) -> Sheet {
    Sheet { what, review, end: End::Asked(code, words) }
}

/// A review of a text file with the columns `product`, `period` and `amount`, with further lines of its `[[input]]`.
fn csv(text: &str, input: &str) -> Test {
    Test::new()
        .file("review.toml", &(Pipeline::new().input("revenue", "revenue.csv").text() + input + "\n"))
        .file("exports/revenue.csv", text)
}

/// The same of a workbook with one sheet.
fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet), input: &str) -> Test {
    Test::new().file("review.toml", &(Pipeline::new().input("revenue", "revenue.xlsx").text() + input + "\n")).workbook(
        "exports/revenue.xlsx",
        "Revenue",
        fill,
    )
}

impl Sheet {
    /// What is wrong with the outcome, if anything.
    fn fault(self) -> Option<String> {
        let (found, ran) = self.review.args("run review.toml --as-of 2026-10 --quiet").end();
        let fault = |text: String| Some(format!("{}: {text}; stderr was\n{}", self.what, ran.stderr));
        let figures = match self.end {
            End::Asked(code, words) => {
                if found != 4 || !ran.stderr.contains(&format!("error[{code}]")) {
                    return fault(format!("exit {found} instead of the question `{code}`"));
                }
                let missing: Vec<_> = words.iter().filter(|words| !ran.stderr.contains(**words)).collect();
                return if missing.is_empty() { None } else { fault(format!("the question does not say {missing:?}")) };
            }
            End::Said(code, figures) => {
                // Notes stand in the table of findings alone.
                let noted = |row: &std::collections::BTreeMap<String, String>| row["code"] == code;
                let is_noted = || ran.table("out/2026-10/findings.csv").rows().iter().any(noted);
                if !ran.stderr.contains(&format!("[{code}]")) && !is_noted() {
                    return fault(format!("`{code}` is not said"));
                }
                figures
            }
            End::Read(figures) => {
                // A run that publishes tells nothing on the terminal under `--quiet`; its warnings are in the table.
                let warned = found == 0
                    && ran.table("out/2026-10/findings.csv").rows().iter().any(|row| row["severity"] != "note");
                if !ran.stderr.is_empty() || warned {
                    return fault("something was said".to_owned());
                }
                figures
            }
        };
        if found != 0 {
            return fault(format!("exit {found}"));
        }
        let table = ran.table("out/2026-10/metrics.csv");
        for (product, period, right) in figures {
            let is_figure = |row: &&std::collections::BTreeMap<String, String>| {
                row["product"] == *product
                    && row["metric"] == "revenue"
                    && row["window"] == "period"
                    && row["last_period"] == *period
            };
            let value = table.rows().iter().find(is_figure).map(|row| row["value"].as_str());
            if value != Some(*right) {
                return fault(format!("{product} {period} is {value:?} instead of {right}"));
            }
        }
        None
    }
}

fn all() -> Vec<Inference> {
    let parts = [
        rows::inferences(),
        sql::inferences(),
        values::inferences(),
        days::inferences(),
        cells::inferences(),
        crosstabs::inferences(),
        scenarios::inferences(),
    ];
    parts.into_iter().flatten().collect()
}

#[test]
fn every_inference_is_proved_said_or_asked() {
    let faults: Vec<String> = all()
        .into_iter()
        .flat_map(|inference| {
            let name = inference.name;
            inference.sheets.into_iter().filter_map(Sheet::fault).map(move |fault| format!("{name}: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_inference_has_a_sheet_that_is_read_and_one_that_is_not_read_in_silence() {
    for Inference { name, sheets } in all() {
        assert!(sheets.iter().any(|sheet| matches!(sheet.end, End::Read(_))), "{name}: nothing is proved");
        assert!(sheets.iter().any(|sheet| !matches!(sheet.end, End::Read(_))), "{name}: nothing is said or asked");
    }
}

/// The first cells of the table under `## Inferences`.
fn documented() -> BTreeSet<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reading.md")).unwrap();
    let section = text.split("## Inferences\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|line| line.split('|').nth(1).unwrap().trim().to_owned()).collect()
}

#[test]
fn the_documented_inferences_are_those_that_are_tested() {
    let tested: BTreeSet<String> = all().iter().map(|inference| inference.name.to_owned()).collect();
    assert_eq!(documented(), tested);
}
