//! `mynews doctor`: is all well?

use super::{Outcome, Place, open};
use crate::web::door::without_password;
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
    let without = without_password(&*app.store)?;
    if place.json {
        let failing: Vec<_> = (failing.iter())
            .map(|feed| serde_json::json!({ "feed": feed.url, "fault": feed.health.fault, "gone": feed.health.gone }))
            .collect();
        println!(
            "{}",
            serde_json::json!({
                "database": { "faults": faults, "bytes": bytes, "bytes_max": rules.disk_bytes_max },
                "feeds": feeds.len(), "failing": failing, "articles": articles, "stories": stories,
                "pages_waiting": waiting, "readers_without_password": without, "demo": house.demo_is_on(),
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
        println!("readers      {}", readers(&app.config.web.listen, &without));
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

/// Who has no password, and whether that matters where this mynews listens.
fn readers(listen: &str, without: &[String]) -> String {
    let outward = listen.replace("localhost", "127.0.0.1").parse::<std::net::SocketAddr>();
    let outward = outward.is_ok_and(|address| !address.ip().to_canonical().is_loopback());
    match (without, outward) {
        ([], _) => "each has a password".into(),
        (without, false) => {
            format!("without a password: {} (this machine alone can look in)", without.join(", "))
        }
        (without, true) => format!(
            "without a password: {}; `mynews serve` will not listen on {listen} until `mynews reader passwd` was run",
            without.join(", ")
        ),
    }
}
