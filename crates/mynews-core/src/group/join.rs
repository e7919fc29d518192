//! The learnt decision: named evidence in, a number out; above zero the article joins.
//!
//! The number is a sum over small trees of yes-or-no questions ("is `head_closest` above .31?"), learnt from recorded
//! streams (`assets/group-join.txt`, recipe in `mynews-eval`, `bin/teach_grouping.rs`). What is more alike was never
//! allowed to count against joining, so the trees stay sensible on texts unlike those they were learnt from.

use std::sync::OnceLock;

use super::evidence::{Evidence, FEATURES};

static ASSET: &str = include_str!("../../../../assets/group-join.txt");

/// What an article that shares names alone, or a sequel, scores at most: it does not join, and is not thrown out of where
/// it stands.
const APART_MAX: f32 = -0.1;

/// Less is next to nothing.
const SHARED_MIN: f32 = 0.1;

/// The feature of about forty different words.
const REPORT_LENGTH_MIN: f32 = 0.75;

/// The feature of eighteen hours, the most of a day.
const SEQUEL_DAYS_MIN: f32 = 0.589;

/// Headlines of one outlet about one event have more in common.
const SEQUEL_HEADS_MAX: f32 = 0.45;

const LENGTH: usize = place_of("length");
const DAYS: usize = place_of("days");
const OUTLET_AGAIN: usize = place_of("outlet_again");
const HEAD_CLOSEST: usize = place_of("head_closest");
const NAME_MISSING: usize = place_of("name_missing");
const NUMBERS_SHARED: usize = place_of("numbers_shared");
const HEAD_TOLD: usize = place_of("head_told");
const PLAIN_CLOSEST: usize = place_of("plain_closest");

/// Where a feature stands in the row; a name that is none does not compile.
const fn place_of(name: &str) -> usize {
    let mut place = 0;
    loop {
        let (ours, theirs) = (FEATURES[place].as_bytes(), name.as_bytes());
        let mut same = 0;
        while same < ours.len() && same < theirs.len() && ours[same] == theirs[same] {
            same += 1;
        }
        if same == ours.len() && same == theirs.len() {
            return place;
        }
        place += 1;
    }
}

/// What speaks for joining, in logits.
pub fn score(evidence: &Evidence) -> f32 {
    let decision = decision();
    let mut score = decision.start;
    for root in &decision.roots {
        let mut at = *root;
        while let Node::Question { feature, threshold, yes, no, .. } = decision.nodes[at] {
            at = if evidence[feature] > threshold { yes } else { no };
        }
        score += decision.nodes[at].expected();
    }
    if is_names_alone(evidence) || is_sequel(evidence) { score.min(APART_MAX) } else { score }
}

/// Each feature's part in the score.
pub fn parts(evidence: &Evidence) -> Evidence {
    let decision = decision();
    let mut parts = [0.0; FEATURES.len()];
    for root in &decision.roots {
        let mut at = *root;
        while let Node::Question { feature, threshold, yes, no, .. } = decision.nodes[at] {
            let next = if evidence[feature] > threshold { yes } else { no };
            // A question's part is how far its answer moved what was expected.
            parts[feature] += decision.nodes[next].expected() - decision.nodes[at].expected();
            at = next;
        }
    }
    parts
}

/// Names tell to whom, other words tell what happened: a fire in a port and a cable that comes ashore there share the
/// port. A report that holds next to nothing of a story's headlines, and no words of any of its articles but names, is not
/// of that story. Not asked of a headline or a teaser, which may well have a name and no other word in common.
fn is_names_alone(evidence: &Evidence) -> bool {
    evidence[LENGTH] > REPORT_LENGTH_MIN
        && evidence[HEAD_TOLD] < SHARED_MIN
        && evidence[PLAIN_CLOSEST] < SHARED_MIN
}

/// An outlet that told a story and writes again the next day tells what came of it, unless it says so by what it repeats:
/// the race that a storm moved inland is no report of the storm, though it says much of it. Under a headline of its own,
/// with a name in its first lines that the story never had, and with none of its numbers, it is a story of its own.
pub fn is_sequel(evidence: &Evidence) -> bool {
    evidence[LENGTH] > REPORT_LENGTH_MIN
        && evidence[OUTLET_AGAIN] > 0.0
        && evidence[DAYS] > SEQUEL_DAYS_MIN
        && evidence[HEAD_CLOSEST] < SEQUEL_HEADS_MAX
        && evidence[NAME_MISSING] > 0.0
        && evidence[NUMBERS_SHARED] == 0.0
}

#[derive(Debug, Default)]
struct Decision {
    start: f32,
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    Question { feature: usize, threshold: f32, no: usize, yes: usize, expected: f32 },
    Answer(f32),
}

impl Node {
    /// What the trees would have said here, knowing no more: the mean of the answers below.
    fn expected(self) -> f32 {
        match self {
            Node::Question { expected, .. } | Node::Answer(expected) => expected,
        }
    }
}

fn decision() -> &'static Decision {
    static READ: OnceLock<Decision> = OnceLock::new();
    READ.get_or_init(|| Decision::read(ASSET).unwrap_or_default())
}

impl Decision {
    /// A line `start NUMBER`, then a line a tree in preorder: `feature<threshold`, no before yes; `=answer`. `None`
    /// for what cannot be read; a test keeps our asset readable.
    fn read(text: &str) -> Option<Decision> {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let mut decision =
            Decision { start: lines.next()?.strip_prefix("start ")?.parse().ok()?, ..Decision::default() };
        for line in lines {
            let mut words = line.split_whitespace();
            let root = decision.read_node(&mut words)?;
            decision.roots.push(root);
        }
        Some(decision)
    }

    fn read_node<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>) -> Option<usize> {
        let word = words.next()?;
        let at = self.nodes.len();
        if let Some(answer) = word.strip_prefix('=') {
            self.nodes.push(Node::Answer(answer.parse().ok()?));
            return Some(at);
        }
        let (name, threshold) = word.split_once('<')?;
        let feature = FEATURES.iter().position(|feature| *feature == name)?;
        self.nodes.push(Node::Answer(0.0));
        let no = self.read_node(words)?;
        let yes = self.read_node(words)?;
        let expected = (self.nodes[no].expected() + self.nodes[yes].expected()) / 2.0;
        self.nodes[at] = Node::Question { feature, threshold: threshold.parse().ok()?, no, yes, expected };
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_asset_can_be_read() {
        let decision = Decision::read(ASSET).expect("the asset names features that exist");
        assert!(!decision.roots.is_empty());
    }

    #[test]
    fn the_parts_tell_how_the_score_came_about() {
        let decision = Decision::read("start -1\nhead<0.5 =-1 text<0.2 =0 =2\n").unwrap();
        assert_eq!(decision.nodes[decision.roots[0]].expected(), 0.0);
        assert!(Decision::read("start -1\nunknown<0.5 =-1 =1\n").is_none());
    }

    #[test]
    fn the_next_day_an_outlet_tells_what_came_of_it() {
        let mut evidence = [0.5; FEATURES.len()];
        evidence[LENGTH] = 0.8;
        evidence[OUTLET_AGAIN] = 1.0;
        evidence[NUMBERS_SHARED] = 0.0;
        evidence[HEAD_CLOSEST] = 0.4;
        evidence[DAYS] = libm::logf(1.0 + 20.0) / 5.0;
        assert!(is_sequel(&evidence));
        for (place, value) in [(OUTLET_AGAIN, 0.0), (NUMBERS_SHARED, 0.2), (HEAD_CLOSEST, 0.6), (DAYS, 0.5)] {
            let mut other = evidence;
            other[place] = value;
            assert!(!is_sequel(&other), "{}", FEATURES[place]);
        }
    }
}
