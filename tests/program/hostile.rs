//! Names and texts that are made to harm: as paths, as formulas, as markup, as signs to a terminal.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

const FORMULA: &str = "=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")";
const COMMAND: &str = "+cmd|' /C calc'!A0";
const SCRIPT: &str = "<script>alert(1)</script>";
const ATTRIBUTE: &str = "x\"\" onload=\"\"alert(2)";
const IMAGE: &str = "<img src=x onerror=alert(3)>";

/// As they stand between the quotes of a CSV cell.
fn names() -> Vec<String> {
    let plain =
        ["../../x", "..\\..\\x", "/etc/passwd", "C:\\x", "CON", "nul.txt", "a:b", "a/b", "x.", "~$x", ".hidden"];
    let mut names: Vec<String> = plain.map(str::to_owned).to_vec();
    names.extend([FORMULA, COMMAND, SCRIPT, ATTRIBUTE, IMAGE, "@SUM(1)", "-2+3", "]]>&amp;"].map(str::to_owned));
    names.push("L".repeat(300));
    names.push(format!("{}K", "L".repeat(299)));
    // The composed and the decomposed form of one name, and names that differ in case alone, are one product each.
    names.extend(["Caf\u{e9}", "Cafe\u{301}", "Twin", "TWIN"].map(str::to_owned));
    names
}

fn pipeline() -> String {
    Pipeline::named("=1+1")
        .lines("company = \"<img src=x onerror=alert(3)>\"")
        .input("revenue", "revenue.csv")
        .lines("[[scorecard]]\nfile = \"Scorecard {period}.xlsx\"\nhtml = true")
        .lines("[[scorecard]]\nfile = \"{product}.xlsx\"\nsplit = \"product\"\nhtml = true")
        .text()
}

fn published() -> Ran {
    let rows: Vec<String> =
        names().iter().map(|name| format!("\"{name}\",2026-09,90\n\"{name}\",2026-10,100\n")).collect();
    Test::new()
        .file("review.toml", &pipeline())
        .file("exports/revenue.csv", &format!("product,period,amount\n{}", rows.concat()))
        .args("run review.toml")
        .run_quietly()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn with_extension(ran: &Ran, extension: &str) -> Vec<PathBuf> {
    let mut found = files(&ran.path("out/2026-10"));
    found.retain(|path| path.extension().is_some_and(|found| found == extension));
    assert!(!found.is_empty(), "no .{extension}");
    found
}

#[test]
fn no_name_of_a_product_leads_out_of_the_folder_and_no_formula_or_markup_is_made_of_text() {
    let ran = published();
    paths_stay_inside(&ran);
    for path in with_extension(&ran, "csv") {
        cells_are_inert(&path);
    }
    for path in with_extension(&ran, "xlsx") {
        formulas_hold_no_text_of_data(&path);
    }
    for path in with_extension(&ran, "html") {
        markup_is_not_made_of_text(&path);
    }
    assert!(!ran.stderr.contains('\u{1b}') && !ran.stdout.contains('\u{1b}'));
}

fn paths_stay_inside(ran: &Ran) {
    let home: BTreeSet<String> =
        fs::read_dir(ran.path(".")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(home, BTreeSet::from(["exports", "out", "review.toml"].map(str::to_owned)));
    let output: BTreeSet<String> =
        fs::read_dir(ran.path("out")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(output.iter().all(|name| name == "2026-10" || name == "history"), "{output:?}");

    let mut seen = BTreeSet::new();
    for path in files(&ran.path("out/2026-10")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert_eq!(path.parent().unwrap(), ran.path("out/2026-10"), "{name}");
        assert!(name.len() <= 160, "{name}");
        assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']), "{name}");
        let stem = name.split('.').next().unwrap().to_uppercase();
        assert!(!["CON", "NUL", "AUX", "PRN"].contains(&stem.trim_end()), "{name}");
        assert!(!name.starts_with(['.', '~', ' ']) && !name.ends_with(['.', ' ']), "{name}");
        assert!(seen.insert(name.to_lowercase()), "{name} differs from another in case alone");
    }
    // The four spellings of twins are two products; all others have a workbook of their own.
    let workbooks = with_extension(ran, "xlsx").len();
    assert_eq!(workbooks, 1 + names().len() - 2, "{seen:?}");
}

fn cells_are_inert(path: &Path) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    for record in reader.records() {
        for cell in &record.unwrap() {
            let is_number = cell.parse::<f64>().is_ok();
            let begins = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(is_number || !begins, "{}: {cell}", path.display());
        }
    }
}

fn parts(path: &Path) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.extend(String::from_utf8(bytes).ok().map(|text| (part.name().unwrap().into_owned(), text)));
    }
    parts
}

fn formulas_hold_no_text_of_data(path: &Path) {
    for (name, text) in parts(path) {
        assert!(!text.contains("TargetMode=\"External\""), "{}: {name} leads outside", path.display());
        for tag in ["<f>", "<f ", "<c:f>", "<formula1>", "<definedName"] {
            for formula in text.split(tag).skip(1) {
                // The name of a sheet stands in quotes, where it is nothing but a name.
                let formula: String = formula.split("</").next().unwrap().split('\'').step_by(2).collect();
                for word in ["HYPERLINK", "evil.example", "cmd|", "/C calc", "@SUM(1)"] {
                    assert!(!formula.contains(word), "{}: {name} has {formula}", path.display());
                }
            }
        }
    }
}

fn markup_is_not_made_of_text(path: &Path) {
    let html = fs::read_to_string(path).unwrap();
    for mark in ["<script>alert", "<img src=x", "\" onload=\"", "x\" onload"] {
        assert!(!html.contains(mark), "{} has {mark}", path.display());
    }
    // They are there all the same, as text.
    assert!(html.contains("&lt;img src=x onerror=alert(3)&gt;"), "{} lacks the company", path.display());
}

/// A small review that nothing is wrong with, in a folder beside a file that is none of its business.
#[cfg(unix)]
fn beside_a_file_of_others() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("outside")).unwrap();
    fs::write(home.path().join("outside/precious"), "mine").unwrap();
    fs::create_dir(home.path().join("exports")).unwrap();
    fs::write(home.path().join("exports/revenue.csv"), "product,period,amount\nAlpha,2026-10,1\n").unwrap();
    let whole = pipeline();
    let plain = whole.split("[[scorecard]]").next().unwrap();
    let scorecard = "[[scorecard]]\nfile = \"Scorecard {period}.xlsx\"\nhtml = true\n";
    fs::write(home.path().join("review.toml"), format!("{plain}{scorecard}")).unwrap();
    home
}

/// Exit code and what was said.
#[cfg(unix)]
fn run_in(home: &Path) -> (Option<i32>, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_goalpost"));
    let output = command.args(["run", "review.toml", "--quiet"]).current_dir(home).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_any_output_is_not_written_through() {
    use std::os::unix::fs::symlink;
    let tables = ["metrics.csv", "scores.csv", "verdicts.csv", "findings.csv", "run.json"];
    for name in tables.into_iter().chain(["Scorecard 2026-10.xlsx", "Scorecard 2026-10.html"]) {
        let home = beside_a_file_of_others();
        let precious = home.path().join("outside/precious");
        fs::create_dir_all(home.path().join("out/2026-10")).unwrap();
        symlink(&precious, home.path().join("out/2026-10").join(name)).unwrap();
        let (code, said) = run_in(home.path());
        assert_eq!(code, Some(3), "{name}: {said}");
        assert_eq!(fs::read_to_string(&precious).unwrap(), "mine", "{name}");
        assert!(home.path().join("out/2026-10").join(name).is_symlink(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_record_or_of_its_folders_is_not_written_through() {
    for depth in 0..3 {
        let home = beside_a_file_of_others();
        assert_eq!(run_in(home.path()).0, Some(0));
        let mut place = home.path().join("out/history/runs");
        for _ in 0..depth {
            place = fs::read_dir(&place).unwrap().next().unwrap().unwrap().path();
        }
        fs::remove_dir_all(&place).unwrap();
        std::os::unix::fs::symlink(home.path().join("outside"), &place).unwrap();
        let (code, said) = run_in(home.path());
        // Beside a record that cannot be read there is room for another one.
        let (expected, finding) = if depth < 2 { (3, "warning[history_not_written]") } else { (0, "") };
        assert_eq!(code, Some(expected), "{}: {said}", place.display());
        assert!(said.contains(finding), "{said}");
        assert!(is_untouched(home.path()), "{}", place.display());
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_folder_of_a_period_is_not_written_through() {
    let home = beside_a_file_of_others();
    fs::create_dir(home.path().join("out")).unwrap();
    std::os::unix::fs::symlink(home.path().join("outside"), home.path().join("out/2026-10")).unwrap();
    let (code, said) = run_in(home.path());
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("a link stands in its place, which is not followed"), "{said}");
    assert!(is_untouched(home.path()));
}

#[cfg(unix)]
fn is_untouched(home: &Path) -> bool {
    let names = fs::read_dir(home.join("outside")).unwrap().map(|entry| entry.unwrap().file_name());
    names.eq(["precious"]) && fs::read_to_string(home.join("outside/precious")).unwrap() == "mine"
}

/// A row with a fault in one cell, and what nobody needs to know in the others.
const SECRETS: &str = "product,period,amount,patient\nAlpha,2026-09,90,SECRET-1\nAlpha,2026-10,\"x\u{1b}[31m\u{7}\u{2028}y\",SECRET-2\nAlpha,2026-10,5,SECRET-3\n";

#[test]
fn findings_and_logs_have_the_cell_at_fault_alone_and_no_sign_that_a_terminal_obeys() {
    for (policy, status) in [("stop", 4), ("warn", 0)] {
        let whole = pipeline();
        let plain = whole.split("[[scorecard]]").next().unwrap();
        let pipeline = format!("{plain}[quality]\nunreadable_number = \"{policy}\"\n");
        let ran = Test::new()
            .file("review.toml", &pipeline)
            .bytes("exports/revenue.csv", SECRETS.as_bytes())
            .args("run review.toml -vv --log run.log")
            .status(status)
            .run_quietly();
        let mut told = vec![ran.stderr.clone(), ran.stdout.clone(), fs::read_to_string(ran.path("run.log")).unwrap()];
        if status == 0 {
            told.push(fs::read_to_string(ran.path("out/2026-10/findings.csv")).unwrap());
            told.push(fs::read_to_string(ran.path("out/2026-10/run.json")).unwrap());
        }
        assert!(told[0].contains("x\\u{1b}[31m"), "the cell at fault is shown, escaped: {}", told[0]);
        for text in told {
            assert!(!text.contains("SECRET"), "{text}");
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{2028}']), "{text:?}");
        }
    }
}
