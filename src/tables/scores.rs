//! `scores.csv`: every goal with its actual, its plan and what it was worth.

use super::{csv, figure};
use crate::calendar::FiscalCalendar;
use crate::goals::{Aim, Goal, Target};
use crate::metrics::{Measured, Measurements};
use crate::score::{GoalScore, LinkReading, NotScored, Scores};

const HEADER: [&str; 26] = [
    "product",
    "goal",
    "metric",
    "theme",
    "kind",
    "class",
    "period",
    "unit",
    "actual",
    "target_to_date",
    "target",
    "baseline",
    "floor",
    "stretch",
    "attainment",
    "score",
    "status",
    "weight",
    "agreement",
    "landing",
    "landing_low",
    "landing_high",
    "landing_method",
    "landing_attainment",
    "reason",
    "link",
];

/// In the order of the goals workbook. Baseline, floor and stretch are those of the whole goal, as agreed.
pub fn scores_csv(scores: &Scores, measurements: &Measurements) -> Vec<u8> {
    let rows = scores.goals.iter().map(|goal| {
        let product = measurements.scope_name(goal.goal.scope);
        row(product, goal, scores.link(goal), &measurements.calendar)
    });
    csv(HEADER, rows)
}

fn row(product: &str, scored: &GoalScore, link: Option<LinkReading>, calendar: &FiscalCalendar) -> [String; 26] {
    let goal = &scored.goal;
    let plan = scored.plan.as_ref();
    let end = scored.landing.as_ref();
    [
        product.to_owned(),
        goal.id.clone(),
        goal.metric().map_or("", |metric| &metric.id).to_owned(),
        scored.theme.as_ref().map_or("", |theme| theme.slug()).to_owned(),
        kind(goal).to_owned(),
        goal.class.into_str().to_owned(),
        calendar.span_label(goal.span),
        goal.unit().into_str().to_owned(),
        figure(scored.actual.as_ref().and_then(Measured::value)),
        // Of a range the middle, so that the column is a number throughout.
        plan.map(|plan| plan.target.middle().to_string()).unwrap_or_default(),
        whole_target(goal),
        figure(goal.baseline.as_ref()),
        figure(goal.floor.as_ref()),
        figure(goal.stretch.as_ref()),
        figure(scored.attainment.as_ref()),
        figure(scored.score.as_ref()),
        scored.status.into_str().to_owned(),
        scored.weight.to_string(),
        goal.agreement.into_str().to_owned(),
        figure(end.map(|landing| &landing.value)),
        figure(end.map(|landing| &landing.low)),
        figure(end.map(|landing| &landing.high)),
        end.map_or("", |landing| landing.method.into_str()).to_owned(),
        figure(end.and_then(|landing| landing.attainment.as_ref())),
        scored.reason.as_ref().map(NotScored::slug).unwrap_or_default(),
        link.map_or("", |reading| reading.into_str()).to_owned(),
    ]
}

/// The word of the workbook's Kind column.
fn kind(goal: &Goal) -> &'static str {
    match goal.aim {
        Aim::Metric { .. } => goal.kind.into_str(),
        Aim::Milestone { .. } => "milestone",
    }
}

/// `100`, or `90..110` for a range.
fn target(target: &Target) -> String {
    match target {
        Target::Value(value) => value.to_string(),
        Target::Range { low, high } => format!("{low}..{high}"),
    }
}

/// What is to be reached by the end: a figure, or the day a milestone is due.
fn whole_target(goal: &Goal) -> String {
    match &goal.aim {
        Aim::Metric { target: whole, .. } => target(whole),
        Aim::Milestone { due, .. } => due.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::calendar::{Window, YearName};
    use crate::goals::{Agreement, GoalKind};
    use crate::metrics::{Figure, NoData, registry};
    use crate::score::{Landing, Method, Plan, Status};

    fn calendar() -> FiscalCalendar {
        FiscalCalendar::months(1, YearName::End).unwrap()
    }

    fn amount(text: &str) -> Amount {
        Amount::parse_plain(text).unwrap()
    }

    fn goal(period: &str, aim: Aim) -> Goal {
        let span = calendar().parse_label(period).unwrap();
        Goal { kind: GoalKind::Product, ..Goal::sample("G01", aim, span) }
    }

    fn unscored(goal: Goal) -> GoalScore {
        GoalScore::unscored(goal, Window::YearToDate, calendar().parse_label("2026-10").unwrap().first)
    }

    fn metric_goal(period: &str, metric: &str, target: Target) -> Goal {
        goal(period, Aim::Metric { metric: registry::find(metric).unwrap().into(), target })
    }

    #[track_caller]
    fn check(scored: &GoalScore, expected: &str) {
        assert_eq!(
            row("CardioView", scored, Some(LinkReading::InDoubt), &calendar()).join(","),
            format!("{expected},in_doubt")
        );
    }

    #[test]
    fn a_scored_goal_says_what_was_reached_of_what_was_agreed() {
        let whole = Target::Value(amount("9026618.4"));
        let due = Target::Value(amount("7522182"));
        let mut scored = unscored(metric_goal("FY2026", "revenue", whole));
        scored.goal.floor = Some(amount("5000000"));
        scored.actual =
            Some(Measured { span: scored.goal.span, outcome: Ok(Figure::plain(amount("7647407.89"))), basis: None });
        scored.plan = Some(Plan { target: due, baseline: None, floor: Some(amount("4000000")), stretch: None });
        scored.attainment = Some(amount("1.0166"));
        scored.score = Some(amount("101.66"));
        scored.status = Status::Met;
        scored.weight = amount("30");
        check(
            &scored,
            "CardioView,G01,revenue,revenue,product,committed,FY2026,money,7647407.89,7522182,9026618.4,,5000000,,\
             1.0166,101.66,met,30,agreed,,,,,,",
        );
    }

    #[test]
    fn a_goal_whose_window_goes_on_says_where_it_will_end() {
        let mut scored = unscored(metric_goal("FY2026", "revenue", Target::Value(amount("120"))));
        scored.landing = Some(Landing {
            value: amount("114"),
            low: amount("110.5"),
            high: amount("118"),
            method: Method::LastYear,
            is_interval: false,
            past_error: None,
            attainment: Some(amount("0.95")),
            reachable: None,
            required: None,
            methods: Vec::new(),
        });
        check(
            &scored,
            "CardioView,G01,revenue,revenue,product,committed,FY2026,money,,,120,,,,,,not_scored,0,agreed,114,110.5,118,\
             last_year,0.95,",
        );
    }

    #[test]
    fn a_goal_without_an_actual_is_empty_there_and_says_why() {
        let range = Target::Range { low: amount("0.9"), high: amount("1.1") };
        let mut scored = unscored(metric_goal("FY2026-Q4", "quick_ratio", range));
        scored.goal.agreement = Agreement::Proposed;
        scored.actual = Some(Measured { span: scored.goal.span, outcome: Err(NoData::NoLosses), basis: None });
        scored.reason = Some(NotScored::NoActual(NoData::NoLosses));
        check(
            &scored,
            "CardioView,G01,quick_ratio,growth,product,committed,FY2026-Q4,ratio,,,0.9..1.1,,,,,,not_scored,0,\
             proposed,,,,,,no_actual: no_losses",
        );
    }

    #[test]
    fn a_milestone_has_its_due_day_for_a_target() {
        let aim = Aim::Milestone { name: "CE mark".to_owned(), due: "2026-11-30".parse().unwrap() };
        let mut scored = unscored(goal("2026-11", aim));
        scored.status = Status::NotDue;
        check(&scored, "CardioView,G01,,,milestone,committed,2026-11,date,,,2026-11-30,,,,,,not_due,0,agreed,,,,,,");
    }
}
