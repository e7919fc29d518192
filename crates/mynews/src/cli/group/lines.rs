//! The stream of `mynews group`: each line is answered before the next one is read, in bounded memory.

use std::io::{self, BufRead, Write};

use mynews_core::group::{self, Choice, FEATURES, OpenStories, Telling};
use mynews_core::model::{ArticleId, StoryId, Timestamp};
use mynews_core::text::vector::Embedder;
use serde_json::{Map, Value, json};

/// A longer line is no article. It is read past, not kept.
const LINE_BYTES_MAX: usize = 16 << 20;

/// Groups lines of articles. `false` where a line could not be read and was answered with an error.
pub fn group(
    mut input: impl BufRead,
    mut output: impl Write,
    embedder: &Embedder,
    explain: bool,
) -> io::Result<bool> {
    let mut stream = Stream { open: OpenStories::new(), latest: None, embedder, explain };
    let mut line = Vec::new();
    let mut number = 0u64;
    let mut all_read = true;
    loop {
        let whole = match read_line(&mut input, &mut line)? {
            None => break,
            Some(whole) => whole,
        };
        number += 1;
        if whole && line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let read = if whole { serde_json::from_slice(&line).ok() } else { None };
        let answer = match read {
            Some(Value::Object(fields)) => stream.answer(&fields),
            _ => Err((Value::Null, format!("line {number} is not a JSON object"))),
        };
        let answer = answer.unwrap_or_else(|(id, error)| {
            all_read = false;
            json!({ "id": id, "error": error })
        });
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
        // Someone may be waiting for the answer at the other end; a full pipe has more to read at once.
        if input.fill_buf()?.is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(all_read)
}

struct Stream<'a> {
    open: OpenStories,
    /// The latest time seen, which an article without one takes.
    latest: Option<Timestamp>,
    embedder: &'a Embedder,
    explain: bool,
}

impl Stream<'_> {
    fn answer(&mut self, fields: &Map<String, Value>) -> Result<Value, (Value, String)> {
        let id = fields.get("id").cloned().unwrap_or(Value::Null);
        let known_as = match &id {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return Err((id, "an article needs an \"id\"".to_owned())),
        };
        let text_of = |field: &str| fields.get(field).and_then(Value::as_str);
        let published: Option<Timestamp> = match text_of("published") {
            None => None,
            Some(written) => match written.parse() {
                Ok(at) => Some(at),
                Err(_) => return Err((id, format!("\"published\" is not RFC 3339: {written}"))),
            },
        };
        let telling = Telling {
            title: text_of("title"),
            text: text_of("text").unwrap_or(""),
            url: text_of("url"),
            outlet: text_of("outlet"),
            language: text_of("language"),
            published,
        };
        self.latest = self.latest.max(published);
        let now = self.latest.unwrap_or(Timestamp::UNIX_EPOCH);
        let article = ArticleId::of_entry("group", &known_as);
        let sketch = group::sketch(&telling, Some(self.embedder));
        self.open.forget(now);
        self.open.remove(article);
        let placement = group::place(article, &sketch, &self.open, now);
        let story = match placement.story {
            Choice::Joins(story) => story,
            Choice::Opens => StoryId::opened_by(article),
        };
        let mut answer = json!({ "id": id, "story": story.to_string(), "joined_by": placement.joined_by });
        if self.explain {
            answer["considered"] = self.considered(article, &sketch, now);
        }
        if let Some(group::Merge { from, into }) = placement.merge {
            self.open.merge(from, into);
        }
        self.open.insert(article, story, &sketch, published.unwrap_or(now));
        Ok(answer)
    }

    /// Every story that was looked at, with each feature's value and its part in the score.
    fn considered(&self, article: ArticleId, sketch: &group::Sketch, now: Timestamp) -> Value {
        group::consider(article, sketch, &self.open, now)
            .into_iter()
            .map(|one| {
                let features: Map<String, Value> = FEATURES
                    .iter()
                    .zip(one.evidence.iter().zip(one.parts()))
                    .map(|(name, (value, part))| {
                        ((*name).to_owned(), json!({ "value": value, "part": part }))
                    })
                    .collect();
                json!({ "story": one.story.to_string(), "score": one.score, "features": features })
            })
            .collect()
    }
}

/// Reads a line without its end; `Some(false)` for one that was too long to keep, `None` at the end of input.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    let mut whole = true;
    let mut any = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(any.then_some(whole));
        }
        any = true;
        let (taken, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (buffer.len(), false),
        };
        if line.len() + taken > LINE_BYTES_MAX {
            whole = false;
        }
        if whole {
            line.extend_from_slice(&buffer[..taken - usize::from(ended)]);
        }
        input.consume(taken);
        if ended {
            return Ok(Some(whole));
        }
    }
}
