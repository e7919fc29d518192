//! Rules of a feed, as a reader writes them: checked before they are tried, and kept as one dated wish.

use mynews_core::model::{FeedRules, KeptBy, ReaderId, SignalId, SignalKind, Timestamp};
use mynews_core::parse::query;
use mynews_store::FeedRow;

use super::signals::wish;
use super::words;
use crate::app::App;

/// Searches of one sort. Each is asked of every entry that comes, so there is an end to them.
const SEARCHES_MAX: usize = 20;

/// Letters of a search, and of a name.
const LETTERS_MAX: usize = 200;

/// No edition holds more.
const CAP_MAX: u32 = 60;

/// The rules without empty lines and repetitions; what they cannot say is refused with a sentence.
pub fn checked(rules: FeedRules) -> Result<FeedRules, String> {
    let name = rules.name.map(|name| one_line(&name)).filter(|name| !name.is_empty());
    if name.as_ref().is_some_and(|name| name.chars().count() > LETTERS_MAX) {
        return Err(format!("a name has at most {LETTERS_MAX} letters"));
    }
    Ok(FeedRules {
        name,
        keep: searches(rules.keep)?,
        never: searches(rules.never)?,
        whole_page: rules.whole_page,
        led_at_most: rules.led_at_most.map(|most| most.clamp(1, CAP_MAX)),
    })
}

fn searches(lines: Vec<String>) -> Result<Vec<String>, String> {
    let mut searches: Vec<String> = Vec::new();
    for line in lines.iter().map(|line| one_line(line)).filter(|line| !line.is_empty()) {
        if line.chars().count() > LETTERS_MAX {
            return Err(format!("a search in a rule has at most {LETTERS_MAX} letters"));
        }
        let asked = query::read(&line, Timestamp::UNIX_EPOCH, &jiff::tz::TimeZone::UTC);
        if asked.is_empty() {
            return Err(format!("“{line}” asks for nothing"));
        }
        if !asked.is_of_articles_alone() {
            return Err(format!("“{line}” hangs on the day or on what you read, and a rule may not"));
        }
        if !searches.contains(&line) {
            searches.push(line);
        }
    }
    if searches.len() > SEARCHES_MAX {
        return Err(format!("a rule has at most {SEARCHES_MAX} searches"));
    }
    Ok(searches)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rules hold from now on. `None` where they hold already. Blocks.
pub fn set(
    app: &App,
    reader: ReaderId,
    feed: &FeedRow,
    rules: FeedRules,
) -> Result<Option<SignalId>, String> {
    if rules == feed.rules {
        return Ok(None);
    }
    let title = feed.name().to_owned();
    wish(app, reader, SignalKind::Rules { feed: feed.url.clone(), title, rules }).map(Some)
}

/// The rules without what keeps an entry away: one search of `never`, or all that is kept.
pub fn without(rules: &FeedRules, by: &KeptBy) -> FeedRules {
    let mut rules = rules.clone();
    match by {
        KeptBy::Never(search) => rules.never.retain(|one| one != search),
        KeptBy::Keep => rules.keep.clear(),
    }
    rules
}

/// A feed that the reader follows. Blocks.
pub fn feed_of(app: &App, reader: ReaderId, id: &str) -> Result<Option<FeedRow>, String> {
    let feeds = app.store.feeds_of(reader).map_err(words)?;
    Ok(feeds.into_iter().find(|feed| feed.id.to_string() == id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_says_what_can_be_asked_of_an_entry() {
        let long = "x".repeat(LETTERS_MAX + 1);
        let cases: [(&str, Result<&[&str], &str>); 7] = [
            (
                " football \n\nfootball\n\"transfer  window\" -cup",
                Ok(&["football", "\"transfer window\" -cup"]),
            ),
            ("author:lindqvist\n-title:quiz", Ok(&["author:lindqvist", "-title:quiz"])),
            ("", Ok(&[])),
            (
                "tram is:unread",
                Err("“tram is:unread” hangs on the day or on what you read, and a rule may not"),
            ),
            ("since:7d", Err("“since:7d” hangs on the day or on what you read, and a rule may not")),
            ("\"\"", Err("“\"\"” asks for nothing")),
            (&long, Err("a search in a rule has at most 200 letters")),
        ];
        for (text, expected) in cases {
            let rules =
                FeedRules { never: text.lines().map(str::to_owned).collect(), ..FeedRules::default() };
            let read = checked(rules).map(|rules| rules.never);
            let expected = expected
                .map(|lines| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>())
                .map_err(str::to_owned);
            assert_eq!(read, expected, "{text}");
        }
        let many = (0..=SEARCHES_MAX).map(|number| format!("word{number}")).collect();
        assert!(checked(FeedRules { keep: many, ..FeedRules::default() }).is_err());
        let cap = checked(FeedRules { led_at_most: Some(0), ..FeedRules::default() }).unwrap();
        assert_eq!(cap.led_at_most, Some(1), "a feed that may lead nothing is one to let go");
    }
}
