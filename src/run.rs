//! The program on one page.

mod comments;
pub mod compare;
mod course;
mod look_back;
mod outcome;
pub mod outputs;
mod problem;
mod request;
mod rules;
mod this_run;
mod unchanged;
mod working_day;

pub use course::Course;
pub use outcome::{Outcome, Reached, WhatWasRead};
pub use problem::RunProblem;
pub use request::{Machine, Mode, RunRequest};
pub use rules::{open_pipeline, rules};
pub use unchanged::{Unchanged, unchanged};
pub use working_day::working_day;

use crate::facts::{Facts, OpenedCalendar};
use crate::formats::SourceFile;
use crate::history::PublishedFolder;
use crate::ingest::Table;
use crate::metrics::{Measurements, Registry};
use crate::pipeline::Pipeline;
use crate::progress::Progress;
use crate::{explain, facts, goals, history, ingest, metrics, publish, score, scorecard};
use course::Stopped;
use std::num::NonZeroUsize;
use this_run::ThisRun;

/// Runs a pipeline. Stages collect their findings; the run stops between two stages and never inside one.
pub fn run(request: &RunRequest, machine: &Machine, progress: &Progress) -> Outcome {
    let mut course = Course::default();
    // A course that stopped has the findings that say why.
    let _ = stages(request, machine, progress, &mut course);
    course.finish()
}

fn stages(request: &RunRequest, machine: &Machine, progress: &Progress, course: &mut Course) -> Result<(), Stopped> {
    let Ingested { pipeline, calendar_file, published, mut facts, tables } =
        ingest_facts(request, machine.threads, progress, course)?;

    progress.stage("computing metrics", 0).finish();
    let registry = Registry::of(&pipeline.metrics).with_checks(&pipeline.checks);
    let mut measurements = measure_facts(&facts, &registry, course);
    check_totals(&pipeline, &mut measurements, course);
    let goals = goals::open(pipeline.goals.as_ref(), &facts.calendar, &measurements.catalog, &registry);
    let goals = course.keep(goals)?;
    let workbook_themes = course.take(scorecard::theme::open(&pipeline.scorecards));
    facts.files.extend(calendar_file.into_iter().chain(goals.sources.clone()).chain(workbook_themes.files.clone()));
    course.has_read(&facts);
    let output = request.output(&pipeline);
    let history = history::open(&pipeline.history.folder(output), &pipeline.name, &measurements.calendar);
    let history = course.take(history);
    let run = ThisRun::of(&pipeline, &facts, &measurements, &goals);
    let earlier = history.earlier_runs(&run.identity);
    let sources = explain::Sources { tables: &tables, facts: &facts, measurements: &measurements };
    let changes = course.take(run.look_back(&earlier, sources));
    drop(tables);
    course.go_on()?;

    progress.stage("scoring goals", 0).finish();
    let setting = score::ScoreSetting::of(&pipeline, &measurements, &goals);
    let mut scores = score::score(&setting);
    scores.since = score::since(&earlier, changes, &setting);
    if request.mode == Mode::Check {
        course.end();
        return Ok(());
    }

    progress.stage("laying out the scorecard", 0).finish();
    course.reach(Reached::Publishing);
    let period = measurements.calendar.label(measurements.as_of);
    let findings = course.findings().to_vec();
    let made = outputs::ScorecardParts {
        measurements: &measurements,
        facts: &facts,
        goals: &goals,
        scores: &scores,
        findings: &findings,
        workbook_themes: &workbook_themes,
    };
    let mut outputs = course.keep(outputs::scorecards(&pipeline, made, &published, &period))?;
    outputs.extend(outputs::tables(&scores, &measurements, &findings));

    progress.stage("publishing", 0).finish();
    let destination = publish::Destination { output, period: &period };
    let publisher = (request.mode == Mode::Publish).then_some(&machine.publisher);
    let record = |outcome: &Outcome| run.record(&earlier, &scores, request, outcome);
    course.publish(&outputs, &destination, publisher, record)?;
    course.call(pipeline.after.as_ref(), publisher);
    Ok(())
}

/// What the pipeline file and the exports say.
struct Ingested {
    pipeline: Pipeline,
    calendar_file: Option<SourceFile>,
    /// What earlier runs have published.
    published: PublishedFolder,
    facts: Facts,
    tables: Vec<Table>,
}

/// From the pipeline file to facts. The tables are given too: they know the cell of every row.
fn ingest_facts(
    request: &RunRequest,
    threads: NonZeroUsize,
    progress: &Progress,
    course: &mut Course,
) -> Result<Ingested, Stopped> {
    let pipeline = course.keep(open_pipeline(&request.pipeline))?;
    let OpenedCalendar { calendar, source: calendar_file } = course.keep(facts::open_calendar(&pipeline.calendar))?;
    let as_of = course.hold(request.period(&calendar))?;
    course.begin_checks(&pipeline.quality.policies);

    let catalog = course.try_keep(facts::open_catalog(pipeline.products.as_ref(), &calendar));
    let published = PublishedFolder::open(request.output(&pipeline), &calendar);
    let rates = facts::open_rates(pipeline.fx.as_ref(), pipeline.currency.as_deref(), &calendar);
    let rates = course.try_keep(rates);
    let reading = ingest::IngestRequest {
        root: &pipeline.root,
        calendar: &calendar,
        earlier: &published.sheets(&pipeline.name, as_of),
        threads,
        settle: request.settle,
    };
    let tables = ingest_exports(&pipeline, &reading, progress, course);
    let (catalog, rates) = catalog.zip(rates).ok_or(Stopped)?;
    let wanted = facts::FactRequest::of(&pipeline, &calendar, catalog, as_of, request.today);
    let is_stopped = course.go_on().is_err();
    let facts = course.take(facts::resolve(&tables, &facts::FactRequest { rates, is_stopped, ..wanted }));
    let facts = facts.ok_or(Stopped)?;
    if let Some((since, sheets)) = published.sheets_before(&pipeline.name, facts.as_of) {
        course.add(ingest::drift(&tables, &sheets, since, &calendar));
    }
    Ok(Ingested { pipeline, calendar_file, published, facts, tables })
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
pub struct MeasuredRun {
    pub tables: Vec<Table>,
    pub facts: Facts,
    pub measurements: Measurements,
}

/// A run as far as its measurements, with the tables that they come from; `None` where a finding stops it.
pub fn measure(request: &RunRequest, threads: NonZeroUsize, progress: &Progress) -> (Option<MeasuredRun>, Outcome) {
    let mut course = Course::default();
    let mut short = || {
        let Ingested { pipeline, facts, tables, .. } = ingest_facts(request, threads, progress, &mut course)?;
        let measurements = measure_facts(&facts, &Registry::of(&pipeline.metrics), &mut course);
        course.go_on().map(|()| MeasuredRun { tables, facts, measurements })
    };
    let measured = short().ok();
    (measured, course.finish())
}

/// Every input, in their order; a file that cannot be read hides no other.
fn ingest_exports(
    pipeline: &Pipeline,
    request: &ingest::IngestRequest<'_>,
    progress: &Progress,
    course: &mut Course,
) -> Vec<Table> {
    let stage = progress.stage("reading exports", pipeline.inputs.len());
    let tables = ingest::read_all(&pipeline.inputs, request, |input| stage.advance(&input.name));
    tables.into_iter().map(|table| course.take(table)).collect()
}
