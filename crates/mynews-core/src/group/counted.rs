//! The terms of an article, each once, with how often and where it stands: counted as they are met.

use super::background;
use super::sketch::Term;

/// Room at the start, for the first two thousand letters of a text.
const PLACES: usize = 1 << 10;

/// See the file's first sentence.
#[derive(Debug)]
pub struct Counted {
    terms: Vec<Term>,
    /// Open addressing: a term's place in the list plus one. Half of it is free, or more.
    places: Vec<u32>,
}

impl Default for Counted {
    fn default() -> Counted {
        Counted { terms: Vec::with_capacity(PLACES / 4), places: vec![0; PLACES] }
    }
}

impl Counted {
    pub fn note(&mut self, hash: u64, marks: u8, lines: u16) {
        let place = self.place_of(hash);
        match self.places[place].checked_sub(1) {
            Some(known) => {
                let term = &mut self.terms[known as usize];
                term.count = term.count.saturating_add(1);
                term.marks |= marks;
                term.lines |= lines;
            }
            None => {
                self.terms.push(Term { hash, count: 1, marks, lines, heard: 0 });
                self.places[place] = self.terms.len() as u32;
                if self.terms.len() * 2 > self.places.len() {
                    self.grow();
                }
            }
        }
    }

    /// In the order they were met first.
    pub fn into_terms(mut self) -> Vec<Term> {
        self.terms.iter_mut().for_each(|term| term.heard = background::heard(term.hash));
        self.terms
    }

    /// Where the term stands, or where it would.
    fn place_of(&self, hash: u64) -> usize {
        let last = self.places.len() - 1;
        let mut place = hash as usize & last;
        while let Some(known) = self.places[place].checked_sub(1)
            && self.terms[known as usize].hash != hash
        {
            place = (place + 1) & last;
        }
        place
    }

    fn grow(&mut self) {
        self.places = vec![0; self.places.len() * 2];
        for known in 0..self.terms.len() {
            let place = self.place_of(self.terms[known].hash);
            self.places[place] = known as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_counted_once_however_often_it_stands() {
        let mut counted = Counted::default();
        for number in 0..3_000u64 {
            counted.note(number % 1_500, if number == 7 { Term::HEAD } else { 0 }, 1);
        }
        let terms = counted.into_terms();
        assert_eq!(terms.len(), 1_500);
        assert!(terms.iter().all(|term| term.count == 2));
        assert!(terms[7].is(Term::HEAD) && !terms[8].is(Term::HEAD));
    }
}
