//! `mynews replay` without the rest of mynews: the same file, so that scoring a ranking need not build a web server.

#[path = "../../../mynews/src/cli/replay.rs"]
mod replay;

use std::process::ExitCode;

/// Where mynews keeps its word vectors.
mod app {
    pub static VECTORS: &[u8] = include_bytes!("../../../../assets/news-en-256-int4.mne");
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let shared = arguments.iter().any(|argument| argument == "--shared");
    match arguments.iter().find(|argument| !argument.starts_with("--")) {
        Some(file) => replay::run(file, shared),
        None => {
            eprintln!("usage: replay FILE [--shared]");
            ExitCode::from(2)
        }
    }
}
