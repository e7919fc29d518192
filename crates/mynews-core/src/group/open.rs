//! The stories that are open: what an arriving article is compared with, and nothing that is over.
//!
//! An index from words to stories finds the few stories worth a closer look, so the cost of placing an article grows
//! with how many open stories share its rare words, not with how many there are, and not at all with what is over.

use std::collections::BTreeSet;

use crate::model::{ArticleId, StoryId, Timestamp};
use crate::text::fingerprint::Fingerprint;

use super::background::{background, blended};
use super::bag::{Arriving, Bag, Centre, Weighed};
use super::furniture::Furniture;
use super::numbers::Map;
use super::sketch::{Sketch, Term};

/// A story with nothing new for so long is over; no article joins it any more.
pub const OPEN_HOURS: f64 = 72.0;

/// However old their dates, the stories of so many last arrivals stay: a pile of undated or unsorted articles has an
/// order of arrival and nothing else.
const ARRIVALS_KEPT_MIN: u64 = 3_000;

/// More articles than this are never kept open, whatever their dates.
const ARRIVALS_KEPT_MAX: u64 = 120_000;

/// The latest articles of a story that a new one is compared with one by one.
pub const RECENT_MAX: usize = 12;

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

/// Counts of words are halved when the stream has opened so many stories: what is old counts less and less.
const COUNTED_STORIES_MAX: f32 = 40_000.0;

/// See the file's first sentence.
#[derive(Default)]
pub struct OpenStories {
    slots: Vec<Option<OpenStory>>,
    free: Vec<u32>,
    stories: Map<u32>,
    articles: Map<Placed>,
    index: Map<Vec<u32>>,
    copies: Map<Vec<u64>>,
    furniture: Furniture,
    /// Last arrival of each story.
    by_arrival: BTreeSet<(u64, u32)>,
    arrivals: u64,
    /// How many stories of the stream hold a word.
    counts: Map<f32>,
    stories_counted: f32,
}

/// One open story.
pub struct OpenStory {
    pub id: StoryId,
    pub centre: Centre,
    /// The latest articles, oldest first.
    pub recent: Vec<Member>,
    pub first_day: Option<f64>,
    pub last_day: Option<f64>,
    /// Words of all articles, summed, for their mean.
    pub terms_summed: usize,
    /// Places of all articles in the space of the word vectors, summed; empty where none has one.
    pub vector_sum: Vec<f32>,
    /// The latest year that any article names.
    pub year: u16,
    last_at: Timestamp,
    last_arrival: u64,
    articles: Vec<u64>,
    indexed: Vec<u32>,
}

/// An article of a story, as a new one is compared with it.
#[derive(Clone)]
pub struct Member {
    pub article: u64,
    pub bag: Bag,
    pub vector: Vec<i8>,
    pub day: Option<f64>,
    pub year: u16,
    pub outlet: u64,
}

impl Member {
    /// The article as it would arrive anew.
    pub fn arriving(&self) -> Arriving<'_> {
        Arriving { bag: &self.bag, vector: &self.vector, day: self.day, year: self.year, outlet: self.outlet }
    }
}

struct Placed {
    slot: u32,
    fingerprint: Fingerprint,
    copy_group: u64,
    terms: u32,
    day: Option<f64>,
    outlet: u64,
    lines: Vec<u32>,
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
        let bag = self.bag_of(sketch);
        self.furniture.note(sketch.outlet, &sketch.lines);
        self.arrivals += 1;
        let slot = self.slot_of(story, at);
        let indexed = indexed_words(&bag);
        let arrivals = self.arrivals;
        let open = self.slots[slot as usize].as_mut().expect("a story of the map has its slot");
        self.by_arrival.remove(&(open.last_arrival, slot));
        open.last_arrival = arrivals;
        open.last_at = open.last_at.max(at);
        open.articles.push(number(article));
        open.note_day(sketch.day_known());
        open.terms_summed += bag.words.len();
        open.year = open.year.max(sketch.year);
        add_vector(&mut open.vector_sum, &sketch.vector);
        let fresh = open.centre.add(&bag);
        let unindexed: Vec<u32> = indexed.into_iter().filter(|key| !open.indexed.contains(key)).collect();
        open.indexed.extend(&unindexed);
        if open.recent.len() == RECENT_MAX {
            open.recent.remove(0);
        }
        open.recent.push(Member {
            article: number(article),
            bag,
            vector: sketch.vector.clone(),
            day: sketch.day_known(),
            year: sketch.year,
            outlet: sketch.outlet,
        });
        self.by_arrival.insert((arrivals, slot));
        for key in unindexed {
            self.index.entry(u64::from(key)).or_default().push(slot);
        }
        self.count(&fresh);
        for band in bands(&sketch.fingerprint) {
            self.copies.entry(band).or_default().push(number(article));
        }
        self.articles.insert(
            number(article),
            Placed {
                slot,
                fingerprint: sketch.fingerprint.clone(),
                copy_group,
                terms: sketch.terms.len() as u32,
                day: sketch.day_known(),
                outlet: sketch.outlet,
                lines: sketch.lines.clone(),
            },
        );
    }

    /// Takes an article out, before it is placed again with a better text. A story left empty is gone.
    pub fn remove(&mut self, article: ArticleId) {
        let Some(placed) = self.articles.remove(&number(article)) else { return };
        self.drop_bands(number(article), &placed.fingerprint);
        self.furniture.forget(placed.outlet, &placed.lines);
        let Some(open) = self.slots[placed.slot as usize].as_mut() else { return };
        open.articles.retain(|other| *other != number(article));
        open.recent.retain(|member| member.article != number(article));
        if open.articles.is_empty() {
            self.close(placed.slot);
        } else if open.articles.len() == open.recent.len() {
            // All that is left is at hand, so the sum can be made again; of a larger story it stays as it was.
            open.centre = Centre::default();
            let left = std::mem::take(&mut open.recent);
            let made = OpenStory::of(open.id, &left);
            open.centre = made.centre;
            open.terms_summed = made.terms_summed;
            open.vector_sum = made.vector_sum;
            open.year = made.year;
            (open.first_day, open.last_day) = (made.first_day, made.last_day);
            open.recent = left;
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
        let placed = self.articles.get(&number(article))?;
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
        let Some(mut gone) = self.slots[from as usize].take() else { return };
        self.stories.remove(&story_number(gone.id));
        self.free.push(from);
        self.by_arrival.remove(&(gone.last_arrival, from));
        for key in &gone.indexed {
            self.index.entry(u64::from(*key)).or_default().retain(|slot| *slot != from);
        }
        for article in &gone.articles {
            if let Some(placed) = self.articles.get_mut(article) {
                placed.slot = into;
            }
        }
        let open = self.slots[into as usize].as_mut().expect("a story of the map has its slot");
        open.centre.absorb(&gone.centre);
        open.articles.append(&mut gone.articles);
        open.terms_summed += gone.terms_summed;
        open.year = open.year.max(gone.year);
        if open.vector_sum.len() == gone.vector_sum.len() {
            open.vector_sum.iter_mut().zip(&gone.vector_sum).for_each(|(ours, theirs)| *ours += theirs);
        }
        open.note_day(gone.first_day);
        open.note_day(gone.last_day);
        open.last_at = open.last_at.max(gone.last_at);
        self.by_arrival.remove(&(open.last_arrival, into));
        open.last_arrival = open.last_arrival.max(gone.last_arrival);
        self.by_arrival.insert((open.last_arrival, into));
        gone.recent.append(&mut open.recent);
        let surplus = gone.recent.len().saturating_sub(RECENT_MAX);
        open.recent = gone.recent.split_off(surplus);
        for key in gone.indexed {
            if !open.indexed.contains(&key) {
                open.indexed.push(key);
                self.index.entry(u64::from(key)).or_default().push(into);
            }
        }
    }

    /// How rare a word is by the background and by the stories of the stream. A word counts once a story, so that a
    /// great event does not make its own words common.
    pub(super) fn rarity(&self, key: u32) -> f32 {
        let background = background();
        let counted = self.counts.get(&u64::from(key)).copied().unwrap_or(0.0);
        blended(background.texts + self.stories_counted, background.count(key) + counted)
    }

    /// The article as weighted words, without what its outlet prints under other articles too.
    pub(super) fn bag_of(&self, sketch: &Sketch) -> Bag {
        Bag::of(sketch, self.furniture.among(sketch.outlet, &sketch.lines), |key| self.rarity(key))
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
    pub(super) fn alike(&self, bag: &Bag, possible: impl Fn(&OpenStory) -> bool) -> Vec<(f32, &OpenStory)> {
        let mut shared = vec![0.0f32; self.slots.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut left = ENTRIES_READ_MAX;
        for word in by_weight(bag) {
            let Some(entries) = self.index.get(&u64::from(word.key)) else { continue };
            left = match left.checked_sub(entries.len()) {
                Some(left) => left,
                None => continue,
            };
            for slot in entries {
                if shared[*slot as usize] == 0.0 {
                    touched.push(*slot);
                }
                shared[*slot as usize] += word.weight * word.weight;
            }
        }
        let by_shared = |slot: &u32| (std::cmp::Reverse(ordered(shared[*slot as usize])), *slot);
        if touched.len() > LOOKED_AT_MAX {
            touched.select_nth_unstable_by_key(LOOKED_AT_MAX, by_shared);
            touched.truncate(LOOKED_AT_MAX);
        }
        let mut found: Vec<(f32, &OpenStory)> = touched
            .iter()
            .filter_map(|slot| self.slots[*slot as usize].as_ref())
            .filter(|open| possible(open))
            .map(|open| (open.centre.cosine(bag), open))
            .collect();
        found.sort_by(|ours, theirs| theirs.0.total_cmp(&ours.0).then(ours.1.id.cmp(&theirs.1.id)));
        found
    }

    /// An article with the same text, and whose copy group it is in.
    pub(super) fn copy_of(&self, sketch: &Sketch) -> Option<CopyOf> {
        if sketch.terms.len() < COPY_TERMS_MIN {
            return None;
        }
        let mut best: Option<(f32, u64)> = None;
        for band in bands(&sketch.fingerprint) {
            for article in self.copies.get(&band).into_iter().flatten() {
                let Some(placed) = self.articles.get(article) else { continue };
                let overlap = if placed.fingerprint.exact == sketch.fingerprint.exact {
                    1.0
                } else {
                    placed.fingerprint.overlap(&sketch.fingerprint).unwrap_or(0.0)
                };
                let near =
                    days_apart(placed.day, sketch.day_known()).is_none_or(|days| days * 24.0 <= OPEN_HOURS);
                let same_size = placed.terms as usize >= COPY_TERMS_MIN;
                if overlap >= COPY_OVERLAP_MIN
                    && near
                    && same_size
                    && best.is_none_or(|(most, earlier)| {
                        overlap > most || (overlap == most && *article < earlier)
                    })
                {
                    best = Some((overlap, *article));
                }
            }
        }
        let (_, article) = best?;
        let placed = &self.articles[&article];
        let story = self.slots[placed.slot as usize].as_ref()?.id;
        Some(CopyOf { story, copy_group: placed.copy_group })
    }

    fn slot_of(&mut self, story: StoryId, at: Timestamp) -> u32 {
        if let Some(slot) = self.stories.get(&story_number(story)) {
            return *slot;
        }
        self.stories_counted += 1.0;
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
        for key in &open.indexed {
            if let Some(entries) = self.index.get_mut(&u64::from(*key)) {
                entries.retain(|other| *other != slot);
                if entries.is_empty() {
                    self.index.remove(&u64::from(*key));
                }
            }
        }
        for article in open.articles {
            if let Some(placed) = self.articles.remove(&article) {
                self.drop_bands(article, &placed.fingerprint);
                self.furniture.forget(placed.outlet, &placed.lines);
            }
        }
    }

    fn drop_bands(&mut self, article: u64, fingerprint: &Fingerprint) {
        for band in bands(fingerprint) {
            if let Some(entries) = self.copies.get_mut(&band) {
                entries.retain(|other| *other != article);
                if entries.is_empty() {
                    self.copies.remove(&band);
                }
            }
        }
    }

    fn count(&mut self, fresh: &[u32]) {
        for key in fresh {
            *self.counts.entry(u64::from(*key)).or_default() += 1.0;
        }
        if self.stories_counted > COUNTED_STORIES_MAX {
            self.stories_counted /= 2.0;
            self.counts.retain(|_, count| {
                *count /= 2.0;
                *count >= 0.5
            });
        }
    }
}

impl OpenStory {
    /// A story of these articles and no others, for articles to be compared with.
    pub fn of(id: StoryId, members: &[Member]) -> OpenStory {
        let mut story = OpenStory::empty(id, Timestamp::UNIX_EPOCH, 0);
        for member in members {
            story.centre.add(&member.bag);
            story.terms_summed += member.bag.words.len();
            story.year = story.year.max(member.year);
            story.note_day(member.day);
            add_vector(&mut story.vector_sum, &member.vector);
            story.articles.push(member.article);
        }
        story.recent = members.to_vec();
        story
    }

    fn empty(id: StoryId, last_at: Timestamp, last_arrival: u64) -> OpenStory {
        OpenStory {
            id,
            centre: Centre::default(),
            recent: Vec::new(),
            first_day: None,
            last_day: None,
            terms_summed: 0,
            vector_sum: Vec::new(),
            year: 0,
            last_at,
            last_arrival,
            articles: Vec::new(),
            indexed: Vec::new(),
        }
    }

    /// Whether it holds this article and no other.
    pub fn is_only(&self, article: u64) -> bool {
        self.articles == [article]
    }

    /// Whether nothing new was told for so long that no article joins any more.
    pub fn is_over(&self, now: Timestamp) -> bool {
        hours_between(self.last_at, now) > OPEN_HOURS
    }

    /// Articles told so far.
    pub fn size(&self) -> usize {
        self.articles.len()
    }

    fn note_day(&mut self, day: Option<f64>) {
        let Some(day) = day else { return };
        self.first_day = Some(self.first_day.map_or(day, |first| first.min(day)));
        self.last_day = Some(self.last_day.map_or(day, |last| last.max(day)));
    }

    /// The cosine of a place with the middle of the story's.
    pub fn meaning(&self, vector: &[i8]) -> Option<f32> {
        if vector.is_empty() || self.vector_sum.len() != vector.len() {
            return None;
        }
        let (mut both, mut ours, mut theirs) = (0.0f32, 0.0f32, 0.0f32);
        for (sum, value) in self.vector_sum.iter().zip(vector) {
            let value = f32::from(*value);
            both += sum * value;
            ours += sum * sum;
            theirs += value * value;
        }
        let lengths = (ours * theirs).sqrt();
        (lengths > 0.0).then(|| both / lengths)
    }

    /// Days between a moment and the nearest one the story is known to be told at; `None` where nothing is known.
    pub fn days_from(&self, day: Option<f64>) -> Option<f64> {
        let (day, first, last) = (day?, self.first_day?, self.last_day?);
        Some((first - day).max(day - last).max(0.0))
    }
}

/// Whose text it is, and where that is told.
pub(super) struct CopyOf {
    pub story: StoryId,
    pub copy_group: u64,
}

/// Adds a place, as a direction of unit length.
fn add_vector(sum: &mut Vec<f32>, vector: &[i8]) {
    if vector.is_empty() || (!sum.is_empty() && sum.len() != vector.len()) {
        return;
    }
    sum.resize(vector.len(), 0.0);
    let length = vector.iter().map(|value| f32::from(*value) * f32::from(*value)).sum::<f32>().sqrt();
    sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += f32::from(*value) / length.max(1.0));
}

fn number(article: ArticleId) -> u64 {
    article.as_i64() as u64
}

fn story_number(story: StoryId) -> u64 {
    story.as_i64() as u64
}

fn hours_between(earlier: Timestamp, later: Timestamp) -> f64 {
    (later.as_second() - earlier.as_second()) as f64 / 3_600.0
}

fn days_apart(ours: Option<f64>, theirs: Option<f64>) -> Option<f64> {
    Some((ours? - theirs?).abs())
}

/// Non-negative numbers in their order.
fn ordered(value: f32) -> u32 {
    value.to_bits()
}

fn by_weight(bag: &Bag) -> Vec<Weighed> {
    let mut words: Vec<Weighed> = bag.words.clone();
    words.sort_unstable_by(|ours, theirs| {
        theirs.weight.total_cmp(&ours.weight).then(ours.key.cmp(&theirs.key))
    });
    let mut place = 0;
    words.retain(|word| {
        place += 1;
        place <= INDEXED_WORDS_MAX || word.marks & Term::HEAD != 0
    });
    words
}

fn indexed_words(bag: &Bag) -> Vec<u32> {
    by_weight(bag).iter().map(|word| word.key).collect()
}

/// The places in the index of copies where a text is found: its exact hash, and its buckets by fours.
fn bands(fingerprint: &Fingerprint) -> impl Iterator<Item = u64> + '_ {
    use crate::text::tokens::mix;
    let by_four = fingerprint.buckets.chunks_exact(BAND_BUCKETS).enumerate().map(|(band, buckets)| {
        buckets
            .iter()
            .fold(mix(band as u64 + 1), |state, bucket| mix(state.rotate_left(7) ^ u64::from(*bucket)))
    });
    std::iter::once(fingerprint.exact).chain(by_four)
}
