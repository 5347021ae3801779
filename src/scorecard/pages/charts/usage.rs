//! Adoption and usage: shares as lines, and below them how many people use it.

use super::lines::{self, MetricTrail};
use super::numbers::{ChartNumbers, Drawn};
use super::{scale, spacing};
use crate::amount::Amount;
use crate::lang::in_lang;
use crate::metrics::Scope;
use crate::scorecard::figures::{FigureStyle, ScorecardView, unit_label};
use crate::scorecard::model::{PlottedSeries, ScaleMeasure, SeriesRole, Tier, TierKind};
use crate::scorecard::wording::labels;

const KEY: &str = "usage";
const SHARES: u32 = 7;
const USERS: u32 = 5;

/// `None` where neither is known.
pub(super) fn draw(view: &ScorecardView<'_>, scope: Scope, page: &str) -> Option<Drawn> {
    let course = |id: &&str| MetricTrail::of(view, scope, view.metric(id)?);
    let mut shares: Vec<MetricTrail> =
        ["adoption_rate", "seat_utilisation", "activation_rate"].iter().filter_map(course).collect();
    // More than two lines of this kind cross each other's names.
    shares.truncate(2);
    let users = course(&"active_users");
    let title = view.say(labels::USAGE_CHART);
    let mut numbers = ChartNumbers::new(view, page, KEY, title, lines::headers(view));
    let (above, below) = match (shares.is_empty(), &users) {
        (true, None) => return None,
        (false, None) => (SHARES + USERS, 0),
        (true, Some(_)) => (0, SHARES + USERS),
        (false, Some(_)) => (SHARES, USERS),
    };
    let lines = lines::tier(view, &shares, &mut numbers, above);
    let columns = users.map(|users| people(view, &users, &mut numbers, below));
    Some(numbers.drawn_as(title.to_owned(), lines.into_iter().chain(columns).collect()))
}

fn people(view: &ScorecardView<'_>, users: &MetricTrail, numbers: &mut ChartNumbers<'_>, height: u32) -> Tier {
    let style = FigureStyle::of(view, users.metric, users.figures());
    let (label, unit) = (view.say(users.metric.label.borrowed()), unit_label(view, users.metric));
    let actuals = users.actuals();
    let shown: Vec<Option<String>> =
        actuals.iter().map(|figure| figure.as_ref().map(|figure| style.shown(figure))).collect();
    let range = numbers.row(&users.metric.id, &format!("{label}, {unit}"), users.cells(view, &style));
    let last = view.trail().len() - 1;
    let points = if view.partial { vec![(last, SeriesRole::Partial)] } else { Vec::new() };
    let front = PlottedSeries::new(label.to_owned(), range, SeriesRole::Actual)
        .points(points)
        .labels(spacing::spaced(&shown, &spacing::telling(&actuals, last)));
    let mut series = vec![front];
    if users.has_goal() {
        let goal = view.say(labels::GOAL);
        let cells = users.goal_cells(view, &style);
        let range = numbers.row("users_goal", &format!("{label}, {goal}"), cells);
        series.insert(0, PlottedSeries::new(goal.to_owned(), range, SeriesRole::Plan));
    }
    let end = shown.iter().rev().flatten().next().map_or("–", String::as_str);
    let alt = in_lang!(
        view.lang,
        "Columns of {label} over thirteen periods: {end} at the end.",
        "최근 13개 기간 {label} 세로 막대: 마지막 값 {end}."
    );
    let scaled: Vec<Amount> = users.figures().map(|figure| style.scaled(figure)).collect();
    Tier {
        kind: TierKind::Columns,
        label: Some(view.say(labels::USERS).to_owned()),
        alt,
        series,
        scale: scale::from_zero(ScaleMeasure::Count, &scaled),
        height,
    }
}
