//! The files of `demo/`, carried inside the program: a demo needs no network and no folder beside the binary.
//!
//! A new file is named here; a test compares the lists with the folders.

macro_rules! folder {
    ($include:ident, $folder:literal, $ending:literal, [$($name:literal),* $(,)?]) => {
        &[$((concat!($name, $ending), $include!(concat!("../../../../demo/", $folder, "/", $name, $ending)))),*]
    };
}

pub const OUTLETS: &str = include_str!("../../../../demo/outlets.toml");
/// What stands around an article in each language: "Advertisement", "Most read", weekdays.
pub const WORDS: &str = include_str!("../../../../demo/words.toml");

pub const STORIES: &[(&str, &str)] = folder!(
    include_str,
    "stories",
    ".toml",
    [
        "01-sea-power",
        "02-malaria-vaccine",
        "03-marenne-election",
        "04-veldmark-rate",
        "05-aune-rate",
        "06-twin-telescopes",
        "07-cold-world",
        "08-free-trams",
        "09-neustrom-trams",
        "10-borrow-checker",
        "11-mine-heat",
        "12-winter-classic",
        "13-sea-cable",
        "14-halden-warehouse-fire",
        "15-sankt-orla-fire",
        "16-norrvik-results",
        "17-halden-shipyards-results",
        "18-lindersund-mayor",
        "19-port-halden-mayor",
        "20-tanker",
        "21-teachers-strike",
        "22-kowen-ferries",
        "23-snow-passes",
        "24-river-rights",
        "25-salmon",
        "26-satellites",
        "27-chess",
        "28-glass-harmonica",
        "29-warm-reef",
        "30-lichen",
        "31-paper-prices",
        "32-library-tools",
        "33-ferry-timetable",
        "34-compiler-survey",
        "35-ticket-machines",
        "36-hour-record",
        "37-aune-exams",
        "38-night-shift-sleep",
        "39-tide-bell",
        "40-marenne-storm",
        "41-kowen-maps",
        "42-registry-signing",
        "43-river-prize",
        "44-no-conductor",
        "45-kowen-shade",
        "46-seaweed-antibiotic",
        "47-rail-night",
    ]
);

pub const PAGES: &[(&str, &str)] = folder!(
    include_str,
    "pages",
    ".html",
    ["accelerated", "hashed", "home", "key-points", "legacy", "microdata", "semantic", "state", "weblog",]
);

pub const FEEDS: &[(&str, &str)] = &[
    ("atom.xml", include_str!("../../../../demo/feeds/atom.xml")),
    ("content.html", include_str!("../../../../demo/feeds/content.html")),
    ("json.json", include_str!("../../../../demo/feeds/json.json")),
    ("rdf.xml", include_str!("../../../../demo/feeds/rdf.xml")),
    ("rss.xml", include_str!("../../../../demo/feeds/rss.xml")),
];

pub const PICTURES: &[(&str, &[u8])] = folder!(
    include_bytes,
    "pictures",
    ".jpg",
    [
        "ballots",
        "bank",
        "cable-ship",
        "chess",
        "classroom",
        "ferry",
        "harmonica",
        "library",
        "mountains",
        "observatory",
        "port-fire",
        "reef",
        "river",
        "snow-pass",
        "tanker",
        "terminal",
        "tram",
        "turbines",
        "vaccine-lab",
        "velodrome",
    ]
);
