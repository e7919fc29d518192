//! An article as weighted words, a story as the sum of its articles, and how alike the two are by channel.
//!
//! One list of words serves five channels: everything, the head (title or first sentence), the lead, names, and what is
//! no name. A word stands in the list once, with marks that say which channels it belongs to, so one walk over two lists gives
//! all cosines.

use super::background::key;
use super::sketch::{Sketch, Term, logarithm};

pub const CHANNELS: usize = 5;
pub const ALL: usize = 0;
pub const HEAD: usize = 1;
pub const LEAD: usize = 2;
pub const NAMES: usize = 3;
/// What is no name: words for what happened, where names tell to whom.
pub const PLAIN: usize = 4;

/// Words a story keeps; when more come, the lightest go.
const CENTRE_WORDS_MAX: usize = 500;

/// A weighted word. A hundred of them stand for each open article, so they stand without gaps.
#[derive(Clone, Copy, Debug)]
#[repr(C, packed(2))]
pub struct Weighed {
    pub key: u32,
    pub weight: f32,
    pub marks: u8,
    /// How often it stands in the article.
    pub count: u8,
}

impl Weighed {
    /// How rare the word was when it was weighed; not for pairs.
    fn rarity(self) -> f32 {
        self.weight / logarithm(self.count, self.marks)
    }

    /// One where the word stands in the channel, else nothing.
    fn in_channels(self) -> [f32; CHANNELS] {
        std::array::from_fn(|channel| f32::from(u8::from(self.stands_in(channel))))
    }

    fn is_number_of_the_lead(self) -> bool {
        self.marks & (Term::NUMBER | Term::LEAD) == Term::NUMBER | Term::LEAD
    }

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
    /// Weighs a sketch's terms by how rare each is by all we know now. Words that stand in nothing but `furniture` (a bit
    /// a line) are left out.
    pub fn of(sketch: &Sketch, furniture: u16, rarities: &[f32]) -> Bag {
        let mut words = Vec::with_capacity(sketch.terms.len());
        for (term, rarity) in sketch.terms.iter().zip(rarities) {
            if term.lines & !furniture != 0 {
                let weight = term.weight(*rarity);
                words.push(Weighed { key: key(term.hash), weight, marks: term.marks, count: term.count });
            }
        }
        words.shrink_to_fit();
        let mut squares = [0.0f32; CHANNELS];
        for word in &words {
            let square = word.weight * word.weight;
            squares.iter_mut().zip(word.in_channels()).for_each(|(sum, part)| *sum += square * part);
        }
        Bag { words, norms: squares.map(f32::sqrt) }
    }
}

/// An article on its way into a story.
pub struct Arriving<'a> {
    pub bag: &'a Bag,
    pub vector: &'a [i8],
    pub day: Option<f64>,
    pub year: u16,
    /// 0 where unknown.
    pub outlet: u64,
    /// Open addressing: a word's place in the bag plus one; three quarters of it are free, or more. An article is held
    /// against many others, so their words are looked up in it rather than both lists walked.
    places: Vec<u16>,
}

impl<'a> Arriving<'a> {
    pub fn new(bag: &'a Bag, vector: &'a [i8], day: Option<f64>, year: u16, outlet: u64) -> Arriving<'a> {
        let mut places = vec![0u16; (bag.words.len() * 4).next_power_of_two().max(4)];
        let last = places.len() - 1;
        for (number, word) in bag.words.iter().enumerate().take(usize::from(u16::MAX)) {
            let mut place = word.key as usize & last;
            while places[place] != 0 {
                place = (place + 1) & last;
            }
            places[place] = number as u16 + 1;
        }
        Arriving { bag, vector, day, year, outlet, places }
    }

    /// The place of a word in the bag.
    fn place_of(&self, key: u32) -> Option<usize> {
        let last = self.places.len() - 1;
        let mut place = key as usize & last;
        loop {
            let number = usize::from(self.places[place].checked_sub(1)?);
            if self.bag.words[number].key == key {
                return Some(number);
            }
            place = (place + 1) & last;
        }
    }

    /// Cosines with another article, by channel.
    pub fn cosines(&self, other: &Bag) -> [f32; CHANNELS] {
        let mut dots = [0.0f32; CHANNELS];
        for theirs in &other.words {
            if let Some(place) = self.place_of(theirs.key) {
                let ours = self.bag.words[place];
                let product = ours.weight * theirs.weight;
                let parts = ours.in_channels().into_iter().zip(theirs.in_channels());
                dots.iter_mut().zip(parts).for_each(|(dot, (ours, theirs))| *dot += product * ours * theirs);
            }
        }
        std::array::from_fn(|channel| ratio(dots[channel], self.bag.norms[channel] * other.norms[channel]))
    }

    /// The cosine with a story of one article over everything, as [`Centre::cosine`] has it.
    pub fn cosine_with_single(&self, only: &Bag, norm: f32) -> f32 {
        let mut dot = 0.0;
        for theirs in &only.words {
            if let Some(place) = self.place_of(theirs.key) {
                dot += self.bag.words[place].weight * ratio(theirs.weight, only.norms[ALL]);
            }
        }
        ratio(dot, self.bag.norms[ALL] * norm)
    }
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
    /// Of a single article.
    pub fn of(bag: &Bag) -> Centre {
        let words = bag.words.iter();
        let words = words.map(|word| CentreWord { key: word.key, sums: parts_of(*word, bag), tellings: 1 });
        let mut centre = Centre { words: words.collect(), tellings: 1, ..Centre::default() };
        centre.measure();
        centre
    }

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
            sum.sums.iter_mut().zip(parts_of(*word, bag)).for_each(|(sum, part)| *sum += part);
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
    pub fn cosine(&self, arriving: &Arriving<'_>) -> f32 {
        let mut dot = 0.0;
        for theirs in &self.words {
            if let Some(place) = arriving.place_of(theirs.key) {
                dot += arriving.bag.words[place].weight * theirs.sums[ALL];
            }
        }
        ratio(dot, arriving.bag.norms[ALL] * self.norms[ALL])
    }

    /// How an article stands to this story.
    pub fn likeness(&self, arriving: &Arriving<'_>) -> Likeness {
        let bag = arriving.bag;
        let mut likeness = Likeness::default();
        let (mut dots, mut held) = ([0.0f32; CHANNELS], [0.0f32; CHANNELS]);
        let (mut holds, mut head_told) = (0.0f32, 0.0f32);
        let mut rarest = [0.0f32; 5];
        let most = (self.tellings * 6).div_ceil(10);
        let (mut core, mut core_held, mut core_names, mut core_names_held) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
        let mut met = vec![false; bag.words.len()];
        for theirs in &self.words {
            let place = arriving.place_of(theirs.key);
            if theirs.tellings >= most {
                let weight = theirs.sums[ALL];
                let weight_held = if place.is_some() { weight } else { 0.0 };
                core += weight;
                core_held += weight_held;
                if theirs.sums[NAMES] > 0.0 {
                    core_names += weight;
                    core_names_held += weight_held;
                }
            }
            let Some(place) = place else { continue };
            met[place] = true;
            let ours = bag.words[place];
            for (channel, part) in ours.in_channels().into_iter().enumerate() {
                dots[channel] += ours.weight * theirs.sums[channel] * part;
                held[channel] += ours.weight * ours.weight * part;
            }
            holds += theirs.sums[ALL] * theirs.sums[ALL];
            head_told += theirs.sums[HEAD] * theirs.sums[HEAD];
            if ours.marks & (Term::HEAD | Term::NAME) != 0 && ours.marks & Term::PAIR == 0 {
                let mut rare = ours.rarity();
                for kept in &mut rarest {
                    if rare > *kept {
                        std::mem::swap(&mut rare, kept);
                    }
                }
            }
            if ours.is_number_of_the_lead() {
                likeness.numbers_shared += ours.weight;
            }
        }
        likeness.note_missing(bag, &met);
        likeness.core_held = ratio(core_held, core);
        likeness.core_names_held =
            if core_names > 0.0 { core_names_held / core_names } else { likeness.core_held };
        likeness.cosines =
            std::array::from_fn(|channel| ratio(dots[channel], bag.norms[channel] * self.norms[channel]));
        likeness.held =
            std::array::from_fn(|channel| ratio(held[channel], bag.norms[channel] * bag.norms[channel]));
        likeness.head_told = ratio(head_told, self.norms[HEAD] * self.norms[HEAD]);
        likeness.holds = ratio(holds, self.norms[ALL] * self.norms[ALL]);
        likeness.shared_rarity = rarest.iter().sum();
        likeness
    }
}

impl Likeness {
    /// What the article names that the story never does.
    fn note_missing(&mut self, bag: &Bag, met: &[bool]) {
        let mut numbers = 0.0;
        for (word, met) in bag.words.iter().zip(met) {
            if word.is_number_of_the_lead() {
                numbers += word.weight;
            }
            let name_of_the_lead = Term::NAME | Term::LEAD;
            if !met && word.marks & (name_of_the_lead | Term::PAIR) == name_of_the_lead {
                self.name_missing = self.name_missing.max(word.weight);
                self.names_missing += word.weight;
                if word.marks & Term::HEAD != 0 {
                    self.head_name_missing = self.head_name_missing.max(word.weight);
                }
            }
        }
        self.numbers_missing = numbers - self.numbers_shared;
    }
}

/// A word's part in the sum of articles, each of unit length in each channel.
fn parts_of(word: Weighed, bag: &Bag) -> [f32; CHANNELS] {
    let channels = word.in_channels();
    std::array::from_fn(|channel| ratio(word.weight, bag.norms[channel]) * channels[channel])
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
