//! How the text of a demo article is written down: blocks parted by blank lines.
//!
//! `## ` opens a subheading, `> ` a quotation set apart, four spaces a line of code; `{image FILE|CAPTION|CREDIT}`,
//! `{video TITLE|01:45}` and `{related ARTICLE}` stand where the thing stands; everything else is a paragraph.
//! Within a line `*word*` is emphasis and `` `word` `` code.

use serde::Serialize;

use super::content::{DemoPicture, DemoVideo};

#[derive(Serialize, Clone, PartialEq, Debug)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    Paragraph { text: String },
    Subheading { text: String },
    Quotation { text: String },
    Code { text: String },
    Picture { picture: DemoPicture },
    Video { video: DemoVideo },
    Related { id: String },
}

/// Takes a body apart.
pub fn blocks(body: &str) -> Result<Vec<Block>, String> {
    body.split("\n\n")
        .map(|block| block.trim_matches('\n'))
        .filter(|block| !block.trim().is_empty())
        .map(block)
        .collect()
}

fn block(text: &str) -> Result<Block, String> {
    if let Some(subheading) = text.strip_prefix("## ") {
        return Ok(Block::Subheading { text: one_line(subheading) });
    }
    if let Some(quotation) = text.strip_prefix("> ") {
        return Ok(Block::Quotation { text: one_line(quotation) });
    }
    if text.starts_with("    ") {
        let lines: Vec<&str> = text.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
        return Ok(Block::Code { text: lines.join("\n") });
    }
    let Some(inside) = text.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return Ok(Block::Paragraph { text: one_line(text) });
    };
    let (kind, rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let parts: Vec<String> = rest.split('|').map(one_line).collect();
    match (kind, parts.as_slice()) {
        ("image", [file, caption, credit]) => Ok(Block::Picture {
            picture: DemoPicture {
                file: file.clone(),
                caption: Some(caption.clone()),
                credit: Some(credit.clone()),
                alt: None,
            },
        }),
        ("video", [title, duration]) => {
            Ok(Block::Video { video: DemoVideo { title: title.clone(), duration: duration.clone() } })
        }
        ("related", [id]) => Ok(Block::Related { id: id.clone() }),
        _ => Err(format!("no block is written like this: {text}")),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line as HTML: escaped, with its emphasis and code.
pub fn inline_html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    marked(&marked(&escaped, '`', "code"), '*', "em")
}

fn marked(text: &str, mark: char, element: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let mut parts = text.split(mark).peekable();
    let mut inside = false;
    while let Some(part) = parts.next() {
        html.push_str(part);
        if parts.peek().is_some() {
            html.push_str(&if inside { format!("</{element}>") } else { format!("<{element}>") });
            inside = !inside;
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_falls_into_its_blocks() {
        let body = "One\nline.\n\n## Head\n\n> Said.\n\n    let x = 1;\n    x\n\n{image a.jpg|Sea|Ines Corvo}\n\n{video Wind|01:45}\n\n{related b}\n";
        let found = blocks(body).unwrap();
        let text = |text: &str| text.to_owned();
        assert_eq!(found[0], Block::Paragraph { text: text("One line.") });
        assert_eq!(found[1], Block::Subheading { text: text("Head") });
        assert_eq!(found[2], Block::Quotation { text: text("Said.") });
        assert_eq!(found[3], Block::Code { text: text("let x = 1;\nx") });
        assert!(
            matches!(&found[4], Block::Picture { picture } if picture.credit.as_deref() == Some("Ines Corvo"))
        );
        assert_eq!(
            found[5],
            Block::Video { video: DemoVideo { title: text("Wind"), duration: text("01:45") } }
        );
        assert_eq!(found[6], Block::Related { id: text("b") });
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn an_unknown_block_is_told() {
        assert!(blocks("{picture a.jpg}").is_err());
    }

    #[test]
    fn a_line_is_escaped_and_marked() {
        assert_eq!(inline_html("a < `b & c` *d*"), "a &lt; <code>b &amp; c</code> <em>d</em>");
    }
}
