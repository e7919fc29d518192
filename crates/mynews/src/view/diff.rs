//! Two headlines, word by word: what went, what came, what stayed.

use serde::Serialize;

/// Words longer lists are not compared: the old headline is shown whole, then the new one.
const WORDS_MAX: usize = 60;

/// A run of words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Piece {
    /// `same`, `old` or `new`.
    pub kind: &'static str,
    pub text: String,
}

/// The way from `old` to `new`.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let before: Vec<&str> = old.split_whitespace().collect();
    let after: Vec<&str> = new.split_whitespace().collect();
    if before.len() > WORDS_MAX || after.len() > WORDS_MAX {
        return vec![Piece { kind: "old", text: old.into() }, Piece { kind: "new", text: new.into() }];
    }
    let common = common_lengths(&before, &after);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut say = |kind: &'static str, word: &str| match pieces.last_mut().filter(|piece| piece.kind == kind)
    {
        Some(piece) => piece.text.push_str(&format!(" {word}")),
        None => pieces.push(Piece { kind, text: word.to_owned() }),
    };
    let (mut i, mut j) = (0, 0);
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            say("same", after[j]);
            (i, j) = (i + 1, j + 1);
        } else if j == after.len() || (i < before.len() && common[i + 1][j] >= common[i][j + 1]) {
            say("old", before[i]);
            i += 1;
        } else {
            say("new", after[j]);
            j += 1;
        }
    }
    pieces
}

/// The length of the longest common run of words from each pair of places on.
fn common_lengths(before: &[&str], after: &[&str]) -> Vec<Vec<usize>> {
    let mut lengths = vec![vec![0; after.len() + 1]; before.len() + 1];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            lengths[i][j] = if before[i] == after[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let mark = |piece: Piece| match piece.kind {
            "old" => format!("[-{}-]", piece.text),
            "new" => format!("[+{}+]", piece.text),
            _ => piece.text,
        };
        pieces(old, new).into_iter().map(mark).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_went_and_came() {
        assert_eq!(shown("Deal near", "Deal near"), "Deal near");
        assert_eq!(
            shown("Eleven states close to wind deal", "Eleven states agree to share wind"),
            "Eleven states [-close-] [+agree+] to [+share+] wind [-deal-]"
        );
        assert_eq!(shown("", "New"), "[+New+]");
    }
}
