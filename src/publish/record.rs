//! `run.json`: what a run read, wrote and found. Written last, so that a folder without it holds no finished run.
//!
//! It says nothing of the clock or the machine: the same inputs give the same bytes, and an unchanged run is seen to
//! be unchanged.

mod layout;

pub use layout::{LayoutRecord, past_sheets};

use super::Delivery;
use crate::diagnostic::Tally;
use crate::facts::Source;
use crate::formats::SourceFile;
use crate::metrics::{Checked, Failure, Measurements};
use crate::pipeline::Pipeline;
use crate::sheet::RowCount;
use serde::Serialize;

/// The record of one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Of goalpost.
    pub version: &'static str,
    pub pipeline: PipelineRecord,
    /// Label of the as-of period.
    pub as_of: String,
    pub run: RunReference,
    pub goals: GoalsReference,
    pub inputs: Vec<InputRecord>,
    pub checks: Vec<CheckRecord>,
    pub outputs: Vec<OutputRecord>,
    pub findings: FindingsRecord,
    pub exit_code: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PipelineRecord {
    pub name: String,
    pub file: String,
    pub hash: String,
}

/// The run in the history, and the last published one, with which it was compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RunReference {
    pub id: String,
    pub compared_with: Option<String>,
    /// The as-of period, where it was asked for.
    pub asked: Option<String>,
    /// The first day on which a run of the same files would have something else to say.
    pub stands_until: Option<String>,
}

/// The goals workbook, and its hash in the last published run; they differ when somebody changed it since.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GoalsReference {
    pub file: Option<String>,
    pub hash: Option<String>,
    pub hash_before: Option<String>,
    pub changed: bool,
}

/// A control total and how it came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckRecord {
    pub name: String,
    pub holds: String,
    /// `passed`, `failed`, or `not_checked` where no period has both sides.
    pub result: &'static str,
    pub compared: usize,
    pub failed: usize,
    /// Periods and products of which a side has no figure.
    pub without_data: usize,
    pub failures: Vec<FailureRecord>,
}

/// A period in which a check does not hold. Figures are exact decimals, in ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailureRecord {
    /// `*` for the portfolio.
    pub product: String,
    pub period: String,
    pub left: String,
    pub right: String,
    pub difference: String,
}

/// A file that was read, used or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputRecord {
    pub file: String,
    pub bytes: u64,
    pub hash: String,
    /// The day on which the file says that it was last saved, as `2026-11-05`; `null` where it does not, as texts.
    pub saved: Option<String>,
    pub sheets: Vec<SheetRecord>,
}

/// A sheet that gave rows: `read = used + rejected + ignored`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetRecord {
    /// Name of the `[[input]]`.
    pub input: String,
    pub fact: &'static str,
    /// `null` for text files.
    pub sheet: Option<String>,
    pub visible: bool,
    /// In A1 notation, header included.
    pub range: String,
    pub rows: RowsRecord,
    /// How its table lies, for the next run to compare with.
    pub layout: LayoutRecord,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowsRecord {
    pub read: usize,
    pub used: usize,
    pub rejected: usize,
    pub ignored: usize,
    pub ignored_because: IgnoredRecord,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IgnoredRecord {
    pub blank: usize,
    pub filtered: usize,
    pub duplicate: usize,
    pub empty: usize,
    later: usize,
    total: usize,
    repeated: usize,
    section: usize,
    note: usize,
    superseded: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutputRecord {
    pub file: String,
    pub kind: &'static str,
    pub bytes: usize,
    pub hash: String,
    /// Whether the folder has these bytes; if not, it still has older ones or none.
    pub delivered: bool,
    /// Where they lie instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingsRecord {
    pub stop: usize,
    pub quarantine: usize,
    pub warn: usize,
    pub note: usize,
}

impl Record {
    /// As it lies in the folder.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Texts and numbers under fixed names: nothing that JSON could refuse.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

impl From<&Pipeline> for PipelineRecord {
    fn from(pipeline: &Pipeline) -> Self {
        Self { name: pipeline.name.clone(), file: pipeline.file.clone(), hash: pipeline.hash.clone() }
    }
}

impl InputRecord {
    /// Every file with the sheets that were used of it. A file that several inputs opened comes once.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a SourceFile>, sources: &[Source]) -> Vec<Self> {
        let mut records: Vec<Self> = Vec::new();
        for file in files {
            if records.iter().any(|known| known.file == *file.name && known.hash == file.hash) {
                continue;
            }
            let sheets = sources.iter().filter(|source| source.file == file.name).map(SheetRecord::from).collect();
            let saved = file.saved.map(|day| day.to_string());
            records.push(Self {
                file: file.name.to_string(),
                bytes: file.bytes,
                hash: file.hash.clone(),
                saved,
                sheets,
            });
        }
        records
    }
}

impl CheckRecord {
    /// Of every check, in the order of the pipeline file.
    pub fn of(measurements: &Measurements) -> Vec<Self> {
        measurements.checks.iter().map(|checked| Self::of_one(checked, measurements)).collect()
    }

    fn of_one(checked: &Checked, measurements: &Measurements) -> Self {
        let failure = |failure: &Failure| FailureRecord {
            product: measurements.scope_name(failure.scope).to_owned(),
            period: measurements.calendar.label(failure.period),
            left: failure.left.to_string(),
            right: failure.right.to_string(),
            difference: failure.difference().to_string(),
        };
        Self {
            name: checked.name.to_string(),
            holds: checked.text.clone(),
            result: checked.result().slug(),
            compared: checked.compared,
            failed: checked.failures.len(),
            without_data: checked.without_data,
            failures: checked.failures.iter().map(failure).collect(),
        }
    }
}

impl From<&Source> for SheetRecord {
    fn from(source: &Source) -> Self {
        Self {
            input: source.input.to_string(),
            fact: source.fact.name(),
            sheet: source.sheet.as_ref().map(ToString::to_string),
            visible: source.visible,
            range: source.range.clone(),
            rows: RowsRecord::from(&source.count),
            layout: LayoutRecord::from(&source.layout),
        }
    }
}

impl From<&RowCount> for RowsRecord {
    fn from(count: &RowCount) -> Self {
        let &RowCount { read, used, rejected, blank, filtered, duplicate, empty, later, total, .. } = count;
        let &RowCount { repeated, section, note, superseded, .. } = count;
        let ignored_because =
            IgnoredRecord { blank, filtered, duplicate, empty, later, total, repeated, section, note, superseded };
        Self { read, used, rejected, ignored: count.ignored(), ignored_because }
    }
}

impl From<&Delivery> for OutputRecord {
    fn from(delivery: &Delivery) -> Self {
        Self {
            file: delivery.name.clone(),
            kind: delivery.kind.slug(),
            bytes: delivery.bytes,
            hash: delivery.hash.clone(),
            // Not whether it was written or had not changed: a second run of the same must give the same record.
            delivered: delivery.state.is_in_place(),
            pending: delivery.pending.clone(),
        }
    }
}

impl From<Tally> for FindingsRecord {
    fn from(Tally { stop, quarantine, warn, note }: Tally) -> Self {
        Self { stop, quarantine, warn, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Purpose;
    use crate::ingest::SheetLayout;
    use crate::publish::{Delivered, OutputKind};
    use crate::schema::FactKind;

    fn file(name: &str) -> SourceFile {
        SourceFile { name: name.into(), bytes: 12, hash: "ab".to_owned(), saved: None, purpose: Purpose::Export }
    }

    fn source(input: &str, file: &str, sheet: Option<&str>) -> Source {
        Source {
            input: input.into(),
            fact: FactKind::Revenue,
            file: file.into(),
            sheet: sheet.map(Into::into),
            visible: true,
            range: "A5:G12".to_owned(),
            count: RowCount {
                read: 7,
                used: 4,
                rejected: 1,
                blank: 1,
                filtered: 1,
                duplicate: 0,
                empty: 0,
                ..RowCount::default()
            },
            periods: None,
            layout: SheetLayout::default(),
        }
    }

    fn delivery(state: Delivered) -> Delivery {
        let (name, hash) = ("metrics.csv".to_owned(), "cd".to_owned());
        Delivery { name, kind: OutputKind::Csv, bytes: 3, hash, state, pending: None }
    }

    #[test]
    fn a_file_that_two_inputs_read_comes_once_with_the_sheets_of_both() {
        let files = [file("Revenue.xlsx"), file("Revenue.xlsx"), file("products.csv")];
        let sources = [source("revenue", "Revenue.xlsx", Some("2025")), source("units", "Revenue.xlsx", Some("2026"))];
        let records = InputRecord::of(&files, &sources);
        let seen: Vec<(&str, usize)> = records.iter().map(|r| (r.file.as_str(), r.sheets.len())).collect();
        assert_eq!(seen, [("Revenue.xlsx", 2), ("products.csv", 0)]);
    }

    #[test]
    fn rows_are_accounted_for() {
        let rows = SheetRecord::from(&source("revenue", "Revenue.csv", None)).rows;
        assert_eq!(rows.read, rows.used + rows.rejected + rows.ignored);
        let because = &rows.ignored_because;
        assert_eq!(rows.ignored, because.blank + because.filtered + because.duplicate + because.empty);
    }

    #[test]
    fn a_second_run_of_the_same_gives_the_same_record() {
        assert_eq!(
            OutputRecord::from(&delivery(Delivered::Written)),
            OutputRecord::from(&delivery(Delivered::Unchanged))
        );
        assert!(!OutputRecord::from(&delivery(Delivered::Not)).delivered);
    }

    #[test]
    fn the_record_is_json_that_people_can_read() {
        let record = Record {
            version: "0.1.0",
            pipeline: PipelineRecord {
                name: "Review".to_owned(),
                file: "monthly.toml".to_owned(),
                hash: "ef".to_owned(),
            },
            as_of: "2026-10".to_owned(),
            run: RunReference {
                id: "0002-3f9c2ab41d06".to_owned(),
                compared_with: None,
                asked: None,
                stands_until: Some("2026-11-07".to_owned()),
            },
            goals: GoalsReference::default(),
            inputs: InputRecord::of(&[file("매출.csv")], &[source("revenue", "매출.csv", None)]),
            checks: Vec::new(),
            outputs: vec![OutputRecord::from(&delivery(Delivered::Written))],
            findings: Tally { stop: 0, quarantine: 0, warn: 2, note: 1 }.into(),
            exit_code: 0,
        };
        insta::assert_snapshot!(String::from_utf8(record.to_bytes()).unwrap(), @r#"
        {
          "version": "0.1.0",
          "pipeline": {
            "name": "Review",
            "file": "monthly.toml",
            "hash": "ef"
          },
          "as_of": "2026-10",
          "run": {
            "id": "0002-3f9c2ab41d06",
            "compared_with": null,
            "asked": null,
            "stands_until": "2026-11-07"
          },
          "goals": {
            "file": null,
            "hash": null,
            "hash_before": null,
            "changed": false
          },
          "inputs": [
            {
              "file": "매출.csv",
              "bytes": 12,
              "hash": "ab",
              "saved": null,
              "sheets": [
                {
                  "input": "revenue",
                  "fact": "revenue",
                  "sheet": null,
                  "visible": true,
                  "range": "A5:G12",
                  "rows": {
                    "read": 7,
                    "used": 4,
                    "rejected": 1,
                    "ignored": 2,
                    "ignored_because": {
                      "blank": 1,
                      "filtered": 1,
                      "duplicate": 0,
                      "empty": 0,
                      "later": 0,
                      "total": 0,
                      "repeated": 0,
                      "section": 0,
                      "note": 0,
                      "superseded": 0
                    }
                  },
                  "layout": {
                    "shape": "table",
                    "header": null,
                    "columns": [],
                    "mapped": {},
                    "factor": null,
                    "unit": null,
                    "decimal": null,
                    "encoding": null,
                    "delimiter": null
                  }
                }
              ]
            }
          ],
          "checks": [],
          "outputs": [
            {
              "file": "metrics.csv",
              "kind": "csv",
              "bytes": 3,
              "hash": "cd",
              "delivered": true
            }
          ],
          "findings": {
            "stop": 0,
            "quarantine": 0,
            "warn": 2,
            "note": 1
          },
          "exit_code": 0
        }
        "#);
    }
}
