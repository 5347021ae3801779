//! The plain case with its exports written in some other way: its figures must not change by a digit. The case lies
//! where `GOALPOST_CASES` points; without it the tests say that they were passed over.

use crate::books::{Cell, Rows};
use crate::harness::Test;
use calamine::{Data, Reader, Xlsx};
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// A file of the case: an export, the catalog or the goals workbook.
pub(crate) struct Export<'a> {
    /// Relative to the folder of the case.
    pub(crate) name: &'a str,
    pub(crate) bytes: &'a [u8],
}

impl Export<'_> {
    pub(crate) fn is_text(&self) -> bool {
        self.has_extension("csv")
    }

    pub(crate) fn is_workbook(&self) -> bool {
        self.has_extension("xlsx")
    }

    fn has_extension(&self, wanted: &str) -> bool {
        Path::new(self.name).extension().is_some_and(|extension| extension == wanted)
    }

    /// The fields of a text file.
    pub(crate) fn records(&self) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(self.bytes);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    /// Name of the first sheet, and its cells.
    pub(crate) fn cells(&self) -> (String, Rows) {
        if self.is_text() {
            let cells = |row: Vec<String>| row.iter().map(|field| Cell::of_field(field)).collect();
            return ("Sheet1".to_owned(), self.records().into_iter().map(cells).collect());
        }
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(self.bytes)).unwrap();
        let name = workbook.sheet_names()[0].clone();
        let range = workbook.worksheet_range(&name).unwrap();
        assert_eq!(range.start(), Some((0, 0)), "{} begins elsewhere", self.name);
        let cell = |data: &Data| match data {
            Data::Empty => Cell::Blank,
            Data::Int(number) => Cell::Number(f64::from(i32::try_from(*number).unwrap())),
            Data::Float(number) => Cell::Number(*number),
            Data::DateTime(moment) => Cell::of_serial(moment.as_f64()),
            Data::String(text) => Cell::Text(text.clone()),
            other => panic!("{}: {other:?}", self.name),
        };
        (name, range.rows().map(|row| row.iter().map(cell).collect()).collect())
    }
}

/// `metrics.csv` of the plain case, where `rewrite` gives other bytes for some of its files; `None` without a case.
fn metrics(rewrite: impl Fn(&Export<'_>) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let Ok(cases) = std::env::var("GOALPOST_CASES") else {
        crate::harness::passed_over("GOALPOST_CASES is not set");
        return None;
    };
    let case = Path::new(&cases).join("plain");
    let mut test = Test::new();
    for folder in ["", "exports", "finance", "launch", "strategy", "success"] {
        for entry in fs::read_dir(case.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let name = path.strip_prefix(&case).unwrap().to_str().unwrap();
            let bytes = fs::read(&path).unwrap();
            let other = rewrite(&Export { name, bytes: &bytes });
            test = test.bytes(name, &other.unwrap_or(bytes));
        }
    }
    let as_of = fs::read_to_string(case.join("as_of")).unwrap();
    let ran = test.args(&format!("run pipeline.toml --as-of {} --quiet", as_of.trim())).run_quietly();
    Some(fs::read(ran.path(&format!("out/{}/metrics.csv", as_of.trim()))).unwrap())
}

/// Holds the rewritten case to the figures of the case as it is.
#[track_caller]
pub(crate) fn check(rewrite: impl Fn(&Export<'_>) -> Option<Vec<u8>>) {
    let Some(expected) = metrics(|_| None) else { return };
    let rewritten = std::cell::Cell::new(0);
    let found = metrics(|export| rewrite(export).inspect(|_| rewritten.set(rewritten.get() + 1)));
    assert!(rewritten.get() > 5, "only {} files were rewritten", rewritten.get());
    let found = found.unwrap();
    if found != expected {
        let lines = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (expected, found) = (lines(&expected), lines(&found));
        let differ = expected.lines().zip(found.lines()).filter(|(expected, found)| expected != found);
        let shown: Vec<String> = differ.take(5).map(|(expected, found)| format!("-{expected}\n+{found}")).collect();
        panic!("metrics.csv differs:\n{}", shown.join("\n"));
    }
}
