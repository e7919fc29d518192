//! Templates, styles and script: inside the binary; read from disk at every request while developing.

use std::borrow::Cow;
use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;

use crate::tongue::{self, Tongue};

macro_rules! embedded {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[ $( ($name, include_str!(concat!("../../", $folder, "/", $name))), )* ]
    };
}

const PAGES: &[(&str, &str)] = embedded!("pages":
    "access.html", "addresses.html", "article.html", "aside.html", "catalogue.html", "edition.html",
    "editions.html", "entrance.html", "front.html", "how.html", "layout.html", "list.html", "login.html",
    "logout.html", "offline.html", "outlets.html", "parts.html", "preview.html", "print.html", "refusal.html",
    "shelf.html", "source.html", "start.html", "story.html", "when.html", "you.html",
);

const STATIC: &[(&str, &str)] = embedded!("static":
    "icon.svg", "mynews.js", "mynews.webmanifest", "offline.js", "style.css", "sw.js",
);

/// `scripts/make-icons.mjs` makes them from `icon.svg`.
const ICONS: &[(&str, &[u8])] = &[
    ("icon-180.png", include_bytes!("../../static/icon-180.png")),
    ("icon-192.png", include_bytes!("../../static/icon-192.png")),
    ("icon-512.png", include_bytes!("../../static/icon-512.png")),
    ("icon-masked-512.png", include_bytes!("../../static/icon-masked-512.png")),
];

/// Whether files are read from disk instead: a changed template shows at the next request.
const FROM_DISK: bool = cfg!(debug_assertions);

/// All templates.
pub struct Templates {
    kept: Option<Environment<'static>>,
    version: String,
}

impl Default for Templates {
    fn default() -> Templates {
        let mut hasher = blake3::Hasher::new();
        STATIC.iter().for_each(|(_, text)| {
            hasher.update(text.as_bytes());
        });
        Templates {
            kept: (!FROM_DISK).then(environment),
            version: hasher.finalize().to_hex()[..10].to_owned(),
        }
    }
}

impl Templates {
    /// Changes with the style sheet and the script.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A template filled in.
    pub fn render(&self, name: &str, context: impl Serialize) -> Result<String, String> {
        let fresh;
        let environment = match &self.kept {
            Some(kept) => kept,
            None => {
                fresh = environment();
                &fresh
            }
        };
        let template = environment.get_template(name).map_err(|error| format!("{error:#}"))?;
        template.render(Value::from(Serde(context))).map_err(|error| format!("{error:#}"))
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual marks are no contradiction"));
    // A page with a hole is better than no page; the tests look for holes.
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() && *state.auto_escape() == AutoEscape::Html => {
            write!(out, "{}", Escaped(text)).map_err(Error::from)
        }
        _ if value.is_none() => Ok(()),
        _ => escape_formatter(out, state, value),
    });
    environment.add_function("_", say);
    environment.add_function("_n", say_count);
    environment.add_function("tongue", || {
        let tongue = Tongue::spoken();
        Value::from(Serde(serde_json::json!({ "tag": tongue.tag(), "dir": tongue.dir() })))
    });
    environment.set_loader(|name| Ok(text_of("pages", PAGES, name).map(Cow::into_owned)));
    environment
}

/// `_("You follow {name}.", name=name)`: an English sentence in the language spoken. Where a value is HTML (a link in the
/// middle of a sentence), so is what comes of it.
fn say(key: &str, values: Kwargs) -> Result<Value, Error> {
    set(Tongue::spoken().word(key), Vec::new(), &values)
}

/// `_n(count, "{n} outlet", "{n} outlets")`: the same of a number.
fn say_count(count: usize, one: &str, many: &str, values: Kwargs) -> Result<Value, Error> {
    set(Tongue::spoken().words_of(count, one, many), vec![("n", Value::from(tongue::number(count)))], &values)
}

fn set<'a>(sentence: &str, mut filled: Vec<(&'a str, Value)>, values: &'a Kwargs) -> Result<Value, Error> {
    for name in values.args() {
        filled.push((name, values.get(name)?));
    }
    let is_html = filled.iter().any(|(_, value)| value.is_safe());
    let texts: Vec<(&str, String)> = filled
        .iter()
        .map(|(name, value)| match is_html && !value.is_safe() {
            true => (*name, Escaped(&tongue::isolated(&value.to_string())).to_string()),
            false => (*name, value.to_string()),
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Ok(match is_html {
        true => {
            Value::from_safe_string(tongue::fill_html(sentence, &texts, |text| Escaped(text).to_string()))
        }
        false => Value::from(tongue::fill(sentence, &texts)),
    })
}

/// Text as HTML. The engine's own escaping also spells out every `/`, which makes addresses long and hard to read; no
/// place where a slash could matter (a script, an unquoted attribute) is ever filled in.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(place) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..place])?;
            f.write_str(match rest.as_bytes()[place] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[place + 1..];
        }
        f.write_str(rest)
    }
}

/// A static file with its type.
pub fn static_file(name: &str) -> Option<(&'static str, Cow<'static, str>)> {
    let text = text_of("static", STATIC, name)?;
    let content_type = match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "webmanifest" => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    };
    Some((content_type, text))
}

/// An icon for a home screen, as PNG.
pub fn icon(name: &str) -> Option<&'static [u8]> {
    ICONS.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

/// Whether a static file under this version never changes.
pub fn is_lasting() -> bool {
    !FROM_DISK
}

fn text_of(folder: &str, files: &[(&'static str, &'static str)], name: &str) -> Option<Cow<'static, str>> {
    let (name, text) = files.iter().find(|(known, _)| *known == name)?;
    if FROM_DISK {
        let path = format!("{}/{folder}/{name}", env!("CARGO_MANIFEST_DIR"));
        if let Ok(text) = std::fs::read_to_string(path) {
            return Some(Cow::Owned(text));
        }
    }
    Some(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_strangers_stay_words() {
        assert_eq!(
            Escaped("/s/1?a=1&b=\"<script>alert('x')</script>").to_string(),
            "/s/1?a=1&amp;b=&quot;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"
        );
    }

    #[test]
    fn sentences_are_filled_with_words_and_with_links() {
        let said = |template: &str| {
            let template = format!("{{% set link %}}<a href=\"/a\">A</a>{{% endset %}}{template}");
            let environment = environment();
            environment.render_named_str("test.html", &template, minijinja::context! {}).unwrap()
        };
        assert_eq!(said(r#"{{ _("You follow {subject}.", subject="<R>") }}"#), "You follow &lt;R&gt;.");
        assert_eq!(said(r#"{{ _n(2, "{n} story", "{n} stories") }}"#), "2 stories");
        assert_eq!(
            said(r#"{{ _("See <{link}> {x}", link=link, x="<") }}"#),
            "See &lt;<a href=\"/a\">A</a>&gt; &lt;"
        );
    }

    #[test]
    fn every_template_can_be_read() {
        let environment = environment();
        for (name, _) in PAGES {
            environment.get_template(name).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        }
    }
}
