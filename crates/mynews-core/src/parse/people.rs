//! Persons as feeds write them: `Ada Field`, `ada@harbour-post.test (Ada Field)`, `Ada Field <ada@harbour-post.test>`.

/// A person, as Atom takes one apart or RSS writes one.
#[derive(Default)]
pub(super) struct Person {
    pub name: Option<String>,
    pub email: Option<String>,
    /// Text that stands in the element itself.
    pub text: String,
}

impl Person {
    /// The person's name; an address only where there is nothing else.
    pub fn named(&self) -> Option<String> {
        let name = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        match name {
            Some(name) => Some(name.to_owned()),
            None => name_of(&self.text).or_else(|| self.email.clone()),
        }
    }

    /// Name and address, as a feed's head shows them.
    pub fn in_full(&self) -> Option<String> {
        match (&self.name, &self.email) {
            (Some(name), Some(email)) => Some(format!("{} ({})", name.trim(), email.trim())),
            (Some(one), None) | (None, Some(one)) => Some(one.trim().to_owned()),
            (None, None) => Some(self.text.trim().to_owned()).filter(|text| !text.is_empty()),
        }
    }
}

/// The name in a person written as one text.
pub(super) fn name_of(text: &str) -> Option<String> {
    let text = text.trim();
    let parts = text
        .strip_suffix(')')
        .and_then(|inside| inside.split_once('('))
        .or_else(|| text.strip_suffix('>').and_then(|inside| inside.split_once('<')));
    let name = match parts.map(|(before, inside)| (before.trim(), inside.trim())) {
        Some((before, name)) if is_address(before) && !name.is_empty() => name,
        Some((name, inside)) if is_address(inside) && !name.is_empty() => name,
        Some((_, inside)) if is_address(inside) => inside,
        _ => text,
    };
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == ',');
    (!name.is_empty()).then(|| name.to_owned())
}

fn is_address(text: &str) -> bool {
    text.contains('@') && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (written, expected) in [
            ("Ada Field", Some("Ada Field")),
            ("ada@h.test (Ada Field)", Some("Ada Field")),
            ("Ada Field (ada@h.test)", Some("Ada Field")),
            ("\"Ada Field\" <ada@h.test>", Some("Ada Field")),
            ("<ada@h.test>", Some("ada@h.test")),
            ("ada@h.test", Some("ada@h.test")),
            ("Ada Field (Harbour Post)", Some("Ada Field (Harbour Post)")),
            ("  ", None),
        ] {
            assert_eq!(name_of(written).as_deref(), expected, "{written}");
        }
    }
}
