//! `mynews replay`: recorded reader behaviour to a score for every candidate, each impression scored before anything
//! is learnt from its clicks, by the code that ranks every page.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use mynews_core::learn::{self, crowd::Readership};
use mynews_core::model::{
    ArticleId, Candidate, Outlet, OutletKey, Profile, Reader, ReaderId, Signal, SignalId, SignalKind,
    StoryId, Subject, Timestamp, Topic,
};
use mynews_core::rank::{self, Rules};
use mynews_core::text::tokens;
use mynews_core::text::vector::Embedder;
use serde_json::Value;

use crate::app::VECTORS;

/// Reads FILE (`-` is standard input), writes a line of scores for each impression.
pub fn run(file: &str, shared: bool, rules: Rules) -> ExitCode {
    let input: Box<dyn Read> = match file {
        "-" => Box::new(std::io::stdin()),
        path => match std::fs::File::open(path) {
            Ok(file) => Box::new(file),
            Err(why) => {
                eprintln!("mynews: {path} cannot be read: {why}");
                return ExitCode::FAILURE;
            }
        },
    };
    let output = BufWriter::new(std::io::stdout().lock());
    match replay(BufReader::new(input), output, shared, rules) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("mynews: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Replays a log line by line; nothing is read ahead.
pub fn replay(input: impl BufRead, mut output: impl Write, shared: bool, rules: Rules) -> Result<(), String> {
    let mut log = Replay::new(shared, rules)?;
    for (number, line) in input.lines().enumerate() {
        let line = line.map_err(|why| format!("line {} cannot be read: {why}", number + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let row: Value =
            serde_json::from_str(&line).map_err(|why| format!("line {} is no JSON: {why}", number + 1))?;
        if let Some(article) = row.get("article") {
            log.article(article);
        } else if let Some(signal) = row.get("signal") {
            log.signal(signal);
        } else if let Some(impression) = row.get("impression") {
            if let Some(scores) = log.impression(impression) {
                writeln!(output, "{scores}").map_err(|why| format!("the scores cannot be written: {why}"))?;
            }
        } else {
            return Err(format!("line {} holds no article, signal or impression", number + 1));
        }
    }
    output.flush().map_err(|why| format!("the scores cannot be written: {why}"))
}

/// What is known so far.
struct Replay {
    rules: Rules,
    articles: HashMap<String, Candidate>,
    /// Articles whose outlet gave no time.
    undated: HashSet<String>,
    /// In how many articles each term stood.
    seen_in: HashMap<u64, u32>,
    readers: HashMap<String, Known>,
    readership: Option<Readership>,
    embedder: Embedder,
}

/// One reader, alone.
struct Known {
    reader: Reader,
    profile: Profile,
    passed_over: BTreeMap<StoryId, u32>,
}

impl Replay {
    fn new(shared: bool, rules: Rules) -> Result<Replay, String> {
        Ok(Replay {
            rules,
            articles: HashMap::new(),
            undated: HashSet::new(),
            seen_in: HashMap::new(),
            readers: HashMap::new(),
            readership: shared.then(Readership::new),
            embedder: Embedder::new(VECTORS)?,
        })
    }

    fn article(&mut self, row: &Value) {
        let id = text(row, "id");
        let published = time(row, "published");
        let title = text(row, "title");
        let body = text(row, "text");
        let language = row["language"].as_str();
        let mut terms = tokens::terms(title, language);
        terms.extend(tokens::terms(body, language));
        terms.sort_unstable();
        terms.dedup();
        terms.iter().for_each(|term| *self.seen_in.entry(*term).or_default() += 1);
        let mut candidate = Candidate::new(story(id), title, published.unwrap_or(Timestamp::UNIX_EPOCH));
        let topics = row["topics"].as_array().into_iter().flatten().filter_map(Value::as_str);
        candidate.topics = topics
            .map(|topic| Topic { key: topic.to_lowercase().replace(' ', "-"), label: topic.into() })
            .collect();
        candidate.outlets = (row["outlet"].as_str().into_iter())
            .map(|name| Outlet {
                key: OutletKey(name.to_lowercase()),
                name: name.to_owned(),
                country: None,
                language: language.map(str::to_owned),
            })
            .collect();
        candidate.authors = row["author"].as_str().into_iter().map(str::to_owned).collect();
        candidate.languages = language.into_iter().map(str::to_owned).collect();
        candidate.words = self.words(title, body, language);
        candidate.vector = self.embedder.embed(if body.is_empty() { title } else { body });
        if let (Some(readership), Some(at)) = (&mut self.readership, published) {
            readership.arrived(candidate.story, at);
        }
        if published.is_none() {
            self.undated.insert(id.to_owned());
        }
        self.articles.insert(id.to_owned(), candidate.marked());
    }

    fn words(&self, title: &str, body: &str, language: Option<&str>) -> Vec<(u64, f32)> {
        let articles = self.articles.len() as f64 + 1.0;
        learn::words(title, body, language, |term| {
            (1.0 + articles / f64::from(self.seen_in.get(&term).copied().unwrap_or(0).max(1))).ln()
        })
    }

    fn signal(&mut self, row: &Value) {
        let Some(at) = time(row, "at") else { return };
        let id = text(row, "article");
        let Some(candidate) = self.articles.get(id).cloned() else { return };
        let kinds = match text(row, "kind") {
            "opened" => vec![SignalKind::Opened],
            "read" | "read-to-end" => vec![SignalKind::ReadToEnd],
            "saved" => vec![SignalKind::Saved],
            "shared" => vec![SignalKind::Shared],
            "more" => vec![SignalKind::More],
            "less" => vec![SignalKind::Less],
            "hidden" => vec![SignalKind::Hidden],
            "follow" => {
                subjects(&candidate).map(|subject| SignalKind::Follow { subject, weight: 1.0 }).collect()
            }
            "mute" => subjects(&candidate)
                .map(|subject| SignalKind::Mute { subject, until: None, unless_outlets: None })
                .collect(),
            _ => return,
        };
        let known = known(&mut self.readers, text(row, "reader"));
        if let Some(readership) = &mut self.readership
            && !matches!(kinds.first(), Some(SignalKind::Less | SignalKind::Hidden | SignalKind::Mute { .. }))
        {
            readership.opened(known.reader.id, candidate.story, at);
        }
        for kind in kinds {
            known.learn(kind, &candidate, at);
        }
    }

    /// The scores of one impression; then its clicks are learnt.
    fn impression(&mut self, row: &Value) -> Option<Value> {
        let now = time(row, "at").unwrap_or(Timestamp::UNIX_EPOCH);
        let names = |key: &str| -> Vec<&str> {
            row[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let (shown, clicked) = (names("candidates"), names("clicked"));
        let known = known(&mut self.readers, text(row, "reader"));
        let mut candidates: Vec<Candidate> =
            shown.iter().map(|id| candidate(&self.articles, &self.undated, id, now)).collect();
        for candidate in &mut candidates {
            candidate.passed_over = known.passed_over.get(&candidate.story).copied().unwrap_or(0);
        }
        let stories: Vec<StoryId> = candidates.iter().map(|candidate| candidate.story).collect();
        let mut rest = Vec::new();
        if let Some(readership) = &self.readership {
            // Without anything to say the crowd still has its place in the score.
            candidates.iter_mut().for_each(|candidate| candidate.crowd = Some(Default::default()));
            rest = rank::scores(&known.profile, &known.reader, &candidates, &self.rules, now);
            let crowd = readership.expect(known.reader.id, &stories, now);
            candidates.iter_mut().zip(crowd).for_each(|(candidate, crowd)| candidate.crowd = Some(crowd));
        }
        let scores = rank::scores(&known.profile, &known.reader, &candidates, &self.rules, now);
        let opened: Vec<StoryId> = clicked.iter().map(|id| story(id)).collect();
        if let Some(readership) = &mut self.readership {
            readership.shown(known.reader.id, &stories, &rest, &opened, now);
        }
        for candidate in &candidates {
            if opened.contains(&candidate.story) {
                known.learn(SignalKind::Opened, candidate, now);
            } else {
                *known.passed_over.entry(candidate.story).or_default() += 1;
            }
        }
        let scored = row.get("scored").and_then(Value::as_bool).unwrap_or(true);
        scored.then(|| {
            let by_name: serde_json::Map<String, Value> = shown
                .iter()
                .zip(&scores)
                .map(|(id, score)| ((*id).to_owned(), Value::from(*score)))
                .collect();
            serde_json::json!({ "id": row["id"], "scores": by_name })
        })
    }
}

impl Known {
    fn learn(&mut self, kind: SignalKind, candidate: &Candidate, at: Timestamp) {
        let signal = Signal {
            id: SignalId(0),
            reader: self.reader.id,
            at,
            kind,
            snapshot: Some(learn::freeze(candidate, None, &[])),
        };
        self.profile = learn::apply(std::mem::take(&mut self.profile), &signal);
    }
}

fn known<'a>(readers: &'a mut HashMap<String, Known>, name: &str) -> &'a mut Known {
    let next = ReaderId(readers.len() as i64 + 1);
    readers.entry(name.to_owned()).or_insert_with(|| Known {
        reader: Reader::new(next, name),
        profile: Profile::default(),
        passed_over: BTreeMap::new(),
    })
}

/// A story of one article; one without a date is as old as now, so that age says nothing.
fn candidate(
    articles: &HashMap<String, Candidate>,
    undated: &HashSet<String>,
    id: &str,
    now: Timestamp,
) -> Candidate {
    let mut candidate =
        articles.get(id).cloned().unwrap_or_else(|| Candidate::new(story(id), "", now).marked());
    if undated.contains(id) {
        (candidate.first_at, candidate.last_at) = (now, now);
    }
    candidate
}

fn story(id: &str) -> StoryId {
    StoryId::opened_by(ArticleId::of_entry("replay", id))
}

fn subjects(candidate: &Candidate) -> impl Iterator<Item = Subject> {
    candidate
        .subjects()
        .filter(|subject| !matches!(subject, Subject::Story(_)))
        .collect::<Vec<_>>()
        .into_iter()
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or("")
}

fn time(row: &Value, key: &str) -> Option<Timestamp> {
    row[key].as_str().and_then(|text| text.parse().ok())
}
