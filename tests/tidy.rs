//! The rules that hold the house together, each as a test: layers, single importers, file sizes, names in documents.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "tidy/faults.rs"]
mod faults;
#[path = "tidy/findings.rs"]
mod findings;
#[path = "tidy/imports.rs"]
mod imports;
#[path = "tidy/libraries.rs"]
mod libraries;
#[path = "tidy/limits.rs"]
mod limits;
#[path = "tidy/recipes.rs"]
mod recipes;
#[path = "tidy/systems.rs"]
mod systems;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Stages in the order the data flows; each may use what stands before it.
const STAGES: [&str; 11] = [
    "pipeline",
    "formats",
    "ingest",
    "facts",
    "survey",
    "metrics",
    "goals",
    "history",
    "score",
    "scorecard",
    "publish",
];

/// Used by every stage, using none of them.
const VOCABULARY: [&str; 12] = [
    "amount",
    "calendar",
    "diagnostic",
    "expression",
    "hash",
    "lang",
    "name",
    "place",
    "prose",
    "schema",
    "sheet",
    "values",
];

/// Each outside library (or forbidden call) with the only places under `src` that may name it.
const HOMES: &[(&str, &[&str])] = &[
    ("csv::", &["tables"]),
    ("chrono::", &["calendar", "cli"]),
    ("num_rational::", &["amount"]),
    ("num_bigint::", &["amount"]),
    ("num_traits::", &["amount"]),
    ("blake3::", &["hash"]),
    ("strsim::", &["name"]),
    ("calamine::", &["formats/workbook"]),
    ("postcard::", &["formats/workbook/wire"]),
    ("zip::", &["formats/package"]),
    ("quick_xml::", &["formats/xml"]),
    ("cfb::", &["formats/ole", "formats/workbook/repair"]),
    ("flate2::", &["formats/packed"]),
    ("rustix::", &["formats/workbook/child", "publish/hook/child"]),
    ("signal_hook::", &["cli/machine"]),
    ("ctrlc::", &["cli/machine"]),
    ("rust_xlsxwriter::", &["scorecard/writers/xlsx"]),
    ("augurs_ets::", &["score/landing/model"]),
    ("augurs_mstl::", &["score/landing/model"]),
    ("indicatif::", &["progress"]),
    ("clap::", &["cli"]),
    ("annotate_snippets::", &["cli/report"]),
    ("comfy_table::", &["cli/metrics"]),
    ("polars::", &["facts", "metrics"]),
    ("serde_json::", &["history", "publish", "cli"]),
    ("toml::", &["pipeline"]),
    ("sqlparser::", &["expression", "pipeline/formula"]),
    ("fs::write", &["publish"]),
    ("fs::rename", &["publish"]),
    ("fs::remove_file", &["publish"]),
    ("OpenOptions", &["publish"]),
];

const LARGEST: usize = 600;
const LARGE: usize = 300;
const SHORT: usize = 25;

struct SourceFile {
    /// Relative to `src`, without `.rs`, such as `formats/workbook`.
    module: String,
    /// Without the tests at its end.
    code: String,
    lines: usize,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<SourceFile> {
    let src = root().join("src");
    let is_test = |module: &str| module.split('/').any(|part| part == "tests");
    let files = rust_files(&src).into_iter().map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let module = path.strip_prefix(&src).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
        let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
        SourceFile { module, code, lines: text.lines().count() }
    });
    let files: Vec<SourceFile> = files.filter(|file| !is_test(&file.module)).collect();
    assert!(files.len() > 50, "the walk over src found {} files", files.len());
    files
}

/// The first part of every `crate::…` path in a file, in plain and in grouped `use`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for rest in line.split("crate::").skip(1) {
            let listed = rest.strip_prefix('{').map_or(rest, |group| group.split('}').next().unwrap());
            let paths = if rest.starts_with('{') { listed.split(',').collect() } else { vec![listed] };
            for path in paths {
                let name: String = path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                used.insert(name);
            }
        }
    }
    used
}

#[test]
fn a_stage_uses_only_the_vocabulary_and_the_stages_before_it() {
    let mut broken = Vec::new();
    for file in sources() {
        let stage = file.module.split('/').next().unwrap();
        // Tables are read by the same publishing end of the house as the scorecard.
        let rank = STAGES.iter().position(|s| *s == if stage == "tables" { "scorecard" } else { stage });
        let is_vocabulary = VOCABULARY.contains(&stage);
        for used in used_modules(&file.code) {
            let later = STAGES.iter().position(|s| *s == used);
            let wrong = match (rank, later) {
                (Some(rank), Some(later)) => later > rank,
                (None, Some(_)) => is_vocabulary,
                _ => (rank.is_some() || is_vocabulary) && matches!(used.as_str(), "run" | "cli" | "exit" | "progress"),
            };
            if wrong {
                broken.push(format!("{} uses {used}", file.module));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn each_outside_library_has_one_home() {
    let mut broken = Vec::new();
    for file in sources() {
        let code: String =
            file.code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for (library, homes) in HOMES.iter().copied() {
            let names_it = code.match_indices(library).any(|(at, _)| {
                // `toml::` is not `annotate_toml::`.
                !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            if names_it
                && !homes.iter().any(|home| file.module == *home || file.module.starts_with(&format!("{home}/")))
            {
                broken.push(format!("{} names {library}", file.module));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn files_stay_small() {
    let mut sizes: Vec<(usize, String)> = sources().into_iter().map(|file| (file.lines, file.module)).collect();
    sizes.sort();
    let too_large: Vec<_> = sizes.iter().filter(|(lines, _)| *lines > LARGEST).collect();
    assert!(too_large.is_empty(), "over {LARGEST} lines: {too_large:?}");
    let large: Vec<_> = sizes.iter().filter(|(lines, _)| *lines > LARGE).collect();
    assert!(large.len() * 10 <= sizes.len(), "more than one in ten over {LARGE} lines: {large:?}");
}

/// A file of its own is a concept; a few lines are a part of their neighbour. Lists, and parents that hand on, may be short.
#[test]
fn no_file_is_too_short_to_be_a_concept() {
    let is_short = |file: &SourceFile| {
        file.lines < SHORT && file.module != "main" && file.code.contains("fn ") && !file.code.contains("\nmod ")
    };
    let short: Vec<String> = sources().into_iter().filter(is_short).map(|file| file.module).collect();
    assert!(short.is_empty(), "fewer than {SHORT} lines: {short:?}");
}

#[test]
fn the_program_reads_like_a_table_of_contents() {
    let run = fs::read_to_string(root().join("src/run.rs")).unwrap();
    let body = run.split("fn stages(").nth(1).expect("`run.rs` has a function `stages`");
    let body = body.split("\n}\n").next().unwrap();
    let statements = body.matches(';').count();
    assert!(statements <= 40, "{statements} statements in `stages`");
    // `ingest` asks `formats` for the sheets of a file, and `inspect` alone asks for a survey.
    for stage in STAGES.into_iter().filter(|stage| !["formats", "survey"].contains(stage)) {
        assert!(body.contains(&format!("{stage}::")) || body.contains(stage), "`stages` does not name {stage}");
    }
}

/// Words in backticks that look like a path or a module of this crate.
fn named_paths(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| {
            let known_root = ["src/", "tests/", "benches/", "docs/", "pipelines/", "sample_data/", ".ci/"];
            known_root.iter().any(|root| word.starts_with(root)) && !word.contains([' ', '*', '<', '{'])
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_path_that_the_documents_name_exists() {
    let mut named = 0;
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        for path in named_paths(&text) {
            named += 1;
            let file = path.split("::").next().unwrap();
            assert!(root().join(file).exists(), "{document} names `{path}`, which is not there");
        }
    }
    assert!(named > 20, "only {named} paths found in the documents");
}

#[test]
fn every_room_stands_in_the_architecture() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let room = name.trim_end_matches(".rs");
        if room != "lib" && room != "main" {
            assert!(text.contains(&format!("`{room}`")), "ARCHITECTURE.md says nothing of `{room}`");
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = ["todo!(", "unimplemented!(", "dbg!(", "TODO", "FIXME", "XXX"];
    for file in sources() {
        for mark in marks {
            assert!(!file.code.contains(mark), "{} has {mark}", file.module);
        }
    }
}
