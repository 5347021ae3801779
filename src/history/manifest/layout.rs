//! The layout of a sheet in the manifest, as the next run reads it back.

use crate::ingest::{LayoutUnit, SheetLayout};
use crate::place::Cell;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutEntry {
    /// `table` or `crosstab`.
    pub shape: String,
    /// First cell of the header in A1 notation.
    pub header: Option<String>,
    pub columns: Vec<String>,
    /// Our name → theirs.
    pub mapped: BTreeMap<String, String>,
    /// What a 1 stands for; `null` is one.
    pub factor: Option<String>,
    /// The line of the sheet that says so.
    pub unit: Option<String>,
    pub decimal: Option<char>,
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
}

impl From<&SheetLayout> for LayoutEntry {
    fn from(layout: &SheetLayout) -> Self {
        Self {
            shape: layout.shape.slug().to_owned(),
            header: layout.header.map(|cell| cell.to_string()),
            columns: layout.columns.clone(),
            mapped: layout.mapped.clone(),
            factor: layout.unit.as_ref().map(|unit| unit.factor.clone()),
            unit: layout.unit.as_ref().and_then(|unit| unit.line.clone()),
            decimal: layout.decimal,
            encoding: layout.encoding.clone(),
            delimiter: layout.delimiter,
        }
    }
}

impl LayoutEntry {
    /// `None` when a later version has written it in another way.
    pub(super) fn layout(&self) -> Option<SheetLayout> {
        let Self { columns, mapped, unit, encoding, .. } = self.clone();
        Some(SheetLayout {
            shape: self.shape.parse().ok()?,
            header: match &self.header {
                Some(header) => Some(Cell::parse(header.as_bytes())?),
                None => None,
            },
            columns,
            mapped,
            unit: self.factor.clone().map(|factor| LayoutUnit { factor, line: unit }),
            decimal: self.decimal,
            encoding,
            delimiter: self.delimiter,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::TableShape;

    fn layout() -> SheetLayout {
        SheetLayout {
            shape: TableShape::Crosstab,
            header: Some(Cell { row: 6, column: 28 }),
            columns: vec!["Product".to_owned(), "매출 \"net\"".to_owned()],
            mapped: [("product".to_owned(), "Product".to_owned())].into(),
            unit: Some(LayoutUnit { factor: "1000".to_owned(), line: Some("(in thousands)".to_owned()) }),
            decimal: Some(','),
            encoding: Some("cp949".to_owned()),
            delimiter: Some('\t'),
        }
    }

    #[test]
    fn a_layout_is_read_back_as_it_was_written() {
        for layout in [layout(), SheetLayout::default()] {
            let text = serde_json::to_vec(&LayoutEntry::from(&layout)).unwrap();
            let record: LayoutEntry = serde_json::from_slice(&text).unwrap();
            assert_eq!(record.layout(), Some(layout));
        }
        let text = String::from_utf8(serde_json::to_vec(&LayoutEntry::from(&layout())).unwrap()).unwrap();
        assert!(text.contains(r#""header":"AC7""#), "{text}");
    }
}
