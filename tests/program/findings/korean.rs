//! Findings on the pages of a Korean scorecard.

use super::pipeline;
use crate::harness::{Ran, Test, lines};

/// Many kinds of findings that do not stop a run, of data, of files and of goals.
fn untidy() -> Ran {
    let pipeline = pipeline()
        .replace("currency =", "language = \"ko\"\ncurrency =")
        .replace("files = \"revenue.csv\"", "files = \"revenue*.csv\"");
    let pipeline = format!(
        "{pipeline}duplicates = \"warn\"\n\n\
         [[input]]\nname = \"usage\"\nfact = \"usage\"\nfiles = \"usage.csv\"\nrequired = false\n\n\
         [[input]]\nname = \"customers\"\nfact = \"acquisition\"\nfiles = \"none.csv\"\nrequired = false\n[input.columns]\nnew_customers = \"new\"\n\n\
         [[scorecard]]\nfile = \"Scorecard.xlsx\"\nhtml = true\ntheme_file = \"none.thmx\"\n\n\
         [goals]\nfile = \"goals.csv\"\n\n\
         [quality]\nunreadable_number = \"warn\"\nunknown_product = \"warn\"\nblank_key = \"warn\"\nunreadable_date = \"warn\"\nfaulty_cell = \"warn\"\nunknown_period = \"warn\"\n\n\
         [products]\nfile = \"products.csv\"\nunknown = \"list\"\n"
    );
    let rows = "product,period,amount\nAlpha,2026-09,90\nAlpha,2026-10,100\nAlpha,2026-10,100\nAlpha,2026-10,n/a\n\
                Alpha,2026-10,#DIV/0!\nGamma,2026-10,5\n,2026-10,7\nAlpha,Octember,9\n";
    let goals = "Goal ID,Product,Metric,Period,Target,Kind,Agreed by,Agreed on,Supports,Baseline\n\
                 A-1,Alpha,revenue,FY2026,1200,business,CEO,,,\n\
                 A-2,Alpha,revenue,FY2026-Q4,100..120,business,CEO,2026-11-01,,90\n";
    Test::new()
        .file("review.toml", &pipeline)
        .file("exports/revenue.csv", rows)
        .file("exports/revenue (1).csv", rows)
        .file("exports/usage.csv", "")
        .file("goals.csv", goals)
        .file("products.csv", "product,stage\nAlpha,growth\nBeta,maturity\n")
        .args("run review.toml --as-of 2026-10")
        .status(3)
        .run_quietly()
}

#[test]
fn the_pages_of_a_korean_scorecard_tell_findings_in_korean() {
    let ran = untidy();
    let findings = ran.table("out/2026-10/findings.csv");
    let codes: std::collections::BTreeSet<&str> = findings.rows().iter().map(|row| row["code"].as_str()).collect();
    assert!(codes.len() >= 14, "{codes:?}");
    let page = lines(&ran.path("out/2026-10/Scorecard.xlsx"), "데이터 품질");
    let html = std::fs::read_to_string(ran.path("out/2026-10/Scorecard.html")).unwrap();
    let is_korean = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    for row in findings.rows() {
        let (code, message) = (&row["code"], &row["message"]);
        let of_code: Vec<&String> = page.iter().filter(|line| line.ends_with(&format!(" | {code}"))).collect();
        assert!(!of_code.is_empty(), "{code} is not on the page: {page:#?}");
        for line in of_code {
            let message = line.split(" | ").nth(1).unwrap();
            assert!(is_korean(message), "{code}: {line}");
        }
        assert!(!page.iter().any(|line| line.contains(message.as_str())), "{code}: {message}");
        assert!(!html.contains(&format!(">{message}<")), "{code}: {message}");
    }
}
