//! Goals of the invented portfolio, scored by the plainest arithmetic that gives believable pages.

use super::{Invented, SIZES};
use crate::amount::Amount;
use crate::calendar::{Date, FiscalCalendar, Span, Window};
use crate::goals::GoalBook;
use crate::goals::{Agreement, Aim, Class, Goal, GoalKind, Target};
use crate::metrics::{Scope, registry};
use crate::pipeline::Scoring;
use crate::schema::{Better, Theme};
use crate::score::{
    Bands, ChangesSince, GoalScore, Landing, Liveness, Method, MonthFigures, NoVerdict, NotScored, PastError, Plan,
    ProductScore, Rate, Required, ScopeScore, Scores, Status, StatusCounts, ThemeScore, portfolio_score,
};
use crate::scorecard::figures::answers::FigureSource;

/// Product, id, metric, period, what is reached of the plan in thousandths, weight, supported goal.
type Line = (usize, &'static str, &'static str, &'static str, i128, i64, Option<&'static str>);

const LINES: &[Line] = &[
    (0, "CV-1", "revenue", "FY2026", 1_012, 40, None),
    (0, "CV-2", "net_revenue_retention", "FY2026", 1_024, 30, None),
    (0, "CV-3", "expansion_mrr", "FY2026", 982, 20, None),
    (0, "CV-4", "seat_utilisation", "FY2026", 1_003, 10, None),
    (0, "CV-5", "active_users", "FY2026", 1_021, 0, Some("CV-2")),
    (1, "SF-1", "revenue", "FY2026", 1_061, 30, None),
    (1, "SF-2", "new_customers", "FY2026", 1_113, 25, None),
    (1, "SF-3", "adoption_rate", "FY2026", 1_042, 20, None),
    (1, "SF-4", "expansion_mrr", "FY2026", 1_181, 25, None),
    (1, "SF-5", "units", "FY2026-Q3", 1_033, 0, None),
    (2, "LL-1", "revenue", "FY2026", 999, 30, None),
    (2, "LL-2", "new_customers", "FY2026", 973, 20, None),
    (2, "LL-3", "net_revenue_retention", "FY2026", 1_013, 25, None),
    (2, "LL-4", "expansion_mrr", "FY2026", 951, 25, None),
    (2, "LL-5", "adoption_rate", "FY2026", 1_013, 0, Some("LL-2")),
    (2, "LL-6", "seat_utilisation", "FY2026", 1_004, 0, Some("LL-2")),
    (2, "LL-7", "average_price", "FY2026-Q4", 1_002, 0, None),
    (3, "NT-1", "revenue", "FY2026", 842, 20, None),
    (3, "NT-2", "new_customers", "FY2026", 904, 30, None),
    (3, "NT-3", "adoption_rate", "FY2026", 961, 30, None),
    (3, "NT-4", "seat_utilisation", "FY2026", 953, 20, None),
    (4, "PH-1", "revenue", "FY2026", 581, 20, None),
    (4, "PH-2", "new_customers", "FY2026", 662, 30, None),
    (4, "PH-3", "adoption_rate", "FY2026", 472, 30, None),
    (4, "PH-4", "seat_utilisation", "FY2026", 603, 20, None),
    (4, "PH-M", "", "FY2026", 0, 0, Some("PH-3")),
    (5, "OK-1", "revenue", "FY2026", 1_004, 40, None),
    (5, "OK-2", "logo_churn", "FY2026", 941, 10, None),
    (5, "OK-3", "adoption_rate", "FY2026", 1_000, 30, None),
    (5, "OK-4", "seat_utilisation", "FY2026", 1_000, 20, None),
    (6, "P-1", "revenue", "FY2026", 1_008, 60, None),
    (6, "P-2", "net_revenue_retention", "FY2026", 988, 40, None),
];

pub(super) fn scores(data: &Invented, scoring: &Scoring) -> Scores {
    of_goals(data, scoring, LINES.iter().map(|line| goal(data, scoring, line)).collect())
}

/// With other attainments, in thousandths, one a goal.
pub(super) fn with_attainments(data: &Invented, scoring: &Scoring, reached: &[i128]) -> Scores {
    let lines = LINES.iter().zip(reached.iter().cycle());
    let goals = lines.map(|(&(product, id, metric, period, _, weight, supports), &reached)| {
        goal(data, scoring, &(product, id, metric, period, reached.max(1), weight, supports))
    });
    of_goals(data, scoring, goals.collect())
}

pub(super) fn none(data: &Invented, scoring: &Scoring) -> Scores {
    of_goals(data, scoring, Vec::new())
}

fn of_goals(data: &Invented, scoring: &Scoring, goals: Vec<GoalScore>) -> Scores {
    let products: Vec<ProductScore> = (0..SIZES.len()).map(|product| of_product(&goals, scoring, product)).collect();
    let of_products: Vec<GoalScore> =
        goals.iter().filter(|goal| goal.goal.scope != Scope::Portfolio).cloned().collect();
    let portfolio = portfolio_score(&products, &of_products, scoring);
    Scores { as_of: data.as_of, goals: goals.into(), products, portfolio, since: ChangesSince::default() }
}

fn span(calendar: &FiscalCalendar, label: &str) -> Span {
    calendar.parse_label(label).unwrap()
}

fn goal(
    data: &Invented,
    scoring: &Scoring,
    &(product, id, metric, period, reached, weight, supports): &Line,
) -> GoalScore {
    let scope = if product < SIZES.len() { Scope::Product(product) } else { Scope::Portfolio };
    let span = span(&data.calendar, period);
    let at = span.last.min(data.as_of);
    let window = data.calendar.window_of(span).unwrap();
    let due = Date::from_ymd_opt(2026, 9, 30).unwrap();
    let aim = Aim::Milestone { name: "Reimbursement code".to_owned(), due };
    let (by, on) = ("the leadership team".to_owned(), Date::from_ymd_opt(2025, 12, 12).unwrap());
    let mut goal = Goal {
        scope,
        weight: Some(weight.into()),
        kind: if weight == 0 { GoalKind::Product } else { GoalKind::Business },
        supports: supports.map(str::to_owned),
        owner: data.products.get(product).and_then(|product| product.owner.clone()),
        agreement: Agreement::Agreed { by, on },
        ..Goal::sample(id, aim, span)
    };
    let mut scored = GoalScore {
        liveness: if span.last < data.as_of { Liveness::Closed } else { Liveness::Live },
        attainment: Some(Amount::zero()),
        score: Some(Amount::zero()),
        status: Status::Missed,
        weight: weight.into(),
        ..GoalScore::unscored(goal.clone(), window, at)
    };
    let Some(metric) = registry::find(metric) else { return scored };
    if id == "CV-5" {
        goal.agreement = Agreement::Proposed;
    }
    let actual = data.measure(metric, scope, window, at);
    let month = data.measure(metric, scope, Window::Period, at);
    // Lower is better: 2 − reached is what actual makes of the plan.
    let of_plan = Amount::from_scaled(if metric.better == Better::Lower { 2_000 - reached } else { reached }, 3);
    let share = Amount::one().checked_div(&of_plan).unwrap();
    let value = actual.value().cloned();
    let plan = value.clone().map(|value| value * share.clone());
    let elapsed = Amount::from(span.until(data.as_of).len());
    let target = plan.clone().map(|plan| {
        let whole = plan.clone() * Amount::from(span.len());
        if metric.kind().adds_up() { whole.checked_div(&elapsed).unwrap() } else { plan }
    });
    let shown_target = target.clone().unwrap_or_else(|| Amount::from_scaled(6, 1));
    goal.aim = Aim::Metric { metric: metric.into(), target: Target::Value(shown_target.clone()) };
    scored.theme = Some(metric.theme.clone());
    scored.prior_year = Some(data.measure(metric, scope, window, at.plus(-12)));
    scored.month = MonthFigures {
        plan: if metric.kind().adds_up() {
            shown_target.checked_div(&span.len().into())
        } else {
            Some(shown_target.clone())
        },
        actual: Some(month),
        prior_year: Some(data.measure(metric, scope, Window::Period, at.plus(-12))),
    };
    if metric.kind().adds_up()
        && let Some(plan) = &scored.month.plan
    {
        scored.plan_by_period = span.periods().map(|period| (period, plan.clone())).collect();
    }
    scored.plan =
        plan.clone().map(|plan| Plan { target: Target::Value(plan), baseline: None, floor: None, stretch: None });
    let outcome = actual.outcome.clone();
    scored.actual = Some(actual);
    let agreed = goal.agreement.is_agreed();
    scored.goal = goal;
    match (outcome, plan) {
        _ if !agreed => unscored(&mut scored, NotScored::NotAgreed),
        (Err(reason), _) => unscored(&mut scored, NotScored::NoActual(reason)),
        (Ok(actual), Some(plan)) => {
            let difference = (actual.value - plan.clone()).checked_div(&plan.abs()).unwrap();
            let difference = if metric.better == Better::Lower { -difference } else { difference };
            let attainment = Amount::one() + difference;
            scored.status = Bands::of(Class::Committed, scoring).status(&attainment);
            let clamped = attainment.clamp_between(&Amount::zero(), &scoring.cap);
            scored.score = Some(clamped * Amount::from(100_i64));
            scored.landing = landing(&scored, &shown_target, &attainment, metric.kind().adds_up());
            scored.attainment = Some(attainment);
        }
        (Ok(_), None) => unscored(&mut scored, NotScored::NoTarget),
    }
    scored
}

/// Goes on as so far: sums at their run rate, anything else where it stands.
fn landing(scored: &GoalScore, target: &Amount, attainment: &Amount, adds_up: bool) -> Option<Landing> {
    let (all, elapsed) = (scored.span().len(), scored.span().until(scored.at).len());
    let left = all.checked_sub(elapsed).filter(|left| *left > 0)?;
    let to_date = scored.actual.as_ref()?.value()?.clone();
    let share = |of: &Amount, periods: usize| of.checked_div(&periods.into()).unwrap();
    let value = if adds_up { share(&to_date, elapsed) * Amount::from(all) } else { to_date.clone() };
    let missing = target - &to_date;
    Some(Landing {
        low: &value * &Amount::from_scaled(97, 2),
        high: &value * &Amount::from_scaled(102, 2),
        value,
        method: if adds_up { Method::RunRate } else { Method::LastValue },
        is_interval: false,
        past_error: Some(PastError { error: Amount::from_scaled(12, 3), windows: 2 }),
        attainment: Some(attainment.clone()),
        reachable: Some(attainment.clone()),
        required: Some(Required {
            each: share(&missing, left),
            so_far: adds_up.then(|| share(&to_date, elapsed)),
            what: if adds_up { Rate::Sum } else { Rate::Step },
            periods: left,
        }),
        methods: Vec::new(),
    })
}

fn unscored(goal: &mut GoalScore, reason: NotScored) {
    goal.status = Status::NotScored;
    goal.reason = Some(reason);
    goal.attainment = None;
    goal.score = None;
}

/// Weighted mean and the weight that has a score.
fn mean<'a>(goals: impl Iterator<Item = &'a GoalScore>) -> (Option<Amount>, Amount, Amount) {
    let (mut sum, mut scored, mut all) = (Amount::zero(), Amount::zero(), Amount::zero());
    for goal in goals {
        all += &goal.weight;
        if let Some(score) = &goal.score {
            scored += &goal.weight;
            sum += &(&goal.weight * score);
        }
    }
    (sum.checked_div(&scored), scored, all)
}

fn of_product(goals: &[GoalScore], scoring: &Scoring, product: usize) -> ProductScore {
    let own: Vec<&GoalScore> =
        goals.iter().filter(|g| g.goal.scope == Scope::Product(product) && g.liveness == Liveness::Live).collect();
    let bands = Bands::of(Class::Committed, scoring);
    let status = |score: &Option<Amount>| match score {
        Some(score) => bands.status(&(score * &Amount::from_scaled(1, 2))),
        None => Status::NotScored,
    };
    let (score, scored, all) = mean(own.iter().copied());
    let coverage = scored.checked_div(&all);
    let enough = coverage.as_ref().is_some_and(|coverage| *coverage >= scoring.min_coverage);
    let mut counts = StatusCounts::default();
    for goal in own.iter().filter(|goal| goal.goal.kind == GoalKind::Business) {
        match goal.status {
            Status::Exceeded => counts.exceeded += 1,
            Status::Met => counts.met += 1,
            Status::AtRisk => counts.at_risk += 1,
            Status::Missed => counts.missed += 1,
            Status::NotScored => counts.not_scored += 1,
            Status::NotDue => counts.not_due += 1,
        }
    }
    let verdict = match status(&score) {
        _ if !enough => Status::NotScored,
        Status::Met | Status::Exceeded if counts.missed > 0 => Status::AtRisk,
        Status::Exceeded if counts.at_risk > 0 => Status::Met,
        other => other,
    };
    let themes = Theme::built_in()
        .filter_map(|theme| {
            let weighted = |goal: &&&GoalScore| goal.theme.as_ref() == Some(&theme) && goal.weight.is_positive();
            let (score, _, weight) = mean(own.iter().filter(weighted).copied());
            weight.is_positive().then(|| ThemeScore { theme, status: status(&score), score, weight })
        })
        .collect();
    let reason = (!enough).then_some(NoVerdict::CoverageTooLow);
    let of = ScopeScore { score: score.filter(|_| enough), verdict, coverage, themes, counts, reason };
    ProductScore { product, of, portfolio_weight: Some(SIZES[product].0.into()) }
}

/// The goals behind the scores.
pub(super) fn book(scores: &Scores) -> GoalBook {
    GoalBook { goals: scores.goals.iter().map(|goal| goal.goal.clone()).collect(), sources: Vec::new() }
}
