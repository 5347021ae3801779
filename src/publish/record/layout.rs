//! The layout of a sheet as the record has it, and read back by the next run.

use crate::ingest::{LayoutUnit, PastSheet, Shape, SheetLayout};
use crate::place::Cell;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutRecord {
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

impl From<&SheetLayout> for LayoutRecord {
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

impl LayoutRecord {
    /// `None` when a later version has written it in another way.
    fn layout(self) -> Option<SheetLayout> {
        let shapes = [Shape::Table, Shape::Crosstab];
        Some(SheetLayout {
            shape: shapes.into_iter().find(|shape| shape.slug() == self.shape)?,
            header: match self.header {
                Some(header) => Some(cell(&header)?),
                None => None,
            },
            columns: self.columns,
            mapped: self.mapped,
            unit: self.factor.map(|factor| LayoutUnit { factor, line: self.unit }),
            decimal: self.decimal,
            encoding: self.encoding,
            delimiter: self.delimiter,
        })
    }
}

/// `D7`, from the A1 notation of [`Cell`].
fn cell(text: &str) -> Option<Cell> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = text.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some(Cell { row: number.parse::<u32>().ok()?.checked_sub(1)?, column: column.checked_sub(1)? })
}

/// What of an earlier record is asked for. Everything else in it may have any form.
#[derive(Deserialize)]
struct Earlier {
    pipeline: EarlierPipeline,
    inputs: Vec<EarlierInput>,
}

#[derive(Deserialize)]
struct EarlierPipeline {
    name: String,
}

#[derive(Deserialize)]
struct EarlierInput {
    file: String,
    sheets: Vec<EarlierSheet>,
}

#[derive(Deserialize)]
struct EarlierSheet {
    input: String,
    sheet: Option<String>,
    /// Missing where an earlier version wrote the record.
    layout: Option<LayoutRecord>,
}

/// The sheets of the run of this pipeline that `bytes` record; `None` when they are no record of it.
pub fn past_sheets(bytes: &[u8], pipeline: &str) -> Option<Vec<PastSheet>> {
    let record: Earlier = serde_json::from_slice(bytes).ok()?;
    if record.pipeline.name != pipeline {
        return None;
    }
    let mut sheets = Vec::new();
    for EarlierInput { file, sheets: of_file } in record.inputs {
        for EarlierSheet { input, sheet, layout } in of_file {
            let Some(layout) = layout.and_then(LayoutRecord::layout) else { continue };
            let (input, file, sheet) = (input.into(), file.as_str().into(), sheet.map(Into::into));
            sheets.push(PastSheet { input, file, sheet, layout });
        }
    }
    Some(sheets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> SheetLayout {
        SheetLayout {
            shape: Shape::Crosstab,
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
            let text = serde_json::to_vec(&LayoutRecord::from(&layout)).unwrap();
            let record: LayoutRecord = serde_json::from_slice(&text).unwrap();
            assert_eq!(record.layout(), Some(layout));
        }
        let text = String::from_utf8(serde_json::to_vec(&LayoutRecord::from(&layout())).unwrap()).unwrap();
        assert!(text.contains(r#""header":"AC7""#), "{text}");
    }

    #[test]
    fn a_record_that_is_old_strange_or_of_another_pipeline_is_no_error() {
        let record = |name: &str, layout: &str| {
            format!(
                r#"{{"pipeline":{{"name":"{name}"}},"extra":[1],"inputs":[{{"file":"a.csv","sheets":[{{"input":"revenue","sheet":null{layout}}}]}}]}}"#
            )
        };
        let written = format!(",\"layout\":{}", serde_json::to_string(&LayoutRecord::from(&layout())).unwrap());
        let sheets = |text: &str| past_sheets(text.as_bytes(), "Review").map(|sheets| sheets.len());
        assert_eq!(sheets(&record("Review", &written)), Some(1));
        assert_eq!(sheets(&record("Review", "")), Some(0), "of an earlier version");
        assert_eq!(sheets(&record("Review", &written.replace("crosstab", "pivot"))), Some(0), "of a later version");
        assert_eq!(sheets(&record("Other", &written)), None);
        for text in ["", "{", "[]", "{\"pipeline\":3}"] {
            assert_eq!(sheets(text), None, "{text}");
        }
    }
}
