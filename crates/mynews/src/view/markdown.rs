//! The edition as Markdown: to paste, to mail, to keep.

use super::card::Card;
use super::frame::Frame;
use super::front::Front;

/// The whole edition. Addresses are those of the outlets, since this text leaves the machine.
pub fn edition(frame: &Frame, front: &Front, address_of: impl Fn(&Card) -> Option<String>) -> String {
    let mut text = format!("# mynews, {}\n\n{}\n", frame.day, frame.edition);
    let mut section = |title: &str, cards: &mut dyn Iterator<Item = &Card>| {
        let mut cards = cards.peekable();
        if cards.peek().is_some() {
            text.push_str(&format!("\n## {title}\n"));
        }
        for card in cards {
            text.push_str(&story(card, address_of(card)));
        }
    };
    let in_rows = |rows: &'_ [super::front::Row]| {
        rows.iter().flat_map(|row| row.stories.clone()).collect::<Vec<Card>>()
    };
    section("For everyone", &mut front.lead.iter().chain(&in_rows(&front.everyone)));
    section(
        if front.is_yours { "For you" } else { "Also today" },
        &mut front.near.iter().chain(&in_rows(&front.far)),
    );
    section("Outside your page", &mut front.outside.iter().flat_map(|outside| &outside.stories));
    section("Briefs", &mut front.briefs.iter());
    text.push_str(&format!("\n---\n\n**You are caught up.** {}\n", front.end.text));
    text
}

fn story(card: &Card, address: Option<String>) -> String {
    let headline = escaped(&card.headline.text);
    let headline = match address {
        Some(address) => format!("[{headline}](<{address}>)"),
        None => headline,
    };
    let mut text =
        format!("\n### {}. {headline}\n\n*{}, {}*\n", card.position, escaped(&card.outlet), card.when);
    for point in &card.points {
        text.push_str(&format!("\n> {} ({})\n", escaped(&point.words.text), escaped(&point.outlet)));
    }
    let also_in = card.also_in();
    let facts: Vec<&str> = std::iter::once(&card.facts.outlets)
        .chain(&card.facts.more)
        .chain(&card.facts.fresh)
        .chain(&also_in)
        .map(String::as_str)
        .collect();
    let reasons: Vec<String> =
        card.reasons.iter().map(|reason| format!("{} {}", reason.label, reason.value)).collect();
    text.push_str(&format!(
        "\n{}. Score {}: {}.\n",
        facts.join(", "),
        card.score.total,
        escaped(&reasons.join(", "))
    ));
    text
}

/// Words of outlets may hold marks of Markdown, or HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            escaped.push('\\');
        }
        escaped.push(if letter == '\n' { ' ' } else { letter });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_outlets_stay_words() {
        assert_eq!(escaped("<b>a* [x](y)"), "\\<b\\>a\\* \\[x\\](y)");
    }
}
