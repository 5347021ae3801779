//! A pipeline file that cannot be read from disk.

use crate::diagnostic::Finding;
use crate::pipeline::read;
use crate::place::Place;

#[test]
fn a_file_that_cannot_be_read_as_text_is_a_finding_too() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("review.toml");
    let finding = only(read(&missing).unwrap_err());
    assert_eq!(finding.code(), "pipeline_unreadable");
    assert_eq!(finding.place, Place::File(missing.display().to_string().into()));
    assert_eq!(finding.problem.message(), "no such file");
    assert_eq!(finding.problem.hint().unwrap(), "paths on the command line are relative to the current folder");

    // Windows calls it a file that may not be read.
    if cfg!(unix) {
        let finding = only(read(folder.path()).unwrap_err());
        assert_eq!(finding.problem.message(), "expected a file, found a folder");
    }

    #[expect(clippy::disallowed_methods, reason = "a test sets the scene")]
    std::fs::write(&missing, b"# caf\xc3\xa9\n# caf\xe9\n").unwrap();
    let finding = only(read(&missing).unwrap_err());
    assert_eq!(finding.code(), "pipeline_not_utf8");
    assert_eq!(finding.problem.message(), "expected UTF-8 text, found other bytes in line 2");
    assert_eq!(finding.problem.hint().unwrap(), "save the file as UTF-8");
}

fn only(findings: Vec<Finding>) -> Finding {
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.into_iter().next().unwrap()
}
