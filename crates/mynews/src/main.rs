//! The program: read the command line, do it, answer with an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    mynews::cli::run()
}
