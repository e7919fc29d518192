//! `mynews group` without the rest of the house, for scoring: the same lines in and out.

use std::io;

use mynews_core::text::vector::Embedder;

#[path = "../../../mynews/src/cli/group/lines.rs"]
mod lines;

static VECTORS: &[u8] = include_bytes!("../../../../assets/news-en-256-int4.mne");

fn main() {
    let explain = std::env::args().any(|argument| argument == "--explain");
    let embedder = Embedder::new(VECTORS).expect("our own asset can be read");
    let output = io::BufWriter::new(io::stdout().lock());
    let all_read =
        lines::group(io::stdin().lock(), output, &embedder, explain).expect("lines can be read and written");
    std::process::exit(i32::from(!all_read));
}
