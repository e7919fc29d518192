//! `mynews parse`: feed files to one line of JSON each, as the feed meant them.

use std::io::{Read, Write};
use std::process::ExitCode;

use mynews_core::model::{Enclosure, Entry, Fault, FeedHead, Picture, Timestamp, Video};
use mynews_core::parse;
use serde_json::{Value, json};

/// Reads each file (`-` is standard input) and writes its line. A file that is no feed answers `{"file","error"}`, and
/// the exit code says so at the end.
pub fn run(files: &[String]) -> ExitCode {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut all_read = true;
    for file in files {
        let line = match read(file).map_err(|error| error.to_string()) {
            Ok(bytes) => line(file, &bytes),
            Err(error) => json!({ "file": file, "error": format!("{file} cannot be read: {error}") }),
        };
        all_read &= line.get("error").is_none();
        // A reader that has seen enough (`| head`) is no failure.
        if writeln!(out, "{line}").is_err() {
            return ExitCode::SUCCESS;
        }
    }
    let is_written = out.flush().is_ok();
    if all_read && is_written { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A byte more than the largest document that is read shows that there is more; the rest stays unread.
fn read(file: &str) -> std::io::Result<Vec<u8>> {
    let source: Box<dyn Read> = match file {
        "-" => Box::new(std::io::stdin()),
        path => Box::new(std::fs::File::open(path)?),
    };
    let mut bytes = Vec::new();
    source.take(parse::DOCUMENT_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn line(file: &str, bytes: &[u8]) -> Value {
    match parse::feed(bytes, None, "") {
        Ok(parsed) => json!({
            "file": file,
            "feed": head(&parsed.head),
            "entries": parsed.entries.iter().map(entry).collect::<Vec<Value>>(),
            "faults": parsed.faults.iter().map(fault).collect::<Vec<Value>>(),
        }),
        Err(not_a_feed) => json!({ "file": file, "error": not_a_feed.why }),
    }
}

fn head(head: &FeedHead) -> Value {
    json!({
        "title": head.title,
        "link": head.link,
        "id": head.id,
        "subtitle": head.subtitle,
        "author": head.author,
        "language": head.language,
        "rights": head.rights,
        "icon": head.icon,
        "updated": date(head.updated),
        "published": date(head.published),
        "self_link": head.self_link,
        "hub": head.hub,
        "ttl_minutes": head.ttl_minutes,
    })
}

fn entry(entry: &Entry) -> Value {
    json!({
        "id": entry.id,
        "id_given": entry.id_given,
        "link": entry.link,
        "title": entry.title,
        "subtitle": entry.subtitle,
        "summary": entry.summary,
        "content": entry.content,
        "author": entry.author_in_full.as_ref().or(entry.authors.first()),
        "authors": entry.authors,
        "language": entry.language,
        "rights": entry.rights,
        "published": date(entry.published),
        "updated": date(entry.updated),
        "categories": entry.categories,
        "pictures": entry.pictures.iter().map(picture).collect::<Vec<Value>>(),
        "videos": entry.videos.iter().map(video).collect::<Vec<Value>>(),
        "enclosures": entry.enclosures.iter().map(enclosure).collect::<Vec<Value>>(),
        "comments_link": entry.comments_link,
        "comment_count": entry.comment_count,
        "via": entry.via.as_ref().map(|(name, url)| json!({ "name": name, "url": url })),
    })
}

fn picture(picture: &Picture) -> Value {
    json!({
        "url": picture.url,
        "caption": picture.caption,
        "credit": picture.credit,
        "alt": picture.alt,
        "width": picture.width,
        "height": picture.height,
    })
}

fn video(video: &Video) -> Value {
    json!({
        "url": video.url,
        "title": video.title,
        "duration_seconds": video.duration_seconds,
        "medium": format!("{:?}", video.medium).to_lowercase(),
    })
}

fn enclosure(enclosure: &Enclosure) -> Value {
    json!({
        "url": enclosure.url,
        "media_type": enclosure.media_type,
        "bytes": enclosure.bytes,
        "seconds": enclosure.seconds,
    })
}

fn fault(fault: &Fault) -> Value {
    json!({ "code": fault.code, "text": fault.text })
}

/// RFC 3339 in UTC.
fn date(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}
