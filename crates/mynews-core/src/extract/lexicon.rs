//! Words that pages use around articles, by what they announce, in the news languages.
//!
//! One of them proves nothing: articles use the same words. They are evidence among other evidence.

use std::sync::LazyLock;

use super::headline::plain;

/// How many kinds of saying there are.
pub const KINDS: usize = 8;

/// Phrases in lower-case plain words (letters and digits, single spaces).
const SAYINGS: [&[&str]; KINDS] = [
    // More to read.
    &[
        "read more",
        "read also",
        "also read",
        "see also",
        "related",
        "more on this",
        "more from",
        "you may also",
        "you might also",
        "recommended",
        "most read",
        "most popular",
        "trending",
        "latest news",
        "don t miss",
        "up next",
        "next article",
        "previous article",
        "read next",
        "editor s picks",
        "more stories",
        "top stories",
        "keep reading",
        "continue reading",
        "in case you missed",
        "lesen sie auch",
        "mehr zum thema",
        "weiterlesen",
        "das könnte sie",
        "lire aussi",
        "à lire",
        "voir aussi",
        "sur le même sujet",
        "lee también",
        "te puede interesar",
        "más noticias",
        "leer más",
        "leia também",
        "veja também",
        "leia mais",
        "leggi anche",
        "potrebbe interessarti",
        "lees ook",
        "lees meer",
        "læs også",
        "les også",
        "läs också",
        "läs mer",
        "lue myös",
        "czytaj także",
        "zobacz też",
        "читайте также",
        "читать также",
        "čtěte také",
        "devamını oku",
        "相关",
        "関連記事",
        "관련기사",
        "اقرأ أيضا",
        "baca juga",
        "xem thêm",
    ],
    // Letters and accounts.
    &[
        "newsletter",
        "subscribe",
        "sign up",
        "signup",
        "sign in",
        "log in",
        "register",
        "inbox",
        "your email",
        "e mail",
        "email address",
        "free trial",
        "subscription",
        "subscriber",
        "abonnieren",
        "abo ",
        "anmelden",
        "registrieren",
        "abonnez",
        "s abonner",
        "inscrivez",
        "suscríbete",
        "suscribete",
        "regístrate",
        "boletín",
        "assine",
        "inscreva",
        "iscriviti",
        "abbonati",
        "abonneer",
        "nieuwsbrief",
        "nyhedsbrev",
        "nyhetsbrev",
        "prenumerera",
        "tilaa",
        "zapisz się",
        "подпишитесь",
        "подписаться",
        "abone ol",
        "订阅",
        "登録",
        "구독",
    ],
    // Networks and tools.
    &[
        "share",
        "facebook",
        "twitter",
        "whatsapp",
        "linkedin",
        "pinterest",
        "instagram",
        "telegram",
        "follow us",
        "follow me",
        "copy link",
        "print",
        "bookmark",
        "teilen",
        "partager",
        "compartir",
        "compartilhe",
        "condividi",
        "delen",
        "del artikel",
        "dela",
        "jaa",
        "udostępnij",
        "поделиться",
        "paylaş",
        "分享",
        "シェア",
        "공유",
        "listen to this",
        "tweet",
        "youtube channel",
        "google news",
        "download the app",
        "our app",
    ],
    // Rights and houses.
    &[
        "all rights reserved",
        "copyright",
        "terms of",
        "privacy",
        "cookie",
        "contact us",
        "about us",
        "disclaimer",
        "affiliate",
        "commission",
        "alle rechte",
        "impressum",
        "datenschutz",
        "tous droits",
        "mentions légales",
        "todos los derechos",
        "todos os direitos",
        "tutti i diritti",
        "reproduction",
        "republish",
        "licence",
        "license",
        "registered",
        "gdpr",
        "sponsored",
        "advertis",
        "anzeige",
        "werbung",
        "publicité",
        "publicidad",
        "publicidade",
        "pubblicità",
        "advertentie",
        "annonce",
        "reklama",
        "реклама",
        "isbn",
        "powered by",
        "版权",
        "無断転載",
        "무단",
    ],
    // Comments.
    &[
        "comment",
        "comments",
        "reply",
        "leave a",
        "join the conversation",
        "discussion",
        "kommentar",
        "kommentare",
        "commentaires",
        "comentarios",
        "comentários",
        "commenti",
        "reacties",
        "komment",
        "комментар",
        "yorum",
        "评论",
        "コメント",
        "댓글",
        "moderat",
        "posted by",
    ],
    // Who wrote it and when.
    &[
        "by ",
        "written by",
        "published",
        "updated",
        "last modified",
        "posted on",
        "min read",
        "minute read",
        "minutes read",
        "reporting by",
        "editing by",
        "author",
        "correspondent",
        "is a reporter",
        "is a writer",
        "von ",
        "veröffentlicht",
        "aktualisiert",
        "publié le",
        "mis à jour",
        "publicado",
        "actualizado",
        "atualizado",
        "pubblicato",
        "aggiornato",
        "gepubliceerd",
        "bijgewerkt",
        "publicerad",
        "uppdaterad",
        "julkaistu",
        "опубликовано",
        "обновлено",
        "am edt",
        "pm edt",
        "am est",
        "pm est",
        "gmt",
        "ago",
        "views",
    ],
    // Pictures.
    &[
        "photo",
        "image",
        "getty",
        "reuters",
        "credit",
        "courtesy",
        "picture",
        "foto",
        "bild",
        "crédit",
        "afp",
        "shutterstock",
        "associated press",
        "file photo",
        "screenshot",
        "illustration",
        "写真",
        "사진",
        "图",
    ],
    // Shops and events.
    &[
        "buy now",
        "add to cart",
        "shop now",
        "order now",
        "book now",
        "get started",
        "learn more",
        "click here",
        "find out more",
        "free shipping",
        "discount",
        "coupon",
        "price",
        "donate",
        "support our",
        "become a member",
        "call us",
        "request a",
        "free quote",
        "consultation",
        "whitepaper",
        "webinar",
        "case study",
        "tags",
        "tagged",
        "filed under",
        "categories",
        "topics",
        "table of contents",
        "in this article",
    ],
];

/// The kinds of saying in a text, as bits.
pub fn said(text: &str) -> u32 {
    let bare = plain(text);
    let index = &*INDEX;
    let mut kinds = 0;
    let mut at = 0;
    for word in bare.split(' ') {
        for (saying, kind) in index.spaced[slot_of(word)].iter() {
            // Sayings match from the start of a word; the last word may go on ("advertis|ement").
            if bare[at..].starts_with(saying) {
                kinds |= 1 << kind;
            }
        }
        at += word.len() + 1;
    }
    if !bare.is_ascii() && bare.chars().any(|letter| letter >= '\u{2e80}') {
        kinds |= index
            .unspaced
            .iter()
            .filter(|(saying, _)| bare.contains(saying))
            .fold(0, |kinds, (_, kind)| kinds | 1 << kind);
    }
    kinds
}

/// Sayings by the first letters of their first word.
struct Index {
    spaced: Vec<Vec<(&'static str, usize)>>,
    /// Of scripts that part no words.
    unspaced: Vec<(&'static str, usize)>,
}

const SLOTS: usize = 1024;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { spaced: vec![Vec::new(); SLOTS], unspaced: Vec::new() };
    for (kind, sayings) in SAYINGS.iter().enumerate() {
        for saying in *sayings {
            if saying.starts_with(|letter: char| letter >= '\u{2e80}') {
                index.unspaced.push((saying, kind));
            } else {
                index.spaced[slot_of(saying)].push((saying, kind));
            }
        }
    }
    index
});

/// From the first two bytes: every saying has as many, and a word that goes on still finds its saying.
fn slot_of(word: &str) -> usize {
    let bytes = word.as_bytes();
    let (first, second) = (bytes.first().copied().unwrap_or(0), bytes.get(1).copied().unwrap_or(0));
    (usize::from(first) * 31 + usize::from(second)) % SLOTS
}

/// Lines that pages put around articles everywhere.
pub fn is_boilerplate_line(line: &str) -> bool {
    const LINES: &[&str] = &[
        "advertisement",
        "advertising",
        "ad",
        "ads",
        "sponsored",
        "sponsored content",
        "learn more",
        "read more",
        "subscribe",
        "sign up",
        "sign in",
        "log in",
        "share",
        "share this",
        "save",
        "print",
        "follow us",
        "copy link",
        "whatsapp",
        "facebook",
        "twitter",
        "linkedin",
        "email",
        "x",
        "listen",
        "menu",
        "search",
        "skip to content",
        "most popular",
        "most read",
        "more on this story",
        "anzeige",
        "werbung",
        "publicité",
        "publicidad",
        "pubblicità",
        "advertentie",
        "annonce",
        "reklama",
        "reclame",
        "annons",
        "mainos",
        "publicidade",
        "reclamă",
        "реклама",
        "إعلان",
        "廣告",
        "广告",
        "広告",
        "광고",
        "continue reading",
        "more",
        "home",
        "back to top",
        "show more",
        "loading",
        "view all",
        "see all",
    ];
    let bare = plain(line);
    LINES.contains(&bare.as_str())
        || (line.split_whitespace().count() <= 12
            && (bare.starts_with("subscribe to ")
                || bare.starts_with("sign up for ")
                || bare.starts_with("all rights reserved")
                || line.starts_with('©')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sayings_are_found_at_the_start_of_words() {
        assert_eq!(said("Read more: harbour") & 1, 1);
        assert_eq!(said("Bread moretown"), 0);
        assert_eq!(said("Lesen Sie auch"), 1);
    }
}
