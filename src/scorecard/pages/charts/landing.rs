//! Where the main goal will end: the year before, what is there, the estimate with its interval, and the goal.

use super::numbers::{ChartNumbers, Drawn};
use super::scale;
use crate::amount::{Amount, Unit};
use crate::goals::GoalKind;
use crate::lang::{Label, Lang, in_lang};
use crate::metrics::{Measured, Scope};
use crate::score::{GoalScore, Landing};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView};
use crate::scorecard::model::{
    ErrorBars, LabelPlace, PageCell, PlottedSeries, PointLabel, ScaleMeasure, SeriesRole, Tier, TierKind,
};
use crate::scorecard::wording::labels;

const KEY: &str = "landing";
const HEIGHT: u32 = 12;

struct LandingColumn {
    label: Label,
    look: SeriesRole,
    figure: Amount,
}

/// `None` where no live business goal has a landing.
pub(super) fn draw(view: &ScorecardView<'_>, scope: Scope, page: &str) -> Option<Drawn> {
    let goal = main_goal(view, scope)?;
    let (metric, landing) = (goal.goal.metric()?, goal.landing.as_ref()?);
    let columns = columns(view, goal, landing);
    let ends = [&landing.low, &landing.high];
    let style = FigureStyle::of(view, metric, columns.iter().map(|column| &column.figure).chain(ends));
    let name = format!("{}, {}", figures::goal_label(view, &goal.goal), figures::unit_label(view, metric));
    let headers = columns.iter().map(|column| view.say(column.label).to_owned()).collect();
    let mut numbers = ChartNumbers::new(view, page, KEY, &name, headers);
    let range =
        numbers.row("figure", view.say(labels::LANDING_CHART), columns.iter().map(|c| style.cell(&c.figure)).collect());
    let mut only_landing = |key: &str, label: Label, figure: &Amount| {
        let cell =
            |c: &LandingColumn| if c.look == SeriesRole::Forecast { style.cell(figure) } else { PageCell::empty() };
        numbers.drawn(key, view.say(label), columns.iter().map(cell).collect())
    };
    let interval = ErrorBars {
        below: only_landing("below", labels::INTERVAL_BELOW, &(&landing.value - &landing.low)),
        above: only_landing("above", labels::INTERVAL_ABOVE, &(&landing.high - &landing.value)),
    };
    let negative = columns.iter().any(|column| column.figure.is_negative()) || landing.low.is_negative();
    let text = |column: &LandingColumn| {
        // A label above the estimate would stand on its interval.
        let place =
            if column.look == SeriesRole::Forecast && !negative { LabelPlace::Middle } else { LabelPlace::Outside };
        Some(PointLabel { text: style.shown(&column.figure), place })
    };
    let points = columns.iter().enumerate().map(|(at, column)| (at, column.look)).collect();
    let series = PlottedSeries {
        interval: Some(interval),
        ..PlottedSeries::new(view.say(labels::LANDING_CHART).to_owned(), range, SeriesRole::Actual)
            .points(points)
            .labels(columns.iter().map(text).collect())
    };
    let scaled: Vec<Amount> =
        columns.iter().map(|column| &column.figure).chain(ends).map(|figure| style.scaled(figure)).collect();
    let tier = Tier {
        kind: TierKind::Columns,
        label: None,
        alt: alternative(view, &name, &columns, landing, &style),
        series: vec![series],
        scale: scale::from_zero(measure(metric.unit), &scaled),
        height: HEIGHT,
    };
    let title = format!("{} · {name} · {}", view.say(labels::LANDING_CHART), interval_in_words(view, landing, &style));
    Some(numbers.drawn_as(title, vec![tier]))
}

/// The goal for the year's revenue or for that of a shorter window, else the business goal with the largest weight.
fn main_goal<'a>(view: &ScorecardView<'a>, scope: Scope) -> Option<&'a GoalScore> {
    let lands = |goal: &&GoalScore| goal.landing.is_some() && figures::single_target(&goal.goal).is_some();
    let is_revenue = |goal: &&GoalScore| goal.goal.metric().is_some_and(|metric| metric.id == "revenue");
    let revenue = || view.live_goals(scope).filter(lands).find(is_revenue);
    figures::revenue_goal(view, scope).filter(lands).or_else(revenue).or_else(|| {
        let business = view.live_goals(scope).filter(|goal| goal.goal.kind == GoalKind::Business);
        // The first of the largest.
        business.filter(lands).fold(None, |best: Option<&GoalScore>, goal| match best {
            Some(best) if best.weight >= goal.weight => Some(best),
            _ => Some(goal),
        })
    })
}

fn columns(view: &ScorecardView<'_>, goal: &GoalScore, landing: &Landing) -> Vec<LandingColumn> {
    let year = view.calendar.periods_per_year();
    let last_year = goal
        .goal
        .metric()
        .map(|metric| view.measure(metric, goal.goal.scope, goal.window, goal.goal.span.last.plus(-year)));
    let column = |label, look, figure: Option<&Amount>| Some(LandingColumn { label, look, figure: figure?.clone() });
    [
        column(labels::PRIOR_YEAR, SeriesRole::PriorYear, last_year.as_ref().and_then(Measured::value)),
        column(labels::AC_TO_DATE, SeriesRole::Actual, goal.actual.as_ref().and_then(Measured::value)),
        column(labels::LANDING_CHART, SeriesRole::Forecast, Some(&landing.value)),
        column(labels::GOAL, SeriesRole::Plan, figures::single_target(&goal.goal)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const fn measure(unit: Unit) -> ScaleMeasure {
    match unit {
        Unit::Money => ScaleMeasure::MoneyOfWindow,
        Unit::Count | Unit::Date => ScaleMeasure::CountOfWindow,
        Unit::Percent => ScaleMeasure::PercentFromZero,
        Unit::Ratio => ScaleMeasure::Ratio,
    }
}

/// `eight times in ten 18,700–20,200`, `all methods 18,700–20,200`
fn interval_in_words(view: &ScorecardView<'_>, landing: &Landing, style: &FigureStyle) -> String {
    let range = format!("{}–{}", style.shown(&landing.low), style.shown(&landing.high));
    match (view.lang, landing.is_interval) {
        (Lang::En, true) => format!("80% interval {range}"),
        (Lang::En, false) => format!("all methods {range}"),
        (Lang::Ko, true) => format!("80% 구간 {range}"),
        (Lang::Ko, false) => format!("모든 방법 {range}"),
    }
}

fn alternative(
    view: &ScorecardView<'_>,
    name: &str,
    columns: &[LandingColumn],
    landing: &Landing,
    style: &FigureStyle,
) -> String {
    let said: Vec<String> =
        columns.iter().map(|column| format!("{} {}", view.say(column.label), style.shown(&column.figure))).collect();
    let (said, interval) = (said.join(", "), interval_in_words(view, landing, style));
    in_lang!(view.lang, "Where {name} will end: {said}; {interval}.", "{name} 예상: {said}; {interval}.")
}
