//! Prints the demo newsroom's documents: feeds, article pages, front pages, as of a moment.

use std::sync::OnceLock;

use jiff::ZonedDateTime;
use jiff::tz::{Offset, TimeZone};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use mynews_core::model::Timestamp;

use super::content::{DemoArticle, DemoOutlet, DemoPicture, DemoVideo};
use super::{Newsroom, body, files, words};

/// How many entries a "most read" list holds.
const MOST_READ_MAX: usize = 5;
/// What a page with a paywall shows to everybody: blocks of the body.
pub const FREE_BLOCKS: usize = 2;

/// The outlet's feed: what is out by `now`, newest first, under the headlines of `now`.
pub fn feed(newsroom: &Newsroom, outlet: &DemoOutlet, now: Timestamp) -> String {
    let entries: Vec<Value> = newsroom
        .published_by(outlet, now)
        .into_iter()
        .map(|article| {
            let article = article_value(newsroom, outlet, article, now);
            let content =
                outlet.full_text.then(|| render("content.html", context! { article => article.clone() }));
            context! { content => content.map(Value::from_safe_string), ..article }
        })
        .collect();
    render(outlet.feed.template(), context! { outlet => outlet_value(outlet), entries })
}

/// The page of an article, in the outlet's own style, with what such pages carry around it.
pub fn page(newsroom: &Newsroom, outlet: &DemoOutlet, article: &DemoArticle, now: Timestamp) -> String {
    let others: Vec<&DemoArticle> =
        newsroom.published_by(outlet, now).into_iter().filter(|other| other.id != article.id).collect();
    let mut most_read = others.clone();
    most_read.sort_by_key(|other| (std::cmp::Reverse(other.comments), &other.id));
    let most_read: Vec<Value> =
        most_read.into_iter().take(MOST_READ_MAX).map(|other| link(newsroom, &other.id, now)).collect();
    let next = others.first().map(|other| article_value(newsroom, outlet, other, now));
    render(
        &format!("{}.html", outlet.page),
        context! {
            outlet => outlet_value(outlet),
            words => Value::from(Serde(newsroom.content.words(outlet))),
            article => article_value(newsroom, outlet, article, now),
            most_read,
            next,
        },
    )
}

/// The outlet's front page: it names the feed.
pub fn home(newsroom: &Newsroom, outlet: &DemoOutlet, now: Timestamp) -> String {
    let articles: Vec<Value> = newsroom
        .published_by(outlet, now)
        .into_iter()
        .map(|article| article_value(newsroom, outlet, article, now))
        .collect();
    render(
        "home.html",
        context! { outlet => outlet_value(outlet), words => Value::from(Serde(newsroom.content.words(outlet))), articles },
    )
}

fn outlet_value(outlet: &DemoOutlet) -> Value {
    context! {
        name => &outlet.name,
        host => &outlet.host,
        language => &outlet.language,
        country => &outlet.country,
        description => &outlet.description,
        home => address(outlet.home_url()),
        feed => address(outlet.feed_url()),
        feed_type => outlet.feed.content_type(),
    }
}

/// Everything a template may want to know of an article.
fn article_value(newsroom: &Newsroom, outlet: &DemoOutlet, article: &DemoArticle, now: Timestamp) -> Value {
    let words = newsroom.content.words(outlet);
    let with_days = |text: &str| with_days(newsroom, article, text);
    let published = zoned(newsroom.at(article.hours_ago), outlet);
    let changed = article
        .changed_hours_ago
        .map(|hours_ago| newsroom.at(hours_ago))
        .filter(|changed| *changed <= now)
        .map_or_else(|| published.clone(), |changed| zoned(changed, outlet));
    let all_blocks = body::blocks(&article.body).expect("checked when read");
    let shown = if article.paywall { FREE_BLOCKS } else { usize::MAX };
    let blocks: Vec<Value> = all_blocks
        .iter()
        .take(shown)
        .map(|block| block_value(newsroom, outlet, block, now, &with_days))
        .collect();
    let first_paragraph = all_blocks.iter().find_map(|block| match block {
        body::Block::Paragraph { text } => Some(with_days(text)),
        _ => None,
    });
    let standfirst = article.standfirst.as_deref().map(with_days);
    context! {
        id => article.id.clone(),
        url => address(outlet.article_url(&article.id)),
        headline => headline(newsroom, article, now),
        summary => standfirst.clone().or(first_paragraph),
        standfirst,
        byline => article.byline.clone(),
        section => article.section.clone(),
        topics => article.topics.clone(),
        key_points => article.key_points.iter().map(|point| with_days(point)).collect::<Vec<_>>(),
        image => article.image.as_ref().map(|picture| picture_value(outlet, picture, &with_days)),
        videos => article.videos.iter().map(|video| video_value(outlet, video)).collect::<Vec<_>>(),
        all_videos => all_videos(article, &all_blocks).map(|video| video_value(outlet, video)).collect::<Vec<_>>(),
        blocks,
        comments => article.comments,
        paywall => article.paywall,
        published => published.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        published_text => published.strftime(&words.date_format).to_string(),
        published_mail => published.strftime("%a, %d %b %Y %H:%M:%S %z").to_string(),
        changed => changed.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        changed_text => changed.strftime(&words.date_format).to_string(),
        is_changed => changed != published,
        minutes => 1 + article.body.len() / 1_100,
        pixel => address(format!("https://count.{}/p.gif?id={}", outlet.host, article.id)),
    }
}

/// The headline the article has at `now`.
pub fn headline(newsroom: &Newsroom, article: &DemoArticle, now: Timestamp) -> String {
    let is_final = article.changed_hours_ago.is_none_or(|hours_ago| newsroom.at(hours_ago) <= now);
    let earlier = article.was.iter().rev().find(|earlier| newsroom.at(earlier.hours_ago) <= now);
    match earlier {
        Some(earlier) if !is_final => with_days(newsroom, article, &earlier.headline),
        _ => with_days(newsroom, article, &article.headline),
    }
}

/// A text of the article with its days of the week, told in the outlet's language.
pub fn with_days(newsroom: &Newsroom, article: &DemoArticle, text: &str) -> String {
    let outlet = newsroom.content.outlet(&article.outlet);
    let told = zoned(newsroom.at(article.told_hours_ago), outlet).date();
    words::with_days(text, told, &newsroom.content.words(outlet).days)
}

fn block_value(
    newsroom: &Newsroom,
    outlet: &DemoOutlet,
    block: &body::Block,
    now: Timestamp,
    with_days: &dyn Fn(&str) -> String,
) -> Value {
    let line = |kind: &str, text: &str| {
        let text = with_days(text);
        context! { kind, html => Value::from_safe_string(body::inline_html(&text)), text }
    };
    match block {
        body::Block::Paragraph { text } => line("paragraph", text),
        body::Block::Subheading { text } => line("subheading", text),
        body::Block::Quotation { text } => line("quotation", text),
        body::Block::Code { text } => context! { kind => "code", text },
        body::Block::Picture { picture } => {
            context! { kind => "picture", ..picture_value(outlet, picture, with_days) }
        }
        body::Block::Video { video } => context! { kind => "video", ..video_value(outlet, video) },
        body::Block::Related { id } => context! { kind => "related", ..link(newsroom, id, now) },
    }
}

fn link(newsroom: &Newsroom, id: &str, now: Timestamp) -> Value {
    let article = newsroom.content.article(id).expect("checked when read");
    context! { title => headline(newsroom, article, now), url => address(newsroom.content.url_of(id)) }
}

fn picture_value(outlet: &DemoOutlet, picture: &DemoPicture, with_days: &dyn Fn(&str) -> String) -> Value {
    context! {
        url => address(format!("https://{}/pictures/{}", outlet.host, picture.file)),
        caption => picture.caption.as_deref().map(with_days),
        credit => picture.credit.clone(),
        alt => picture.alt.clone(),
    }
}

fn video_value(outlet: &DemoOutlet, video: &DemoVideo) -> Value {
    let (minutes, seconds) = video.duration.split_once(':').unwrap_or(("0", &video.duration));
    let (minutes, seconds): (u32, u32) = (minutes.parse().unwrap_or(0), seconds.parse().unwrap_or(0));
    context! {
        title => video.title.clone(),
        duration => video.duration.clone(),
        iso => format!("PT{minutes}M{seconds}S"),
        seconds => minutes * 60 + seconds,
        url => address(format!("https://{}/films/{}.mp4", outlet.host, file_name(&video.title))),
    }
}

fn all_videos<'a>(
    article: &'a DemoArticle,
    blocks: &'a [body::Block],
) -> impl Iterator<Item = &'a DemoVideo> {
    let inside = blocks.iter().filter_map(|block| match block {
        body::Block::Video { video } => Some(video),
        _ => None,
    });
    article.videos.iter().chain(inside)
}

fn file_name(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if words.is_empty() { format!("{:x}", title.len()) } else { words.join("-") }
}

fn zoned(at: Timestamp, outlet: &DemoOutlet) -> ZonedDateTime {
    at.to_zoned_datetime(TimeZone::fixed(Offset::constant(outlet.offset_hours)))
}

/// Our own addresses hold nothing to escape, and `&#x2f;` for every slash would be no page of this world.
fn address(url: String) -> Value {
    Value::from_safe_string(url)
}

fn render(template: &str, context: Value) -> String {
    let printed = templates().get_template(template).and_then(|template| template.render(context));
    printed.expect("the demo's own templates are sound: a test prints every page")
}

fn templates() -> &'static Environment<'static> {
    static TEMPLATES: OnceLock<Environment<'static>> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("the usual marks"));
        for (name, source) in files::PAGES.iter().chain(files::FEEDS) {
            environment
                .add_template(name, source)
                .expect("the demo's own templates are sound: a test reads them");
        }
        environment
    })
}
