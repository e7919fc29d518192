//! Who reads here, and which browsers are logged in.

use mynews_core::model::ReaderId;
use mynews_store::{Role, Session, StoreError};

use crate::world::{READER, World, at, new_feed};

#[test]
fn readers_come_are_named_and_go_with_all_that_is_theirs() {
    let world = World::new();
    let store = &world.store;
    let owner = store.reader_row(READER).unwrap().unwrap();
    assert_eq!((owner.role, owner.has_password), (Role::Owner, false));
    let bo = store.add_reader("Bo", Role::Reader).unwrap().unwrap();
    assert_eq!(store.add_reader("bo", Role::Owner).unwrap(), None, "a name is taken in any case");
    assert_eq!(store.reader_named("BO").unwrap().unwrap().id, bo);
    assert!(!store.rename_reader(bo, &owner.name).unwrap());
    assert!(store.rename_reader(bo, "BO").unwrap());
    store.follow_feed(bo, &new_feed("kestrel"), at(0)).unwrap();
    store.follow_feed(bo, &new_feed("harbour"), at(0)).unwrap();
    world.feed("harbour");
    store.remove_reader(bo).unwrap();
    assert_eq!(store.readers().unwrap(), [owner]);
    assert_eq!(store.feeds().unwrap().len(), 1, "what only they followed is watched no more");
    let cy = store.add_reader("Cy", Role::Reader).unwrap().unwrap();
    assert_ne!(cy, bo, "a number is never given twice");
    assert!(store.feeds_of(cy).unwrap().is_empty());
}

#[test]
fn a_new_password_ends_the_sessions_of_the_old_one() {
    let world = World::new();
    let store = &world.store;
    assert!(!store.any_password().unwrap());
    store.set_password_hash(READER, Some("hash")).unwrap();
    assert!(store.any_password().unwrap());
    assert_eq!(store.password_hash(READER).unwrap().as_deref(), Some("hash"));
    let session = |byte: u8, reader, minutes| Session {
        hash: [byte; 32],
        reader,
        client: "a browser".into(),
        created_at: at(0),
        used_at: at(i64::from(byte)),
        expires_at: at(minutes),
    };
    let bo = store.add_reader("Bo", Role::Reader).unwrap().unwrap();
    for one in [session(1, READER, 10), session(2, READER, 20), session(3, bo, 20)] {
        store.begin_session(&one).unwrap();
    }
    assert_eq!(store.session(&[1; 32], at(9)).unwrap(), Some(session(1, READER, 10)));
    assert_eq!(store.session(&[1; 32], at(10)).unwrap(), None, "it is over");
    store.prolong_session(&[1; 32], at(9), at(30)).unwrap();
    let hashes = |reader: ReaderId| -> Vec<u8> {
        store.sessions(reader, at(15)).unwrap().iter().map(|session| session.hash[0]).collect()
    };
    assert_eq!(hashes(READER), [1, 2], "the one used last first");
    assert!(!store.end_session(bo, &[1; 32]).unwrap(), "not somebody else's");
    assert!(store.end_session(READER, &[1; 32]).unwrap());
    assert_eq!(store.sweep_sessions(at(15)).unwrap(), 0);
    store.set_password_hash(READER, Some("another")).unwrap();
    assert_eq!((hashes(READER), hashes(bo)), (vec![], vec![3]));
    assert_eq!(store.end_sessions(bo).unwrap(), 1);
}

#[test]
fn what_a_key_opens_is_its_readers_alone() {
    let world = World::new();
    let store = &world.store;
    let bo = store.add_reader("Bo", Role::Reader).unwrap().unwrap();
    let feed = world.feed("harbour");
    store.set_credentials(feed, Some("key")).unwrap();
    assert!(matches!(store.follow_feed(bo, &new_feed("harbour"), at(1)), Err(StoreError::Closed)));
    assert!(store.feeds_of(bo).unwrap().is_empty());
    assert!(store.follow_feed(READER, &new_feed("harbour"), at(1)).unwrap().1, "the reader's own stays");
    let shared = world.feed("kestrel");
    store.follow_feed(bo, &new_feed("kestrel"), at(1)).unwrap();
    assert!(matches!(store.set_credentials(shared, Some("key")), Err(StoreError::Closed)));
}
