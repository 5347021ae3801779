//! The page Sources: every file with what it is for.

use crate::harness::{Test, lines};

#[test]
fn every_file_of_a_run_stands_in_sources_with_its_purpose_and_the_day_on_which_it_was_saved() {
    let pipeline = format!("{}/pipelines/monthly.toml", env!("CARGO_MANIFEST_DIR"));
    let ran = Test::new().args(&format!("run {pipeline} --as-of 2026-10 --output out --quiet")).run_quietly();
    let sources = lines(&ran.path("out/2026-10/Scorecard 2026-10.xlsx"), "Sources");
    let of = |file: &str| sources.iter().find(|line| line.contains(file)).unwrap().split(" | ").collect::<Vec<_>>();
    // 46332 is 2026-11-06, the day in the notes of finance.
    let export = of("Revenue_FY2026.xlsx");
    assert_eq!((export[0], export[2], export[3], export[7]), ("revenue", "Revenue", "A5:G341", "46332"));
    assert_eq!((of("goals_FY2026.xlsx")[0], of("goals_FY2026.xlsx")[7]), ("Goals", "46332"));
    assert_eq!(of("products.xlsx")[0], "Product catalog");
    assert_eq!((of("usage.csv")[0], of("usage.csv")[7]), ("usage", "–"), "a text says nothing of its day");
    let record = ran.json("out/2026-10/run.json");
    let saved = |file: &str| {
        let input =
            record["inputs"].as_array().unwrap().iter().find(|input| input["file"].as_str().unwrap().ends_with(file));
        input.unwrap()["saved"].clone()
    };
    assert_eq!((saved("goals_FY2026.xlsx"), saved("usage.csv")), ("2026-11-06".into(), serde_json::Value::Null));
}
