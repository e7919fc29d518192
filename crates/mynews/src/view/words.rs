//! The words pages use: counts, languages, terms of a score, rules, and what a reader did.

use mynews_core::model::{Rule, SignalKind, Term};
use serde::Serialize;

use crate::tongue::Tongue;
pub use crate::tongue::{isolated, number as thousands};
use crate::{marked, say};

const RIGHT_TO_LEFT: [&str; 6] = ["ar", "fa", "he", "ps", "ur", "yi"];

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
        let foreign = lang.filter(|tag| !tag.starts_with(Tongue::spoken().primary()));
        Words {
            text: text.to_owned(),
            dir: if lang.is_some_and(|tag| RIGHT_TO_LEFT.contains(&tag.get(..2).unwrap_or_default())) {
                "rtl"
            } else {
                "auto"
            },
            lang: lang.map(str::to_owned),
            mark: foreign.map(|tag| tag.to_uppercase()),
            language: foreign.map(language),
        }
    }
}

/// A headline to show; what stands there where an outlet gave none.
pub fn headline(given: &str) -> String {
    if given.trim().is_empty() { say!("(no headline)") } else { given.to_owned() }
}

/// "1st", "2nd", "13th".
pub fn ordinal(number: usize) -> String {
    let calendar = Tongue::spoken().calendar();
    match (&calendar.ordinal, &calendar.ordinal_first) {
        (_, Some(first)) if number == 1 => return first.clone(),
        (Some(shape), _) => return shape.replace("{n}", &number.to_string()),
        (None, _) => {}
    }
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
    say!("{n} per cent", n = (part * 100.0).round())
}

/// What a language calls itself, where we know; else its tag.
pub fn own_name(tag: &str) -> &str {
    LANGUAGES.iter().find(|(known, ..)| *known == tag).map_or(tag, |(_, own, _)| own)
}

/// What we call a language, where we know; else its tag.
pub fn language(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let ours = LANGUAGES.iter().find(|(known, ..)| *known == primary).map(|(.., ours)| *ours);
    ours.map_or(tag, |ours| Tongue::spoken().word(ours)).to_owned()
}

const LANGUAGES: [(&str, &str, &str); 23] = [
    ("ar", "العربية", marked!("Arabic")),
    ("bg", "Български", marked!("Bulgarian")),
    ("cs", "Čeština", marked!("Czech")),
    ("da", "Dansk", marked!("Danish")),
    ("de", "Deutsch", marked!("German")),
    ("en", "English", marked!("English")),
    ("es", "Español", marked!("Spanish")),
    ("fi", "Suomi", marked!("Finnish")),
    ("fr", "Français", marked!("French")),
    ("he", "עברית", marked!("Hebrew")),
    ("id", "Bahasa Indonesia", marked!("Indonesian")),
    ("it", "Italiano", marked!("Italian")),
    ("ja", "日本語", marked!("Japanese")),
    ("ko", "한국어", marked!("Korean")),
    ("nl", "Nederlands", marked!("Dutch")),
    ("no", "Norsk", marked!("Norwegian")),
    ("pl", "Polski", marked!("Polish")),
    ("pt", "Português", marked!("Portuguese")),
    ("ru", "Русский", marked!("Russian")),
    ("sv", "Svenska", marked!("Swedish")),
    ("tr", "Türkçe", marked!("Turkish")),
    ("uk", "Українська", marked!("Ukrainian")),
    ("zh", "中文", marked!("Chinese")),
];

/// A reason's name. `subject` is what its switch would act on; `gives` is whether it adds or takes away.
pub fn term(term: Term, subject: Option<&str>, gives: bool) -> String {
    match (term, subject) {
        (Term::WidelyCovered, _) => say!("widely covered"),
        (Term::Spreading, _) => say!("spreading"),
        (Term::Prominent, _) => say!("high on its outlets’ lists"),
        (Term::Fresh, _) => say!("fresh"),
        (Term::FirstHand, _) => say!("first-hand reports"),
        (Term::Rare, _) => say!("a voice seldom heard"),
        (Term::OthersRead, _) => say!("read by others here"),
        (Term::Follow, Some(subject)) => say!("you follow {subject}", subject = subject),
        (Term::Follow, None) => say!("you follow it"),
        (Term::Developing, _) => say!("new since you looked"),
        (Term::LearntTopic | Term::LearntEntity, Some(subject)) if gives => {
            say!("you often read {subject}", subject = subject)
        }
        (Term::LearntTopic | Term::LearntEntity, None) if gives => say!("you often read this"),
        (Term::LearntOutlet | Term::LearntAuthor, Some(subject)) if gives => {
            say!("you often open {subject}", subject = subject)
        }
        (Term::LearntOutlet | Term::LearntAuthor, None) if gives => say!("you often open it"),
        (Term::LearntTopic | Term::LearntEntity | Term::LearntOutlet | Term::LearntAuthor, subject) => {
            match subject {
                Some(subject) => say!("you turn down {subject}", subject = subject),
                None => say!("you turn this down"),
            }
        }
        (Term::LearntWords, _) if gives => say!("words you read"),
        (Term::LearntWords, _) => say!("words you turn down"),
        (Term::LearntMeaning, _) if gives => say!("close to what you read"),
        (Term::LearntMeaning, _) => say!("far from what you read"),
        (Term::LikeOneYouRead, _) if gives => say!("like one you read"),
        (Term::LikeOneYouRead, _) => say!("like one you turned down"),
        (Term::PassedOver, _) => say!("you passed it over"),
        (Term::AlikeRead, _) => say!("read by readers like you"),
    }
}

/// Why a story was held back, as a heading.
pub fn rule(rule: Rule) -> String {
    match rule {
        Rule::Muted => say!("You muted it"),
        Rule::Hidden => say!("You hid it"),
        Rule::Language => say!("Not in your languages"),
        Rule::Read => say!("You read it"),
        Rule::FeedFull => say!("A feed you capped"),
        Rule::OutletFull => say!("One outlet, too many"),
        Rule::TopicFull => say!("One topic, too many"),
        Rule::TooAlike => say!("Too like another story"),
        Rule::BelowTheLine => say!("Below the last story of the page"),
    }
}

/// What a reader did, in the past tense.
pub fn did(kind: &SignalKind) -> String {
    match kind {
        SignalKind::Opened => say!("Opened"),
        SignalKind::ReadToEnd => say!("Read to the end"),
        SignalKind::Saved => say!("Saved"),
        SignalKind::Unsaved => say!("No longer saved"),
        SignalKind::Shared => say!("Shared"),
        SignalKind::More => say!("More like"),
        SignalKind::Less => say!("Less like"),
        SignalKind::Hidden => say!("Hid"),
        SignalKind::PassedOver => say!("Passed over"),
        SignalKind::Follow { .. } => say!("Followed"),
        SignalKind::Unfollow { .. } => say!("Stopped following"),
        SignalKind::Mute { .. } => say!("Muted"),
        SignalKind::Unmute { .. } => say!("Brought back"),
        SignalKind::NotTheSameStory { .. } => say!("Took out of its story"),
        SignalKind::SameStory { .. } => say!("Made one with another story"),
        SignalKind::LessOf { .. } => say!("Less of"),
        SignalKind::Rules { .. } => say!("Set rules for"),
        SignalKind::Deny { .. } => say!("Not true about you:"),
    }
}

/// The first letter in upper case.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A heading in the middle of a sentence. German nouns keep their capitals.
pub fn in_sentence(heading: &str) -> String {
    let mut letters = heading.chars();
    match (Tongue::spoken(), letters.next()) {
        (Tongue::German, _) | (_, None) => heading.to_owned(),
        (_, Some(first)) => first.to_lowercase().chain(letters).collect(),
    }
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

/// The subject headings, which are ours to translate; every other topic is an outlet's own word.
const HEADINGS: [&str; 17] = [
    marked!("Culture"),
    marked!("Conflict"),
    marked!("Law and crime"),
    marked!("Disasters"),
    marked!("Business"),
    marked!("Education"),
    marked!("Environment"),
    marked!("Health"),
    marked!("Human interest"),
    marked!("Labour"),
    marked!("Lifestyle"),
    marked!("Politics"),
    marked!("Religion"),
    marked!("Science and tech"),
    marked!("Society"),
    marked!("Sport"),
    marked!("Weather"),
];

/// A topic as a page names it.
pub fn topic(label: &str) -> String {
    if HEADINGS.contains(&label) { Tongue::spoken().word(label).to_owned() } else { label.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lengths() {
        assert_eq!(thousands(1150), "1,150");
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
        Tongue::German.while_speaking(|| {
            assert_eq!(Words::new("Züge", Some("de")).mark, None);
            assert_eq!(Words::new("Trams", Some("en")).language.as_deref(), Some("Englisch"));
            assert_eq!(ordinal(3), "3.");
        });
        assert_eq!(Words::new("عبّارات", Some("ar")).dir, "rtl");
        assert_eq!(Words::new("?", None).lang, None);
        assert_eq!(Words::new("?", Some("\" onload=x")).lang, None);
    }
}
