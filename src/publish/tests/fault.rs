//! A fault of our own in the midst of a publication.

use super::{Share, publisher, text};
use crate::publish::{Destination, LEASE, publish};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn a_panic_leaves_whole_files_no_lock_and_nothing_beside_them() {
    let share = Share::new();
    share.put("a.csv", "old");
    let output = share.output();
    let destination = Destination { output: &output, period: "2026-10" };
    let outputs = [text("a.csv", "new"), text("b.csv", "new")];
    let ran = catch_unwind(AssertUnwindSafe(|| {
        publish(&outputs, &destination, &publisher(), |_| panic!("while the record is made"))
    }));
    assert!(ran.is_err());
    assert_eq!(share.names(), ["a.csv", "b.csv"], "no record: the run did not happen");
    assert!(!output.join(LEASE).exists());
    let again = share.publish(&outputs).unwrap();
    assert!(again.is_complete() && again.remarks.is_empty(), "{:?}", again.remarks);
}
