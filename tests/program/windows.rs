//! Where windows begin and end: partial periods, the life of a product, days on which milestones were due.

use crate::review::{Review, input};
use goalpost::calendar::Window;

#[test]
fn a_period_that_is_not_over_has_no_growth_and_the_one_before_has() {
    // The rows of January 2025 stop on the tenth.
    let rows = "product,period,amount\nA,2023-12-31,100\nA,2024-01-31,100\nA,2024-12-31,150\nA,2025-01-10,40\n";
    let columns = ["product", "period", "amount"];
    let review = Review::of(&input("r", "revenue", "r.csv", &columns), &[("r.csv", rows.to_owned())], None);
    let growth = |period| review.figure("revenue_growth", "A", Window::Period, period);
    assert_eq!((growth("2025-01").as_str(), growth("2024-12").as_str()), ("partial", "0.5"));
}

#[test]
fn a_product_is_in_the_ledger_from_its_launch_to_its_last_month() {
    let ledger: String = (1..=6)
        .map(|month| format!("a,A,2024-{month:02},5\n") + &format!("b,B,2024-{:02},7\n", month.clamp(3, 4)))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    let columns = ["customer", "product", "period", "mrr"];
    let catalog = "product,stage,launched,retired\nA,growth,,\nB,growth,2024-03,2024-04\n";
    let pipeline = input("l", "subscriptions", "l.csv", &columns);
    let pipeline = format!(
        "[products]\nfile = \"p.csv\"\n{}",
        pipeline.replace("[input.columns]", "duplicates = \"drop\"\n[input.columns]")
    );
    let files = [("l.csv", format!("customer,product,period,mrr\n{ledger}")), ("p.csv", catalog.to_owned())];
    let review = Review::of(&pipeline, &files, None);
    let mrr = |period| review.figure("mrr", "B", Window::Period, period);
    let found = ["2024-02", "2024-03", "2024-04", "2024-05"].map(mrr);
    assert_eq!(found, ["before_launch", "7", "7", "no_row"]);
}

#[test]
fn milestones_count_from_the_day_on_which_they_are_due_and_are_on_time_up_to_it() {
    let rows = "product,milestone,due,done\n\
                A,W,2024-01-31,2024-01-31\nA,X,2024-01-31,2024-02-01\nA,Y,2024-01-31,\nA,Z,2024-02-01,2024-01-15\n\
                B,W,2024-01-10,2024-01-09\n";
    let revenue = "product,period,amount\nA,2024-01,1\nA,2024-02,1\nB,2024-01,1\nB,2024-02,1\n";
    let mut milestones = input("m", "milestones", "m.csv", &["product", "milestone", "due", "done"]);
    milestones.push_str(&input("r", "revenue", "r.csv", &["product", "period", "amount"]));
    let review = Review::of(&milestones, &[("m.csv", rows.to_owned()), ("r.csv", revenue.to_owned())], None);
    let on_time = |product, period| review.figure("milestones_on_time", product, Window::Period, period);
    // One of three; two of four; of all products two of four.
    assert_eq!(on_time("A", "2024-01"), "0.333333333333333333");
    assert_eq!((on_time("A", "2024-02"), on_time("*", "2024-01")), ("0.5".to_owned(), "0.5".to_owned()));
    let done =
        |product, name| review.measurements.milestone_done(review.scope(product), name).map(|day| day.to_string());
    assert_eq!(done("B", " w ").as_deref(), Some("2024-01-09"));
    assert_eq!(done("A", "W").as_deref(), Some("2024-01-31"));
    assert_eq!(done("*", "X").as_deref(), Some("2024-02-01"));
    assert_eq!((done("A", "Y"), done("B", "X")), (None, None));
    assert!(review.measurements.has_milestones());
}

#[test]
fn a_missing_row_says_whether_the_product_was_not_there_yet_or_no_more_or_its_export_is_behind() {
    // Two exports of usage: that of A and B goes on for a month longer than that of C.
    let columns = ["product", "period", "active_users"];
    let catalog = "product,stage,launched,retired\nA,growth,,\nB,growth,2024-02,2024-03\nC,growth,,\n";
    let inputs = input("one", "usage", "one.csv", &columns) + &input("two", "usage", "two.csv", &columns);
    let pipeline = format!("[products]\nfile = \"p.csv\"\n{inputs}");
    let one =
        "product,period,active_users\nA,2024-01,1\nA,2024-02,2\nA,2024-03,3\nA,2024-04,4\nB,2024-02,5\nB,2024-03,6\n";
    let two = "product,period,active_users\nC,2024-01,7\nC,2024-02,8\nC,2024-03,9\n";
    let files = [("p.csv", catalog.to_owned()), ("one.csv", one.to_owned()), ("two.csv", two.to_owned())];
    let review = Review::of(&pipeline, &files, Some("2024-04"));
    let users = |product, period| review.figure("active_users", product, Window::Period, period);
    let all = |product| ["2024-01", "2024-02", "2024-03", "2024-04"].map(|period| users(product, period));
    assert_eq!(all("A"), ["1", "2", "3", "4"]);
    assert_eq!(all("B"), ["before_launch", "5", "6", "no_row"]);
    assert_eq!(all("C"), ["7", "8", "9", "not_covered"]);
}

#[test]
fn a_retired_product_is_no_gap_of_the_portfolio_and_one_without_its_last_row_is() {
    let columns = ["product", "period", "active_users"];
    let all = |rows_of_b: &str| {
        let catalog = "product,stage,launched,retired\nA,growth,,\nB,growth,2024-01,2024-02\n";
        let rows = format!("product,period,active_users\nA,2024-01,1\nA,2024-02,2\nA,2024-03,3\n{rows_of_b}");
        let pipeline = format!("[products]\nfile = \"p.csv\"\n{}", input("u", "usage", "u.csv", &columns));
        let review = Review::of(&pipeline, &[("p.csv", catalog.to_owned()), ("u.csv", rows)], Some("2024-03"));
        ["2024-01", "2024-02", "2024-03"].map(|period| review.figure("active_users", "*", Window::Period, period))
    };
    assert_eq!(all("B,2024-01,10\nB,2024-02,20\n"), ["11", "22", "3"]);
    assert_eq!(all("B,2024-01,10\n"), ["11", "no_row", "3"]);
}
