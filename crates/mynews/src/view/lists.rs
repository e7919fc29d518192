//! Plain lists of stories under a heading: a topic, search, saved, held back.

use mynews_core::model::{Candidate, Rule, Section, StoryId, Subject, Timestamp};
use mynews_store::{FeedRow, Found, KeptAway};
use serde::Serialize;

use super::card::{Card, article_href, href};
use super::reason::Switch;
use super::source;
use super::subject::SubjectFields;
use super::today::Today;
use super::told;
use super::words::{self, Words};
use crate::tongue::retell;
use crate::{say, say_count};

/// Lines of a list; what is older is found by searching.
const LINES_MAX: usize = 60;
/// Letters of the words under a headline.
const WORDS_LETTERS_MAX: usize = 260;

/// A page that is a list.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct List {
    pub title: String,
    pub intro: Option<String>,
    /// Whether it asks for words to search for, and which were asked for.
    pub form: bool,
    pub query: String,
    /// A button for the whole list.
    pub switch: Option<Switch>,
    pub groups: Vec<Group>,
    /// Where the list goes on.
    pub older: Option<String>,
    /// What is said of an empty list.
    pub empty: String,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Group {
    pub id: Option<String>,
    pub title: String,
    pub note: String,
    pub cards: Vec<Card>,
    pub hits: Vec<Hit>,
}

/// One line of a list.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Hit {
    /// What stands over the headline.
    pub above: String,
    pub headline: Words,
    pub href: String,
    pub outlet: String,
    pub at: String,
    pub when: String,
    pub note: Option<String>,
    pub words: Option<Words>,
    /// Other outlets with the same story.
    pub also: Vec<Also>,
    pub switches: Vec<Switch>,
}

impl Hit {
    /// A story told by what is kept of it.
    pub fn kept(story: StoryId, today: &Today) -> Option<Hit> {
        let headline =
            today.candidate(story).map(|candidate| candidate.headline.as_str()).unwrap_or_default();
        let row = today.told.get(&story)?.shown(headline)?;
        let language = row.article.language.as_deref();
        let words = |text: &str| Words::new(&words::shortened(text, WORDS_LETTERS_MAX), language);
        Some(Hit {
            headline: Words::new(&told::headline(row), language),
            href: href(story),
            outlet: row.outlet.name.clone(),
            at: today.when.stamp(row.at),
            when: today.when.ago(row.at),
            words: row.article.standfirst.as_deref().map(words),
            ..Hit::default()
        })
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Also {
    pub outlet: String,
    pub href: String,
}

/// A topic: the edition's stories about it, then what else is alive, newest first.
pub fn topic(key: &str, today: &Today) -> List {
    let subject = Subject::Topic(key.to_owned());
    let about = |candidate: &&Candidate| candidate.topics.iter().any(|topic| topic.key == key);
    let on_page: Vec<Card> = today
        .edition
        .picks
        .iter()
        .filter(|pick| today.candidate(pick.story).as_ref().is_some_and(about))
        .filter_map(|pick| Card::of_pick(pick, today))
        .collect();
    let mut others: Vec<&Candidate> = today
        .candidates()
        .filter(about)
        .filter(|candidate| today.pick(candidate.story).is_none() && !today.is_kept_away(candidate.story))
        .collect();
    others.sort_by_key(|candidate| (std::cmp::Reverse(candidate.last_at), candidate.story));
    let name = today.names.name(&subject);
    let switch = match (today.follows(&subject), today.mutes(&subject)) {
        (_, true) => Switch::new(&say!("Bring it back"), "/unmute", Some(&subject)),
        (true, _) => Switch::new(&say!("Stop following"), "/unfollow", Some(&subject)),
        _ => Switch::new(&say!("Follow {name}", name = name), "/follow", Some(&subject)),
    };
    let mut groups = Vec::new();
    if !on_page.is_empty() {
        groups.push(Group {
            title: say!("On today’s page"),
            note: stories(on_page.len()),
            cards: on_page,
            ..Group::default()
        });
    }
    if !others.is_empty() {
        let hits: Vec<Hit> =
            others.into_iter().take(LINES_MAX).map(|candidate| of_candidate(candidate, today)).collect();
        groups.push(Group { title: say!("And also"), note: say!("newest first"), hits, ..Group::default() });
    }
    List {
        title: name,
        switch: Some(switch),
        groups,
        empty: say!("None of today’s stories is about it."),
        ..List::default()
    }
}

/// The share from outside the reader's page.
pub fn outside(today: &Today) -> List {
    let picks = today.edition.picks.iter().filter(|pick| pick.section == Section::Outside);
    let cards: Vec<Card> = picks.filter_map(|pick| Card::of_pick(pick, today)).collect();
    List {
        title: say!("Outside your page"),
        intro: Some(say!(
            "{share} of each edition comes from what you do not usually read, because you asked for it.",
            share = words::sentence(&words::share(today.reader.outside_share)),
        )),
        groups: if cards.is_empty() {
            Vec::new()
        } else {
            vec![Group { title: say!("Today"), note: String::new(), cards, ..Group::default() }]
        },
        empty: say!("Nothing today."),
        ..List::default()
    }
}

/// What a search found, articles of one story together.
/// A search for words alone can be followed: `follow` is the subject that it would be.
pub fn search(query: &str, follow: Option<&Subject>, found: &[Found], today: &Today) -> List {
    let mut hits: Vec<(StoryId, Hit)> = Vec::new();
    for one in found.iter().filter(|one| !today.is_line_kept_away(one)) {
        match hits.iter_mut().find(|(story, _)| *story == one.story) {
            Some((_, hit)) => {
                hit.also.push(Also { outlet: one.outlet.name.clone(), href: article_href(one.article) })
            }
            None => hits.push((
                one.story,
                Hit {
                    headline: Words::new(&words::headline(&one.headline), one.language.as_deref()),
                    href: article_href(one.article),
                    outlet: one.outlet.name.clone(),
                    at: today.when.stamp(one.at),
                    when: today.when.ago(one.at),
                    words: one.standfirst.as_deref().map(|text| {
                        Words::new(&words::shortened(text, WORDS_LETTERS_MAX), one.language.as_deref())
                    }),
                    ..Hit::default()
                },
            )),
        }
    }
    let articles = found.len();
    let groups = if hits.is_empty() {
        Vec::new()
    } else {
        vec![Group {
            title: say!("“{words}”", words = query),
            note: say!(
                "{articles} in {stories}, newest first",
                articles = say_count!(articles, "{n} article", "{n} articles"),
                stories = stories(hits.len()),
            ),
            hits: hits.into_iter().map(|(_, hit)| hit).collect(),
            ..Group::default()
        }]
    };
    List {
        title: say!("Search"),
        form: true,
        empty: if query.is_empty() {
            say!("Everything your outlets brought, while it is kept.")
        } else {
            say!("Nothing your outlets brought has all of “{words}” in it.", words = query)
        },
        query: query.to_owned(),
        switch: follow.map(|subject| match today.follows(subject) {
            true => Switch::new(&say!("Stop following this search"), "/unfollow", Some(subject)),
            false => Switch::new(&say!("Follow this search"), "/follow", Some(subject)),
        }),
        groups,
        ..List::default()
    }
}

/// Saved stories, the newest first. Those that today does not know are told by their articles.
pub fn saved(saved: &[(StoryId, Timestamp)], today: &Today) -> List {
    let hits: Vec<Hit> = saved
        .iter()
        .filter(|(story, _)| !today.is_muted(*story))
        .filter_map(|(story, at)| {
            Some(Hit {
                note: Some(say!("saved {ago}", ago = today.when.ago(*at))),
                switches: vec![Switch::new(&say!("No longer save"), &format!("/story/{story}/unsave"), None)],
                ..Hit::kept(*story, today)?
            })
        })
        .collect();
    List {
        title: say!("Saved"),
        intro: Some(say!("Saved stories are kept whole for as long as they stand here.")),
        groups: if hits.is_empty() {
            Vec::new()
        } else {
            vec![Group { title: stories(hits.len()), note: say!("newest first"), hits, ..Group::default() }]
        },
        empty: say!("Nothing yet. Press Save on a story, and it waits here."),
        ..List::default()
    }
}

/// What was held back today, by rule, each with a way back where there is one. `kept_away` is what the reader's rules for
/// their `feeds` keep away.
pub fn held(today: &Today, kept_away: &[KeptAway], feeds: &[FeedRow]) -> List {
    let groups = Rule::ALL.into_iter().filter_map(|rule| {
        let held: Vec<_> = today.edition.held_back.iter().filter(|held| held.rule == rule).collect();
        let hits: Vec<Hit> = held
            .iter()
            .take(LINES_MAX)
            .filter_map(|held| {
                let mut hit = of_candidate(today.candidate(held.story)?, today);
                hit.note = (!held.detail.is_empty()).then(|| words::sentence(&retell(&held.detail)));
                hit.switches = way_back(held.story, rule, today);
                Some(hit)
            })
            .collect();
        held_by(rule.name(), words::rule(rule), hits, held.len())
    });
    let groups: Vec<Group> = by_rules_of_feeds(kept_away, feeds, today).into_iter().chain(groups).collect();
    List {
        title: say!("Held back today"),
        intro: Some(say!(
            "mynews looked at {stories} and shows {some}. Nothing is dropped in silence: this is the rest, and the rule that held each.",
            stories = stories(today.edition.candidates),
            some = today.edition.picks.len(),
        )),
        groups,
        empty: say!("Nothing was held back."),
        ..List::default()
    }
}

/// Entries, not stories: for this reader they never came, so no story has them.
fn by_rules_of_feeds(kept_away: &[KeptAway], feeds: &[FeedRow], today: &Today) -> Option<Group> {
    let hits: Vec<Hit> = (kept_away.iter().take(LINES_MAX))
        .filter_map(|one| {
            let feed = feeds.iter().find(|feed| feed.id == one.feed)?;
            let found = &one.found;
            let why = source::why(&one.by, &feed.rules);
            Some(Hit {
                headline: Words::new(&words::headline(&found.headline), found.language.as_deref()),
                href: article_href(found.article),
                outlet: found.outlet.name.clone(),
                at: today.when.stamp(found.at),
                when: today.when.ago(found.at),
                note: Some(say!("{feed}: {why}", feed = feed.name(), why = why)),
                switches: vec![source::way_back(one, feed)],
                ..Hit::default()
            })
        })
        .collect();
    let all = today.kept_away.max(hits.len());
    held_by("feed-rule", say!("Your rules for a feed"), hits, all)
}

/// What one rule holds, of so many in all; nothing where there is none to show.
fn held_by(rule: &str, title: String, hits: Vec<Hit>, all: usize) -> Option<Group> {
    let note = match all > hits.len() {
        true => say!("{all}, the nearest {some}", all = all, some = hits.len()),
        false => all.to_string(),
    };
    (!hits.is_empty()).then(|| Group { id: Some(rule.into()), title, note, hits, ..Group::default() })
}

fn way_back(story: StoryId, rule: Rule, today: &Today) -> Vec<Switch> {
    match rule {
        Rule::Hidden => vec![Switch::new(&say!("Bring it back"), &format!("/story/{story}/unhide"), None)],
        Rule::Muted => {
            let Some(candidate) = today.candidate(story) else { return Vec::new() };
            today
                .profile
                .mutes
                .iter()
                .filter(|mute| candidate.subjects().any(|subject| subject.key() == mute.subject.key()))
                .map(|mute| Switch {
                    label: say!("Bring back {subject}", subject = today.names.name(&mute.subject)),
                    action: "/unmute".into(),
                    subject: Some(SubjectFields::from(&mute.subject)),
                    weight: None,
                })
                .collect()
        }
        Rule::FeedFull => {
            let cap = today.candidate(story).and_then(|candidate| candidate.cap.as_ref());
            cap.map(source::without_cap).into_iter().collect()
        }
        Rule::OutletFull | Rule::TopicFull | Rule::TooAlike | Rule::BelowTheLine => {
            vec![Switch::new(&say!("More like this"), &format!("/story/{story}/more"), None)]
        }
        Rule::Language | Rule::Read => Vec::new(),
    }
}

fn of_candidate(candidate: &Candidate, today: &Today) -> Hit {
    let language = match &candidate.languages[..] {
        [only] => Some(only.as_str()),
        _ => None,
    };
    Hit {
        above: candidate.topics.first().map(|topic| words::topic(&topic.label)).unwrap_or_default(),
        headline: Words::new(&words::headline(&candidate.headline), language),
        href: href(candidate.story),
        outlet: candidate.outlets.first().map(|outlet| outlet.name.clone()).unwrap_or_default(),
        at: today.when.stamp(candidate.last_at),
        when: today.when.ago(candidate.last_at),
        note: (candidate.coverage.outlets > 1)
            .then(|| say_count!(candidate.coverage.outlets, "{n} outlet", "{n} outlets")),
        ..Hit::default()
    }
}

/// "1 story", "7 stories".
pub fn stories(number: usize) -> String {
    say_count!(number, "{n} story", "{n} stories")
}
