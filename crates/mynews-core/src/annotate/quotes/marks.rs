//! Where quotation marks open and close: straight, curly, guillemets both ways round, German and Chinese and Japanese
//! marks, over several paragraphs where each reopens.

/// A stretch between quotation marks, the marks left out. It has a piece for each paragraph it runs through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marked {
    pub pieces: Vec<Piece>,
}

/// Bytes `start..end` of the n-th paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    pub paragraph: usize,
    pub start: usize,
    pub end: usize,
}

/// So many paragraphs a quotation that nobody closes may run on.
const PARAGRAPHS_MAX: usize = 12;

/// The stretches between marks in paragraphs, in order. Single marks count only where the text has no double ones.
pub fn find(paragraphs: &[&str]) -> Vec<Marked> {
    let found = find_with(paragraphs, &DOUBLE);
    if found.is_empty() { find_with(paragraphs, &SINGLE) } else { found }
}

/// A mark that opens, and those that may close it.
struct Pair {
    opening: char,
    closing: &'static [char],
}

const DOUBLE: [Pair; 9] = [
    Pair { opening: '“', closing: &['”', '"'] },
    Pair { opening: '„', closing: &['“', '”', '"'] },
    Pair { opening: '"', closing: &['"', '”'] },
    Pair { opening: '”', closing: &['”', '"'] },
    Pair { opening: '«', closing: &['»'] },
    Pair { opening: '»', closing: &['«', '»'] },
    Pair { opening: '「', closing: &['」'] },
    Pair { opening: '『', closing: &['』'] },
    Pair { opening: '＂', closing: &['＂'] },
];

const SINGLE: [Pair; 3] = [
    Pair { opening: '‘', closing: &['’', '\''] },
    Pair { opening: '\'', closing: &['\'', '’'] },
    Pair { opening: '‚', closing: &['‘', '’'] },
];

struct Open<'p> {
    pair: &'p Pair,
    start: usize,
    pieces: Vec<Piece>,
}

fn find_with(paragraphs: &[&str], pairs: &[Pair]) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut open: Option<Open> = None;
    for (paragraph, text) in paragraphs.iter().enumerate() {
        if let Some(still_open) = open.take() {
            match continues(text, &still_open) {
                Some(start) => open = Some(Open { start, ..still_open }),
                None => close(&mut found, still_open.pieces),
            }
        }
        let from = open.as_ref().map_or(0, |open| open.start);
        for (at, mark) in text.char_indices().filter(|(at, _)| *at >= from) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let after = text[at + mark.len_utf8()..].chars().next().unwrap_or(' ');
            match &mut open {
                None => {
                    let pair = pairs.iter().find(|pair| pair.opening == mark && opens(mark, before, after));
                    open = pair.map(|pair| Open { pair, start: at + mark.len_utf8(), pieces: Vec::new() });
                }
                Some(standing)
                    if standing.pair.closing.contains(&mark)
                        && closes(standing, mark, before, after, &text[at..]) =>
                {
                    standing.pieces.push(Piece { paragraph, start: standing.start, end: at });
                    close(&mut found, open.take().map(|open| open.pieces).unwrap_or_default());
                }
                // The writer forgot to close, and opens anew.
                Some(standing)
                    if standing.pair.opening == mark && "“„".contains(mark) && before.is_whitespace() =>
                {
                    standing.pieces.push(Piece { paragraph, start: standing.start, end: at });
                    let pieces = std::mem::take(&mut standing.pieces);
                    standing.start = at + mark.len_utf8();
                    close(&mut found, pieces);
                }
                Some(_) => {}
            }
        }
        if let Some(standing) = &mut open {
            standing.pieces.push(Piece { paragraph, start: standing.start, end: text.len() });
        }
    }
    if let Some(standing) = open {
        close(&mut found, standing.pieces);
    }
    found
}

fn close(found: &mut Vec<Marked>, pieces: Vec<Piece>) {
    let pieces: Vec<Piece> = pieces.into_iter().filter(|piece| piece.start < piece.end).collect();
    if !pieces.is_empty() {
        found.push(Marked { pieces });
    }
}

/// Where the quotation goes on in the next paragraph: behind a mark that reopens, or at its very start where the
/// paragraph closes what it never opened.
fn continues(text: &str, open: &Open) -> Option<usize> {
    if open.pieces.len() >= PARAGRAPHS_MAX {
        return None;
    }
    let blank = text.len() - text.trim_start().len();
    let first = text[blank..].chars().next()?;
    let reopens = first == open.pair.opening || open.pair.closing.contains(&first);
    if reopens {
        return Some(blank + first.len_utf8());
    }
    let (at, mark) =
        text.char_indices().find(|(_, c)| *c == open.pair.opening || open.pair.closing.contains(c))?;
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let is_closing = mark != '“' && mark != '«' && !before.is_whitespace() && !"([—–".contains(before);
    (is_closing && !"’'".contains(mark)).then_some(0)
}

fn opens(mark: char, before: char, after: char) -> bool {
    let stands_free = before.is_whitespace() || !before.is_alphanumeric() && !".,!?".contains(before);
    match mark {
        // Wide scripts set no spaces; guillemets may have one behind them.
        '「' | '『' | '＂' | '“' | '„' | '«' => true,
        '»' => stands_free && !after.is_whitespace(),
        '"' => stands_free && !after.is_whitespace() || is_wide(before) || is_wide(after),
        '”' => stands_free && after.is_alphanumeric(),
        '\'' => before.is_whitespace() && after.is_alphabetic(),
        _ => stands_free && !after.is_whitespace(),
    }
}

fn closes(open: &Open, mark: char, before: char, after: char, rest: &str) -> bool {
    let ends_word = !before.is_whitespace() && !after.is_alphanumeric();
    match mark {
        '”' if open.pair.opening == '"' => !rest.contains('"'),
        '」' | '』' | '＂' | '»' | '«' | '”' => true,
        // Straight inside curly is a quotation within, unless no curly one closes it.
        '"' if open.pair.opening == '“' => ends_word && !rest.contains('”'),
        '"' | '“' => ends_word || after.is_whitespace() || is_wide(after),
        // An apostrophe is no mark: the end of a quotation has a stop before it, or the next mark is far.
        _ => ends_word && (",.?!…".contains(before) || !rest.chars().skip(1).any(|c| c == mark)),
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::find;

    fn check(paragraphs: &[&str], expected: &[&[&str]]) {
        let found: Vec<Vec<&str>> = find(paragraphs)
            .iter()
            .map(|marked| {
                marked
                    .pieces
                    .iter()
                    .map(|piece| paragraphs[piece.paragraph][piece.start..piece.end].trim())
                    .collect()
            })
            .collect();
        assert_eq!(found, expected, "{paragraphs:?}");
    }

    #[test]
    fn marks_of_many_languages() {
        check(&["“One,” he said. “Two.”"], &[&["One,"], &["Two."]]);
        check(&["\"One,\" he said. \"Two.\""], &[&["One,"], &["Two."]]);
        check(&["« Un », dit-il. «Deux»"], &[&["Un"], &["Deux"]]);
        check(&["»Eins«, sagt er."], &[&["Eins"]]);
        check(&["„Eins“, sagt er, „zwei”."], &[&["Eins"], &["zwei"]]);
        check(&["彼は「はい」と言った。"], &[&["はい"]]);
        check(&["他说：“我们赢了。”她笑了。"], &[&["我们赢了。"]]);
        check(&["‘It’s over,’ she said. The workers’ march went on."], &[&["It’s over,"]]);
    }

    #[test]
    fn marks_within_marks() {
        check(&["“They asked, ‘Why?’ and left,” he said."], &[&["They asked, ‘Why?’ and left,"]]);
        check(&["\"He asks: “Why?” Nobody knows,\" she said."], &[&["He asks: “Why?” Nobody knows,"]]);
        check(&["A 12\" pipe and a 9\" one."], &[]);
    }

    #[test]
    fn quotations_over_several_paragraphs() {
        check(&["“One.", "“Two.", "“Three,” he said."], &[&["One.", "Two.", "Three,"]]);
        check(&["“One.", "Two,” he said."], &[&["One.", "Two,"]]);
        check(&["“One is never closed.", "It rained."], &[&["One is never closed."]]);
    }
}
