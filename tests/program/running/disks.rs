//! Disks that are full, over quota, read-only, broken or forbidden, at every call and from every call on.

use super::checker::{self, Folder};
use super::{Review, can, can_trace, covered};
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn an_error_of_the_disk_at_any_call_destroys_nothing_and_is_never_called_success() {
    if !can_trace() {
        return;
    }
    let review = Review::new();
    let before = review.backup();
    let mut points = 0;
    for error in ["ENOSPC", "EIO", "EDQUOT", "EACCES", "EROFS"] {
        for call in super::CALLS {
            for at in 1.. {
                // Once, as when there is room again; a disk that stays as it is follows below.
                let (output, came) = review.injected(call, &format!("error={error}:when={at}"));
                let said = || format!("{error} at {call} {at}: {}", String::from_utf8_lossy(&output.stderr));
                checker::whole(&review.folder(), &review.old, &review.new)
                    .unwrap_or_else(|wrong| panic!("{wrong}; {}", said()));
                let code = output.status.code().unwrap();
                assert!([0, 1, 3, 75].contains(&code), "{code}; {}", said());
                if code == 0 {
                    assert!(Folder::of(&review.folder()).differs_only_in_its_record(&review.new), "{}", said());
                }
                if !came {
                    break;
                }
                points += 1;
                review.restore(&before);
            }
            review.restore(&before);
        }
    }
    covered("errors of the disk", points);
    // Five errors at each call that the sweep of kills counts.
    assert!(points >= 150, "only {points} calls failed");
}

#[test]
fn a_disk_that_fails_from_some_call_on_leaves_the_old_files_and_the_next_run_mends_it() {
    if !can_trace() {
        return;
    }
    let review = Review::new();
    let before = review.backup();
    let mut points = 0;
    // What passes is waited for, so that EIO takes seconds a call: a few of them will do.
    for (error, step) in [("ENOSPC", 2), ("EROFS", 5), ("EDQUOT", 5), ("EACCES", 5), ("EIO", 9)] {
        for call in ["write", "fsync", "rename", "linkat", "mkdir"] {
            for at in (1..).step_by(step) {
                let (output, came) = review.injected(call, &format!("error={error}:when={at}+"));
                let said = || format!("{error} from {call} {at}: {}", String::from_utf8_lossy(&output.stderr));
                checker::whole(&review.folder(), &review.old, &review.new)
                    .unwrap_or_else(|wrong| panic!("{wrong}; {}", said()));
                let code = output.status.code().unwrap();
                assert!([0, 1, 3, 75].contains(&code), "{code}; {}", said());
                review.publish();
                assert_eq!(checker::leftovers(&review.output()), Vec::<String>::new(), "{}", said());
                review.restore(&before);
                if !came {
                    break;
                }
                points += 1;
            }
        }
    }
    covered("disks that stay broken", points);
    assert!(points >= 25, "only {points} calls failed");
}

/// A file system of 64 KB that is nearly full: no injection, the system's own answer.
#[test]
fn a_disk_that_is_really_full_keeps_what_was_there() {
    if !can(&["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/mnt"]) {
        return;
    }
    let review = Review::new();
    let script = "mount -t tmpfs -o size=64k none small && mkdir small/out && cp -r before/2026-10 small/out && rm -rf out && mkdir out \
                  && mount --bind small/out out && head -c 70000 /dev/zero > small/filler; \
                  \"$@\"; code=$?; rm -rf after && cp -r out after && exit $code";
    let home = review.home.path();
    super::copy_all_into(&review.output(), &home.join("before"));
    fs::create_dir(home.join("small")).unwrap();
    let output = review.under(&["unshare", "-m", "sh", "-c", script, "sh"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("cannot_write") || said.contains("cannot be written"), "{said}");
    assert_eq!(Folder::of(&home.join("after/2026-10")), review.old, "{said}");
    assert_eq!(checker::leftovers(&home.join("after")), Vec::<String>::new());
}

/// As a user whom the folder is not open to; root passes through mode bits.
#[test]
fn a_folder_that_may_not_be_written_to_keeps_what_was_there() {
    if !can(&["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true"]) {
        return;
    }
    let review = Review::new();
    fs::set_permissions(review.home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let output = review.under(&["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("failed to execute") {
        crate::harness::passed_over("the program lies where another user cannot run it");
        return;
    }
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(Folder::of(&review.folder()), review.old, "{said}");
}

/// The sweep above cannot tell it: every file is there and whole, only the disk does not have their names yet.
#[test]
fn a_folder_that_the_disk_does_not_take_is_no_success() {
    if !can_trace() {
        return;
    }
    let review = Review::new();
    let folder = review.folder().canonicalize().unwrap();
    let only = ["-P", folder.to_str().unwrap(), "-e", "trace=fsync", "-e", "inject=fsync:error=EIO"];
    let output = review.under(&[&["strace", "-f", "-qq", "-o", "trace"][..], &only].concat()).output().unwrap();
    assert!(fs::read_to_string(review.home.path().join("trace")).unwrap().contains("(INJECTED)"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && said.contains("[not_on_disk]"), "{:?} {said}", output.status.code());
}

#[test]
fn a_read_only_share_and_one_that_is_not_mounted_change_nothing() {
    if !can(&["unshare", "-m", "true"]) {
        return;
    }
    let review = Review::new();
    let read_only = "mount --bind out out && mount -o remount,ro,bind out && \"$@\"";
    let output = review.under(&["unshare", "-m", "sh", "-c", read_only, "sh"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(Folder::of(&review.folder()), review.old);

    let fstab = format!("//nas/finance {} cifs noauto 0 0\n", review.output().canonicalize().unwrap().display());
    fs::write(review.home.path().join("fstab"), fstab).unwrap();
    let away = "touch /etc/fstab; mount --bind fstab /etc/fstab && \"$@\"";
    let output = review.under(&["unshare", "-m", "sh", "-c", away, "sh"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(75), "{said}");
    assert!(said.contains("[not_mounted]") && said.contains("is not mounted"), "{said}");
    assert_eq!(Folder::of(&review.folder()), review.old);
}
