//! EB-NeRD, the Ekstra Bladet News Recommendation Dataset (Kruse and others, 2024), as lines of JSON.
//!
//! The set comes as Parquet. Reading that takes a family of crates, for one converter, so its three files are exported
//! first, by any tool that can; docs/benchmarks.md has the command. Counts of the whole period that stand with each article
//! (views, reading time) are left out: a ranking that saw them would see the future.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Act, Clicks, What};

/// Reads `articles.jsonl`, `behaviors.jsonl` and, where it is there, `history.jsonl`.
pub fn read(folder: &Path) -> Result<Clicks, String> {
    let mut clicks = Clicks::default();
    each_row(&folder.join("articles.jsonl"), |row| {
        clicks.articles.insert(name(&row["article_id"])?, article(row));
        Some(())
    })?;
    each_row(&folder.join("behaviors.jsonl"), |row| {
        clicks.acts.push(impression(row)?);
        Some(())
    })?;
    let history = folder.join("history.jsonl");
    if history.exists() {
        each_row(&history, |row| {
            clicks.acts.extend(read_before(row)?);
            Some(())
        })?;
    }
    Ok(clicks)
}

fn each_row(path: &Path, mut take: impl FnMut(&Value) -> Option<()>) -> Result<(), String> {
    let file = File::open(path).map_err(|why| format!("{} cannot be read: {why}", path.display()))?;
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let wrong = || format!("line {} of {} is no row of this set", number + 1, path.display());
        let row: Value = serde_json::from_str(&line.map_err(|_| wrong())?).map_err(|_| wrong())?;
        take(&row).ok_or_else(wrong)?;
    }
    Ok(())
}

fn article(row: &Value) -> Value {
    let text = |key: &str| row[key].as_str().unwrap_or_default();
    let topics = row["topics"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let topics: Vec<&str> = row["category_str"].as_str().into_iter().chain(topics).collect();
    json!({
        "id": name(&row["article_id"]),
        "title": text("title"),
        "text": format!("{}\n{}", text("subtitle"), text("body")).trim(),
        "topics": topics,
        "outlet": null,
        "author": null,
        "language": "da",
        "published": moment(&row["published_time"]).map(|at| at.to_string()),
    })
}

fn impression(row: &Value) -> Option<Act> {
    Some(Act {
        at: moment(&row["impression_time"])?,
        reader: name(&row["user_id"])?,
        what: What::Shown {
            id: name(&row["impression_id"])?,
            candidates: names(&row["article_ids_inview"]),
            clicked: names(&row["article_ids_clicked"]),
        },
    })
}

fn read_before(row: &Value) -> Option<Vec<Act>> {
    let reader = name(&row["user_id"])?;
    let times = row["impression_time_fixed"].as_array()?.iter().map(moment);
    let acts = names(&row["article_id_fixed"]).into_iter().zip(times).filter_map(|(article, at)| {
        Some(Act { at: at?, reader: reader.clone(), what: What::Opened(article) })
    });
    Some(acts.collect())
}

fn names(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(name).collect()
}

/// Ids are numbers there; some tools export them as text.
fn name(id: &Value) -> Option<String> {
    id.as_str().map(str::to_owned).or_else(|| id.as_i64().map(|number| number.to_string()))
}

/// Text with or without a `T`, or milliseconds: as the exporting tool would have it.
fn moment(value: &Value) -> Option<Timestamp> {
    if let Some(millisecond) = value.as_i64() {
        return Timestamp::from_millisecond(millisecond).ok();
    }
    let text = value.as_str()?.trim_end_matches('Z').replace(' ', "T");
    let local: DateTime = text.parse().ok()?;
    TimeZone::UTC.to_timestamp(local).ok()
}
