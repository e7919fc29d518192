//! Lines of arriving articles that their outlet prints elsewhere too: a box to sign up in, the headline of the article next
//! to it. What such a line says is not said of the article's event: no key point, no quotation and no name is taken from it.

use super::furniture::Furniture;
use super::open::OpenStories;
use super::sketch::{LINES_MAX, Sketch};
use crate::model::ArticleId;

/// An article about to be placed.
#[derive(Clone, Copy)]
pub struct Arrival<'a> {
    pub article: ArticleId,
    pub sketch: &'a Sketch,
    /// The text that was sketched.
    pub text: &'a str,
}

/// What of an article its outlet prints elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Repeated<'a> {
    /// A bit for each of the first lines that stands elsewhere too: when there are more, the article is read anew.
    pub bits: u16,
    /// Those lines. What stands elsewhere from the first line on is the article itself, printed below another one.
    pub lines: Vec<&'a str>,
}

/// What of each arrival an open article of the same outlet holds, or one that arrives with it.
pub fn repeated<'a>(open: &OpenStories, arrivals: &[Arrival<'a>]) -> Vec<Repeated<'a>> {
    let mut arriving = Furniture::default();
    arrivals.iter().for_each(|one| arriving.note(one.sketch.outlet, &one.sketch.lines));
    (arrivals.iter())
        .map(|arrival| {
            let Sketch { outlet, lines, .. } = arrival.sketch;
            let bits = (open.repeats(arrival.article, arrival.sketch)
                | arriving.among(*outlet, lines, lines))
                & !title_bit(lines.len());
            let lines = arrival.text.split('\n').filter(|line| !line.trim().is_empty()).take(LINES_MAX);
            let itself = bits.trailing_ones() as usize;
            let lines = (lines.enumerate().skip(itself))
                .filter(|(place, _)| bits >> place & 1 == 1)
                .map(|(_, line)| line)
                .collect();
            Repeated { bits, lines }
        })
        .collect()
}

/// The bits of an open article's lines that other open articles of its outlet hold by now.
pub fn repeats(open: &OpenStories, article: ArticleId) -> u16 {
    let (bits, lines) = open.repeats_now(article);
    bits & !title_bit(lines)
}

/// The title's hash stands behind those of the lines.
fn title_bit(lines: usize) -> u16 {
    1 << lines.saturating_sub(1)
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
        assert_eq!(found[0].lines, [BOX, "First snow closes two passes"]);
        assert_eq!((found[0].bits, found[1].lines.as_slice()), (0b1100, &[BOX][..]));
        open.insert(id("one"), StoryId::opened_by(id("one")), &one, Timestamp::UNIX_EPOCH);
        assert_eq!(repeats(&open, id("one")), 0);
        let of_open = repeated(&open, &[arrival("two", &two, &snow)]);
        assert_eq!(of_open[0].lines, [BOX], "of those that are open, too");
        let again = repeated(&open, &[arrival("one", &one, &tanker)]);
        assert_eq!(again, [Repeated::default()], "what it printed itself is nobody else's");
        open.insert(id("two"), StoryId::opened_by(id("two")), &two, Timestamp::UNIX_EPOCH);
        assert_eq!(repeats(&open, id("one")), 0b1100, "by now it is known");
    }

    #[test]
    fn an_article_printed_again_keeps_its_lines() {
        let text = "The tanker came off the sandbank at noon.\nFour tugs pulled for eleven hours.";
        let sketch = sketch("Tanker afloat", text);
        let arrival = |name| Arrival { article: ArticleId::of_url(name), sketch: &sketch, text };
        let found = repeated(&OpenStories::new(), &[arrival("one"), arrival("two")]);
        assert!(found.iter().all(|one| one.lines.is_empty()), "{found:?}");
    }
}
