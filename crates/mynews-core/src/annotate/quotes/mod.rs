//! Words with their speakers: direct quotations, verbatim, each with who said it.
//!
//! Quotation marks also stand around titles, nicknames and words at arm's length. A quotation is four words or more, or
//! fewer where a verb of speech stands right beside it; a title in capitals is none.

mod marks;
mod phrase;
mod speaker;
mod subject;
pub mod words;

use marks::Marked;
use speaker::{Found, Scene, Voice};

use crate::annotate::line::{Line, Origin};
use crate::annotate::names::Cast;
use crate::annotate::names::given::Gender;
use crate::model::{EntityKind, Quote};

/// Fewer words between marks are a turn of phrase, unless somebody is said to have spoken them.
const WORDS_MIN: usize = 4;

/// The quotations of the body in order.
pub fn find(lines: &[Line], cast: &Cast) -> Vec<Quote> {
    let body: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].paragraph().is_some()).collect();
    let texts: Vec<&str> = body.iter().map(|at| lines[*at].text).collect();
    let marked = marks::find(&texts);
    let quoted: Vec<Vec<bool>> =
        body.iter().enumerate().map(|(at, line)| inside(&marked, at, &lines[*line])).collect();
    let mut finder = Finder { lines, cast, body: &body, quoted: &quoted, said: Vec::new() };
    for marked in &marked {
        finder.hear(marked);
    }
    finder.quotes_set_apart();
    let mut said = finder.said;
    said.sort_by_key(|said| (said.paragraph, said.start));
    said.into_iter()
        .map(|said| Quote {
            text: said.text,
            speaker: said.voice.and_then(|voice| name_of(&voice, cast)),
            paragraph: lines[body[said.paragraph]].paragraph(),
        })
        .collect()
}

/// Which words of a paragraph stand between marks.
fn inside(marked: &[Marked], paragraph: usize, line: &Line) -> Vec<bool> {
    let pieces: Vec<_> = marked
        .iter()
        .flat_map(|marked| &marked.pieces)
        .filter(|piece| piece.paragraph == paragraph)
        .collect();
    line.words
        .iter()
        .map(|word| pieces.iter().any(|piece| word.start >= piece.start && word.start < piece.end))
        .collect()
}

/// A quotation heard, with its voice as far as known.
struct Said {
    paragraph: usize,
    start: usize,
    last_paragraph: usize,
    text: String,
    voice: Option<Voice>,
}

struct Finder<'f, 'a> {
    lines: &'f [Line<'a>],
    cast: &'f Cast,
    /// Lines that are paragraphs.
    body: &'f [usize],
    quoted: &'f [Vec<bool>],
    said: Vec<Said>,
}

impl Finder<'_, '_> {
    fn hear(&mut self, marked: &Marked) {
        let text = self.text(marked);
        let first = marked.pieces[0];
        let last = marked.pieces[marked.pieces.len() - 1];
        let scene = self.scene(last.paragraph);
        let found = scene.speaker(last.start, last.end).or_else(|| {
            (marked.pieces.len() > 1).then(|| self.scene(first.paragraph).speaker(first.start, first.end))?
        });
        let has_cue = found.as_ref().is_some_and(|found| found.has_cue);
        let words = word_count(&text);
        let spoken = text.ends_with([',', '.', '!', '?', '…']);
        if words < WORDS_MIN && !(has_cue && spoken && words > 0) || is_title(&text) {
            return;
        }
        let (label, text) = self.label(text);
        let found = match label {
            Some(member) => Some(Found { voice: Voice::Member(member), has_cue: true }),
            None => found.filter(|found| found.has_cue || !self.fills_sentence(&first)),
        };
        let voice = found.map(|found| found.voice).or_else(|| self.voice_around(&first, &last));
        let voice = voice.map(|voice| self.resolve(voice, first.paragraph, first.start));
        self.said.push(Said {
            paragraph: first.paragraph,
            start: first.start,
            last_paragraph: last.paragraph,
            text,
            voice,
        });
    }

    /// Where its own sentence names nobody: the quotation before it in the paragraph, the sentence before, the
    /// paragraph that leads up to it, and at last whoever spoke in the paragraph before.
    fn voice_around(&self, first: &marks::Piece, last: &marks::Piece) -> Option<Voice> {
        if let Some(voice) = self.scene(last.paragraph).short_sentence_behind(last.end) {
            return Some(voice);
        }
        let beside = self.said.last().filter(|said| said.last_paragraph == first.paragraph);
        if let Some(voice) = beside.and_then(|said| said.voice.clone()) {
            return Some(voice);
        }
        if let Some(voice) = self.scene(first.paragraph).sentence_before(first.start) {
            return Some(voice);
        }
        let before = first.paragraph.checked_sub(1)?;
        let line = &self.lines[self.body[before]];
        let leads_up = line.text.trim_end().ends_with([':', '：']);
        if leads_up {
            return self.scene(before).introduces();
        }
        let spoke_before = self.said.last().filter(|said| said.last_paragraph == before);
        spoke_before.and_then(|said| said.voice.clone()).or_else(|| self.scene(before).introduces())
    }

    /// Whether nothing but the quotation stands in its sentence.
    fn fills_sentence(&self, piece: &marks::Piece) -> bool {
        let before = &self.lines[self.body[piece.paragraph]].text[..piece.start];
        before.trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?".contains(c)).is_empty()
            || before.trim_end_matches(['“', '"', '«', '„', ' ', '‘']).ends_with(['.', '!', '?', '”', '"'])
    }

    /// "Matthews: That sounds great" inside the marks names its speaker itself.
    fn label(&self, text: String) -> (Option<usize>, String) {
        let Some((label, rest)) = text.split_once(": ") else { return (None, text) };
        if label.split(' ').count() > 3 || label.is_empty() {
            return (None, text);
        }
        let member = self.cast.members.iter().position(|member| {
            member.kind == Some(EntityKind::Person)
                && (member.name == label
                    || crate::annotate::names::surname(&member.name).eq_ignore_ascii_case(label))
        });
        match member {
            Some(member) => (Some(member), rest.to_owned()),
            None => (None, text),
        }
    }

    fn quotes_set_apart(&mut self) {
        for (paragraph, line) in self.body.iter().enumerate() {
            let line = &self.lines[*line];
            let is_set_apart = matches!(line.origin, Origin::Quotation(_))
                && !self.quoted[paragraph].iter().any(|quoted| *quoted);
            let repeats = || self.said.iter().any(|said| said.text.contains(line.text.trim()));
            if !is_set_apart || word_count(line.text) < WORDS_MIN || repeats() {
                continue;
            }
            let before = paragraph
                .checked_sub(1)
                .filter(|before| self.lines[self.body[*before]].text.trim_end().ends_with(':'));
            let voice = before.and_then(|before| self.scene(before).introduces());
            let voice = voice.map(|voice| self.resolve(voice, paragraph, 0));
            self.said.push(Said {
                paragraph,
                start: 0,
                last_paragraph: paragraph,
                text: line.text.trim().to_owned(),
                voice,
            });
        }
    }

    fn scene(&self, paragraph: usize) -> Scene<'_, '_> {
        let at = self.body[paragraph];
        Scene { at, line: &self.lines[at], cast: self.cast, quoted: &self.quoted[paragraph] }
    }

    fn text(&self, marked: &Marked) -> String {
        let pieces = marked
            .pieces
            .iter()
            .map(|piece| self.lines[self.body[piece.paragraph]].text[piece.start..piece.end].trim());
        pieces.collect::<Vec<_>>().join("\n")
    }

    /// A pronoun becomes the person named before it.
    fn resolve(&self, voice: Voice, paragraph: usize, start: usize) -> Voice {
        match voice {
            Voice::He(gender) => self.person_before(gender, paragraph, start).map_or(voice, Voice::Member),
            Voice::Phrase(ref phrase) => self.person_with_title(phrase).map_or(voice, Voice::Member),
            other => other,
        }
    }

    /// The person a pronoun means: of the nearest sentence before that names one, the first; a speaker just before
    /// goes ahead of others.
    fn person_before(&self, gender: Gender, paragraph: usize, start: usize) -> Option<usize> {
        let fits = |member: usize| {
            let member = &self.cast.members[member];
            member.kind == Some(EntityKind::Person) && member.gender.fits(gender)
        };
        let at = self.body[paragraph];
        let spoke = self.said.last().filter(|said| said.last_paragraph + 1 >= paragraph);
        let spoke = spoke.and_then(|said| match said.voice {
            Some(Voice::Member(member)) if fits(member) => {
                Some((self.body[said.last_paragraph], said.start, member))
            }
            _ => None,
        });
        // Mentions before the quotation, nearest sentence first.
        let mut best: Option<(usize, usize, usize)> = None;
        for mention in self.cast.mentions.iter().filter(|mention| mention.line <= at) {
            let line = &self.lines[mention.line];
            let word = &line.words[mention.first];
            let is_before = mention.line < at || word.start < start;
            let is_body = line.paragraph().is_some();
            let outside = !self.is_quoted(mention.line, mention.first);
            let possessive = line.words[mention.last].possessive;
            if is_before && is_body && outside && !possessive && fits(mention.member) {
                let sentence = (mention.line, word.sentence);
                if best.is_none_or(|(line, known, _)| (line, known) != sentence) {
                    best = Some((sentence.0, sentence.1, mention.member));
                }
            }
        }
        match (spoke, best) {
            (Some((line, start, member)), Some((named_line, sentence, named))) => {
                let spoken_sentence = self.lines[line]
                    .words
                    .iter()
                    .rev()
                    .find(|word| word.start <= start)
                    .map_or(0, |word| word.sentence);
                Some(if (named_line, sentence) > (line, spoken_sentence + 1) { named } else { member })
            }
            (spoke, best) => spoke.or(best).map(|(_, _, member)| member),
        }
    }

    fn is_quoted(&self, line: usize, word: usize) -> bool {
        self.body.binary_search(&line).is_ok_and(|paragraph| self.quoted[paragraph][word])
    }

    /// "the Democratic senator" is the one person who was called senator.
    fn person_with_title(&self, phrase: &str) -> Option<usize> {
        let title = phrase.rsplit(' ').next()?.to_lowercase();
        let mut people =
            self.cast.members.iter().enumerate().filter(|(_, member)| member.titles.contains(&title));
        let (only, _) = people.next()?;
        people.next().is_none().then_some(only)
    }
}

fn name_of(voice: &Voice, cast: &Cast) -> Option<String> {
    match voice {
        Voice::Member(member) => Some(cast.members[*member].name.clone()),
        Voice::Phrase(phrase) => Some(phrase.clone()),
        Voice::He(_) | Voice::They => None,
    }
}

/// Words, or characters by twos where a script sets no blanks.
fn word_count(text: &str) -> usize {
    let wide = text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9fff}')).count();
    text.split_whitespace().count().max(wide / 2)
}

/// "The Art of the Deal": every longer word has a capital.
fn is_title(text: &str) -> bool {
    let longer: Vec<&str> = text.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    !text.ends_with(['.', '!', '?', ','])
        && !longer.is_empty()
        && longer.iter().all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::annotate::line::{Line, Origin};
    use crate::annotate::names;

    /// Each expected quotation as its text and its speaker.
    fn check(language: &str, paragraphs: &[&str], expected: &[(&str, &str)]) {
        let lines: Vec<Line> =
            paragraphs.iter().enumerate().map(|(at, text)| Line::new(Origin::Paragraph(at), text)).collect();
        let cast = names::find(&lines, Some(language));
        let quotes = find(&lines, &cast);
        let found: Vec<(&str, &str)> = quotes
            .iter()
            .map(|quote| (quote.text.as_str(), quote.speaker.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(found, expected, "{paragraphs:?}");
    }

    #[test]
    fn the_orders_of_name_verb_and_quotation() {
        let ana = "The mayor, Ana Ruiz, opened the new bridge.";
        for sentence in [
            "“The bridge will last for ages,” Ruiz said on Monday.",
            "“The bridge will last for ages,” said Ruiz.",
            "“The bridge will last for ages,” said Mayor Ana Ruiz, who cut the ribbon.",
            "“The bridge will last for ages,” Ruiz, a former engineer, told reporters.",
            "Ruiz said: “The bridge will last for ages,”",
            "Speaking to a crowd, Ruiz promised that “The bridge will last for ages,”",
            "“The bridge will last for ages,” according to Ruiz.",
            "“The bridge will last for ages,” she said.",
            "“The bridge will last for ages,” the mayor said.",
            "It was a good day for Ruiz. “The bridge will last for ages,”",
        ] {
            check("en", &[ana, sentence], &[("The bridge will last for ages,", "Ana Ruiz")]);
        }
    }

    #[test]
    fn speakers_without_a_name_of_their_own() {
        let quote = "We found no trace of it,";
        check("en", &["“We found no trace of it,” a police spokesman said."], &[(quote, "police spokesman")]);
        check(
            "en",
            &["“We found no trace of it,” said a spokesman for Acme Corp on Friday."],
            &[(quote, "spokesman for Acme Corp")],
        );
        check("en", &["“We found no trace of it,” they said."], &[(quote, "-")]);
    }

    #[test]
    fn a_quotation_goes_on() {
        check(
            "en",
            &[
                "“It was a long night,” said Tom Berg. “We are glad it is over.”",
                "“Now we will sleep for a week.”",
            ],
            &[
                ("It was a long night,", "Tom Berg"),
                ("We are glad it is over.", "Tom Berg"),
                ("Now we will sleep for a week.", "Tom Berg"),
            ],
        );
        check(
            "en",
            &["Tom Berg said: “It was a long night.", "“We are glad it is over.”"],
            &[("It was a long night.\nWe are glad it is over.", "Tom Berg")],
        );
        check(
            "en",
            &["Tom Berg added:", "“It was a long night for all of us.”"],
            &[("It was a long night for all of us.", "Tom Berg")],
        );
    }

    #[test]
    fn marks_without_a_quotation() {
        check("en", &["The so-called “smart city” plan by Tom Berg was “dead”."], &[]);
        check("en", &["He read “The Long Road to Nowhere Land” in prison."], &[]);
        check("en", &["“No comment,” said Tom Berg."], &[("No comment,", "Tom Berg")]);
    }

    #[test]
    fn other_languages() {
        check(
            "fr",
            &["« Nous ne céderons pas au chantage », a déclaré Emmanuel Dubois lundi."],
            &[("Nous ne céderons pas au chantage", "Emmanuel Dubois")],
        );
        check(
            "fr",
            &[
                "Les vignerons de la Marenne attendaient une baisse. « Un client qui paie son crédit n’ouvre pas de bouteille », peste Gaspard Leroux, de la fédération.",
            ],
            &[("Un client qui paie son crédit n’ouvre pas de bouteille", "Gaspard Leroux")],
        );
        check(
            "es",
            &[
                "El tren del Grimmstock sigue en servicio. «Tenemos el mismo quitanieves desde hace cuarenta años», dijo su jefe de explotación, Walter Nock.",
            ],
            &[("Tenemos el mismo quitanieves desde hace cuarenta años", "Walter Nock")],
        );
        check(
            "es",
            &[
                "«Se sentó con cuidado y se levantó con cuidado», dijo la capitana de Salvamento, Teresa Ulloa.",
            ],
            &[("Se sentó con cuidado y se levantó con cuidado", "Teresa Ulloa")],
        );
        check(
            "de",
            &["„Wir werden das nicht hinnehmen“, sagte Bürgermeisterin Petra Kuhn am Montag."],
            &[("Wir werden das nicht hinnehmen", "Petra Kuhn")],
        );
        check(
            "es",
            &["«No vamos a ceder ante nadie», dijo la ministra Carmen Soto el lunes."],
            &[("No vamos a ceder ante nadie", "Carmen Soto")],
        );
        check("zh", &["他说：“我们一定会继续努力工作。”"], &[("我们一定会继续努力工作。", "-")]);
    }
}
