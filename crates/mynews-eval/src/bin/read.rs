//! Lines `{"id","url","html"}` or `{"id","text"}` from standard input to lines `{"id","article"}`, as
//! `mynews read --jsonl` does, for scoring without building the whole program. Speed goes to standard error.

use std::io::{BufRead, Write};

use mynews_core::extract;
use mynews_core::model::Subjects;
use mynews_eval::{clock, reading};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut pages = 0_u32;
    let mut total = 0.0_f64;
    let mut worst = (0.0_f64, String::new());
    for line in std::io::stdin().lock().lines() {
        let Some((id, page)) = reading::page(&line?) else { continue };
        let before = clock::cpu_seconds();
        let article = extract::article(&page, None);
        let spent = clock::cpu_seconds() - before;
        pages += 1;
        total += spent;
        if spent > worst.0 {
            worst = (spent, id.clone());
        }
        writeln!(out, "{}", reading::answer(&id, &article, &Subjects::default()))?;
    }
    eprintln!(
        "{pages} pages, {:.0} pages a CPU second, worst {:.1} ms ({})",
        f64::from(pages) / total.max(1e-9),
        worst.0 * 1000.0,
        worst.1
    );
    Ok(())
}
