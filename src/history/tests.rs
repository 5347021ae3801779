//! Which way a goal moved, and which moves there are.

use super::*;

fn goal(direction: &str, target: &str) -> RecordedGoal {
    RecordedGoal {
        id: "G1".to_owned(),
        product: "Alpha".to_owned(),
        metric: (direction != "milestone").then(|| "revenue".to_owned()),
        milestone: (direction == "milestone").then(|| "launch".to_owned()),
        period: "FY2026".to_owned(),
        target: target.to_owned(),
        kind: "business".to_owned(),
        class: "committed".to_owned(),
        direction: (direction != "milestone").then(|| direction.to_owned()),
        agreed_by: Some("Kim".to_owned()),
        agreed_on: Some("2025-12-20".to_owned()),
        ..RecordedGoal::default()
    }
}

fn seen(number: u32) -> RunReference {
    RunReference { run: RunId::new(number, "3f9c2ab41d06"), as_of: format!("2026-{number:02}") }
}

fn walked(versions: &[Option<RecordedGoal>]) -> Vec<Moved> {
    let goals: Vec<Vec<RecordedGoal>> = versions.iter().map(|version| version.iter().cloned().collect()).collect();
    let steps: Vec<(RunReference, &[RecordedGoal])> = (1..).map(seen).zip(goals.iter().map(Vec::as_slice)).collect();
    moves(&steps, |_| true)
}

#[track_caller]
fn check(direction: &str, old: &str, new: &str, expected: MoveDirection) {
    let found = walked(&[Some(goal(direction, old)), Some(goal(direction, new))]);
    let directions: Vec<MoveDirection> = found.iter().map(|moved| moved.direction).collect();
    assert_eq!(directions, [expected], "{direction}: {old} → {new}");
}

#[test]
fn a_target_further_on_the_good_side_is_tightened() {
    use MoveDirection::{Loosened, Neither, Tightened};
    for (direction, old, new, expected) in [
        ("higher", "100", "110", Tightened),
        ("higher", "100", "90", Loosened),
        ("higher", "-2", "-1", Tightened),
        ("higher", "1/3", "0.4", Tightened),
        ("lower", "100", "110", Loosened),
        ("lower", "0.05", "0.04", Tightened),
        ("nearest_to_zero", "-0.03", "0.02", Tightened),
        ("nearest_to_zero", "0.02", "-0.03", Loosened),
        ("nearest_to_zero", "0.02", "-0.02", Neither),
        ("higher", "90..110", "95..105", Tightened),
        ("higher", "90..110", "80..110", Loosened),
        ("higher", "90..110", "100..120", Neither),
        ("higher", "100", "90..110", Neither),
        ("milestone", "2026-06-30", "2026-05-31", Tightened),
        ("milestone", "2026-06-30", "2026-09-30", Loosened),
    ] {
        check(direction, old, new, expected);
    }
}

#[test]
fn bounds_and_class_have_their_direction_and_the_rest_has_none() {
    type Change = fn(&mut RecordedGoal);
    let cases: [(Change, Change, MoveDirection); 8] = [
        (|g| g.baseline = Some("10".into()), |g| g.baseline = Some("20".into()), MoveDirection::Tightened),
        (|g| g.floor = Some("60".into()), |g| g.floor = Some("50".into()), MoveDirection::Loosened),
        (|g| g.stretch = Some("120".into()), |g| g.stretch = Some("130".into()), MoveDirection::Tightened),
        (|_| {}, |g| g.floor = Some("50".into()), MoveDirection::Neither),
        (|_| {}, |g| g.class = "aspirational".into(), MoveDirection::Loosened),
        (|_| {}, |g| g.weight = Some("3".into()), MoveDirection::Neither),
        (|_| {}, |g| g.period = "FY2026-H2".into(), MoveDirection::Neither),
        (|_| {}, |g| g.phasing = Some("last_year".into()), MoveDirection::Neither),
    ];
    for (at, (before, after, expected)) in cases.into_iter().enumerate() {
        let (mut old, mut new) = (goal("higher", "100"), goal("higher", "100"));
        before(&mut old);
        after(&mut new);
        let found = walked(&[Some(old), Some(new)]);
        assert_eq!(found.iter().map(|moved| moved.direction).collect::<Vec<_>>(), [expected], "case {at}");
    }
}

#[test]
fn changes_in_both_directions_are_neither() {
    let mut new = goal("higher", "120");
    new.class = "aspirational".to_owned();
    assert_eq!(walked(&[Some(goal("higher", "100")), Some(new)])[0].direction, MoveDirection::Neither);
}

#[test]
fn a_goal_that_is_agreed_again_is_compared_with_what_was_agreed_before() {
    let agreed = goal("higher", "100");
    let withdrawn = RecordedGoal { agreed_by: None, agreed_on: None, ..goal("higher", "70") };
    let words = |versions: &[Option<RecordedGoal>]| -> Vec<(&'static str, bool)> {
        walked(versions).iter().map(|moved| (moved.what.into_str(), moved.in_force)).collect()
    };
    assert_eq!(words(&[Some(agreed.clone()), Some(withdrawn.clone())]), [("withdrawn", true)]);
    let again = [Some(agreed.clone()), Some(withdrawn.clone()), Some(agreed.clone())];
    assert_eq!(words(&again), [("withdrawn", false)]);
    let less = [Some(agreed.clone()), Some(withdrawn), Some(goal("higher", "80"))];
    assert_eq!(words(&less), [("withdrawn", false), ("changed", true)]);
    assert_eq!(words(&[Some(agreed.clone()), None, None, Some(agreed)]), [("dropped", false)]);
}

#[test]
fn a_record_that_does_not_say_the_direction_shows_no_move_of_it() {
    let old = RecordedGoal { direction: None, ..goal("higher", "100") };
    assert!(walked(&[Some(old), Some(goal("higher", "100"))]).is_empty());
}

#[test]
fn every_word_of_a_goal_comes_back_from_its_record() {
    use crate::calendar::{FiscalCalendar, YearName};
    use crate::facts::Catalog;
    use crate::metrics::Registry;
    use crate::name::ProductName;
    let calendar = FiscalCalendar::months(4, YearName::Start).unwrap();
    let catalog = Catalog::named(ProductName::new("Alpha"));
    let text = |text: &str| Some(text.to_owned());
    let ranged = RecordedGoal { period: "FY2026-Q2".to_owned(), ..goal("higher", "237.5..262.5") };
    let full = RecordedGoal {
        baseline: text("10"),
        floor: text("60.25"),
        stretch: text("140"),
        phasing: text("1;2;0.5;1;1;1;1;1;1;1;1;1"),
        weight: text("12.5"),
        kind: "product".to_owned(),
        class: "aspirational".to_owned(),
        exceeded_from: text("1.1"),
        met_from: text("0.95"),
        at_risk_from: text("0.8"),
        supports: text("G0"),
        owner: text("Park"),
        change_reason: text("budget cut"),
        note: text("see minutes"),
        ..goal("higher", "100")
    };
    let portfolio = RecordedGoal { product: "*".to_owned(), agreed_by: None, agreed_on: None, ..goal("higher", "100") };
    for seen in [ranged, full, portfolio, goal("milestone", "2026-06-30")] {
        let goal = seen.goal(&calendar, &catalog, &Registry::default()).unwrap();
        let again = RecordedGoal { place: String::new(), ..RecordedGoal::of(&goal, &calendar, &catalog) };
        assert_eq!(again, seen);
    }
}
