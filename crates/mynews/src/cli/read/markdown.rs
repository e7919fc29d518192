//! An article as Markdown, and as plain text for a terminal.

use mynews_core::model::{Article, Block};

/// Markdown: headline, deck, byline, body; links and pictures stay where Markdown has a form for them.
pub fn article(article: &Article) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(article.headline.as_deref().map(|headline| format!("# {}", escaped(headline))));
    parts.extend(article.standfirst.as_deref().map(|standfirst| format!("*{}*", escaped(standfirst))));
    parts.extend(about(article).map(|line| escaped(&line)));
    if !article.key_points.is_empty() {
        let points: Vec<String> =
            article.key_points.iter().map(|point| format!("- {}", escaped(point))).collect();
        parts.push(points.join("\n"));
    }
    for block in &article.blocks {
        parts.extend(match block {
            Block::Paragraph(text) => Some(escaped(text)),
            Block::Subheading(text) => Some(format!("## {}", escaped(text))),
            Block::ListEntry(text) => Some(format!("- {}", escaped(text))),
            Block::Quotation(text) => Some(format!("> {}", escaped(text))),
            Block::Embed(embed) => Some(format!("> {}", escaped(&embed.text))),
            Block::Code(text) => Some(format!("```\n{text}\n```")),
            Block::Table(rows) => {
                Some(rows.iter().map(|row| format!("| {} |", row.join(" | "))).collect::<Vec<_>>().join("\n"))
            }
            Block::Picture(number) => article.images.get(*number).map(|picture| {
                let caption = picture.caption.as_deref().or(picture.alt.as_deref()).unwrap_or("");
                format!("![{}]({})", escaped(caption), picture.url)
            }),
            Block::Video(number) => article.videos.get(*number).and_then(|video| {
                let title = escaped(video.title.as_deref()?);
                Some(match &video.url {
                    Some(url) => format!("[{title}]({url})"),
                    None => title,
                })
            }),
        });
    }
    parts.join("\n\n") + "\n"
}

/// Plain text: what a reader would read aloud.
pub fn plain(article: &Article) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(article.headline.clone());
    parts.extend(article.standfirst.clone());
    parts.extend(about(article));
    parts.extend(article.key_points.iter().map(|point| format!("• {point}")));
    parts.extend(article.blocks.iter().filter_map(Block::text).map(str::to_owned));
    parts.join("\n\n") + "\n"
}

/// Who, where, when, in one line.
fn about(article: &Article) -> Option<String> {
    let byline = Some(article.byline.join(", ")).filter(|names| !names.is_empty());
    let published = article.published.map(|time| time.to_string());
    let parts: Vec<String> = [byline, article.outlet.clone(), published].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Text that Markdown would read as marks is escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let at_start = at == 0 && matches!(letter, '#' | '-' | '+' | '>');
        if at_start || matches!(letter, '*' | '_' | '`' | '[' | ']' | '<' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
