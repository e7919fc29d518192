//! `mynews replay` without the rest of mynews: the same file, so that scoring a ranking need not build a web server.

#[path = "../../../mynews/src/cli/replay.rs"]
mod replay;

use std::process::ExitCode;

use mynews_eval::ablation;

/// Where mynews keeps its word vectors.
mod app {
    pub static VECTORS: &[u8] = include_bytes!("../../../../assets/news-en-256-int4.mne");
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let shared = arguments.iter().any(|argument| argument == "--shared");
    let file = arguments.iter().find(|argument| !argument.starts_with("--"));
    match (file, ablation::rules(&arguments)) {
        (Some(file), Ok(rules)) => replay::run(file, shared, rules),
        (None, _) => {
            eprintln!("usage: replay FILE [--shared] [--without=TERM]");
            ExitCode::from(2)
        }
        (_, Err(why)) => {
            eprintln!("replay: {why}");
            ExitCode::from(2)
        }
    }
}
