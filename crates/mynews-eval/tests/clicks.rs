//! Public sets of clicks become the log that replay reads: small ones of our own writing, in their formats.

use std::path::{Path, PathBuf};

use mynews_eval::clicks::{Clicks, ebnerd, mind};
use serde_json::{Value, json};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/readers").join(name)
}

fn log(clicks: Clicks) -> Vec<Value> {
    let mut output = Vec::new();
    clicks.write(&mut output).unwrap();
    let lines = String::from_utf8(output).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The log in short: `+` an article, `reader read article`, `reader of candidates took clicked`.
fn told(log: &[Value]) -> Vec<String> {
    log.iter()
        .map(|line| {
            if let Some(article) = line.get("article") {
                return format!("+{}", article["id"].as_str().unwrap());
            }
            let (at, what) = match (line.get("signal"), line.get("impression")) {
                (Some(signal), _) => {
                    (&signal["at"], format!("{} read {}", signal["reader"], signal["article"]))
                }
                (_, Some(one)) => (
                    &one["at"],
                    format!("{} of {} took {}", one["reader"], one["candidates"], one["clicked"]),
                ),
                _ => panic!("{line}"),
            };
            format!("{} {what}", &at.as_str().unwrap()[..16]).replace('"', "")
        })
        .collect()
}

#[test]
fn mind_in_order_of_time_with_its_histories_before_it() {
    let log = log(mind::read(&folder("mind")).unwrap());
    assert_eq!(
        told(&log),
        [
            "+N3",
            "2019-11-15T07:55 U1 read N3",
            "+N1",
            "2019-11-15T08:55 U1 read N1",
            "+N2",
            "+N4",
            "2019-11-15T09:55 U1 of [N2,N4] took [N4]",
            "2019-11-15T13:05 U2 of [N2,N4] took [N2]",
            "2019-11-15T22:20 U1 of [N1,N2,N9] took [N2]",
        ]
    );
    assert_eq!(
        log[2]["article"],
        json!({
            "id": "N1", "title": "Trams run free in Port Halden", "text": "Fares end on Monday.",
            "topics": ["news", "newsworld"], "outlet": null, "author": null, "language": "en", "published": null,
        })
    );
}

#[test]
fn ebnerd_with_the_times_that_it_has_and_nothing_of_the_future() {
    let log = log(ebnerd::read(&folder("ebnerd")).unwrap());
    assert_eq!(
        told(&log),
        ["+11", "2023-05-17T08:00 7 read 11", "+12", "2023-05-18T08:00 7 of [11,12] took [12]"]
    );
    assert_eq!(log[0]["article"]["published"], "2023-05-17T06:00:00Z");
    assert_eq!(log[0]["article"]["topics"], json!(["nyheder", "Transport"]));
    assert!(log[0]["article"].get("total_pageviews").is_none());
}

#[test]
fn what_is_none_of_these_sets_is_said() {
    assert!(mind::read(&folder("ebnerd")).is_err_and(|why| why.contains("news.tsv")));
    assert!(ebnerd::read(&folder("mind")).is_err_and(|why| why.contains("articles.jsonl")));
}
