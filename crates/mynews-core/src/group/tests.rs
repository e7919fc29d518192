//! Whether articles find their stories, and what survives a restart.

use super::*;

const FIRST: &str = "Harbour Town opened its rebuilt eastern pier on Saturday after two winters of work. Several hundred \
    residents crossed it before the first ferry left for Gull Island. Mayor Ida Brandt thanked the crews who sank forty \
    steel piles through frozen mud, while fishermen asked when their moorings would return.";
const SECOND: &str = "The eastern pier in Harbour Town is open again. Mayor Ida Brandt cut the ribbon on Saturday morning, and \
    the ferry to Gull Island sailed from it at noon. Storms had closed the pier two years ago.";
const OTHER: &str = "Parliament in Veldmark passed the budget by a single vote on Tuesday night. Finance minister Jonas Lind \
    said the deal with the farmers' party would hold until the election in spring.";

fn telling<'a>(title: &'a str, text: &'a str) -> Telling<'a> {
    Telling { title: Some(title), text, language: Some("en"), ..Telling::default() }
}

fn article(name: &str) -> ArticleId {
    ArticleId::of_url(name)
}

/// Places articles in order and says which story each is in, by the name of the article that opened it.
fn stories(tellings: &[(&str, Telling<'_>)]) -> Vec<StoryId> {
    let mut open = OpenStories::new();
    let now = Timestamp::UNIX_EPOCH;
    tellings
        .iter()
        .map(|(name, telling)| {
            let sketch = sketch(telling, None);
            let story = match place(article(name), &sketch, &open, now).story {
                Choice::Joins(story) => story,
                Choice::Opens => StoryId::opened_by(article(name)),
            };
            open.insert(article(name), story, &sketch, now);
            story
        })
        .collect()
}

#[test]
fn reports_of_one_event_meet_and_others_stay_apart() {
    let found = stories(&[
        ("a", telling("Eastern pier opens in Harbour Town", FIRST)),
        ("b", telling("Veldmark budget passes by one vote", OTHER)),
        ("c", telling("Harbour Town pier open again", SECOND)),
    ]);
    assert_eq!(found[0], found[2]);
    assert_ne!(found[0], found[1]);
}

#[test]
fn what_an_outlet_prints_under_every_article_ties_nothing_together() {
    let (first, other) = (format!("{FIRST}\n{SECOND}"), format!("{OTHER}\n{SECOND}"));
    let by = |outlet, text| Telling { outlet: Some(outlet), ..telling("", text) };
    let found = stories(&[("a", by("post.test", &first)), ("b", by("post.test", &other))]);
    assert_ne!(found[0], found[1]);
}

#[test]
fn a_copy_joins_its_original_and_shares_its_copy_group() {
    let mut open = OpenStories::new();
    let now = Timestamp::UNIX_EPOCH;
    let original = sketch(&telling("Eastern pier opens", FIRST), None);
    let placed = place(article("a"), &original, &open, now);
    assert_eq!(placed.story, Choice::Opens);
    let story = StoryId::opened_by(article("a"));
    open.insert(article("a"), story, &original, now);
    let printed = sketch(&telling("Town celebrates", &FIRST.replace("Several hundred", "Many")), None);
    let copy = place(article("b"), &printed, &open, now);
    assert_eq!((copy.story, copy.copy_group), (Choice::Joins(story), placed.copy_group));
    assert_eq!(copy.joined_by, ["copy"]);
}

#[test]
fn a_sketch_survives_being_written() {
    let at = Some(Timestamp::from_second(1_700_000_000).unwrap());
    let url = Some("http://post.test/2014/03/10/eastern-pier-opens-again.html");
    let full = sketch(
        &Telling { published: at, url, outlet: Some("post.test"), ..telling("Pier opens", FIRST) },
        None,
    );
    for sketch in [full, sketch(&telling("Pier opens", ""), None), Sketch::default()] {
        assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
    }
    assert_eq!(Sketch::from_bytes(b""), None);
    assert_eq!(Sketch::from_bytes(b"\x01\x00\x00"), None);
}

#[test]
fn an_article_taken_out_leaves_nothing_behind() {
    let mut open = OpenStories::new();
    let now = Timestamp::UNIX_EPOCH;
    let sketch = sketch(&telling("Eastern pier opens", FIRST), None);
    let story = StoryId::opened_by(article("a"));
    open.insert(article("a"), story, &sketch, now);
    open.insert(article("a"), story, &sketch, now);
    assert_eq!((open.len(), open.articles()), (1, 1));
    open.remove(article("a"));
    assert_eq!((open.len(), open.articles()), (0, 0));
    assert_eq!(place(article("b"), &sketch, &open, now).story, Choice::Opens);
}

#[test]
fn merged_stories_take_new_articles_as_one() {
    let mut open = OpenStories::new();
    let now = Timestamp::UNIX_EPOCH;
    let (ours, theirs) = (StoryId::opened_by(article("a")), StoryId::opened_by(article("b")));
    open.insert(article("a"), ours, &sketch(&telling("Eastern pier opens", FIRST), None), now);
    open.insert(article("b"), theirs, &sketch(&telling("Veldmark budget passes", OTHER), None), now);
    open.merge(theirs, ours);
    assert_eq!(open.len(), 1);
    assert_eq!(open.story_of(article("b")), Some(ours));
    let again = sketch(&telling("Budget of Veldmark passed", OTHER), None);
    assert_eq!(place(article("c"), &again, &open, now).story, Choice::Joins(ours));
}

#[test]
fn a_second_look_makes_two_tellings_of_one_event_one_story() {
    let mut open = OpenStories::new();
    let now = Timestamp::UNIX_EPOCH;
    let (ours, theirs) = (StoryId::opened_by(article("a")), StoryId::opened_by(article("b")));
    open.insert(
        article("a"),
        ours,
        &sketch(&telling("Eastern pier opens in Harbour Town", FIRST), None),
        now,
    );
    open.insert(article("b"), theirs, &sketch(&telling("Harbour Town pier open again", SECOND), None), now);
    let other = StoryId::opened_by(article("c"));
    open.insert(article("c"), other, &sketch(&telling("Veldmark budget passes", OTHER), None), now);
    let merges = repair(&open, now);
    assert_eq!(merges.len(), 1);
    assert!(![merges[0].from, merges[0].into].contains(&other));
}

#[test]
fn a_headline_an_outlet_prints_below_another_article_says_nothing_about_it() {
    let mut open = OpenStories::new();
    let now = Timestamp::UNIX_EPOCH;
    let outlet = Some("post.example");
    let title = "Eastern pier opens in Harbour Town";
    let pier = Telling { outlet, ..telling(title, FIRST) };
    open.insert(article("a"), StoryId::opened_by(article("a")), &sketch(&pier, None), now);
    let both = format!("{OTHER}\n{title}");
    let budget = sketch(&Telling { outlet, ..telling("Veldmark budget passes", &both) }, None);
    let pier_alone = open.bag_of(article("a"), &sketch(&pier, None));
    let budget_alone = open.bag_of(article("b"), &budget);
    let shared = Arriving::new(&budget_alone, &[], None, 0, 0).cosines(&pier_alone);
    assert!(shared.iter().all(|cosine| *cosine < 0.01), "{shared:?}");
    assert_eq!(place(article("b"), &budget, &open, now).story, Choice::Opens);
}
