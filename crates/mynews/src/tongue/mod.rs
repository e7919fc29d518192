//! The six languages that mynews itself speaks. English stands in the source, as it is read there, and is the key to
//! five catalogues (`words/*.toml`) beside it.
//!
//! Which language is spoken belongs to a request, as its deadline or its log line does: it is set once
//! ([`Tongue::speaking`], [`Tongue::while_speaking`]) around whatever makes a page, and asked where a word is put down.
//! Carried as an argument it would stand in the signature of every function of `view` and say nothing there. Where
//! nobody set it (the terminal, the log, a test), it is English.

mod calendar;
mod catalogue;
mod fill;
mod plural;
mod retell;

use std::future::Future;

pub use calendar::Calendar;
pub use catalogue::{Catalogue, Said};
pub use fill::{fill, fill_html, isolated, number, places};
pub use plural::Plural;
pub use retell::{SENTENCES, retell};

tokio::task_local! {
    static SPOKEN: Tongue;
}

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tongue {
    #[default]
    English,
    Spanish,
    French,
    German,
    Arabic,
    Chinese,
}

impl Tongue {
    pub const ALL: [Tongue; 6] =
        [Tongue::English, Tongue::Spanish, Tongue::French, Tongue::German, Tongue::Arabic, Tongue::Chinese];

    /// BCP 47, for `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Tongue::English => "en",
            Tongue::Spanish => "es",
            Tongue::French => "fr",
            Tongue::German => "de",
            Tongue::Arabic => "ar",
            Tongue::Chinese => "zh-Hans",
        }
    }

    /// The tag's first part: what articles are marked with.
    pub fn primary(self) -> &'static str {
        self.tag().split('-').next().unwrap_or_default()
    }

    /// What it calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Tongue::English => "English",
            Tongue::Spanish => "Español",
            Tongue::French => "Français",
            Tongue::German => "Deutsch",
            Tongue::Arabic => "العربية",
            Tongue::Chinese => "简体中文",
        }
    }

    pub fn is_right_to_left(self) -> bool {
        self == Tongue::Arabic
    }

    /// For `<html dir>`.
    pub fn dir(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// The one of a tag, whatever its region: `de-AT` is German.
    pub fn of_tag(tag: &str) -> Option<Tongue> {
        let primary = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
        Tongue::ALL.into_iter().find(|tongue| tongue.primary() == primary)
    }

    /// The best of an `Accept-Language` header; `None` where it asks for none of ours.
    pub fn accepted(header: &str) -> Option<Tongue> {
        let mut best: Option<(f32, Tongue)> = None;
        for wish in header.split(',').take(32) {
            let (tag, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
            let weight = weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0);
            if let Some(tongue) = Tongue::of_tag(tag.trim())
                && weight > best.map_or(0.0, |(best, _)| best)
            {
                best = Some((weight, tongue));
            }
        }
        best.map(|(_, tongue)| tongue)
    }

    /// The one spoken here and now.
    pub fn spoken() -> Tongue {
        SPOKEN.try_with(|tongue| *tongue).unwrap_or_default()
    }

    /// Speaks it as long as the future runs.
    pub async fn speaking<T>(self, work: impl Future<Output = T>) -> T {
        SPOKEN.scope(self, work).await
    }

    /// Speaks it as long as the work takes, on a thread of its own.
    pub fn while_speaking<T>(self, work: impl FnOnce() -> T) -> T {
        SPOKEN.sync_scope(self, work)
    }

    /// What it says for an English key; the key where it knows none.
    pub fn word(self, key: &str) -> &str {
        catalogue::of(self).word(key).unwrap_or(key)
    }

    /// What it says of so many; `many` is the key.
    pub fn words_of<'a>(self, number: usize, one: &'a str, many: &'a str) -> &'a str {
        let known = catalogue::of(self).form(many, Plural::of(self, number));
        known.unwrap_or(if number == 1 { one } else { many })
    }

    pub fn calendar(self) -> &'static Calendar {
        &catalogue::of(self).calendar
    }

    pub fn catalogue(self) -> &'static Catalogue {
        catalogue::of(self)
    }
}

/// Says an English sentence in the language spoken, its places filled: `say!("You follow {name}.", name = name)`.
#[macro_export]
macro_rules! say {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::tongue::fill(
            $crate::tongue::Tongue::spoken().word($key),
            &[$((stringify!($name), &$value.to_string())),*],
        )
    };
}

/// The same of a number: `say_count!(outlets, "{n} outlet", "{n} outlets")`.
#[macro_export]
macro_rules! say_count {
    ($count:expr, $one:literal, $many:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        let count = usize::try_from($count).unwrap_or_default();
        $crate::tongue::fill(
            $crate::tongue::Tongue::spoken().words_of(count, $one, $many),
            &[("n", &$crate::tongue::number(count)) $(, (stringify!($name), &$value.to_string()))*],
        )
    }};
}

/// Marks a sentence that is put down elsewhere, and said (`Tongue::word`) where it is used.
#[macro_export]
macro_rules! marked {
    ($key:literal) => {
        $key
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_asks_for_what_it_likes_best() {
        for (header, tongue) in [
            ("de-AT,de;q=0.9,en;q=0.8", Some(Tongue::German)),
            ("pl,fr;q=0.4,es;q=0.7", Some(Tongue::Spanish)),
            ("zh-TW", Some(Tongue::Chinese)),
            ("ar;q=0, en;q=0.1", Some(Tongue::English)),
            ("pl, cs;q=0.5", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(Tongue::accepted(header), tongue, "{header}");
        }
    }

    #[test]
    fn words_are_said_in_the_language_spoken() {
        assert_eq!(say!("You follow {name}.", name = "Rust"), "You follow Rust.");
        let said = |tongue: Tongue, count: usize| {
            tongue.while_speaking(|| say_count!(count, "{n} outlet", "{n} outlets"))
        };
        assert_eq!(said(Tongue::English, 1), "1 outlet");
        assert_eq!(said(Tongue::German, 2150), "2.150 Medien");
        assert_eq!(said(Tongue::Arabic, 2), "وسيلتان");
        assert_eq!(Tongue::spoken(), Tongue::English);
    }
}
