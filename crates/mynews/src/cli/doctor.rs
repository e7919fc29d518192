//! `mynews doctor`: is all well?

use super::{Outcome, Place, open};
use crate::work::sweep;

pub fn run(place: &Place) -> Outcome {
    let house = open::house(place)?;
    let app = &house.real;
    let text = |error: mynews_store::StoreError| error.to_string();
    let feeds = app.store.feeds().map_err(text)?;
    let failing: Vec<_> = feeds.iter().filter(|feed| feed.health.failures > 0 || feed.health.gone).collect();
    let faults = app.store.faults().map_err(text)?;
    let bytes = app.store.bytes().map_err(text)?;
    let rules = sweep::rules(app);
    let waiting = app.store.job_count().map_err(text)?;
    let (articles, stories) =
        (app.store.article_count().map_err(text)?, app.store.story_count().map_err(text)?);
    if place.json {
        let failing: Vec<_> = (failing.iter())
            .map(|feed| serde_json::json!({ "feed": feed.url, "fault": feed.health.fault, "gone": feed.health.gone }))
            .collect();
        println!(
            "{}",
            serde_json::json!({
                "database": { "faults": faults, "bytes": bytes, "bytes_max": rules.disk_bytes_max },
                "feeds": feeds.len(), "failing": failing, "articles": articles, "stories": stories,
                "pages_waiting": waiting, "demo": house.demo_is_on(),
            })
        );
    } else {
        println!("data folder  {}", app.data.display());
        println!("database     {}", if faults.is_empty() { "whole" } else { "DAMAGED" });
        println!(
            "size         {:.1} MB of at most {} MB",
            bytes as f64 / 1e6,
            rules.disk_bytes_max / 1_000_000
        );
        println!("kept         {articles} articles in {stories} stories; {waiting} pages wait to be read");
        println!(
            "forgetting   full texts after {} days, articles after {} days, what was saved never",
            rules.full_text_days, rules.article_days
        );
        println!("feeds        {} followed, {} with trouble", feeds.len(), failing.len());
        for feed in &failing {
            println!("  {}\n    {}", feed.url, feed.health.fault.as_deref().unwrap_or("no answer"));
        }
        println!(
            "demo         {}",
            if house.demo_is_on() { "on: invented outlets, invented news" } else { "off" }
        );
    }
    match faults.first() {
        Some(fault) => {
            Err(format!("the database is damaged ({fault}): restore a backup with `mynews restore FILE`"))
        }
        None => Ok(()),
    }
}
