//! Lines of arriving articles that their outlet prints elsewhere too: a box to sign up in, the headline of the article next
//! to it. What such a line says is not said of the article's event: no key point, no quotation and no name is taken from it.

use super::furniture::Furniture;
use super::open::OpenStories;
use super::sketch::{LINES_MAX, Sketch};
use crate::model::ArticleId;

/// Where more of an article's lines stand elsewhere, it is the same article again.
const SHARE_MAX: f32 = 0.5;

/// An article about to be placed.
#[derive(Clone, Copy)]
pub struct Arrival<'a> {
    pub article: ArticleId,
    pub sketch: &'a Sketch,
    /// The text that was sketched.
    pub text: &'a str,
}

/// The lines of each arrival that an open article of the same outlet holds, or one that arrives with it.
pub fn repeated<'a>(open: &OpenStories, arrivals: &[Arrival<'a>]) -> Vec<Vec<&'a str>> {
    let mut arriving = Furniture::default();
    arrivals.iter().for_each(|one| arriving.note(one.sketch.outlet, &one.sketch.lines));
    arrivals
        .iter()
        .map(|arrival| {
            let Sketch { outlet, lines, .. } = arrival.sketch;
            let bits = open.repeats(arrival.article, arrival.sketch) | arriving.among(*outlet, lines, lines);
            let lines: Vec<&str> =
                arrival.text.split('\n').filter(|line| !line.trim().is_empty()).take(LINES_MAX).collect();
            let repeated: Vec<&str> = (lines.iter().enumerate())
                .filter(|(place, _)| bits >> place & 1 == 1)
                .map(|(_, line)| *line)
                .collect();
            if repeated.len() as f32 > lines.len() as f32 * SHARE_MAX { Vec::new() } else { repeated }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::{self, Telling};
    use crate::model::{StoryId, Timestamp};

    const BOX: &str = "Our letter comes every morning at six; sign up here.";

    fn sketch(title: &str, text: &str) -> Sketch {
        let telling = Telling { title: Some(title), text, outlet: Some("a.example"), ..Telling::default() };
        group::sketch(&telling, None)
    }

    #[test]
    fn a_box_and_the_headline_next_door_are_no_part_of_an_article() {
        let id = |name: &str| ArticleId::of_url(name);
        let tanker = format!(
            "The tanker came off the sandbank at noon.\nFour tugs pulled.\n{BOX}\nFirst snow closes two passes"
        );
        let snow = format!("Forty centimetres fell at the pass.\nTrains run as planned.\n{BOX}");
        let (one, two) = (sketch("Tanker afloat", &tanker), sketch("First snow closes two passes", &snow));
        let arrival = |name, sketch, text| Arrival { article: id(name), sketch, text };
        let mut open = OpenStories::new();
        let found = repeated(&open, &[arrival("one", &one, &tanker), arrival("two", &two, &snow)]);
        assert_eq!(found, [vec![BOX, "First snow closes two passes"], vec![BOX]]);
        open.insert(id("one"), StoryId::opened_by(id("one")), &one, Timestamp::UNIX_EPOCH);
        assert_eq!(repeated(&open, &[arrival("two", &two, &snow)]), [[BOX]], "of those that are open, too");
        let again = repeated(&open, &[arrival("one", &one, &tanker)]);
        assert_eq!(again, [Vec::<&str>::new()], "what it printed itself is nobody else's");
    }

    #[test]
    fn an_article_printed_again_keeps_its_lines() {
        let text = "The tanker came off the sandbank at noon.\nFour tugs pulled for eleven hours.";
        let sketch = sketch("Tanker afloat", text);
        let arrival = |name| Arrival { article: ArticleId::of_url(name), sketch: &sketch, text };
        let found = repeated(&OpenStories::new(), &[arrival("one"), arrival("two")]);
        assert!(found.iter().all(Vec::is_empty), "{found:?}");
    }
}
