//! Bytes to text: which encoding a stranger meant.
//!
//! What bytes are outweighs what somebody says they are: a byte order mark first, then a declaration that fits the
//! bytes, then UTF-8 where the bytes are UTF-8, then a guess among the encodings news is still written in.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, ISO_2022_JP, KOI8_R, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_874, WINDOWS_1251, WINDOWS_1252, WINDOWS_1255, WINDOWS_1256,
};

use crate::model::Fault;

/// A declaration further down than this is content. Browsers look at 1,024 bytes; some pages put a licence first.
const DECLARATION_BYTES_MAX: usize = 4 * 1024;

/// A guess is made on so much of the document: enough words, and bounded work.
const GUESS_BYTES_MAX: usize = 64 * 1024;

/// A guess needs something to go by: below so many characters beyond ASCII, a document is western.
const GUESS_CHARACTERS_MIN: usize = 4;

/// Text, and how it was come by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    pub text: String,
    /// The name of the encoding, as the WHATWG writes it.
    pub encoding: &'static str,
    /// Set where a declaration was missing or wrong.
    pub fault: Option<Fault>,
}

/// Decodes bytes of a page or feed. `content_type` is the HTTP header of that name.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    if let Some(text) = decode_utf_32(bytes) {
        return Decoded { text, encoding: "UTF-32", fault: None };
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return finish(encoding, &bytes[length..], None);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return finish(encoding, bytes, None);
    }
    let declared = content_type.and_then(from_header).or_else(|| from_document(bytes));
    let is_utf_8 = std::str::from_utf8(bytes).is_ok();
    match declared {
        Some(encoding) if encoding == UTF_8 && is_utf_8 => finish(UTF_8, bytes, None),
        // A single-byte encoding fits any bytes, so that it "fits" says nothing where they are UTF-8 as well.
        Some(encoding) if is_utf_8 && !bytes.is_ascii() && encoding.is_single_byte() => {
            finish(UTF_8, bytes, Some(mismatch(encoding, UTF_8)))
        }
        Some(encoding) if fits(encoding, bytes) => finish(encoding, bytes, None),
        Some(encoding) => {
            let otherwise = if encoding == UTF_8 { WINDOWS_1252 } else { encoding };
            let meant = if is_utf_8 { UTF_8 } else { guess(bytes).unwrap_or(otherwise) };
            finish(meant, bytes, Some(mismatch(encoding, meant)))
        }
        None if is_utf_8 => finish(UTF_8, bytes, None),
        None => {
            let meant = guess(bytes).unwrap_or(WINDOWS_1252);
            let fault = Fault::new(
                "encoding-guessed",
                format!("The encoding is not declared; read as {}.", meant.name()),
            );
            finish(meant, bytes, Some(fault))
        }
    }
}

fn finish(encoding: &'static Encoding, bytes: &[u8], fault: Option<Fault>) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let fault = fault.or_else(|| {
        had_errors.then(|| Fault::new("broken-bytes", format!("Some bytes are not {}.", encoding.name())))
    });
    let text = if has_c1_controls(&text) { without_c1_controls(&text) } else { text.into_owned() };
    Decoded { text, encoding: encoding.name(), fault }
}

/// Characters U+0080 to U+009F are controls nobody writes: they are what Windows' quotation marks and dashes become when
/// a publisher takes them for Latin-1 on the way to UTF-8.
fn has_c1_controls(text: &str) -> bool {
    text.as_bytes().windows(2).fold(false, |found, two| found | (two[0] == 0xC2 && two[1] < 0xA0))
}

fn without_c1_controls(text: &str) -> String {
    let meant = |c: char| match c {
        '\u{80}'..='\u{9F}' => {
            WINDOWS_1252.decode_without_bom_handling(&[c as u8]).0.chars().next().unwrap_or(c)
        }
        c => c,
    };
    text.chars().map(meant).collect()
}

fn mismatch(declared: &'static Encoding, meant: &'static Encoding) -> Fault {
    let (declared, meant) = (declared.name(), meant.name());
    if declared == meant {
        Fault::new("broken-bytes", format!("Some bytes are not {declared}."))
    } else {
        Fault::new("wrong-encoding", format!("Declared as {declared}, written in {meant}."))
    }
}

/// Encoding standards left UTF-32 out; a few feeds did not notice. Recognised by its mark or its zeros.
fn decode_utf_32(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 4]) -> u32 = match bytes.get(..4)? {
        [0, 0, 0xFE, 0xFF] | [0, 0, 0, b'<'] => u32::from_be_bytes,
        [0xFF, 0xFE, 0, 0] | [b'<', 0, 0, 0] => u32::from_le_bytes,
        _ => return None,
    };
    let characters = bytes.chunks_exact(4).map(|four| read([four[0], four[1], four[2], four[3]]));
    let text = characters.map(|code| char::from_u32(code).unwrap_or('\u{FFFD}'));
    Some(text.skip_while(|c| *c == '\u{FEFF}').collect())
}

fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4)? {
        [0, b'<', 0, _] => Some(UTF_16BE),
        [b'<', 0, _, 0] => Some(UTF_16LE),
        _ => None,
    }
}

/// `text/html; charset="koi8-r"`.
fn from_header(content_type: &str) -> Option<&'static Encoding> {
    label_after(content_type.as_bytes(), b"charset").and_then(known)
}

/// `<?xml … encoding="…"?>`, `<meta charset=…>`, `<meta … content="…; charset=…">`.
fn from_document(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES_MAX)];
    let start = head.trim_ascii_start();
    if start.starts_with(b"<?xml") {
        let end = start.windows(2).position(|two| two == b"?>").unwrap_or(start.len());
        if let Some(encoding) = label_after(&start[..end], b"encoding").and_then(known) {
            return Some(encoding);
        }
    }
    let mut rest = head;
    while let Some(at) = position_ignoring_case(rest, b"<meta") {
        let tag = &rest[at..];
        let end = tag.iter().position(|byte| *byte == b'>').unwrap_or(tag.len());
        if let Some(encoding) = label_after(&tag[..end], b"charset").and_then(known) {
            return Some(encoding);
        }
        rest = &tag[end.min(tag.len())..];
    }
    None
}

/// The encoding a declaration names. One that can be read as bytes of ASCII is not UTF-16, whatever it says.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label)?;
    Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding })
}

/// The value after `key`, `=`, and perhaps a quote.
fn label_after<'a>(text: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let after = text[position_ignoring_case(text, key)? + key.len()..].trim_ascii_start();
    let value = after.strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"';,>?".contains(byte);
    Some(&value[..value.iter().position(ends).unwrap_or(value.len())])
}

fn position_ignoring_case(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|here| here.eq_ignore_ascii_case(word))
}

fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// The encoding whose reading looks most like writing; `None` where none looks like any (then it is western).
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    if is_nearly_utf_8(bytes) {
        return Some(UTF_8);
    }
    if position_ignoring_case(bytes, b"\x1b$B").is_some() && fits(ISO_2022_JP, bytes) {
        return Some(ISO_2022_JP);
    }
    let sample = &bytes[..bytes.len().min(GUESS_BYTES_MAX)];
    let candidates = [
        SHIFT_JIS,
        EUC_JP,
        EUC_KR,
        GB18030,
        BIG5,
        WINDOWS_1251,
        KOI8_R,
        WINDOWS_874,
        WINDOWS_1255,
        WINDOWS_1256,
        WINDOWS_1252,
    ];
    let mut best: Option<(&'static Encoding, f64)> = None;
    for encoding in candidates {
        let score = plausibility(encoding, sample);
        if best.is_none_or(|(_, so_far)| score > so_far) {
            best = Some((encoding, score));
        }
    }
    best.filter(|(_, score)| *score > 0.0).map(|(encoding, _)| encoding)
}

/// A document of UTF-8 with a few bytes lost, cut or pasted in from elsewhere.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

/// How much a reading looks like text of the language the encoding is made for: the share of its characters beyond
/// ASCII that are the language's everyday ones, less twice the share of those nobody writes.
fn plausibility(encoding: &'static Encoding, sample: &[u8]) -> f64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut everyday, mut strange, mut all) = (0.0, 0.0, 0.0);
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_ascii() {
            all += 1.0;
            match weight(encoding, c, before) {
                w if w > 0.0 => everyday += w,
                w => strange -= w,
            }
        }
        if mixes_scripts(before, c) {
            strange += 1.0;
        }
        before = c;
    }
    if all < GUESS_CHARACTERS_MIN as f64 { 0.0 } else { (everyday - 2.0 * strange) / all }
}

/// A word of Latin letters with a letter of another script in it is a western word read wrongly.
fn mixes_scripts(before: char, c: char) -> bool {
    let is_foreign = |c: char| c >= '\u{370}' && c.is_alphabetic();
    before.is_ascii_lowercase() && is_foreign(c) || is_foreign(before) && c.is_ascii_lowercase()
}

/// From 1 (what this encoding is made for) to −1 (nobody writes this).
fn weight(encoding: &'static Encoding, c: char, before: char) -> f64 {
    let follows_letter = before.is_alphabetic();
    match c {
        '\u{FFFD}' | '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => -1.0,
        // Kana decides for Japanese; half-width kana are what other encodings look like when read as Shift_JIS.
        'ぁ'..='ヿ' if encoding == SHIFT_JIS || encoding == EUC_JP => 1.0,
        '｡'..='ﾟ' => -0.5,
        '가'..='힣' if encoding == EUC_KR => 0.9,
        '一'..='鿿' => match encoding {
            e if e == GB18030 && COMMON_SIMPLIFIED.contains(c) => 1.0,
            e if e == BIG5 && COMMON_TRADITIONAL.contains(c) => 1.0,
            e if e == SHIFT_JIS || e == EUC_JP => 0.5,
            e if e == GB18030 || e == BIG5 => 0.4,
            _ => 0.0,
        },
        '　'..='〟' | '！'..='～' => 0.4,
        // Two letters of five are vowels; Hebrew read as Cyrillic has hardly any.
        'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'я' => 1.1,
        // Cyrillic words are lower case after their first letter; read in the wrong encoding, case is reversed.
        'а'..='я' | 'ё' => 0.7,
        'А'..='Я' | 'Ё' => {
            if follows_letter && before.is_lowercase() {
                -1.0
            } else {
                0.3
            }
        }
        // Thai marks stand over a letter; anywhere else they are other bytes.
        'ั' | 'ิ'..='ฺ' | '็'..='๎' => {
            if matches!(before, 'ก'..='๎') {
                1.0
            } else {
                -1.0
            }
        }
        'ก'..='๛' => 0.6,
        'א'..='ת' => 0.8,
        'ء'..='ي' => 0.8,
        // Western letters stand among ASCII letters: a run of accented ones is another encoding read wrongly.
        'À'..='ÿ' if encoding == WINDOWS_1252 => {
            if before.is_ascii() && c.is_lowercase() {
                0.9
            } else if before.is_ascii() {
                0.5
            } else {
                -0.3
            }
        }
        '–' | '—' | '‘'..='„' | '…' | '«' | '»' | '\u{A0}' | '·' | '°' | '€' => 0.3,
        _ => 0.0,
    }
}

/// The commonest characters of Chinese news, simplified and traditional: between GBK and Big5 they decide.
const COMMON_SIMPLIFIED: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装";
const COMMON_TRADITIONAL: &str = "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身車例真務具萬每目至達走積示議聲報鬥完類八離華名確才科張信馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林律叫且究觀越織裝";

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], content_type: Option<&str>, encoding: &str, text: &str, fault: Option<&str>) {
        let decoded = decode(bytes, content_type);
        assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
        assert_eq!(decoded.fault.map(|fault| fault.code), fault, "{text}");
    }

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn marks_and_zeros() {
        check(b"\xEF\xBB\xBFh\xC3\xA9", Some("text/xml; charset=latin1"), "UTF-8", "hé", None);
        check(b"\xFE\xFF\0<\0a\0>", None, "UTF-16BE", "<a>", None);
        check(b"<\0a\0>\0", None, "UTF-16LE", "<a>", None);
        check(b"\0\0\0<\0\0\0a\0\0\0>", None, "UTF-32", "<a>", None);
        check(b"\xFF\xFE\0\0<\0\0\0", None, "UTF-32", "<", None);
        check(b"", None, "UTF-8", "", None);
    }

    #[test]
    fn declarations() {
        check(b"h\xE9", Some("text/html; Charset='ISO-8859-1'"), "windows-1252", "hé", None);
        let xml = b"<?xml version='1.0' encoding='koi8-r'?>\xC1";
        check(xml, Some("text/xml"), "KOI8-R", "<?xml version='1.0' encoding='koi8-r'?>а", None);
        let html = b"<html><META http-equiv=Content-Type content='text/html; charset=windows-1251'>\xE0";
        check(
            html,
            None,
            "windows-1251",
            &format!("{}а", String::from_utf8_lossy(&html[..html.len() - 1])),
            None,
        );
    }

    #[test]
    fn what_bytes_are_outweighs_what_is_said() {
        check("é".as_bytes(), Some("text/html; charset=iso-8859-1"), "UTF-8", "é", Some("wrong-encoding"));
        check(b"plain", Some("a/b; charset=iso-8859-1"), "windows-1252", "plain", None);
        check(b"<?xml encoding='utf-16'?>", None, "UTF-8", "<?xml encoding='utf-16'?>", None);
        check(b"a/b; charset=", Some("a/b; charset=no-such-thing"), "UTF-8", "a/b; charset=", None);
        check(
            b"caf\xE9 au lait",
            Some("a/b; charset=utf-8"),
            "windows-1252",
            "café au lait",
            Some("wrong-encoding"),
        );
        let damaged = ["déjà vu, à l’été ".as_bytes(), b"\xC3"].concat();
        check(&damaged, None, "UTF-8", "déjà vu, à l’été \u{FFFD}", Some("encoding-guessed"));
    }

    #[test]
    fn windows_marks_that_went_through_latin_1() {
        check("it\u{92}s \u{96} \u{85}".as_bytes(), None, "UTF-8", "it’s – …", None);
    }

    #[test]
    fn a_pound_sign_is_no_evidence_for_thai() {
        check(b"\xA3 5", None, "windows-1252", "£ 5", Some("encoding-guessed"));
    }

    #[test]
    fn guesses() {
        for (encoding, text) in [
            (WINDOWS_1252, "Der Bürgermeister sagte „nein“ – während die Höhe überrascht"),
            (WINDOWS_1251, "Правительство объявило о новых мерах поддержки"),
            (KOI8_R, "Правительство объявило о новых мерах поддержки"),
            (SHIFT_JIS, "政府は新しい支援策を発表した。"),
            (EUC_JP, "政府は新しい支援策を発表した。"),
            (EUC_KR, "정부는 새로운 지원 대책을 발표했다"),
            (GB18030, "政府宣布了新的支持措施，经济学家说这是一个开始"),
            (BIG5, "政府宣布了新的支持措施，經濟學家說這是一個開始"),
            (WINDOWS_874, "รัฐบาลประกาศมาตรการใหม่"),
            (WINDOWS_1255, "הממשלה הכריזה על צעדים חדשים"),
            (WINDOWS_1256, "أعلنت الحكومة عن إجراءات جديدة"),
        ] {
            let decoded = decode(&encoded(encoding, text), None);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding.name(), text));
        }
    }
}
