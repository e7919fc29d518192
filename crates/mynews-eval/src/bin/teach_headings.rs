//! Learns what English words say of the subject headings, and says how often that is right on outlets and stories it did
//! not learn from.
//!
//!     teach_headings DATA [--out assets/headings.bin]
//!
//! DATA holds the pages of `bodies`, `dates`, `news`, `readability` and `web` as `SET.jsonl`, and `headlines` and
//! `ecbplus` with their `_truth.jsonl`. Five times it learns without a fifth of the outlets and of the stories; then from
//! everything. What it learns are weights for the dimensions of the word vectors, for the words themselves and for the
//! points of the lists; the asset has one row a word, vector and word folded together.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use mynews_core::annotate::headings::learnt::{self, Row, heard, key, likelihoods};
use mynews_core::annotate::headings::{Counts, HEADINGS, keys};
use mynews_core::text::tokens::hash;
use mynews_core::text::vector::Embedder;
use mynews_eval::headings::examples::{self, Example, Examples, Kind};
use mynews_eval::headings::softmax::{Shown, Softmax};

static VECTORS: &[u8] = include_bytes!("../../../../assets/news-en-256-int4.mne");

const FOLDS: u64 = 5;
/// How loud the three voices are: a louder one needs smaller weights, which are held near zero.
const VECTOR: f32 = 0.7;
const WORD: f32 = 0.5;
const LISTS: f32 = 0.5;
/// A word is learnt by itself from so many texts on; below, by its vector alone.
const TEXTS_MIN: u32 = 4;
/// A word goes into the asset from so many texts on,
const KEPT_TEXTS_MIN: u32 = 2;
/// and if it is among so many that say most.
const KEPT_MAX: usize = 20_000;
/// The five broad subjects that news is sorted by most.
const BROAD: [&str; 5] = [
    "arts-culture-entertainment-and-media",
    "economy-business-and-finance",
    "politics",
    "science-and-technology",
    "sport",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = PathBuf::from(arguments.first().expect("usage: teach_headings DATA [--out FILE]"));
    let examples = examples::read(&folder).expect("DATA can be read");
    let eyes = Eyes::new(&examples);
    let shown: Vec<Shown> = examples.all.iter().map(|example| eyes.see(&example.counts)).collect();
    print_counts(&examples.all);
    let found = held_out(&examples.all, &shown, eyes.places.len());
    print_report(&examples.all, &found);
    let model = learn(&examples.all, &shown, eyes.places.len(), |_| true);
    let Some(out) = arguments.iter().position(|one| one == "--out").and_then(|at| arguments.get(at + 1))
    else {
        return;
    };
    let bytes = eyes.fold(&model, &examples);
    println!("{} bytes", bytes.len());
    std::fs::write(out, bytes).expect("the asset can be written");
}

/// What of an article is looked at.
struct Eyes {
    embedder: Embedder,
    /// The vector of each word, by its key.
    vectors: HashMap<u32, Vec<f32>>,
    /// The place of each word that is learnt by itself.
    places: HashMap<u32, usize>,
}

impl Eyes {
    fn new(examples: &Examples) -> Eyes {
        let embedder = Embedder::new(VECTORS).expect("the vectors are whole");
        let vectors = examples.words.keys().map(|word| (key(word), embedder.sum(word))).collect();
        let often = examples.words.iter().filter(|(_, texts)| **texts >= TEXTS_MIN);
        let places = often.enumerate().map(|(place, (word, _))| (key(word), place)).collect();
        Eyes { embedder, vectors, places }
    }

    fn see(&self, counts: &Counts) -> Shown {
        let mut dense = vec![0.0; self.embedder.dimensions()];
        let mut sparse = Vec::new();
        for (key, weight) in counts.words() {
            if let Some(vector) = self.vectors.get(&key) {
                dense.iter_mut().zip(vector).for_each(|(sum, value)| *sum += VECTOR * weight * value);
            }
            sparse.extend(self.places.get(&key).map(|place| (*place, WORD * weight)));
        }
        dense.extend(counts.points().map(|points| LISTS * heard(points)));
        Shown { dense, sparse }
    }

    /// The asset: a row of weights for every word that says something.
    fn fold(&self, model: &Softmax, examples: &Examples) -> Vec<u8> {
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        let known = examples.words.iter().filter(|(_, texts)| **texts >= KEPT_TEXTS_MIN);
        let pieces = self.embedder.whole_words().map(str::to_owned);
        for word in known.map(|(word, _)| word.clone()).chain(pieces) {
            let mut row = [0.0; HEADINGS];
            for (place, value) in self.embedder.sum(&word).into_iter().enumerate() {
                add(&mut row, VECTOR * value, model.dense(place));
            }
            if let Some(place) = self.places.get(&key(&word)) {
                add(&mut row, WORD, model.sparse(*place));
            }
            // What a word says for all headings alike says nothing.
            let mean = row.iter().sum::<f32>() / HEADINGS as f32;
            rows.insert(word, row.map(|weight| weight - mean));
        }
        let loud = |word: &str, row: &Row| {
            let texts = examples.words.get(word).copied().unwrap_or(1) as f32;
            row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs())) * (1.0 + texts.ln()).sqrt()
        };
        let mut rows: Vec<(f32, u32, Row)> =
            rows.into_iter().map(|(word, row)| (loud(&word, &row), key(&word), row)).collect();
        rows.sort_by(|ours, theirs| theirs.0.total_cmp(&ours.0).then(ours.1.cmp(&theirs.1)));
        println!(
            "{} words, the last kept has loudness {:.2}",
            rows.len(),
            rows[KEPT_MAX.min(rows.len()) - 1].0
        );
        let words: Vec<(u32, Row)> =
            rows.into_iter().take(KEPT_MAX).map(|(_, key, row)| (key, row)).collect();
        let lists = std::array::from_fn(|heading| {
            model.dense(self.embedder.dimensions() + heading).map(|weight| LISTS * weight)
        });
        learnt::write(&model.bias(), &lists, &words)
    }
}

fn add(row: &mut Row, times: f32, other: Row) {
    row.iter_mut().zip(other).for_each(|(sum, weight)| *sum += times * weight);
}

fn learn(all: &[Example], shown: &[Shown], sparse: usize, teaches: impl Fn(&Example) -> bool) -> Softmax {
    let examples: Vec<(&Shown, usize, f32)> = all
        .iter()
        .zip(shown)
        .filter(|(example, _)| teaches(example))
        .map(|(example, shown)| (shown, example.heading, example.weight))
        .collect();
    Softmax::learn(&examples, sparse)
}

/// The likelihoods of every example that has a group, from a model that met nothing of the group.
fn held_out(all: &[Example], shown: &[Shown], sparse: usize) -> Vec<Option<Row>> {
    let fold_of = |example: &Example| example.group.as_deref().map(|group| hash(group.as_bytes()) % FOLDS);
    let fold_of = &fold_of;
    let models: Vec<Softmax> = std::thread::scope(|scope| {
        let learning: Vec<_> = (0..FOLDS)
            .map(|fold| {
                scope.spawn(move || learn(all, shown, sparse, |example| fold_of(example) != Some(fold)))
            })
            .collect();
        learning.into_iter().map(|one| one.join().expect("learning ends")).collect()
    });
    let judge = |(example, shown): (&Example, &Shown)| {
        fold_of(example).map(|fold| likelihoods(&models[fold as usize].scores(shown)))
    };
    all.iter().zip(shown).map(judge).collect()
}

fn print_counts(all: &[Example]) {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    all.iter().for_each(|example| *counts.entry(example.kind).or_default() += 1);
    println!("examples {counts:?}");
}

fn print_report(all: &[Example], found: &[Option<Row>]) {
    let broad: Vec<usize> =
        keys().enumerate().filter(|(_, key)| BROAD.contains(key)).map(|(place, _)| place).collect();
    let lists = |example: &Example| -> Row { example.counts.points() };
    println!("right, by what was learnt elsewhere (by the lists alone):");
    for kind in [Kind::Page, Kind::Headline, Kind::Link, Kind::Told, Kind::Text] {
        let judged: Vec<(&Example, Row)> = all
            .iter()
            .zip(found)
            .filter(|(one, _)| one.kind == kind)
            .filter_map(|(one, row)| Some((one, (*row)?)))
            .collect();
        let right = |examples: &[(&Example, Row)], of: &dyn Fn(&Example, Row) -> Row| {
            let hits = examples.iter().filter(|(one, row)| most(&of(one, *row)) == one.heading).count();
            hits as f64 / examples.len().max(1) as f64
        };
        let of_broad: Vec<(&Example, Row)> =
            judged.iter().filter(|(one, _)| broad.contains(&one.heading)).copied().collect();
        let among = |row: Row| -> Row {
            std::array::from_fn(|place| if broad.contains(&place) { row[place] } else { -1.0 })
        };
        println!(
            "  {kind:?}: {:.3} ({:.3}) of {}; of the five broad subjects {:.3} ({:.3}), choosing among these five {:.3} ({:.3}) of {}",
            right(&judged, &|_, row| row),
            right(&judged, &|one, _| lists(one)),
            judged.len(),
            right(&of_broad, &|_, row| row),
            right(&of_broad, &|one, _| lists(one)),
            right(&of_broad, &|_, row| among(row)),
            right(&of_broad, &|one, _| among(lists(one))),
            of_broad.len(),
        );
    }
    for kind in [Kind::Told, Kind::Text] {
        let mut stories: BTreeMap<&str, (usize, Row, Row)> = BTreeMap::new();
        for (one, row) in all.iter().zip(found).filter(|(one, _)| one.kind == kind) {
            let (Some(group), Some(row)) = (one.group.as_deref(), row) else { continue };
            let story = stories.entry(group).or_insert((one.heading, [0.0; HEADINGS], [0.0; HEADINGS]));
            add(&mut story.1, 1.0, *row);
            let squares = lists(one).map(|points| points * points);
            add(&mut story.2, 1.0 / (9.0 + squares.iter().sum::<f32>()), squares);
        }
        let share = |hits: usize| hits as f64 / stories.len() as f64;
        println!(
            "  {kind:?} by story: {:.3} ({:.3}) of {}",
            share(stories.values().filter(|(heading, row, _)| most(row) == *heading).count()),
            share(stories.values().filter(|(heading, _, row)| most(row) == *heading).count()),
            stories.len()
        );
    }
    println!("by heading, pages: precision, recall, how many");
    for (place, key) in keys().enumerate() {
        let judged = || {
            all.iter()
                .zip(found)
                .filter(|(one, _)| one.kind == Kind::Page)
                .filter_map(|(one, row)| Some((one.heading, most(row.as_ref()?))))
        };
        let both = judged().filter(|pair| *pair == (place, place)).count() as f64;
        let said = judged().filter(|(_, said)| *said == place).count();
        let meant = judged().filter(|(meant, _)| *meant == place).count();
        println!("  {key}: {:.2} {:.2} {meant}", both / said.max(1) as f64, both / meant.max(1) as f64);
    }
}

/// The place of the largest number, the first of equals.
fn most(row: &Row) -> usize {
    (0..HEADINGS).fold(0, |best, place| if row[place] > row[best] { place } else { best })
}
