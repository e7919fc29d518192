//! Sentences that carry the article, verbatim: the outlet's own list where it gives one, else the best of the body.
//!
//! A sentence is worth what it shares with the rest of the article (its words are the article's frequent words), what
//! it brings (names and figures), and where it stands: news says first what matters most.

use super::line::{Line, Origin};
use super::names::Cast;
use super::names::words::NO_NAMES;
use super::word_list::WordMap;
use crate::model::KeyPoint;
use crate::text::sentences;

/// A list of more is no list of key points.
const POINTS_MAX: usize = 4;
/// Shorter sentences say too little alone, longer ones too much.
const WORDS_MIN: usize = 8;
const WORDS_MAX: usize = 45;
/// Sentences looked at: what comes later carries no news.
const SENTENCES_MAX: usize = 120;

/// The key points, best first.
pub fn find(lines: &[Line], cast: &Cast, listed: &[String]) -> Vec<KeyPoint> {
    if !listed.is_empty() {
        return listed.iter().map(|text| KeyPoint { text: text.clone(), paragraph: None }).collect();
    }
    let mut sentences = sentences_of(lines);
    let weights = word_weights(lines);
    for (at, sentence) in sentences.iter_mut().enumerate() {
        sentence.worth = worth(sentence, at, lines, cast, &weights);
    }
    let mut chosen: Vec<&Sentence> = Vec::new();
    while chosen.len() < POINTS_MAX {
        let next = sentences
            .iter()
            .filter(|sentence| sentence.worth > 0.0 && !chosen.iter().any(|kept| kept.text == sentence.text))
            .map(|sentence| (sentence, sentence.worth * (1.0 - overlap(sentence, &chosen))))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.line.cmp(&a.0.line)));
        let Some((next, worth)) = next else { break };
        // A point that adds hardly anything to those before it is left out.
        if chosen.first().is_some_and(|first| worth < 0.25 * first.worth) {
            break;
        }
        chosen.push(next);
    }
    chosen
        .into_iter()
        .map(|sentence| KeyPoint {
            text: sentence.text.to_owned(),
            paragraph: lines[sentence.line].paragraph(),
        })
        .collect()
}

struct Sentence<'a> {
    text: &'a str,
    line: usize,
    /// Its words in their line.
    words: std::ops::Range<usize>,
    /// Words that carry meaning, each once.
    terms: Vec<&'a str>,
    worth: f32,
}

fn sentences_of<'a>(lines: &'a [Line<'a>]) -> Vec<Sentence<'a>> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| matches!(line.origin, Origin::Paragraph(_)))
    {
        for (number, text) in sentences::split(line.text).into_iter().enumerate() {
            let mut first = line.words.partition_point(|word| word.sentence < number);
            let mut text = text;
            // "LEEDS, May 3 (Wire) – The harbour …" says where it was written; the point begins behind it.
            let told = line.dateline_end();
            if number == 0
                && let Some(word) = line.words.get(told).filter(|word| told > 0 && word.sentence == 0)
                && let Some(rest) = text.strip_prefix(&line.text[..word.start])
            {
                (first, text) = (told, rest);
            }
            let behind = line.words.partition_point(|word| word.sentence <= number);
            let mut terms: Vec<&str> = line.words[first..behind]
                .iter()
                .map(|word| word.lower.as_ref())
                .filter(|lower| carries_meaning(lower))
                .collect();
            terms.sort_unstable();
            terms.dedup();
            found.push(Sentence { text, line: at, words: first..behind, terms, worth: 0.0 });
            if found.len() == SENTENCES_MAX {
                return found;
            }
        }
    }
    found
}

fn carries_meaning(lower: &str) -> bool {
    lower.chars().count() > 2 && !NO_NAMES.contains(lower)
}

/// How often the article uses each word; what its headline and standfirst say counts thrice.
fn word_weights<'a>(lines: &'a [Line<'a>]) -> WordMap<&'a str, f32> {
    let mut weights = WordMap::default();
    for line in lines {
        let weight = match line.origin {
            Origin::Headline | Origin::Standfirst => 3.0,
            Origin::Paragraph(_) | Origin::Quotation(_) => 1.0,
            _ => continue,
        };
        for word in line.words.iter().filter(|word| carries_meaning(&word.lower)) {
            *weights.entry(word.lower.as_ref()).or_insert(0.0) += weight;
        }
    }
    weights
}

fn worth(sentence: &Sentence, at: usize, lines: &[Line], cast: &Cast, weights: &WordMap<&str, f32>) -> f32 {
    let line = &lines[sentence.line];
    let length = sentence.words.len();
    if !(WORDS_MIN..=WORDS_MAX).contains(&length)
        || stands_not_alone(sentence, line)
        || names_nobody_first(sentence, line, cast)
    {
        return 0.0;
    }
    let centrality: f32 =
        sentence.terms.iter().map(|term| libm::sqrtf(weights.get(term).copied().unwrap_or(0.0) - 1.0)).sum();
    let centrality = centrality / (sentence.terms.len() as f32 + 4.0);
    let names = sentence
        .words
        .clone()
        .filter(|word| cast.at(sentence.line, *word).is_some_and(|mention| mention.first == *word))
        .count();
    let figures = line.words[sentence.words.clone()]
        .iter()
        .filter(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))
        .count();
    let density = (names.min(4) as f32 + figures.min(3) as f32) / 7.0;
    let position = 1.0 / (1.0 + 0.25 * at as f32);
    (0.3 + centrality) * (0.6 + density) * (0.25 + position)
}

/// A sentence that leans on another ("He said so."), asks, or is somebody's words rather than the outlet's.
fn stands_not_alone(sentence: &Sentence, line: &Line) -> bool {
    let first = line.words[sentence.words.start].lower.as_ref();
    let leans = matches!(
        first,
        "he" | "she"
            | "they"
            | "it"
            | "this"
            | "that"
            | "these"
            | "those"
            | "but"
            | "and"
            | "or"
            | "so"
            | "however"
            | "instead"
            | "his"
            | "her"
            | "their"
            | "its"
            | "also"
            | "meanwhile"
            | "er"
            | "sie"
            | "es"
            | "il"
            | "elle"
            | "ils"
            | "ella"
            | "aber"
            | "und"
            | "mais"
            | "et"
            | "pero"
            | "we"
            | "i"
            | "you"
    );
    let quoted = sentence.text.starts_with(['“', '"', '«', '„', '‘', '»', '「']);
    leans || quoted || sentence.text.ends_with(['?', ':', '？'])
}

/// "Of the 312, she said, 309 did": who "she" is stands in another sentence.
fn names_nobody_first(sentence: &Sentence, line: &Line, cast: &Cast) -> bool {
    let pronoun = sentence.words.clone().find(|word| {
        matches!(line.words[*word].lower.as_ref(), "he" | "she" | "him" | "il" | "elle" | "ella")
    });
    pronoun.is_some_and(|pronoun| {
        !(sentence.words.start..pronoun).any(|word| cast.at(sentence.line, word).is_some())
    })
}

/// The share of a sentence's words that the sentences chosen before it have already said.
fn overlap(sentence: &Sentence, chosen: &[&Sentence]) -> f32 {
    let said = |term: &&&str| chosen.iter().any(|kept| kept.terms.binary_search(term).is_ok());
    sentence.terms.iter().filter(said).count() as f32 / sentence.terms.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::annotate::line::{Line, Origin};
    use crate::annotate::names;

    #[test]
    fn sentences_that_carry_the_article() {
        let texts = [
            "The harbour of Leeds will close in May after 140 years, the city council decided on Monday.",
            "“It is a sad day for all of us who worked here,” said Tom Berg.",
            "He had hoped for more.",
            "Closing the harbour saves the council almost 3 million pounds a year, according to its own report.",
            "What will become of the cranes?",
        ];
        let lines: Vec<Line> =
            texts.iter().enumerate().map(|(at, text)| Line::new(Origin::Paragraph(at), text)).collect();
        let cast = names::find(&lines, Some("en"));
        let found: Vec<Option<usize>> =
            find(&lines, &cast, &[]).iter().map(|point| point.paragraph).collect();
        assert_eq!(found, [Some(0), Some(3)]);
        let leaning = [
            "OSTBY, May 3 (Wire) – The trial of 312 patients in Ostby ended after three years without a death.",
            "Of the 312 patients, she said on Friday, 309 came back for the last look.",
        ];
        let lines: Vec<Line> =
            leaning.iter().enumerate().map(|(at, text)| Line::new(Origin::Paragraph(at), text)).collect();
        let cast = names::find(&lines, Some("en"));
        let found: Vec<String> = find(&lines, &cast, &[]).into_iter().map(|point| point.text).collect();
        assert_eq!(found, ["The trial of 312 patients in Ostby ended after three years without a death."]);
        let listed = find(&lines, &cast, &["The harbour closes".to_owned()]);
        assert_eq!(listed[0].text, "The harbour closes");
    }
}
