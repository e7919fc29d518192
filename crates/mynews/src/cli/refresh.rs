//! `mynews refresh`: fetch what is due and bring the stories up to date.

use indicatif::{ProgressBar, ProgressStyle};

use super::{Outcome, Place, open};
use crate::work::refresh::{Step, Summary, refresh};

pub fn run(place: &Place, all: bool) -> Outcome {
    let house = open::house(place)?;
    let app = house.real.clone();
    let Some(_lock) = house.work_lock()? else {
        let asked = app.store.hurry(app.now(), all).map_err(|error| error.to_string())?;
        eprintln!("a mynews is at work on this folder: it was asked to look at {asked} feeds now");
        return Ok(());
    };
    let bar = ProgressBar::new(0);
    bar.set_style(ProgressStyle::with_template("{bar:32} {pos}/{len} {msg}").expect("the template is ours"));
    let summary = open::runtime()?.block_on(refresh(&app, all, |step| match step {
        Step::Feeds { done, of, last } => {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
            bar.set_message(last.chars().take(40).collect::<String>());
        }
        Step::Pages { done } => bar.set_message(format!("{done} pages read")),
    }));
    bar.finish_and_clear();
    let summary = summary?;
    let stories = app.store.story_count().map_err(|error| error.to_string())?;
    if place.json {
        println!("{}", json(&summary, stories));
    } else {
        println!(
            "{} feeds looked at, {} unchanged, {} new articles, {} pages read; {stories} stories in all",
            summary.feeds, summary.unchanged, summary.new_articles, summary.pages
        );
    }
    for (feed, fault) in &summary.faults {
        eprintln!("mynews: {feed}: {fault}");
    }
    match summary.faults.len() {
        failed if failed > 0 && failed == summary.feeds => Err("no feed could be read".into()),
        _ => Ok(()),
    }
}

fn json(summary: &Summary, stories: u64) -> serde_json::Value {
    serde_json::json!({
        "feeds": summary.feeds,
        "unchanged": summary.unchanged,
        "new_articles": summary.new_articles,
        "pages": summary.pages,
        "stories": stories,
        "faults": summary.faults.iter().map(|(feed, fault)| serde_json::json!({ "feed": feed, "fault": fault }))
            .collect::<Vec<_>>(),
    })
}
