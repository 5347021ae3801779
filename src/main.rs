//! Parse, run, render, exit.

use goalpost::cli;
use goalpost::exit::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is our fault like any other: its message is on stderr, and the code says so.
    std::panic::catch_unwind(|| cli::main(std::env::args_os())).unwrap_or(Exit::Fault).into()
}
