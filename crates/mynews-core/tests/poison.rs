//! What one loud voice can do to a page: at most one place of twenty-four.

#[allow(dead_code, reason = "the other test of ranking uses the rest")]
mod news;

use mynews_core::model::{
    ArticleId, Candidate, Edition, Profile, Signal, SignalId, SignalKind, StoryId, Subject, Timestamp, Topic,
};
use mynews_core::{learn, rank};
use news::{candidates, now, outlet, reader, signals};

/// A story of the attacker, two hours old, with words of its own.
fn forged(number: u64, outlets: usize) -> Candidate {
    let id = StoryId::opened_by(ArticleId::of_url(&format!("https://loud.test/{number}")));
    let at = Timestamp::from_millisecond(now().as_millisecond() - 7_200_000).unwrap();
    let mut candidate = Candidate::new(id, &format!("Loud {number}"), at);
    candidate.outlets = (0..outlets).map(|next| outlet(1_000 + next)).collect();
    candidate.coverage.outlets = outlets as u32;
    candidate.coverage.articles = outlets as u32;
    candidate.words = vec![(number.wrapping_mul(0x9e37_79b9_7f4a_7c15), 1.0)];
    candidate
}

fn page(seed: u64, profile: &Profile, forged: Vec<Candidate>) -> Edition {
    let mut candidates = candidates(seed, 200);
    candidates.extend(forged.into_iter().map(Candidate::marked));
    rank::edition(profile, &reader(), &candidates, &rank::Rules::default(), now())
}

fn places(edition: &Edition, forged: &[Candidate]) -> usize {
    edition.picks.iter().filter(|pick| forged.iter().any(|story| story.story == pick.story)).count()
}

fn check(what: &str, profile: &Profile, forged: Vec<Candidate>) {
    for seed in 0..20 {
        let edition = page(seed, profile, forged.clone());
        let places = places(&edition, &forged);
        assert!(places <= 1, "{what}: {places} places, seed {seed}");
        assert_eq!(edition.picks.len(), 24);
    }
}

fn following(phrases: &[&str]) -> Profile {
    let mut log = signals(1, &candidates(1, 200), 10);
    log.extend(phrases.iter().map(|phrase| Signal {
        id: SignalId(0),
        reader: reader().id,
        at: now(),
        kind: SignalKind::Follow { subject: Subject::Phrase((*phrase).to_owned()), weight: 1.0 },
        snapshot: None,
    }));
    learn::fold(&log)
}

#[test]
fn a_feed_with_ten_thousand_entries_an_hour() {
    let flood = (0..10_000).map(|number| {
        let mut story = forged(number, 1);
        story.weekly_entries = 1_680_000.0;
        story.last_at = now();
        story
    });
    check("flood", &following(&[]), flood.collect());
}

#[test]
fn a_hundred_feeds_with_one_text() {
    // Grouping makes one story of them, and their copies one independent outlet.
    let story = forged(1, 100);
    check("copies", &following(&[]), vec![story.clone()]);
    let edition = page(1, &following(&[]), vec![story.clone()]);
    assert!(edition.picks[..3].iter().all(|pick| pick.story != story.story), "copies are no coverage");
}

#[test]
fn dates_in_the_future() {
    let alone = |story: &Candidate| {
        rank::scores(&following(&[]), &reader(), std::slice::from_ref(story), &rank::Rules::default(), now())
            [0]
    };
    let mut story = forged(1, 1);
    story.last_at = now();
    let fresh = alone(&story);
    story.last_at = Timestamp::from_millisecond(now().as_millisecond() + 400 * 86_400_000).unwrap();
    assert_eq!(alone(&story), fresh);
}

#[test]
fn headlines_stuffed_with_everything_the_reader_follows() {
    let followed = ["solar power", "tram", "chess", "rust", "cheese", "salmon", "observatory", "ferry"];
    let stuffed = (0..50).map(|number| {
        let mut story = forged(number, 1);
        story.mentions = followed.iter().map(|phrase| Subject::Phrase((*phrase).to_owned())).collect();
        story.topics = (0..12)
            .map(|topic| Topic { key: format!("topic-{topic}"), label: format!("Topic {topic}") })
            .collect();
        // The same stuffing every time, and a word of its own.
        story.words = (1..=8).map(|word| (word, 0.34)).chain([(100 + number, 0.27)]).collect();
        story
    });
    check("stuffed", &following(&followed), stuffed.collect());
}
