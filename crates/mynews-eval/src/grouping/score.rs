//! B-cubed precision, recall and F1 of a grouping.

use std::collections::HashMap;

/// How good a grouping is, article by article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    pub found: usize,
    pub articles: usize,
}

/// Truth and finding of each article, in any order; an article of no true story is not scored itself but makes the
/// story that took it in less precise. Only stories that `counts` are scored; the rest is like noise.
pub fn b_cubed(truth: &[Option<&str>], found: &[usize], counts: impl Fn(&str) -> bool) -> Score {
    let (mut by_true, mut by_found, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (truth, found) in truth.iter().zip(found) {
        *by_found.entry(*found).or_insert(0usize) += 1;
        if let Some(truth) = truth.filter(|truth| counts(truth)) {
            *by_true.entry(truth).or_insert(0usize) += 1;
            *both.entry((truth, *found)).or_insert(0usize) += 1;
        }
    }
    let articles: usize = by_true.values().sum();
    let sum = |of: &dyn Fn(&str, usize, usize) -> f64| {
        both.iter().map(|((truth, found), count)| of(truth, *found, *count)).sum::<f64>()
            / articles.max(1) as f64
    };
    let precision = sum(&|_, found, count| (count * count) as f64 / by_found[&found] as f64);
    let recall = sum(&|truth, _, count| (count * count) as f64 / by_true[truth] as f64);
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Score { precision, recall, f1, found: by_found.len(), articles }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_costs_precision_and_nothing_else() {
        let score = b_cubed(&[Some("a"), Some("a"), None, Some("b")], &[1, 1, 1, 2], |_| true);
        assert!((score.precision - (2.0 * 2.0 / 3.0 + 1.0) / 3.0).abs() < 1e-9);
        assert_eq!((score.recall, score.articles, score.found), (1.0, 3, 2));
    }
}
