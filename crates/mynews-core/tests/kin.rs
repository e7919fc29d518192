//! Stories that belong together without being one: each file of `fixtures/kin` holds two stories and what the second is to
//! the first, with a name that says so. A file dropped there is a test.

#![allow(clippy::disallowed_methods, reason = "tests read their fixtures and one variable")]

use std::path::Path;

use mynews_core::annotate;
use mynews_core::group::kin::{self, Gist, Reported};
use mynews_core::model::{Article, Block, Completeness, Timestamp};

#[test]
fn two_stories_are_what_their_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/kin");
    let mut wrong = Vec::new();
    let mut files = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        let mut parts = text.split("--- ");
        let expected = parts.next().unwrap().trim();
        let gists: Vec<Gist> = parts.map(gist).collect();
        let [earlier, later] = &gists[..] else { panic!("{} holds no two stories", file.display()) };
        let found = said(earlier, later);
        let is_right = match expected.split_once(": ") {
            Some((what, name)) => found.as_ref().is_some_and(|(how, by)| {
                *how == what && by.iter().any(|one| one.contains(name) || name.contains(one.as_str()))
            }),
            None => found.is_none(),
        };
        if !is_right {
            wrong.push(format!("{}: expected {expected:?}, found {found:?}", file.display()));
        }
        files += 1;
    }
    assert!(files >= 5 && wrong.is_empty(), "{}", wrong.join("\n"));
}

fn said(earlier: &Gist, later: &Gist) -> Option<(&'static str, Vec<String>)> {
    // Of two stories nothing is common.
    let nothing = Default::default();
    kin::same_event(later, earlier, &nothing)
        .map(|by| ("same event", by))
        .or_else(|| kin::continues(later, earlier, &nothing).map(|(_, by)| ("continues", by)))
}

/// `MOMENT LANGUAGE`, the headline, then a paragraph a line.
fn gist(text: &str) -> Gist {
    let mut lines = text.lines();
    let (moment, language) =
        lines.next().and_then(|line| line.split_once(' ')).expect("a moment and a language");
    let article = Article {
        headline: lines.next().map(str::to_owned),
        language: Some(language.trim().to_owned()),
        blocks: lines.filter(|line| !line.is_empty()).map(|line| Block::Paragraph(line.to_owned())).collect(),
        completeness: Completeness::Full,
        ..Article::default()
    };
    let subjects = annotate::subjects(&article);
    let at: Timestamp = moment.parse().expect("a moment is RFC 3339");
    Gist::of(&[Reported { article: &article, subjects: &subjects, at }]).expect("one report is enough")
}
