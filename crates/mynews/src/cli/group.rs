//! `mynews group`: lines of articles in, lines of stories out, one by one and for good.

use std::fs::File;
use std::io::{self, BufReader};
use std::process::ExitCode;

use mynews_core::text::vector::Embedder;

mod lines;

/// Reads FILE, or standard input where it is `-` or absent.
pub fn run(file: Option<&str>, explain: bool) -> ExitCode {
    let embedder = match Embedder::new(crate::app::VECTORS) {
        Ok(embedder) => embedder,
        Err(why) => {
            eprintln!("mynews: {why}");
            return ExitCode::FAILURE;
        }
    };
    let output = io::BufWriter::new(io::stdout().lock());
    let outcome = match file.filter(|file| *file != "-") {
        None => lines::group(io::stdin().lock(), output, &embedder, explain),
        Some(file) => match File::open(file) {
            Ok(opened) => lines::group(BufReader::new(opened), output, &embedder, explain),
            Err(why) => {
                eprintln!("mynews: {file}: {why}");
                return ExitCode::FAILURE;
            }
        },
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read the lines has seen enough of them.
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("mynews: {why}");
            ExitCode::FAILURE
        }
    }
}
