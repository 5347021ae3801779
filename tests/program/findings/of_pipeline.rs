//! Findings of the pipeline file. All of them are usage: exit code 2, and no export was read.

use super::{added, assert_all, case, pipeline, small};
use crate::harness::Test;

/// Code, and lines that are added to the small pipeline.
const ADDED: &[(&str, &str)] = &[
    ("wrong_type", "where = 5"),
    ("bad_expression", "where = \"amount >\""),
    ("unknown_value", "pick = \"newst\""),
    ("bad_value", "sheet = 0"),
    ("fx_missing", "currency = \"EUR\""),
    ("bad_currency", "currency = \"eur\""),
    ("bad_date_pattern", "dates = \"%Y-%Q\""),
    ("not_supported_yet", "push_down = true"),
    ("other_calendar", "[calendar]\nanchor = \"last\""),
    ("unknown_column", "[input.columns]\nAmount = \"x\""),
    ("column_and_constant", "[input.columns]\nregion = \"R\"\n[input.constants]\nregion = \"EU\""),
    ("missing_alternative", "[[input]]\nname = \"ledger\"\nfact = \"subscriptions\"\nfiles = \"l.csv\""),
    ("duplicate_input", "[[input]]\nname = \"Revenue\"\nfact = \"revenue\"\nfiles = \"a\""),
    ("threshold_order", "[scoring]\nexceeded = 0.95\nmet = 1"),
    ("unknown_stage", "[scoring.stage_weights.lunch]\nrevenue = 1"),
    ("unknown_theme", "[scoring.stage_weights.launch]\nadaption = 1"),
    ("unknown_finding", "[quality]\nduplicate_row = \"stop\""),
    ("finding_not_adjustable", "[quality]\nno_sheet = \"warn\""),
    ("bad_scorecard_file", "[[scorecard]]\nfile = \"../../x.xlsx\""),
    ("duplicate_scorecard", "[[scorecard]]\nfile = \"a.xlsx\"\n[[scorecard]]\nfile = \"A.xlsx\""),
    ("bad_measures", "[input.measures]\namount = { kind = \"flow\", unit = \"money\" }"),
    (
        "not_an_identifier",
        "[[metric]]\nid = \"교육\"\nlabel = \"a\"\ntheme = \"t\"\nfact = \"revenue\"\nnumerator = \"sum(amount)\"\nunit = \"money\"",
    ),
    (
        "duplicate_metric",
        "[[metric]]\nid = \"a\"\nlabel = \"B\"\ntheme = \"t\"\nfact = \"revenue\"\nnumerator = \"sum(amount)\"\nunit = \"money\"\n\
         [[metric]]\nid = \"a\"\nlabel = \"C\"\ntheme = \"t\"\nfact = \"revenue\"\nnumerator = \"sum(amount)\"\nunit = \"money\"",
    ),
    (
        "bad_metric",
        "[[metric]]\nid = \"a\"\nlabel = \"A\"\ntheme = \"launch\"\nfact = \"milestones\"\nnumerator = \"count(*)\"\nunit = \"count\"",
    ),
];

/// Code, a part of the small pipeline, and what takes its place.
const REPLACED: &[(&str, &str, &str)] = &[
    ("missing_section", "[[input]]\nname = \"revenue\"\nfact = \"revenue\"\nfiles = \"revenue.csv\"\n", ""),
    ("currency_missing", "currency = \"USD\"\n", ""),
    ("bad_file_pattern", "revenue.csv", "Revenue_[0-9.csv"),
    ("file_outside_inputs", "\"revenue.csv\"", "\"../*.csv\""),
    ("pipeline_syntax", "\"Review\"", "Review"),
    ("duplicate_key", "inputs", "name = \"x\"\ninputs"),
];

fn replaced(from: &str, to: &str) -> Test {
    assert!(pipeline().contains(from), "{from}");
    small().file("review.toml", &pipeline().replacen(from, to, 1))
}

#[test]
fn each_problem_of_a_pipeline_file_ends_the_run_before_any_export_is_read() {
    let added = ADDED.iter().map(|(code, lines)| (*code, added(lines)));
    let replaced = REPLACED.iter().map(|(code, from, to)| (*code, replaced(from, to)));
    let other = ("pipeline_not_utf8", small().bytes("review.toml", b"[pipeline]\nname = \"\xbd\xc3\"\n"));
    let tests = added.chain(replaced).chain([other]);
    // An export that is not there would be a finding of its own, with another exit code.
    assert_all(tests.map(|(code, test)| case(code, 2, test.args("run review.toml --quiet"))).collect());
}
