//! The process dies at every call that changes something.

use super::{Review, can_trace, checker, covered};

#[test]
fn a_run_that_is_killed_at_any_call_leaves_every_file_whole_and_the_next_run_cleans_up() {
    if !can_trace() {
        return;
    }
    let review = Review::new();
    let before = review.backup();
    let mut points = 0;
    for call in super::CALLS {
        for at in 1.. {
            let (_, came) = review.injected(call, &format!("signal=KILL:when={at}"));
            checker::whole(&review.folder(), &review.old, &review.new)
                .unwrap_or_else(|wrong| panic!("killed at {call} {at}: {wrong}"));
            review.publish();
            let found = checker::Folder::of(&review.folder());
            assert!(found.differs_only_in_its_record(&review.new), "killed at {call} {at}");
            assert_eq!(checker::leftovers(&review.output()), Vec::<String>::new(), "killed at {call} {at}");
            review.restore(&before);
            if !came {
                break;
            }
            points += 1;
        }
    }
    covered("killed", points);
    // Five files and a record, most with a write, an fsync and a rename, the lock, and what the history keeps.
    assert!(points >= 30, "only {points} calls were killed");
}

#[test]
fn a_first_run_that_is_killed_leaves_no_half_of_a_file() {
    if !can_trace() {
        return;
    }
    let review = Review::new();
    std::fs::remove_dir_all(review.output()).unwrap();
    review.publish();
    let (nothing, first) = (checker::Folder::default(), checker::Folder::of(&review.folder()));
    // Every third: the others are those of the sweep above.
    let mut points = 0;
    for call in ["write", "fsync", "rename", "unlink", "linkat"] {
        for at in (1..).step_by(3) {
            std::fs::remove_dir_all(review.output()).unwrap();
            let (_, came) = review.injected(call, &format!("signal=KILL:when={at}"));
            checker::pieces(&review.folder(), &nothing, &first)
                .unwrap_or_else(|wrong| panic!("killed at {call} {at}: {wrong}"));
            review.publish();
            assert_eq!(checker::leftovers(&review.output()), Vec::<String>::new(), "killed at {call} {at}");
            if !came {
                break;
            }
            points += 1;
        }
    }
    covered("killed in a first run", points);
    assert!(points >= 8, "only {points} calls were killed");
}

/// A publisher as one must not be: it writes into the files that readers look at.
#[test]
fn a_publisher_that_writes_in_place_is_caught_by_the_same_checker() {
    let review = Review::new();
    let before = review.backup();
    let mut caught = 0;
    for cut in 1..review.new.len() {
        review.restore(&before);
        review.new.write_in_place(&review.folder(), cut);
        caught += usize::from(checker::whole(&review.folder(), &review.old, &review.new).is_err());
    }
    assert!(caught > 0, "the checker sees nothing");
    review.restore(&before);
    assert_eq!(checker::whole(&review.folder(), &review.old, &review.new), Ok(()));
}

/// And one that puts the record first.
#[test]
fn a_publisher_that_writes_its_record_first_is_caught_by_the_same_checker() {
    let review = Review::new();
    review.new.write_only(&review.folder(), "run.json");
    let wrong = checker::whole(&review.folder(), &review.old, &review.new);
    assert_eq!(wrong, Err("run.json is there before the outputs".to_owned()));
}
