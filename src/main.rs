//! Parse, run, render, exit.

use goalpost::exit::Exit;
use goalpost::{cli, formats};
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    // Workbooks are read by this same program in a process of its own, under a hidden command.
    if formats::serve(&arguments) {
        return ExitCode::SUCCESS;
    }
    if let Ok(program) = std::env::current_exe() {
        formats::isolate(program);
    }
    // A panic is our fault like any other, and the code says so; those of commands have a report, too.
    std::panic::catch_unwind(|| cli::main(arguments)).unwrap_or(Exit::Fault).into()
}
