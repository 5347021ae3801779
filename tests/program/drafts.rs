//! What `goalpost inspect` prints can be pasted: files alike are one draft, folders are kept, and a draft that is said to
//! work is one that a run accepts.

use crate::harness::Test;

/// The drafts of a text, each as it stands between its comment and the blank line.
fn printed_drafts(text: &str) -> Vec<String> {
    let from_draft = |block: &&str| block.starts_with("# a draft");
    text.split("\n\n").filter(from_draft).map(|block| format!("{block}\n")).collect()
}

/// A draft in a pipeline beside the files that were inspected.
fn pipeline_of(drafts: &[String]) -> String {
    let about = "[pipeline]\nname = \"draft\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n\n";
    about.to_owned() + &drafts.join("\n")
}

fn revenue_of(month: &str, product: &str) -> String {
    format!("Product,Month,Net revenue\n{product},{month},10.50\nBeta,{month},7.25\n")
}

#[test]
fn files_alike_in_folders_are_one_draft_that_keeps_the_folder_and_reads_them_all() {
    let files = || {
        Test::new()
            .file("in/2025/Revenue_2025-12.csv", &revenue_of("2025-12", "Alpha"))
            .file("in/2026/Revenue_2026-01.csv", &revenue_of("2026-01", "Alpha"))
            .file("in/2026/Revenue_2026-02.csv", &revenue_of("2026-02", "Gamma"))
            .file("in/2026/usage.csv", "Product,Month,Active users\nAlpha,2026-01,5\nAlpha,2026-02,6\n")
            .file("in/README.md", "Exports of finance.\n")
    };
    let ran = files().args("inspect in").run_quietly();
    let drafts = printed_drafts(&ran.stdout);
    assert_eq!(drafts.len(), 2, "{}", ran.stdout);
    assert!(ran.stdout.contains("2 more files are like it: in/2026/Revenue_2026-01.csv …\n"), "{}", ran.stdout);
    assert!(drafts[0].starts_with("# a draft that works: reads 3 files, "), "{}", drafts[0]);
    assert!(drafts[0].contains("\nfiles = \"in/*/Revenue_*.csv\"\n"), "{}", drafts[0]);
    assert!(drafts[0].contains("\n# `files` below `inputs = \".\"`\n"), "{}", drafts[0]);
    assert!(drafts[1].contains("\nfiles = \"in/*/usage.csv\"\n"), "{}", drafts[1]);
    files().file("draft.toml", &pipeline_of(&drafts)).args("check draft.toml -q").run();
}

#[test]
fn a_pattern_that_would_take_another_kind_of_file_gives_way_to_the_names() {
    let files = || {
        Test::new()
            .file("sales_2026-01.csv", &revenue_of("2026-01", "Alpha"))
            .file("sales_2026-02.csv", "Product,Region\nAlpha,North\nBeta,South\n")
    };
    let ran = files().args("inspect sales_2026-01.csv").run_quietly();
    let drafts = printed_drafts(&ran.stdout);
    assert!(drafts[0].starts_with("# a draft that works: reads A1:C3\n"), "{}", drafts[0]);
    assert!(drafts[0].contains("\nfiles = \"sales_2026-01.csv\"\n"), "{}", drafts[0]);
    files().file("draft.toml", &pipeline_of(&drafts)).args("check draft.toml -q").run();
}

#[test]
fn two_drafts_of_one_fact_have_names_of_their_own() {
    let files = || {
        Test::new()
            .file("erp.csv", &revenue_of("2026-01", "Alpha"))
            .file("shop.csv", "Day,Title,Orders,Sales\n2026-01-05,Delta,2,9.50\n2026-01-06,Delta,1,4.75\n")
    };
    let drafts = printed_drafts(&files().args("inspect erp.csv shop.csv").run_quietly().stdout);
    assert!(drafts[1].contains("\nname = \"revenue shop\"\n"), "{}", drafts[1]);
    files().file("draft.toml", &pipeline_of(&drafts)).args("check draft.toml -q").run();
}

#[test]
fn contracts_alone_are_said_to_need_a_period_and_are_accepted_with_it() {
    let contracts = "Customer,Product,Start,End,Monthly fee\nC1,Alpha,2025-01-01,2030-12-31,10.50\n\
                     C2,Alpha,2025-03-01,2031-02-28,20.25\n";
    let files = || Test::new().file("contracts.csv", contracts);
    let drafts = printed_drafts(&files().args("inspect contracts.csv").run_quietly().stdout);
    assert!(drafts[0].starts_with("# a draft that needs a period, `--as-of "), "{}", drafts[0]);
    let as_of = drafts[0].split('`').nth(1).unwrap().to_owned();
    let pasted = || files().file("draft.toml", &pipeline_of(&drafts));
    pasted().args(&format!("check draft.toml {as_of} -q")).run();
    let ran = pasted().args("check draft.toml -q").status(4).run_quietly();
    assert!(ran.stderr.contains("no_common_period"), "{}", ran.stderr);
}

#[test]
fn a_column_without_a_heading_is_offered_by_its_letter() {
    let files = || {
        Test::new().file(
            "revenue_by_product.csv",
            ",2026-01,2026-02,Total\nAlpha,10.50,20.25,30.75\nBeta,1.25,2.50,3.75\nTotal,11.75,22.75,34.50\n",
        )
    };
    let drafts = printed_drafts(&files().args("inspect revenue_by_product.csv").run_quietly().stdout);
    assert!(drafts[0].starts_with("# a draft that works: "), "{}", drafts[0]);
    assert!(drafts[0].contains("\nproduct = \"[A]\"  # the only column of texts that is left\n"), "{}", drafts[0]);
    files().file("draft.toml", &pipeline_of(&drafts)).args("check draft.toml -q").run();
}

#[test]
fn figures_of_which_nothing_says_what_they_are_are_drafted_and_asked_about() {
    let files = || Test::new().file("x.csv", "Name,2026-01,2026-02\nAlpha,10.50,20.25\nBeta,1.25,2.50\n");
    let drafts = printed_drafts(&files().args("inspect x.csv").run_quietly().stdout);
    assert!(drafts[0].starts_with("# a draft that works if the figures are revenue: "), "{}", drafts[0]);
    files().file("draft.toml", &pipeline_of(&drafts)).args("check draft.toml -q").run();
}

#[test]
fn a_column_is_typed_by_its_values_and_not_by_a_word_in_its_heading() {
    let text = "Product,Month,FX rate,Share,Margin %,Revenue\nAlpha,2026-01,1355.215,12%,3,10\n\
                Beta,2026-01,1488.125,88%,4,20\n";
    let ran = Test::new().file("x.csv", text).args("inspect x.csv").run_quietly();
    for line in ["FX rate   amount ", "Share     percent ", "Margin %  whole number ", "Revenue   whole number "] {
        assert!(ran.stdout.contains(line), "{line}\n{}", ran.stdout);
    }
}

#[test]
fn what_is_printed_fits_a_screen_and_names_are_whole() {
    let name = "Net sales of the product family including rebates and returns";
    let text = format!(
        "Product,Month,Sales region of the account manager,{name}\nAlpha,2026-01,North,10\nBeta,2026-01,South,2\n"
    );
    let ran = Test::new().file("x.csv", &text).args("inspect x.csv").run_quietly();
    for line in ran.stdout.lines().filter(|line| !line.contains(" = \"")) {
        assert!(line.chars().count() <= 80 || line.contains(name), "{line}");
    }
    assert!(ran.stdout.contains(&format!("    D  {name}\n")), "{}", ran.stdout);
}

#[test]
fn a_folder_without_exports_is_a_finding() {
    Test::new()
        .file("in/notes.md", "Nothing here.\n")
        .args("inspect in")
        .status(4)
        .stderr(
            "
            error[empty_folder]: no export lies in this folder
            --> in
             = help: name a file, or the folder that has the exports

            ",
        )
        .run();
}
