//! The plain reader beside calamine.

use super::super::gather::Gather;
use super::*;
use crate::formats::format::FileFormat;
use crate::formats::workbook::WorkbookKind;
use crate::sheet::{Sheet, Value};
use std::path::{Path, PathBuf};

type Cells = Vec<(Option<String>, bool, Vec<(String, String)>)>;

fn cells(sheets: &[Sheet]) -> Cells {
    let of_sheet = |sheet: &Sheet| {
        let grid = &sheet.grid;
        let places = (0..grid.height()).flat_map(|row| (0..grid.width()).map(move |column| (row, column)));
        let found = places.filter(|&(row, column)| grid.value(row, column) != Value::Blank);
        let said = found.map(|(row, column)| {
            (grid.cell(row, column).to_string(), format!("{:?}", grid.value(row, column)).replace("#ERROR", "#VALUE!"))
        });
        (sheet.name.as_deref().map(str::to_owned), sheet.visible, said.collect())
    };
    sheets.iter().map(of_sheet).collect()
}

fn plainly(bytes: &[u8]) -> Result<Cells, ReadStop> {
    let mut gather = Gather::new(&"a".into());
    plain(bytes, &mut gather)?;
    Ok(cells(&gather.into_sheets()?))
}

fn carefully(bytes: &[u8]) -> Result<Cells, WorkbookTrouble> {
    let mut gather = Gather::new(&"a".into());
    careful::read(bytes, &mut gather)?;
    Ok(cells(&gather.into_sheets()?))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
#[expect(clippy::disallowed_methods, reason = "where the corpus lies is for whoever runs the test to say")]
fn both_readers_find_the_same_cells_in_every_workbook_at_hand() {
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_data"))];
    match std::env::var("GOALPOST_CORPUS") {
        Ok(corpus) => folders.push(corpus.into()),
        Err(_) => println!("the corpus is passed over: GOALPOST_CORPUS is not set"),
    }
    let (mut read, mut unsupported) = (0, Vec::new());
    for path in folders.iter().flat_map(|folder| files(folder)) {
        if std::fs::metadata(&path).unwrap().len() > 8 << 20 {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let Ok(FileFormat::Workbook(workbook)) = FileFormat::of(&bytes) else { continue };
        if workbook.kind != WorkbookKind::Xlsx || workbook.unpacked > 64 << 20 {
            continue;
        }
        match plainly(&bytes) {
            Ok(plain) => {
                read += 1;
                let careful = carefully(&bytes).unwrap_or_else(|trouble| panic!("{}: {trouble:?}", path.display()));
                assert!(plain == careful, "{}", path.display());
            }
            Err(ReadStop::Unsupported) => unsupported.push(path),
            Err(ReadStop::Trouble(trouble)) => assert!(carefully(&bytes).is_err(), "{}: {trouble:?}", path.display()),
        }
    }
    println!("{read} workbooks read alike, {} left to calamine: {unsupported:#?}", unsupported.len());
    assert!(read > unsupported.len(), "{unsupported:#?}");
}
