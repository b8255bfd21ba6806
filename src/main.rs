//! The `irlint` program: hands its arguments to the command line and its exit code to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    irlint::cli::run(std::env::args_os())
}
