//! Where goals will end: hand-computed landings of small stories, and replays of the sample's history.

use crate::harness::{Table, Test};
use crate::review::{Review, input};
use goalpost::amount::Amount;
use goalpost::calendar::{Date, Period};
use goalpost::goals::{Agreement, Aim, Class, Goal, GoalBook, GoalKind, Phasing, Target};
use goalpost::metrics::{Measurements, Scope, registry};
use goalpost::pipeline::{LandingMethod, NotAgreed, Pipeline, Scoring};
use goalpost::place::Place;
use goalpost::score::{GoalScore, Method, Partial, Rate, ScoreSetting, Status};
use goalpost::{facts, ingest, metrics, pipeline, score};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Measurements of exports as CSV text, by fact.
fn measured(exports: &[(&str, &str, &str)], currency: &str) -> Measurements {
    let folder = tempfile::tempdir().unwrap();
    let mut text =
        format!("[pipeline]\nname = \"Landing\"\ncurrency = \"{currency}\"\ninputs = \"in\"\noutput = \"out\"\n");
    std::fs::create_dir(folder.path().join("in")).unwrap();
    for (fact, columns, rows) in exports {
        std::fs::write(folder.path().join("in").join(format!("{fact}.csv")), rows).unwrap();
        writeln!(text, "[[input]]\nname = \"{fact}\"\nfact = \"{fact}\"\nfiles = \"{fact}.csv\"\n[input.columns]")
            .unwrap();
        for column in columns.split(' ') {
            writeln!(text, "{column} = \"{column}\"").unwrap();
        }
    }
    let Pipeline { inputs, root, .. } = {
        let path = folder.path().join("landing.toml");
        let Ok(pipeline) = pipeline::load(&path, &text, pipeline::KnownNames::default()) else { panic!("{text}") };
        pipeline.value
    };
    let calendar = goalpost::calendar::FiscalCalendar::months(1, goalpost::calendar::YearName::End).unwrap();
    let tables: Vec<_> = inputs
        .iter()
        .map(|input| {
            let read = ingest::read(input, &root, &calendar);
            assert!(read.findings.iter().all(|finding| !finding.stops()), "{:?}", read.findings);
            read.value
        })
        .collect();
    let request = facts::FactRequest {
        calendar: &calendar,
        catalog: None,
        unknown: pipeline::UnknownProduct::Add,
        currency: Some(currency),
        rates: None,
        sets_aside: false,
        is_stopped: false,
        as_of: None,
        fresh_within_days: None,
        today: Date::from_ymd_opt(2026, 11, 10).unwrap(),
        expected: facts::ExpectedExports::default(),
    };
    let facts = facts::resolve(&tables, &request).value.unwrap();
    metrics::compute(&facts, &metrics::Registry::default(), metrics::Plans::default())
}

fn goal(measurements: &Measurements, scope: Scope, metric: &str, period: &str, target: &str) -> Goal {
    Goal {
        id: format!("{metric} {period}"),
        scope,
        aim: Aim::Metric { metric: registry::find(metric).unwrap().into(), target: Target::Value(amount(target)) },
        span: measurements.calendar.parse_label(period).unwrap(),
        baseline: None,
        floor: None,
        stretch: None,
        phasing: None,
        weight: None,
        kind: GoalKind::Business,
        supports: None,
        class: Class::Committed,
        owner: None,
        agreement: Agreement::Agreed { by: "Kim".to_owned(), on: Date::from_ymd_opt(2025, 12, 1).unwrap() },
        change_reason: None,
        bands: goalpost::goals::OwnBands::default(),
        note: None,
        place: Place::Nowhere,
    }
}

fn amount(text: &str) -> Amount {
    Amount::parse_plain(text).unwrap()
}

/// As the goal stands at a month; nothing after it is looked at.
fn scored(measurements: &Measurements, goal: &Goal, at: &str, method: LandingMethod) -> GoalScore {
    let at = measurements.calendar.parse_label(at).unwrap().first;
    let mut then = measurements.clone();
    then.aggregates.as_of = at;
    first_of(&then, vec![goal.clone()], method)
}

/// The first of some goals, scored as a pipeline does that says nothing else.
fn first_of(measurements: &Measurements, goals: Vec<Goal>, method: LandingMethod) -> GoalScore {
    let (book, scoring) = (GoalBook { goals, sources: Vec::new() }, Scoring::default());
    let (not_agreed, landing) = (NotAgreed::Show, Some(method));
    score::score(&ScoreSetting { measurements, book: &book, scoring: &scoring, not_agreed, landing }).goals[0].clone()
}

/// `landing method attainment`, rounded to two places.
#[track_caller]
fn check(measurements: &Measurements, goal: &Goal, at: &str, method: LandingMethod, expected: &str) {
    let landing = scored(measurements, goal, at, method).landing.unwrap();
    let share = landing.attainment.as_ref().map_or_else(String::new, |share| share.to_fixed(2));
    let found = format!("{} {} {share}", landing.value.to_fixed(2), landing.method.into_str());
    assert_eq!(found, expected, "{method:?}");
}

/// Months from January 2024 on, as rows of one product.
fn rows(header: &str, months: usize, cells: impl Fn(usize) -> String) -> String {
    let mut text = format!("product,period,{header}\n");
    for month in 0..months {
        writeln!(text, "Alpha,{}-{:02},{}", 2024 + month / 12, month % 12 + 1, cells(month)).unwrap();
    }
    text
}

const ALPHA: Scope = Scope::Product(0);

/// 10 a month and 50 in November and December; a fifth less in 2024 and a fifth more in 2026.
fn seasonal() -> Measurements {
    let revenue = rows("amount", 30, |month| {
        let usual = if month % 12 < 10 { 10 } else { 50 };
        (usual * [8, 10, 12][month / 12]).to_string()
    });
    measured(&[("revenue", "product period amount", &revenue)], "USD")
}

#[test]
fn a_flow_lands_by_each_method_as_computed_by_hand() {
    use LandingMethod::{Auto, LastYear, Model, Plan, PlanPace, RunRate};
    let measurements = seasonal();
    // To June 6 × 120 = 720 of 3000; even, so 1500 were planned.
    let goal = goal(&measurements, ALPHA, "revenue", "FY2026", "3000");
    check(&measurements, &goal, "2026-06", Plan, "2220.00 plan 0.74");
    check(&measurements, &goal, "2026-06", PlanPace, "1440.00 plan_pace 0.48");
    check(&measurements, &goal, "2026-06", RunRate, "1440.00 run_rate 0.48");
    // Last year the first half brought 600 of 2000.
    check(&measurements, &goal, "2026-06", LastYear, "2400.00 last_year 0.80");
    // In 2025 last year's course would have been right and the run rate 40 % low.
    check(&measurements, &goal, "2026-06", Auto, "2400.00 last_year 0.80");
    let landing = scored(&measurements, &goal, "2026-06", Auto).landing.unwrap();
    assert_eq!((landing.low.to_fixed(0).as_str(), landing.is_interval), ("1440", false));
    assert!(landing.high >= amount("2400"));
    let past = landing.past_error.unwrap();
    assert_eq!((past.error, past.windows), (Amount::zero(), 1));
    assert_eq!(landing.reachable, landing.attainment);
    // 3000 − 720 in six months, where 120 came in each so far.
    let required = landing.required.unwrap();
    assert_eq!((required.each, required.so_far, required.periods), (amount("380"), Some(amount("120")), 6));
    assert_eq!(required.what, Rate::Sum);
    let model = scored(&measurements, &goal, "2026-06", Model).landing.unwrap();
    assert!(model.is_interval && model.low < model.value && model.value < model.high);
    // It is no more than a tenth off what the same course would bring.
    assert!((&model.value - &amount("2400")).abs() < amount("240"), "{}", model.value);
}

#[test]
fn the_plans_own_months_are_the_shape_that_is_replayed() {
    let measurements = seasonal();
    let mut goal = goal(&measurements, ALPHA, "revenue", "FY2026", "3000");
    // 5 % a month and 25 % in November and December: 900 planned to June, of which 720 came.
    let weights = (0..12).map(|month| Amount::from(if month < 10 { 1_i64 } else { 5 })).collect();
    goal.phasing = Some(Phasing::Weights(weights));
    check(&measurements, &goal, "2026-06", LandingMethod::PlanPace, "2400.00 plan_pace 0.80");
    check(&measurements, &goal, "2026-06", LandingMethod::Plan, "2820.00 plan 0.94");
    // As exact in 2025 as last year's course, and simpler to explain.
    check(&measurements, &goal, "2026-06", LandingMethod::Auto, "2400.00 plan_pace 0.80");
}

#[test]
fn without_a_finished_year_the_pace_against_plan_speaks() {
    let revenue = rows("amount", 4, |_| "100".to_owned());
    let measurements = measured(&[("revenue", "product period amount", &revenue)], "USD");
    let goal = goal(&measurements, ALPHA, "revenue", "FY2024", "1500");
    check(&measurements, &goal, "2024-04", LandingMethod::Auto, "1200.00 plan_pace 0.80");
    let landing = scored(&measurements, &goal, "2024-04", LandingMethod::Auto).landing.unwrap();
    // With the plan for the rest it would be 400 + 1000 of 1500.
    assert_eq!((landing.past_error, landing.reachable), (None, Amount::ratio(14, 15)));
}

#[test]
fn a_plan_is_told_period_by_period() {
    let measurements = seasonal();
    let plan = |goal: &Goal| {
        let plan = scored(&measurements, goal, "2026-06", LandingMethod::Plan).plan_by_period;
        assert_eq!(plan.len(), 12);
        plan.into_values().map(|planned| planned.to_fixed(0)).collect::<Vec<_>>().join(" ")
    };
    let mut goal = goal(&measurements, ALPHA, "revenue", "FY2026", "1200");
    assert_eq!(plan(&goal), "100 100 100 100 100 100 100 100 100 100 100 100");
    let weights = (0..12).map(|month| Amount::from(if month < 10 { 1_i64 } else { 5 })).collect();
    goal.phasing = Some(Phasing::Weights(weights));
    assert_eq!(plan(&goal), "60 60 60 60 60 60 60 60 60 60 300 300");
    // A price does not add up: each period has the whole of it.
    let price = self::goal(&measurements, ALPHA, "average_price", "FY2026", "36");
    assert_eq!(plan(&price), ["36"; 12].join(" "));
}

#[test]
fn last_years_figure_stands_beside_that_of_the_month() {
    let measurements = seasonal();
    let goal = goal(&measurements, ALPHA, "revenue", "FY2026", "1200");
    let month = scored(&measurements, &goal, "2026-06", LandingMethod::Plan).month;
    let figure = |measured: Option<metrics::Measured>| measured.unwrap().value().unwrap().to_fixed(0);
    assert_eq!((figure(month.actual), figure(month.prior_year)), ("120".to_owned(), "100".to_owned()));
}

#[test]
fn what_is_usual_is_told_from_the_last_thirteen_months() {
    // Wild until a year and a month before, then 100 and 102 in turn: a mean of 100.9, and a mean step of 2.
    let revenue = rows("amount", 30, |month| match month {
        0..17 => "9000".to_owned(),
        _ => (100 + month % 2 * 2).to_string(),
    });
    let measurements = measured(&[("revenue", "product period amount", &revenue)], "USD");
    let goal = goal(&measurements, ALPHA, "revenue", "FY2026", "1200");
    let limits = scored(&measurements, &goal, "2026-06", LandingMethod::Auto).limits.unwrap();
    assert_eq!((limits.periods, limits.mean.to_fixed(2), limits.last.to_fixed(0)), (13, "101.08".into(), "102".into()));
    assert_eq!((limits.lower.to_fixed(2), limits.upper.to_fixed(2)), ("95.76".to_owned(), "106.40".to_owned()));
}

#[test]
fn a_method_without_an_answer_gives_way_and_the_model_speaks_for_a_stock_too() {
    let short = rows("amount", 4, |_| "100".to_owned());
    let short = measured(&[("revenue", "product period amount", &short)], "USD");
    let year = goal(&short, ALPHA, "revenue", "FY2024", "1500");
    check(&short, &year, "2024-04", LandingMethod::Model, "1200.00 plan_pace 0.80");
    check(&short, &year, "2024-04", LandingMethod::LastYear, "1200.00 plan_pace 0.80");
    let usage = rows("active_users", 30, |month| (100 + 5 * month).to_string());
    let usage = measured(&[("usage", "product period active_users", &usage)], "USD");
    let users = goal(&usage, ALPHA, "active_users", "FY2026", "300");
    let landing = scored(&usage, &users, "2026-06", LandingMethod::Model).landing.unwrap();
    assert_eq!(landing.method, Method::Model);
}

#[test]
fn a_stock_holds_its_last_value_or_goes_on_by_its_mean_step() {
    // 5 users more every month: 145 in June 2026.
    let usage = rows("active_users", 30, |month| (5 * month).to_string());
    let measurements = measured(&[("usage", "product period active_users", &usage)], "USD");
    let goal = goal(&measurements, ALPHA, "active_users", "FY2026", "200");
    for method in [LandingMethod::Plan, LandingMethod::RunRate, LandingMethod::LastYear] {
        check(&measurements, &goal, "2026-06", method, "145.00 last_value 0.73");
    }
    // The trend would have been exact in 2025: 145 + 6 × 5.
    check(&measurements, &goal, "2026-06", LandingMethod::Auto, "175.00 trend 0.88");
    let required = scored(&measurements, &goal, "2026-06", LandingMethod::Auto).landing.unwrap().required.unwrap();
    assert_eq!((required.what, required.so_far), (Rate::Step, None));
    assert_eq!(required.each.to_fixed(4), "9.1667");
}

#[test]
fn a_ratio_over_a_window_moves_only_as_far_as_the_rest_has_a_part_in_it() {
    // Ten pieces a month at a price that rises by 1: 30 to 35 so far this year, 30.5 … on average 32.5.
    let revenue = rows("amount,units", 30, |month| format!("{},10", 10 * (6 + month)));
    let measurements = measured(&[("revenue", "product period amount units", &revenue)], "USD");
    let goal = goal(&measurements, ALPHA, "average_price", "FY2026", "36");
    check(&measurements, &goal, "2026-06", LandingMethod::RunRate, "32.50 last_value 0.90");
    // The rest is 36 to 41, on average 38.5; with the first half 35.5: the mean of all twelve prices.
    check(&measurements, &goal, "2026-06", LandingMethod::Auto, "35.50 trend 0.99");
    let required = scored(&measurements, &goal, "2026-06", LandingMethod::Auto).landing.unwrap().required.unwrap();
    // 36 × 12 − 32.5 × 6 over six months.
    assert_eq!((required.what, required.each), (Rate::Mean, amount("39.5")));
}

#[test]
fn a_goal_whose_window_is_over_has_no_landing() {
    let measurements = seasonal();
    let year = goal(&measurements, ALPHA, "revenue", "FY2025", "2000");
    assert_eq!(scored(&measurements, &year, "2025-12", LandingMethod::Auto).landing, None);
    assert!(scored(&measurements, &year, "2025-11", LandingMethod::Auto).landing.is_some());
    let month = goal(&measurements, ALPHA, "revenue", "2026-06", "100");
    assert_eq!(scored(&measurements, &month, "2026-06", LandingMethod::Auto).landing, None);
}

#[test]
fn a_replay_knows_nothing_of_what_came_after() {
    let measurements = seasonal();
    let goal = goal(&measurements, ALPHA, "revenue", "FY2025", "2000");
    let as_it_was = scored(&measurements, &goal, "2025-03", LandingMethod::Auto).landing;
    let cut = rows("amount", 15, |month| (if month % 12 < 10 { 10 } else { 50 } * [8, 10][month / 12]).to_string());
    let cut = measured(&[("revenue", "product period amount", &cut)], "USD");
    assert_eq!(as_it_was, scored(&cut, &goal, "2025-03", LandingMethod::Auto).landing);
}

/// Of a replayed window its own goal says how it was planned, and no goal that is only like it.
#[test]
fn a_replay_takes_the_plan_that_the_window_had() {
    let measurements = seasonal();
    let of = |metric: &str, period: &str| goal(&measurements, ALPHA, metric, period, "2000");
    // As the months of 2025 came: 5 % each, and 25 % in November and December.
    let weights = (0..12).map(|month| Amount::from(if month < 10 { 1_i64 } else { 5 })).collect();
    let planned = Goal { phasing: Some(Phasing::Weights(weights)), ..of("revenue", "FY2025") };
    let others = vec![
        Goal { kind: GoalKind::Product, ..of("revenue", "FY2025") },
        Goal { scope: Scope::Portfolio, ..of("revenue", "FY2025") },
        of("units", "FY2025"),
        of("revenue", "2025-12"),
    ];
    let error = |earlier: Vec<Goal>| {
        let goals = [vec![of("revenue", "FY2026")], earlier].concat();
        let past = first_of(&measurements, goals, LandingMethod::PlanPace).landing.unwrap().past_error.unwrap();
        (past.error.to_fixed(2), past.windows)
    };
    // Evenly planned, both years would have landed at 60 % of what they brought.
    assert_eq!(error(Vec::new()), ("0.40".to_owned(), 2));
    assert_eq!(error(others.clone()), ("0.40".to_owned(), 2));
    assert_eq!(error([others, vec![planned]].concat()), ("0.20".to_owned(), 2));
}

#[test]
fn the_middle_of_a_range_stands_for_its_plan() {
    let measurements = seasonal();
    let mut goal = goal(&measurements, ALPHA, "revenue", "FY2026", "1");
    let Aim::Metric { target, .. } = &mut goal.aim else { unreachable!("the goal has a metric") };
    *target = Target::Range { low: amount("2000"), high: amount("4000") };
    let landing = scored(&measurements, &goal, "2026-06", LandingMethod::Plan).landing.unwrap();
    // 720 to date, and half of 3000 for the rest.
    assert_eq!((landing.method, landing.value), (Method::Plan, amount("2220")));
}

#[test]
fn what_adds_up_since_the_launch_does_not_stay_where_it_is() {
    let inputs = input("r", "revenue", "r.csv", &["product", "period", "amount"]);
    let pipeline = format!("[products]\nfile = \"p.csv\"\nunknown = \"add\"\n{inputs}");
    let catalog = "product,stage,launched\nAlpha,launch,2025-01\n".to_owned();
    let rows = rows("amount", 30, |_| "10".to_owned()).replace("Alpha,2024", "Beta,2024");
    let review = Review::of(&pipeline, &[("p.csv", catalog), ("r.csv", rows)], None);
    let goal = goal(&review.measurements, review.scope("Alpha"), "revenue_since_launch", "FY2026", "300");
    let landing = scored(&review.measurements, &goal, "2026-06", LandingMethod::Auto).landing.unwrap();
    let methods: Vec<Method> = landing.methods.iter().map(|(method, _)| *method).collect();
    assert_eq!((methods, landing.value), (vec![Method::Trend], amount("240")));
}

/// In a year of thirteen periods the last quarter has four, so the first has none of its like before it.
#[test]
fn a_quarter_after_a_longer_one_is_replayed_over_the_same_quarters_of_earlier_years() {
    let columns = ["product", "period", "amount"];
    let calendar = "[calendar]\nkind = \"4x13\"\nyear_ends_on = \"sunday\"\nanchor = \"nearest\"\n";
    let periods = (2024..=2025).flat_map(|year| (1..=13).map(move |period| format!("FY{year}-P{period:02}")));
    let mut rows = "product,period,amount\n".to_owned();
    for period in periods.chain(["FY2026-P01".to_owned()]) {
        writeln!(rows, "Alpha,{period},10").unwrap();
    }
    let pipeline = format!("{calendar}{}", input("r", "revenue", "r.csv", &columns));
    let review = Review::of(&pipeline, &[("r.csv", rows)], None);
    let windows = |period: &str, at: &str| {
        let goal = goal(&review.measurements, ALPHA, "revenue", period, "30");
        scored(&review.measurements, &goal, at, LandingMethod::RunRate).landing.unwrap().past_error.unwrap().windows
    };
    assert_eq!(windows("FY2026-Q1", "FY2026-P01"), 2, "the first quarters of two years");
    assert_eq!(windows("FY2025-Q3", "FY2025-P07"), 2, "the two quarters before it");
}

#[test]
fn a_partial_period_is_shown_and_the_goal_stands_at_the_last_whole_one() {
    // The rows stop on 10 March.
    let revenue = "product,period,amount\nAlpha,2026-01-31,100\nAlpha,2026-02-28,100\nAlpha,2026-03-10,20\n";
    let measurements = measured(&[("revenue", "product period amount", revenue)], "USD");
    assert!(measurements.partial);
    let year = goal(&measurements, ALPHA, "revenue", "FY2026", "1200");
    let stands = scored(&measurements, &year, "2026-03", LandingMethod::RunRate);
    assert_eq!((stands.status, stands.partial), (Status::Met, Partial::BeforeAsOf));
    assert_eq!(stands.actual.unwrap().value(), Some(&amount("200")));
    assert_eq!(stands.month.actual.unwrap().value(), Some(&amount("20")));
    assert_eq!(stands.landing.unwrap().value, amount("1200"));
    let month =
        scored(&measurements, &goal(&measurements, ALPHA, "revenue", "2026-03", "100"), "2026-03", LandingMethod::Auto);
    assert_eq!((month.status, month.reason.unwrap().slug().as_str()), (Status::NotScored, "no_actual: partial"));
    assert_eq!(month.actual.unwrap().value(), Some(&amount("20")));
}

/// Revenue of the sample's products by month, as the program reads it from the sample's workbooks.
fn sample() -> Measurements {
    let out = tempfile::tempdir().unwrap();
    let pipeline = format!("{}/pipelines/monthly.toml", env!("CARGO_MANIFEST_DIR"));
    Test::new()
        .args(&format!("run {pipeline} --as-of 2026-10 --output {} --quiet", out.path().display()))
        .run_quietly();
    let metrics = Table::read(&out.path().join("2026-10/metrics.csv"));
    let is_revenue = |row: &&BTreeMap<String, String>| {
        row["metric"] == "revenue" && row["window"] == "period" && row["product"] != "*" && !row["value"].is_empty()
    };
    let mut revenue = "product,period,amount\n".to_owned();
    for row in metrics.rows().iter().filter(is_revenue) {
        writeln!(revenue, "{},{},{}", row["product"], row["last_period"], row["value"]).unwrap();
    }
    measured(&[("revenue", "product period amount", &revenue)], "USD")
}

/// How far off landings of a product were over every month on the way through earlier windows, as shares of the outcomes.
/// Only months at which `auto` had a finished window of the kind to replay, and a method could be named beforehand.
#[derive(Debug, Default)]
struct Replayed {
    product: String,
    auto: Errors,
    /// The single method that had been best over all windows of the kind before the one at hand.
    named: Errors,
    /// Every method alone.
    single: BTreeMap<Method, Errors>,
}

/// Errors in the order of time.
#[derive(Debug, Default)]
struct Errors(Vec<f64>);

impl Errors {
    fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / f64::from(u32::try_from(self.0.len()).unwrap())
    }
}

impl Replayed {
    /// The single method that was best in the end. One without an answer at some of the months cannot be used alone.
    fn best_in_hindsight(&self) -> f64 {
        let whole = self.single.values().filter(|errors| errors.0.len() == self.auto.0.len());
        whole.map(Errors::mean).fold(f64::MAX, f64::min)
    }
}

/// Replays goals for the revenue of every product through windows of some kinds, each in the order of time, and compares at
/// some of them. Even plans, as most write them.
fn replayed(measurements: &Measurements, kinds: &[Vec<String>], compared: impl Fn(&str) -> bool) -> Vec<Replayed> {
    let mut replayed = Vec::new();
    for product in 0..measurements.catalog.len() {
        let mut of = Replayed { product: measurements.catalog.name(product).to_owned(), ..Replayed::default() };
        for windows in kinds {
            let mut past: Vec<BTreeMap<Method, f64>> = Vec::new();
            for window in windows {
                let months = months(measurements, product, window);
                let named = best_of(&past, &months);
                for month in &months {
                    if let (Some(named), Some(auto)) = (named, month.auto)
                        && compared(window)
                    {
                        of.named.0.push(month.alone[&named]);
                        of.auto.0.push(auto);
                        for (method, error) in &month.alone {
                            of.single.entry(*method).or_default().0.push(*error);
                        }
                    }
                }
                past.extend(months.into_iter().map(|month| month.alone));
            }
        }
        if !of.auto.0.is_empty() {
            replayed.push(of);
        }
    }
    replayed
}

/// Of the methods that have an answer in all of `months`, the one that had been best in the past; over past months in which
/// all of them had one, since errors of different times do not compare.
fn best_of(past: &[BTreeMap<Method, f64>], months: &[Month]) -> Option<Method> {
    let answers = |method: &Method| months.iter().all(|month| month.alone.contains_key(method));
    let able: Vec<Method> = Method::ALL.iter().copied().filter(answers).collect();
    let common: Vec<_> = past.iter().filter(|month| able.iter().all(|method| month.contains_key(method))).collect();
    let error = |method: &Method| common.iter().map(|month| month[method]).sum::<f64>();
    able.into_iter().filter(|_| !common.is_empty()).min_by(|left, right| error(left).total_cmp(&error(right)))
}

/// How far off each landing of one month was.
struct Month {
    /// `None` where nothing could be replayed.
    auto: Option<f64>,
    alone: BTreeMap<Method, f64>,
}

/// The months on the way through a window; none where it is not over.
fn months(measurements: &Measurements, product: usize, window: &str) -> Vec<Month> {
    let scope = Scope::Product(product);
    let goal = goal(measurements, scope, "revenue", window, "1000000");
    let kind = measurements.calendar.window_of(goal.span).unwrap();
    let outcome = measurements.measure(registry::find("revenue").unwrap(), scope, kind, goal.span.last);
    let Some(outcome) = outcome.value() else { return Vec::new() };
    let off = |value: &Amount| (value - outcome).abs().checked_div(outcome).unwrap().to_float();
    let on_the_way = goal.span.periods().take(goal.span.len() - 1);
    let landing = |at| scored(measurements, &goal, &label(measurements, at), LandingMethod::Auto).landing;
    let month = |landing: score::Landing| Month {
        auto: landing.past_error.is_some().then(|| off(&landing.value)),
        alone: landing.methods.iter().map(|(method, value)| (*method, off(value))).collect(),
    };
    on_the_way.filter_map(landing).map(month).collect()
}

/// Whole years, the goals that leadership agrees on. What `auto` competes with is a method that somebody could have put
/// into the pipeline file: the one that had been best over all years before the one at hand.
#[test]
fn auto_is_at_least_as_good_as_the_best_single_method_over_the_years_of_three_of_four_products_of_the_sample() {
    let years = |first: i32| (first..=2025).map(|year| format!("FY{year}")).collect::<Vec<_>>();
    let replayed = replayed(&sample(), &[years(2019)], |window| years(2022).contains(&window.to_owned()));
    let products: Vec<&str> = replayed.iter().map(|of| &*of.product).collect();
    assert_eq!(products, ["CardioSight", "LabRelay", "OrthoKit", "SpineGuide"]);
    assert!(replayed.iter().all(|of| of.auto.0.len() >= 25));
    let as_good = replayed.iter().filter(|of| of.auto.mean() <= of.named.mean()).count();
    assert!(as_good >= 3, "{as_good}: {replayed:#?}");
    // Which method is best is known when the year is over. Even then none would have been better by a ten-thousandth of a year.
    assert!(replayed.iter().all(|of| of.auto.mean() <= of.best_in_hindsight() + 0.000_1), "{replayed:#?}");
}

/// Over short windows the best method changes with the season.
#[test]
fn auto_is_at_least_as_good_as_the_best_single_method_over_the_quarters_and_halves_of_three_of_four_products() {
    let windows = |parts: &[&str]| -> Vec<String> {
        (2019..=2026).flat_map(|year| parts.iter().map(move |part| format!("FY{year}-{part}"))).collect()
    };
    let kinds = [windows(&["Q1", "Q2", "Q3", "Q4"]), windows(&["H1", "H2"])];
    let replayed = replayed(&sample(), &kinds, |window| &window[..6] >= "FY2023");
    // What hindsight would have been worth is half a percentage point at most.
    assert!(replayed.iter().all(|of| of.auto.mean() <= of.best_in_hindsight() + 0.005), "{replayed:#?}");
    // The two products of this year have three months to compare together.
    let replayed: Vec<Replayed> = replayed.into_iter().filter(|of| of.auto.0.len() > 60).collect();
    let as_good = replayed.iter().filter(|of| of.auto.mean() <= of.named.mean()).count();
    assert!(replayed.len() == 4 && as_good >= 3, "{as_good}: {replayed:#?}");
}

fn label(measurements: &Measurements, period: Period) -> String {
    measurements.calendar.label(period)
}
