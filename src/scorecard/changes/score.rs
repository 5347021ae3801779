//! How a score has changed since the period before, as its last run published it.

use crate::amount::Amount;
use crate::metrics::Scope;
use crate::scorecard::figures;
use crate::scorecard::model::{Cell, NumberFormat, Tone};
use crate::scorecard::view::View;
use crate::scorecard::wording::labels;

/// In points; the note says what it was.
pub(in crate::scorecard) fn of_score(view: &View<'_>, scope: Scope, score: Option<&Amount>) -> Cell {
    let Some(previous) = &view.scores.since.previous else { return Cell::no_data(view.say(labels::FIRST_RUN)) };
    let Some((now, then)) = score.zip(score_before(view, scope)) else {
        return Cell::no_data(view.say(labels::NO_DIFFERENCE));
    };
    let tone = match now.cmp(then) {
        std::cmp::Ordering::Greater => Tone::Good,
        std::cmp::Ordering::Equal => Tone::Neutral,
        std::cmp::Ordering::Less => Tone::Bad,
    };
    let note = format!("{}: {}", view.period(previous.as_of), figures::score_shown(view, then));
    Cell::number(now - then, NumberFormat::plain(1).signed()).tone(tone).note(Some(note))
}

/// What was published for the period before; `None` where it was not scored.
pub(in crate::scorecard) fn score_before<'a>(view: &View<'a>, scope: Scope) -> Option<&'a Amount> {
    let published = view.scores.since.previous.as_ref()?.of(scope)?;
    published.score.as_ref().filter(|_| published.verdict.is_scored())
}
