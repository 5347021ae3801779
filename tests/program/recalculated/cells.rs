//! The cells of a workbook: values, and formulas with their results.

use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

/// Relative to the larger of the two.
const TOLERANCE: f64 = 1e-9;

/// Sheet, row and column.
pub(super) type At = (String, u32, u32);

#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Without its equals sign.
    pub(super) formula: Option<String>,
    /// Of a formula its stored result.
    pub(super) value: Data,
}

#[derive(Debug, Clone)]
pub(super) struct Cells {
    /// In their order; sheets without a cell too.
    pub(super) sheets: Vec<String>,
    pub(super) all: BTreeMap<At, Cell>,
}

impl Cells {
    pub(super) fn of(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let mut all = BTreeMap::new();
        let sheets = book.sheet_names();
        for name in &sheets {
            let place = |(top, left): (u32, u32), row: usize, column: usize| {
                (name.clone(), top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap())
            };
            let values = book.worksheet_range(name).unwrap();
            let start = values.start().unwrap_or((0, 0));
            for (row, column, value) in values.used_cells() {
                all.insert(place(start, row, column), Cell { formula: None, value: value.clone() });
            }
            let formulas = book.worksheet_formula(name).unwrap();
            let start = formulas.start().unwrap_or((0, 0));
            for (row, column, formula) in formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
                let cell = all.entry(place(start, row, column)).or_insert(Cell { formula: None, value: Data::Empty });
                cell.formula = Some(formula.clone());
            }
        }
        Self { sheets, all }
    }

    pub(super) fn formulas(&self) -> impl Iterator<Item = (&At, &str, &Data)> {
        self.all.iter().filter_map(|(at, cell)| Some((at, cell.formula.as_deref()?, &cell.value)))
    }

    /// Formulas that were computed to something else than they store, or not at all.
    pub(super) fn differences(&self, computed: &Self) -> Vec<String> {
        let mut differences = Vec::new();
        for (at, formula, stored) in self.formulas() {
            let found = computed.all.get(at).map(|cell| &cell.value);
            match (stored, found) {
                (Data::Float(stored), Some(Data::Float(found))) if same(*stored, *found) => {}
                _ => differences.push(format!("{at:?} {formula}: stored {stored:?}, computed {found:?}")),
            }
        }
        differences
    }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= TOLERANCE * one.abs().max(other.abs()).max(TOLERANCE)
}

/// How many formulas stand in the parts of the package, whatever a library makes of them.
pub(super) fn formulas_in_xml(path: &Path) -> usize {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut number = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if file.name().unwrap().starts_with("xl/worksheets/sheet") {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            number += text.matches("<f>").count() + text.matches("<f ").count();
        }
    }
    number
}
