//! The words pages use: counts, languages, terms of a score, rules, and what a reader did.

use mynews_core::model::{Rule, SignalKind, Term};
use serde::Serialize;

const RIGHT_TO_LEFT: [&str; 6] = ["ar", "fa", "he", "ps", "ur", "yi"];
/// The language of our own words.
const OURS: &str = "en";

/// An outlet's words, verbatim, with their language.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Words {
    pub text: String,
    /// BCP 47; `None` where unknown.
    pub lang: Option<String>,
    /// `rtl` where the language is written so, else `auto`.
    pub dir: &'static str,
    /// "DE", where it is not the page's language.
    pub mark: Option<String>,
    /// What the mark stands for.
    pub language: Option<String>,
}

impl Words {
    pub fn new(text: &str, lang: Option<&str>) -> Words {
        let lang = lang.filter(|tag| tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        let foreign = lang.filter(|tag| !tag.starts_with(OURS));
        Words {
            text: text.to_owned(),
            dir: if lang.is_some_and(|tag| RIGHT_TO_LEFT.contains(&tag.get(..2).unwrap_or_default())) {
                "rtl"
            } else {
                "auto"
            },
            lang: lang.map(str::to_owned),
            mark: foreign.map(|tag| tag.to_uppercase()),
            language: foreign.map(|tag| language(tag).to_owned()),
        }
    }
}

/// What stands where an outlet gave neither headline nor text.
pub const NO_HEADLINE: &str = "(no headline)";

/// A headline to show.
pub fn headline(given: &str) -> &str {
    if given.trim().is_empty() { NO_HEADLINE } else { given }
}

/// A name in the middle of our own words: one that runs right to left is set apart, so that it does not turn its
/// neighbours round.
pub fn isolated(name: &str) -> String {
    let turns = |letter: char| matches!(letter as u32, 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff);
    if name.chars().any(turns) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// "1 outlet", "9 outlets", "1,150 words".
pub fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", thousands(number), if number == 1 { "" } else { "s" })
}

/// "1,150".
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1st", "2nd", "13th".
pub fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// "01:45", "1:02:09".
pub fn length(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// "35 per cent".
pub fn share(part: f64) -> String {
    format!("{} per cent", (part * 100.0).round())
}

/// What a language calls itself, where we know; else its tag.
pub fn own_name(tag: &str) -> &str {
    LANGUAGES.iter().find(|(known, ..)| *known == tag).map_or(tag, |(_, own, _)| own)
}

/// What we call a language, where we know; else its tag.
pub fn language(tag: &str) -> &str {
    let primary = tag.split('-').next().unwrap_or(tag);
    LANGUAGES.iter().find(|(known, ..)| *known == primary).map_or(tag, |(.., ours)| ours)
}

const LANGUAGES: [(&str, &str, &str); 23] = [
    ("ar", "العربية", "Arabic"),
    ("bg", "Български", "Bulgarian"),
    ("cs", "Čeština", "Czech"),
    ("da", "Dansk", "Danish"),
    ("de", "Deutsch", "German"),
    ("en", "English", "English"),
    ("es", "Español", "Spanish"),
    ("fi", "Suomi", "Finnish"),
    ("fr", "Français", "French"),
    ("he", "עברית", "Hebrew"),
    ("id", "Bahasa Indonesia", "Indonesian"),
    ("it", "Italiano", "Italian"),
    ("ja", "日本語", "Japanese"),
    ("ko", "한국어", "Korean"),
    ("nl", "Nederlands", "Dutch"),
    ("no", "Norsk", "Norwegian"),
    ("pl", "Polski", "Polish"),
    ("pt", "Português", "Portuguese"),
    ("ru", "Русский", "Russian"),
    ("sv", "Svenska", "Swedish"),
    ("tr", "Türkçe", "Turkish"),
    ("uk", "Українська", "Ukrainian"),
    ("zh", "中文", "Chinese"),
];

/// A reason's name. `subject` is what its switch would act on; `gives` is whether it adds or takes away.
pub fn term(term: Term, subject: Option<&str>, gives: bool) -> String {
    let about = |with: &str, without: &str| match subject {
        Some(subject) => format!("{with} {subject}"),
        None => without.to_owned(),
    };
    match term {
        Term::WidelyCovered => "widely covered".into(),
        Term::Spreading => "spreading".into(),
        Term::Prominent => "high on its outlets’ lists".into(),
        Term::Fresh => "fresh".into(),
        Term::FirstHand => "first-hand reports".into(),
        Term::Rare => "a voice seldom heard".into(),
        Term::OthersRead => "read by others here".into(),
        Term::Follow => about("you follow", "you follow it"),
        Term::Developing => "new since you looked".into(),
        Term::LearntTopic | Term::LearntEntity if gives => about("you often read", "you often read this"),
        Term::LearntOutlet | Term::LearntAuthor if gives => about("you often open", "you often open it"),
        Term::LearntTopic | Term::LearntEntity | Term::LearntOutlet | Term::LearntAuthor => {
            about("you turn down", "you turn this down")
        }
        Term::LearntWords if gives => "words you read".into(),
        Term::LearntWords => "words you turn down".into(),
        Term::LearntMeaning if gives => "close to what you read".into(),
        Term::LearntMeaning => "far from what you read".into(),
        Term::LikeOneYouRead if gives => "like one you read".into(),
        Term::LikeOneYouRead => "like one you turned down".into(),
        Term::PassedOver => "you passed it over".into(),
        Term::AlikeRead => "read by readers like you".into(),
    }
}

/// Why a story was held back, as a heading.
pub fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Muted => "You muted it",
        Rule::Hidden => "You hid it",
        Rule::Language => "Not in your languages",
        Rule::Read => "You read it",
        Rule::OutletFull => "One outlet, too many",
        Rule::TopicFull => "One topic, too many",
        Rule::TooAlike => "Too like another story",
        Rule::BelowTheLine => "Below the last story of the page",
    }
}

/// What a reader did, in the past tense.
pub fn did(kind: &SignalKind) -> &'static str {
    match kind {
        SignalKind::Opened => "Opened",
        SignalKind::ReadToEnd => "Read to the end",
        SignalKind::Saved => "Saved",
        SignalKind::Unsaved => "No longer saved",
        SignalKind::Shared => "Shared",
        SignalKind::More => "More like",
        SignalKind::Less => "Less like",
        SignalKind::Hidden => "Hid",
        SignalKind::PassedOver => "Passed over",
        SignalKind::Follow { .. } => "Followed",
        SignalKind::Unfollow { .. } => "Stopped following",
        SignalKind::Mute { .. } => "Muted",
        SignalKind::Unmute { .. } => "Brought back",
        SignalKind::NotTheSameStory { .. } => "Took out of its story",
        SignalKind::LessOf { .. } => "Less of",
        SignalKind::Deny { .. } => "Not true about you:",
    }
}

/// The first letter in upper case.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// "ukraine-war" as a label, where an outlet's own is not at hand.
pub fn label_of_key(key: &str) -> String {
    sentence(&key.replace('-', " "))
}

/// At most so many letters, cut between words.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{} …", cut.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lengths() {
        assert_eq!(count(1, "outlet"), "1 outlet");
        assert_eq!(count(1150, "word"), "1,150 words");
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal).join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"
        );
        assert_eq!(length(105), "01:45");
        assert_eq!(length(3729), "1:02:09");
        assert_eq!(share(0.35), "35 per cent");
    }

    #[test]
    fn only_foreign_words_are_marked() {
        assert_eq!(Words::new("Trams", Some("en")).mark, None);
        assert_eq!(Words::new("Züge", Some("de")).mark.as_deref(), Some("DE"));
        assert_eq!(Words::new("عبّارات", Some("ar")).dir, "rtl");
        assert_eq!(Words::new("?", None).lang, None);
        assert_eq!(Words::new("?", Some("\" onload=x")).lang, None);
    }
}
