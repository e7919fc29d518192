//! The stories that are open: what an arriving article is compared with, and nothing that is over.
//!
//! An index from words to stories finds the few stories worth a closer look, so the cost of placing an article grows
//! with how many open stories share its rare words, not with how many there are, and not at all with what is over.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::model::{ArticleId, StoryId, Timestamp};
use crate::text::fingerprint::Fingerprint;
use crate::text::touch::touch;

use super::background::{self, background, blended};
use super::bag::{Arriving, Bag, Weighed};
use super::furniture::Furniture;
use super::lexicon::Lexicon;
use super::numbers::Map;
use super::postings::Postings;
use super::sketch::{Sketch, Term};
use super::story::{Member, OPEN_HOURS, OpenStory, hours_between};

/// However old their dates, the stories of so many last arrivals stay: a pile of undated or unsorted articles has an
/// order of arrival and nothing else.
const ARRIVALS_KEPT_MIN: u64 = 3_000;

/// More articles than this are never kept open, whatever their dates.
const ARRIVALS_KEPT_MAX: u64 = 120_000;

/// Stories told of in so many last arrivals get a second look when stories are repaired.
const TOUCHED_LATELY: u64 = 1_000;

/// The weightiest words of an article by which its story is found, beside those of its head.
const INDEXED_WORDS_MAX: usize = 32;

/// Entries of the index that one search may read: the bound on the time of one placement.
const ENTRIES_READ_MAX: usize = 30_000;

/// Stories that get a second look, by cosine, and those that get a third, by everything.
const LOOKED_AT_MAX: usize = 14;

/// From so many bands of how many buckets the copies of a text are found: texts that share half their runs are found
/// nearly always (1 - (1 - .5^4)^16 = .64, at .7: .99).
const BAND_BUCKETS: usize = 4;

/// Two texts with this share of runs in common are the same text.
const COPY_OVERLAP_MIN: f32 = 0.6;

/// A text of fewer terms is not a copy, even when equal: "Weather forecast" comes every day.
const COPY_TERMS_MIN: usize = 6;

/// See the file's first sentence.
#[derive(Default)]
pub struct OpenStories {
    slots: Vec<Option<OpenStory>>,
    free: Vec<u32>,
    stories: Map<u64, u32>,
    /// Where each article stands among those placed.
    articles: Map<u64, u32>,
    placed: Vec<Option<Placed>>,
    free_placed: Vec<u32>,
    /// How many stories hold a word, and which are found by it.
    lexicon: Lexicon,
    /// Placed articles by what their copies would share with them.
    copies: Postings,
    furniture: Furniture,
    /// Last arrival of each story.
    by_arrival: BTreeSet<(u64, u32)>,
    arrivals: u64,
    /// Goes up with all that may change how an article weighs.
    changes: u64,
    /// The digest of the sketch weighed last, and after how many changes: a story is looked for first, then it is taken in.
    weighed: RefCell<Option<(u64, u64, Bag)>>,
}

struct Placed {
    article: u64,
    slot: u32,
    fingerprint: Fingerprint,
    copy_group: u64,
    terms: u32,
    day: Option<f64>,
    outlet: u64,
    lines: Box<[u32]>,
}

impl OpenStories {
    pub fn new() -> OpenStories {
        OpenStories::default()
    }

    /// Stories that are open.
    pub fn len(&self) -> usize {
        self.stories.len()
    }

    pub fn is_empty(&self) -> bool {
        self.stories.is_empty()
    }

    /// Articles of the open stories.
    pub fn articles(&self) -> usize {
        self.articles.len()
    }

    /// Notes that an article belongs to a story; opens the story where it is not open. An article that was here
    /// before is replaced. `at` is its publication, or its arrival.
    pub fn insert(&mut self, article: ArticleId, story: StoryId, sketch: &Sketch, at: Timestamp) {
        self.remove(article);
        let copy_group = self.copy_of(sketch).map_or_else(|| number(article), |copy| copy.copy_group);
        let bag = match self.weighed.take() {
            Some((digest, changes, bag)) if (digest, changes) == (sketch.digest(), self.changes) => bag,
            _ => self.weigh(article, sketch),
        };
        self.changes += 1;
        self.furniture.note(sketch.outlet, &sketch.lines);
        self.arrivals += 1;
        let slot = self.slot_of(story, at);
        let indexed = by_weight(&bag);
        let arrivals = self.arrivals;
        let open = self.slots[slot as usize].as_mut().expect("a story of the map has its slot");
        self.by_arrival.remove(&(open.last_arrival, slot));
        open.last_arrival = arrivals;
        open.last_at = open.last_at.max(at);
        let fresh = open.add(Member {
            article: number(article),
            bag,
            vector: sketch.vector.clone().into_boxed_slice(),
            day: sketch.day_known(),
            year: sketch.year,
            outlet: sketch.outlet,
        });
        self.by_arrival.insert((arrivals, slot));
        if open.indexed.is_empty() {
            open.indexed.reserve_exact(indexed.len());
        }
        for (key, _) in indexed {
            if !open.indexed.contains(&key) {
                open.indexed.push(key);
                self.lexicon.add(key, slot);
            }
        }
        self.lexicon.count(&fresh);
        self.keep(Placed {
            article: number(article),
            slot,
            fingerprint: sketch.fingerprint.clone(),
            copy_group,
            terms: sketch.terms.len() as u32,
            day: sketch.day_known(),
            outlet: sketch.outlet,
            lines: sketch.lines.clone().into_boxed_slice(),
        });
    }

    /// Which of an open article's lines others of its outlet hold; none where it is not open.
    pub(super) fn repeats_now(&self, article: ArticleId) -> (u16, usize) {
        self.placed_of(number(article)).map_or((0, 0), |placed| {
            (self.furniture.among(placed.outlet, &placed.lines, &placed.lines), placed.lines.len())
        })
    }

    /// Which of an article's lines other open articles of its outlet hold: a bit a line.
    pub(super) fn repeats(&self, article: ArticleId, sketch: &Sketch) -> u16 {
        let placed =
            self.articles.get(&number(article)).and_then(|place| self.placed[*place as usize].as_ref());
        let own = placed.map_or(&[][..], |placed| &placed.lines);
        self.furniture.among(sketch.outlet, &sketch.lines, own)
    }

    /// Takes an article out, before it is placed again with a better text. A story left empty is gone.
    pub fn remove(&mut self, article: ArticleId) {
        let Some(placed) = self.drop_placed(number(article)) else { return };
        let Some(open) = self.slots[placed.slot as usize].as_mut() else { return };
        open.take_out(number(article));
        if open.articles.is_empty() {
            self.close(placed.slot);
        }
    }

    /// Forgets what is over at `now`.
    pub fn forget(&mut self, now: Timestamp) {
        while let Some((arrival, slot)) = self.by_arrival.first().copied() {
            let age = self.arrivals.saturating_sub(arrival);
            let last_at = self.slots[slot as usize].as_ref().map_or(Timestamp::MIN, |open| open.last_at);
            let over = hours_between(last_at, now) > OPEN_HOURS && age > ARRIVALS_KEPT_MIN;
            if !over && age <= ARRIVALS_KEPT_MAX {
                break;
            }
            self.close(slot);
        }
    }

    /// The story an article belongs to, while it is open.
    pub fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        let placed = self.placed_of(number(article))?;
        self.slots[placed.slot as usize].as_ref().map(|open| open.id)
    }

    /// How many articles of a story are open.
    pub fn size_of(&self, story: StoryId) -> usize {
        self.story(story).map_or(0, OpenStory::size)
    }

    /// Joins two stories that turned out to be one: all of `from` belongs to `into` now.
    pub fn merge(&mut self, from: StoryId, into: StoryId) {
        let (Some(from), Some(into)) =
            (self.stories.get(&story_number(from)).copied(), self.stories.get(&story_number(into)).copied())
        else {
            return;
        };
        if from == into {
            return;
        }
        let Some(gone) = self.slots[from as usize].take() else { return };
        self.stories.remove(&story_number(gone.id));
        self.free.push(from);
        self.by_arrival.remove(&(gone.last_arrival, from));
        for article in &gone.articles {
            if let Some(place) = self.articles.get(article)
                && let Some(placed) = &mut self.placed[*place as usize]
            {
                placed.slot = into;
            }
        }
        let open = self.slots[into as usize].as_mut().expect("a story of the map has its slot");
        for key in &gone.indexed {
            self.lexicon.remove(*key, from);
            if !open.indexed.contains(key) {
                open.indexed.push(*key);
                self.lexicon.add(*key, into);
            }
        }
        self.by_arrival.remove(&(open.last_arrival, into));
        open.absorb(gone);
        self.by_arrival.insert((open.last_arrival, into));
    }

    /// The article as weighted words, without what its outlet prints under other articles too.
    pub(super) fn bag_of(&self, article: ArticleId, sketch: &Sketch) -> Bag {
        let digest = sketch.digest();
        if let Some((weighed, changes, bag)) = &*self.weighed.borrow()
            && (*weighed, *changes) == (digest, self.changes)
        {
            return bag.clone();
        }
        let bag = self.weigh(article, sketch);
        self.weighed.replace(Some((digest, self.changes, bag.clone())));
        bag
    }

    fn weigh(&self, article: ArticleId, sketch: &Sketch) -> Bag {
        let itself = self.placed_of(number(article)).filter(|placed| placed.outlet == sketch.outlet);
        let own = itself.map_or(&[][..], |placed| &placed.lines);
        Bag::of(sketch, self.furniture.among(sketch.outlet, &sketch.lines, own), &self.rarities(sketch))
    }

    /// How rare each term of a sketch is by the background and by the stories of the stream. A word counts once a story,
    /// so that a great event does not make its own words common.
    fn rarities(&self, sketch: &Sketch) -> Vec<f32> {
        let background = background();
        let texts = background.texts + self.lexicon.stories();
        let stories = self.lexicon.stories_of(sketch.terms.iter().map(|term| background::key(term.hash)));
        let told = sketch.terms.iter().zip(stories);
        told.map(|(term, stories)| blended(texts, background.count(term.heard) + stories)).collect()
    }

    pub(super) fn story(&self, story: StoryId) -> Option<&OpenStory> {
        self.slots[*self.stories.get(&story_number(story))? as usize].as_ref()
    }

    /// The stories told of in the last arrivals with their latest article, in the order of their ids.
    pub(super) fn touched_lately(&self) -> Vec<(StoryId, &Member)> {
        let mut found: Vec<(StoryId, &Member)> = self
            .slots
            .iter()
            .flatten()
            .filter(|open| self.arrivals.saturating_sub(open.last_arrival) <= TOUCHED_LATELY)
            .filter_map(|open| Some((open.id, open.recent.last()?)))
            .collect();
        found.sort_by_key(|(story, _)| *story);
        found
    }

    /// The stories that share the weightiest words with an article, best first by the cosine over everything.
    pub(super) fn alike(
        &self,
        arriving: &Arriving<'_>,
        possible: impl Fn(&OpenStory) -> bool,
    ) -> Vec<(f32, &OpenStory)> {
        let mut found: Vec<(f32, &OpenStory)> = self
            .sharing_most(arriving.bag)
            .iter()
            .filter_map(|slot| self.slots[*slot as usize].as_ref())
            .filter(|open| possible(open))
            .map(|open| (open.cosine(arriving), open))
            .collect();
        found.sort_by(|ours, theirs| theirs.0.total_cmp(&ours.0).then(ours.1.id.cmp(&theirs.1.id)));
        found
    }

    /// The places of those that share most with an article, by the weight of what they share, in no order.
    fn sharing_most(&self, bag: &Bag) -> Vec<u32> {
        // Kept from search to search, all zero in between: a fresh one would cost as much as there are stories.
        thread_local! {
            static SHARED: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
        }
        SHARED.with_borrow_mut(|shared| {
            if shared.len() < self.slots.len() {
                shared.resize(self.slots.len(), 0.0);
            }
            let mut touched: Vec<u32> = Vec::new();
            let mut left = ENTRIES_READ_MAX;
            let words = by_weight(bag);
            let found: Vec<&[u32]> = words.iter().map(|(key, _)| self.lexicon.found_by(*key)).collect();
            found.iter().filter_map(|slots| slots.first()).for_each(touch);
            for (slots, (_, weight)) in found.into_iter().zip(words) {
                left = match left.checked_sub(slots.len()) {
                    Some(left) => left,
                    None => continue,
                };
                for slot in slots {
                    let shared = &mut shared[*slot as usize];
                    if *shared == 0.0 {
                        touched.push(*slot);
                    }
                    *shared += weight * weight;
                }
            }
            let by_shared = |slot: &u32| (std::cmp::Reverse(ordered(shared[*slot as usize])), *slot);
            let looked_at = touched.len().min(LOOKED_AT_MAX);
            if touched.len() > LOOKED_AT_MAX {
                touched.select_nth_unstable_by_key(LOOKED_AT_MAX, by_shared);
            }
            touched.iter().for_each(|slot| shared[*slot as usize] = 0.0);
            touched.truncate(looked_at);
            touched
        })
    }

    /// An article with the same text, and whose copy group it is in.
    pub(super) fn copy_of(&self, sketch: &Sketch) -> Option<CopyOf> {
        if sketch.terms.len() < COPY_TERMS_MIN {
            return None;
        }
        // A copy is met in many bands, and needs one look.
        let mut met: Vec<u32> =
            bands(&sketch.fingerprint).flat_map(|band| self.copies.of(band)).copied().collect();
        met.sort_unstable();
        met.dedup();
        let mut best: Option<(f32, &Placed)> = None;
        for placed in met.iter().filter_map(|place| self.placed[*place as usize].as_ref()) {
            let overlap = if placed.fingerprint.exact == sketch.fingerprint.exact {
                1.0
            } else {
                placed.fingerprint.overlap(&sketch.fingerprint).unwrap_or(0.0)
            };
            let near =
                days_apart(placed.day, sketch.day_known()).is_none_or(|days| days * 24.0 <= OPEN_HOURS);
            let long_enough = placed.terms as usize >= COPY_TERMS_MIN;
            let better = best.is_none_or(|(most, earlier)| {
                overlap > most || (overlap == most && placed.article < earlier.article)
            });
            if overlap >= COPY_OVERLAP_MIN && near && long_enough && better {
                best = Some((overlap, placed));
            }
        }
        let (_, placed) = best?;
        let story = self.slots[placed.slot as usize].as_ref()?.id;
        Some(CopyOf { story, copy_group: placed.copy_group })
    }

    fn placed_of(&self, article: u64) -> Option<&Placed> {
        self.placed[*self.articles.get(&article)? as usize].as_ref()
    }

    fn keep(&mut self, placed: Placed) {
        let place = self.free_placed.pop().unwrap_or_else(|| {
            self.placed.push(None);
            (self.placed.len() - 1) as u32
        });
        bands(&placed.fingerprint).for_each(|band| self.copies.add(band, place));
        self.articles.insert(placed.article, place);
        self.placed[place as usize] = Some(placed);
    }

    fn drop_placed(&mut self, article: u64) -> Option<Placed> {
        let place = self.articles.remove(&article)?;
        let placed = self.placed[place as usize].take()?;
        self.free_placed.push(place);
        self.changes += 1;
        bands(&placed.fingerprint).for_each(|band| self.copies.remove(band, place));
        self.furniture.forget(placed.outlet, &placed.lines);
        Some(placed)
    }

    fn slot_of(&mut self, story: StoryId, at: Timestamp) -> u32 {
        if let Some(slot) = self.stories.get(&story_number(story)) {
            return *slot;
        }
        self.lexicon.count_story();
        let open = OpenStory::empty(story, at, self.arrivals);
        let slot = match self.free.pop() {
            Some(slot) => {
                self.slots[slot as usize] = Some(open);
                slot
            }
            None => {
                self.slots.push(Some(open));
                (self.slots.len() - 1) as u32
            }
        };
        self.stories.insert(story_number(story), slot);
        slot
    }

    fn close(&mut self, slot: u32) {
        let Some(open) = self.slots[slot as usize].take() else { return };
        self.by_arrival.remove(&(open.last_arrival, slot));
        self.stories.remove(&story_number(open.id));
        self.free.push(slot);
        self.lexicon.expect(&open.indexed);
        open.indexed.iter().for_each(|key| self.lexicon.remove(*key, slot));
        for article in open.articles {
            self.drop_placed(article);
        }
    }
}

/// Whose text it is, and where that is told.
pub(super) struct CopyOf {
    pub story: StoryId,
    pub copy_group: u64,
}

fn number(article: ArticleId) -> u64 {
    article.as_i64() as u64
}

fn story_number(story: StoryId) -> u64 {
    story.as_i64() as u64
}

fn days_apart(ours: Option<f64>, theirs: Option<f64>) -> Option<f64> {
    Some((ours? - theirs?).abs())
}

/// Non-negative numbers in their order.
fn ordered(value: f32) -> u32 {
    value.to_bits()
}

/// The words by which an article's story is found, with their weights, the weightiest first.
fn by_weight(bag: &Bag) -> Vec<(u32, f32)> {
    // Weight and key in one number, the heavier the smaller: numbers are sorted faster than pairs.
    let ordered = |word: &Weighed| u64::from(!ordered(word.weight)) << 32 | u64::from(word.key);
    let mut words: Vec<u64> = bag.words.iter().map(ordered).collect();
    if words.len() > INDEXED_WORDS_MAX {
        let (_, lightest, _) = words.select_nth_unstable(INDEXED_WORDS_MAX - 1);
        let lightest = *lightest;
        let of_the_head = |word: &Weighed| word.marks & Term::HEAD != 0;
        words.clear();
        words.extend(
            (bag.words.iter()).filter(|word| ordered(word) <= lightest || of_the_head(word)).map(ordered),
        );
    }
    words.sort_unstable();
    words.into_iter().map(|word| (word as u32, f32::from_bits(!((word >> 32) as u32)))).collect()
}

/// The places in the index of copies where a text is found: its exact hash, and its buckets by fours.
fn bands(fingerprint: &Fingerprint) -> impl Iterator<Item = u32> + '_ {
    use crate::text::tokens::mix;
    let by_four = fingerprint.buckets.chunks_exact(BAND_BUCKETS).enumerate().map(|(band, buckets)| {
        buckets
            .iter()
            .fold(mix(band as u64 + 1), |state, bucket| mix(state.rotate_left(7) ^ u64::from(*bucket)))
    });
    std::iter::once(fingerprint.exact).chain(by_four).map(|band| band as u32)
}
