//! `/start` from outside: what is picked holds, what is followed can be let go of, and editions keep their times.

use crate::outlets::Outlets;
use crate::running::{Answer, Running, stdout};

fn location(answer: &Answer) -> String {
    crate::household::header(answer, "location").expect("it leads somewhere")
}

#[test]
fn what_is_pressed_holds_until_it_is_pressed_again() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let start = mynews.get("/start").body;
    assert!(start.contains("18 outlets"), "a topic says what it adds");
    assert!(!start.contains("LWN.net"), "outlets of what was not picked are not offered");
    assert_eq!(location(&mynews.post("/start/topic", "key=science")), "/start#topics");
    assert!(mynews.get("/start").body.contains("LWN.net"));
    assert!(mynews.get("/you").body.contains("Science and tech"), "it is followed");
    mynews.post("/start/language", "tag=de");
    let both = mynews.get("/start").body;
    assert!(both.contains("heise online") && both.contains("LWN.net"), "German beside English");
    mynews.post("/start/language", "tag=en");
    let german = mynews.get("/start").body;
    assert!(german.contains("heise online") && !german.contains("LWN.net"));
    mynews.post("/start/language", "tag=de");
    assert!(mynews.get("/start").body.contains("heise online"), "the last language stays");
    mynews.post("/start/topic", "key=science");
    assert!(!mynews.get("/start").body.contains("heise online"));
    assert_eq!(mynews.post("/start/topic", "key=nonsense").status, 404);
}

#[test]
fn outlets_followed_together_are_let_go_of_together() {
    let folder = tempfile::tempdir().unwrap();
    // Nothing answers there: what is followed is never asked.
    let mut command = crate::running::command(folder.path());
    let mynews = Running::start_with(command.env("MYNEWS_FETCH_PROXY", "http://127.0.0.1:9"));
    mynews.post("/start/topic", "key=climate");
    let form = "what=https%3A%2F%2Fgrist.org%2Ffeed%2F&what=https%3A%2F%2Fwww.carbonbrief.org%2Ffeed%2F\
                &what=https%3A%2F%2Felsewhere.example%2Ffeed";
    let told = mynews.get(&location(&mynews.post("/start/outlets", form))).body;
    assert!(told.contains("2 outlets are followed"), "what is not in the list is not followed");
    let opml = mynews.get("/sources/opml").body;
    assert!(opml.contains("grist.org") && opml.contains("carbonbrief.org") && !opml.contains("elsewhere"));
    assert!(mynews.get("/you").body.contains("Climate") || mynews.get("/you").body.contains("Environment"));
    let undo = told.split("action=\"/feeds/undo/").nth(1).expect("it can be taken back");
    let undo = undo.split('"').next().unwrap();
    let gone = mynews.get(&location(&mynews.post(&format!("/feeds/undo/{undo}"), "back=%2Fstart"))).body;
    assert!(gone.contains("2 feeds are let go of"), "{gone}");
    assert!(!mynews.get("/sources/opml").body.contains("grist.org"));
}

#[test]
fn between_its_times_an_edition_stays_and_says_what_is_new() {
    let (outlets, folder) = (Outlets::start(), tempfile::tempdir().unwrap());
    let entries = [
        ("Harbour gates", "Engineers in Port Halden close the lock gates for a season of welding and paint"),
        ("Tram strike", "Drivers walk out over night shifts and passengers cycle to work in the rain"),
        ("Owl census", "Volunteers count barn owls in old churches and find twice as many as in spring"),
        ("Bridge vote", "A village decides in a ballot that its crossing shall be painted yellow again"),
        ("Glacier lake", "Meltwater rises behind a moraine, and hikers are asked to keep to the ridge"),
        ("Chess final", "The youngest challenger draws with black and leads the match by half a point"),
        ("Ferry fares", "Islanders pay less from January, while visitors with cars will pay much more"),
        ("School meals", "Kitchens buy carrots from neighbours, and pupils write the menu once a month"),
        ("Copper mine", "A company wants to dig under the fell, and herders say their reindeer would go"),
    ];
    // Each of an outlet of its own, so that none is one too many of its outlet's.
    for (number, entry) in entries[..8].iter().enumerate() {
        outlets.put_feed(&format!("/{number}.xml"), entry.0, &[(&entry.0[..5], entry.0, entry.1)]);
        let feed = outlets.url(&format!("/{number}.xml"));
        assert!(outlets.run(folder.path(), &["add", &feed]).status.success());
    }
    assert!(outlets.run(folder.path(), &["refresh"]).status.success());
    let mynews = Running::start_with(&mut outlets.command(folder.path()));
    mynews.post("/you/save", "stories=6");
    mynews.post("/follow", "kind=phrase&subject=copper");
    // The edition closes this very second, after all that came; the next one is far.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let now: String = stdout(&std::process::Command::new("date").args(["-u", "+%H:%M:%S"]).output().unwrap());
    let form = format!("zone=UTC&time={}", now.trim().replace(':', "%3A"));
    assert_eq!(mynews.post("/start/when", &form).status, 303);
    let page = mynews.get("/").body;
    assert!(page.contains("Make one now"), "an edition at a time of day");
    // Two outlets tell it and its word is followed, so that it is on the page for certain.
    for number in [0, 1] {
        let ((what, text), (new, news)) = (entries[number], entries[8]);
        let slug = format!("mine-{number}");
        outlets.put_feed(&format!("/{number}.xml"), what, &[(&what[..5], what, text), (&slug, new, news)]);
    }
    mynews.post("/feeds/refresh", "");
    let number = number_of(&page);
    let says_new = || !mynews.get(&format!("/events?edition={number}")).body.contains("\"said\":\"\"");
    assert!(soon(says_new), "it says that something is new");
    assert_eq!(number_of(&mynews.get("/").body), number, "it stays as it is");
    // Asked for, it is made of all that came.
    mynews.post("/edition/renew", "");
    let renewed = number_of(&mynews.get("/").body);
    assert_ne!(renewed, number);
    assert!(mynews.get(&format!("/events?edition={renewed}")).body.contains("\"said\":\"\""));
}

/// The number of the edition that a front page shows.
fn number_of(page: &str) -> String {
    let rest = page.split("data-edition=\"").nth(1).expect("the page has an edition");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Whether it comes to pass within some seconds.
fn soon(it_is_so: impl Fn() -> bool) -> bool {
    (0..100).any(|_| {
        it_is_so() || {
            std::thread::sleep(std::time::Duration::from_millis(100));
            false
        }
    })
}

#[test]
fn the_terminal_and_feeds_speak_the_readers_language() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    mynews.post("/you/language", "tongue=de");
    let page = stdout(&crate::running::run(folder.path(), &["today"]));
    assert!(page.contains("FÜR ALLE") && page.contains("Sie sind auf dem Laufenden."), "{page}");
    let addresses = mynews.get("/you/feeds").body;
    let token = addresses.split("\"/feed/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let feed = crate::running::request(
        &mynews.address,
        "GET",
        &format!("/feed/{token}/front.atom"),
        "",
        "Accept-Language: fr\r\n",
    )
    .unwrap();
    assert!(feed.body.contains("Titelseite"), "not what the program asks for");
}
