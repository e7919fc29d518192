//! How a story is spread: from which countries and in which languages it is told, and how much of it is one agency's text.

use std::collections::{BTreeMap, BTreeSet};

use mynews_core::model::OutletKey;
use mynews_store::ArticleRow;

use super::told::Told;
use super::words;
use crate::say;

/// Countries or languages named in a line.
const NAMED_MAX: usize = 8;

/// Lines that say something: a single country, a single language and a text that two print say nothing.
pub fn lines(told: &Told) -> Vec<String> {
    let by_country = counted(told, |row| row.outlet.country.clone());
    let by_language = counted(told, |row| {
        let language = row.article.language.as_deref()?;
        Some(language.split('-').next().unwrap_or(language).to_uppercase())
    });
    let one_text = one_text(told).map(|(outlet, carrying, all)| {
        say!("the text of {outlet} in {n} of {all} outlets", outlet = outlet, n = carrying, all = all)
    });
    [
        one_text,
        by_country.map(|list| say!("by country: {list}", list = list)),
        by_language.map(|list| say!("by language: {list}", list = list)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// "MA 4 · VE 2", the outlets counted, most first; `None` where there are less than two kinds.
fn counted(told: &Told, kind: impl Fn(&ArticleRow) -> Option<String>) -> Option<String> {
    let mut outlets: BTreeMap<String, BTreeSet<&OutletKey>> = BTreeMap::new();
    for row in &told.articles {
        if let Some(kind) = kind(row).filter(|kind| !kind.is_empty()) {
            outlets.entry(kind).or_default().insert(&row.outlet.key);
        }
    }
    let mut counted: Vec<(String, usize)> =
        outlets.into_iter().map(|(kind, outlets)| (kind, outlets.len())).collect();
    counted.sort_by(|ours, theirs| theirs.1.cmp(&ours.1).then(ours.0.cmp(&theirs.0)));
    let named = counted.iter().take(NAMED_MAX).map(|(kind, n)| format!("{kind} {n}"));
    (counted.len() > 1).then(|| named.collect::<Vec<_>>().join(" · "))
}

/// Whose text most outlets carry, how many do, its own outlet counted, and how many outlets there are.
fn one_text(told: &Told) -> Option<(String, usize, usize)> {
    let mut carrying: BTreeMap<u64, BTreeSet<&OutletKey>> = BTreeMap::new();
    for row in &told.articles {
        carrying.entry(row.copy_group).or_default().insert(&row.outlet.key);
    }
    let (group, outlets) = carrying
        .into_iter()
        .max_by_key(|(group, outlets)| (outlets.len(), std::cmp::Reverse(*group)))
        .filter(|(_, outlets)| outlets.len() > 2)?;
    let first = told.articles.iter().find(|row| row.copy_group == group)?;
    let all: BTreeSet<&OutletKey> = told.articles.iter().map(|row| &row.outlet.key).collect();
    Some((words::isolated(&first.outlet.name), outlets.len(), all.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::told::tests::row;

    #[test]
    fn a_story_of_one_agency_says_so() {
        let mut articles = vec![
            row("kestrel", "MA", "en", 0, &[]),
            row("harbour", "HA", "en", 1, &[]),
            row("orbit", "HA", "en", 2, &[]),
            row("quotidien", "RI", "fr", 3, &[]),
        ];
        articles[1].copy_group = articles[0].copy_group;
        articles[2].copy_group = articles[0].copy_group;
        let told = Told { articles, ..Told::default() };
        assert_eq!(
            lines(&told),
            [
                "the text of kestrel in 3 of 4 outlets",
                "by country: HA 2 · MA 1 · RI 1",
                "by language: EN 3 · FR 1",
            ]
        );
        let alone = Told { articles: vec![row("kestrel", "MA", "en", 0, &[])], ..Told::default() };
        assert_eq!(lines(&alone), Vec::<String>::new());
    }
}
