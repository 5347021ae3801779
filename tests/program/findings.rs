//! Each finding as a run of the program gives it. A case is the smallest review that has it; that every code is in some
//! test of whole runs is held by `tests/tidy.rs`.

mod korean;
mod of_data;
pub(crate) mod of_files;
mod of_pipeline;

use crate::harness::Test;
use crate::pipelines::Pipeline;

/// The smallest pipeline without findings. It ends inside `[[input]]`, so that keys of one can be added.
fn pipeline() -> String {
    Pipeline::new().input("revenue", "revenue.csv").text()
}

const REVENUE: &str = "product,period,amount\nAlpha,2026-09,90\nAlpha,2026-10,100\n";

/// The small review with the pipeline as it is.
fn small() -> Test {
    Test::new().file("review.toml", &pipeline()).file("exports/revenue.csv", REVENUE)
}

/// The small review with lines at the end of its pipeline.
fn added(lines: &str) -> Test {
    small().file("review.toml", &format!("{}{lines}\n", pipeline()))
}

/// What a case must come to: the code of its finding, as the terminal or JSON has it, and the exit code.
struct Case {
    code: &'static str,
    status: i32,
    test: Test,
}

fn case(code: &'static str, status: i32, test: Test) -> Case {
    Case { code, status, test }
}

/// Runs all cases, and tells of all that came to something else.
#[track_caller]
fn assert_all(cases: Vec<Case>) {
    let mut wrong = Vec::new();
    for Case { code, status, test } in cases {
        let (found, ran) = test.end();
        let is_told =
            ran.stderr.contains(&format!("[{code}]")) || ran.stdout.contains(&format!("\"code\": \"{code}\""));
        if found != status || !is_told {
            wrong.push(format!("{code}: expected exit {status}, found {found} and\n{}", ran.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_small_review_has_no_finding() {
    small().args("run review.toml --quiet").run();
}
