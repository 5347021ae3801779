//! What a spreadsheet program makes of the formulas of a scorecard: nothing else than what stands there already.

use crate::harness::Test;
use crate::office::Office;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Relative to the larger of the two.
const TOLERANCE: f64 = 1e-9;

type At = (String, u32, u32);

/// Formula and stored result of every formula cell.
fn formulas(path: &Path) -> BTreeMap<At, (String, Data)> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut found = BTreeMap::new();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        let values = book.worksheet_range(&name).unwrap();
        let (top, left) = formulas.start().unwrap_or((0, 0));
        for (row, column, formula) in formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
            let at = (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
            let value = values.get_value(at).cloned().unwrap_or(Data::Empty);
            found.insert((name.clone(), at.0, at.1), (formula.clone(), value));
        }
    }
    found
}

fn value(path: &Path, at: &At) -> Option<f64> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    match book.worksheet_range(&at.0).unwrap().get_value((at.1, at.2)) {
        Some(Data::Float(value)) => Some(*value),
        _ => None,
    }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= TOLERANCE * one.abs().max(other.abs()).max(TOLERANCE)
}

/// Opens the scorecard in LibreOffice, which computes everything anew, and compares every formula cell.
#[track_caller]
fn check(office: &Office, scorecard: &Path, at_least: usize) {
    let stored = formulas(scorecard);
    let saved = office.saved(scorecard);
    let computed = formulas(&saved);
    let mut differences = Vec::new();
    for (at, (formula, result)) in &stored {
        let found = computed.get(at).map(|(_, value)| value);
        match (result, found) {
            (Data::Float(stored), Some(Data::Float(found))) if same(*stored, *found) => {}
            _ => differences.push(format!("{at:?} {formula}: stored {result:?}, computed {found:?}")),
        }
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
    assert!(stored.len() >= at_least, "only {} formulas", stored.len());
}

fn published(pipeline: &str, as_of: &str, out: &Path) -> PathBuf {
    let args = format!("run {pipeline} --as-of {as_of} --output {} --quiet", out.display());
    Test::new().args(&args).run_quietly();
    let files = std::fs::read_dir(out.join(as_of)).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "xlsx")).min().unwrap()
}

#[test]
fn libreoffice_computes_every_formula_of_the_sample_to_what_is_stored() {
    let Some(office) = Office::find() else { return };
    let out = tempfile::tempdir().unwrap();
    let pipeline = format!("{}/pipelines/monthly.toml", env!("CARGO_MANIFEST_DIR"));
    check(&office, &published(&pipeline, "2026-10", out.path()), 600);
}

#[test]
fn libreoffice_computes_every_formula_of_the_korean_case_to_what_is_stored() {
    let Some(office) = Office::find() else { return };
    let Ok(cases) = std::env::var("GOALPOST_CASES") else {
        crate::harness::passed_over("GOALPOST_CASES is not set");
        return;
    };
    let case = PathBuf::from(cases).join("korean");
    let as_of = std::fs::read_to_string(case.join("as_of")).unwrap();
    let out = tempfile::tempdir().unwrap();
    let pipeline = case.join("pipeline.toml").display().to_string();
    check(&office, &published(&pipeline, as_of.trim(), out.path()), 300);
}

/// The check above would be worth nothing if LibreOffice showed what is stored instead of computing it.
#[test]
fn a_wrong_stored_result_is_found_out() {
    let Some(office) = Office::find() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wrong.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_number(0, 0, 2.0).unwrap();
    sheet.write_formula(0, 1, rust_xlsxwriter::Formula::new("=A1*3").set_result("7")).unwrap();
    book.save(&path).unwrap();
    let at = ("Sheet1".to_owned(), 0, 1);
    assert_eq!(value(&path, &at), Some(7.0));
    assert_eq!(value(&office.saved(&path), &at), Some(6.0));
}
