//! An article as weighted words, a story as the sum of its articles, and how alike the two are by channel.
//!
//! One list of words serves five channels: everything, the head (title or first sentence), the lead, names, and what is
//! no name. A word stands in the list once, with marks that say which channels it belongs to, so one walk over two lists gives
//! all cosines.

use super::background::key;
use super::sketch::{Sketch, Term};

pub const CHANNELS: usize = 5;
pub const ALL: usize = 0;
pub const HEAD: usize = 1;
pub const LEAD: usize = 2;
pub const NAMES: usize = 3;
/// What is no name: words for what happened, where names tell to whom.
pub const PLAIN: usize = 4;

/// Words a story keeps; when more come, the lightest go.
const CENTRE_WORDS_MAX: usize = 500;

/// A weighted word.
#[derive(Clone, Copy, Debug)]
pub struct Weighed {
    pub key: u32,
    pub weight: f32,
    pub marks: u8,
}

impl Weighed {
    fn stands_in(self, channel: usize) -> bool {
        match channel {
            ALL => true,
            HEAD => self.marks & Term::HEAD != 0,
            LEAD => self.marks & Term::LEAD != 0,
            NAMES => self.marks & Term::NAME != 0,
            _ => self.marks & Term::NAME == 0,
        }
    }
}

/// An article as weighted words, by key.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    pub words: Vec<Weighed>,
    /// Length of the article in each channel.
    pub norms: [f32; CHANNELS],
}

impl Bag {
    /// Weighs a sketch's terms; `rarity` says how rare a word is by all we know now. Words that stand in nothing but
    /// `furniture` (a bit a line) are left out.
    pub fn of(sketch: &Sketch, furniture: u16, rarity: impl Fn(u32) -> f32) -> Bag {
        let words: Vec<Weighed> = sketch
            .terms
            .iter()
            .filter(|term| term.lines & !furniture != 0)
            .map(|term| {
                let key = key(term.hash);
                Weighed { key, weight: term.weight(rarity(key)), marks: term.marks }
            })
            .collect();
        let mut squares = [0.0f32; CHANNELS];
        for word in &words {
            for (channel, square) in squares.iter_mut().enumerate() {
                *square += if word.stands_in(channel) { word.weight * word.weight } else { 0.0 };
            }
        }
        Bag { words, norms: squares.map(f32::sqrt) }
    }

    /// Cosines with another article, by channel.
    pub fn cosines(&self, other: &Bag) -> [f32; CHANNELS] {
        let mut dots = [0.0f32; CHANNELS];
        walk(
            &self.words,
            &other.words,
            |word| word.key,
            |word| word.key,
            |ours, theirs| {
                let product = ours.weight * theirs.weight;
                for (channel, dot) in dots.iter_mut().enumerate() {
                    *dot += if ours.stands_in(channel) && theirs.stands_in(channel) { product } else { 0.0 };
                }
            },
        );
        std::array::from_fn(|channel| ratio(dots[channel], self.norms[channel] * other.norms[channel]))
    }
}

/// An article on its way into a story.
#[derive(Clone, Copy)]
pub struct Arriving<'a> {
    pub bag: &'a Bag,
    pub vector: &'a [i8],
    pub day: Option<f64>,
    pub year: u16,
    /// 0 where unknown.
    pub outlet: u64,
}

/// The sum of a story's articles, each of unit length in each channel.
#[derive(Clone, Debug, Default)]
pub struct Centre {
    pub words: Vec<CentreWord>,
    pub norms: [f32; CHANNELS],
    /// Articles summed.
    pub tellings: u32,
}

/// A word of a story.
#[derive(Clone, Copy, Debug)]
pub struct CentreWord {
    pub key: u32,
    pub sums: [f32; CHANNELS],
    /// Articles that hold it.
    pub tellings: u32,
}

/// How an article stands to a story's centre.
#[derive(Clone, Copy, Debug, Default)]
pub struct Likeness {
    pub cosines: [f32; CHANNELS],
    /// Which part of the article's words, by weight, the story holds.
    pub held: [f32; CHANNELS],
    /// Which part of the story's own words, by weight, the article holds.
    pub holds: f32,
    /// Which part of the words that most of the story's articles hold, by weight, the article holds: of all, of names.
    pub core_held: f32,
    pub core_names_held: f32,
    /// The weightiest name of the article's lead that the story lacks, and all of them.
    pub name_missing: f32,
    /// The weightiest name of the article's head that the story lacks.
    pub head_name_missing: f32,
    /// Which part of the story's heads, by weight, the article holds anywhere.
    pub head_told: f32,
    pub names_missing: f32,
    /// The rarities of the five rarest shared words of the head or of names, summed.
    pub shared_rarity: f32,
    /// Weight of numbers of the head shared, and of those the story lacks.
    pub numbers_shared: f32,
    pub numbers_missing: f32,
}

impl Centre {
    /// Adds an article; gives back the keys of words the story did not have.
    pub fn add(&mut self, bag: &Bag) -> Vec<u32> {
        let mut fresh = Vec::new();
        let mut merged = Vec::with_capacity(self.words.len() + bag.words.len());
        let mut ours = self.words.iter().copied().peekable();
        for word in &bag.words {
            while let Some(before) = ours.next_if(|ours| ours.key < word.key) {
                merged.push(before);
            }
            let mut sum = ours.next_if(|ours| ours.key == word.key).unwrap_or_else(|| {
                fresh.push(word.key);
                CentreWord { key: word.key, sums: [0.0; CHANNELS], tellings: 0 }
            });
            for (channel, part) in sum.sums.iter_mut().enumerate() {
                *part += if word.stands_in(channel) { ratio(word.weight, bag.norms[channel]) } else { 0.0 };
            }
            sum.tellings += 1;
            merged.push(sum);
        }
        merged.extend(ours);
        self.words = merged;
        self.tellings += 1;
        if self.words.len() > CENTRE_WORDS_MAX * 3 / 2 {
            self.drop_lightest();
        }
        self.measure();
        fresh
    }

    /// Takes in all of another story's articles.
    pub fn absorb(&mut self, other: &Centre) {
        for word in &other.words {
            match self.words.binary_search_by_key(&word.key, |ours| ours.key) {
                Ok(place) => {
                    let ours = &mut self.words[place];
                    ours.tellings += word.tellings;
                    ours.sums.iter_mut().zip(word.sums).for_each(|(ours, theirs)| *ours += theirs);
                }
                Err(place) => self.words.insert(place, *word),
            }
        }
        self.tellings += other.tellings;
        self.measure();
    }

    fn drop_lightest(&mut self) {
        let weight = |word: &CentreWord| word.sums[ALL] + word.sums[HEAD];
        self.words.sort_unstable_by(|ours, theirs| {
            weight(theirs).total_cmp(&weight(ours)).then(ours.key.cmp(&theirs.key))
        });
        self.words.truncate(CENTRE_WORDS_MAX);
        self.words.sort_unstable_by_key(|word| word.key);
    }

    fn measure(&mut self) {
        let mut squares = [0.0f32; CHANNELS];
        for word in &self.words {
            squares.iter_mut().zip(word.sums).for_each(|(square, sum)| *square += sum * sum);
        }
        self.norms = squares.map(f32::sqrt);
    }

    /// The mean cosine of the story's articles with their centre: how much of one mind it is. 1 for a single one.
    pub fn unity(&self) -> f32 {
        ratio(self.norms[ALL], self.tellings as f32)
    }

    /// The cosine over everything, for a first look.
    pub fn cosine(&self, bag: &Bag) -> f32 {
        let mut dot = 0.0;
        walk(
            &bag.words,
            &self.words,
            |word| word.key,
            |word| word.key,
            |ours, theirs| dot += ours.weight * theirs.sums[ALL],
        );
        ratio(dot, bag.norms[ALL] * self.norms[ALL])
    }

    /// How an article stands to this story.
    pub fn likeness(&self, bag: &Bag, rarity: impl Fn(u32) -> f32) -> Likeness {
        let mut likeness = Likeness::default();
        let (mut dots, mut held) = ([0.0f32; CHANNELS], [0.0f32; CHANNELS]);
        let (mut holds, mut head_told) = (0.0f32, 0.0f32);
        let mut rarest = [0.0f32; 5];
        let mut numbers_all = 0.0;
        for word in
            bag.words.iter().filter(|word| word.marks & Term::NUMBER != 0 && word.marks & Term::LEAD != 0)
        {
            numbers_all += word.weight;
        }
        walk(
            &bag.words,
            &self.words,
            |word| word.key,
            |word| word.key,
            |ours, theirs| {
                for channel in 0..CHANNELS {
                    if ours.stands_in(channel) {
                        dots[channel] += ours.weight * theirs.sums[channel];
                        held[channel] += ours.weight * ours.weight;
                    }
                }
                holds += theirs.sums[ALL] * theirs.sums[ALL];
                head_told += theirs.sums[HEAD] * theirs.sums[HEAD];
                if ours.marks & (Term::HEAD | Term::NAME) != 0 && ours.marks & Term::PAIR == 0 {
                    let mut rare = rarity(ours.key);
                    for kept in &mut rarest {
                        if rare > *kept {
                            std::mem::swap(&mut rare, kept);
                        }
                    }
                }
                if ours.marks & Term::NUMBER != 0 && ours.marks & Term::LEAD != 0 {
                    likeness.numbers_shared += ours.weight;
                }
            },
        );
        self.core(bag, &mut likeness);
        likeness.cosines =
            std::array::from_fn(|channel| ratio(dots[channel], bag.norms[channel] * self.norms[channel]));
        likeness.held =
            std::array::from_fn(|channel| ratio(held[channel], bag.norms[channel] * bag.norms[channel]));
        likeness.head_told = ratio(head_told, self.norms[HEAD] * self.norms[HEAD]);
        likeness.holds = ratio(holds, self.norms[ALL] * self.norms[ALL]);
        likeness.shared_rarity = rarest.iter().sum();
        likeness.numbers_missing = numbers_all - likeness.numbers_shared;
        likeness
    }
}

impl Centre {
    /// What the article says of the story's core, and what it names that the story never does.
    fn core(&self, bag: &Bag, likeness: &mut Likeness) {
        let most = (self.tellings * 6).div_ceil(10);
        let (mut core, mut core_held, mut names, mut names_held) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
        let mut at = 0;
        let lead_name = |word: &Weighed| word.marks & Term::NAME != 0 && word.marks & Term::LEAD != 0;
        let mut missing = |word: &Weighed| {
            if lead_name(word) && word.marks & Term::PAIR == 0 {
                likeness.name_missing = likeness.name_missing.max(word.weight);
                likeness.names_missing += word.weight;
                if word.marks & Term::HEAD != 0 {
                    likeness.head_name_missing = likeness.head_name_missing.max(word.weight);
                }
            }
        };
        for word in &self.words {
            while at < bag.words.len() && bag.words[at].key < word.key {
                missing(&bag.words[at]);
                at += 1;
            }
            let held = at < bag.words.len() && bag.words[at].key == word.key;
            at += usize::from(held);
            if word.tellings >= most {
                let weight = word.sums[ALL];
                core += weight;
                core_held += if held { weight } else { 0.0 };
                if word.sums[NAMES] > 0.0 {
                    names += weight;
                    names_held += if held { weight } else { 0.0 };
                }
            }
        }
        bag.words[at..].iter().for_each(missing);
        likeness.core_held = ratio(core_held, core);
        likeness.core_names_held = if names > 0.0 { names_held / names } else { likeness.core_held };
    }
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Calls `both` for each pair of equal keys of two lists sorted by key.
fn walk<A, B>(
    ours: &[A],
    theirs: &[B],
    our_key: impl Fn(&A) -> u32,
    their_key: impl Fn(&B) -> u32,
    mut both: impl FnMut(&A, &B),
) {
    let (mut i, mut j) = (0, 0);
    while i < ours.len() && j < theirs.len() {
        let (a, b) = (our_key(&ours[i]), their_key(&theirs[j]));
        if a == b {
            both(&ours[i], &theirs[j]);
        }
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
}
