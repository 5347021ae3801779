//! The whole program, run as its users run it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and writes its own files"
)]

mod audiences;
mod bad_workbooks;
mod books;
mod calendars;
mod cases;
mod checks;
mod comments;
mod computed_apart;
mod corpus;
mod currencies;
mod deliveries;
mod dialects;
mod documents;
mod drafts;
mod drift;
mod due;
mod ends;
mod exact;
mod exits;
mod explain;
mod faults;
mod findings;
mod formats;
mod goals;
mod harness;
mod history;
mod hostile;
mod html;
mod inferences;
mod inspect;
mod landing;
mod ledger;
mod many;
mod messages;
mod milestones;
mod mutations;
mod office;
mod overlap;
mod own;
mod package;
mod pipelines;
mod plan;
mod playbook;
mod properties;
mod quarantine;
mod recalculated;
mod review;
mod rows;
#[cfg(target_os = "linux")]
mod running;
mod sources;
mod texts;
mod themes;
mod unattended;
mod variants;
mod verdicts;
mod windows;
