//! The *published folder*: the output folder of pipelines, with a folder of each period for which a run was published. Its
//! manifest says that a run is finished; one that cannot be read is no error, since a run does not depend on those before
//! it.

use super::manifest::{MANIFEST, RunManifest};
use crate::calendar::{FiscalCalendar, Period};
use crate::ingest::EarlierSheet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The finished runs in an output folder.
#[derive(Debug, Clone)]
pub struct PublishedFolder {
    output: PathBuf,
    /// With the labels of their periods, the newest first.
    runs: Vec<(Period, String)>,
}

impl PublishedFolder {
    pub fn open(output: &Path, calendar: &FiscalCalendar) -> Self {
        let period = |name: &String| calendar.parse_label(name).filter(|span| span.len() == 1).map(|span| span.first);
        let mut runs: Vec<(Period, String)> =
            published_runs(output).into_iter().filter_map(|name| Some((period(&name)?, name))).collect();
        runs.sort_by(|a, b| b.cmp(a));
        Self { output: output.to_owned(), runs }
    }

    /// The folder of a period.
    pub fn folder(&self, label: &str) -> PathBuf {
        self.output.join(label)
    }

    /// Labels of the periods before one, the newest first.
    pub fn before(&self, as_of: Period) -> impl Iterator<Item = &str> {
        self.runs.iter().filter(move |(period, _)| *period < as_of).map(|(_, label)| label.as_str())
    }

    /// The sheets of the newest run up to the period asked for, for columns that cannot be found any more.
    pub fn sheets(&self, pipeline: &str, as_of: Option<Period>) -> Vec<EarlierSheet> {
        let newest = self.newest(pipeline, |period| as_of.is_none_or(|as_of| period <= as_of));
        newest.map(|(_, sheets)| sheets).unwrap_or_default()
    }

    /// The sheets of the run before, with the label of its period. That is the one of an earlier period, so that a second
    /// run of a period is told what the first one was; only the very first period is compared with itself.
    pub fn sheets_before(&self, pipeline: &str, as_of: Period) -> Option<(&str, Vec<EarlierSheet>)> {
        self.newest(pipeline, |period| period < as_of).or_else(|| self.newest(pipeline, |period| period == as_of))
    }

    fn newest(&self, pipeline: &str, is_wanted: impl Fn(Period) -> bool) -> Option<(&str, Vec<EarlierSheet>)> {
        let mut runs = self.runs.iter().filter(|(period, _)| is_wanted(*period));
        runs.find_map(|(_, label)| {
            let manifest = RunManifest::open(&self.folder(label)).filter(|run| run.pipeline.name == pipeline)?;
            Some((label.as_str(), manifest.sheets()))
        })
    }
}

/// Names of the folders in `output` that hold a finished run of any pipeline.
pub fn published_runs(output: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(output) else { return Vec::new() };
    let finished = entries.flatten().filter(|entry| entry.path().join(MANIFEST).is_file());
    let mut names: Vec<String> = finished.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

impl RunManifest {
    /// Of the run in a folder of a period, of whatever pipeline.
    pub fn open(folder: &Path) -> Option<Self> {
        /// A manifest has a few hundred bytes a sheet.
        const LARGEST: u64 = 64 << 20;
        let mut bytes = Vec::new();
        std::fs::File::open(folder.join(MANIFEST)).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
        Self::read(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::YearName;

    const RECORDED: &str = r#"{"pipeline":{"name":"Review"},"as_of":"2026-09","exit_code":3,
        "outputs":[{"file":"S.xlsx","kind":"scorecard","hash":"ab","delivered":true}],
        "run":{"id":"0001-00ab41d06f3c","asked":null,"stands_until":null}}"#;

    const SHEET: &str = r#""inputs":[{"file":"a.csv","sheets":[{"input":"revenue","sheet":null,
        "layout":{"shape":"table","header":"A1","columns":["Product"],"mapped":{},"factor":null,"unit":null}}]}]"#;

    /// A folder of outputs with a manifest in each of some folders of runs.
    fn output(manifests: &[(&str, &str)]) -> tempfile::TempDir {
        let output = tempfile::tempdir().unwrap();
        for (run, manifest) in manifests {
            std::fs::create_dir(output.path().join(run)).unwrap();
            #[expect(clippy::disallowed_methods, reason = "the test plays a publisher")]
            std::fs::write(output.path().join(run).join(MANIFEST), manifest).unwrap();
        }
        output
    }

    #[test]
    fn every_folder_with_a_manifest_is_a_finished_run_whether_it_can_be_read_or_not() {
        let output = output(&[("2026-10", "half {"), ("2026-09", RECORDED)]);
        std::fs::create_dir(output.path().join("2026-08")).unwrap();
        assert_eq!(published_runs(output.path()), ["2026-09", "2026-10"]);
        let run = RunManifest::open(&output.path().join("2026-09")).unwrap();
        assert_eq!((&*run.pipeline.name, &*run.as_of, run.exit_code), ("Review", "2026-09", 3));
        let [recorded] = &run.outputs[..] else { panic!("there is one output") };
        assert_eq!((&*recorded.file, &*recorded.kind, recorded.delivered), ("S.xlsx", "scorecard", true));
        assert!(RunManifest::open(&output.path().join("2026-10")).is_none());
        assert!(published_runs(&output.path().join("nowhere")).is_empty());
    }

    #[test]
    fn the_run_before_is_the_newest_of_an_earlier_period_that_is_of_the_pipeline_and_can_be_read() {
        let manifest = |name: &str| format!("{{\"pipeline\":{{\"name\":\"{name}\"}},{SHEET}}}");
        let (review, other) = (manifest("Review"), manifest("Other"));
        let output = output(&[("2026-07", &review), ("2026-08", &review), ("2026-09", &other), ("2026-10", "half {")]);
        let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
        let period = |label: &str| calendar.parse_label(label).unwrap().first;
        let published = PublishedFolder::open(output.path(), &calendar);
        let before = |label: &str| {
            published.sheets_before("Review", period(label)).map(|(since, sheets)| (since.to_owned(), sheets.len()))
        };
        assert_eq!(before("2026-11"), Some(("2026-08".to_owned(), 1)));
        assert_eq!(before("2026-08"), Some(("2026-07".to_owned(), 1)));
        assert_eq!(before("2026-07"), Some(("2026-07".to_owned(), 1)), "the very first is compared with itself");
        assert_eq!(before("2026-06"), None);
        assert_eq!(published.sheets("Review", None).len(), 1);
        assert_eq!(published.before(period("2026-09")).collect::<Vec<_>>(), ["2026-08", "2026-07"]);
    }
}
