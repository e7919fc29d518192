//! Softmax regression over a dense and a sparse part, by Adam (Kingma and Ba 2015) on all examples at once: the same
//! table from the same examples on every machine of one kind.

use mynews_core::annotate::headings::HEADINGS;
use mynews_core::annotate::headings::learnt::{Row, likelihoods};

/// How strongly weights are held near zero.
const DECAY: f32 = 1.7;
const ROUNDS: usize = 250;
const STEP: f32 = 0.05;

/// What one example shows.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    pub dense: Vec<f32>,
    pub sparse: Vec<(usize, f32)>,
}

/// A row of weights for each dense number, each sparse one, and a bias.
#[derive(Clone, Debug)]
pub struct Softmax {
    dense: usize,
    rows: Vec<Row>,
}

impl Softmax {
    /// Learns from examples, each with its heading and its weight; `sparse` is one more than the last sparse number.
    pub fn learn(examples: &[(&Shown, usize, f32)], sparse: usize) -> Softmax {
        let dense = examples.first().map_or(0, |(shown, ..)| shown.dense.len());
        let mut model = Softmax { dense, rows: vec![[0.0; HEADINGS]; dense + sparse + 1] };
        let mut slopes = model.rows.clone();
        let (mut firsts, mut seconds) = (model.rows.clone(), model.rows.clone());
        for round in 1..=ROUNDS {
            for (slope, row) in slopes.iter_mut().zip(&model.rows) {
                *slope = row.map(|weight| weight * DECAY);
            }
            // The bias is free.
            slopes[dense + sparse] = [0.0; HEADINGS];
            for (shown, heading, weight) in examples {
                let mut off = likelihoods(&model.scores(shown));
                off[*heading] -= 1.0;
                for (place, value) in model.places(shown) {
                    let times = value * weight;
                    slopes[place].iter_mut().zip(off).for_each(|(slope, off)| *slope += times * off);
                }
            }
            let (kept_first, kept_second) = (0.9_f32.powi(round as i32), 0.999_f32.powi(round as i32));
            let step = STEP * (1.0 - round as f32 / (ROUNDS + 1) as f32);
            let moments = firsts.iter_mut().flatten().zip(seconds.iter_mut().flatten());
            let weights = model.rows.iter_mut().flatten().zip(slopes.iter().flatten());
            for ((weight, slope), (first, second)) in weights.zip(moments) {
                *first = 0.9 * *first + 0.1 * slope;
                *second = 0.999 * *second + 0.001 * slope * slope;
                let size = (*second / (1.0 - kept_second)).sqrt() + 1e-6;
                *weight -= step * *first / (1.0 - kept_first) / size;
            }
        }
        model
    }

    pub fn scores(&self, shown: &Shown) -> Row {
        let mut scores = [0.0; HEADINGS];
        for (place, value) in self.places(shown) {
            scores.iter_mut().zip(self.rows[place]).for_each(|(score, weight)| *score += value * weight);
        }
        scores
    }

    pub fn bias(&self) -> Row {
        self.rows[self.rows.len() - 1]
    }

    /// The weights of a dense number.
    pub fn dense(&self, place: usize) -> Row {
        self.rows[place]
    }

    pub fn sparse(&self, place: usize) -> Row {
        self.rows[self.dense + place]
    }

    fn places<'s>(&'s self, shown: &'s Shown) -> impl Iterator<Item = (usize, f32)> + 's {
        let dense = shown.dense.iter().copied().enumerate();
        let sparse = shown.sparse.iter().map(|(place, value)| (self.dense + place, *value));
        dense.chain(sparse).chain([(self.rows.len() - 1, 1.0)])
    }
}

#[cfg(test)]
mod tests {
    use super::{Shown, Softmax};

    #[test]
    fn what_tells_is_learnt() {
        let shown = |dense: f32, word: usize| Shown { dense: vec![dense], sparse: vec![(word, 1.0)] };
        let all = [shown(1.0, 0), shown(-1.0, 0), shown(1.0, 1)];
        let examples = [(&all[0], 3, 9.0), (&all[1], 5, 9.0), (&all[2], 3, 9.0)];
        let model = Softmax::learn(&examples, 2);
        assert!(model.scores(&all[0])[3] > model.scores(&all[0])[5]);
        assert!(model.scores(&all[1])[5] > model.scores(&all[1])[3]);
    }
}
