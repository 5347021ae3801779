//! The figures writ large over the portfolio: score, goals met, revenue, retention, landing.

use crate::amount::Amount;
use crate::calendar::Window;
use crate::goals::Class;
use crate::lang::in_lang;
use crate::metrics::{Metric, Scope};
use crate::score::{GoalScore, Landing};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView, facts_in_words};
use crate::scorecard::model::{NumberFormat, PageCell, Tile, Tone};
use crate::scorecard::pages::workings;
use crate::scorecard::wording::{self, labels};

pub(super) fn tiles(view: &ScorecardView<'_>) -> Vec<Tile> {
    let portfolio = &view.scores.portfolio;
    let score = match (&portfolio.score, portfolio.reason) {
        (Some(score), _) => figures::score(view, score).computed(workings::score(view, Scope::Portfolio)),
        (None, Some(reason)) => view.no_data(wording::no_verdict(reason)),
        (None, None) => view.no_data(portfolio.verdict.label()),
    };
    let word = format!("{} {}", portfolio.verdict.sign(), view.say(portfolio.verdict.label()));
    let counts = portfolio.counts;
    let (met, all) = (counts.met + counts.exceeded, counts.all());
    let mut tiles = vec![
        Tile {
            label: view.say(labels::PORTFOLIO_SCORE).to_owned(),
            value: score,
            detail: format!("{word} · {}", facts_in_words::weight_scored(view, portfolio.coverage.as_ref())),
        },
        Tile {
            label: view.say(labels::GOALS_MET).to_owned(),
            value: PageCell::text(in_lang!(view.lang, "{met} of {all}", "{all}개 중 {met}개")),
            detail: facts_in_words::counts(view, counts.at_risk, counts.missed, counts.not_scored),
        },
    ];
    tiles.extend(view.metric("revenue").map(|metric| revenue_tile(view, metric)));
    let retention = ["net_revenue_retention", "gross_revenue_retention"];
    tiles.extend(retention.iter().find_map(|id| view.metric(id)).map(|metric| {
        figures::tile(view, metric, Window::Period, view.say(metric.label.borrowed()).to_owned(), |_| None)
    }));
    tiles.extend(view.metric("revenue").and_then(|metric| landing_tile(view, metric)));
    tiles
}

/// Year to date, against the plans of the products that have one, and against last year.
fn revenue_tile(view: &ScorecardView<'_>, metric: &Metric) -> Tile {
    let window = Window::YearToDate;
    figures::tile(view, metric, window, figures::label_over(view, metric, window), |style| {
        let (actual, plan) = revenue_against_plan(view)?;
        let percent = style.delta_percent(view, &actual, &plan).shown();
        Some(format!("ΔPL {} ({percent})", style.delta_shown(&actual, &plan)))
    })
}

/// Landings of the year's revenue with the goals that they are set against: the portfolio's own goal, else those of its
/// products.
fn revenue_landings<'a>(view: &ScorecardView<'a>) -> Vec<(&'a Landing, &'a Amount)> {
    let own = figures::revenue_goal(view, Scope::Portfolio).filter(|goal| goal.landing.is_some());
    let goals: Vec<&GoalScore> = match own {
        Some(own) => vec![own],
        None => view.shown().filter_map(|scope| figures::revenue_goal(view, scope)).collect(),
    };
    goals.into_iter().filter_map(|goal| Some((goal.landing.as_ref()?, figures::single_target(&goal.goal)?))).collect()
}

/// Added up.
struct Together {
    value: Amount,
    goal: Amount,
    /// Value and range as shares of the goal.
    reached: Amount,
    low: Amount,
    high: Amount,
}

fn together(landings: &[(&Landing, &Amount)]) -> Option<Together> {
    let goal: Amount = landings.iter().map(|(_, target)| *target).sum();
    let sum = |pick: fn(&Landing) -> &Amount| landings.iter().map(|(landing, _)| pick(landing)).sum::<Amount>();
    let share = |amount: &Amount| amount.checked_div(&goal).filter(|_| goal.is_positive());
    let value = sum(|landing| &landing.value);
    let (reached, low, high) = (share(&value)?, share(&sum(|l| &l.low))?, share(&sum(|l| &l.high))?);
    Some(Together { value, goal, reached, low, high })
}

fn landing_tile(view: &ScorecardView<'_>, metric: &Metric) -> Option<Tile> {
    let landings = revenue_landings(view);
    let Together { value, goal, low, high, .. } = together(&landings)?;
    let style = FigureStyle::of(view, metric, [&value, &goal]);
    let percent = NumberFormat::percent(0);
    let (from, to) = (percent.shown(&low), percent.shown(&high));
    let (value, goal) = (style.shown(&value), style.shown(&goal));
    let detail =
        in_lang!(view.lang, "{value} of {goal} · range {from} – {to}", "{value} / 목표 {goal} · 범위 {from} – {to}");
    let label = view.say(labels::REVENUE_LANDING).to_owned();
    Some(Tile { label, value: revenue_landing_share(view), detail })
}

/// Where the year's revenue will end, as a share of its goals.
pub(super) fn revenue_landing_share(view: &ScorecardView<'_>) -> PageCell {
    let landings = revenue_landings(view);
    let note = if landings.len() > 1 { labels::LANDINGS_ADDED_UP } else { labels::LANDING_IS_ESTIMATE };
    match together(&landings) {
        Some(Together { reached, .. }) => {
            let format = figures::banded(&figures::bands(view, Class::Committed), &reached);
            let note = Some(view.say(note).to_owned());
            PageCell::number(reached, format).tone(Tone::Quiet).note(note).computed(workings::revenue_landing(view))
        }
        None => view.no_data(labels::NO_REVENUE_GOAL),
    }
}

/// Revenue and its plan to date, summed over the products that have both.
pub(super) fn revenue_against_plan(view: &ScorecardView<'_>) -> Option<(Amount, Amount)> {
    let goals = view.shown().filter_map(|scope| figures::revenue_goal(view, scope));
    let pairs: Vec<(&Amount, &Amount)> = goals.filter_map(figures::actual_and_plan).collect();
    let sum = |pick: fn(&(&Amount, &Amount)) -> Amount| pairs.iter().map(pick).sum::<Amount>();
    (!pairs.is_empty()).then(|| (sum(|(actual, _)| (*actual).clone()), sum(|(_, plan)| (*plan).clone())))
}
