//! Writes XML by hand: what we write is small and known, so it takes an escape and a pair of tags, not a library.

/// Text inside XML, and HTML inside a string of XML: marks spelt out, what XML 1.0 forbids left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(letter),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// A document that grows line by line.
#[derive(Default)]
pub struct Xml(String);

impl Xml {
    /// With the declaration that says it is XML.
    pub fn document() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
    }

    pub fn close(&mut self, name: &str) {
        self.0.push_str(&format!("</{name}>\n"));
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    /// An element that holds text alone.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, ">");
        self.0.push_str(&format!("{}</{name}>\n", escaped(text)));
    }

    /// What is XML already.
    pub fn raw(&mut self, xml: &str) {
        self.0.push_str(xml);
    }

    pub fn finish(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.0.push_str(&format!("<{name}"));
        for (key, value) in attributes {
            self.0.push_str(&format!(" {key}=\"{}\"", escaped(value)));
        }
        self.0.push_str(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words_and_controls_go() {
        assert_eq!(escaped("a < b & \"c\"\u{0}\u{8}\n"), "a &lt; b &amp; &quot;c&quot;\n");
        let mut xml = Xml::default();
        xml.open("a", &[("b", "<\">")]);
        xml.text("c", &[], "]]>");
        xml.close("a");
        assert_eq!(xml.finish(), "<a b=\"&lt;&quot;&gt;\">\n<c>]]&gt;</c>\n</a>\n");
    }
}
