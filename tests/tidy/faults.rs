//! Every test that the page of faults names is there.

use super::{root, rust_files};
use std::fs;

#[test]
fn every_test_that_the_page_of_faults_names_is_there() {
    let text = fs::read_to_string(root().join("docs/faults.md")).unwrap();
    let mut code = String::new();
    for folder in ["src", "tests"] {
        for path in rust_files(&root().join(folder)) {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let (mut tests, mut files) = (0, 0);
    for word in text.split('`').skip(1).step_by(2) {
        let is_path = (word.starts_with("src/") || word.starts_with("tests/")) && !word.contains(' ');
        // Names of tests are sentences: codes of findings and keys have fewer words.
        let is_test = word.matches('_').count() >= 4 && !word.contains(|c: char| !c.is_alphanumeric() && c != '_');
        if is_path {
            files += 1;
            assert!(root().join(word).exists(), "docs/faults.md names `{word}`, which is not there");
        } else if is_test {
            tests += 1;
            assert!(code.contains(&format!("fn {word}(")), "docs/faults.md names `{word}`, which no test is called");
        }
    }
    assert!(tests > 15 && files > 10, "only {tests} tests and {files} files found");
}
