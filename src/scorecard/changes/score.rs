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
    let published = previous.of(scope).filter(|published| published.verdict.is_scored());
    let then = published.and_then(|published| published.score.as_ref());
    let Some((now, then)) = score.zip(then) else { return Cell::no_data(view.say(labels::NO_DIFFERENCE)) };
    let tone = match now.cmp(then) {
        std::cmp::Ordering::Greater => Tone::Good,
        std::cmp::Ordering::Equal => Tone::Neutral,
        std::cmp::Ordering::Less => Tone::Bad,
    };
    let note = format!("{}: {}", view.period(previous.as_of), figures::score_shown(view, then));
    Cell::number(now - then, NumberFormat::plain(1).signed()).tone(tone).note(Some(note))
}
