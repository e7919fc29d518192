//! Forgets by the retention rules, a piece at a time, so that nobody waits for it.

use mynews_store::{SweepRules, Swept};

use super::words;
use crate::app::App;

/// Pieces in one sweep; the rest waits for the next.
const PIECES_MAX: usize = 200;

pub fn rules(app: &App) -> SweepRules {
    let keep = &app.config.keep;
    SweepRules {
        article_days: keep.article_days,
        full_text_days: keep.full_text_days,
        disk_bytes_max: keep.disk_mib_max.saturating_mul(1 << 20),
    }
}

pub fn sweep(app: &App) -> Result<Swept, String> {
    let mut total = Swept::default();
    for _ in 0..PIECES_MAX {
        let swept = app.store.sweep(&rules(app), app.now()).map_err(words)?;
        if swept == Swept::default() {
            break;
        }
        total.articles += swept.articles;
        total.full_texts += swept.full_texts;
    }
    Ok(total)
}
