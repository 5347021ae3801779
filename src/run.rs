//! The program on one page.

pub mod compare;
mod course;
mod earlier;
mod look_back;
pub mod outputs;
mod past;
mod problem;
mod unchanged;
mod working_day;

pub use course::Course;
use course::Stopped;
use earlier::Shelf;
use past::Past;
pub use problem::{RULES, RunProblem};
pub use unchanged::{Unchanged, unchanged};
pub use working_day::working_day;

use crate::calendar::Date;
use crate::diagnostic::{Finding, Rule, Warned};
use crate::facts::{Facts, OpenedCalendar, Source};
use crate::formats::SourceFile;
use crate::ingest::Table;
use crate::metrics::{Measurements, Registry, registry};
use crate::pipeline::Pipeline;
use crate::progress::Progress;
use crate::publish::{Published, Publisher};
use crate::{explain, facts, formats, goals, history, ingest, metrics, pipeline, publish, score, scorecard};
use look_back::ThisRun;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is to be done, with nothing left to look up: the clock and the environment are in here as values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub pipeline: PathBuf,
    /// Label of the as-of period; by default the latest that every required input covers.
    pub as_of: Option<String>,
    /// Instead of the pipeline's own output folder.
    pub output: Option<PathBuf>,
    pub mode: Mode,
    /// Whether to take the lock of another run away.
    pub break_lock: bool,
    /// How long exports must lie still before they are read; `None` to read them at once.
    pub settle: Option<Duration>,
    /// The day of the run, for the freshness of the data.
    pub today: Date,
    /// When the run began, for the history alone; `None` of what is never published.
    pub now: Option<String>,
}

/// The machine that a run is on.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Files that may be read at once.
    pub threads: NonZeroUsize,
    pub publisher: Publisher,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Publish,
    /// Everything up to the bytes of the outputs, and none of them written.
    DryRun,
    /// Every check, no outputs.
    Check,
}

/// How far a run came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    #[default]
    PipelineFile,
    /// Of data and goals.
    Checks,
    Publishing,
    End,
}

/// What came of a run.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Of all stages, in the order in which they came up.
    pub findings: Vec<Finding>,
    pub reached: Reached,
    /// Folder of the outputs.
    pub folder: Option<PathBuf>,
    pub published: Option<Published>,
    pub read: WhatWasRead,
    /// What the hook said, a line each.
    pub hook_said: Vec<String>,
}

/// What a run read, as far as it came to facts.
#[derive(Debug, Clone, Default)]
pub struct WhatWasRead {
    /// Every file that was opened.
    pub files: Vec<SourceFile>,
    /// Every sheet that was used.
    pub sources: Vec<Source>,
}

/// Runs a pipeline. Stages collect their findings; the run stops between two stages and never inside one.
pub fn run(request: &Request, machine: &Machine, progress: &Progress) -> Outcome {
    let mut course = Course::default();
    // A course that stopped has the findings that say why.
    let _ = stages(request, machine, progress, &mut course);
    course.finish()
}

fn stages(request: &Request, machine: &Machine, progress: &Progress, course: &mut Course) -> Result<(), Stopped> {
    let Ingested { pipeline, calendar_file, mut facts, tables } =
        ingest_facts(request, machine.threads, progress, course)?;

    progress.stage("computing metrics", 0).finish();
    let registry = Registry::of(&pipeline.metrics).with_checks(&pipeline.checks);
    let mut measurements = measure_facts(&facts, &registry, course);
    check_totals(&pipeline, &mut measurements, course);
    let goals = goals::open(pipeline.goals.as_ref(), &facts.calendar, &measurements.catalog, &registry);
    let goals = course.keep(goals)?;
    let wardrobe = course.take(scorecard::theme::open(&pipeline.scorecards));
    facts.files.extend(calendar_file.into_iter().chain(goals.sources.clone()).chain(wardrobe.files.clone()));
    course.has_read(&facts);
    let output = request.output.as_ref().unwrap_or(&pipeline.output);
    let history = history::open(&pipeline.history.folder(output), &pipeline.name, &measurements.calendar);
    let history = course.take(history);
    let run = ThisRun::of(&pipeline, &measurements, &goals, &facts.files);
    let before = history.before(&run.identity);
    let changes = course
        .take(run.look_back(&before, explain::Sources { tables: &tables, facts: &facts, measurements: &measurements }));
    drop(tables);
    course.go_on()?;

    progress.stage("scoring goals", 0).finish();
    let mut scores = score::score(&measurements, &goals, &pipeline.scoring, pipeline.not_agreed(), pipeline.landing);
    scores.since = score::since(&before, changes, run.scene());
    if request.mode == Mode::Check {
        course.end();
        return Ok(());
    }

    progress.stage("laying out the scorecard", 0).finish();
    course.reach(Reached::Publishing);
    let period = measurements.calendar.label(measurements.as_of);
    let findings = course.findings().to_vec();
    let made = outputs::Made {
        measurements: &measurements,
        facts: &facts,
        goals: &goals,
        scores: &scores,
        findings: &findings,
        wardrobe: &wardrobe,
    };
    let shelf = Shelf::of(output, &measurements.calendar, measurements.as_of, &period);
    let mut outputs = course.keep(outputs::scorecards(&pipeline, made, &shelf, &period))?;
    outputs.extend(outputs::tables(&scores, &measurements, &findings));

    progress.stage("publishing", 0).finish();
    let destination = publish::Destination { output, period: &period };
    let publisher = (request.mode == Mode::Publish).then_some(&machine.publisher);
    let read = outputs::Read {
        files: &facts.files,
        sources: &facts.sources,
        measurements: &measurements,
        asked: request.as_of.is_some(),
        stands_until: facts.stands_until,
    };
    let remember = |outcome: &Outcome| run.remember(&history, &before, &scores, request.now.as_deref(), outcome);
    let record = |outcome: &Outcome| outputs::record(&pipeline, &period, &read, run.reference(&before), outcome);
    course.publish(&outputs, &destination, publisher, remember, record)?;
    course.call(pipeline.after.as_ref(), publisher);
    Ok(())
}

/// What the pipeline file and the exports say.
struct Ingested {
    pipeline: Pipeline,
    calendar_file: Option<SourceFile>,
    facts: Facts,
    tables: Vec<Table>,
}

/// From the pipeline file to facts. The tables are given too: they know the cell of every row.
fn ingest_facts(
    request: &Request,
    threads: NonZeroUsize,
    progress: &Progress,
    course: &mut Course,
) -> Result<Ingested, Stopped> {
    let pipeline = course.keep(open_pipeline(&request.pipeline))?;
    let OpenedCalendar { calendar, source: calendar_file } = course.keep(facts::open_calendar(&pipeline.calendar))?;
    let as_of = course.hold(request.period(&calendar))?;
    course.begin_checks(&pipeline.quality.policies);

    let catalog = course.try_keep(facts::open_catalog(pipeline.products.as_ref(), &calendar));
    let past = Past::of(&pipeline, &calendar, request);
    let rates = facts::open_rates(pipeline.fx.as_ref(), pipeline.currency.as_deref(), &calendar);
    let rates = course.try_keep(rates);
    let reading = ingest::Request {
        root: &pipeline.root,
        calendar: &calendar,
        past: &past.sheets(as_of),
        threads,
        settle: request.settle,
    };
    let tables = ingest_exports(&pipeline, &reading, progress, course);
    let (catalog, rates) = catalog.zip(rates).ok_or(Stopped)?;
    let wanted = facts::Request::of(&pipeline, &calendar, catalog, as_of, request.today);
    let facts = course.take(facts::resolve(&tables, &facts::Request { rates, ..wanted }));
    let facts = facts.ok_or(Stopped)?;
    course.add(past.drift(&tables, facts.as_of));
    Ok(Ingested { pipeline, calendar_file, facts, tables })
}

/// From facts to measurements, with the plan that came as an export.
fn measure_facts(facts: &Facts, registry: &Registry, course: &mut Course) -> Measurements {
    let plans = course.take(metrics::read_plans(&facts.plan, registry, &facts.calendar));
    metrics::compute(facts, registry, plans)
}

/// Holds the exports to the control totals of the pipeline, and sets aside the products whose data failed a check.
fn check_totals(pipeline: &Pipeline, measurements: &mut Measurements, course: &mut Course) {
    measurements.checks = course.take(metrics::check_totals(&pipeline.checks, measurements));
    let aside = course.quarantined();
    measurements.quarantined = aside.iter().filter_map(|name| measurements.catalog.find(name)).collect();
}

/// All that a figure may be explained from.
#[derive(Debug)]
pub struct Measured {
    pub tables: Vec<Table>,
    pub facts: Facts,
    pub measurements: Measurements,
}

/// A run as far as its measurements, with the tables that they come from; `None` where a finding stops it.
pub fn measure(request: &Request, threads: NonZeroUsize, progress: &Progress) -> (Option<Measured>, Outcome) {
    let mut course = Course::default();
    let mut short = || {
        let Ingested { pipeline, facts, tables, .. } = ingest_facts(request, threads, progress, &mut course)?;
        let measurements = measure_facts(&facts, &Registry::of(&pipeline.metrics), &mut course);
        course.go_on().map(|()| Measured { tables, facts, measurements })
    };
    let measured = short().ok();
    (measured, course.finish())
}

/// Reads and checks a pipeline file against all that it may speak of.
pub fn open_pipeline(path: &Path) -> Result<Warned<Pipeline>, Vec<Finding>> {
    let (rules, metrics) = (rules().collect::<Vec<_>>(), registry::names());
    pipeline::open(path, pipeline::Known { rules: &rules, metrics: &metrics })
}

/// Every input, in their order; a file that cannot be read hides no other.
fn ingest_exports(
    pipeline: &Pipeline,
    request: &ingest::Request<'_>,
    progress: &Progress,
    course: &mut Course,
) -> Vec<Table> {
    let stage = progress.stage("reading exports", pipeline.inputs.len());
    let tables = ingest::read_all(&pipeline.inputs, request, |input| stage.advance(&input.name));
    tables.into_iter().map(|table| course.take(table)).collect()
}

/// The rules of every stage, for `explain` and for the codes under `[quality]`.
pub fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    let ingest = [formats::RULES, ingest::RULES, ingest::FILE_RULES, ingest::LAYOUT_RULES, ingest::TABLE_RULES];
    let others = [facts::RULES, metrics::RULES, goals::RULES, history::RULES, scorecard::RULES, publish::RULES, RULES];
    [pipeline::RULES].into_iter().chain(ingest).chain(others).flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_code_of_its_own_and_says_how_to_mend_it() {
        let mut codes = BTreeSet::new();
        for rule in rules() {
            assert!(codes.insert(rule.code), "{} twice", rule.code);
            assert!(rule.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit()));
            assert!(rule.explanation.ends_with('.'), "{}", rule.code);
        }
    }
}
