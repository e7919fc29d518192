//! The edition in a terminal: the page's hierarchy with weight, rules and one colour; plain text where there is none.

use cells::{at_most, width};

use super::card::Card;
use super::frame::Frame;
use super::front::Front;
use super::reason::Reason;
use super::score::ScoreLine;
use crate::{say, say_count};

/// How the text is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    pub columns: usize,
    pub colour: bool,
}

/// Cells of the score line: its full width is a score of 1.
const LINE_CELLS: usize = 40;
const INDENT: &str = "    ";

impl Style {
    /// From the terminal's width and wishes: 72 to 80 columns read best.
    pub fn new(columns: Option<usize>, colour: bool) -> Style {
        Style { columns: columns.unwrap_or(80).clamp(40, 80), colour }
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    fn quiet(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// Blue is the reader's.
    fn you(self, text: &str) -> String {
        self.paint("34;1", text)
    }

    fn rule(self, letter: char) -> String {
        self.quiet(&letter.to_string().repeat(self.columns))
    }
}

/// The whole edition.
pub fn edition(frame: &Frame, front: &Front, style: Style) -> String {
    let mut out: Vec<String> = Vec::new();
    let (edition, length) = frame.edition.split_once(" · ").unwrap_or((&frame.edition, ""));
    let name = format!(
        "{}{}  {} {}",
        style.you("my"),
        style.bold("news"),
        first_word(&frame.day),
        edition.to_lowercase()
    );
    let plain = format!("mynews  {} {edition}", first_word(&frame.day));
    out.push(right(
        &name,
        &plain,
        &style.quiet(&length.replace(" · ", ", ")),
        &length.replace(" · ", ", "),
        style,
    ));
    out.push(style.rule('═'));
    let in_rows = |rows: &'_ [super::front::Row]| {
        rows.iter().flat_map(|row| row.stories.clone()).collect::<Vec<Card>>()
    };
    if let Some(lead) = &front.lead {
        out.push(style.bold(&heading(say!("For everyone"))));
        out.extend(story(lead, 3, style));
        in_rows(&front.everyone).iter().for_each(|card| out.extend(story(card, 0, style)));
    } else {
        out.push(format!("{} {}", front.empty.title, say!("Add an outlet: mynews add ADDRESS")));
    }
    let yours: Vec<Card> = front.near.iter().cloned().chain(in_rows(&front.far)).collect();
    if !yours.is_empty() {
        out.push(style.rule('─'));
        out.push(match front.is_yours {
            true => style.you(&heading(say!("For you"))),
            false => style.bold(&heading(say!("Also today"))),
        });
        yours.iter().for_each(|card| out.extend(story(card, 0, style)));
    }
    if let Some(outside) = &front.outside {
        let note = outside.note.split(['.', '。']).next().unwrap_or_default();
        let title = heading(say!("Outside your page"));
        out.push(style.rule('╌'));
        out.push(right(&style.bold(&title), &title, &style.quiet(note), note, style));
        outside.stories.iter().for_each(|card| out.extend(story(card, 0, style)));
    }
    if !front.briefs.is_empty() {
        out.push(style.rule('─'));
        out.push(style.bold(&heading(say!("Briefs"))));
        out.push(String::new());
        front.briefs.iter().for_each(|card| out.extend(brief(card, style)));
    }
    out.push(style.rule('═'));
    let held = say_count!(frame.held, "{n} held back", "{n} held back");
    let caught_up = say!("You are caught up.");
    out.push(right(&style.bold(&caught_up), &caught_up, &style.quiet(&held), &held, style));
    out.push(String::new());
    out.join("\n")
}

/// The only use of capitals: a terminal has one size of letters.
fn heading(words: String) -> String {
    words.to_uppercase()
}

fn story(card: &Card, points: usize, style: Style) -> Vec<String> {
    let room = style.columns - INDENT.len();
    let mut out = vec![String::new()];
    for (place, line) in wrapped(&card.headline.text, room).iter().enumerate() {
        let margin = if place == 0 { format!("{:>2}  ", card.position) } else { INDENT.to_owned() };
        out.push(format!("{margin}{}", style.bold(line)));
    }
    if points > 0 {
        out.push(format!("{INDENT}{}", style.quiet(&byline(card))));
    }
    for point in card.points.iter().take(points) {
        out.push(String::new());
        let lines = wrapped(&point.words.text, room);
        let last = lines.len().saturating_sub(1);
        for (place, line) in lines.iter().enumerate() {
            let fits = width(line) + width(&point.outlet) + 2 <= room;
            if place == last && fits {
                out.push(right(
                    &format!("{INDENT}{line}"),
                    &format!("{INDENT}{line}"),
                    &style.quiet(&point.outlet),
                    &point.outlet,
                    style,
                ));
            } else {
                out.push(format!("{INDENT}{line}"));
                if place == last {
                    out.push(right("", "", &style.quiet(&point.outlet), &point.outlet, style));
                }
            }
        }
    }
    if points > 0 {
        out.push(String::new());
    }
    out.push(facts(card, if points > 0 { "" } else { &card.outlet }, style));
    out.push(score(&card.score, if points > 0 { None } else { card.reasons.first() }, style));
    if points > 0 {
        out.push(reasons(&card.reasons, points, style));
    }
    out
}

fn brief(card: &Card, style: Style) -> Vec<String> {
    let lines = wrapped(&card.headline.text, style.columns - 11);
    let mut out: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            let margin =
                if place == 0 { format!("{:>2}  {:<7}", card.position, card.clock) } else { " ".repeat(11) };
            format!("{}{line}", if place == 0 { style.quiet(&margin) } else { margin })
        })
        .collect();
    let last = out.pop().unwrap_or_default();
    let plain_width = 11 + lines.last().map_or(0, |line| width(line));
    let gap = style.columns.saturating_sub(plain_width + width(&card.facts.outlets));
    if gap >= 2 {
        out.push(format!("{last}{}{}", " ".repeat(gap), style.quiet(&card.facts.outlets)));
    } else {
        out.push(last);
        out.push(right("", "", &style.quiet(&card.facts.outlets), &card.facts.outlets, style));
    }
    out
}

fn facts(card: &Card, at_right: &str, style: Style) -> String {
    let mut known = vec![card.facts.outlets.clone()];
    known.extend(card.facts.more.iter().cloned());
    known.extend(card.also_in());
    let known = known.join(" · ");
    let fresh = card.facts.fresh.clone().map(|fresh| format!(" · {fresh}")).unwrap_or_default();
    let plain = format!("{INDENT}{known}{fresh}");
    let left = format!("{INDENT}{known}{}", style.you(&fresh));
    right(&left, &plain, &style.quiet(at_right), at_right, style)
}

/// The line: heavy for everyone, doubled for the reader, thin for the rest of the way to 1.
fn score(score: &ScoreLine, reason: Option<&Reason>, style: Style) -> String {
    let cells = |value: f64| (value * LINE_CELLS as f64).round().max(0.0) as usize;
    let total = cells(score.everyone + score.yours).min(LINE_CELLS);
    let everyone = cells(score.everyone).min(total);
    let line = format!(
        "{}{}{}",
        "━".repeat(everyone),
        style.you(&"═".repeat(total - everyone)),
        style.quiet(&"─".repeat(LINE_CELLS - total))
    );
    let reason_text = reason.map(|reason| format!("{} {}", reason.label, reason.value)).unwrap_or_default();
    let room = style.columns.saturating_sub(INDENT.len() + LINE_CELLS + 7);
    let reason_text = at_most(&reason_text, room);
    let plain = format!("{INDENT}{} {}", "─".repeat(LINE_CELLS), score.total);
    let left = format!("{INDENT}{line} {}", style.bold(&score.total));
    let painted = if reason.is_some_and(|reason| reason.yours) {
        style.you(&reason_text)
    } else {
        style.quiet(&reason_text)
    };
    right(&left, &plain, &painted, &reason_text, style)
}

fn reasons(reasons: &[Reason], most: usize, style: Style) -> String {
    let mut parts: Vec<String> = reasons
        .iter()
        .take(most)
        .map(|reason| {
            let text = format!("{} {}", reason.label, reason.value);
            if reason.yours { style.you(&text) } else { style.quiet(&text) }
        })
        .collect();
    if reasons.len() > most {
        parts.push(style.quiet(&format!("{} more", reasons.len() - most)));
    }
    format!("{INDENT}{}", parts.join(" · "))
}

fn byline(card: &Card) -> String {
    format!("{}, {}", card.outlet, card.when)
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// `left`, then `at_right` against the right edge; each also without paint, to be measured. What does not fit beside
/// goes on a line of its own.
fn right(left: &str, left_plain: &str, at_right: &str, at_right_plain: &str, style: Style) -> String {
    if at_right_plain.is_empty() {
        return left.to_owned();
    }
    let room = style.columns.saturating_sub(width(at_right_plain));
    match room.checked_sub(width(left_plain)) {
        Some(gap) if gap >= 1 => format!("{left}{}{at_right}", " ".repeat(gap)),
        _ => format!("{left}\n{}{at_right}", " ".repeat(room)),
    }
}

/// Lines of at most `room` cells, broken between words; a word too long (or a script without spaces) is broken inside.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always one");
        let gap = usize::from(!line.is_empty());
        if width(line) + gap + width(word) <= room {
            line.push_str(&" ".repeat(gap));
            line.push_str(word);
            continue;
        }
        if gap == 1 {
            lines.push(String::new());
        }
        let mut rest = word;
        while width(rest) > room {
            let piece = at_most(rest, room);
            let length = piece.len().max(rest.chars().next().map_or(1, char::len_utf8));
            lines.last_mut().expect("there is always one").push_str(&rest[..length]);
            lines.push(String::new());
            rest = &rest[length..];
        }
        lines.last_mut().expect("there is always one").push_str(rest);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Cells that text takes in a terminal: wide letters take two, marks that combine take none.
mod cells {
    pub fn width(text: &str) -> usize {
        text.chars().map(letter_width).sum()
    }

    /// The beginning of a text that fits in `room` cells.
    pub fn at_most(text: &str, room: usize) -> String {
        let mut used = 0;
        text.chars()
            .take_while(|letter| {
                used += letter_width(*letter);
                used <= room
            })
            .collect()
    }

    fn letter_width(letter: char) -> usize {
        match letter as u32 {
            0..0x20 | 0x7f..0xa0 => 0,
            0x300..=0x36f
            | 0x483..=0x489
            | 0x591..=0x5bd
            | 0x610..=0x61a
            | 0x64b..=0x65f
            | 0x200b..=0x200f
            | 0x202a..=0x202e
            | 0x2060..=0x2069
            | 0xfe00..=0xfe0f
            | 0xfeff => 0,
            0x1100..=0x115f
            | 0x2e80..=0x303e
            | 0x3041..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe30..=0xfe6f
            | 0xff00..=0xff60
            | 0xffe0..=0xffe6
            | 0x1f300..=0x1faff
            | 0x20000..=0x3fffd => 2,
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_count_cells() {
        assert_eq!(wrapped("Eleven coastal states agree", 16), ["Eleven coastal", "states agree"]);
        assert_eq!(wrapped("港灣渡輪明年起全面", 8), ["港灣渡輪", "明年起全", "面"]);
        assert_eq!(width("港e\u{301}"), 3);
        assert!(wrapped("", 8).is_empty());
    }

    #[test]
    fn what_stands_at_the_right_ends_at_the_edge() {
        let style = Style::new(Some(40), false);
        let line = right("left", "left", "right", "right", style);
        assert_eq!(line.len(), 40);
        assert!(line.ends_with(" right"));
    }
}
