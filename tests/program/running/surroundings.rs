//! Where a scheduler starts a program: no home, no terminal, no streams, another folder, a mask of its own.

use super::checker::Folder;
use super::{Review, can};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

#[test]
fn the_surroundings_of_a_scheduler_change_no_byte_and_no_mode() {
    if !can(&["sh", "-c", "true"]) {
        return;
    }
    let review = Review::new();
    let mode = |name: &str| fs::metadata(review.folder().join(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(review.output(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(review.folder(), fs::Permissions::from_mode(0o755)).unwrap();
    let pipeline = review.home.path().join("review.toml").display().to_string();
    let program = env!("CARGO_BIN_EXE_goalpost");
    for script in [
        "umask 077; cd / && exec \"$0\" run \"$1\" --quiet",
        "unset HOME; export LC_ALL=C TZ=Pacific/Kiritimati; cd / && exec \"$0\" run \"$1\" --quiet",
        "exec <&- && cd / && exec \"$0\" run \"$1\" --quiet",
        "exec <&- >&- 2>&- && cd / && exec \"$0\" run \"$1\" --quiet",
    ] {
        let before = review.backup();
        let mut shell = std::process::Command::new("sh");
        let output = shell.args(["-c", script, program, &pipeline]).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{script}: {}", String::from_utf8_lossy(&output.stderr));
        // The record has the path of the pipeline as it was typed.
        assert!(Folder::of(&review.folder()).differs_only_in_its_record(&review.new), "{script}");
        assert_eq!(mode("metrics.csv"), 0o644, "{script}");
        review.restore(&before);
        fs::set_permissions(review.output(), fs::Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(review.folder(), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// Nobody reads what it says: no fault of the run.
#[test]
fn streams_that_nobody_reads_change_nothing() {
    if !can(&["sh", "-c", "true"]) {
        return;
    }
    let review = Review::new();
    let script = "{ \"$0\" run review.toml; echo $? > code; } 2>&1 | true";
    let mut shell = std::process::Command::new("sh");
    let shell = shell.args(["-c", script, env!("CARGO_BIN_EXE_goalpost")]).current_dir(review.home.path());
    assert!(shell.status().unwrap().success());
    assert_eq!(fs::read_to_string(review.home.path().join("code")).unwrap().trim(), "0");
    assert_eq!(Folder::of(&review.folder()), review.new);
}
