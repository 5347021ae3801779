//! Which records may be dropped when only some of each as-of period are kept.

use super::{Before, PastRun, RunId};
use crate::calendar::Period;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Folders of the records beyond the newest `keep` of each as-of period, once the run that looks back is one of them.
/// Never among them: a run that was the first to see goals as they then were, since moves hang on it, and what the
/// newest run of a period was compared with, since the same run made again must look back on the same past.
pub(super) fn surplus(runs: &[PastRun], before: &Before<'_>, keep: u32) -> Vec<PathBuf> {
    let keep = usize::try_from(keep).unwrap_or(usize::MAX);
    let mut of_period: BTreeMap<Period, Vec<Option<&PastRun>>> = [(before.as_of, vec![None])].into();
    for run in runs.iter().rev() {
        of_period.entry(run.as_of).or_default().push(Some(run));
    }
    let mut needed: BTreeSet<RunId> = first_to_see(runs).collect();
    needed.extend([before.base(), before.previous()].into_iter().flatten().map(|run| run.id));
    for newest in of_period.values().filter_map(|runs| runs.first().copied().flatten()) {
        needed.extend(newest.file.compared_with.iter().filter_map(|id| id.parse::<RunId>().ok()));
    }
    let old = of_period.into_values().flat_map(|runs| runs.into_iter().skip(keep)).flatten();
    let mut folders: Vec<PathBuf> = old.filter(|run| !needed.contains(&run.id)).map(|run| run.folder.clone()).collect();
    folders.sort();
    folders
}

/// Runs whose goals are not those of the run before.
fn first_to_see(runs: &[PastRun]) -> impl Iterator<Item = RunId> + '_ {
    let differs = |at: usize| at == 0 || runs[at - 1].goals != runs[at].goals;
    (0..runs.len()).filter(move |&at| differs(at)).map(|at| runs[at].id)
}
