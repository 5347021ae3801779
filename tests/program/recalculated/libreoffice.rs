//! `LibreOffice` computes every formula to what is stored.

use super::cells::{At, Cells};
use super::{check, scorecards};
use crate::office::Office;
use calamine::Data;
use std::path::Path;

#[track_caller]
fn computes_the_same(office: &Office, scorecard: &Path, at_least: usize) {
    check(scorecard, at_least, |_| Cells::of(&office.saved(scorecard)));
}

#[test]
fn libreoffice_computes_every_formula_of_the_sample_to_what_is_stored() {
    let Some(office) = Office::find() else { return };
    let out = tempfile::tempdir().unwrap();
    computes_the_same(&office, &scorecards::sample(out.path()), 600);
}

#[test]
fn libreoffice_computes_every_formula_of_the_korean_case_to_what_is_stored() {
    let Some(office) = Office::find() else { return };
    let out = tempfile::tempdir().unwrap();
    let Some(scorecard) = scorecards::korean(out.path()) else { return };
    computes_the_same(&office, &scorecard, 300);
}

#[test]
fn libreoffice_computes_every_formula_of_goals_that_hardly_count_to_what_is_stored() {
    let Some(office) = Office::find() else { return };
    let edges = scorecards::Edges::published();
    computes_the_same(&office, &edges.scorecard(), 100);
}

/// The checks above would be worth nothing if `LibreOffice` showed what is stored instead of computing it.
#[test]
fn libreoffice_finds_out_a_wrong_stored_result() {
    let Some(office) = Office::find() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wrong.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_number(0, 0, 2.0).unwrap();
    sheet.write_formula(0, 1, rust_xlsxwriter::Formula::new("=A1*3").set_result("7")).unwrap();
    book.save(&path).unwrap();
    let at: At = ("Sheet1".to_owned(), 0, 1);
    let stored = Cells::of(&path);
    let computed = Cells::of(&office.saved(&path));
    assert_eq!((&stored.all[&at].value, &computed.all[&at].value), (&Data::Float(7.0), &Data::Float(6.0)));
    assert_eq!(stored.differences(&computed).len(), 1);
}
