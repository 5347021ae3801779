//! What the documents promise holds: every pipeline in the repository and in the README is one that loads.

use crate::harness::Test;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_pipeline_of_the_repository_passes_its_check() {
    let mut checked = 0;
    for entry in fs::read_dir(root().join("pipelines")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            Test::new().args(&format!("check {} --quiet", path.display())).run_quietly();
            checked += 1;
        }
    }
    assert!(checked > 0);
}

/// The blocks of one language in a Markdown text.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    text.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

#[test]
fn the_pipeline_of_the_readme_has_no_problem_but_that_its_files_are_not_here() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let pipelines = blocks(&text, "toml");
    assert!(!pipelines.is_empty(), "the README shows no pipeline");
    for pipeline in pipelines {
        let ran = Test::new()
            .bytes("review.toml", pipeline.as_bytes())
            .args("check review.toml --quiet")
            .status(4)
            .run_quietly();
        for line in ran.stderr.lines().filter(|line| line.starts_with("error[")) {
            let about_files = ["error[no_file]", "error[cannot_open]"].iter().any(|code| line.starts_with(code));
            assert!(about_files, "{line}");
        }
    }
}

#[test]
fn the_sample_is_what_its_program_makes() {
    let program = Path::new(env!("CARGO_BIN_EXE_goalpost")).with_file_name("examples").join("sample_data");
    if !program.exists() {
        crate::harness::passed_over("the example is not built: `cargo test` builds it, `cargo test --test` does not");
        return;
    }
    let made = tempfile::tempdir().unwrap();
    assert!(std::process::Command::new(program).arg(made.path()).status().unwrap().success());
    let mut files = 0;
    let mut folders = vec![made.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let committed = root().join("sample_data").join(path.strip_prefix(made.path()).unwrap());
            assert!(
                fs::read(&path).unwrap() == fs::read(&committed).unwrap(),
                "{} differs: run `just sample`",
                committed.display()
            );
            files += 1;
        }
    }
    assert_eq!(files, 15);
}
