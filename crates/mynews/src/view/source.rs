//! A feed's own page: how it is doing, what its reader wants of it, what that would keep away, and what it brought last.

use mynews_core::model::{Cap, FeedRules, KeptBy, Subject, WholePage};
use mynews_store::{FeedRow, KeptAway, Sifted};
use serde::Serialize;

use super::card::article_href;
use super::outlets::{self, FeedLine};
use super::reason::Switch;
use super::shelf;
use super::subject::SubjectFields;
use super::today::Today;
use super::words::{self, Words};
use crate::{say, say_count};

/// Entries that rules are tried on: what a feed shows at once, more or less.
pub const TRIED_MAX: usize = 40;

/// Headlines of what would be kept away that are named.
const NAMED_MAX: usize = 5;

/// Entries that are listed as the last ones.
const LAST_MAX: usize = 8;

/// Letters of a line that says in short what rules ask.
const SHORT_LETTERS_MAX: usize = 120;

/// The page of one feed.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SourcePage {
    pub id: String,
    pub title: String,
    /// What it calls itself, where its reader calls it otherwise.
    pub called: String,
    pub site: Option<String>,
    pub line: FeedLine,
    pub form: RulesForm,
    /// Why the rules in the form cannot hold.
    pub wrong: Option<String>,
    pub tried: Option<Tried>,
    pub last: Vec<LastEntry>,
    pub switches: Vec<Switch>,
}

/// The rules as fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RulesForm {
    pub name: String,
    pub keep: String,
    pub never: String,
    pub pages: Vec<Choice>,
    pub led_at_most: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Choice {
    pub value: &'static str,
    pub label: String,
    pub chosen: bool,
}

/// What rules would have done.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Tried {
    /// "These rules would have kept away 7 of the last 40 entries."
    pub said: String,
    pub named: Vec<LastEntry>,
    pub more: String,
}

/// An entry, and what keeps it away.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LastEntry {
    pub headline: Words,
    pub href: String,
    pub at: String,
    pub when: String,
    pub kept_by: Option<String>,
}

impl SourcePage {
    /// `last` is what the feed brought last, as the rules that hold left it.
    pub fn of(feed: &FeedRow, last: &[Sifted], today: &Today) -> SourcePage {
        let itself = feed.title.clone().unwrap_or_else(|| feed.outlet.name.clone());
        SourcePage {
            id: feed.id.to_string(),
            title: feed.name().to_owned(),
            called: if itself == feed.name() { String::new() } else { itself },
            site: feed.site_url.clone(),
            line: outlets::line(feed, &today.when),
            form: RulesForm::of(&feed.rules),
            wrong: None,
            tried: None,
            last: last.iter().take(LAST_MAX).map(|one| LastEntry::of(one, &feed.rules, today)).collect(),
            switches: shelf::switches(&Subject::Outlet(feed.outlet.key.clone()), today),
        }
    }

    /// The same, with rules that do not hold yet in its form.
    pub fn trying(mut self, rules: &FeedRules, sifted: &[Sifted], today: &Today) -> SourcePage {
        self.form = RulesForm::of(rules);
        self.tried = Some(Tried::of(rules, sifted, today));
        self
    }
}

impl RulesForm {
    pub fn of(rules: &FeedRules) -> RulesForm {
        let choice = |page: WholePage, value: &'static str, label: String| Choice {
            value,
            label,
            chosen: rules.whole_page == page,
        };
        RulesForm {
            name: rules.name.clone().unwrap_or_default(),
            keep: rules.keep.join("\n"),
            never: rules.never.join("\n"),
            pages: vec![
                choice(WholePage::WhenShort, "when-short", say!("When the feed’s own text is short")),
                choice(WholePage::Always, "always", say!("Always")),
                choice(WholePage::Never, "never", say!("Never: the feed’s text has to do")),
            ],
            led_at_most: rules.led_at_most.map(|most| most.to_string()).unwrap_or_default(),
        }
    }
}

impl Tried {
    fn of(rules: &FeedRules, sifted: &[Sifted], today: &Today) -> Tried {
        let away: Vec<&Sifted> = sifted.iter().filter(|one| one.kept_by.is_some()).collect();
        let of = say_count!(sifted.len(), "the last entry", "the last {n} entries");
        let more = away.len().saturating_sub(NAMED_MAX);
        Tried {
            said: match (away.len(), sifted.len()) {
                (_, 0) => say!("It has brought nothing yet that these rules could be tried on."),
                (0, _) => say!("These rules would have kept away nothing of {of}.", of = of),
                (some, _) => say!("These rules would have kept away {n} of {of}.", n = some, of = of),
            },
            named: away.iter().take(NAMED_MAX).map(|one| LastEntry::of(one, rules, today)).collect(),
            more: if more > 0 { say_count!(more, "and {n} more", "and {n} more") } else { String::new() },
        }
    }
}

impl LastEntry {
    fn of(one: &Sifted, rules: &FeedRules, today: &Today) -> LastEntry {
        let found = &one.found;
        LastEntry {
            headline: Words::new(&words::headline(&found.headline), found.language.as_deref()),
            href: article_href(found.article),
            at: today.when.stamp(found.at),
            when: today.when.ago(found.at),
            kept_by: one.kept_by.as_ref().map(|by| why(by, rules)),
        }
    }
}

/// The rule that keeps an entry away, in words.
pub fn why(by: &KeptBy, rules: &FeedRules) -> String {
    match by {
        KeptBy::Never(search) => say!("never {searches}", searches = quoted(std::slice::from_ref(search))),
        KeptBy::Keep => say!("none of {searches}", searches = quoted(&rules.keep)),
    }
}

/// Takes away what keeps an entry away.
pub fn way_back(one: &KeptAway, feed: &FeedRow) -> Switch {
    let (kind, search) = match &one.by {
        KeptBy::Never(search) => ("never", search.clone()),
        KeptBy::Keep => ("keep", String::new()),
    };
    let label = match &one.by {
        KeptBy::Never(search) => say!("Bring back {subject}", subject = quoted(std::slice::from_ref(search))),
        KeptBy::Keep => say!("Bring back all of {feed}", feed = feed.name()),
    };
    Switch {
        label,
        action: format!("/sources/{}/bring-back", feed.id),
        subject: Some(SubjectFields { kind, name: search }),
        weight: None,
    }
}

/// Lifts a cap.
pub fn without_cap(cap: &Cap) -> Switch {
    Switch {
        label: say!("Lift the cap on {feed}", feed = cap.name),
        action: format!("/sources/{}/bring-back", cap.feed),
        subject: Some(SubjectFields { kind: "cap", name: cap.name.clone() }),
        weight: None,
    }
}

/// "never “football”; at most 2 in one edition": what rules ask, on one line; empty where they ask nothing.
pub fn in_short(rules: &FeedRules) -> String {
    let mut parts = Vec::new();
    if !rules.never.is_empty() {
        parts.push(say!("never {searches}", searches = quoted(&rules.never)));
    }
    if !rules.keep.is_empty() {
        parts.push(say!("only {searches}", searches = quoted(&rules.keep)));
    }
    if let Some(most) = rules.led_at_most {
        parts.push(say!("at most {n} in one edition", n = most));
    }
    match rules.whole_page {
        WholePage::WhenShort => {}
        WholePage::Always => parts.push(say!("always the whole page")),
        WholePage::Never => parts.push(say!("never the whole page")),
    }
    if let Some(name) = &rules.name {
        parts.push(say!("called {name}", name = name));
    }
    words::shortened(&parts.join(&say!("; ")), SHORT_LETTERS_MAX)
}

fn quoted(searches: &[String]) -> String {
    let quoted: Vec<String> = searches.iter().map(|search| say!("“{words}”", words = search)).collect();
    quoted.join(&say!(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_told_on_one_line() {
        let rules = FeedRules {
            name: Some("Pier".into()),
            keep: vec!["tram".into()],
            never: vec!["football".into(), "\"transfer window\"".into()],
            whole_page: WholePage::Always,
            led_at_most: Some(2),
        };
        assert_eq!(
            in_short(&FeedRules { name: None, ..rules.clone() }),
            "never “football”, “\"transfer window\"”; only “tram”; at most 2 in one edition; always the whole page"
        );
        assert_eq!(in_short(&FeedRules { name: rules.name, ..FeedRules::default() }), "called Pier");
        assert_eq!(in_short(&FeedRules::default()), "");
    }
}
