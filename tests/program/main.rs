//! The whole program, run as its users run it.

mod cases;
mod corpus;
mod harness;
