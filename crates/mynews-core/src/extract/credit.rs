//! Who made a picture, told apart from what it shows.

/// Words before a maker's name, lower case, in the news languages.
const LEADS: &[&str] = &[
    "photo credit",
    "photo courtesy of",
    "photo by",
    "photos by",
    "photograph by",
    "photography by",
    "photographs by",
    "photograph",
    "photo",
    "photos",
    "picture by",
    "picture",
    "pictures",
    "pic",
    "image credit",
    "image by",
    "image source",
    "image courtesy of",
    "image courtesy",
    "image",
    "images",
    "credits",
    "credit",
    "courtesy of",
    "courtesy",
    "source",
    "illustration by",
    "illustration",
    "graphic",
    "getty images",
    "copyright",
    "©",
    "(c)",
    "by",
    "foto von",
    "foto di",
    "foto de",
    "foto",
    "fotos",
    "fotografie",
    "bild",
    "bilder",
    "bildquelle",
    "quelle",
    "grafik",
    "crédit photo",
    "crédit",
    "crédits",
    "photo par",
    "photographie",
    "source photo",
    "fuente",
    "crédito",
    "créditos",
    "imagen",
    "fonte",
    "imagem",
    "crediti",
    "credito",
    "immagine",
    "fotó",
    "kuva",
    "kuvat",
    "zdjęcie",
    "fot",
    "źródło",
    "фото",
    "fotoğraf",
    "imatge",
    "ljósmynd",
    "mynd",
    "foto/",
    "image credits",
    "사진 출처",
    "사진 제공",
    "사진제공",
    "자료사진",
    "출처",
    "写真提供",
    "图片来源",
    "来源",
    "圖",
    "图",
    "foto por",
    "fotografía",
    "fotografía de",
    "imagem de",
    "foto door",
    "foto av",
    "foto af",
    "foto: av",
    "zdroj",
    "sursa foto",
    "kaynak",
    "φωτογραφία",
    "φωτο",
    "תמונה",
    "צילום",
    "تصوير",
    "الصورة",
    "（ｃ）",
    "ảnh",
    "图片",
    "写真",
    "사진",
    "đồ họa",
    "bron",
    "beeld",
    "video",
];

/// Splits a caption into what it shows and who made it.
///
/// A credit stands at the end: after "Photo:", after "©", or in the last brackets where those name a maker.
pub fn split(caption: &str) -> (Option<String>, Option<String>) {
    let caption = caption.trim();
    let some = |text: &str| {
        let text = text.trim().trim_end_matches(['|', '(', '[', '/', '–', '—', '-', '•']).trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    if let Some(maker) = whole(caption) {
        return (None, some(&maker));
    }
    let mut marks: Vec<(usize, &str)> = caption.match_indices(['©', ':', '：', '=']).collect();
    marks.extend(
        ["(c)", "(C)", "（Ｃ）", "（c）", "（C）"].iter().flat_map(|mark| caption.match_indices(mark)),
    );
    marks.sort_unstable();
    for (at, mark) in marks.into_iter().rev() {
        let tail = &caption[at + mark.len()..];
        if tail.trim().is_empty()
            || tail.split_whitespace().count() > 9
            || tail.contains(". ") && tail.len() > 60
        {
            continue;
        }
        let is_own_sign = !matches!(mark, ":" | "：" | "=");
        let (head, is_credit) = if is_own_sign { (&caption[..at], true) } else { lead_before(caption, at) };
        if is_credit {
            return (some(head.trim_end_matches(['(', '[', ' '])), some(trimmed(tail)));
        }
    }
    for word in [
        " photo by ",
        " photograph by ",
        " photos by ",
        " picture by ",
        " image by ",
        " photo courtesy of ",
        " courtesy of ",
    ] {
        if let Some(at) = caption.to_ascii_lowercase().rfind(word) {
            let tail = &caption[at + word.len()..];
            if tail.split_whitespace().count() <= 8 {
                return (some(&caption[..at]), some(trimmed(tail)));
            }
        }
    }
    if let Some(inside) = caption.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        let (head, maker) = inside;
        let behind_sentence = head.trim_end().ends_with(['.', '!', '?', '"', '”']) && is_name(maker);
        if (is_agency(maker) || behind_sentence) && maker.split_whitespace().count() <= 8 {
            return (some(head), some(&bare(maker)));
        }
    }
    if let Some((head, tail)) = caption.rsplit_once(" / ")
        && head.split_whitespace().count() >= 4
        && is_name(tail)
    {
        return (some(head), some(tail));
    }
    // "What it shows. AFP": a last sentence that is nothing but a maker.
    if let Some((head, tail)) = caption.rsplit_once(['.', '|', '。'])
        && (1..=6).contains(&tail.split_whitespace().count())
        && (is_agency(tail) || (tail.contains('/') && is_name(tail)))
    {
        return (some(&caption[..head.len() + 1]), some(tail));
    }
    (some(caption), None)
}

/// The maker where the whole text is a credit: "Photo: AP", "© Reuters".
pub fn whole(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['(', ')', '[', ']']);
    if text.split_whitespace().count() > 14 {
        return None;
    }
    if let Some(rest) = text.strip_prefix('©') {
        return Some(trimmed(rest).to_owned());
    }
    let lower = text.to_lowercase();
    for lead in LEADS {
        if let Some(rest) = lower.strip_prefix(lead)
            && let Some(mark) = rest.trim_start().chars().next()
            && (matches!(mark, ':' | '：' | '=' | '|' | '/' | '-' | '©')
                || (lead.ends_with(" by") || *lead == "by" || lead.ends_with(" of")))
            && (rest.starts_with([' ', ':', '：', '=', '|', '/', '-', '©']))
            && lower.len() == text.len()
        {
            if mark == '/' {
                // "Getty Images/Jane Doe": both are makers.
                return Some(text.to_owned());
            }
            return Some(trimmed(&text[lead.len()..]).to_owned());
        }
    }
    None
}

/// A credit without its lead-in, whatever it is.
pub fn bare(text: &str) -> String {
    whole(text).unwrap_or_else(|| trimmed(text).to_owned())
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                ':' | '：' | '=' | '|' | '/' | '-' | '–' | '©' | '(' | ')' | '[' | ']' | '.' | ','
            )
    })
}

/// The words before a colon where they are a credit's lead-in.
fn lead_before(caption: &str, colon: usize) -> (&str, bool) {
    let head = caption[..colon].trim_end();
    let lower = head.to_lowercase();
    if lower.len() != head.len() {
        return (head, false);
    }
    for lead in LEADS {
        if let Some(rest) = lower.strip_suffix(lead)
            && rest.chars().next_back().is_none_or(|before| !before.is_alphanumeric())
        {
            return (&head[..rest.len()], true);
        }
    }
    (head, false)
}

/// Whether a text is nothing but a few capitalised words.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter == '/')
        .filter(|word| !word.is_empty())
        .collect();
    (1..=8).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase)
                || matches!(
                    *word,
                    "of" | "de" | "von" | "van" | "der" | "the" | "für" | "for" | "via" | "und" | "and"
                )
        })
}

/// Whether a text names who sells or takes news pictures.
fn is_agency(text: &str) -> bool {
    const AGENCIES: &[&str] = &[
        "afp",
        "ap",
        "ap photo",
        "reuters",
        "getty",
        "getty images",
        "epa",
        "efe",
        "ansa",
        "dpa",
        "apa",
        "pa",
        "ntb",
        "tt",
        "ritzau",
        "keystone",
        "shutterstock",
        "istock",
        "imago",
        "alamy",
        "xinhua",
        "bloomberg",
        "associated press",
        "press association",
        "handout",
        "supplied",
        "archive",
        "file",
        "unsplash",
        "pexels",
        "pixabay",
        "adobe stock",
        "instagram",
        "facebook",
        "youtube",
        "anp",
        "belga",
        "pap",
        "tass",
        "yonhap",
        "kyodo",
        "pti",
        "ani",
        "cp",
        "canadian press",
        "zuma",
        "upi",
        "picture alliance",
        "depositphotos",
        "nasa",
    ];
    let text = text.to_lowercase();
    text.split(['/', ',', '|', '-', '–', ';']).any(|part| {
        AGENCIES
            .iter()
            .any(|agency| part.trim() == *agency || part.trim().strip_suffix(" images") == Some(agency))
    }) || AGENCIES.iter().filter(|agency| agency.len() > 5).any(|agency| text.contains(agency))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(caption: &str, shown: &str, maker: &str) {
        let (left, right) = split(caption);
        assert_eq!(
            (left.as_deref().unwrap_or(""), right.as_deref().unwrap_or("")),
            (shown, maker),
            "{caption}"
        );
    }

    #[test]
    fn a_credit_is_told_from_a_caption() {
        check("The minister at the harbour. Photo: AP", "The minister at the harbour.", "AP");
        check("The minister. (Reuters)", "The minister.", "Reuters");
        check("Der Hafen am Morgen. Foto: Jan Beispiel/dpa", "Der Hafen am Morgen.", "Jan Beispiel/dpa");
        check("© Jane Doe", "", "Jane Doe");
        check("Photo by Jane Doe", "", "Jane Doe");
        check("Getty Images/Jane Doe", "", "Getty Images/Jane Doe");
        check("항구의 아침. [사진 출처 = 연합뉴스]", "항구의 아침.", "연합뉴스");
        check(
            "Two words: a caption that goes on and on about what it shows, and never names its maker",
            "Two words: a caption that goes on and on about what it shows, and never names its maker",
            "",
        );
        check("Who wins (and why)", "Who wins (and why)", "");
    }
}
