//! Grows forests: gradient boosting over histograms, for yes-or-no questions. Small, exact, and the same every time.

use std::sync::Arc;

use mynews_core::extract::forest::{Forest, LEAF, Node};

use crate::chance::Chance;

/// Values of a field are told apart by at most so many thresholds.
const BINS: usize = 64;

/// An error smaller than this has little to teach.
const SETTLED: f32 = 0.03;
/// Rows that one of the settled rows stands for.
const SETTLED_STANDS_FOR: f32 = 6.0;

/// How a forest grows.
#[derive(Debug, Clone, Copy)]
pub struct Growth {
    pub trees: usize,
    pub leaves: usize,
    pub rate: f64,
    /// Weight a leaf must hold.
    pub leaf_weight_min: f64,
    /// Shrinks leaves with little evidence.
    pub shrink: f64,
    pub row_share: f64,
    pub field_share: f64,
    pub seed: u64,
}

/// Rows as small numbers: for each field, the bin of its value.
#[derive(Clone, Default)]
pub struct Binned {
    pub rows: usize,
    columns: Vec<Arc<Column>>,
}

struct Column {
    bins: Vec<u8>,
    edges: Vec<f32>,
}

impl Binned {
    /// Thresholds from the values themselves, so that each bin holds about as many rows.
    pub fn of(fields: std::ops::Range<usize>, rows: &[&[f32]]) -> Binned {
        let columns = fields.map(|field| Arc::new(Column::of(field, rows))).collect();
        Binned { rows: rows.len(), columns }
    }

    /// The same rows with more fields.
    pub fn with(mut self, more: Binned) -> Binned {
        self.columns.extend(more.columns);
        self
    }
}

impl Column {
    fn of(field: usize, rows: &[&[f32]]) -> Column {
        let step = (rows.len() / 60_000).max(1);
        let mut sample: Vec<f32> = rows.iter().step_by(step).map(|row| row[field]).collect();
        sample.sort_by(f32::total_cmp);
        let mut edges: Vec<f32> = Vec::new();
        let mut distinct = sample.clone();
        distinct.dedup();
        if distinct.len() <= BINS {
            edges.extend(distinct.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0));
        } else {
            edges.extend((1..BINS).map(|bin| sample[bin * sample.len() / BINS]));
            edges.dedup();
        }
        let bins = rows.iter().map(|row| edges.partition_point(|edge| row[field] > *edge) as u8).collect();
        Column { bins, edges }
    }
}

struct Leaf {
    rows: Vec<u32>,
    histogram: Vec<(f64, f64)>,
    gradient: f64,
    weight: f64,
    node: usize,
    split: Option<Split>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    field: usize,
    bin: usize,
}

/// Grows a forest that tells rows with target 1 from rows with target 0. Rows without weight are not learnt from.
pub fn grow(data: &Binned, targets: &[f32], weights: &[f32], growth: Growth) -> Forest {
    let mut chance = Chance(growth.seed);
    let total: f64 = weights.iter().map(|weight| f64::from(*weight)).sum();
    let positive: f64 = weights.iter().zip(targets).map(|(weight, target)| f64::from(weight * target)).sum();
    let start = (positive / (total - positive).max(1e-9)).ln();
    let mut forest = Forest { width: data.columns.len(), start: start as f32, ..Forest::default() };
    let mut sums = vec![start; data.rows];
    for _ in 0..growth.trees {
        let mut slopes: Vec<(f32, f32)> = (0..data.rows)
            .map(|row| {
                let likely = 1.0 / (1.0 + (-sums[row]).exp());
                let weight = f64::from(weights[row]);
                (
                    (weight * (likely - f64::from(targets[row]))) as f32,
                    (weight * likely * (1.0 - likely)).max(1e-9) as f32,
                )
            })
            .collect();
        let rows: Vec<u32> = (0..data.rows as u32)
            .filter(|row| {
                let row = *row as usize;
                if weights[row] == 0.0 {
                    return false;
                }
                // Of the rows that are as good as right a few stand for all: there are many, and little to learn.
                let is_settled = slopes[row].0.abs() < SETTLED * weights[row];
                let rarer = if is_settled { 1.0 / f64::from(SETTLED_STANDS_FOR) } else { 1.0 };
                if is_settled {
                    slopes[row].0 *= SETTLED_STANDS_FOR;
                    slopes[row].1 *= SETTLED_STANDS_FOR;
                }
                chance.part() < growth.row_share * rarer
            })
            .collect();
        let fields: Vec<usize> =
            (0..data.columns.len()).filter(|_| chance.part() < growth.field_share).collect();
        let tree = grow_tree(data, &slopes, rows, &fields, growth);
        for (row, sum) in sums.iter_mut().enumerate().filter(|(row, _)| weights[*row] > 0.0) {
            *sum += f64::from(value_of(&tree, data, row));
        }
        forest.trees.push(forest.nodes.len() as u32);
        forest.nodes.extend(tree.iter().map(|(node, bin)| match node.field {
            LEAF => *node,
            field => Node { value: data.columns[field as usize].edges[*bin], ..*node },
        }));
    }
    forest
}

fn value_of(tree: &[(Node, usize)], data: &Binned, row: usize) -> f32 {
    let mut at = 0;
    loop {
        let (node, bin) = tree[at];
        if node.field == LEAF {
            return node.value;
        }
        at = node.left as usize + usize::from(data.columns[node.field as usize].bins[row] as usize > bin);
    }
}

fn grow_tree(
    data: &Binned,
    slopes: &[(f32, f32)],
    rows: Vec<u32>,
    fields: &[usize],
    growth: Growth,
) -> Vec<(Node, usize)> {
    let mut nodes = vec![(Node { field: LEAF, left: 0, value: 0.0 }, 0)];
    let histogram = histogram(data, slopes, &rows, fields);
    let mut leaves = vec![leaf(rows, histogram, slopes, 0, fields, data, growth)];
    while leaves.len() < growth.leaves {
        let Some((best, split)) = leaves
            .iter()
            .enumerate()
            .filter_map(|(index, leaf)| leaf.split.map(|split| (index, split)))
            .max_by(|one, other| one.1.gain.total_cmp(&other.1.gain))
        else {
            break;
        };
        let parent = leaves.swap_remove(best);
        let column = &data.columns[split.field].bins;
        let (left, right): (Vec<u32>, Vec<u32>) =
            parent.rows.iter().partition(|row| column[**row as usize] as usize <= split.bin);
        // Counting the smaller side is enough: the other is what remains.
        let (small, is_left_small) = if left.len() < right.len() { (&left, true) } else { (&right, false) };
        let counted = self::histogram(data, slopes, small, fields);
        let remaining: Vec<(f64, f64)> = parent
            .histogram
            .iter()
            .zip(&counted)
            .map(|(all, part)| (all.0 - part.0, all.1 - part.1))
            .collect();
        let (left_histogram, right_histogram) =
            if is_left_small { (counted, remaining) } else { (remaining, counted) };
        let first = nodes.len();
        nodes[parent.node] = (Node { field: split.field as u16, left: first as u16, value: 0.0 }, split.bin);
        nodes.push((Node { field: LEAF, left: 0, value: 0.0 }, 0));
        nodes.push((Node { field: LEAF, left: 0, value: 0.0 }, 0));
        leaves.push(leaf(left, left_histogram, slopes, first, fields, data, growth));
        leaves.push(leaf(right, right_histogram, slopes, first + 1, fields, data, growth));
    }
    for leaf in leaves {
        nodes[leaf.node].0.value = (-growth.rate * leaf.gradient / (leaf.weight + growth.shrink)) as f32;
    }
    nodes
}

fn leaf(
    rows: Vec<u32>,
    histogram: Vec<(f64, f64)>,
    slopes: &[(f32, f32)],
    node: usize,
    fields: &[usize],
    data: &Binned,
    growth: Growth,
) -> Leaf {
    let (gradient, weight) = rows.iter().fold((0.0, 0.0), |(gradient, weight), row| {
        let (g, h) = slopes[*row as usize];
        (gradient + f64::from(g), weight + f64::from(h))
    });
    let mut best: Option<Split> = None;
    let score = |gradient: f64, weight: f64| gradient * gradient / (weight + growth.shrink);
    let whole = score(gradient, weight);
    for (place, field) in fields.iter().enumerate() {
        let (mut left_gradient, mut left_weight) = (0.0, 0.0);
        for bin in 0..data.columns[*field].edges.len() {
            let (g, h) = histogram[place * BINS + bin];
            left_gradient += g;
            left_weight += h;
            let (right_gradient, right_weight) = (gradient - left_gradient, weight - left_weight);
            if left_weight < growth.leaf_weight_min || right_weight < growth.leaf_weight_min {
                continue;
            }
            let gain = score(left_gradient, left_weight) + score(right_gradient, right_weight) - whole;
            if gain > 1e-6 && best.is_none_or(|best| gain > best.gain) {
                best = Some(Split { gain, field: *field, bin });
            }
        }
    }
    Leaf { rows, histogram, gradient, weight, node, split: best }
}

fn histogram(data: &Binned, slopes: &[(f32, f32)], rows: &[u32], fields: &[usize]) -> Vec<(f64, f64)> {
    let mut histogram = vec![(0.0_f64, 0.0_f64); fields.len() * BINS];
    for (bins, field) in histogram.chunks_mut(BINS).zip(fields) {
        let column = &data.columns[*field].bins;
        for row in rows {
            let (g, h) = slopes[*row as usize];
            let bin = &mut bins[column[*row as usize] as usize];
            bin.0 += f64::from(g);
            bin.1 += f64::from(h);
        }
    }
    histogram
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_two_fields_is_learnt() {
        let rows: Vec<[f32; 3]> =
            (0..4000).map(|n| [(n % 10) as f32, (n / 10 % 10) as f32, (n % 7) as f32]).collect();
        let slices: Vec<&[f32]> = rows.iter().map(|row| row.as_slice()).collect();
        let targets: Vec<f32> =
            rows.iter().map(|row| if row[0] > 4.0 && row[1] > 6.0 { 1.0 } else { 0.0 }).collect();
        let growth = Growth {
            trees: 30,
            leaves: 6,
            rate: 0.3,
            leaf_weight_min: 1.0,
            shrink: 1.0,
            row_share: 0.8,
            field_share: 1.0,
            seed: 1,
        };
        let forest = grow(&Binned::of(0..3, &slices), &targets, &vec![1.0; rows.len()], growth);
        let right = rows
            .iter()
            .zip(&targets)
            .filter(|(row, target)| (forest.likelihood(*row) > 0.5) == (**target > 0.5))
            .count();
        assert_eq!(right, rows.len());
    }
}
