//! How much two stories share, and how much each story that could be chosen shares with those that are on the page.

use super::table::HashTable;
use crate::model::Candidate;

/// What two stories share for being about the same topic, whatever their words.
const SAME_TOPIC: f64 = 0.2;

/// How much two stories share: their words, and a little for the same topic.
pub fn likeness(a: &Candidate, b: &Candidate) -> f64 {
    let mut shared = 0.0;
    let (mut left, mut right) = (a.words.iter().peekable(), b.words.iter().peekable());
    while let (Some((word, weight)), Some((other, other_weight))) = (left.peek(), right.peek()) {
        match word.cmp(other) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                shared += f64::from(*weight) * f64::from(*other_weight);
                left.next();
                right.next();
            }
        }
    }
    f64::max(shared, for_topic(a, b))
}

fn for_topic(a: &Candidate, b: &Candidate) -> f64 {
    match (a.topics.first(), b.topics.first()) {
        (Some(a), Some(b)) if a.key == b.key => SAME_TOPIC,
        _ => 0.0,
    }
}

/// Stories that could be chosen, beside those that were. Which of them have a word is noted once, so that a story that is
/// chosen is compared with those alone that share a word with it; the sums are those of `likeness`, in the same order.
pub struct Alike<'a> {
    candidates: Vec<&'a Candidate>,
    having: HashTable<Vec<(u32, f32)>>,
    /// What each candidate shares at most with any story chosen so far.
    pub most: Vec<f64>,
}

impl<'a> Alike<'a> {
    pub fn of(candidates: Vec<&'a Candidate>) -> Alike<'a> {
        let mut having = HashTable::new();
        for (place, candidate) in (0..).zip(&candidates) {
            for (word, weight) in &candidate.words {
                having.entry(*word, Vec::new).push((place, *weight));
            }
        }
        Alike { having, most: vec![0.0; candidates.len()], candidates }
    }

    pub fn is_chosen(&mut self, chosen: &Candidate) {
        let mut shared = vec![0.0; self.candidates.len()];
        for (word, weight) in &chosen.words {
            for (place, other_weight) in self.having.get(*word).into_iter().flatten() {
                shared[*place as usize] += f64::from(*weight) * f64::from(*other_weight);
            }
        }
        for ((most, shared), candidate) in self.most.iter_mut().zip(shared).zip(&self.candidates) {
            *most = most.max(f64::max(shared, for_topic(candidate, chosen)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, StoryId, Topic};

    #[test]
    fn all_at_once_is_one_by_one() {
        let story = |number: u64| {
            let id = StoryId::opened_by(ArticleId::of_url(&format!("https://harbour-post.test/{number}")));
            let mut candidate = Candidate::new(id, "Trams", "2026-11-23T10:00:00Z".parse().unwrap());
            candidate.words =
                (0..9).filter(|word| word % (1 + number % 4) == 0).map(|word| (word, 0.1)).collect();
            candidate.topics = vec![Topic { key: format!("{}", number % 3), label: String::new() }];
            candidate
        };
        let stories: Vec<Candidate> = (0..12).map(story).collect();
        let mut alike = Alike::of(stories.iter().collect());
        let chosen = [&stories[3], &stories[7], &stories[0]];
        for one in chosen {
            alike.is_chosen(one);
        }
        for (story, most) in stories.iter().zip(&alike.most) {
            assert_eq!(*most, chosen.iter().map(|one| likeness(story, one)).fold(0.0, f64::max));
        }
    }
}
