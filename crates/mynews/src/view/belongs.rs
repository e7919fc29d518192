//! Why a report belongs to its story: what decided, in words.

use crate::marked;
use crate::tongue::Tongue;

/// What decided, each said once. `features` are names of the join decision's evidence (`core/group/evidence.rs`), and
/// of what decides without it.
pub fn in_words(features: &[String]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for feature in features {
        let words = Tongue::spoken().word(of_feature(feature)).to_owned();
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}

fn of_feature(feature: &str) -> &str {
    let begins = |beginning: &str| feature.starts_with(beginning);
    match feature {
        "copy" => marked!("it is the same text as another report"),
        "second-look" => marked!("a second look at the stories put it here"),
        "reader-said" => marked!("a reader put it here"),
        _ if begins("outlet") => marked!("its outlet tells the story on"),
        _ if begins("lead_over") || begins("rival") => marked!("no other story comes as close"),
        _ if begins("head") => marked!("its headline shares words with theirs"),
        _ if begins("lead") => marked!("its first sentences share words with theirs"),
        _ if begins("name") || begins("core_names") => marked!("it names whom they name"),
        _ if begins("numbers") => marked!("it has the same numbers"),
        _ if begins("meaning") => marked!("it means much the same"),
        _ if begins("rare_words") => marked!("it shares rare words with them"),
        _ if begins("days") || begins("year") => marked!("it was told at the same time"),
        _ if begins("text") || begins("plain") || begins("story_held") || begins("core") => {
            marked!("it shares many words with them")
        }
        _ if begins("size") || begins("unity") || begins("fit") => {
            marked!("it fits as well as they fit each other")
        }
        _ if begins("length") || begins("story_length") => marked!("it is as long as they are"),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use mynews_core::group::FEATURES;

    use super::*;

    #[test]
    fn every_feature_has_words() {
        for feature in FEATURES {
            assert!(of_feature(feature).contains(' '), "{feature}");
        }
        let twice = ["head".to_owned(), "head_held".to_owned(), "copy".to_owned()];
        assert_eq!(
            in_words(&twice),
            ["its headline shares words with theirs", "it is the same text as another report"]
        );
    }
}
