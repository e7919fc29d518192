//! When it was published and last changed, in the page's own offset.

use html5ever::local_name;

use super::blocks::{Block, Places};
use super::dom::NodeId;
use super::json;
use super::naming::Kind;
use super::page::Parts;
use super::said_dates::{self, before_change, speaks_of_change};
use crate::model::{Entry, WrittenTime};
use crate::text::date;

/// Meta elements that hold the moment of publication, most trusted first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "article:published",
    "publish-date",
    "publish_date",
    "published-date",
    "published_date",
    "published_time",
    "publication_date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "citation_publication_date",
    "citation_date",
    "date",
    "article_date_original",
    "iso-8601-publish-date",
    "originalpublicationdate",
    "rnews:datepublished",
    "bt:pubdate",
    "datecreated",
    "article:created",
    "created",
    "published",
    "publisheddate",
    "og:pubdate",
    "creation_date",
    "release_date",
    "last-modified-date",
    "mediaingester:publish",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "article:modified",
    "lastmod",
    "revised",
    "modified",
    "article:updated",
    "updated_time",
];

/// A moment of a day is so far at most from that day's midnight in another zone.
const ZONE_HOURS_MAX: i64 = 38;

/// Publication and modification.
#[derive(Debug, Default, Clone, Copy)]
pub struct Dates {
    pub published: Option<WrittenTime>,
    pub modified: Option<WrittenTime>,
}

pub fn find(parts: &Parts<'_>, entry: Option<&Entry>) -> Dates {
    let data = &parts.data;
    let of_article =
        |field: &str| data.article().and_then(|article| json::text(article, field)).and_then(sane);
    let meta = |names: &[&str]| names.iter().flat_map(|name| data.metas_of(name)).find_map(sane);
    let published = of_article("datePublished")
        .or_else(|| meta(PUBLISHED))
        .or_else(|| of_article("dateCreated"))
        .or_else(|| of_article("uploadDate"))
        .or_else(|| of_page_objects(parts))
        .or_else(|| said_dates::of_publication(parts))
        .or_else(|| filed_or_shown(parts))
        .or_else(|| in_scripts(parts))
        .or_else(|| in_signature(parts))
        .or_else(|| in_prose(parts))
        .or_else(|| in_description(parts))
        .or_else(|| {
            entry.and_then(|entry| entry.published).map(|at| WrittenTime {
                at,
                offset_seconds: None,
                day_only: false,
            })
        });
    let modified = of_article("dateModified").or_else(|| meta(MODIFIED));
    // A page that was "changed" before it was published says nothing of a change.
    let changed = modified.filter(|modified| published.is_none_or(|published| modified.at > published.at));
    let published = published.or(modified).map(|time| in_own_offset(parts, time));
    let published = published.map(|told| as_shown(parts, told, changed));
    let published = published.map(|told| as_filed(&data.base, told));
    Dates { published, modified: changed }
}

/// Blocks before and behind a headline where the date of the article stands.
const BESIDE_HEADLINE: std::ops::Range<isize> = -3..13;
/// Words of a line that is there for its date.
const DATE_WORDS_MAX: usize = 10;

/// Days within which a draft becomes an article; a day shown later than that is the day of a change.
const DRAFT_DAYS_MAX: i64 = 45;

/// Where the page shows an earlier day beside the headline, its data was written anew: a change of the article, or a move
/// to another system. Where it shows a day soon after, the data tells when a draft was begun; unless that is the day of
/// the last change, or one still ahead of it: then a change is shown, or what the article is about.
fn as_shown(parts: &Parts<'_>, told: WrittenTime, modified: Option<WrittenTime>) -> WrittenTime {
    let Some(shown) = beside_headline(parts).or_else(|| said_dates::of_publication(parts)) else {
        return told;
    };
    let day = |time: &WrittenTime| time.to_string().chars().take(10).collect::<String>();
    let (shown_day, told_day) = (day(&shown), day(&told));
    // 4/3/2025 is the third of April or the fourth of March: then the data knows which.
    let is_swapped = match (told_day.split('-').collect::<Vec<_>>().as_slice(), shown_day.as_str()) {
        ([year, month, day], shown) => shown == format!("{year}-{day}-{month}"),
        _ => false,
    };
    let was_drafted = shown_day > told_day
        && shown.at.duration_since(told.at).as_hours() <= DRAFT_DAYS_MAX * 24
        && modified.is_none_or(|modified| shown_day < day(&modified));
    // A day is kept as its midnight: east of Greenwich that is the evening before.
    let is_midnight = told.to_string().contains(":00:00")
        && (0..24).contains(&shown.at.duration_since(told.at).as_hours())
        && told.at.as_second().rem_euclid(86_400) >= 43_200;
    let is_other = shown_day < told_day || was_drafted || (shown_day > told_day && is_midnight);
    if is_other && !is_swapped { shown } else { told }
}

/// The day in the address, unless the page shows a time of day close to it: that is the same moment told exactly, and an
/// address may be in another zone. A day shown without a time says nothing that the address does not say more surely.
fn filed_or_shown(parts: &Parts<'_>) -> Option<WrittenTime> {
    let data = &parts.data;
    let filed = in_address(&data.base).or_else(|| data.canonical.as_deref().and_then(in_address));
    let shown = shown(parts);
    let Some(day) = filed else { return shown };
    let is_same = |shown: &WrittenTime| {
        !shown.day_only && shown.at.duration_since(day.at).as_hours().abs() <= ZONE_HOURS_MAX
    };
    shown.filter(is_same).or(filed)
}

/// An address with a day in it was made on that day, whatever the data says since the outlet moved to another system.
fn as_filed(address: &str, told: WrittenTime) -> WrittenTime {
    match in_folders(address) {
        Some(filed) if told.at.duration_since(filed.at).as_hours() > 48 => filed,
        _ => told,
    }
}

/// `/2024/03/05/`: the day as folders of an address.
fn in_folders(address: &str) -> Option<WrittenTime> {
    let parts: Vec<&str> = address.split('/').collect();
    parts.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_day = year.len() == 4
            && (1..=2).contains(&month.len())
            && (1..=2).contains(&day.len())
            && window.iter().all(|text| is_number(text));
        if is_day { sane(&format!("{year}-{month:0>2}-{day:0>2}")) } else { None }
    })
}

/// The first line beside the headline that is there for its date, and does not say that it is the date of a change.
fn beside_headline(parts: &Parts<'_>) -> Option<WrittenTime> {
    let layout = &parts.layout;
    let headline = parts.headline.block?;
    BESIDE_HEADLINE.filter_map(|offset| headline.checked_add_signed(offset)).find_map(|place| {
        let block = layout.blocks.get(place)?;
        let around = layout.around(block);
        let named = around.own.with(block.inner).has(Kind::Date) || is_time(parts, block);
        let is_elsewhere = [Kind::Comments, Kind::Related, Kind::Sidebar, Kind::Navigation, Kind::Overlay]
            .into_iter()
            .any(|kind| around.near.has(kind))
            || around.places.has(Places::NAVIGATION | Places::ASIDE | Places::LINK | Places::CAPTION)
            || around.places.has(Places::LIST) && !named;
        let text = before_change(&block.text);
        if place == headline
            || text.split_whitespace().count() > DATE_WORDS_MAX
            || is_elsewhere
            || !block.text.bytes().any(|byte| byte.is_ascii_digit())
            || place > 0
                && layout.blocks[place - 1].words <= 4
                && speaks_of_change(&layout.blocks[place - 1].text)
        {
            return None;
        }
        let time = if named { date::find(text) } else { date::parse(text) };
        time.filter(sane_year)
    })
}

/// Whether all of a line stands in a `<time>`.
fn is_time(parts: &Parts<'_>, block: &Block) -> bool {
    let is_in_time = |piece: &NodeId| {
        (parts.dom.ancestors(*piece).take(2)).any(|node| *parts.dom.tag(node) == local_name!("time"))
    };
    block.pieces.iter().all(is_in_time)
}

/// The same moment as the page writes it elsewhere in its own offset, where the data has it in UTC.
fn in_own_offset(parts: &Parts<'_>, time: WrittenTime) -> WrittenTime {
    if time.day_only || time.offset_seconds.is_some_and(|offset| offset != 0) {
        return time;
    }
    let metas = PUBLISHED.iter().flat_map(|name| parts.data.metas_of(name)).map(str::to_owned);
    let times = parts
        .dom
        .descendants(parts.dom.root())
        .filter(|node| *parts.dom.tag(*node) == local_name!("time"))
        .filter_map(|node| parts.dom.attribute(node, "datetime"))
        .map(str::to_owned);
    metas
        .chain(times.take(10))
        .filter_map(|text| sane(&text))
        .find(|other| {
            let apart = other.at.duration_since(time.at).as_secs().abs();
            apart < 120 && !other.day_only && other.offset_seconds.is_some_and(|offset| offset != 0)
        })
        .or_else(|| in_offset_of_address(parts, time))
        .unwrap_or(time)
}

/// An address that carries the day before or after is written by the outlet's own clock: of the offsets that agree
/// with it, the one nearest to UTC.
fn in_offset_of_address(parts: &Parts<'_>, time: WrittenTime) -> Option<WrittenTime> {
    let day = in_address(&parts.data.base)?.to_string();
    let in_hours = |hours: i32| WrittenTime { offset_seconds: Some(hours * 3600), ..time };
    let shows = |hours: i32| in_hours(hours).to_string().starts_with(&day);
    if shows(0) {
        return None;
    }
    (1..=12).flat_map(|hours| [-hours, hours]).find(|hours| shows(*hours)).map(in_hours)
}

/// Works that a page may hold instead of an article.
const WORKS: &[&str] = &["VideoObject", "AudioObject", "PodcastEpisode", "Recipe", "HowTo", "Dataset"];

/// What the data tells of the page or its film.
fn of_page_objects(parts: &Parts<'_>) -> Option<WrittenTime> {
    parts
        .data
        .objects()
        .filter(|object| json::is_a(object, |name| name.ends_with("Page") || WORKS.contains(&name)))
        .find_map(|object| {
            json::text(object, "datePublished").or(json::text(object, "uploadDate")).and_then(sane)
        })
}

/// Names under which scripts keep the moment of publication.
const IN_SCRIPTS: &[&str] = &[
    "\"datePublished\"",
    "\"publishedAt\"",
    "\"published_at\"",
    "\"publishDate\"",
    "\"publicationDate\"",
    "\"publish_date\"",
    "\"datePublication\"",
    "\"firstPublished\"",
    "\"first_published_at\"",
    "\"publishedDate\"",
    "\"published_date\"",
    "\"publishTime\"",
    "\"createdAt\"",
    "\"dateCreated\"",
    "\"created_at\"",
];

/// The first value under one of these names in the page's scripts.
fn in_scripts(parts: &Parts<'_>) -> Option<WrittenTime> {
    IN_SCRIPTS.iter().find_map(|name| {
        parts.scripts.iter().find_map(|script| {
            let at = script.text.find(name)? + name.len();
            let value = script.text[at..].trim_start().strip_prefix(':')?.trim_start();
            let value = value
                .strip_prefix('"')
                .and_then(|value| value.split('"').next())
                .unwrap_or_else(|| value.split([',', '}']).next().unwrap_or(""));
            sane(value)
        })
    })
}

/// Words of a line below an article that says when and by whom it was written.
const SIGNATURE_WORDS_MAX: usize = 60;

/// A longer line called the article's date or data: "This post was written on 3 May 2012 by Jane Doe under Harbours."
fn in_signature(parts: &Parts<'_>) -> Option<WrittenTime> {
    let headline = parts.headline.block.unwrap_or(0);
    parts.layout.blocks.iter().skip(headline).find_map(|block| {
        let around = parts.layout.around(block);
        let named = around.near.with(block.inner).has(Kind::Date)
            || parts.dom.attribute(block.node, "class").is_some_and(|class| class.contains("meta"));
        let is_line = named && block.words <= SIGNATURE_WORDS_MAX && !around.all.has(Kind::Comments);
        if !is_line || speaks_of_change(&block.text) {
            return None;
        }
        date::find(&block.text).filter(sane_year)
    })
}

/// A dateline: the first words of the first paragraphs, or the last line of all.
fn in_prose(parts: &Parts<'_>) -> Option<WrittenTime> {
    let headline = parts.headline.block.unwrap_or(0);
    let prose = parts
        .layout
        .blocks
        .iter()
        .skip(headline)
        .filter(|block| block.words > 14 && block.link_share() < 0.5);
    prose.take(6).find_map(|block| {
        let start = &block.text[..block.text.floor_char_boundary(80)];
        start.bytes().any(|byte| byte.is_ascii_digit()).then(|| date::find(start)).flatten().filter(sane_year)
    })
}

/// A date of the years in which there were web pages, or of the print archives put online.
fn sane(text: &str) -> Option<WrittenTime> {
    let text = text.trim();
    if !(6..=120).contains(&text.len()) {
        return None;
    }
    date::parse(text).filter(|time| (-3_000_000_000..=4_100_000_000).contains(&time.at.as_second()))
}

/// The first date shown near the headline: `<time>` first, then blocks called a date.
fn shown(parts: &Parts<'_>) -> Option<WrittenTime> {
    let layout = &parts.layout;
    let headline = parts.headline.block.unwrap_or(0);
    let mut best: Option<(usize, WrittenTime)> = None;
    let mut offer = |place: usize, bonus: usize, time: Option<WrittenTime>| {
        if let Some(time) = time {
            let far = if place >= headline { place - headline } else { (headline - place) * 2 };
            let far = far + bonus;
            if best.is_none_or(|(least, _)| far < least) {
                best = Some((far, time));
            }
        }
    };
    for node in parts.dom.descendants(parts.dom.root()) {
        let place = layout.blocks_before[node.index()] as usize;
        if *parts.dom.tag(node) == local_name!("time") {
            let says = |name: &str| parts.dom.attribute(node, name).is_some_and(speaks_of_change);
            let bonus = if says("itemprop") || says("class") { 8 } else { 0 };
            let written =
                parts.dom.attribute(node, "datetime").and_then(sane).or_else(|| sane(&parts.dom.words(node)));
            offer(place, bonus, written);
        } else if let Some(property) = parts.dom.attribute(node, "itemprop")
            && matches!(property, "datePublished" | "dateCreated")
        {
            offer(
                place,
                0,
                parts.dom.attribute(node, "content").or(parts.dom.attribute(node, "datetime")).and_then(sane),
            );
        }
    }
    for (place, block) in layout.blocks.iter().enumerate() {
        if block.words > 14 || block.text.len() > 120 || !block.text.bytes().any(|byte| byte.is_ascii_digit())
        {
            continue;
        }
        let around = layout.around(block);
        let named = around.near.has(Kind::Date) || block.inner.has(Kind::Date);
        offer(place, if named { 3 } else { 12 }, date::find(&block.text).filter(sane_year));
    }
    // "<span class=date>31 October 2026.</span> The first paragraph …"
    for (place, block) in layout.blocks.iter().enumerate().filter(|(_, block)| block.inner.has(Kind::Date)) {
        let start = &block.text[..block.text.floor_char_boundary(DATELINE_BYTES)];
        if block.words > 14 && start.bytes().any(|byte| byte.is_ascii_digit()) {
            offer(place, 6, date::find(start).filter(sane_year));
        }
    }
    best.map(|(_, time)| time)
}

/// How far into a paragraph the date that it begins with reaches.
const DATELINE_BYTES: usize = 40;

fn sane_year(time: &WrittenTime) -> bool {
    (600_000_000..=4_100_000_000).contains(&time.at.as_second())
}

/// `/2024/03/05/`, `/20240305/`, `/05-03-2024` and the like.
fn in_address(address: &str) -> Option<WrittenTime> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let numbers: Vec<&str> = path.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    let is_number = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_year = |text: &str| is_number(text, 4..=4) && (text.starts_with("19") || text.starts_with("20"));
    let in_three = numbers.windows(3).find_map(|window| {
        let [one, two, three] = window else { return None };
        if is_year(one) && is_number(two, 1..=2) && is_number(three, 1..=2) {
            sane(&format!("{one}-{two:0>2}-{three:0>2}"))
        } else if is_year(three) && is_number(two, 2..=2) && is_number(one, 2..=2) {
            sane(&format!("{three}-{two}-{one}"))
        } else {
            None
        }
    });
    in_three.or_else(|| {
        numbers
            .iter()
            .filter(|text| is_number(text, 8..=8) && is_year(&text[..4]))
            .find_map(|text| sane(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])))
    })
}

/// "(News of 14 January 2020)", at the end of what the page says of itself.
fn in_description(parts: &Parts<'_>) -> Option<WrittenTime> {
    let description = parts.data.meta_of(&["description", "og:description"])?;
    let (_, last) = description.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    date::find(last).filter(sane_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_dates() {
        let day = |address: &str| in_address(address).map(|time| time.to_string());
        assert_eq!(day("https://harbour.test/news/2024/03/05/gates").as_deref(), Some("2024-03-05"));
        assert_eq!(day("https://harbour.test/20240305/gates").as_deref(), Some("2024-03-05"));
        assert_eq!(day("https://harbour.test/gates-05-03-2024").as_deref(), Some("2024-03-05"));
        assert_eq!(day("https://harbour.test/gates-12345678"), None);
    }

    #[test]
    fn a_day_in_the_folders_of_an_address_outlives_a_move() {
        let told = sane("2026-03-05T10:00:00+01:00").expect("a date");
        let day = |address: &str| as_filed(address, told).to_string()[..10].to_owned();
        assert_eq!(day("https://harbour.test/2019/3/5/gates"), "2019-03-05");
        assert_eq!(day("https://harbour.test/2026/03/04/gates"), "2026-03-05");
        assert_eq!(day("https://harbour.test/2019/gates"), "2026-03-05");
    }

    #[test]
    fn the_day_shown_beside_the_headline_decides_when_it_is_no_change() {
        let day = |told: &str, modified: &str, shown: &str| {
            let page = crate::model::Page {
                url: "https://harbour.test/gates".into(),
                html: format!(
                    "<title>The gates close</title><meta property='article:published_time' content='{told}'>
                     <meta property='article:modified_time' content='{modified}'>
                     <h1>The gates close</h1><p class=date>{shown}</p><p>The gates stay closed for a week, the harbour
                     master says, and the fuel barge has to wait outside for as long as that takes.</p>"
                ),
                is_text: false,
            };
            find(&Parts::of(&page), None).published.map(|time| time.to_string()[..10].to_owned())
        };
        // Written anew, begun as a draft, changed, an appointment.
        assert_eq!(day("2026-03-05", "2026-04-01", "3 March 2026").as_deref(), Some("2026-03-03"));
        assert_eq!(day("2026-03-05", "2026-04-01", "9 March 2026").as_deref(), Some("2026-03-09"));
        assert_eq!(day("2026-03-05", "2026-03-09", "9 March 2026").as_deref(), Some("2026-03-05"));
        assert_eq!(day("2026-03-05", "2026-03-06", "9 March 2026").as_deref(), Some("2026-03-05"));
        // A midnight in Berlin, told in Greenwich.
        assert_eq!(day("2026-03-05T23:00Z", "2026-03-06", "6 March 2026").as_deref(), Some("2026-03-06"));
        assert_eq!(
            day("2026-03-05", "2026-04-01", "Sunday, January 19, 2020 / 12:25 PM / Updated 8 hours ago")
                .as_deref(),
            Some("2020-01-19")
        );
        assert_eq!(
            day("2026-03-05", "2026-04-01", "3 March 2026 / Updated 4 March").as_deref(),
            Some("2026-03-03")
        );
    }
}
