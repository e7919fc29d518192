//! What the demo newsroom publishes, as its TOML files tell it, and the checks that keep them sound.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{body, files, words};

/// All outlets and all articles.
pub struct Content {
    pub outlets: Vec<DemoOutlet>,
    pub articles: Vec<DemoArticle>,
    pub words: BTreeMap<String, words::Words>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct DemoOutlet {
    pub slug: String,
    pub name: String,
    pub host: String,
    pub country: String,
    /// BCP 47.
    pub language: String,
    pub description: String,
    pub feed: FeedFormat,
    pub feed_path: String,
    /// With `{id}` where the article's id stands.
    pub path: String,
    /// Whether its feed carries whole articles.
    pub full_text: bool,
    /// The template of its pages: one of `demo/pages`.
    pub page: String,
    /// Hours east of UTC.
    pub offset_hours: i8,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum FeedFormat {
    Rss,
    Atom,
    Json,
    Rdf,
}

/// One article of one outlet.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct DemoArticle {
    /// The story it tells; the file says it once for all its articles.
    #[serde(default)]
    pub story: String,
    /// The subject headings that an editor would file the story under, any of them; also said once.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Stands in its address.
    pub id: String,
    pub outlet: String,
    /// When it is published, in hours before the demo's base.
    pub hours_ago: f64,
    pub headline: String,
    pub standfirst: Option<String>,
    #[serde(default)]
    pub byline: Vec<String>,
    pub section: Option<String>,
    #[serde(default)]
    pub topics: Vec<String>,
    #[serde(default)]
    pub key_points: Vec<String>,
    pub image: Option<DemoPicture>,
    /// Shown above the body.
    #[serde(default)]
    pub videos: Vec<DemoVideo>,
    /// Paragraphs, and what stands between them (see `body`).
    #[serde(default)]
    pub body: String,
    pub comments: Option<u32>,
    #[serde(default)]
    pub paywall: bool,
    /// The article whose text it prints; what is given here replaces what is there.
    pub copy_of: Option<String>,
    /// A copy printed only so far: how many blocks of the body.
    pub blocks: Option<usize>,
    /// Earlier headlines, each from its hour on; the present one holds from `changed_hours_ago` on.
    #[serde(default)]
    pub was: Vec<EarlierHeadline>,
    pub changed_hours_ago: Option<f64>,
    /// The moment from which its text counts days: its own, or its original's.
    #[serde(skip)]
    pub told_hours_ago: f64,
}

#[derive(Deserialize, Serialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct DemoPicture {
    pub file: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub alt: Option<String>,
}

#[derive(Deserialize, Serialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct DemoVideo {
    pub title: String,
    /// As on the player: `01:45`.
    pub duration: String,
}

#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EarlierHeadline {
    pub headline: String,
    pub hours_ago: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletsFile {
    outlet: Vec<DemoOutlet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoryFile {
    story: String,
    headings: Vec<String>,
    article: Vec<DemoArticle>,
}

impl Content {
    /// Reads the embedded files; says which is wrong and why.
    pub fn read() -> Result<Content, String> {
        let outlets: OutletsFile =
            toml::from_str(files::OUTLETS).map_err(|error| format!("outlets.toml: {error}"))?;
        let words = toml::from_str(files::WORDS).map_err(|error| format!("words.toml: {error}"))?;
        let mut articles = Vec::new();
        for (name, text) in files::STORIES {
            let file: StoryFile = toml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            articles.extend(file.article.into_iter().map(|mut article| {
                article.story = file.story.clone();
                article.headings = file.headings.clone();
                article.told_hours_ago = article.hours_ago;
                article
            }));
        }
        let mut content = Content { outlets: outlets.outlet, articles, words };
        content.print_copies()?;
        content.check()?;
        Ok(content)
    }

    pub fn outlet(&self, slug: &str) -> &DemoOutlet {
        self.outlets.iter().find(|outlet| outlet.slug == slug).expect("checked when read")
    }

    pub fn article(&self, id: &str) -> Option<&DemoArticle> {
        self.articles.iter().find(|article| article.id == id)
    }

    pub fn url_of(&self, id: &str) -> String {
        let article = self.article(id).expect("checked when read");
        self.outlet(&article.outlet).article_url(id)
    }

    pub fn words(&self, outlet: &DemoOutlet) -> &words::Words {
        &self.words[words::primary_tag(&outlet.language)]
    }

    /// Gives each copy the text of its original.
    fn print_copies(&mut self) -> Result<(), String> {
        for index in 0..self.articles.len() {
            let Some(original_id) = self.articles[index].copy_of.clone() else { continue };
            let original = self
                .article(&original_id)
                .ok_or_else(|| format!("{} copies {original_id}, which is missing", self.articles[index].id))?
                .clone();
            let copy = &mut self.articles[index];
            let blocks = copy.blocks.unwrap_or(usize::MAX);
            copy.body = original.body.split("\n\n").take(blocks).collect::<Vec<_>>().join("\n\n");
            copy.told_hours_ago = original.hours_ago;
            copy.standfirst = copy.standfirst.take().or(original.standfirst);
            copy.section = copy.section.take().or(original.section);
            if copy.byline.is_empty() {
                copy.byline = original.byline;
            }
            if copy.topics.is_empty() {
                copy.topics = original.topics;
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), String> {
        let mut ids = BTreeSet::new();
        for article in &self.articles {
            let wrong = |what: &str| Err(format!("{}: {what}", article.id));
            if !ids.insert(&article.id) {
                return wrong("this id is taken");
            }
            if !self.outlets.iter().any(|outlet| outlet.slug == article.outlet) {
                return wrong("its outlet is missing from outlets.toml");
            }
            if article.headline.trim().is_empty() || article.body.trim().is_empty() {
                return wrong("it needs a headline and a body");
            }
            if !article.was.is_empty() && article.changed_hours_ago.is_none() {
                return wrong("it has earlier headlines and no changed_hours_ago");
            }
            for block in body::blocks(&article.body)? {
                match block {
                    body::Block::Related { id } if self.article(&id).is_none() => {
                        return wrong(&format!("the related article {id} is missing"));
                    }
                    body::Block::Picture { picture } if !has_picture(&picture.file) => {
                        return wrong(&format!("the picture {} is missing", picture.file));
                    }
                    _ => {}
                }
            }
            if let Some(picture) = article.image.as_ref().filter(|picture| !has_picture(&picture.file)) {
                return wrong(&format!("the picture {} is missing", picture.file));
            }
        }
        Ok(())
    }
}

fn has_picture(file: &str) -> bool {
    files::PICTURES.iter().any(|(name, _)| *name == file)
}

impl DemoOutlet {
    pub fn home_url(&self) -> String {
        format!("https://{}/", self.host)
    }

    pub fn feed_url(&self) -> String {
        format!("https://{}{}", self.host, self.feed_path)
    }

    pub fn article_path(&self, id: &str) -> String {
        self.path.replace("{id}", id)
    }

    pub fn article_url(&self, id: &str) -> String {
        format!("https://{}{}", self.host, self.article_path(id))
    }
}

impl FeedFormat {
    pub fn template(self) -> &'static str {
        match self {
            FeedFormat::Rss => "rss.xml",
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "json.json",
            FeedFormat::Rdf => "rdf.xml",
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml; charset=utf-8",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
            FeedFormat::Rdf => "application/rdf+xml; charset=utf-8",
        }
    }
}
