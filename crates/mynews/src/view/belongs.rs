//! Why a report belongs to its story: what decided, in words.

/// What decided, each said once. `features` are names of the join decision's evidence (`core/group/evidence.rs`), and
/// of what decides without it.
pub fn in_words(features: &[String]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for feature in features {
        let words = of_feature(feature).to_owned();
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}

fn of_feature(feature: &str) -> &str {
    let begins = |beginning: &str| feature.starts_with(beginning);
    match feature {
        "copy" => "it is the same text as another report",
        "second-look" => "a second look at the stories put it here",
        "reader-said" => "a reader put it here",
        _ if begins("outlet") => "its outlet tells the story on",
        _ if begins("lead_over") || begins("rival") => "no other story comes as close",
        _ if begins("head") => "its headline shares words with theirs",
        _ if begins("lead") => "its first sentences share words with theirs",
        _ if begins("name") || begins("core_names") => "it names whom they name",
        _ if begins("numbers") => "it has the same numbers",
        _ if begins("meaning") => "it means much the same",
        _ if begins("rare_words") => "it shares rare words with them",
        _ if begins("days") || begins("year") => "it was told at the same time",
        _ if begins("text") || begins("plain") || begins("story_held") || begins("core") => {
            "it shares many words with them"
        }
        _ if begins("size") || begins("unity") || begins("fit") => "it fits as well as they fit each other",
        _ if begins("length") || begins("story_length") => "it is as long as they are",
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
