use super::*;
use crate::diagnostic::Problem;

#[track_caller]
fn check(problem: &PublishProblem, expected: Option<&str>) {
    let hint = problem.hint();
    match (&hint, expected) {
        (Some(hint), Some(expected)) => assert!(hint.contains(expected), "{hint}"),
        _ => assert_eq!(hint.as_deref(), expected, "{problem:?}"),
    }
}

#[test]
fn a_fault_of_publishing_says_what_to_do_where_anything_can_be_done() {
    use PublishProblem as P;
    let error = |kind: io::ErrorKind| io::Error::from(kind);
    let denied = || error(io::ErrorKind::PermissionDenied);
    let replaced = |why| P::CannotReplace { why, pending: None };
    let hook = |fault| P::HookFailed { program: "mail".to_owned(), fault, last: None };
    check(&P::UnsafeName { why: "it is `CON`" }, Some("choose another `file`"));
    check(&P::NameTaken, Some("choose another `file`"));
    check(&P::NotReadBack { cause: None }, Some("please report it"));
    check(&P::PageLost { title: "Portfolio".to_owned() }, Some("please report it"));
    check(&P::NotAFile { what: "a folder" }, Some("move it away and run again"));
    check(&P::OldKept { sheets: Vec::new(), name: "a.kept.xlsx".to_owned() }, Some("a workbook of your own"));
    check(&P::FileThere, Some("`--output`"));
    check(&replaced(NotReplaced::InUse { by: None, error: denied() }), Some("have it closed"));
    check(&replaced(NotReplaced::Kept), Some("compare the two"));
    check(&replaced(NotReplaced::Refused { error: denied() }), None);
    check(&P::CannotWrite { error: error(io::ErrorKind::StorageFull) }, Some("make room"));
    check(&P::CannotWrite { error: error(io::ErrorKind::QuotaExceeded) }, Some("make room"));
    check(&P::CannotWrite { error: denied() }, None);
    check(&P::ShareAway { error: denied() }, Some("no file is half written"));
    check(&P::Interrupted, Some("no file is half written"));
    check(&P::NotMounted { mount: "/mnt/finance".to_owned() }, Some("mount it"));
    check(&P::Locked { by: None }, Some("`--break-lock`"));
    check(&P::LockLost { by: None }, Some("only one run publishes here"));
    check(&hook(HookFault::NotStarted { error: denied() }), Some("there is no shell"));
    check(&hook(HookFault::Signal), None);
    check(&P::LockBroken { by: None }, None);
}
