//! What the people who built a page called its parts: class names and ids, sorted into kinds.
//!
//! The names are conventions of the trade in many languages, not of any one outlet. A name is weak evidence; `label`
//! weighs it with the rest.

use std::sync::LazyLock;

/// A set of [`Kind`]s.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Kinds(pub u32);

/// What a part of a page was called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    Body,
    Article,
    Headline,
    Standfirst,
    Byline,
    Date,
    Caption,
    Credit,
    Picture,
    Video,
    Gallery,
    Quote,
    Related,
    List,
    Promotion,
    Newsletter,
    Advertisement,
    Share,
    Comments,
    Topics,
    Navigation,
    Header,
    Footer,
    Sidebar,
    Legal,
    Overlay,
    Paywall,
    Biography,
    Label,
    Embed,
    Contents,
    Widget,
}

impl Kinds {
    pub fn has(self, kind: Kind) -> bool {
        self.0 >> (kind as u8) & 1 == 1
    }

    pub fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// The kinds named in the value of `class` or `id`.
    pub fn of(names: &str) -> Kinds {
        let mut kinds = 0;
        let mut word = [0_u8; 24];
        let mut length = 0;
        let mut was_lower = false;
        for byte in names.bytes().take(600).chain([b' ']) {
            let is_letter = byte.is_ascii_alphabetic();
            if length > 0 && (!is_letter || (byte.is_ascii_uppercase() && was_lower)) {
                kinds |= kind_of_word(&word[..length]);
                length = 0;
            }
            if is_letter && length < word.len() {
                word[length] = byte.to_ascii_lowercase();
                length += 1;
            }
            was_lower = byte.is_ascii_lowercase();
        }
        Kinds(kinds)
    }
}

fn kind_of_word(word: &[u8]) -> u32 {
    let table = &*TABLE;
    let mut slot = slot_of(word);
    while let Some((known, kind)) = table[slot] {
        if known.as_bytes() == word {
            return 1 << (kind as u8);
        }
        slot = (slot + 1) % SLOTS;
    }
    0
}

/// Four times the words there are, so that most are found at the first look.
const SLOTS: usize = 4096;

/// The words by their hash: class names are looked up tens of thousands of times a page.
static TABLE: LazyLock<Vec<Option<(&'static str, Kind)>>> = LazyLock::new(|| {
    let mut table = vec![None; SLOTS];
    for (kind, words) in WORDS {
        for word in words.split_whitespace() {
            let mut slot = slot_of(word.as_bytes());
            while table[slot].is_some() {
                slot = (slot + 1) % SLOTS;
            }
            table[slot] = Some((word, *kind));
        }
    }
    table
});

/// FNV-1a.
fn slot_of(word: &[u8]) -> usize {
    let hash =
        word.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) as usize % SLOTS
}

use Kind::*;

const WORDS: &[(Kind, &str)] = &[
    (
        Body,
        "articlebody articlecontent articletext artikeltext body bodycopy bodytext brodtext \
         contenido content contents copy corpo cuerpo entry entrycontent formatted fulltext inhalt \
         maincontent markdown paragraph paragraphs postcontent prose richtext storybody \
         storycontent testo text texte texto txt wysiwyg",
    ),
    (
        Article,
        "article articolo articulo artigo artikel artikkel blogpost hentry main news noticia \
         notizia nyheter permalink post primary single story",
    ),
    (Headline, "heading headline hed otsikko overskrift pagetitle rubrik titel title titolo titre titulo"),
    (
        Standfirst,
        "abstract anriss bajada blurb bullets chapeau chapo deck dek description entradilla excerpt \
         highlights ingress intro introduction keypoints kicker lead leadtext lede lid occhiello \
         sommario sottotitolo standfirst standfirsts subhead subheading subheadline subtitle \
         subtitulo summary synopsis takeaways teasertext untertitel vorspann",
    ),
    (
        Byline,
        "auteur author authored authors autor autore autores byline bylines contributor \
         contributors firma forfatter journalist journalists redakteur reporter reporters skribent \
         verfasser writer writers",
    ),
    (
        Date,
        "data date dateline dates datestamp datetime datum fecha modified posted pubdate publish \
         published time timestamp updated",
    ),
    (
        Caption,
        "bildtext bildunterschrift caption captions cutline didascalia figcaption imagecaption \
         imgcaption legend legende wp",
    ),
    (
        Credit,
        "attribution bildnachweis copyright credit credits fotograf imagecredit photocredit \
         photographer quelle source sources",
    ),
    (
        Picture,
        "bild bilder figure foto fotos hero image imagen images img immagine media photo photos \
         picture pictures thumb thumbnail",
    ),
    (
        Video,
        "audio brightcove dailymotion jwplayer listen player playlist podcast podcasts video videos \
         vimeo youtube",
    ),
    (
        Gallery,
        "carousel galeria galerie galleries gallery lightbox slick slide slider slides slideshow \
         splide swiper",
    ),
    (Quote, "blockquote cita citat citation pullquote quote quotes zitat"),
    (
        Related,
        "aktuell also continue correlati further inread latest lees leggi linklist lire mais more \
         morestories mostpopular mostread next onward outbrain popular prev previous readmore \
         readnext recirc recirculation recommend recommendation recommendations recommended \
         relacionadas relacionado relacionados related similar suggested taboola teaser teasers \
         trending upnext weitere zum",
    ),
    (List, "archive card cards feed grid item items list listing loop rail river row stream tile tiles"),
    (
        Promotion,
        "affiliate anzeige app banner boxout buy callout campaign cta deal deals donate donation \
         download join marketing offer offers partner product promo promos promotion promotional \
         publicidad shop sponsor sponsored sponsors sponsorship support werbung",
    ),
    (
        Newsletter,
        "abo abonnement email form forms mailchimp mailing mc newsletter newsletters optin register \
         registration sign signup subscribe subscribers subscription subscriptions",
    ),
    (
        Advertisement,
        "ad adbox adcontainer admanager ads adsense adslot adunit advert advertisement advertising \
         adverts dfp gpt sponsoredlinks",
    ),
    (
        Share,
        "actions addthis bookmark btn button buttons facebook follow followus like likes linkedin \
         pinterest print reactions save share sharebar shares sharethis sharing social socials \
         teilen toolbar tools twitter whatsapp",
    ),
    (
        Comments,
        "comentarios comment commentaires commenti commenting comments coral discussion disqus \
         kommentar kommentare livefyre replies reply respond spotim",
    ),
    (
        Topics,
        "cat categories category cats etiquetas hashtags keyword keywords labels schlagworte tag \
         tagcloud tags taxonomy themen topic topics",
    ),
    (
        Navigation,
        "breadcrumb breadcrumbs dropdown hamburger mega menu menus nav navbar navigation nextprev \
         pager pagination paging sitemap skip skiplink submenu tab tabs",
    ),
    (Header, "brand branding header logo masthead site top topbar"),
    (Footer, "bottom colophon foot footer fusszeile rodape"),
    (
        Sidebar,
        "aside column complementary left rechts right rightrail secondary side sidebar sidebars \
         siderail",
    ),
    (
        Legal,
        "correction corrections disclaimer disclosure editorsnote gdpr impressum imprint legal \
         privacy rights terms",
    ),
    (
        Overlay,
        "alert cmp consent cookie cookies dialog hover interstitial lightboxes message modal notice \
         notification onetrust overlay popover popup toast tooltip",
    ),
    (Paywall, "barrier gated locked meter metered paid paywall piano premium regwall"),
    (Biography, "about aboutauthor authorbio authorbox avatar bio biography profile vcard"),
    (
        Label,
        "antetitulo badge channel dachzeile eyebrow flag label overline overtitle rubric section \
         sectionname spitzmarke supertitle",
    ),
    (
        Embed,
        "datawrapper embed embedded embeds flourish iframe infogram instagram oembed tiktok tweet \
         widgets",
    ),
    (
        Contents,
        "bibliography fact factbox facts faq footnote footnotes index infobox outline reference \
         references sidenote tableofcontents toc",
    ),
    (
        Widget,
        "block box component inset interactive module panel plugin poll quiz rating ratings \
         scoreboard snippet sticky stock ticker weather widget",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let kinds = Kinds::of("c-article__body articleShareBar js_relatedLinks-2");
        for kind in [Article, Body, Share, Related] {
            assert!(kinds.has(kind), "{kind:?}");
        }
        assert!(!kinds.has(Comments));
        assert_eq!(Kinds::of(""), Kinds::default());
    }
}
