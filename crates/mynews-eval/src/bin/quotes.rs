//! Reads lines `{"id","text"}` (and `section`, `topics`) and writes lines `{"id","article"}` with quotes, names and figures, for `score_quotes.py`.
//!
//! The same path as `mynews read --jsonl`, without the rest of the house; a line may hold `html` and `url` instead of text.

use std::io::{BufRead, Write};

use mynews_core::model::Page;
use mynews_core::{annotate, extract};
use mynews_eval::reading;
use serde_json::{Value, json};

fn main() {
    let output = std::io::stdout();
    let mut output = std::io::BufWriter::new(output.lock());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(row) = serde_json::from_str::<Value>(&line) else { continue };
        let answer = json!({ "id": row["id"], "article": article(&row) });
        writeln!(output, "{answer}").expect("the output is there");
    }
}

fn article(row: &Value) -> Value {
    let text = |key: &str| row[key].as_str().map(str::to_owned);
    let page = Page {
        url: text("url").unwrap_or_default(),
        is_text: row["html"].is_null(),
        html: text("html").or_else(|| text("text")).unwrap_or_default(),
    };
    let mut article = extract::article(&page, None);
    article.section = text("section").or(article.section);
    article
        .topics
        .extend(row["topics"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    let subjects = annotate::subjects(&article);
    let mut fields = reading::fields::article(&article, &subjects);
    fields["headings"] = subjects.headings.iter().map(|one| json!([one.topic.key, one.confidence])).collect();
    fields
}
