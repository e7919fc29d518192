//! What an outlet prints under many of its articles: boxes, teasers, the article next to it. It says nothing about what
//! an article tells, and would tie together whatever one outlet publishes.
//!
//! A line is furniture when another open article of the same outlet holds it too, or has it for a title. What is remembered goes when its
//! article goes, so the memory is bounded by what is open.

use std::hash::{Hash, Hasher};

use crate::text::tokens::mix;

use super::numbers::Map;

/// See the file's first sentence.
#[derive(Default)]
pub struct Furniture {
    /// How many open articles of an outlet hold a line.
    articles: Map<Line, u16>,
}

/// A line of an outlet, as 48 bits: with its count it takes eight bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Line([u16; 3]);

impl Hash for Line {
    fn hash<Spread: Hasher>(&self, state: &mut Spread) {
        let [low, middle, high] = self.0.map(u64::from);
        state.write_u64(low | middle << 16 | high << 32);
    }
}

impl Furniture {
    /// Which of an article's lines other articles of its outlet hold: a bit a line. `own` are the lines it was noted with
    /// itself, where it was.
    pub fn among(&self, outlet: u64, lines: &[u32], own: &[u32]) -> u16 {
        let mut furniture = 0;
        if outlet != 0 {
            for (place, line) in lines.iter().enumerate().filter(|(_, line)| **line != 0) {
                let held = usize::from(self.articles.get(&key(outlet, *line)).copied().unwrap_or(0));
                let held_itself = own.iter().filter(|one| *one == line).count();
                furniture |= u16::from(held > held_itself) << place;
            }
        }
        furniture
    }

    pub fn note(&mut self, outlet: u64, lines: &[u32]) {
        if outlet != 0 {
            for line in lines.iter().filter(|line| **line != 0) {
                let articles = self.articles.entry(key(outlet, *line)).or_default();
                *articles = articles.saturating_add(1);
            }
        }
    }

    pub fn forget(&mut self, outlet: u64, lines: &[u32]) {
        if outlet == 0 {
            return;
        }
        for key in lines.iter().filter(|line| **line != 0).map(|line| key(outlet, *line)) {
            match self.articles.get_mut(&key) {
                // Nobody knows how many hold what is held by as many as can be counted: it stays furniture.
                Some(&mut u16::MAX) => {}
                Some(articles) if *articles > 1 => *articles -= 1,
                _ => {
                    self.articles.remove(&key);
                }
            }
        }
    }
}

fn key(outlet: u64, line: u32) -> Line {
    let mixed = mix(outlet ^ u64::from(line).rotate_left(32));
    Line([mixed as u16, (mixed >> 16) as u16, (mixed >> 32) as u16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_known_by_its_outlet_while_another_article_holds_it() {
        let mut furniture = Furniture::default();
        furniture.note(7, &[11, 12]);
        assert_eq!(furniture.among(7, &[13, 12, 0], &[]), 0b010);
        assert_eq!(furniture.among(8, &[13, 12, 0], &[]), 0);
        assert_eq!(furniture.among(7, &[11, 12], &[11, 12]), 0, "what it holds itself is no box");
        furniture.forget(7, &[11, 12]);
        assert_eq!(furniture.among(7, &[13, 12, 0], &[]), 0);
    }
}
