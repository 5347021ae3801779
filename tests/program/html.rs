//! The HTML scorecard: beside its workbook, and in a real browser under an accessibility checker.

use crate::harness::{Ran, Test, passed_over};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The monthly review of the repository with its HTML file, in a language and for an audience.
fn monthly(language: &str, audience: &str) -> Ran {
    let mut text = fs::read_to_string(root().join("pipelines/monthly.toml")).unwrap();
    let exports = format!("inputs = \"{}\"", root().join("sample_data").display());
    for (from, to) in [
        ("inputs = \"../sample_data\"", exports.as_str()),
        ("output = \"../out\"", "output = \"out\""),
        ("language = \"en\"", &format!("language = \"{language}\"")),
        ("audience = \"leadership\"", &format!("audience = \"{audience}\"")),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    Test::new().bytes("monthly.toml", text.as_bytes()).args("run monthly.toml --as-of 2026-10 --quiet").run_quietly()
}

const PAGE: &str = "out/2026-10/Scorecard 2026-10.html";

/// The HTML file for leadership in a language, which is made once for all tests.
fn page(language: &str) -> &'static str {
    static ENGLISH: LazyLock<String> = LazyLock::new(|| made("en"));
    static KOREAN: LazyLock<String> = LazyLock::new(|| made("ko"));
    fn made(language: &str) -> String {
        fs::read_to_string(monthly(language, "leadership").path(PAGE)).unwrap()
    }
    if language == "ko" { &KOREAN } else { &ENGLISH }
}

#[test]
fn the_html_file_lies_beside_its_workbook_and_stands_in_the_record() {
    let ran = monthly("en", "leadership");
    assert!(ran.exists(PAGE) && ran.exists("out/2026-10/Scorecard 2026-10.xlsx"));
    let record = ran.json("out/2026-10/run.json");
    let outputs = record["outputs"].as_array().unwrap();
    let named = outputs.iter().find(|output| output["file"] == "Scorecard 2026-10.html").unwrap();
    assert_eq!(named["kind"], "html");
    assert_eq!(named["bytes"].as_u64(), Some(fs::metadata(ran.path(PAGE)).unwrap().len()));
}

#[test]
fn a_scorecard_that_asks_for_no_html_file_gets_none() {
    let review = |html: &str| {
        let text = format!(
            "[pipeline]\nname = \"Review\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n\n\
             [[input]]\nname = \"revenue\"\nfact = \"revenue\"\nfiles = \"revenue.csv\"\n\
             [input.columns]\nproduct = \"product\"\nperiod = \"month\"\namount = \"amount\"\n\n\
             [[scorecard]]\nfile = \"A.xlsx\"\n\n[[scorecard]]\nfile = \"B {{period}}.xlsx\"\n{html}\n"
        );
        Test::new()
            .bytes("review.toml", text.as_bytes())
            .file("revenue.csv", "product,month,amount\n<b>Alpha</b>,2026-10,100\n")
            .args("run review.toml --quiet")
            .run_quietly()
    };
    for html in ["", "html = false"] {
        let ran = review(html);
        assert!(ran.exists("out/2026-10/B 2026-10.xlsx") && !ran.exists("out/2026-10/B 2026-10.html"));
    }
    let ran = review("html = true");
    assert!(!ran.exists("out/2026-10/A.html"));
    let text = fs::read_to_string(ran.path("out/2026-10/B 2026-10.html")).unwrap();
    assert!(text.contains("&lt;b&gt;Alpha&lt;/b&gt;") && !text.contains("<b>"));
}

#[test]
fn the_file_of_the_sample_is_small_enough_to_be_mailed() {
    for language in ["en", "ko"] {
        let length = page(language).len();
        assert!((40_000..600_000).contains(&length), "{length} bytes in {language}");
    }
}

/// The section of a page.
fn section<'t>(text: &'t str, id: &str) -> &'t str {
    let start = text.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("no page {id}"));
    &text[start..start + text[start..].find("</section>").unwrap()]
}

#[test]
fn a_draft_is_said_once_a_page_cohorts_are_shaded_and_no_remark_speaks_of_a_spreadsheet() {
    for (language, draft, cell) in [("en", "DRAFT: 2 goals not agreed", "cell's note"), ("ko", "초안: ", "셀 메모")]
    {
        let text = fs::read_to_string(monthly(language, "product").path(PAGE)).unwrap();
        let pages: Vec<&str> = text.split("<section ").skip(1).collect();
        assert!(pages.len() > 10);
        for page in &pages {
            let head = &page[..page.find("class=\"links\"").unwrap()];
            assert_eq!(head.matches(draft).count(), 1, "{head}");
        }
        assert!(!text.contains(cell), "{language}");
        let cohorts = section(&text, if language == "en" { "cohorts" } else { "코호트" });
        let shaded = cohorts.matches("--shade:").count();
        assert!(shaded > 50 && shaded == cohorts.matches("%</td>").count(), "{shaded}");
    }
}

#[test]
fn an_accessibility_checker_in_a_browser_finds_nothing_and_no_page_scrolls_sideways() {
    let axe = root().join("tests/node/node_modules/axe-core/axe.min.js");
    let Ok(axe) = fs::read_to_string(axe) else {
        return passed_over("axe is not installed: `npm ci` in tests/node brings it");
    };
    let Some(browser) = browser() else { return passed_over("there is no Chromium to look at the page with") };
    for language in ["en", "ko"] {
        let checked = with_checker(page(language), &axe);
        let framed = format!(
            "<!DOCTYPE html><html lang=\"en\"><title>Frame</title><body style=\"margin:0\">\
             <iframe style=\"width:390px;height:844px;border:0\" srcdoc=\"{}\"></iframe></body></html>",
            checked.replace('&', "&amp;").replace('"', "&quot;")
        );
        if language == "en" {
            // The checker does see what is wrong.
            let pale = look(&browser, &checked.replace("--grey:#", "--grey:#ddd;--unused:#"));
            assert_eq!(pale["violations"][0]["id"], "color-contrast", "{pale}");
        }
        for (width, document) in [(1440, checked), (390, framed)] {
            let found = look(&browser, &document);
            assert!(found["error"].is_null(), "{found}");
            assert!(found["passes"].as_u64() > Some(10), "{found}");
            assert_eq!(found["violations"], serde_json::json!([]), "{language} at {width} pixels");
            assert_eq!(found["outside"], serde_json::json!([]), "{language} at {width} pixels");
            assert!(found["width"].as_u64() <= found["room"].as_u64(), "{language}: {found}");
            let room = found["room"].as_u64().unwrap();
            assert!(room <= width && room + 30 > width, "looked at {room} pixels instead of {width}");
        }
    }
}

/// The page with the checker in it, which its policy would not let run.
fn with_checker(page: &str, axe: &str) -> String {
    let start = page.find("<meta http-equiv=").unwrap();
    let end = start + page[start..].find('>').unwrap() + 1;
    let check = fs::read_to_string(root().join("tests/node/check.js")).unwrap();
    let (before, after) = (&page[..start], &page[end..]);
    let body = after.rfind("</body>").unwrap();
    format!("{before}{}<script>{axe}</script>\n<script>{check}</script>{}", &after[..body], &after[body..])
}

fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let named = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&folders).flat_map(|folder| named.map(|name| folder.join(name))).find(|path| path.is_file())
}

/// What the checker left in the document after the browser has run it.
fn look(browser: &Path, document: &str) -> serde_json::Value {
    let home = tempfile::tempdir().unwrap();
    let page = home.path().join("page.html");
    fs::write(&page, document).unwrap();
    let (out, log) = (home.path().join("dom"), home.path().join("log"));
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"])
        .args(["--window-size=1440,1000", "--virtual-time-budget=120000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", home.path().join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .stdout(fs::File::create(&out).unwrap())
        .stderr(fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let end = Instant::now() + Duration::from_mins(4);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the browser has not ended: {}", fs::read_to_string(&log).unwrap());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let dom = fs::read_to_string(&out).unwrap();
    let found = dom.rsplit_once("<pre id=\"axe-result\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (line, _) = found.unwrap_or_else(|| panic!("no result: {}", fs::read_to_string(&log).unwrap()));
    serde_json::from_str(line).unwrap()
}
