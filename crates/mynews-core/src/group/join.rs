//! The learnt decision: named evidence in, a number out; above zero the article joins.
//!
//! The number is a sum over small trees of yes-or-no questions ("is `head_closest` above .31?"), learnt from recorded
//! streams (`assets/group-join.txt`, recipe in `mynews-eval`, `bin/teach_grouping.rs`). What is more alike was never
//! allowed to count against joining, so the trees stay sensible on texts unlike those they were learnt from.

use std::sync::OnceLock;

use super::evidence::{Evidence, FEATURES};

static ASSET: &str = include_str!("../../../../assets/group-join.txt");

/// What speaks for joining, in logits, and each feature's part in it.
pub struct Verdict {
    pub score: f32,
    pub parts: Evidence,
}

/// Weighs the evidence.
pub fn judge(evidence: &Evidence) -> Verdict {
    let decision = decision();
    let mut verdict = Verdict { score: decision.start, parts: [0.0; FEATURES.len()] };
    for root in &decision.roots {
        let mut at = *root;
        while let Node::Question { feature, threshold, yes, no, .. } = decision.nodes[at] {
            let next = if evidence[feature] > threshold { yes } else { no };
            // A question's part is how far its answer moved what was expected.
            verdict.parts[feature] += decision.nodes[next].expected() - decision.nodes[at].expected();
            at = next;
        }
        verdict.score += decision.nodes[at].expected();
    }
    verdict
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
}
