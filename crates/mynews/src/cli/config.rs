//! `mynews config`: what holds, and where it came from.

use super::{Outcome, Place, open};
use crate::config::Config;

pub fn run(place: &Place, example: bool) -> Outcome {
    if example {
        print!("{}", Config::example());
        return Ok(());
    }
    let (config, folder) = open::config(place)?;
    if place.json {
        let settings: Vec<serde_json::Value> = config
            .settings()
            .iter()
            .map(|setting| {
                serde_json::json!({
                    "section": setting.section, "key": setting.key, "value": setting.value,
                    "origin": setting.origin.to_string(), "explanation": setting.explanation,
                })
            })
            .collect();
        println!("{}", serde_json::json!({ "data": folder.display().to_string(), "settings": settings }));
        return Ok(());
    }
    println!("data folder: {}", folder.display());
    let mut section = "";
    for setting in config.settings() {
        if setting.section != section {
            section = setting.section;
            println!("\n[{section}]");
        }
        let line = format!("{} = {}", setting.key, setting.value);
        println!("{line:<50} # {}", setting.origin);
    }
    Ok(())
}
