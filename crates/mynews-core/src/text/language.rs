//! Which language a text is in.
//!
//! Three witnesses, the cheap and sure ones first: the script, where it belongs to one language (Greek, Hangul, kana);
//! a vote of the small words and letters of the news languages, which decides even short headlines; and trigrams
//! (`whatlang`) for the languages that have no vote here. A short text that no witness knows stays unknown: a wrong
//! language costs more than none.

use std::sync::LazyLock;

use whatlang::{Lang, Script};

/// So much of a text is looked at: a language does not change later, and trigrams cost.
const LETTERS_MAX: usize = 1200;
/// Trigrams of shorter texts are guesses.
const TRIGRAM_LETTERS_MIN: usize = 60;

/// The primary language tag of a text; `None` when unsure.
pub fn detect(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(LETTERS_MAX).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    match whatlang::detect_script(text)? {
        Script::Latin => by_vote(text).or_else(|| by_trigrams(text)),
        Script::Cyrillic => {
            by_letters(text, &CYRILLIC).or(Some(if is_bulgarian(text) { "bg" } else { "ru" }))
        }
        Script::Arabic => by_letters(text, &ARABIC).or(Some("ar")),
        Script::Devanagari => by_trigrams(text).or(Some("hi")),
        Script::Hebrew => by_trigrams(text).or(Some("he")),
        // Japanese newspaper headlines are mostly Chinese characters: a few kana are enough.
        Script::Mandarin | Script::Hiragana | Script::Katakana => {
            Some(if text.chars().any(is_kana) { "ja" } else { "zh" })
        }
        Script::Hangul => Some("ko"),
        Script::Greek => Some("el"),
        Script::Georgian => Some("ka"),
        Script::Armenian => Some("hy"),
        Script::Bengali => Some("bn"),
        Script::Ethiopic => Some("am"),
        Script::Gujarati => Some("gu"),
        Script::Gurmukhi => Some("pa"),
        Script::Kannada => Some("kn"),
        Script::Khmer => Some("km"),
        Script::Malayalam => Some("ml"),
        Script::Myanmar => Some("my"),
        Script::Oriya => Some("or"),
        Script::Sinhala => Some("si"),
        Script::Tamil => Some("ta"),
        Script::Telugu => Some("te"),
        Script::Thai => Some("th"),
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}')
}

/// Languages of a script with letters that no other of its languages writes; the rarest language first.
type Letters = [(&'static str, &'static str)];

const CYRILLIC: [(&str, &str); 6] = [
    ("be", "ўЎ"),
    ("sr", "ђћЂЋџЏ"),
    ("mk", "ѓќѕЃЌЅ"),
    ("kk", "қңғәұҚҢҒӘҰ"),
    ("uk", "їєґЇЄҐі"),
    ("ru", "ыэёЫЭЁ"),
];
const ARABIC: [(&str, &str); 3] = [("ur", "ٹڈںےھ"), ("ps", "ښډړټۍ"), ("fa", "پچژگکی")];

fn by_letters(text: &str, letters: &Letters) -> Option<&'static str> {
    letters.iter().find(|(_, own)| text.contains(|c| own.contains(c))).map(|(tag, _)| *tag)
}

/// Bulgarian has no letter of its own, but it writes ъ inside words and sets its article behind them.
fn is_bulgarian(text: &str) -> bool {
    text.split_whitespace().any(|word| word.contains('ъ') && word.ends_with(['т', 'л', 'р']))
}

/// A word that several languages share counts for each of them with its part.
fn by_vote(text: &str) -> Option<&'static str> {
    let mut votes = [0.0_f32; VOTERS.len()];
    let mut words = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        let lower = word.to_lowercase();
        if let Ok(at) = SMALL_WORDS.binary_search_by(|(small, _)| (*small).cmp(lower.as_str())) {
            let voters = SMALL_WORDS[at].1;
            for (language, vote) in votes.iter_mut().enumerate() {
                if voters & 1 << language != 0 {
                    *vote += 1.0 / voters.count_ones() as f32;
                }
            }
        }
        for (language, voter) in VOTERS.iter().enumerate() {
            if lower.contains(|c| voter.letters.contains(c)) {
                votes[language] += 0.8;
            }
        }
    }
    let best = (0..VOTERS.len()).max_by(|a, b| votes[*a].total_cmp(&votes[*b]))?;
    let second =
        (0..VOTERS.len()).filter(|other| *other != best).map(|other| votes[other]).fold(0.0, f32::max);
    // One small word in a short headline may be a name; in a long text every tenth word speaks for its language.
    let enough = if words <= 30 { 0.9 } else { words as f32 / 20.0 };
    (votes[best] >= enough && votes[best] >= 1.4 * second).then_some(VOTERS[best].tag)
}

fn by_trigrams(text: &str) -> Option<&'static str> {
    if text.chars().filter(|c| c.is_alphabetic()).count() < TRIGRAM_LETTERS_MIN {
        return None;
    }
    let found = whatlang::detect(text)?;
    if found.is_reliable() { primary_tag(found.lang()) } else { None }
}

fn primary_tag(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Hin => "hi",
        Lang::Mar => "mr",
        Lang::Nep => "ne",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Jav => "jv",
        Lang::Nob => "no",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Ron => "ro",
        Lang::Cat => "ca",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Tgl => "tl",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Lat => "la",
        Lang::Afr => "af",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Tuk => "tk",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        _ => return None,
    })
}

struct Voter {
    tag: &'static str,
    /// Letters that hardly any other language of the list writes.
    letters: &'static str,
    words: &'static str,
}

/// Every small word with the set of voters who write it, in the order of the words.
static SMALL_WORDS: LazyLock<Vec<(&'static str, u32)>> = LazyLock::new(|| {
    let mut words: Vec<(&str, u32)> = VOTERS
        .iter()
        .enumerate()
        .flat_map(|(language, voter)| voter.words.split_whitespace().map(move |word| (word, 1 << language)))
        .collect();
    words.sort_unstable();
    words.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 |= if same { next.1 } else { 0 };
        same
    });
    words
});

const VOTERS: [Voter; 17] = [
    Voter {
        tag: "en",
        letters: "",
        words: "the of and to in is for on with that it as was at by from be are this an or have has had not but they \
                his her he she we you who which their its will would could after over says said what how why when more \
                new about into up out first against during before amid than if been were can should may your our my",
    },
    Voter {
        tag: "es",
        letters: "ñ¿¡",
        words: "de la el en y los que del las un una por con para se su al es lo como más pero sus sobre este ya entre \
                cuando todo esta ser son dos también fue hasta desde nos muy sin hay años según tras ante contra qué \
                cómo quién han hace está le ha",
    },
    Voter {
        tag: "fr",
        letters: "œùë",
        words: "de la le les des et en un une du que pour dans qui est sur pas au par avec il ce plus son sa ses mais \
                sont aux cette ou elle après été leur entre nous vous deux était comme sans être contre selon ont \
                fait lors chez où avant l d qu n s c",
    },
    Voter {
        tag: "de",
        letters: "ß",
        words: "der die das und in den von zu mit ist im für auf nicht ein eine sich dem des auch es an als nach bei \
                wie um aus er hat über werden wird sind zum zur war einen einer noch gegen vor am vom durch wegen \
                haben aber oder nur bis unter mehr kein keine warum so will neue sie ich wir",
    },
    Voter {
        tag: "it",
        letters: "",
        words: "di il la che e in un per una del della non con sono da si dei al le nel alla più come delle gli lo ha \
                anche ma dal nella dopo i è tra sul su alle degli questo suo contro perché chi cosa ai dalla sulla \
                era hanno essere l d dell nell all",
    },
    Voter {
        tag: "pt",
        letters: "ãõ",
        words: "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das tem seu \
                sua ou ser quando muito há nos já está também só pelo pela até isso entre após sobre diz são contra \
                ainda anos à às pode",
    },
    Voter {
        tag: "nl",
        letters: "",
        words: "de het een van en in is dat op te zijn met voor niet aan er om ook als bij maar door naar over uit nog \
                hij werd worden dan tegen wordt heeft meer na tot kan geen wel deze die hebben hun onder ze we zich \
                waarom moet nieuwe",
    },
    Voter {
        tag: "sv",
        letters: "",
        words: "och i att det som en på är av för med den till inte har de om ett men var jag från kan så efter vid \
                när eller nu blir ska under mot hur säger över ut än hade även mer två nya sig",
    },
    Voter {
        tag: "da",
        letters: "",
        words: "og i at det som en på er af for med den til ikke har de om et men var jeg fra kan så efter ved når \
                eller nu bliver skal under mod hvordan siger over ud end havde også mere to nye sig efter blev hvad",
    },
    Voter {
        tag: "no",
        letters: "",
        words: "og i at det som en på er av for med den til ikke har de om et men var jeg fra kan så etter ved når \
                eller nå blir skal under mot hvordan sier over ut enn hadde også mer to nye seg etter ble hva",
    },
    Voter {
        tag: "pl",
        letters: "łżźńęąść",
        words: "i w na z do się nie to jest że o po jak za od dla przez ale co ma są już oraz był tylko przed ze ich \
                może który roku jego będzie czy być",
    },
    Voter {
        tag: "cs",
        letters: "řěů",
        words: "a v se na je že s z do o i to ve po za pro ale jako od by jsou podle jeho které před již až nebo také \
                který bude proti jak není být",
    },
    Voter {
        tag: "tr",
        letters: "ğış",
        words: "ve bir bu için ile de da olarak daha çok gibi sonra kadar en olan ne var ama her ise yeni iki oldu \
                dedi göre türkiye",
    },
    Voter {
        tag: "ro",
        letters: "țșăţ",
        words: "de și în a la cu pe un o din că pentru nu este care mai au fost ce se sau prin după ca le lui său \
                sunt fi despre până între",
    },
    Voter {
        tag: "hu",
        letters: "őű",
        words: "a az és hogy nem is egy ez meg már csak de mint volt van szerint el még lesz után vagy ki kell",
    },
    Voter {
        tag: "fi",
        letters: "",
        words: "ja on ei se että oli hän joka ovat mutta kun niin myös mukaan ole sen vuoden jo ne tai kuin sekä vain \
                nyt suomen",
    },
    Voter {
        tag: "id",
        letters: "",
        words: "yang dan di dari untuk dengan ini pada itu dalam tidak akan ke oleh juga telah sebagai adalah tersebut \
                ada saat bisa kepada mereka lebih bahwa",
    },
];

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn a_language_is_known_from_little() {
        for (text, expected) in [
            ("Parliament votes to close the old harbour", Some("en")),
            ("Why the river turned green", Some("en")),
            ("El puerto viejo cerrará tras la tormenta", Some("es")),
            ("Le port fermera après la tempête", Some("fr")),
            ("Der alte Hafen schließt nach dem Sturm", Some("de")),
            ("Il porto chiude dopo la tempesta", Some("it")),
            ("O porto não abre mais depois da tempestade", Some("pt")),
            ("De oude haven sluit na de storm van het weekend", Some("nl")),
            ("Hamnen stängs efter stormen och öppnas inte igen", Some("sv")),
            ("Rząd zamyka stary port po burzy", Some("pl")),
            ("Fırtına sonrası eski liman kapandı", Some("tr")),
            ("Старый порт закрыт после шторма", Some("ru")),
            ("Старий порт закрито після шторму, її", Some("uk")),
            ("旧港口在暴风雨后关闭", Some("zh")),
            ("嵐のあと古い港が閉鎖", Some("ja")),
            ("폭풍 후 옛 항구 폐쇄", Some("ko")),
            ("إغلاق الميناء القديم بعد العاصفة", Some("ar")),
            ("بندر قدیمی پس از طوفان بسته شد", Some("fa")),
            ("Το παλιό λιμάνι έκλεισε", Some("el")),
            ("तूफान के बाद पुराना बंदरगाह बंद", Some("hi")),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }

    #[test]
    fn a_language_is_not_guessed() {
        for text in ["", "2:1", "Madrid", "Real Madrid – Bayern", "OPEC+"] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn a_longer_text_of_a_language_without_a_vote() {
        let text = "Els veïns del barri demanen que l'ajuntament obri el port vell aviat, perquè ja fa molts mesos que \
                    ningú no hi pot entrar i les botigues tanquen una darrere l'altra.";
        assert_eq!(detect(text), Some("ca"));
    }
}
