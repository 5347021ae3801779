//! `goalpost explain PIPELINE --product P --metric M`.

use super::object;
use super::text::{self, Listed};
use crate::calendar::{Period, Window};
use crate::cli::machine;
use crate::cli::problem::CliProblem;
use crate::cli::terminal::Terminal;
use crate::diagnostic::Finding;
use crate::exit::Exit;
use crate::explain::{self, Question, Sources};
use crate::metrics::{Measurements, Metric, Scope};
use crate::place::Place;
use crate::progress::Progress;
use crate::run::{self, MeasuredRun, RunRequest};

/// Which figure is asked about, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Asked {
    pub(in crate::cli) request: RunRequest,
    pub(in crate::cli) product: Option<String>,
    pub(in crate::cli) metric: Option<String>,
    pub(in crate::cli) window: Window,
    /// The last period of the window; by default the as-of period.
    pub(in crate::cli) period: Option<String>,
    pub(in crate::cli) listed: Listed,
}

/// The name of the portfolio in the tables.
const PORTFOLIO: &str = "*";

pub(in crate::cli) fn explain(asked: &Asked, terminal: &Terminal) -> Exit {
    let refuse = |problem| terminal.refuse(&[Finding::new(Place::Nowhere, problem)], Exit::Usage);
    let (Some(product), Some(metric)) = (&asked.product, &asked.metric) else {
        return refuse(CliProblem::FigureNotNamed);
    };
    let (measured, outcome) = run::measure(&asked.request, machine::threads(), &Progress::new(terminal.progress()));
    let Some(MeasuredRun { tables, facts, measurements }) = measured else {
        return terminal.refuse(&outcome.findings, outcome.exit());
    };
    let question = match question(asked, product, metric, &measurements) {
        Ok(question) => question,
        Err(problem) => return refuse(problem),
    };
    let sources = Sources { tables: &tables, facts: &facts, measurements: &measurements };
    let explanation = explain::explain(sources, question);
    terminal.show(|| text::text(&explanation, question, asked.listed), || object::object(&explanation, question));
    Exit::Done
}

fn question<'a>(
    asked: &Asked,
    product: &str,
    metric: &str,
    measurements: &'a Measurements,
) -> Result<Question<'a>, CliProblem> {
    Ok(Question {
        metric: find_metric(metric, measurements)?,
        scope: find_scope(product, measurements)?,
        window: asked.window,
        at: find_period(asked.period.as_deref(), measurements)?,
    })
}

fn find_metric<'a>(wanted: &str, measurements: &'a Measurements) -> Result<&'a Metric, CliProblem> {
    let found = measurements.registry.find(wanted);
    let metric = found.ok_or_else(|| CliProblem::UnknownMetric {
        found: wanted.to_owned(),
        known: measurements.metrics.iter().map(|metric| metric.id.to_string()).collect(),
    })?;
    if measurements.has(metric) { Ok(metric) } else { Err(CliProblem::MetricNotFed { metric: metric.id.to_string() }) }
}

fn find_scope(wanted: &str, measurements: &Measurements) -> Result<Scope, CliProblem> {
    if wanted == PORTFOLIO {
        return Ok(Scope::Portfolio);
    }
    let found = measurements.catalog.find(wanted).map(Scope::Product);
    found.ok_or_else(|| CliProblem::NoSuchProduct {
        found: wanted.to_owned(),
        known: measurements.catalog.names().map(str::to_owned).collect(),
    })
}

fn find_period(wanted: Option<&str>, measurements: &Measurements) -> Result<Period, CliProblem> {
    let Some(label) = wanted else { return Ok(measurements.as_of) };
    let calendar = &measurements.calendar;
    let found = calendar.parse_label(label).filter(|span| span.first == span.last && span.last <= measurements.as_of);
    let as_of = calendar.label(measurements.as_of);
    found.map(|span| span.last).ok_or_else(|| CliProblem::BadPeriod { label: label.to_owned(), as_of })
}
