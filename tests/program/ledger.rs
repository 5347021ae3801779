//! The subscription ledger branch by branch: movements, retention, cohorts, and the customers behind them.

use crate::harness::Test;
use crate::review::{Review, input, month};
use goalpost::amount::Amount;
use goalpost::calendar::Window;
use goalpost::metrics::{MovementKind, customer_movements, customer_retention};

/// Movements of product A in the last period of the tracks: opening, new, reactivation, expansion, contraction, churn,
/// closing.
#[track_caller]
fn check_movement(tracks: &[(&str, &str, &str)], product: &str, expected: Option<[i64; 7]>) {
    let review = Review::of_ledger(tracks);
    let last = review.measurements.as_of;
    let found = review.movement(product, &review.calendar().label(last));
    assert_eq!(found, expected.map(|parts| parts.map(Amount::from)));
}

/// A figure of the last period of the tracks.
#[track_caller]
fn check(metric: &str, product: &str, window: Window, tracks: &[(&str, &str, &str)], expected: &str) {
    let review = Review::of_ledger(tracks);
    let last = review.calendar().label(review.measurements.as_of);
    assert_eq!(review.figure(metric, product, window, &last), expected, "{metric} of {product}");
}

/// A track that is paid once, then not for so many periods, then again.
fn away(periods: usize) -> String {
    format!("5 {}7", "- ".repeat(periods))
}

/// Somebody who pays 1 in every period, so that all are covered.
fn steady(periods: usize) -> String {
    "1 ".repeat(periods)
}

#[test]
fn every_kind_of_movement_stands_in_its_own_column() {
    let tracks = [("new", "A", "- 3"), ("grown", "A", "5 7"), ("shrunk", "A", "9 5"), ("gone", "A", "11 -")];
    check_movement(&tracks, "A", Some([25, 3, 0, 2, 4, 11, 15]));
}

#[test]
fn the_first_covered_period_has_no_movements() {
    check_movement(&[("a", "A", "5")], "A", None);
}

#[test]
fn who_comes_back_within_twelve_periods_is_reactivated_and_later_new() {
    for (periods, expected) in [(1, [1, 0, 7, 0, 0, 0, 8]), (11, [1, 0, 7, 0, 0, 0, 8]), (12, [1, 7, 0, 0, 0, 0, 8])] {
        check_movement(&[("a", "A", &away(periods)), ("b", "A", &steady(periods + 2))], "A", Some(expected));
    }
}

#[test]
fn an_amount_of_zero_is_not_held() {
    check_movement(&[("a", "A", "0 0 5")], "A", Some([0, 5, 0, 0, 0, 0, 5]));
}

#[test]
fn a_negative_mrr_is_a_fault_of_its_row_and_is_left_out_where_the_pipeline_says_so() {
    let review = |quality: &str| {
        let columns = ["customer", "product", "period", "mrr"];
        let ledger = input("ledger", "subscriptions", "ledger.csv", &columns);
        let head = "[pipeline]\nname = \"Review\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n";
        let rows = "customer,product,period,mrr\na,A,2024-01,5\nb,A,2024-01,3\na,A,2024-02,5\nb,A,2024-02,-3.50\n";
        Test::new()
            .bytes("review.toml", format!("{head}{ledger}{quality}").as_bytes())
            .bytes("ledger.csv", rows.as_bytes())
            .args("run review.toml --quiet")
    };
    let refused = review("").status(4).stderr(
        "
        error[negative_mrr]: expected a recurring amount of 0 or more, found `-3.5`
        --> ledger.csv, line 5, field 4

        1 problem stops the run
        ",
    );
    assert!(!refused.run().exists("out"));
    let ran = review("[quality]\nnegative_mrr = \"warn\"\n").run_quietly();
    let movements = ran.table("out/2024-02/movements.csv");
    let row = [("product", "A"), ("period", "2024-02")];
    assert_eq!(["opening", "closing"].map(|column| movements.cell(&row, column)), ["8", "5"]);
}

#[test]
fn a_gap_has_no_movements_and_neither_has_the_period_after_it() {
    let gap = [("a", "A", "5 - 5"), ("b", "A", "1 - 1")];
    check_movement(&gap, "A", None);
    let review = Review::of_ledger(&gap);
    assert_eq!(review.movement("A", &month(1)), None);
    assert_eq!(review.figure("mrr", "A", Window::Period, &month(1)), "not_covered");
    assert_eq!(review.figure("net_new_mrr", "A", Window::QuarterToDate, &month(2)), "not_covered");
}

#[test]
fn periods_of_a_gap_count_into_the_restart_window() {
    let tracks = |periods: usize| {
        // Nothing is covered but the first period and the last two.
        let gap = "- ".repeat(periods - 1);
        (format!("5 {gap}- 7"), format!("1 {gap}1 1"))
    };
    let (back, steady) = tracks(11);
    check_movement(&[("a", "A", &back), ("b", "A", &steady)], "A", Some([1, 0, 7, 0, 0, 0, 8]));
    let (back, steady) = tracks(12);
    check_movement(&[("a", "A", &back), ("b", "A", &steady)], "A", Some([1, 7, 0, 0, 0, 0, 8]));
}

#[test]
fn money_of_the_portfolio_is_the_sum_of_its_products_and_customers_are_counted_once() {
    let tracks = [("a", "A", "5 -"), ("a", "B", "- 5"), ("b", "B", "2 3")];
    check_movement(&tracks, "*", Some([7, 5, 0, 1, 0, 5, 8]));
    let review = Review::of_ledger(&tracks);
    let portfolio = review.measurements.movements(review.scope("*")).next().unwrap().1;
    assert_eq!((portfolio.new_customers, portfolio.churned_customers, portfolio.closing_customers), (0, 0, 2));
}

/// 100 at the opening, of which 10 churn and 10 contract, and 10 more from those who stay.
const OPENING_OF_100: [(&str, &str, &str); 5] = [
    ("gone", "A", "10 -"),
    ("shrunk", "A", "20 10"),
    ("grown", "A", "20 30"),
    ("same", "A", "50 50"),
    ("new", "A", "- 40"),
];

#[test]
fn gross_is_what_is_left_and_net_adds_what_grew() {
    check("gross_revenue_retention_1m", "A", Window::Period, &OPENING_OF_100, "0.8");
    check("net_revenue_retention_1m", "A", Window::Period, &OPENING_OF_100, "0.9");
    check("logo_retention_1m", "A", Window::Period, &OPENING_OF_100, "0.75");
    check("logo_churn_1m", "A", Window::Period, &OPENING_OF_100, "0.25");
    check("mrr_churn_rate", "A", Window::Period, &OPENING_OF_100, "0.2");
    check("expansion_rate", "A", Window::Period, &OPENING_OF_100, "0.1");
    check("quick_ratio", "A", Window::Period, &OPENING_OF_100, "2.5");
}

#[test]
fn who_left_and_came_back_was_there_at_both_ends_and_growth_in_between_is_no_matter() {
    let tracks = [("a", "A", "10 - 90 5"), ("b", "A", "10 10 10 10")];
    check("net_revenue_retention_3m", "A", Window::Period, &tracks, "0.75");
    check("logo_retention_3m", "A", Window::Period, &tracks, "1");
}

#[test]
fn moving_from_one_product_to_another_is_no_churn_of_the_portfolio() {
    let tracks = [("a", "A", "5 -"), ("a", "B", "- 5"), ("b", "A", "5 5")];
    for (metric, of_product, of_portfolio) in [
        ("logo_retention_1m", "0.5", "1"),
        ("gross_revenue_retention_1m", "0.5", "1"),
        ("net_revenue_retention_1m", "0.5", "1"),
        ("logo_churn_1m", "0.5", "0"),
    ] {
        check(metric, "A", Window::Period, &tracks, of_product);
        check(metric, "*", Window::Period, &tracks, of_portfolio);
    }
}

#[test]
fn retention_without_enough_history_is_not_covered() {
    check("net_revenue_retention", "A", Window::Period, &[("a", "A", &steady(12))], "not_covered");
    check("net_revenue_retention", "A", Window::Period, &[("a", "A", &steady(13))], "1");
    let gap_at_the_opening = [("a", "A", "1 - 1 1 1")];
    check("net_revenue_retention_3m", "A", Window::Period, &gap_at_the_opening, "not_covered");
    let gap_inside = [("a", "A", "1 1 - 1 1")];
    check("net_revenue_retention_3m", "A", Window::Period, &gap_inside, "1");
}

#[test]
fn retention_of_nobody_has_no_denominator() {
    let tracks = [("a", "A", "0 5"), ("b", "B", "1 1")];
    check("net_revenue_retention_1m", "A", Window::Period, &tracks, "zero_denominator");
    check("logo_retention_1m", "A", Window::Period, &tracks, "zero_denominator");
    check("mrr_churn_rate", "A", Window::Period, &tracks, "zero_denominator");
}

#[test]
fn movements_add_up_over_a_window_and_rest_on_the_mrr_before_it() {
    let tracks = [("a", "A", "1 1 1 10 20 10 10"), ("b", "A", "1 1 1 30 30 30 -")];
    check("net_new_mrr", "A", Window::QuarterToDate, &tracks, "-30");
    check("mrr_churn_rate", "A", Window::Period, &tracks, "0.75");
    check("expansion_mrr", "A", Window::Trailing12, &tracks, "not_covered");
    // The quarter to June rests on the 2 at the end of March, though 40 come with its first month.
    let review = Review::of_ledger(&tracks);
    assert_eq!(review.figure("mrr_churn_rate", "A", Window::QuarterToDate, "2024-06"), "5");
    assert_eq!(review.figure("expansion_rate", "A", Window::QuarterToDate, "2024-06"), "24");
}

#[test]
fn a_quick_ratio_without_losses_says_so() {
    check("quick_ratio", "A", Window::Period, &[("a", "A", "5 7")], "no_losses");
}

#[test]
fn attached_customers_hold_another_product() {
    let tracks = [("a", "A", "5"), ("a", "B", "5"), ("b", "A", "5"), ("c", "B", "0"), ("c", "A", "2")];
    check("attach_rate", "B", Window::Period, &tracks, "1");
    check("attach_rate", "A", Window::Period, &tracks, "0.333333333333333333");
    check("attach_rate", "*", Window::Period, &tracks, "0.333333333333333333");
}

#[test]
fn a_cohort_is_followed_through_the_covered_periods() {
    let review = Review::of_ledger(&[
        ("a", "A", "5 5 - 5"),
        ("b", "A", "5 - - -"),
        ("c", "A", "0 3 - 3"),
        ("c", "B", "1 - - -"),
    ]);
    let expected = "\
        fact,product,cohort,periods_since,customers,share\n\
        subscriptions,A,2024-01,0,2,1\n\
        subscriptions,A,2024-01,1,1,0.5\n\
        subscriptions,A,2024-01,3,1,0.5\n\
        subscriptions,A,2024-02,0,1,1\n\
        subscriptions,A,2024-02,2,1,1\n\
        subscriptions,B,2024-01,0,1,1\n\
        subscriptions,B,2024-01,1,0,0\n\
        subscriptions,B,2024-01,3,0,0\n\
        subscriptions,*,2024-01,0,3,1\n\
        subscriptions,*,2024-01,1,2,0.666666666666666667\n\
        subscriptions,*,2024-01,3,2,0.666666666666666667\n";
    assert_eq!(review.cohorts_csv(), expected);
}

#[test]
fn in_other_facts_any_positive_measure_of_a_period_counts() {
    let revenue = "product,customer,period,amount,units\n\
        A,a,2024-01,10,\nA,a,2024-01,-10,\nA,b,2024-01,0,2\nA,a,2024-02,4,\nA,,2024-02,9,\n";
    let columns = ["product", "customer", "period", "amount", "units"];
    let of_acquisition = input("signups", "acquisition", "signups.csv", &["product", "customer", "period"]);
    let review = Review::of(
        &(input("revenue", "revenue", "revenue.csv", &columns) + &of_acquisition),
        &[
            ("revenue.csv", revenue.to_owned()),
            ("signups.csv", "product,customer,period\nA,x,2024-01\nA,x,2024-02\n".to_owned()),
        ],
        None,
    );
    let of_product: Vec<String> =
        review.cohorts_csv().lines().filter(|line| line.contains(",A,")).map(str::to_owned).collect();
    assert_eq!(
        of_product,
        [
            "revenue,A,2024-01,0,1,1",
            "revenue,A,2024-01,1,0,0",
            "revenue,A,2024-02,0,1,1",
            "acquisition,A,2024-01,0,1,1",
            "acquisition,A,2024-01,1,1,1"
        ]
    );
}

const SEVERAL: [(&str, &str, &str); 5] = [
    ("a", "A", "10 30 20 -"),
    ("b", "A", "5 5 - 9.5"),
    ("c", "B", "- - 8 8.01"),
    ("a", "B", "- 2 2 2"),
    ("d", "B", "1 - - -"),
];

#[test]
fn the_customers_behind_a_movement_come_largest_first() {
    let review = Review::of_ledger(&SEVERAL);
    let found: Vec<String> = customer_movements(&review.facts, review.scope("*"), review.span("2024-02", "2024-04"))
        .map(|m| {
            let product = review.measurements.catalog.name(m.product);
            let period = review.calendar().label(m.period);
            format!("{} {product} {period} {:?} {} {} {}", m.customer, m.kind, m.amount, m.before, m.after)
        })
        .collect();
    assert_eq!(
        found,
        [
            "a A 2024-02 Expansion 20 10 30",
            "a A 2024-04 Churn 20 20 0",
            "a A 2024-03 Contraction 10 30 20",
            "b A 2024-04 Reactivation 9.5 0 9.5",
            "c B 2024-03 New 8 0 8",
            "b A 2024-03 Churn 5 5 0",
            "a B 2024-02 New 2 0 2",
            "d B 2024-02 Churn 1 1 0",
            "c B 2024-04 Expansion 0.01 8 8.01",
        ]
    );
}

#[test]
fn the_customers_behind_a_movement_add_up_to_it() {
    let review = Review::of_ledger(&SEVERAL);
    let kinds = [
        (MovementKind::New, 1),
        (MovementKind::Reactivation, 2),
        (MovementKind::Expansion, 3),
        (MovementKind::Contraction, 4),
        (MovementKind::Churn, 5),
    ];
    for product in ["A", "B", "*"] {
        for period in ["2024-02", "2024-03", "2024-04"] {
            let movement = review.movement(product, period).unwrap();
            let behind: Vec<_> =
                customer_movements(&review.facts, review.scope(product), review.span(period, period)).collect();
            for (kind, column) in kinds {
                let total: Amount = behind.iter().filter(|m| m.kind == kind).map(|m| &m.amount).sum();
                assert_eq!(total, movement[column], "{kind:?} of {product} in {period}");
            }
        }
    }
}

#[test]
fn the_customers_behind_a_retention_come_with_whoever_lost_most_first() {
    let review = Review::of_ledger(&SEVERAL);
    let named = |product, horizon| {
        customer_retention(&review.facts, review.scope(product), review.period("2024-04"), horizon)
            .map(|c| format!("{} {} {}", c.customer, c.then, c.now))
            .collect::<Vec<_>>()
    };
    assert_eq!(named("*", 3), ["a 10 2", "d 1 0", "b 5 9.5"]);
    assert_eq!(named("A", 3), ["a 10 0", "b 5 9.5"]);
    assert!(named("A", 12).is_empty());
}

#[test]
fn forecast_errors_are_taken_by_lag_before_they_are_summed() {
    let demand = |columns: &[&str]| {
        let text = "product,period,lag,forecast_units,actual_units\n\
            A,2024-01,1,8,10\nA,2024-01,3,12,10\nA,2024-02,1,10,10\nA,2024-02,3,10,10\n";
        let review =
            Review::of(&input("demand", "demand", "demand.csv", columns), &[("demand.csv", text.to_owned())], None);
        review.figure("forecast_accuracy", "A", Window::Period, "2024-01")
    };
    assert_eq!(demand(&["product", "period", "lag", "forecast_units", "actual_units"]), "0.8");
    assert_eq!(demand(&["product", "period", "forecast_units", "actual_units"]), "1");
}
