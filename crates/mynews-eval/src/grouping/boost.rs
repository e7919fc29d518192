//! Gradient-boosted trees for a yes-or-no decision, with features that may only speak in one direction.
//!
//! Small on purpose: histograms of 64 bins, Newton leaves, no chance. Monotone directions keep what is learnt from one
//! kind of text sensible on another: more alike never means less likely the same story.

/// A learnt decision: the sum of its trees, above zero for yes.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    pub start: f32,
    pub trees: Vec<Vec<Node>>,
}

/// A node of a tree; the first is the root.
#[derive(Clone, Copy, Debug)]
pub enum Node {
    /// Left where the feature is at most the threshold.
    Split {
        feature: usize,
        threshold: f32,
        left: usize,
        right: usize,
    },
    Leaf(f32),
}

/// How to learn.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    pub trees: usize,
    pub depth: usize,
    pub shrinkage: f64,
    /// Least sum of second derivatives on each side of a split.
    pub side_min: f64,
    /// Pulls leaves to zero.
    pub ridge: f64,
    /// One a feature: 1 may only raise, -1 may only lower, 0 either.
    pub directions: &'a [i8],
    /// Features that are not looked at.
    pub left_out: &'a [usize],
}

const BINS: usize = 64;

impl Trees {
    pub fn score(&self, row: &[f32]) -> f32 {
        self.trees.iter().fold(self.start, |sum, tree| sum + leaf(tree, row))
    }

    /// Learns from rows with their answers (0 to 1) and weights.
    pub fn learn(rows: &[&[f32]], answers: &[f32], weights: &[f32], rules: &Rules<'_>) -> Trees {
        let features = rules.directions.len();
        let edges: Vec<Vec<f32>> = (0..features).map(|feature| edges(rows, feature)).collect();
        let bins: Vec<Vec<u8>> = (0..features)
            .map(|feature| {
                rows.iter()
                    .map(|row| edges[feature].partition_point(|edge| *edge < row[feature]) as u8)
                    .collect()
            })
            .collect();
        let (yes, all) =
            answers.iter().zip(weights).fold((0.0f64, 0.0f64), |(yes, all), (answer, weight)| {
                (yes + f64::from(answer * weight), all + f64::from(*weight))
            });
        let start = (yes.max(1.0) / (all - yes).max(1.0)).ln() as f32;
        let mut scores = vec![f64::from(start); rows.len()];
        let mut learnt = Trees { start, trees: Vec::new() };
        let mut slopes = vec![(0.0f64, 0.0f64); rows.len()];
        for _ in 0..rules.trees {
            for (place, slope) in slopes.iter_mut().enumerate() {
                let chance = 1.0 / (1.0 + (-scores[place]).exp());
                let weight = f64::from(weights[place]);
                *slope = (weight * (f64::from(answers[place]) - chance), weight * chance * (1.0 - chance));
            }
            let mut tree = Vec::new();
            let every: Vec<u32> = (0..rows.len() as u32).collect();
            let bounds = (f64::NEG_INFINITY, f64::INFINITY);
            grow(&mut tree, every, &bins, &edges, &slopes, rules, rules.depth, bounds);
            for (score, row) in scores.iter_mut().zip(rows) {
                *score += f64::from(leaf(&tree, row));
            }
            learnt.trees.push(tree);
        }
        learnt
    }

    /// One line a tree, in preorder: `feature<threshold` for a split, `=value` for a leaf.
    pub fn write(&self, names: &[&str]) -> String {
        let mut text = format!("start {:.4}\n", self.start);
        for tree in &self.trees {
            let mut words = Vec::new();
            preorder(tree, 0, names, &mut words);
            text.push_str(&words.join(" "));
            text.push('\n');
        }
        text
    }
}

fn preorder(tree: &[Node], at: usize, names: &[&str], words: &mut Vec<String>) {
    match tree[at] {
        Node::Leaf(value) => words.push(format!("={value:.4}")),
        Node::Split { feature, threshold, left, right } => {
            words.push(format!("{}<{threshold:.4}", names[feature]));
            preorder(tree, left, names, words);
            preorder(tree, right, names, words);
        }
    }
}

fn leaf(tree: &[Node], row: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match tree[at] {
            Node::Leaf(value) => return value,
            Node::Split { feature, threshold, left, right } => {
                at = if row[feature] <= threshold { left } else { right }
            }
        }
    }
}

/// Thresholds between the quantiles of a feature.
fn edges(rows: &[&[f32]], feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().map(|row| row[feature]).collect();
    values.sort_unstable_by(f32::total_cmp);
    let mut edges: Vec<f32> = (1..BINS).map(|bin| values[(values.len() - 1) * bin / BINS]).collect();
    edges.dedup();
    edges
}

#[allow(clippy::too_many_arguments)]
fn grow(
    tree: &mut Vec<Node>,
    rows: Vec<u32>,
    bins: &[Vec<u8>],
    edges: &[Vec<f32>],
    slopes: &[(f64, f64)],
    rules: &Rules<'_>,
    depth: usize,
    bounds: (f64, f64),
) -> usize {
    let at = tree.len();
    let (first, second) = rows.iter().fold((0.0, 0.0), |(first, second), row| {
        let slope = slopes[*row as usize];
        (first + slope.0, second + slope.1)
    });
    let value = |first: f64, second: f64| (first / (second + rules.ridge)).clamp(bounds.0, bounds.1);
    tree.push(Node::Leaf((value(first, second) * rules.shrinkage) as f32));
    if depth == 0 {
        return at;
    }
    let gain = |first: f64, second: f64| first * first / (second + rules.ridge);
    let mut best: Option<(f64, usize, usize, f64, f64)> = None;
    for (feature, bins) in bins.iter().enumerate().filter(|(feature, _)| !rules.left_out.contains(feature)) {
        let mut sums = [(0.0f64, 0.0f64); BINS];
        for row in &rows {
            let slope = slopes[*row as usize];
            let sum = &mut sums[bins[*row as usize] as usize];
            sum.0 += slope.0;
            sum.1 += slope.1;
        }
        let (mut left_first, mut left_second) = (0.0, 0.0);
        for (bin, sum) in sums.iter().enumerate().take(edges[feature].len()) {
            left_first += sum.0;
            left_second += sum.1;
            let (right_first, right_second) = (first - left_first, second - left_second);
            if left_second < rules.side_min || right_second < rules.side_min {
                continue;
            }
            let (left, right) = (value(left_first, left_second), value(right_first, right_second));
            if (right - left) * f64::from(rules.directions[feature]) < 0.0 {
                continue;
            }
            let better =
                gain(left_first, left_second) + gain(right_first, right_second) - gain(first, second);
            if better > best.map_or(1e-6, |best| best.0) {
                best = Some((better, feature, bin, left, right));
            }
        }
    }
    let Some((_, feature, bin, left_value, right_value)) = best else { return at };
    let (left, right): (Vec<u32>, Vec<u32>) =
        rows.iter().partition(|row| bins[feature][**row as usize] as usize <= bin);
    let middle = (left_value + right_value) / 2.0;
    let (left_bounds, right_bounds) = match rules.directions[feature] {
        1 => ((bounds.0, middle), (middle, bounds.1)),
        -1 => ((middle, bounds.1), (bounds.0, middle)),
        _ => (bounds, bounds),
    };
    let left = grow(tree, left, bins, edges, slopes, rules, depth - 1, left_bounds);
    let right = grow(tree, right, bins, edges, slopes, rules, depth - 1, right_bounds);
    tree[at] = Node::Split { feature, threshold: edges[feature][bin], left, right };
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_is_kept_and_a_rule_is_found() {
        let rows: Vec<[f32; 2]> =
            (0..200).map(|n| [n as f32 / 200.0, (n * 7 % 200) as f32 / 200.0]).collect();
        let answers: Vec<f32> = rows.iter().map(|row| f32::from(u8::from(row[0] > 0.5))).collect();
        let rows: Vec<&[f32]> = rows.iter().map(|row| row.as_slice()).collect();
        let learn = |directions: &[i8]| {
            let rules = Rules {
                trees: 20,
                depth: 2,
                shrinkage: 0.3,
                side_min: 1.0,
                ridge: 1.0,
                directions,
                left_out: &[],
            };
            Trees::learn(&rows, &answers, &vec![1.0; rows.len()], &rules)
        };
        let right = learn(&[1, 0]);
        assert!(right.score(&[0.9, 0.5]) > 1.0 && right.score(&[0.1, 0.5]) < -1.0);
        let wrong = learn(&[-1, 0]);
        assert!(wrong.score(&[0.9, 0.5]) <= wrong.score(&[0.1, 0.5]));
    }
}
