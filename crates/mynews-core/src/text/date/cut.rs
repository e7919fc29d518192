//! A line cut into numbers, words and marks.

use unicode_normalization::UnicodeNormalization;

/// One part of a line. `after_space` says whether white space stands before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token<'a> {
    pub kind: Kind<'a>,
    pub after_space: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind<'a> {
    Number {
        value: u64,
        digits: usize,
    },
    Word(&'a str),
    /// Punctuation, or one character of a script that writes without spaces.
    Mark(char),
}

impl<'a> Token<'a> {
    pub fn number(&self) -> Option<(u64, usize)> {
        match self.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// The number where it has one or two digits.
    pub fn short_number(&self) -> Option<i8> {
        self.number().filter(|(_, digits)| *digits <= 2).map(|(value, _)| value as i8)
    }

    pub fn word(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn is_mark(&self, marks: &str) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(mark))
    }
}

pub(super) fn cut(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = line;
    let mut after_space = true;
    while let Some(first) = rest.chars().next() {
        let length = if first.to_decimal().is_some() {
            let length = end_of(rest, |c| c.to_decimal().is_some());
            let value = rest[..length]
                .chars()
                .filter_map(Decimal::to_decimal)
                .fold(0u64, |value, digit| value.saturating_mul(10).saturating_add(digit));
            let digits = rest[..length].chars().count();
            tokens.push(Token { kind: Kind::Number { value, digits }, after_space });
            length
        } else if is_unspaced(first) || !first.is_alphabetic() && !is_accent(first) {
            if !is_space(first) {
                tokens.push(Token { kind: Kind::Mark(first), after_space });
            }
            first.len_utf8()
        } else {
            let length = end_of(rest, |c| (c.is_alphabetic() || is_accent(c)) && !is_unspaced(c));
            tokens.push(Token { kind: Kind::Word(&rest[..length]), after_space });
            length
        };
        after_space = is_space(first);
        rest = &rest[length..];
    }
    tokens
}

/// Lower case without accents, so that one table serves "März", "MÄRZ" and "marz".
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = word.to_lowercase();
    lower.nfd().filter(|c| !is_accent(*c)).map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

fn end_of(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn is_space(c: char) -> bool {
    // Some write marks of direction between the parts of an Arabic or Hebrew date.
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}')
}

/// Combining accents of Latin, Greek and Cyrillic; vowel and hamza signs of Arabic and Hebrew.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Scripts that write without spaces: each character is a token.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

trait Decimal {
    fn to_decimal(self) -> Option<u64>;
}

impl Decimal for char {
    /// The value of a digit as the news writes them: European, Arabic, Persian, full-width.
    fn to_decimal(self) -> Option<u64> {
        let zero = match self {
            '0'..='9' => '0',
            '٠'..='٩' => '٠',
            '۰'..='۹' => '۰',
            '０'..='９' => '０',
            _ => return None,
        };
        Some(u64::from(u32::from(self) - u32::from(zero)))
    }
}
