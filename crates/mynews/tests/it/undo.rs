//! Undo, through the store: what is taken back leaves the profile that never had it, after a restart as before.

use mynews_core::learn;
use mynews_core::model::{
    ArticleId, Entity, EntityKind, FeedRules, OutletKey, PassedOver, Profile, Reader, ReaderId, Signal,
    SignalId, SignalKind, Snapshot, StoryId, Subject, Term, Timestamp, Topic,
};
use mynews_store::Store;

const READERS: i64 = 150;
const SIGNALS: u64 = 24;

/// Chance that is the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut state = self.0;
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (state ^ (state >> 31)) % end
    }

    /// Anything but a round number: what is kept must come back to the last bit.
    fn real(&mut self) -> f64 {
        self.below(1 << 53) as f64 / (1_u64 << 53) as f64 / 3.0
    }
}

fn story(number: u64) -> StoryId {
    StoryId::opened_by(ArticleId::of_url(&format!("https://news.test/{number}")))
}

fn snapshot(dice: &mut Dice) -> Snapshot {
    let number = dice.below(12);
    Snapshot {
        story: Some(story(number)),
        headline: format!("Story {number} “quoted” é"),
        topics: vec![Topic { key: format!("topic-{}", number % 4), label: "Topic".into() }],
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: format!("Person {}", number % 5),
            mentions: 2,
        }],
        outlets: vec![OutletKey(format!("outlet{}.test", number % 3)), OutletKey("other.test".into())],
        authors: vec![format!("Author {}", number % 2)],
        language: Some("en".into()),
        words: (0..6).map(|word| (dice.below(u64::MAX) | word, dice.real() as f32)).collect(),
        vector: (0..8).map(|_| dice.below(255) as u8 as i8).collect(),
        terms: Term::ALL.iter().map(|_| dice.real()).collect(),
        edition: None,
        position: Some(1 + dice.below(24) as u32),
        passed_over: (0..dice.below(3))
            .map(|other| PassedOver {
                story: story(100 + other),
                position: 1 + other as u32,
                terms: Term::ALL.iter().map(|_| dice.real()).collect(),
            })
            .collect(),
    }
}

fn signal(reader: ReaderId, number: u64, dice: &mut Dice) -> Signal {
    let subject = Subject::Topic(format!("topic-{}", dice.below(4)));
    let kind = match dice.below(15) {
        0..4 => SignalKind::Opened,
        4 => SignalKind::ReadToEnd,
        5 => SignalKind::Saved,
        6 => SignalKind::More,
        7 => SignalKind::Less,
        8 => SignalKind::Hidden,
        9 => SignalKind::Follow { subject, weight: dice.real() },
        10 => SignalKind::Mute { subject, until: None, unless_outlets: Some(3) },
        11 => SignalKind::LessOf { subject },
        12 => SignalKind::Deny { subject },
        13 => SignalKind::Rules {
            feed: format!("https://outlet{}.test/feed", dice.below(3)),
            title: "Outlet".into(),
            rules: FeedRules { never: vec!["fog".into()], ..FeedRules::default() },
        },
        _ => SignalKind::Unfollow { subject },
    };
    let names_its_subject = matches!(
        kind,
        SignalKind::Follow { .. }
            | SignalKind::Mute { .. }
            | SignalKind::LessOf { .. }
            | SignalKind::Deny { .. }
            | SignalKind::Rules { .. }
            | SignalKind::Unfollow { .. }
    );
    let at = Timestamp::from_millisecond(1_790_000_000_000 + number as i64 * 7_777_777).unwrap();
    Signal { id: SignalId(0), reader, at, kind, snapshot: (!names_its_subject).then(|| snapshot(dice)) }
}

fn kept(store: &dyn Store, reader: ReaderId) -> Profile {
    let rows = store.signals(reader).unwrap();
    let standing: Vec<Signal> =
        rows.into_iter().filter(|row| row.undone_at.is_none()).map(|row| row.signal).collect();
    learn::fold(&standing)
}

#[test]
fn what_is_taken_back_was_never_there_also_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("undo.db");
    let store = mynews_store::open_disposable(&path).unwrap();
    let mut expected = Vec::new();
    for reader in (1..=READERS).map(ReaderId) {
        let mut dice = Dice(reader.0 as u64);
        store.set_reader(&Reader::new(reader, &format!("reader {}", reader.0))).unwrap();
        let mut never_had = Vec::new();
        for number in 0..SIGNALS {
            let signal = signal(reader, number, &mut dice);
            let id = store.add_signal(&signal).unwrap();
            if dice.below(3) == 0 {
                assert!(store.undo_signal(reader, id, signal.at).unwrap());
                assert!(!store.undo_signal(reader, id, signal.at).unwrap(), "only once");
            } else {
                never_had.push(signal);
            }
        }
        let profile = learn::fold(&never_had);
        assert_eq!(kept(&*store, reader), profile, "reader {}", reader.0);
        expected.push((reader, profile));
    }
    drop(store);
    let store = mynews_store::open_disposable(&path).unwrap();
    for (reader, profile) in expected {
        assert_eq!(kept(&*store, reader), profile, "reader {} after a restart", reader.0);
    }
}
