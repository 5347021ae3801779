//! Figures of closed periods that are not what the last run published.

use super::{Review, UNITS};

#[test]
fn a_restated_figure_is_told_with_its_cell_and_what_it_does_to_the_score() {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    review.months(4, &[(2, "60")]);
    review.run();
    assert_eq!(
        review.findings("2026-04", "restated_closed_period"),
        [("warn".to_owned(), "1 figure of closed periods changed since the run of 2026-03: Alpha".to_owned())]
    );
    let page = review.page("2026-04", "Changes");
    // Published at March: (270 ÷ 300 + 1) ÷ 2 = 95; with the new February (240 ÷ 300 + 1) ÷ 2 = 90.
    let row = page.iter().find(|row| row.contains("2026-02")).unwrap();
    assert!(row.starts_with("Alpha | Revenue | 2026-02 | 90 | 60 | -30 |"), "{page:#?}");
    assert!(row.contains("revenue.csv, line 3, field 3"), "{page:#?}");
    assert!(row.contains("Average price"), "{page:#?}");
    assert!(page.iter().any(|row| row.starts_with("Alpha | 95 | 90 | -5")), "{page:#?}");
}

#[test]
fn a_figure_that_vanished_and_one_that_came_are_restated_and_never_zero() {
    let pipeline = format!(
        "{}\n[[input]]\nname = \"usage\"\nfact = \"usage\"\nfiles = \"usage.csv\"\n[input.columns]\nproduct = \"Product\"\n\
         period = \"Month\"\nactive_users = \"Users\"\n",
        super::pipeline()
    );
    let review = Review::new();
    review.write("review.toml", &pipeline);
    review.months(3, &[]);
    let usage = |rows: &[(&str, u32)]| {
        let rows = rows.iter().map(|(product, month)| format!("{product},2026-{month:02},7\n"));
        review.write("exports/usage.csv", &format!("Product,Month,Users\n{}", rows.collect::<String>()));
    };
    usage(&[("Alpha", 1), ("Alpha", 2), ("Alpha", 3), ("Beta", 1), ("Beta", 3)]);
    review.run();
    usage(&[("Alpha", 1), ("Alpha", 3), ("Beta", 1), ("Beta", 2), ("Beta", 3)]);
    review.run();
    let page = review.page("2026-03", "Changes");
    assert!(page.iter().any(|row| row.starts_with("Alpha | Active users | 2026-02 | 7 | – | –")), "{page:#?}");
    assert!(page.iter().any(|row| row.starts_with("Beta | Active users | 2026-02 | – | 7 | –")), "{page:#?}");
}

#[test]
fn the_open_period_may_be_filled_without_a_restatement() {
    let review = Review::new();
    review.write("exports/revenue.csv", "Product,Month,Amount,Units\nAlpha,2026-01-31,90,10\nAlpha,2026-02-10,30,4\n");
    review.run();
    review.write(
        "exports/revenue.csv",
        "Product,Month,Amount,Units\nAlpha,2026-01-31,90,10\nAlpha,2026-02-10,30,4\nAlpha,2026-02-28,60,6\n",
    );
    review.run();
    assert_eq!(review.findings("2026-02", "restated_closed_period"), []);
    review.write(
        "exports/revenue.csv",
        "Product,Month,Amount,Units\nAlpha,2026-01-31,90,10\nAlpha,2026-02-10,30,4\nAlpha,2026-02-28,65,6\n",
    );
    review.run();
    assert_eq!(review.findings("2026-02", "restated_closed_period").len(), 1);
}

#[test]
fn quality_decides_what_a_restatement_does() {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    review.months(4, &[(2, "60")]);
    review.write("review.toml", &format!("{}\n[quality]\nrestated_closed_period = \"stop\"\n", super::pipeline()));
    assert_eq!(review.call("run review.toml").status.code(), Some(4));
    review.write("review.toml", &format!("{}\n[quality]\nrestated_closed_period = \"ignore\"\n", super::pipeline()));
    review.run();
    assert_eq!(review.findings("2026-04", "restated_closed_period"), []);
}

#[test]
fn a_changed_goals_file_and_changed_inputs_are_said() {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    review.months(4, &[]);
    review.goals(&["G1,Alpha,revenue,FY2026,1200,1,,Kim,2025-12-20,just a remark", UNITS]);
    review.run();
    let page = review.page("2026-04", "Changes");
    assert!(page.iter().any(|row| row.starts_with("goals.csv | Goals workbook | Changed")), "{page:#?}");
    assert!(page.iter().any(|row| row.starts_with("revenue.csv | Input | Changed")), "{page:#?}");
    assert_eq!(page.iter().filter(|row| row.starts_with("goals.csv")).count(), 1, "{page:#?}");
}
