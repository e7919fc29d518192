//! What lines of a page say of its dates in words: "Published on 3 May 2012", "Updated 8 hours ago".

use super::blocks::{Block, Places};
use super::naming::Kind;
use super::page::Parts;
use crate::model::WrittenTime;
use crate::text::date;

/// Beginnings of words by which pages say that an article was published, or written.
const PUBLICATIONS: &[&str] = &[
    "published",
    "posted",
    "written",
    "erschienen",
    "erstellt am",
    "veröffentlicht",
    "publiziert",
    "gepostet",
    "geschrieben",
    "publié",
    "mis en ligne",
    "publicado",
    "publicada",
    "pubblicato",
    "gepubliceerd",
    "geplaatst",
    "publicerad",
    "publisert",
    "offentliggjort",
    "udgivet",
    "julkaistu",
    "opublikowan",
    "опубликован",
    "опубліковано",
    "yayınlan",
    "发布",
    "公開",
    "게시",
    "đăng",
    "diterbitkan",
    "نشر",
];

/// Words of a line that says when and by whom an article was published.
const LINE_WORDS_MAX: usize = 60;
/// Words of a line that only announces the date that follows.
const LABEL_WORDS_MAX: usize = 4;

/// The day of publication that a line of the page names as such, first below the headline.
pub fn of_publication(parts: &Parts<'_>) -> Option<WrittenTime> {
    let layout = &parts.layout;
    let headline = parts.headline.block.unwrap_or(0);
    let near = headline.saturating_sub(3)..layout.blocks.len();
    near.filter(|place| is_of_article(parts, &layout.blocks[*place])).find_map(|place| {
        let block = &layout.blocks[place];
        if block.words > LINE_WORDS_MAX {
            return None;
        }
        let line = block.text.to_lowercase();
        let said = PUBLICATIONS.iter().filter_map(|word| line.find(word)).min()?;
        if speaks_of_change(&line[..said]) {
            return None;
        }
        if block.words <= LABEL_WORDS_MAX && line.ends_with(':') {
            return date::parse(&layout.blocks.get(place + 1)?.text);
        }
        // "Published on 3 May", "wurde am 3. Mai veröffentlicht": the date may stand on either side of the word.
        let from = if line.len() == block.text.len() { said } else { 0 };
        date::find(before_change(&block.text[from..])).or_else(|| date::find(before_change(&block.text)))
    })
}

/// Whether a line may speak of the article, and not of a comment or another story.
fn is_of_article(parts: &Parts<'_>, block: &Block) -> bool {
    let around = parts.layout.around(block);
    let others = [Kind::Related, Kind::Sidebar, Kind::List, Kind::Navigation, Kind::Overlay];
    !around.all.has(Kind::Comments)
        && !others.into_iter().any(|kind| around.near.has(kind))
        && !around
            .places
            .has(Places::NAVIGATION | Places::ASIDE | Places::FOOTER | Places::LINK | Places::CAPTION)
}

/// Beginnings of words by which pages say that an article was changed.
const CHANGES: &[&str] = &[
    "updat",
    "modif",
    "revis",
    "review",
    "edited",
    "chang",
    "aktualis",
    "geändert",
    "bearbeitet",
    "stand",
    "mis à jour",
    "mise à jour",
    "actualiz",
    "atualiz",
    "aggiorn",
    "bijgewerkt",
    "gewijzigd",
    "oppdatert",
    "opdateret",
    "uppdater",
    "päivitet",
    "aktualiz",
    "zmienion",
    "обновлен",
    "изменен",
    "оновлен",
    "güncelle",
    "更新",
    "수정",
    "cập nhật",
    "diperbarui",
    "تحديث",
];

/// "January 19, 2026 / Updated 8 hours ago": what is said before it speaks of a change.
pub fn before_change(text: &str) -> &str {
    let lower = text.to_lowercase();
    // Lower case may be longer than what it is made of; then the whole is taken or nothing.
    let at = CHANGES.iter().filter_map(|word| lower.find(word)).min();
    at.map_or(text, |at| text.get(..at).filter(|_| lower.len() == text.len()).unwrap_or(""))
}

pub fn speaks_of_change(text: &str) -> bool {
    let text = text.to_lowercase();
    CHANGES.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<&str>) {
        let page = crate::model::Page {
            url: "https://harbour.test/gates".into(),
            html: format!("<h1>The gates close</h1><p>The harbour master closed the gates.</p>{line}"),
            is_text: false,
        };
        let said = of_publication(&Parts::of(&page)).map(|time| time.to_string()[..10].to_owned());
        assert_eq!(said.as_deref(), expected, "{line}");
    }

    #[test]
    fn lines_name_the_day_of_publication() {
        check("<p>Changed: 31.10.2023<p>Erschienen am: 01.11.2023", Some("2023-11-01"));
        check("<p>Erschienen am:<h2>13.10.2021</h2>", Some("2021-10-13"));
        check("<p>This post was written on 3 May 2012 by Astri Venn under Harbours.", Some("2012-05-03"));
        check("<p>Der Beitrag wurde am 3. Mai 2012 um 14:48 Uhr gepostet.", Some("2012-05-03"));
        check("<p>Last updated 4 June 2020, originally published 17 June 2019", None);
        check("<p>The next issue is out on 6 November 2023.", None);
        check("<div class=comments><p>Posted on 3 May 2012</div>", None);
    }
}
