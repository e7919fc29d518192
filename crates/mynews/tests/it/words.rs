//! Every word a reader sees is marked, and each of our languages has it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mynews::tongue::{Plural, Said, Tongue, places};

/// Words that are the same in every language.
const NAMES: [&str; 8] = ["my", "news", "mynews", "0", "1", "OPML", "RSS", "EPUB"];

/// An English key, and its form for one where it is counted.
type Keys = BTreeMap<String, Option<String>>;

#[test]
fn every_language_says_every_key() {
    let keys = keys();
    assert!(keys.len() > 300, "only {} keys were found", keys.len());
    let mut missing = Vec::new();
    for tongue in Tongue::ALL.into_iter().filter(|tongue| *tongue != Tongue::English) {
        let words = &tongue.catalogue().words;
        let file = tongue.primary();
        for (key, one) in &keys {
            match words.get(key) {
                None => missing.push(format!("{file}.toml lacks {key:?}")),
                Some(said) => missing.extend(wrong(tongue, key, one.is_some(), said)),
            }
        }
        let unused = words.keys().filter(|key| !keys.contains_key(*key));
        missing.extend(unused.map(|key| format!("{file}.toml has {key:?}, which nothing says")));
    }
    assert!(
        missing.is_empty(),
        "{} lines to mend in crates/mynews/words:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

/// What is wrong with a translation: a form or a place is missing or too many.
fn wrong(tongue: Tongue, key: &str, counted: bool, said: &Said) -> Vec<String> {
    let file = tongue.primary();
    let names = |text: &str| -> BTreeSet<String> { places(text).into_iter().map(str::to_owned).collect() };
    match (counted, said) {
        (false, Said::Alone(text)) if names(text) == names(key) => Vec::new(),
        (false, Said::Alone(text)) => vec![format!("{file}.toml: other places in {text:?} than in {key:?}")],
        (true, Said::Counted(forms)) => {
            let needed = Plural::needed(tongue);
            let mut wrong: Vec<String> = needed
                .iter()
                .filter(|form| !forms.contains_key(**form))
                .map(|form| format!("{file}.toml: {key:?} has no form {form:?}"))
                .collect();
            for (form, text) in forms {
                // "One outlet" and "two outlets" may do without their number.
                let mut wanted = names(key);
                let mut found = names(text);
                if matches!(form.as_str(), "zero" | "one" | "two") {
                    wanted.remove("n");
                    found.remove("n");
                }
                if wanted != found || !(needed.contains(&form.as_str()) || form == "many") {
                    wrong.push(format!("{file}.toml: {key:?}, form {form:?}: {text:?}"));
                }
            }
            wrong
        }
        (true, Said::Alone(_)) => vec![format!("{file}.toml: {key:?} is counted and needs its plural forms")],
        (false, Said::Counted(_)) => vec![format!("{file}.toml: {key:?} is not counted")],
    }
}

#[test]
fn no_template_has_unmarked_words() {
    let mut unmarked = Vec::new();
    for (file, text) in files("pages", "html") {
        let text = without(&without(&without(&text, "{#", "#}"), "<style>", "</style>"), "<svg", "</svg>");
        let text = without(&without(&text, "<code", "</code>"), "<kbd>", "</kbd>");
        for literal in literals_outside_marks(&text) {
            if literal.contains(' ') || literal.starts_with(|letter: char| letter.is_ascii_uppercase()) {
                unmarked.push(format!("{file}: {literal:?} inside braces"));
            }
        }
        let text = without(&without(&text, "{{", "}}"), "{%", "%}");
        for attribute in ["aria-label", "title", "placeholder", "alt", "data-unit"] {
            for value in text.split(&format!(" {attribute}=\"")).skip(1) {
                let value = value.split('"').next().unwrap_or_default();
                // An example address is no word.
                if has_words(value) && !value.contains(".example") {
                    unmarked.push(format!("{file}: {attribute}={value:?}"));
                }
            }
        }
        for piece in without(&text, "<", ">").lines().flat_map(|line| line.split('\u{1}')) {
            if has_words(piece) {
                unmarked.push(format!("{file}: {:?}", piece.trim()));
            }
        }
    }
    assert!(
        unmarked.is_empty(),
        "{} words are not marked with _():\n{}",
        unmarked.len(),
        unmarked.join("\n")
    );
}

fn has_words(text: &str) -> bool {
    // An attribute that a macro puts into a tag is no text.
    if text.trim_end().ends_with("=\"") {
        return false;
    }
    text.replace("&nbsp;", " ")
        .split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .any(|word| word.chars().any(char::is_alphabetic) && !NAMES.contains(&word))
}

/// All keys, from templates and code.
fn keys() -> Keys {
    let mut keys = Keys::new();
    for (_, text) in files("pages", "html") {
        for (mark, counted) in [("_(", false), ("_n(", true)] {
            add(&mut keys, &text, mark, counted);
        }
    }
    for (file, text) in files("src", "rs") {
        if file.starts_with("tongue/mod.rs") {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (mark, counted) in [
            ("say!(", false),
            ("marked!(", false),
            ("say_count!(", true),
            ("Plain(", false),
            ("Counted(", true),
        ] {
            add(&mut keys, text, mark, counted);
        }
    }
    keys
}

/// Keys behind one kind of mark: its first literal, or, where it is counted, its first two.
fn add(keys: &mut Keys, text: &str, mark: &str, counted: bool) {
    for (place, _) in text.match_indices(mark) {
        let before = text[..place].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let mut rest = &text[place + mark.len()..];
        if !counted {
            if let Some(key) = rest.trim_start().strip_prefix('"').and_then(|rest| literal(rest)) {
                keys.entry(key.0).or_default();
            }
        } else if let Some(open) = rest.find('"') {
            rest = &rest[open + 1..];
            let Some((one, after)) = literal(rest) else { continue };
            let Some(many) = after.trim_start().strip_prefix(',').map(str::trim_start) else { continue };
            if let Some((many, _)) = many.strip_prefix('"').and_then(literal) {
                keys.insert(many, Some(one));
            }
        }
    }
}

/// A literal whose first quote was read, and what follows it.
fn literal(text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut letters = text.char_indices();
    while let Some((place, letter)) = letters.next() {
        match letter {
            '"' => return Some((out, &text[place + 1..])),
            '\\' => out.push(letters.next()?.1),
            letter => out.push(letter),
        }
    }
    None
}

/// Text literals in `{{ }}` and in the tests of `{% if %}`, but for those that are marked or compared.
fn literals_outside_marks(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for inside in text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()) {
        let mut rest = inside;
        while let Some(open) = rest.find('"') {
            let before = rest[..open].trim_end();
            let Some((value, after)) = literal(&rest[open + 1..]) else { break };
            let is_marked = before.ends_with("_(") || (before.ends_with(',') && inside.contains("_n("));
            if !is_marked {
                found.push(value);
            }
            rest = after;
        }
    }
    found
}

/// The text without what stands between two marks; a control character where it stood.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        out.push_str(&rest[..start]);
        out.push('\u{1}');
        let Some(end) = rest[start..].find(close) else { return out };
        rest = &rest[start + end + close.len()..];
    }
    out + rest
}

/// Files below a folder of this crate, by their names within it.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(root: &Path, folder: &Path, ending: &str, files: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, ending, files);
            } else if path.extension().is_some_and(|one| one == ending) {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut all = Vec::new();
    walk(&root, &root, ending, &mut all);
    all.sort();
    all
}
