//! What an outlet prints under many of its articles: boxes, teasers, the article next to it. It says nothing about what
//! an article tells, and would tie together whatever one outlet publishes.
//!
//! A line is furniture when another open article of the same outlet holds it too, or has it for a title. What is remembered goes when its
//! article goes, so the memory is bounded by what is open.

use crate::text::tokens::mix;

use super::numbers::Map;

/// See the file's first sentence.
#[derive(Default)]
pub struct Furniture {
    /// How many open articles of an outlet hold a line.
    articles: Map<u64, u32>,
}

impl Furniture {
    /// Which of an article's lines other articles of its outlet hold: a bit a line. `own` are the lines it was noted with
    /// itself, where it was.
    pub fn among(&self, outlet: u64, lines: &[u32], own: &[u32]) -> u16 {
        let mut furniture = 0;
        if outlet != 0 {
            for (place, line) in lines.iter().enumerate().filter(|(_, line)| **line != 0) {
                let held = self.articles.get(&key(outlet, *line)).copied().unwrap_or(0) as usize;
                let held_itself = own.iter().filter(|one| *one == line).count();
                furniture |= u16::from(held > held_itself) << place;
            }
        }
        furniture
    }

    pub fn note(&mut self, outlet: u64, lines: &[u32]) {
        if outlet != 0 {
            for line in lines.iter().filter(|line| **line != 0) {
                *self.articles.entry(key(outlet, *line)).or_default() += 1;
            }
        }
    }

    pub fn forget(&mut self, outlet: u64, lines: &[u32]) {
        if outlet == 0 {
            return;
        }
        for key in lines.iter().filter(|line| **line != 0).map(|line| key(outlet, *line)) {
            match self.articles.get_mut(&key) {
                Some(articles) if *articles > 1 => *articles -= 1,
                _ => {
                    self.articles.remove(&key);
                }
            }
        }
    }
}

fn key(outlet: u64, line: u32) -> u64 {
    mix(outlet ^ u64::from(line).rotate_left(32))
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
