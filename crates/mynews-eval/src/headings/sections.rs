//! What outlets call their sections, by subject heading.
//!
//! A section in many words, or one that no row names (world, opinion, local), says nothing of the subject.

const SECTIONS: [(&str, &str); 13] = [
    (
        "economy-business-and-finance",
        "business money finance economy markets companies investing stocks personal-finance your-money wirtschaft economia economie",
    ),
    (
        "sport",
        "sport sports football soccer rugby boxing f1 athletics cycling olympics nfl nba mlb nhl cricket tennis golf fussball deportes",
    ),
    (
        "health",
        "health healthcare wellness medicine fitness nutrition mental-health coronavirus covid-19 gesundheit salud sante",
    ),
    (
        "science-and-technology",
        "technology tech science scitech gadgets digital space ai artificial-intelligence cybersecurity gaming wissenschaft technik ciencia tecnologia",
    ),
    (
        "arts-culture-entertainment-and-media",
        "entertainment arts culture music movies tv television film showbiz celebrity celebrities showbiz tvshowbiz theatre theater books kultur cultura media",
    ),
    ("politics", "politics politik politica politique elections election us-politics uk-politics"),
    ("education", "education schools bildung educacion"),
    ("environment", "environment climate climate-change umwelt"),
    (
        "lifestyle-and-leisure",
        "lifestyle life-style travel food food-drink recipes style fashion beauty gardening reise",
    ),
    ("weather", "weather wetter"),
    ("religion", "religion faith"),
    ("crime-law-and-justice", "crime courts law"),
    ("conflict-war-and-peace", "war ukraine-war military"),
];

/// The heading of a section.
pub fn heading_of(section: &str) -> Option<&'static str> {
    let section = section.trim().to_lowercase();
    let named = |names: &str| names.split_whitespace().any(|name| name == section);
    SECTIONS.iter().find(|(_, names)| named(names)).map(|(key, _)| *key)
}

/// What the folders of an address say, where they say one thing.
pub fn of_address(address: &str) -> Option<&'static str> {
    let path = address.split("://").nth(1)?.split(['?', '#']).next()?;
    let mut folders: Vec<&str> = path.split('/').skip(1).collect();
    folders.pop();
    let mut said: Vec<&str> = folders.into_iter().filter_map(heading_of).collect();
    said.dedup();
    match said[..] {
        [one] => Some(one),
        _ => None,
    }
}
