//! What a run sees when it looks back on earlier ones.

use super::this_run::ThisRun;
use crate::calendar::Window;
use crate::diagnostic::{Finding, Warned};
use crate::explain::{self, Question, Sources};
use crate::history::{
    self, EarlierRun, EarlierRuns, HistoryProblem, MoveKind, Moved, RecordedFigures, RecordedGoal, Restated,
};
use crate::metrics::{Aggregates, Scope};
use crate::place::Place;
use crate::prose;
use crate::score::Changes;

/// Restated figures whose cells are looked up; beyond them nobody reads on.
const TRACED: usize = 60;
/// Cells that are named of one figure.
const CELLS: usize = 3;

impl ThisRun<'_> {
    /// Moves and restatements since earlier runs, with what is to be said about them.
    pub(super) fn look_back(&self, earlier: &EarlierRuns<'_>, sources: Sources<'_>) -> Warned<Changes> {
        let mut findings = Vec::new();
        let moves = earlier.moves(&self.manifest.as_of, self.book, &self.goals, |goal| self.is_of_this_year(goal));
        findings.extend(unexplained(&moves, self.manifest.goals.file.as_deref()));
        let mut changes = Changes { moves, ..Changes::default() };
        if let Some(base) = earlier.base() {
            match base.figures() {
                Ok(figures) => changes.restated = self.restated(base, &figures, sources),
                Err(finding) => findings.push(finding),
            }
            changes.goals_file = self.goals_file(base);
            let goals = changes.goals_file.as_ref().map(|goals| goals.file.clone());
            let inputs = history::file_changes(&base.head.inputs, &self.files);
            changes.inputs = inputs.into_iter().filter(|change| Some(&change.file) != goals.as_ref()).collect();
            findings.extend(said_restated(base, &changes.restated));
        }
        Warned { value: changes, findings }
    }

    /// Goals of other years have had their reviews, or will have.
    fn is_of_this_year(&self, goal: &RecordedGoal) -> bool {
        let Aggregates { calendar, as_of, .. } = &self.measurements.aggregates;
        let span = calendar.parse_label(&goal.period);
        span.is_some_and(|span| calendar.fiscal_year(span.last) == calendar.fiscal_year(*as_of))
    }

    fn restated(&self, base: &EarlierRun, figures: &RecordedFigures, sources: Sources<'_>) -> Vec<Restated> {
        let measurements = self.measurements;
        let now = RecordedFigures::of(measurements);
        let found = history::differences(figures, &now, &measurements.metrics, base.closed(), &measurements.calendar);
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
}

/// Moves of goals as they stand today that nobody has given a reason for. One that a later move has overtaken cannot be
/// mended any more; it stays in the list.
fn unexplained(moves: &[Moved], file: Option<&str>) -> Vec<Finding> {
    let lacks = |moved: &&Moved| moved.in_force && moved.reason.is_none() && moved.what != MoveKind::Added;
    let finding = |moved: &Moved| {
        let place = moved.place.clone().or_else(|| file.map(|file| Place::File(file.into())));
        let problem = HistoryProblem::MovedWithoutReason { goal: moved.goal.clone(), what: moved.what.clone() };
        Finding::new(place.unwrap_or_default(), problem)
    };
    moves.iter().filter(lacks).map(finding).collect()
}

/// Names the largest cells of a figure as it is now.
fn trace(figure: &mut Restated, sources: Sources<'_>) {
    let Some(scope) = figure.scope else { return };
    let question = Question { metric: &figure.metric, scope, window: Window::Period, at: figure.period };
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

fn said_restated(base: &EarlierRun, restated: &[Restated]) -> Option<Finding> {
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
    let problem = HistoryProblem::Restated { figures: restated.len(), products, since: base.head.as_of.clone() };
    let place = restated.iter().find_map(|figure| figure.cells.first().cloned());
    Some(Finding::new(place.unwrap_or_default(), problem))
}
