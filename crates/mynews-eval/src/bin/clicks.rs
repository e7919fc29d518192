//! Public sets of clicks to the log that `mynews replay` reads: `clicks mind|ebnerd FOLDER > LOG.jsonl`.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use mynews_eval::clicks::{Clicks, ebnerd, mind};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let read: fn(&Path) -> Result<Clicks, String> = match arguments.first().map(String::as_str) {
        Some("mind") => mind::read,
        Some("ebnerd") => ebnerd::read,
        _ => return usage(),
    };
    let Some(folder) = arguments.get(1) else { return usage() };
    let mut output = BufWriter::new(std::io::stdout().lock());
    let written = read(Path::new(folder)).and_then(|clicks| {
        let impressions = clicks.write(&mut output).map_err(|why| why.to_string())?;
        output.flush().map_err(|why| why.to_string())?;
        Ok(impressions)
    });
    match written {
        Ok(impressions) => {
            eprintln!("{impressions} impressions");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("clicks: {why}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: clicks mind|ebnerd FOLDER > LOG.jsonl");
    ExitCode::from(2)
}
