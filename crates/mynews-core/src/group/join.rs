//! The learnt decision: named evidence in, a number out; above zero the article joins.

use super::evidence::{Evidence, FEATURES};

/// What speaks for joining, in logits, and each feature's part in it.
pub struct Verdict {
    pub score: f32,
    pub parts: [f32; FEATURES.len()],
}

pub fn judge(evidence: &Evidence) -> Verdict {
    let mut parts = [0.0; FEATURES.len()];
    for ((part, value), name) in parts.iter_mut().zip(evidence).zip(FEATURES) {
        let weight = match name {
            "text" => 5.0,
            "text_closest" => 4.0,
            "head_closest" => 3.0,
            "meaning_closest" => 1.0,
            "rare_words" => 2.0,
            "lead_closest" => 2.0,
            _ => 0.0,
        };
        *part = weight * value;
    }
    Verdict { score: parts.iter().sum::<f32>() - 4.0, parts }
}
