//! Decision trees, many: the learnt weights that turn evidence into how likely something is.
//!
//! The bytes are an asset (`assets/reading.forest`), made by `train-reading` of `mynews-eval`. Format, little-endian:
//! `MNF1`, number of forests (u32); each forest: width of a row (u32), number of trees (u32), start (f32); each tree:
//! number of nodes (u32); each node: field (u16, 0xffff for a leaf), left child (u16; right is the next), threshold or
//! leaf value (f32). A row goes left where its field is not above the threshold.

/// A learnt function from rows to likelihoods.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forest {
    pub width: usize,
    pub start: f32,
    /// Where each tree's nodes begin in `nodes`.
    pub trees: Vec<u32>,
    pub nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// The field asked; [`LEAF`] at the end.
    pub field: u16,
    /// The left child, counted from the tree's first node.
    pub left: u16,
    /// Threshold, or value of a leaf.
    pub value: f32,
}

/// The field of a leaf.
pub const LEAF: u16 = u16::MAX;

const MAGIC: &[u8; 4] = b"MNF1";

impl Forest {
    /// From 0 to 1.
    pub fn likelihood(&self, row: &[f32]) -> f32 {
        1.0 / (1.0 + libm::expf(-self.sum(row)))
    }

    /// The sum of all trees: log odds.
    pub fn sum(&self, row: &[f32]) -> f32 {
        let mut sum = self.start;
        for first in &self.trees {
            let mut node = &self.nodes[*first as usize];
            while node.field != LEAF {
                let right = u32::from(row[node.field as usize] > node.value);
                node = &self.nodes[(first + u32::from(node.left) + right) as usize];
            }
            sum += node.value;
        }
        sum
    }
}

/// Forests as bytes.
pub fn to_bytes(forests: &[Forest]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend((forests.len() as u32).to_le_bytes());
    for forest in forests {
        out.extend((forest.width as u32).to_le_bytes());
        out.extend((forest.trees.len() as u32).to_le_bytes());
        out.extend(forest.start.to_le_bytes());
        for (index, first) in forest.trees.iter().enumerate() {
            let end = forest.trees.get(index + 1).map_or(forest.nodes.len(), |next| *next as usize);
            let nodes = &forest.nodes[*first as usize..end];
            out.extend((nodes.len() as u32).to_le_bytes());
            for node in nodes {
                out.extend(node.field.to_le_bytes());
                out.extend(node.left.to_le_bytes());
                out.extend(node.value.to_le_bytes());
            }
        }
    }
    out
}

/// Forests from bytes; `None` where the bytes are damaged.
pub fn from_bytes(bytes: &[u8]) -> Option<Vec<Forest>> {
    let mut reader = Reader { bytes: bytes.strip_prefix(MAGIC)? };
    let mut forests = Vec::new();
    for _ in 0..reader.number()? {
        let mut forest = Forest { width: reader.number()? as usize, ..Forest::default() };
        let trees = reader.number()?;
        forest.start = f32::from_bits(reader.number()?);
        for _ in 0..trees {
            let count = reader.number()?;
            forest.trees.push(forest.nodes.len() as u32);
            for place in 0..count {
                let [low, high, left_low, left_high] = reader.number()?.to_le_bytes();
                let node = Node {
                    field: u16::from_le_bytes([low, high]),
                    left: u16::from_le_bytes([left_low, left_high]),
                    value: f32::from_bits(reader.number()?),
                };
                // Children stand behind their parent and inside their tree, so that a walk ends.
                let is_leaf = node.field == LEAF;
                let left = u32::from(node.left);
                if !is_leaf && (node.field as usize >= forest.width || left <= place || left + 1 >= count) {
                    return None;
                }
                forest.nodes.push(node);
            }
        }
        forests.push(forest);
    }
    reader.bytes.is_empty().then_some(forests)
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn number(&mut self) -> Option<u32> {
        let (head, rest) = self.bytes.split_first_chunk::<4>()?;
        self.bytes = rest;
        Some(u32::from_le_bytes(*head))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_survives_being_written_and_read() {
        let leaf = |value| Node { field: LEAF, left: 0, value };
        let forest = Forest {
            width: 2,
            start: 0.5,
            trees: vec![0, 3],
            nodes: vec![Node { field: 1, left: 1, value: 3.0 }, leaf(-1.0), leaf(2.0), leaf(0.25)],
        };
        assert_eq!(forest.sum(&[0.0, 3.0]), -0.25);
        assert_eq!(forest.sum(&[0.0, 3.5]), 2.75);
        let bytes = to_bytes(std::slice::from_ref(&forest));
        assert_eq!(from_bytes(&bytes), Some(vec![forest]));
        assert_eq!(from_bytes(&bytes[..bytes.len() - 1]), None);
    }
}
