//! One open story: the sum of its articles, and the latest of them one by one.

use std::borrow::Cow;

use crate::model::{StoryId, Timestamp};

use super::bag::{ALL, Arriving, Bag, Centre};

/// A story with nothing new for so long is over; no article joins it any more.
pub const OPEN_HOURS: f64 = 72.0;

/// The latest articles of a story that a new one is compared with one by one.
pub const RECENT_MAX: usize = 12;

/// One open story.
pub struct OpenStory {
    pub id: StoryId,
    /// Without words while there is one article: see [`Self::centre`].
    centre: Centre,
    /// The latest articles, oldest first.
    pub recent: Vec<Member>,
    pub first_day: Option<f64>,
    pub last_day: Option<f64>,
    /// Words of all articles, summed, for their mean.
    pub terms_summed: usize,
    /// Places of all articles in the space of the word vectors, summed; empty where none has one, and while there is one
    /// article: see [`Self::vector_sum`].
    vector_sum: Vec<f32>,
    /// The latest year that any article names.
    pub year: u16,
    pub last_at: Timestamp,
    pub last_arrival: u64,
    pub articles: Vec<u64>,
    /// The words it is found by.
    pub indexed: Vec<u32>,
}

/// An article of a story, as a new one is compared with it.
#[derive(Clone)]
pub struct Member {
    pub article: u64,
    pub bag: Bag,
    pub vector: Box<[i8]>,
    pub day: Option<f64>,
    pub year: u16,
    pub outlet: u64,
}

impl Member {
    /// The article as it would arrive anew.
    pub fn arriving(&self) -> Arriving<'_> {
        Arriving::new(&self.bag, &self.vector, self.day, self.year, self.outlet)
    }
}

impl OpenStory {
    /// A story of these articles and no others, for articles to be compared with.
    pub fn of(id: StoryId, members: &[Member]) -> OpenStory {
        let mut story = OpenStory::empty(id, Timestamp::UNIX_EPOCH, 0);
        for member in members {
            story.add(member.clone());
        }
        story
    }

    /// Takes an article in; gives back the keys of the words that are new to the story.
    pub fn add(&mut self, member: Member) -> Vec<u32> {
        if self.centre.tellings == 1 {
            self.centre = self.centre().into_owned();
            self.vector_sum = self.vector_sum().into_owned();
        }
        let fresh = if self.centre.tellings == 0 {
            self.centre = Centre::of(&member.bag);
            self.centre.words = Vec::new();
            member.bag.words.iter().map(|word| word.key).collect()
        } else {
            self.centre.add(&member.bag)
        };
        self.terms_summed += member.bag.words.len();
        self.year = self.year.max(member.year);
        self.note_day(member.day);
        if self.centre.tellings > 1 {
            add_vector(&mut self.vector_sum, &member.vector);
        }
        // Most stories stay as they begin.
        if self.articles.is_empty() {
            self.articles.reserve_exact(1);
            self.recent.reserve_exact(1);
        }
        self.articles.push(member.article);
        if self.recent.len() == RECENT_MAX {
            self.recent.remove(0);
        }
        self.recent.push(member);
        fresh
    }

    /// The sum of its articles. Most stories have one, and their sum is made when it is asked for: it would take more
    /// room than the article.
    pub fn centre(&self) -> Cow<'_, Centre> {
        match self.only() {
            Some(only) => Cow::Owned(Centre::of(&only.bag)),
            None => Cow::Borrowed(&self.centre),
        }
    }

    /// See the field of this name.
    fn vector_sum(&self) -> Cow<'_, [f32]> {
        match self.only() {
            Some(only) => {
                let mut sum = Vec::new();
                add_vector(&mut sum, &only.vector);
                Cow::Owned(sum)
            }
            None => Cow::Borrowed(&self.vector_sum),
        }
    }

    /// The cosine with an article over everything, for a first look.
    pub fn cosine(&self, arriving: &Arriving<'_>) -> f32 {
        match self.only() {
            Some(only) => arriving.cosine_with_single(&only.bag, self.centre.norms[ALL]),
            None => self.centre.cosine(arriving),
        }
    }

    fn only(&self) -> Option<&Member> {
        if self.centre.tellings == 1 { self.recent.first() } else { None }
    }

    /// Takes an article out. Where all that is left is at hand the sum is made again; of a larger story it stays as it
    /// was.
    pub fn take_out(&mut self, article: u64) {
        self.articles.retain(|other| *other != article);
        self.recent.retain(|member| member.article != article);
        if self.articles.len() == self.recent.len() {
            let made = OpenStory::of(self.id, &self.recent);
            self.centre = made.centre;
            self.terms_summed = made.terms_summed;
            self.vector_sum = made.vector_sum;
            self.year = made.year;
            (self.first_day, self.last_day) = (made.first_day, made.last_day);
        }
    }

    /// Takes in all articles of another story.
    pub fn absorb(&mut self, mut gone: OpenStory) {
        self.vector_sum = self.vector_sum().into_owned();
        let theirs = gone.vector_sum();
        if self.vector_sum.len() == theirs.len() {
            self.vector_sum.iter_mut().zip(theirs.iter()).for_each(|(ours, theirs)| *ours += theirs);
        }
        self.centre = self.centre().into_owned();
        self.centre.absorb(&gone.centre());
        self.articles.append(&mut gone.articles);
        self.terms_summed += gone.terms_summed;
        self.year = self.year.max(gone.year);
        self.note_day(gone.first_day);
        self.note_day(gone.last_day);
        self.last_at = self.last_at.max(gone.last_at);
        self.last_arrival = self.last_arrival.max(gone.last_arrival);
        gone.recent.append(&mut self.recent);
        let surplus = gone.recent.len().saturating_sub(RECENT_MAX);
        self.recent = gone.recent.split_off(surplus);
    }

    pub fn empty(id: StoryId, last_at: Timestamp, last_arrival: u64) -> OpenStory {
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
        let summed = self.vector_sum();
        if vector.is_empty() || summed.len() != vector.len() {
            return None;
        }
        let (mut both, mut ours, mut theirs) = (0.0f32, 0.0f32, 0.0f32);
        for (sum, value) in summed.iter().zip(vector) {
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

/// Hours from one moment to another.
pub fn hours_between(earlier: Timestamp, later: Timestamp) -> f64 {
    (later.as_second() - earlier.as_second()) as f64 / 3_600.0
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
