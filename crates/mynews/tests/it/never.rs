//! Never means never: every way of muting, and the rules of feeds, over every page, list, search, feed, file and line of the terminal.
//!
//! What a mute is about is worked out here from the demo's stories alone, by comparing names; the ranking is not asked.

use std::collections::BTreeSet;

use mynews::app::{App, House, OWNER};
use mynews::config::Config;
use mynews::work::edition::{Composed, current};
use mynews::work::rules;
use mynews::work::signals::{record, undo, wish};
use mynews_core::model::{
    ArticleId, Candidate, EntityKind, FeedId, FeedRules, OutletKey, SignalId, SignalKind, StoryId, Subject,
    Timestamp,
};
use mynews_core::text::vector::similarity;
use mynews_store::ArticleRow;

use super::book::unpacked;
use super::pages::first;
use super::running::{Running, run};

/// Pages there are whatever a mute is about. `/you` and `/held` are not among them: there a reader sees what is muted, on
/// purpose, and lets go of it.
const PLACES: [&str; 13] = [
    "/",
    "/list",
    "/list?show=unread",
    "/saved",
    "/history",
    "/editions/1",
    "/print",
    "/edition.epub",
    "/how",
    "/offline.json",
    "/api/edition",
    "/api/articles",
    "/api/saved",
];

/// Begins the name of an output that is printed by a command.
const IN_THE_TERMINAL: &str = "today --format ";

struct World {
    folder: tempfile::TempDir,
    house: House,
    mynews: Running,
    /// The page before anything was muted.
    before: std::sync::Arc<Composed>,
}

/// What must not be seen: stories, or the articles of an outlet.
#[derive(Default)]
struct Away {
    stories: BTreeSet<StoryId>,
    articles: Vec<String>,
    headlines: BTreeSet<String>,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let house = House::open(Config::default(), folder.path()).unwrap();
        let before = current(&house.current(), OWNER).unwrap();
        let mynews = Running::start(folder.path());
        World { folder, house, mynews, before }
    }

    fn app(&self) -> std::sync::Arc<App> {
        self.house.current()
    }

    /// Stories for which this is true, with their articles.
    fn stories(&self, about: impl Fn(&Candidate) -> bool) -> Away {
        let mut away = Away::default();
        for candidate in self.before.candidates.iter().filter(|one| about(one)) {
            away.stories.insert(candidate.story);
            for row in self.app().store.articles_of(OWNER, candidate.story, 200).unwrap() {
                away.articles.push(row.id.to_string());
                away.headlines.extend(row.article.headline.clone());
            }
        }
        // A line that another story prints word for word, as a headline, a key point or in its text (a book holds whole
        // texts, an outlet its next headline in them), is that story's too.
        for candidate in self.before.candidates.iter().filter(|one| !about(one)) {
            for row in self.app().store.articles_of(OWNER, candidate.story, 200).unwrap() {
                away.headlines.retain(|headline| {
                    Some(headline) != row.article.headline.as_ref()
                        && !row.subjects.key_points.iter().any(|point| point.text == *headline)
                        && !row.article.paragraphs().any(|paragraph| paragraph.contains(headline))
                });
            }
        }
        away
    }

    fn outlet(&self, key: &OutletKey) -> Away {
        let mut away = Away::default();
        for candidate in &self.before.candidates {
            if candidate.outlets.iter().all(|outlet| outlet.key == *key) {
                away.stories.insert(candidate.story);
            }
            for row in self.app().store.articles_of(OWNER, candidate.story, 200).unwrap() {
                if row.outlet.key == *key {
                    away.articles.push(row.id.to_string());
                    away.headlines.extend(row.article.headline.clone());
                }
            }
        }
        // A headline that another outlet prints word for word is that outlet's too.
        for candidate in &self.before.candidates {
            for row in self.app().store.articles_of(OWNER, candidate.story, 200).unwrap() {
                if row.outlet.key != *key {
                    away.headlines.retain(|headline| Some(headline) != row.article.headline.as_ref());
                }
            }
        }
        away
    }

    /// Entries of one feed for which this is true, and the stories that are nothing else.
    fn entries(&self, feed: FeedId, is_away: impl Fn(&ArticleRow) -> bool) -> Away {
        let mut away = Away::default();
        let mut others = String::new();
        for candidate in &self.before.candidates {
            let rows = self.app().store.articles_of(OWNER, candidate.story, 200).unwrap();
            let (gone, left): (Vec<_>, Vec<_>) =
                rows.into_iter().partition(|row| row.feeds == [feed] && is_away(row));
            if left.is_empty() {
                away.stories.insert(candidate.story);
            }
            left.iter().for_each(|row| others.push_str(&whole(row)));
            away.articles.extend(gone.iter().map(|row| row.id.to_string()));
            away.headlines.extend(gone.into_iter().filter_map(|row| row.article.headline.clone()));
        }
        // A line that another entry prints too is that one's.
        away.headlines.retain(|headline| !others.contains(headline.as_str()));
        away
    }

    /// Every output there is: addresses, and ways to print.
    fn outputs(&self, away: &Away, topics: &[String], outlets: &[String]) -> Vec<String> {
        let feeds = self.mynews.get("/you/feeds");
        let front = first(&feeds, "http://");
        let feeds = front.rsplit_once("/front.").map(|(start, _)| start.to_owned()).unwrap();
        let feeds = &feeds[feeds.find("/feed/").unwrap()..];
        let mut paths: Vec<String> = PLACES.iter().map(|path| (*path).to_owned()).collect();
        let words: BTreeSet<String> = (away.headlines.iter().take(3))
            .filter_map(|headline| headline.split_whitespace().max_by_key(|word| word.len()))
            .map(|word| word.chars().filter(|letter| letter.is_alphanumeric()).collect())
            .collect();
        for topic in topics {
            paths.extend([format!("/section/{topic}"), format!("/list/topic/{topic}")]);
            paths.push(format!("{feeds}/section/{topic}.atom"));
            paths.push(format!("/search?q=topic:{topic}"));
            paths.push(format!("/api/articles?topic={topic}"));
        }
        for outlet in outlets {
            paths.extend([format!("/list/outlet/{outlet}"), format!("{feeds}/outlet/{outlet}.json")]);
            paths.push(format!("/search?q=outlet:{outlet}"));
            paths.push(format!("/api/articles?outlet={outlet}"));
        }
        for word in &words {
            paths.extend([format!("/search?q={word}"), format!("{feeds}/search.rss?q={word}")]);
            paths.push(format!("/api/search?q={word}"));
        }
        for shape in ["atom", "rss", "json"] {
            paths.extend([format!("{feeds}/front.{shape}"), format!("{feeds}/saved.{shape}")]);
        }
        paths.extend(["text", "json", "epub"].map(|format| format!("{IN_THE_TERMINAL}{format}")));
        paths
    }

    /// What one of them shows.
    fn look(&self, output: &str) -> String {
        let Some(format) = output.strip_prefix(IN_THE_TERMINAL) else {
            let answer = self.mynews.get(output);
            assert!(answer.status == 200 || answer.status == 404, "{output}: {}", answer.status);
            return if output == "/api/edition" { without_held_back(&answer.body) } else { answer.body };
        };
        let printed = run(self.folder.path(), &["today", "--format", format]);
        assert!(printed.status.success(), "{format}");
        let text = String::from_utf8_lossy(&printed.stdout).into_owned();
        match format {
            "json" => without_held_back(&text),
            "epub" => unpacked(&printed.stdout),
            _ => text,
        }
    }

    /// Mutes, looks everywhere, and takes it back.
    fn check_mute(
        &self,
        what: &str,
        subject: Subject,
        until: Option<Timestamp>,
        unless_outlets: Option<u32>,
        away: &Away,
    ) {
        let mute = || wish(&self.app(), OWNER, SignalKind::Mute { subject, until, unless_outlets }).unwrap();
        self.check(what, away, mute);
    }

    /// Sets rules for a feed, looks everywhere, and takes them back.
    fn check_rules(&self, what: &str, feed: FeedId, rules: FeedRules, away: &Away) {
        let row = rules::feed_of(&self.app(), OWNER, &feed.to_string()).unwrap().unwrap();
        self.check(what, away, || rules::set(&self.app(), OWNER, &row, rules).unwrap().unwrap());
    }

    fn check(&self, what: &str, away: &Away, ask: impl FnOnce() -> SignalId) {
        assert!(!away.articles.is_empty(), "{what}: the demo has something about it");
        let (topics, outlets) = self.where_it_stood(away);
        let outputs = self.outputs(away, &topics, &outlets);
        assert!(self.seen(away, &outputs).next().is_some(), "{what}: it is seen where nobody asked");
        let signal = ask();
        let seen: Vec<String> = self.seen(away, &outputs).collect();
        assert!(seen.is_empty(), "{what} is never wanted and seen:\n{}", seen.join("\n"));
        undo(&self.app(), OWNER, signal).unwrap();
        assert!(self.seen(away, &outputs).next().is_some(), "{what}: it is back");
    }

    fn where_it_stood(&self, away: &Away) -> (Vec<String>, Vec<String>) {
        let mut topics = BTreeSet::new();
        let mut outlets = BTreeSet::new();
        for story in away.stories.iter().take(3) {
            let candidate = self.before.candidate(*story).unwrap();
            topics.extend(candidate.topics.iter().map(|topic| topic.key.clone()));
            outlets.extend(candidate.outlets.iter().map(|outlet| outlet.key.0.clone()));
        }
        (topics.into_iter().take(3).collect(), outlets.into_iter().take(3).collect())
    }

    /// Where anything of it is seen.
    fn seen<'a>(&'a self, away: &'a Away, outputs: &'a [String]) -> impl Iterator<Item = String> + 'a {
        outputs.iter().flat_map(move |output| {
            let text = self.look(output);
            let mut seen: Vec<String> = (away.stories.iter())
                .flat_map(|story| {
                    let for_programs = [format!("\"{story}\""), format!("\"s/{story}\"")];
                    for_programs.into_iter().chain([format!("/s/{story}"), format!("book/s-{story}")])
                })
                .chain(away.articles.iter().map(|article| format!("/a/{article}")))
                .chain(away.headlines.iter().filter(|headline| headline.len() > 20).cloned())
                .filter(|sign| text.contains(sign.as_str()))
                .collect();
            seen.iter_mut().for_each(|sign| *sign = format!("{output}: {sign}"));
            seen
        })
    }
}

/// All that an article says.
fn whole(row: &ArticleRow) -> String {
    let article = &row.article;
    let pieces = [article.headline.clone(), article.standfirst.clone(), Some(article.text())];
    let pieces = pieces.into_iter().flatten().chain(article.key_points.clone()).chain(article.byline.clone());
    pieces.collect::<Vec<_>>().join("\n")
}

/// The page as JSON accounts for what it held back, by name and rule, on purpose: that is left out.
fn without_held_back(page: &str) -> String {
    let mut page: serde_json::Value = serde_json::from_str(page).unwrap();
    page.as_object_mut().unwrap().remove("held_back").expect("it accounts for what it held back");
    page.to_string()
}

#[test]
fn what_is_muted_is_seen_nowhere() {
    let world = World::new();
    let page = world.before.clone();
    let in_a_week = Timestamp::from_second(world.app().now().as_second() + 7 * 86_400).unwrap();
    // Something was saved and read before it was muted.
    let lead = page.candidate(page.edition.picks[0].story).unwrap();
    record(&world.app(), OWNER, lead.story, SignalKind::Saved).unwrap();
    record(&world.app(), OWNER, lead.story, SignalKind::Opened).unwrap();
    world.mynews.get(&format!("/s/{}", lead.story));

    let topic = lead.topics[0].key.clone();
    let about_topic = |one: &Candidate| one.topics.iter().any(|known| known.key == topic);
    world.check_mute("a topic", Subject::Topic(topic.clone()), None, None, &world.stories(about_topic));
    world.check_mute(
        "a topic until",
        Subject::Topic(topic.clone()),
        Some(in_a_week),
        None,
        &world.stories(about_topic),
    );
    let few = |one: &Candidate| about_topic(one) && one.coverage.independent_outlets < 3;
    world.check_mute("a topic unless", Subject::Topic(topic.clone()), None, Some(3), &world.stories(few));

    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        let name = (page.candidates.iter().flat_map(|one| &one.entities))
            .find(|entity| entity.kind == kind)
            .map(|entity| entity.name.clone())
            .unwrap_or_else(|| panic!("the demo names a {kind:?}"));
        let away = world
            .stories(|one| one.entities.iter().any(|known| known.name.to_lowercase() == name.to_lowercase()));
        world.check_mute(&format!("{kind:?}"), Subject::Entity(kind, name), None, None, &away);
    }

    let author = page.candidates.iter().flat_map(|one| &one.authors).next().unwrap().clone();
    let away = world.stories(|one| one.authors.contains(&author));
    world.check_mute("an author", Subject::Author(author), None, None, &away);

    let outlet = lead.outlets[0].key.clone();
    world.check_mute("an outlet", Subject::Outlet(outlet.clone()), None, None, &world.outlet(&outlet));

    let phrase = "tram";
    let holding: BTreeSet<StoryId> =
        world.app().store.stories_with(OWNER, phrase, Timestamp::UNIX_EPOCH).unwrap().into_iter().collect();
    let away = world.stories(|one| holding.contains(&one.story));
    world.check_mute("a word", Subject::Phrase(phrase.into()), None, None, &away);

    let interest = "trams and buses in the city";
    let vector = world.app().embedder.embed(interest);
    let away = world.stories(|one| similarity(&vector, &one.vector) >= 0.45);
    world.check_mute("an interest", Subject::Interest(interest.into()), None, None, &away);
}

#[test]
fn what_a_rule_keeps_away_is_seen_nowhere() {
    let world = World::new();
    let feeds = world.app().store.feeds_of(OWNER).unwrap();
    // The feed of which most stands on the page: what it brings is seen everywhere.
    let brought = |feed: FeedId| world.entries(feed, |_| true);
    let feed = feeds.iter().max_by_key(|feed| brought(feed.id).articles.len()).unwrap();
    let all = brought(feed.id);
    for row in world.before.candidates.iter().filter(|one| all.stories.contains(&one.story)).take(2) {
        record(&world.app(), OWNER, row.story, SignalKind::Saved).unwrap();
        world.mynews.get(&format!("/s/{}", row.story));
    }
    let words_of = |row: &ArticleRow| -> BTreeSet<String> {
        let whole = whole(row).to_lowercase();
        whole.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect()
    };
    // A word that some of its entries have, and not all.
    let rows: Vec<ArticleRow> = (all.articles.iter())
        .filter_map(|id| world.app().store.article(ArticleId::parse(id)?).unwrap())
        .collect();
    let word = (rows.iter().flat_map(words_of))
        .filter(|word| word.len() > 4 && word.is_ascii())
        .find(|word| {
            (2..rows.len()).contains(&rows.iter().filter(|row| words_of(row).contains(word)).count())
        })
        .expect("entries share words");
    let of = |never: &[&str], keep: &[&str]| FeedRules {
        never: never.iter().map(|one| (*one).to_owned()).collect(),
        keep: keep.iter().map(|one| (*one).to_owned()).collect(),
        ..FeedRules::default()
    };
    let with = world.entries(feed.id, |row| words_of(row).contains(&word));
    let without = world.entries(feed.id, |row| !words_of(row).contains(&word));
    world.check_rules("a word", feed.id, of(&[&word], &[]), &with);
    world.check_rules("all but a word", feed.id, of(&[], &[&word]), &without);
    world.check_rules("all of it", feed.id, of(&[&word, &format!("-{word}")], &[]), &all);
}
