//! Which blocks of a page are in its true text: the labels to learn from.

use std::collections::HashMap;

/// Words that must match in a row for a block to count as found.
const RUN: usize = 3;
/// How far from its neighbours in the true text a short block may stand.
const REACH: usize = 60;

/// For each block the share of its words that the truth holds, in order, from 0 to 1.
pub fn found(texts: &[String], truth: &str) -> Vec<f32> {
    let truth = words(truth);
    let mut runs: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, run) in truth.windows(RUN).enumerate() {
        runs.entry(run).or_default().push(at);
    }
    let blocks: Vec<Vec<String>> = texts.iter().map(|text| words(text)).collect();
    // Long blocks first: they tell where in the truth we are.
    let mut place: Vec<Option<(usize, usize)>> = vec![None; blocks.len()];
    let mut share = vec![0.0_f32; blocks.len()];
    for (index, block) in blocks.iter().enumerate() {
        if block.len() < 8 {
            continue;
        }
        let hits: Vec<usize> =
            block.windows(RUN).filter_map(|run| runs.get(run)).map(|places| places[0]).collect();
        let portion = hits.len() as f32 / (block.len() - RUN + 1) as f32;
        share[index] = portion;
        if portion > 0.6
            && let (Some(first), Some(last)) = (hits.iter().min(), hits.iter().max())
        {
            place[index] = Some((*first, *last + RUN));
        }
    }
    let times = |block: &[String]| {
        block.windows(RUN).filter_map(|run| runs.get(run)).map(Vec::len).min().unwrap_or(1)
    };
    drop_repeats(&blocks, &mut place, &mut share, times);
    for index in 0..blocks.len() {
        let block = &blocks[index];
        if block.is_empty() || block.len() >= 8 {
            continue;
        }
        let before = place[..index].iter().rev().take(40).flatten().next().map(|(_, end)| *end);
        let after = place[index + 1..].iter().take(40).flatten().next().map(|(start, _)| *start);
        let (from, to) = match (before, after) {
            (Some(before), Some(after)) if after >= before && after - before < 400 => {
                (before.saturating_sub(2), after + 2)
            }
            (Some(before), _) => (before.saturating_sub(2), before + REACH),
            (None, Some(after)) => (after.saturating_sub(REACH), after + 2),
            (None, None) => continue,
        };
        let window = &truth[from.min(truth.len())..to.min(truth.len())];
        if let Some(at) = window.windows(block.len()).position(|run| run == block.as_slice()) {
            share[index] = 1.0;
            place[index] = Some((from + at, from + at + block.len()));
        }
    }
    share
}

/// Of blocks with the same words only those among other found blocks are the article's, as many as the truth has.
fn drop_repeats(
    blocks: &[Vec<String>],
    place: &mut [Option<(usize, usize)>],
    share: &mut [f32],
    times: impl Fn(&[String]) -> usize,
) {
    let mut same: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (index, block) in blocks.iter().enumerate() {
        if place[index].is_some() {
            same.entry(block).or_default().push(index);
        }
    }
    for group in same.values_mut().filter(|group| group.len() > 1) {
        let company = |index: usize| {
            let around = index.saturating_sub(6)..(index + 7).min(blocks.len());
            around.filter(|other| place[*other].is_some()).map(|other| blocks[other].len()).sum::<usize>()
        };
        group.sort_by_key(|index| std::cmp::Reverse(company(*index)));
        for index in group.iter().copied().skip(times(&blocks[group[0]])) {
            share[index] = 0.0;
        }
    }
    for (place, share) in place.iter_mut().zip(share.iter()) {
        if *share == 0.0 {
            *place = None;
        }
    }
}

/// Words in lower case. Soft hyphens, which a truth may keep and a block does not, part none.
pub fn words(text: &str) -> Vec<String> {
    text.replace('\u{ad}', "")
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_the_truth_are_found() {
        let texts = [
            "Home news",
            "The harbour closed its gates on Monday for repairs",
            "Why now",
            "Divers looked at the old lock walls all day long",
            "Read more about other things in this town",
        ]
        .map(str::to_owned);
        let truth = "The harbour closed its gates on Monday for repairs\nWhy now\nDivers looked at the old lock walls all day long";
        assert_eq!(found(&texts, truth), [0.0, 1.0, 1.0, 1.0, 0.0]);
    }
}
