//! The *manifest* of a run, `run.json` beside its scorecards: what it read, wrote and found. Written last, so that a
//! folder without it holds no finished run.
//!
//! It says nothing of the clock or the machine: the same inputs give the same bytes, and an unchanged run is seen to
//! be unchanged. Later runs read it back by the same types. What an older version did not say has a default, and what a
//! newer one says besides is passed over.

mod checks;
mod inputs;
mod layout;

pub use checks::CheckEntry;
pub use inputs::InputEntry;

use super::files::FileHash;
use crate::diagnostic::SeverityCount;
use crate::ingest::EarlierSheet;
use crate::pipeline::Pipeline;
use serde::{Deserialize, Serialize};

/// Name of the manifest in the folder of a period.
pub const MANIFEST: &str = "run.json";

/// What there is to say of one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunManifest {
    /// Of goalpost.
    #[serde(default)]
    pub version: String,
    pub pipeline: PipelineEntry,
    /// Label of the as-of period.
    #[serde(default)]
    pub as_of: String,
    #[serde(default)]
    pub run: RunEntry,
    #[serde(default)]
    pub goals: GoalsEntry,
    #[serde(default)]
    pub inputs: Vec<InputEntry>,
    #[serde(default)]
    pub checks: Vec<CheckEntry>,
    #[serde(default)]
    pub outputs: Vec<OutputEntry>,
    #[serde(default)]
    pub findings: SeverityCount,
    #[serde(default = "not_said")]
    pub exit_code: u8,
}

/// Of a run whose manifest does not say how it ended: no success.
const fn not_said() -> u8 {
    u8::MAX
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PipelineEntry {
    pub name: String,
    #[serde(default)]
    pub file: String,
    #[serde(default)]
    pub hash: String,
}

/// The run in the history, and the last published one, with which it was compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunEntry {
    pub id: String,
    pub compared_with: Option<String>,
    /// The as-of period, where it was asked for.
    #[serde(default = "unknown")]
    pub asked: Option<String>,
    /// The first day on which a run of the same files would have something else to say.
    #[serde(default = "unknown")]
    pub stands_until: Option<String>,
}

/// Of a run whose manifest does not say which period was asked for or how long it stands: no period and no day, so that
/// nobody takes it for one that still stands.
#[expect(clippy::unnecessary_wraps, reason = "a default has the type of its field")]
fn unknown() -> Option<String> {
    Some("unknown".to_owned())
}

/// The goals workbook, and its hash in the last published run; they differ when somebody changed it since.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalsEntry {
    pub file: Option<String>,
    pub hash: Option<String>,
    pub hash_before: Option<String>,
    pub changed: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutputEntry {
    pub file: String,
    pub kind: String,
    pub bytes: usize,
    pub hash: String,
    /// Whether the folder has these bytes; if not, it still has older ones or none.
    pub delivered: bool,
    /// Where they lie instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<String>,
}

impl RunManifest {
    /// As it lies in the folder.
    pub fn to_bytes(&self) -> Vec<u8> {
        json(self)
    }

    /// `None` where the bytes are no manifest.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The files that it read, in the order of their names. A file that was read from two folders comes once.
    pub fn files(&self) -> Vec<FileHash> {
        let mut files: Vec<FileHash> =
            self.inputs.iter().map(|input| FileHash::new(&input.file, &input.hash)).collect();
        files.sort();
        files.dedup();
        files
    }

    /// The sheets that it read, for the next run to compare with.
    pub fn sheets(&self) -> Vec<EarlierSheet> {
        self.inputs.iter().flat_map(InputEntry::sheets).collect()
    }
}

/// As every file of ours that later runs read, for people too.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    // Texts and numbers under fixed names: nothing that JSON could refuse.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

impl GoalsEntry {
    /// The workbook by name and hash.
    pub fn as_file(&self) -> Option<FileHash> {
        Some(FileHash::new(self.file.as_ref()?, self.hash.as_ref()?))
    }
}

impl From<&Pipeline> for PipelineEntry {
    fn from(pipeline: &Pipeline) -> Self {
        Self { name: pipeline.name.clone(), file: pipeline.file.clone(), hash: pipeline.hash.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::FactSource;
    use crate::formats::{Purpose, SourceFile};
    use crate::ingest::SheetLayout;
    use crate::schema::FactKind;
    use crate::sheet::RowCount;

    fn file(name: &str) -> SourceFile {
        SourceFile { name: name.into(), bytes: 12, hash: "ab".to_owned(), saved: None, purpose: Purpose::Export }
    }

    fn source(input: &str, file: &str, sheet: Option<&str>) -> FactSource {
        FactSource {
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

    #[test]
    fn a_file_that_two_inputs_read_comes_once_with_the_sheets_of_both() {
        let files = [file("Revenue.xlsx"), file("Revenue.xlsx"), file("products.csv")];
        let sources = [source("revenue", "Revenue.xlsx", Some("2025")), source("units", "Revenue.xlsx", Some("2026"))];
        let entries = InputEntry::of(&files, &sources);
        let seen: Vec<(&str, usize)> = entries.iter().map(|entry| (entry.file.as_str(), entry.sheets.len())).collect();
        assert_eq!(seen, [("Revenue.xlsx", 2), ("products.csv", 0)]);
    }

    #[test]
    fn rows_are_accounted_for() {
        let entries = InputEntry::of(&[file("Revenue.csv")], &[source("revenue", "Revenue.csv", None)]);
        let rows = &entries[0].sheets[0].rows;
        assert_eq!(rows.read, rows.used + rows.rejected + rows.ignored);
        let because = &rows.ignored_because;
        assert_eq!(rows.ignored, because.blank + because.filtered + because.duplicate + because.empty);
    }

    #[test]
    fn the_manifest_is_json_that_people_can_read_and_is_read_back_as_it_was_written() {
        let manifest = RunManifest {
            version: "0.1.0".to_owned(),
            pipeline: PipelineEntry {
                name: "Review".to_owned(),
                file: "monthly.toml".to_owned(),
                hash: "ef".to_owned(),
            },
            as_of: "2026-10".to_owned(),
            run: RunEntry {
                id: "0002-3f9c2ab41d06".to_owned(),
                compared_with: None,
                asked: None,
                stands_until: Some("2026-11-07".to_owned()),
            },
            goals: GoalsEntry::default(),
            inputs: InputEntry::of(&[file("매출.csv")], &[source("revenue", "매출.csv", None)]),
            checks: Vec::new(),
            outputs: vec![OutputEntry {
                file: "metrics.csv".to_owned(),
                kind: "csv".to_owned(),
                bytes: 3,
                hash: "cd".to_owned(),
                delivered: true,
                pending: None,
            }],
            findings: SeverityCount { stop: 0, quarantine: 0, warn: 2, note: 1 },
            exit_code: 0,
        };
        assert_eq!(RunManifest::read(&manifest.to_bytes()).as_ref(), Some(&manifest));
        insta::assert_snapshot!(String::from_utf8(manifest.to_bytes()).unwrap(), @r#"
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

    #[test]
    fn a_manifest_that_is_old_or_strange_says_what_it_can() {
        let layout = r#","layout":{"shape":"crosstab","header":"AC7","columns":[],"mapped":{}}"#;
        let manifest = |layout: &str| {
            format!(
                r#"{{"pipeline":{{"name":"Review"}},"extra":[1],"inputs":[{{"file":"a.csv","sheets":[{{"input":"revenue","sheet":null{layout}}}]}}]}}"#
            )
        };
        let sheets = |text: &str| RunManifest::read(text.as_bytes()).map(|manifest| manifest.sheets().len());
        assert_eq!(sheets(&manifest(layout)), Some(1));
        assert_eq!(sheets(&manifest("")), Some(0), "of an older version");
        assert_eq!(sheets(&manifest(&layout.replace("crosstab", "pivot"))), Some(0), "of a newer version");
        for text in ["", "{", "3", "[]", "{}", "{\"pipeline\":3}", "{\"pipeline\":{}}"] {
            assert_eq!(sheets(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_manifest_does_not_say_is_no_success_and_no_period() {
        let manifest = RunManifest::read(br#"{"pipeline":{"name":"Review"},"as_of":"2026-10"}"#).unwrap();
        assert_ne!(manifest.exit_code, 0);
        assert!(manifest.run.id.is_empty() && manifest.outputs.is_empty());
        let run: RunEntry = serde_json::from_str(r#"{"id":"0001-00ab41d06f3c","stands_until":null}"#).unwrap();
        assert!(run.asked.is_some_and(|asked| asked != "2026-10"));
    }

    #[test]
    fn a_manifest_that_does_not_say_how_long_its_run_stands_names_no_day() {
        let stands = |run: &str| {
            let run = format!(r#"{{"pipeline":{{"name":"Review"}},"run":{{"id":"0001-00ab41d06f3c"{run}}}}}"#);
            RunManifest::read(run.as_bytes()).unwrap().run.stands_until
        };
        assert_eq!(stands(r#","asked":null,"stands_until":"2026-11-07""#).as_deref(), Some("2026-11-07"));
        assert_eq!(stands(r#","asked":"2026-10","stands_until":null"#), None);
        assert!(stands("").is_some_and(|day| day.parse::<crate::calendar::Date>().is_err()), "of an older version");
    }
}
