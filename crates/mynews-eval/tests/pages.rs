//! Every page in `fixtures/pages` is read as the file beside it says. Drop a page in, run with `MYNEWS_UPDATE=1`, look at
//! what was written, and you have a test.

use std::fs;
use std::path::{Path, PathBuf};

use mynews_core::extract;
use mynews_core::model::{Article, Page, Subjects};
use mynews_eval::reading;
use serde_json::Value;

#[test]
fn pages_are_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pages");
    let mut pages: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder of pages is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html" || ending == "txt"))
        .collect();
    pages.sort();
    assert!(!pages.is_empty());
    for path in pages {
        check(&path);
    }
}

fn check(path: &Path) {
    let page = Page {
        url: "https://harbour-post.test/news/page".into(),
        html: fs::read_to_string(path).expect("the page can be read"),
        is_text: path.extension().is_some_and(|ending| ending == "txt"),
    };
    let article = extract::article(&page, None);
    assert_eq!(
        extract::sanitise(&article.html, &page.url),
        article.html,
        "{}: the body's HTML is clean",
        path.display()
    );
    let found = format!("{:#}\n", page_alone(&article));
    let beside = path.with_extension("json");
    if std::env::var_os("MYNEWS_UPDATE").is_some() {
        fs::write(&beside, found).expect("the expected reading can be written");
        return;
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    assert_eq!(found, expected, "{} is read otherwise than {} says", path.display(), beside.display());
}

/// What a page gives by itself, without what its text is about.
fn page_alone(article: &Article) -> Value {
    let mut fields = reading::fields::article(article, &Subjects::default());
    let object = fields.as_object_mut().expect("an article is an object");
    for subject in ["quotes", "people", "organisations", "places", "figures"] {
        object.remove(subject);
    }
    fields
}
