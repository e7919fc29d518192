//! Reads lines `{"id","text"}` (and `section`, `topics`) and writes lines `{"id","article"}` with quotes, names and figures, for `score_quotes.py`.
//!
//! The text's lines stand for the paragraphs: this measures the annotating alone, whatever the extraction does.

use std::io::{BufRead, Write};

use mynews_core::annotate;
use mynews_core::model::{Article, Block, EntityKind};
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
    let text = row["text"].as_str().unwrap_or("");
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let headline = lines.next().map(str::to_owned);
    let blocks: Vec<Block> = lines.map(|line| Block::Paragraph(line.to_owned())).collect();
    let paragraphs: Vec<String> = blocks.iter().filter_map(Block::paragraph).map(str::to_owned).collect();
    let section = row["section"].as_str().map(str::to_owned);
    let topics =
        row["topics"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let subjects = annotate::subjects(&Article { headline, section, topics, blocks, ..Article::default() });
    let named = |kind| -> Vec<&str> {
        subjects
            .entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .map(|entity| entity.name.as_str())
            .collect()
    };
    let quotes: Vec<Value> = subjects
        .quotes
        .iter()
        .map(|quote| json!({ "text": quote.text, "speaker": quote.speaker, "paragraph": quote.paragraph }))
        .collect();
    json!({
        "quotes": quotes,
        "people": named(EntityKind::Person),
        "organisations": named(EntityKind::Organisation),
        "places": named(EntityKind::Place),
        "figures": subjects.figures.iter().map(|figure| figure.text.as_str()).collect::<Vec<_>>(),
        "headings": subjects.headings.iter().map(|heading| json!([heading.topic.key, heading.confidence])).collect::<Vec<_>>(),
        "key_points": subjects.key_points.iter().map(|point| point.text.as_str()).collect::<Vec<_>>(),
        "paragraphs": paragraphs,
    })
}
