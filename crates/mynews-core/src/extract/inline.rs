//! Writes clean HTML: the inside of one block with its links and emphasis, everything else escaped.

use html5ever::local_name;

use super::blocks::Block;
use super::dom::{Dom, NodeId};
use crate::text::url;

/// Emphasis within emphasis beyond this is dropped.
const WRAPPERS_MAX: usize = 8;

/// Appends `text` with everything escaped that HTML would read.
pub fn escape_into(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// A tag that stands around words within a line.
#[derive(Clone, PartialEq, Debug)]
enum Wrapper {
    Plain(&'static str),
    Link(String),
}

/// The inside of a block.
pub fn inside(dom: &Dom, block: &Block, base: &str) -> String {
    let mut out = String::with_capacity(block.text.len() * 2);
    let mut open: Vec<Wrapper> = Vec::new();
    let mut has_gap = false;
    for piece in &block.pieces {
        let Some(text) = dom.text(*piece) else {
            close_to(&mut out, &mut open, 0);
            if !out.is_empty() && !out.ends_with("<br>") {
                out.push_str("<br>");
            }
            has_gap = false;
            continue;
        };
        let wanted = wrappers(dom, *piece, block.node, base);
        let common = open.iter().zip(&wanted).take_while(|(one, other)| one == other).count();
        close_to(&mut out, &mut open, common);
        let mut words = String::new();
        let mut leading = has_gap;
        let mut trailing = false;
        for letter in text.chars() {
            if letter.is_whitespace() {
                if words.is_empty() { leading = true } else { trailing = true }
            } else {
                if trailing {
                    words.push(' ');
                    trailing = false;
                }
                words.push(letter);
            }
        }
        if words.is_empty() {
            has_gap |= leading;
            continue;
        }
        if leading && !out.is_empty() && !out.ends_with("<br>") {
            out.push(' ');
        }
        for wrapper in &wanted[common..] {
            match wrapper {
                Wrapper::Plain(tag) => out.push_str(&format!("<{tag}>")),
                Wrapper::Link(address) => {
                    out.push_str("<a href=\"");
                    escape_into(&mut out, address);
                    out.push_str("\" rel=\"noopener noreferrer nofollow\">");
                }
            }
            open.push(wrapper.clone());
        }
        escape_into(&mut out, &words);
        has_gap = trailing;
    }
    close_to(&mut out, &mut open, 0);
    if out.ends_with("<br>") {
        out.truncate(out.len() - 4);
    }
    out
}

fn close_to(out: &mut String, open: &mut Vec<Wrapper>, length: usize) {
    while open.len() > length {
        match open.pop() {
            Some(Wrapper::Plain(tag)) => out.push_str(&format!("</{tag}>")),
            Some(Wrapper::Link(_)) => out.push_str("</a>"),
            None => {}
        }
    }
}

/// The tags between a text and its block that mean something, outermost first.
fn wrappers(dom: &Dom, piece: NodeId, block: NodeId, base: &str) -> Vec<Wrapper> {
    let mut found = Vec::new();
    for above in dom.ancestors(piece).take_while(|above| *above != block) {
        let wrapper = match *dom.tag(above) {
            local_name!("em") | local_name!("i") | local_name!("cite") | local_name!("dfn") => {
                Wrapper::Plain("em")
            }
            local_name!("strong") | local_name!("b") => Wrapper::Plain("strong"),
            local_name!("code") | local_name!("kbd") | local_name!("samp") | local_name!("tt") => {
                Wrapper::Plain("code")
            }
            local_name!("sub") => Wrapper::Plain("sub"),
            local_name!("sup") => Wrapper::Plain("sup"),
            local_name!("a") => {
                match dom.attribute(above, "href").and_then(|href| url::resolve(base, href)) {
                    Some(address) => Wrapper::Link(address),
                    None => continue,
                }
            }
            _ => continue,
        };
        let is_double = match &wrapper {
            Wrapper::Link(_) => found.iter().any(|other| matches!(other, Wrapper::Link(_))),
            plain => found.contains(plain),
        };
        if !is_double && found.len() < WRAPPERS_MAX {
            found.push(wrapper);
        }
    }
    found.reverse();
    found
}
