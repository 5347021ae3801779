//! The state in which files are handed over: copies, owner files, placeholders, products as people write them.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;

fn pipeline() -> String {
    Pipeline::new().revenue("rev*.csv").text()
}

const EXPORT: &str = "product,month,amount\nAlpha,2026-10,12\n";

fn review() -> Test {
    Test::new().file("review.toml", &pipeline()).file("exports/rev.csv", EXPORT)
}

#[track_caller]
fn revenue(ran: &Ran, product: &str) -> String {
    let table = ran.table("out/2026-10/metrics.csv");
    let key = [("product", product), ("metric", "revenue"), ("window", "period"), ("last_period", "2026-10")];
    table.cell(&key, "value").to_owned()
}

#[test]
fn a_copy_with_the_same_bytes_is_left_out_and_said_so() {
    let ran = review()
        .file("exports/rev (1).csv", EXPORT)
        .file("exports/rev - 복사본.csv", EXPORT)
        .args("run review.toml --quiet")
        .run();
    assert_eq!(revenue(&ran, "*"), "12");
    let findings = ran.table("out/2026-10/findings.csv");
    let of = |file| findings.cell(&[("code", "copy_left_out"), ("severity", "note"), ("file", file)], "message");
    assert_eq!(of("rev (1).csv"), "is `rev.csv` again, byte for byte, and was left out");
    assert_eq!(of("rev - 복사본.csv"), "is `rev.csv` again, byte for byte, and was left out");
}

#[test]
fn a_copy_with_other_bytes_stops_the_run_and_both_are_named() {
    review()
        .file("exports/rev (conflicted copy 2026-10-31).csv", "product,month,amount\nAlpha,2026-10,13\n")
        .args("run review.toml")
        .status(4)
        .stderr(
            "
            reading exports
            error[conflict_copy]: has the name of a copy of `rev.csv` and another content
            --> rev (conflicted copy 2026-10-31).csv
             = help: take one of the two away, or name them apart when both are data

            1 problem stops the run
            ",
        )
        .run();
}

#[test]
fn a_name_like_a_copy_is_data_when_there_is_nothing_it_could_be_a_copy_of() {
    let ran = Test::new()
        .file("review.toml", &pipeline())
        .file("exports/rev (1).csv", EXPORT)
        .file("exports/rev (2).csv", "product,month,amount\nBeta,2026-10,1\n")
        .args("run review.toml --quiet")
        .run();
    assert_eq!(revenue(&ran, "*"), "13");
}

#[test]
fn the_newest_file_is_chosen_among_files_and_not_among_their_copies() {
    let ran = Test::new()
        .file("review.toml", &pipeline().replace("files = ", "pick = \"newest\"\n    files = "))
        .file("exports/rev_9.csv", "product,month,amount\nAlpha,2026-10,9\n")
        .file("exports/rev_9 (1).csv", "product,month,amount\nAlpha,2026-10,8\n")
        .file("exports/rev_10.csv", EXPORT)
        .file("exports/rev_10 (1).csv", EXPORT)
        .args("run review.toml --quiet")
        .run();
    assert_eq!(revenue(&ran, "*"), "12");
}

#[test]
fn a_file_that_somebody_has_open_is_read_and_the_person_is_named() {
    let ran = review()
        .file("exports/.~lock.rev.csv#", ",Anna Kim,FINANCE-3,31.10.2026 09:30,file:///x;")
        .args("run review.toml --quiet")
        .run();
    let findings = ran.table("out/2026-10/findings.csv");
    let message = findings.cell(&[("code", "open_in_excel"), ("severity", "note"), ("file", "rev.csv")], "message");
    assert_eq!(message, "is open in a spreadsheet program, by `Anna Kim`");
    let ran = review().file("exports/~$rev.csv", "\u{3}Kim").args("run review.toml --quiet").run();
    let findings = ran.table("out/2026-10/findings.csv");
    assert!(findings.cell(&[("code", "open_in_excel")], "message").ends_with("by `Kim`"));
}

#[test]
fn a_placeholder_of_a_cloud_drive_is_named_as_such() {
    let expected = "error[cloud_placeholder]: is a placeholder: its content is still in";
    for (name, service) in [(".rev_2.csv.icloud", "iCloud"), ("rev_2.gsheet", "Google Drive")] {
        let ran = review().file(&format!("exports/{name}"), "{}").args("run review.toml").status(4).run_quietly();
        assert!(ran.stderr.contains(&format!("{expected} {service}\n--> {name}\n")), "{}", ran.stderr);
    }
    // The export itself lies beside it.
    review().file("exports/rev.gsheet", "{}").file("exports/.rev.csv.icloud", "").args("run review.toml").run_quietly();
    let optional = pipeline().replace("files = ", "required = false\n    files = ");
    let ran = review()
        .file("review.toml", &optional)
        .file("exports/.rev_2.csv.icloud", "")
        .args("run review.toml --as-of 2026-10")
        .status(3)
        .run_quietly();
    assert!(ran.stderr.contains("warning[cloud_placeholder]"), "{}", ran.stderr);
}

#[test]
fn products_are_known_with_footnote_marks_indents_and_wide_letters() {
    let catalog = "product,aliases\nAlpha,AL-1\nBeta,\nBeta*,\n";
    let pipeline = pipeline().replace("[[input]]", "[products]\n    file = \"products.csv\"\n\n    [[input]]");
    let export = "product,month,amount\n\u{a0}Alpha 1),2026-10,1\n  - alpha,2026-10,2\n└ ＡＬＰＨＡ*,2026-10,4\n\
                  • al-1 ²,2026-10,8\nBeta,2026-10,16\nBeta*,2026-10,32\nBeta **,2026-10,64\n";
    let ran = Test::new()
        .file("review.toml", &pipeline)
        .file("products.csv", catalog)
        .file("exports/rev.csv", export)
        .args("run review.toml --quiet")
        .run();
    assert_eq!(revenue(&ran, "Alpha"), "15");
    assert_eq!(revenue(&ran, "Beta"), "80", "the second mark is none of a product");
    assert_eq!(revenue(&ran, "Beta*"), "32", "a product by its exact name");
    let ran = Test::new()
        .file("review.toml", &pipeline)
        .file("products.csv", catalog)
        .file("exports/rev.csv", "product,month,amount\nAL-2*,2026-10,1\n")
        .args("run review.toml")
        .status(4)
        .run_quietly();
    let expected = "error[unknown_product]: `AL-2*` is no product of the catalog (1 row)\n--> rev.csv, line 2, field 1\n \
                    = help: did you mean `AL-1`, as `Alpha` is also called? add the spelling to its aliases";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
}

#[test]
fn without_a_catalog_marks_and_indents_make_no_products() {
    let ran = review()
        .file("exports/rev.csv", "product,month,amount\n- Alpha,2026-10,1\nAlpha,2026-10,2\nAlpha*,2026-10,4\n")
        .args("run review.toml --quiet")
        .run();
    assert_eq!(revenue(&ran, "Alpha"), "7");
    assert_eq!(ran.table("out/2026-10/verdicts.csv").rows().len(), 2);
}
