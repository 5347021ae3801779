//! The whole program, run as its users run it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and writes its own files"
)]

mod bad_workbooks;
mod calendars;
mod cases;
mod corpus;
mod currencies;
mod deliveries;
mod dialects;
mod documents;
mod drift;
mod ends;
mod faults;
mod harness;
mod inspect;
mod mutations;
mod overlap;
mod own;
mod plan;
mod rows;
mod texts;
