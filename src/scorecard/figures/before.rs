//! How a score has changed since the period before, as its last run published it.

use super::cells as figures;
use super::view::View;
use crate::amount::Amount;
use crate::metrics::Scope;
use crate::scorecard::model::Cell;
use crate::scorecard::wording::labels;

/// In points; the note says what it was.
pub(crate) fn of_score(view: &View<'_>, scope: Scope, score: Option<&Amount>) -> Cell {
    let Some(previous) = &view.scores.since.previous else { return view.no_data(labels::FIRST_RUN) };
    let Some((now, then)) = score.zip(score_before(view, scope)) else {
        return view.no_data(labels::NO_DIFFERENCE);
    };
    let note = format!("{}: {}", view.period(previous.as_of), figures::score_shown(view, then));
    figures::score_change(now, then).note(Some(note))
}

/// What was published for the period before; `None` where it was not scored.
pub(crate) fn score_before<'a>(view: &View<'a>, scope: Scope) -> Option<&'a Amount> {
    let published = view.scores.since.previous.as_ref()?.of(scope)?;
    published.score.as_ref().filter(|_| published.verdict.is_scored())
}
