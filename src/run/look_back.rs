//! What a run sees when it looks back on those before it, and what it leaves for those after it.

use super::Outcome;
use crate::calendar::Window;
use crate::diagnostic::{Finding, Warned};
use crate::exit::Exit;
use crate::explain::{self, Question, Sources};
use crate::formats::SourceFile;
use crate::goals::GoalBook;
use crate::history::{
    Before, FORMAT, FileChange, History, HistoryProblem, Identity, PastFigures, PastFile, PastGoalScore, PastRun,
    PastScore, PastScores, PipelineFile, Restated, RunFile, SeenGoal,
};
use crate::metrics::{Measurements, Scope};
use crate::pipeline::Pipeline;
use crate::place::Place;
use crate::publish::record::{GoalsReference, RunReference};
use crate::publish::{self, Remembered};
use crate::score::{Changes, Scene, Scores};
use crate::{history, prose};
use std::collections::BTreeSet;

/// Restated figures whose cells are looked up; beyond them nobody reads on.
const TRACED: usize = 60;
/// Cells that are named of one figure.
const CELLS: usize = 3;

/// A run as the history will have it.
#[derive(Debug)]
pub(super) struct ThisRun<'a> {
    pub(super) identity: Identity,
    pipeline: &'a Pipeline,
    measurements: &'a Measurements,
    book: &'a GoalBook,
    label: String,
    goals: Vec<SeenGoal>,
    files: Vec<PastFile>,
}

impl<'a> ThisRun<'a> {
    pub(super) fn of(
        pipeline: &'a Pipeline,
        measurements: &'a Measurements,
        book: &'a GoalBook,
        files: &[SourceFile],
    ) -> Self {
        let Measurements { calendar, catalog, as_of, .. } = measurements;
        let label = calendar.label(*as_of);
        let mut files: Vec<PastFile> = files.iter().map(past_file).collect();
        files.sort_by(|a, b| (&a.file, &a.hash).cmp(&(&b.file, &b.hash)));
        files.dedup();
        let read: Vec<(&str, &str)> = files.iter().map(|file| (file.file.as_str(), file.hash.as_str())).collect();
        Self {
            identity: Identity::of(env!("CARGO_PKG_VERSION"), pipeline, *as_of, &label, &read),
            pipeline,
            measurements,
            book,
            label,
            goals: book.goals.iter().map(|goal| SeenGoal::of(goal, calendar, catalog)).collect(),
            files,
        }
    }

    pub(super) fn scene(&self) -> Scene<'a> {
        Scene {
            measurements: self.measurements,
            book: self.book,
            scoring: &self.pipeline.scoring,
            not_agreed: self.pipeline.not_agreed(),
        }
    }

    /// Moves and restatements since the runs before, with what is to be said about them.
    pub(super) fn look_back(&self, before: &Before<'_>, sources: Sources<'_>) -> Warned<Changes> {
        let mut findings = Vec::new();
        let moves = before.moves(&self.label, self.book, &self.goals, |goal| self.is_of_this_year(goal));
        findings.extend(history::findings(&moves, self.book.source().as_ref().map(|file| &file.name)));
        let mut changes = Changes { moves, ..Changes::default() };
        if let Some(base) = before.base() {
            match base.figures() {
                Ok(figures) => changes.restated = self.restated(base, &figures, sources),
                Err(finding) => findings.push(finding),
            }
            changes.goals_file = self.goals_file(base);
            let goals = changes.goals_file.as_ref().map(|goals| goals.file.clone());
            let inputs = history::file_changes(&base.file.inputs, &self.files);
            changes.inputs = inputs.into_iter().filter(|change| Some(&change.file) != goals.as_ref()).collect();
            findings.extend(said_restated(base, &changes.restated));
        }
        Warned { value: changes, findings }
    }

    /// Goals of other years have had their reviews, or will have.
    fn is_of_this_year(&self, goal: &SeenGoal) -> bool {
        let Measurements { calendar, as_of, .. } = self.measurements;
        let span = calendar.parse_label(&goal.period);
        span.is_some_and(|span| calendar.fiscal_year(span.last) == calendar.fiscal_year(*as_of))
    }

    fn restated(&self, base: &PastRun, figures: &PastFigures, sources: Sources<'_>) -> Vec<Restated> {
        let measurements = self.measurements;
        // What was not complete when it was published has been completed, not restated.
        let closed = if base.file.partial { base.as_of.previous() } else { base.as_of };
        let now = PastFigures::of(measurements);
        let found = history::differences(figures, &now, &measurements.metrics, closed, &measurements.calendar);
        let scope = |product: &str| match product {
            "*" => Some(Scope::Portfolio),
            name => measurements.catalog.find(name).map(Scope::Product),
        };
        let per_year = measurements.calendar.periods_per_year();
        let mut restated = history::restated(found, &measurements.metrics, per_year, scope);
        for figure in restated.iter_mut().filter(|figure| figure.new.is_some()).take(TRACED) {
            trace(figure, sources);
        }
        restated
    }

    fn goals_file(&self, base: &PastRun) -> Option<FileChange> {
        let (old, new) = (base.file.goals.as_ref(), self.book.source().as_ref().map(past_file));
        let file = new.as_ref().or(old)?.file.clone();
        let change = FileChange { file, old: old.map(|old| old.hash.clone()), new: new.map(|new| new.hash) };
        (change.old != change.new).then_some(change)
    }

    /// What `run.json` says of the history.
    pub(super) fn reference(&self, before: &Before<'_>) -> (RunReference, GoalsReference) {
        let base = before.base();
        let compared_with = base.map(|base| base.id.to_string());
        let run = RunReference { id: before.run.to_string(), compared_with, ..RunReference::default() };
        let source = self.book.source();
        let goals = GoalsReference {
            file: source.as_ref().map(|file| file.name.to_string()),
            hash: source.map(|file| file.hash),
            hash_before: base.and_then(|base| base.file.goals.as_ref()).map(|file| file.hash.clone()),
            changed: base.is_some_and(|base| self.goals_file(base).is_some()),
        };
        (run, goals)
    }

    /// Adds the run to the history, unless it is there already: then nothing has changed.
    pub(super) fn remember(
        &self,
        history: &History,
        before: &Before<'_>,
        scores: &Scores,
        now: Option<&str>,
        outcome: &Outcome,
    ) -> Vec<Finding> {
        if before.recorded {
            return Vec::new();
        }
        let Pipeline { name, file, hash, .. } = self.pipeline;
        let compared = [before.base(), before.previous()].into_iter().flatten();
        let compared: BTreeSet<String> = compared.map(|run| run.id.to_string()).collect();
        let run = RunFile {
            format: FORMAT,
            run: before.run.to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            pipeline: PipelineFile { name: name.clone(), file: file.clone(), hash: hash.clone() },
            as_of: self.label.clone(),
            partial: self.measurements.partial,
            when: now.map(str::to_owned),
            exit_code: Exit::of(outcome).code(),
            inputs: self.files.clone(),
            goals: self.book.source().as_ref().map(past_file),
            compared_with: compared.into_iter().collect(),
            products: self.measurements.catalog.names().map(str::to_owned).collect(),
            files: Vec::new(),
        };
        let figures = PastFigures::of(self.measurements);
        let files = history::files(run, self.goals.clone(), &figures, &self.published(scores));
        publish::remember(&Remembered {
            folder: history.folder.join("runs").join(&self.label),
            run: before.run,
            files,
            surplus: history.surplus(before, self.pipeline.history.keep),
        })
    }

    fn published(&self, scores: &Scores) -> PastScores {
        let exact = crate::amount::Amount::to_exact;
        let products = scores.products.iter().map(|product| PastScore {
            product: self.measurements.catalog.name(product.product).to_owned(),
            score: product.score.as_ref().map(exact),
            verdict: product.verdict.slug().to_owned(),
            coverage: product.coverage.as_ref().map(exact),
        });
        let portfolio = PastScore {
            product: "*".to_owned(),
            score: scores.portfolio.score.as_ref().map(exact),
            verdict: scores.portfolio.verdict.slug().to_owned(),
            coverage: scores.portfolio.coverage.as_ref().map(exact),
        };
        let goal = |goal: &crate::score::GoalScore| PastGoalScore {
            goal: goal.goal.id.clone(),
            score: goal.score.as_ref().map(exact),
            status: goal.status.slug().to_owned(),
        };
        PastScores { products: products.chain([portfolio]).collect(), goals: scores.goals.iter().map(goal).collect() }
    }
}

fn past_file(file: &SourceFile) -> PastFile {
    // Of a path only what is the same wherever the run is started.
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name);
    PastFile { file: name.to_owned(), hash: file.hash.clone() }
}

/// Names the largest cells of a figure as it is now.
fn trace(figure: &mut Restated, sources: Sources<'_>) {
    let Some(scope) = figure.scope else { return };
    let question = Question { metric: figure.metric, scope, window: Window::Period, at: figure.period };
    let explanation = explain::explain(sources, question);
    let cells = explanation.terms.iter().flat_map(|term| &term.lines).flat_map(|line| &line.cells);
    let mut places: Vec<Place> = Vec::new();
    for cell in cells {
        if !places.contains(&cell.place) {
            places.push(cell.place.clone());
        }
        if places.len() > 10 * CELLS {
            break;
        }
    }
    figure.more_cells = places.len().saturating_sub(CELLS);
    places.truncate(CELLS);
    figure.cells = places;
}

fn said_restated(base: &PastRun, restated: &[Restated]) -> Option<Finding> {
    if restated.is_empty() {
        return None;
    }
    let mut products: Vec<String> = Vec::new();
    for figure in restated {
        let name = prose::shown(&figure.product);
        if !products.contains(&name) {
            products.push(name);
        }
    }
    let problem = HistoryProblem::Restated { figures: restated.len(), products, since: base.file.as_of.clone() };
    let place = restated.iter().find_map(|figure| figure.cells.first().cloned());
    Some(Finding::new(place.unwrap_or_default(), problem))
}
