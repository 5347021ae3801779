//! Where a goal will end, as cells: an estimate in grey with a note that says how it was found, how far off that was in
//! the past, and what the rest of the window must bring.

use super::cells as figures;
use super::style::FigureStyle;
use super::view::ScorecardView;
use crate::amount::{Amount, Unit};
use crate::lang::{Label, Lang, in_lang};
use crate::schema::Better;
use crate::score::{Bands, Decision, DecisionCause, GoalScore, Landing, Liveness, Method, Partial, Rate, Required};
use crate::scorecard::model::{NumberFormat, PageCell, Tone};
use crate::scorecard::wording::{self, labels};

pub(crate) fn value(view: &ScorecardView<'_>, goal: &GoalScore, style: &FigureStyle) -> PageCell {
    match &goal.landing {
        Some(landing) => style.cell(&landing.value).tone(Tone::Quiet).note(Some(note(view, landing, goal, style))),
        None => view.no_data(no_landing(goal)),
    }
}

/// Landing ÷ goal by the rules of attainment.
pub(crate) fn share(view: &ScorecardView<'_>, goal: &GoalScore) -> PageCell {
    let Some(landing) = &goal.landing else { return view.no_data(no_landing(goal)) };
    let Some(share) = &landing.attainment else { return view.no_data(labels::NO_LANDING_SHARE) };
    let bands = Bands::of_goal(&goal.goal, view.scoring);
    PageCell::number(share.clone(), figures::banded(&bands, share)).tone(Tone::Quiet)
}

fn no_landing(goal: &GoalScore) -> Label {
    if goal.goal.metric().is_none() {
        labels::MILESTONE_FIGURES
    } else if goal.liveness == Liveness::Closed || goal.at == goal.goal.span.last {
        labels::WINDOW_OVER
    } else {
        labels::NO_LANDING
    }
}

fn note(view: &ScorecardView<'_>, landing: &Landing, goal: &GoalScore, style: &FigureStyle) -> String {
    let (low, high) = (style.shown(&landing.low), style.shown(&landing.high));
    let method = view.say(method(landing.method));
    let mut parts = vec![match (view.lang, landing.is_interval) {
        (Lang::En, true) => format!("Estimate {method}; eight times in ten between {low} and {high}"),
        (Lang::En, false) => format!("Estimate {method}; all methods: {low} to {high}"),
        (Lang::Ko, true) => format!("추정치 ({method}); 열에 여덟은 {low}에서 {high} 사이"),
        (Lang::Ko, false) => format!("추정치 ({method}); 모든 방법: {low}에서 {high}"),
    }];
    parts.push(match &landing.past_error {
        Some(past) => {
            let error = off(view, goal, style, &past.error);
            match view.lang {
                Lang::En if past.windows == 1 => {
                    format!("Replayed over the last window of this kind it was {error} off")
                }
                Lang::En => format!("Replayed over the last {} windows of this kind it was {error} off", past.windows),
                Lang::Ko => format!("같은 길이의 지난 {}개 기간에 적용했을 때의 오차 {error}", past.windows),
            }
        }
        None => view.say(labels::NO_REPLAY).to_owned(),
    });
    parts.extend(landing.required.as_ref().map(|required| needed(view, goal, style, required)));
    parts.into_iter().map(|part| part + ".").collect::<Vec<_>>().join(" ")
}

/// A past error: a share of money and counts, points of percentages, else in the unit.
fn off(view: &ScorecardView<'_>, goal: &GoalScore, style: &FigureStyle, error: &Amount) -> String {
    let hundred = Amount::from(100_i64);
    match goal.goal.unit() {
        Unit::Money | Unit::Count => NumberFormat::percent(1).shown(error),
        Unit::Percent => format!("{}{}", (error * &hundred).to_fixed(1), wording::points(view.lang)),
        Unit::Ratio | Unit::Date => style.shown(error),
    }
}

/// What is needed to reach the target in the periods that are left.
fn needed(view: &ScorecardView<'_>, goal: &GoalScore, style: &FigureStyle, required: &Required) -> String {
    let periods = required.periods;
    let better = goal.goal.metric().map(|metric| metric.better);
    let reached = match (required.what, better) {
        (Rate::Mean, _) | (_, None) | (Rate::Step, Some(Better::NearestToZero)) => false,
        (Rate::Step, Some(Better::Lower)) => !required.each.is_negative(),
        (Rate::Step | Rate::Sum, _) => !required.each.is_positive(),
    };
    if reached {
        return view.say(labels::TARGET_REACHED).to_owned();
    }
    if required.what == Rate::Step {
        let step = style.delta_shown(&required.each, &Amount::zero());
        return match view.lang {
            Lang::En if periods == 1 => format!("To the target it takes {step} in the one period left"),
            Lang::En => format!("To the target it takes {step} in each of the {periods} periods left"),
            Lang::Ko => format!("목표까지 남은 {periods}개 기간마다 {step} 필요"),
        };
    }
    let each = style.shown(&required.each);
    let so_far = required.so_far.as_ref().map(|so_far| style.shown(so_far));
    let so_far = match (view.lang, so_far) {
        (_, None) => String::new(),
        (Lang::En, Some(so_far)) => format!(" ({so_far} so far)"),
        (Lang::Ko, Some(so_far)) => format!(" (현재까지 {so_far})"),
    };
    match (view.lang, required.what) {
        (Lang::En, Rate::Mean) => format!("To the target the {periods} periods left must average {each}{so_far}"),
        (Lang::En, _) => format!("To the target each of the {periods} periods left must bring {each}{so_far}"),
        (Lang::Ko, Rate::Mean) => format!("목표까지 남은 {periods}개 기간의 평균 {each} 필요{so_far}"),
        (Lang::Ko, _) => format!("목표까지 남은 {periods}개 기간마다 {each} 필요{so_far}"),
    }
}

/// How it was found, as it stands in a sentence.
const fn method(method: Method) -> Label {
    match method {
        Method::Plan => Label::new("by the plan for the rest", "남은 기간은 계획대로"),
        Method::PlanPace => Label::new("at the pace against plan so far", "현재까지의 계획 대비 속도"),
        Method::RunRate => Label::new("at the run rate so far", "현재까지의 평균 속도"),
        Method::LastYear => Label::new("by last year's course", "작년 같은 시점의 비중"),
        Method::LastValue => Label::new("by the last value held", "마지막 값 유지"),
        Method::Trend => Label::new("by the trend of six periods", "최근 6개 기간의 추세"),
        Method::Model => Label::new("by the statistical model", "통계 모형"),
    }
}

/// Why a decision is needed where the status does not say it: `ends at 84% of the goal`, `signal: outside the usual`.
pub(crate) fn causes(view: &ScorecardView<'_>, decision: &Decision<'_>) -> Option<String> {
    let goal = decision.goal;
    let says = |cause: &DecisionCause| match cause {
        DecisionCause::Missed | DecisionCause::AtRisk => None,
        DecisionCause::LandsBelow => {
            let share = goal.landing.as_ref()?.attainment.as_ref()?;
            let share = NumberFormat::percent(0).shown(share);
            Some(in_lang!(view.lang, "lands at {share}", "예상 달성률 {share}"))
        }
        DecisionCause::BadSignal => Some(view.say(labels::BAD_SIGNAL).to_owned()),
    };
    let said: Vec<String> = decision.causes.iter().filter_map(says).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// A gap of the page for a figure that is not compared, because its period is not over.
pub(crate) fn not_compared(view: &ScorecardView<'_>, goal: &GoalScore) -> Option<PageCell> {
    (goal.partial == Partial::BeforeAsOf).then(|| view.no_data(labels::PARTIAL_NOT_COMPARED))
}
