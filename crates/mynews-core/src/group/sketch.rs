//! What grouping keeps of an article: its words by how they stand out, its place in the space of the word vectors,
//! its fingerprint, its time. Small enough to keep for every article, so that open stories can be built again after a
//! restart.

use crate::model::Timestamp;
use crate::text::fingerprint::Fingerprint;
use crate::text::tokens::{Stemming, Word, hash, joined, language_by_small_words, mix, quick_hash, words};
use crate::text::vector::Embedder;

use super::address;
use super::background::{self, Heard};
use super::counted::Counted;
use super::dateline::DaysNamed;

/// The first words of a report say what happened; the rest says what led to it, much alike in many reports.
const TEXT_BYTES_MAX: usize = 2_000;

/// A title is cut here: what is longer is a text in the wrong field.
const TITLE_BYTES_MAX: usize = 500;

/// Words of the text that count as its lead.
const LEAD_WORDS: usize = 60;

/// Words of the first sentence that stand in for a missing title.
const STAND_IN_WORDS: usize = 20;

/// Terms kept of an article, the weightiest first.
const TERMS_MAX: usize = 120;

/// Terms given to ranking as the article's words.
const WORDS_MAX: usize = 40;

/// Lines of the text that are told apart; what comes after counts as one more.
pub(super) const LINES_MAX: usize = 14;

/// A shorter line is no paragraph: a name, a place, a label.
const LINE_BYTES_MIN: usize = 12;

/// Letters of title and lead that are placed in the space of the word vectors.
const VECTOR_BYTES_MAX: usize = 400;

/// Words of a long line.
const WORDS_EXPECTED: usize = 128;

/// One article as grouping reads it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Telling<'a> {
    pub title: Option<&'a str>,
    pub text: &'a str,
    pub url: Option<&'a str>,
    /// The outlet's key or name; only compared, and looked for at the end of titles.
    pub outlet: Option<&'a str>,
    /// BCP 47; where absent the text's small words tell it.
    pub language: Option<&'a str>,
    /// Publication, or arrival where the outlet gave none. Absent where nothing is known.
    pub published: Option<Timestamp>,
}

/// See the file's first sentence.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sketch {
    /// Hashes of the weightiest words with their weights, unit length together, by hash.
    pub words: Vec<(u64, f32)>,
    /// The place of title and lead in the space of the word vectors; empty where there are none.
    pub vector: Vec<i8>,
    pub fingerprint: Fingerprint,
    /// When it was published, where known.
    pub at: Option<Timestamp>,
    /// The day its address or the first lines of its text name, in days since 1970.
    pub day: Option<i32>,
    /// The latest year it names; 0 where it names none.
    pub year: u16,
    /// Hash of the outlet, or of the address's host; 0 where neither is known.
    pub outlet: u64,
    /// Hash of the language's tag; 0 where unknown.
    pub language: u64,
    /// Hashes of the text's first lines, in order; 0 for a line too short to tell anything. Then the title's, in which no
    /// term stands. What an outlet prints under other articles is known by them: boxes, the article next to it.
    pub lines: Vec<u32>,
    /// Words of the text, all of it.
    pub length: u32,
    /// It came with a title of its own.
    pub titled: bool,
    /// By hash.
    pub terms: Vec<Term>,
}

/// A term of an article: how often it stands in the part that was read, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    pub hash: u64,
    pub count: u8,
    pub marks: u8,
    /// How often the news at large says it.
    pub heard: Heard,
    /// A bit for each of the [`Sketch::lines`] it stands in, [`Term::ELSEWHERE`] for the title and for later lines.
    pub lines: u16,
}

impl Term {
    pub const ELSEWHERE: u16 = 1 << 15;

    /// In the title, or in the first sentence where there is none.
    pub const HEAD: u8 = 1;
    /// Among the first words.
    pub const LEAD: u8 = 2;
    /// Written as a name.
    pub const NAME: u8 = 4;
    pub const NUMBER: u8 = 8;
    /// Two words that stand side by side.
    pub const PAIR: u8 = 16;

    pub fn is(self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    /// How much the term says by itself: how often and where it stands, and how rare it is in the news at large.
    pub fn weight(self, rarity: f32) -> f32 {
        logarithm(self.count, self.marks) * rarity * if self.is(Term::PAIR) { 0.5 } else { 1.0 }
    }
}

/// How much a word says by standing so often, and in the title.
pub(super) fn logarithm(count: u8, marks: u8) -> f32 {
    const LOGARITHM: [f32; 16] = [
        1.0, 1.0, 1.693, 2.098, 2.386, 2.609, 2.792, 2.946, 3.079, 3.197, 3.303, 3.398, 3.485, 3.565, 3.639,
        3.708,
    ];
    let count = usize::from(count) + if marks & Term::HEAD != 0 { 2 } else { 0 };
    LOGARITHM[count.min(LOGARITHM.len() - 1)]
}

/// Sketches an article. `embedder` places title and lead; without one, words alone decide.
pub fn sketch(telling: &Telling<'_>, embedder: Option<&Embedder>) -> Sketch {
    let title =
        telling.title.map(|title| address::without_outlet(title, telling.outlet, telling.url)).unwrap_or("");
    let title = cut(title, TITLE_BYTES_MAX);
    let text = cut(telling.text, TEXT_BYTES_MAX);
    let language =
        telling.language.or_else(|| language_by_small_words(text)).or_else(|| language_by_small_words(title));
    let mut gathered = Gathered::new(language);
    let titled = words(title).next().is_some();
    gathered.title(title);
    let mut lines = gathered.text(telling.text, !titled);
    lines.push(line_hash(title).unwrap_or(0));
    if !titled {
        gathered.slug(telling.url.map(address::slug_words).unwrap_or_default().as_str());
    }
    let fingerprint = Fingerprint::of(gathered.worth_comparing());
    let gathered_days = gathered.days;
    let terms = gathered.weightiest();
    Sketch {
        words: weightiest_words(&terms),
        vector: embedder.map(|embedder| embedder.embed_all(&opening(title, text))).unwrap_or_default(),
        fingerprint,
        at: telling.published,
        day: telling.url.and_then(address::day_in_address).or(gathered_days.day),
        year: gathered_days.year,
        outlet: telling
            .outlet
            .or_else(|| telling.url.map(address::host))
            .filter(|outlet| !outlet.is_empty())
            .map_or(0, |outlet| hash(outlet.as_bytes())),
        lines,
        language: language.map_or(0, |tag| hash(tag.as_bytes())),
        length: (telling.text.len() / 6).min(u32::MAX as usize) as u32,
        titled,
        terms,
    }
}

/// Every term of an article, not the weightiest alone: what background counts are made from.
pub fn sketch_whole(telling: &Telling<'_>) -> Vec<Term> {
    let language = telling.language.or_else(|| language_by_small_words(telling.text));
    let mut gathered = Gathered::new(language);
    gathered.title(telling.title.unwrap_or(""));
    gathered.text(telling.text, false);
    gathered.found.into_terms().into_iter().filter(|term| !term.is(Term::PAIR)).collect()
}

impl Sketch {
    /// Tells what is weighed of it from what is weighed of others.
    pub(super) fn digest(&self) -> u64 {
        let lines = self.lines.iter().fold(self.outlet, |state, line| mix(state ^ u64::from(*line)));
        self.terms.iter().fold(lines, |state, term| {
            let rest = u64::from(term.count) | u64::from(term.marks) << 8 | u64::from(term.lines) << 16;
            joined(state, term.hash ^ rest)
        })
    }

    /// The day it is about, as far as anyone says: its time of publication, or the day in its address.
    pub fn day_known(&self) -> Option<f64> {
        self.at.map(|at| at.as_second() as f64 / 86_400.0).or(self.day.map(f64::from))
    }
}

/// The weightiest terms as words for ranking: unit length together, in the order of their hashes.
pub(super) fn weightiest_words(terms: &[Term]) -> Vec<(u64, f32)> {
    let mut found: Vec<(u64, f32)> = terms
        .iter()
        .filter(|term| !term.is(Term::PAIR))
        .map(|term| (term.hash, term.weight(background::rarity_of(term.heard))))
        .collect();
    if found.len() > WORDS_MAX {
        found.select_nth_unstable_by(WORDS_MAX, heavier);
        found.truncate(WORDS_MAX);
    }
    // Summed in the order of their weight.
    found.sort_unstable_by(heavier);
    let length = found.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    found.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    found.sort_unstable_by_key(|(hash, _)| *hash);
    found
}

fn heavier(ours: &(u64, f32), theirs: &(u64, f32)) -> std::cmp::Ordering {
    theirs.1.total_cmp(&ours.1).then(ours.0.cmp(&theirs.0))
}

fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// `None` for a line too short to tell anything.
fn line_hash(line: &str) -> Option<u32> {
    (line.len() >= LINE_BYTES_MIN).then(|| quick_hash(line.trim().as_bytes()) as u32)
}

/// Title and lead together, for the word vectors.
fn opening<'a>(title: &'a str, text: &'a str) -> [&'a str; 2] {
    [title, cut(text, VECTOR_BYTES_MAX.saturating_sub(title.len()))]
}

/// Terms as they are met, before they are counted.
struct Gathered<'a> {
    stemming: Stemming,
    found: Counted,
    /// Terms of title and text in order, for the fingerprint.
    in_order: Vec<u64>,
    /// Where the text starts in `in_order`.
    text_from: usize,
    days: DaysNamed<'a>,
    /// The bit of the line that is being read.
    line: u16,
}

impl<'a> Gathered<'a> {
    fn new(language: Option<&str>) -> Gathered<'a> {
        Gathered {
            stemming: Stemming::new(language),
            found: Counted::default(),
            in_order: Vec::with_capacity(WORDS_EXPECTED * 4),
            text_from: 0,
            days: DaysNamed::default(),
            line: Term::ELSEWHERE,
        }
    }

    fn title(&mut self, title: &str) {
        // Where every word has a capital, a capital marks no name.
        let (capitals, long) = words(title)
            .filter(|word| word.text.len() > 3)
            .fold((0, 0), |(capitals, long), word| (capitals + u32::from(word.capital), long + 1));
        let names_show = capitals * 3 < long * 2;
        let mut last = None;
        for word in words(title) {
            let named = names_show && word.capital && !word.opens || word.acronym && names_show;
            last = self.word(&word, Term::HEAD | Term::LEAD, named, true, last);
        }
        self.text_from = self.in_order.len();
    }

    /// Reads the first lines of a text; gives back their hashes.
    fn text(&mut self, text: &'a str, stands_in: bool) -> Vec<u32> {
        let mut lines = Vec::new();
        let mut words_of_line = Vec::with_capacity(WORDS_EXPECTED);
        let mut last = None;
        let mut heading = stands_in;
        let mut place = 0;
        let mut left = TEXT_BYTES_MAX;
        for line in text.split('\n') {
            self.line = Term::ELSEWHERE;
            if lines.len() < LINES_MAX && !line.trim().is_empty() {
                self.line = 1 << lines.len();
                // Hashed whole, though it may be read in part: the same line is the same wherever it stands.
                lines.push(line_hash(line).unwrap_or(0));
            }
            words_of_line.clear();
            words_of_line.extend(words(cut(line, left)));
            self.stemming.expect(&words_of_line);
            for word in &words_of_line {
                heading &= place < STAND_IN_WORDS && !(word.opens && place > 5);
                let mut marks = if place < LEAD_WORDS { Term::LEAD } else { 0 };
                marks |= if heading { Term::HEAD } else { 0 };
                let named = word.acronym || (word.capital && !word.opens);
                self.days.note(word.text, place < LEAD_WORDS);
                last = self.word(word, marks, named, heading, last);
                place += 1;
            }
            left = left.saturating_sub(line.len() + 1);
            if left == 0 {
                break;
            }
        }
        lines
    }

    /// The words of an address, which are the title's more often than not.
    fn slug(&mut self, slug: &str) {
        for word in words(slug) {
            if let Some(term) = self.stemming.term(&word) {
                self.found.note(term, Term::HEAD | Term::LEAD, Term::ELSEWHERE);
            }
        }
    }

    /// Notes a word; gives back what the next one may pair with.
    fn word(
        &mut self,
        word: &Word<'_>,
        marks: u8,
        named: bool,
        pairs: bool,
        last: Option<(u64, bool)>,
    ) -> Option<(u64, bool)> {
        let mut marks =
            marks | if named { Term::NAME } else { 0 } | if word.number { Term::NUMBER } else { 0 };
        if word.dense {
            marks &= !Term::NAME;
            let (found, in_order, lines) = (&mut self.found, &mut self.in_order, self.line);
            self.stemming.each_term(word, |hash| {
                found.note(hash, marks, lines);
                in_order.push(hash);
            });
            return None;
        }
        let term = self.stemming.term(word)?;
        // At the start of a sentence a capital says nothing, unless the word is none that the news at large knows.
        let unheard_of = word.capital && word.opens && background::is_unheard_of(term);
        let named = named || unheard_of;
        marks |= if named { Term::NAME } else { 0 };
        let lines = self.line;
        self.found.note(term, marks, lines);
        self.in_order.push(term);
        if let Some((before, before_named)) = last
            && ((named && before_named) || pairs)
        {
            let name = if named && before_named { Term::NAME } else { 0 };
            let marks = marks & (Term::HEAD | Term::LEAD) | name | Term::PAIR;
            self.found.note(joined(before, term), marks, lines);
        }
        Some((term, named))
    }

    /// What two copies have in common: the text, or all there is where the text is short.
    fn worth_comparing(&self) -> &[u64] {
        let text = &self.in_order[self.text_from..];
        if text.len() >= 30 { text } else { &self.in_order }
    }

    /// Each term once, counted; the weightiest of them, by hash. What stands in the title always stays.
    fn weightiest(self) -> Vec<Term> {
        let mut terms = self.found.into_terms();
        if terms.len() > TERMS_MAX {
            let order = |term: &Term| {
                let head = if term.is(Term::HEAD) { 1_000.0 } else { 0.0 };
                head + term.weight(background::rarity_of(term.heard))
            };
            let mut weighed: Vec<(f32, Term)> = terms.into_iter().map(|term| (order(&term), term)).collect();
            let heavier = |ours: &(f32, Term), theirs: &(f32, Term)| {
                theirs.0.total_cmp(&ours.0).then(ours.1.hash.cmp(&theirs.1.hash))
            };
            weighed.select_nth_unstable_by(TERMS_MAX, heavier);
            terms = weighed.into_iter().take(TERMS_MAX).map(|(_, term)| term).collect();
        }
        terms.sort_unstable_by_key(|term| term.hash);
        terms.shrink_to_fit();
        terms
    }
}
