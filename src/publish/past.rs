//! Earlier runs, as the folder of the outputs has them.

use super::RECORD;
use super::record::past_sheets;
use crate::calendar::Date;
use crate::history::RunId;
use crate::ingest::PastSheet;
use serde::Deserialize;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Names of the folders in `output` that hold a finished run of any pipeline.
pub fn runs(output: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(output) else { return Vec::new() };
    let finished = entries.flatten().filter(|entry| entry.path().join(RECORD).is_file());
    let mut names: Vec<String> = finished.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The sheets that the run in a folder of `output` read; `None` when its record cannot be read or is of another
/// pipeline, which is no error: a run does not depend on those before it.
pub fn sheets(output: &Path, run: &str, pipeline: &str) -> Option<Vec<PastSheet>> {
    past_sheets(&bytes(&output.join(run))?, pipeline)
}

/// The outputs that stand in the record in a folder of `output`, of whatever pipeline; none where it cannot be read.
pub fn recorded_outputs(output: &Path, run: &str) -> Vec<FinishedOutput> {
    #[derive(Deserialize)]
    struct Record {
        outputs: Vec<FinishedOutput>,
    }
    let record = bytes(&output.join(run)).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    record.map_or_else(Vec::new, |record: Record| record.outputs)
}

/// A finished run, as its record says.
#[derive(Debug, Clone)]
pub struct Finished {
    pub folder: PathBuf,
    pub run: RunId,
    /// Label of its period.
    pub as_of: String,
    /// Whether somebody asked for the period.
    pub asked: bool,
    /// The first day on which it may have something else to say.
    pub stands_until: Option<Date>,
    pub exit_code: u8,
    pub outputs: Vec<FinishedOutput>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FinishedOutput {
    pub file: String,
    pub kind: String,
    pub hash: String,
    pub delivered: bool,
}

/// The finished runs of a pipeline. Records that cannot be read, or that an earlier version wrote, are passed over.
pub fn finished(output: &Path, pipeline: &str) -> Vec<Finished> {
    let of = |folder: PathBuf| read(&bytes(&folder)?, folder, pipeline);
    runs(output).into_iter().filter_map(|name| of(output.join(name))).collect()
}

fn read(bytes: &[u8], folder: PathBuf, pipeline: &str) -> Option<Finished> {
    #[derive(Deserialize)]
    struct Record {
        pipeline: Name,
        as_of: String,
        run: Run,
        outputs: Vec<FinishedOutput>,
        exit_code: u8,
    }
    #[derive(Deserialize)]
    struct Name {
        name: String,
    }
    #[derive(Deserialize)]
    struct Run {
        id: String,
        // A record without them says nothing of how long it holds.
        #[serde(deserialize_with = "Option::deserialize")]
        asked: Option<String>,
        #[serde(deserialize_with = "Option::deserialize")]
        stands_until: Option<String>,
    }
    let Record { pipeline: Name { name }, as_of, run, outputs, exit_code } = serde_json::from_slice(bytes).ok()?;
    let stands_until = match run.stands_until {
        Some(day) => Some(day.parse().ok()?),
        None => None,
    };
    let asked = run.asked.is_some();
    let run = run.id.parse().ok()?;
    (name == pipeline).then_some(Finished { folder, run, as_of, asked, stands_until, exit_code, outputs })
}

/// Of the record in the folder of a run.
fn bytes(folder: &Path) -> Option<Vec<u8>> {
    /// A record has a few hundred bytes a sheet.
    const LARGEST: u64 = 64 << 20;
    let mut bytes = Vec::new();
    std::fs::File::open(folder.join(RECORD)).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: &str = r#"{"pipeline":{"name":"Review"},"as_of":"2026-09","exit_code":3,
        "outputs":[{"file":"S.xlsx","kind":"scorecard","hash":"ab","delivered":true}],
        "run":{"id":"0001-00ab41d06f3c","asked":null,"stands_until":null}}"#;

    /// A folder of outputs with a record in each of some folders of runs.
    fn output(records: &[(&str, &str)]) -> tempfile::TempDir {
        let output = tempfile::tempdir().unwrap();
        for (run, record) in records {
            std::fs::create_dir(output.path().join(run)).unwrap();
            super::super::write_new(&output.path().join(run).join(RECORD), record.as_bytes()).unwrap();
        }
        output
    }

    #[test]
    fn every_folder_with_a_record_is_a_finished_run_and_those_of_the_pipeline_are_told() {
        let output = output(&[("2026-10", "half {"), ("2026-09", RECORDED)]);
        std::fs::create_dir(output.path().join("2026-08")).unwrap();
        assert_eq!(runs(output.path()), ["2026-09", "2026-10"]);
        let [run] = &finished(output.path(), "Review")[..] else { panic!("one of them can be read") };
        assert_eq!((run.folder.clone(), &*run.as_of, run.exit_code), (output.path().join("2026-09"), "2026-09", 3));
        assert!(finished(output.path(), "Another").is_empty());
        assert!(runs(&output.path().join("nowhere")).is_empty());
    }

    #[test]
    fn a_record_tells_its_outputs_whatever_pipeline_it_is_of_and_one_that_cannot_be_read_tells_none() {
        let output = output(&[("2026-10", "half {"), ("2026-09", RECORDED)]);
        let [recorded] = &recorded_outputs(output.path(), "2026-09")[..] else { panic!("there is one output") };
        assert_eq!((&*recorded.file, &*recorded.kind, recorded.delivered), ("S.xlsx", "scorecard", true));
        assert!(recorded_outputs(output.path(), "2026-10").is_empty());
    }

    #[test]
    fn a_record_that_does_not_say_how_long_it_holds_is_passed_over() {
        let record = |run: &str| {
            let head = r#"{"pipeline":{"name":"Review"},"as_of":"2026-10","outputs":[],"exit_code":0,"run":{"id":"0001-00ab41d06f3c""#;
            read(format!("{head}{run}}}}}").as_bytes(), PathBuf::new(), "Review")
        };
        let whole = record(r#","asked":null,"stands_until":"2026-11-07""#).unwrap();
        assert_eq!((whole.asked, whole.stands_until), (false, "2026-11-07".parse().ok()));
        assert!(record(r#","asked":"2026-10","stands_until":null"#).is_some_and(|run| run.asked));
        assert!(record(r#","asked":null,"stands_until":"soon""#).is_none());
        assert!(record("").is_none(), "of an earlier version");
    }
}
