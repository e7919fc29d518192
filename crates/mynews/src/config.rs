//! What can be set, its default, and where the value in force came from.
//!
//! One table makes the struct, the reading of file and environment, `mynews config` and `config.example.toml`, so
//! that they cannot drift apart.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::Value;

/// Where a value came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    Default,
    File(PathBuf),
    Environment(String),
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(path) => write!(f, "{}", path.display()),
            Origin::Environment(name) => write!(f, "${name}"),
            Origin::CommandLine => f.write_str("command line"),
        }
    }
}

/// One setting as shown to an operator.
pub struct Setting {
    pub section: &'static str,
    pub key: &'static str,
    /// As TOML.
    pub value: String,
    pub origin: Origin,
    pub explanation: &'static str,
}

/// A value that stands in a configuration.
trait Settable: Sized {
    const KIND: &'static str;
    fn from_toml(value: &Value) -> Option<Self>;
    fn from_words(words: &str) -> Option<Self>;
    fn to_toml(&self) -> Value;
}

impl Settable for String {
    const KIND: &'static str = "a text";
    fn from_toml(value: &Value) -> Option<String> {
        value.as_str().map(str::to_owned)
    }
    fn from_words(words: &str) -> Option<String> {
        Some(words.to_owned())
    }
    fn to_toml(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Settable for bool {
    const KIND: &'static str = "true or false";
    fn from_toml(value: &Value) -> Option<bool> {
        value.as_bool()
    }
    fn from_words(words: &str) -> Option<bool> {
        words.parse().ok()
    }
    fn to_toml(&self) -> Value {
        Value::Boolean(*self)
    }
}

impl Settable for u64 {
    const KIND: &'static str = "a whole number";
    fn from_toml(value: &Value) -> Option<u64> {
        value.as_integer().and_then(|number| number.try_into().ok())
    }
    fn from_words(words: &str) -> Option<u64> {
        words.parse().ok()
    }
    fn to_toml(&self) -> Value {
        Value::Integer(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}

impl Settable for Vec<String> {
    const KIND: &'static str = "a list of texts";
    fn from_toml(value: &Value) -> Option<Vec<String>> {
        value.as_array()?.iter().map(|one| one.as_str().map(str::to_owned)).collect()
    }
    fn from_words(words: &str) -> Option<Vec<String>> {
        Some(words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }
    fn to_toml(&self) -> Value {
        Value::Array(self.iter().cloned().map(Value::String).collect())
    }
}

macro_rules! config {
    ($( $section:ident: $Section:ident { $( #[doc = $doc:literal] $key:ident: $kind:ty = $default:expr; )* } )*) => {
        /// Everything that can be set.
        #[derive(Clone, Debug)]
        pub struct Config {
            $( pub $section: $Section, )*
            origins: BTreeMap<(&'static str, &'static str), Origin>,
        }

        $(
            #[derive(Clone, Debug)]
            pub struct $Section { $( #[doc = $doc] pub $key: $kind, )* }
        )*

        impl Default for Config {
            fn default() -> Config {
                Config {
                    $( $section: $Section { $( $key: $default, )* }, )*
                    origins: BTreeMap::new(),
                }
            }
        }

        impl Config {
            /// Every setting, in the order of the table.
            pub fn settings(&self) -> Vec<Setting> {
                vec![ $( $( Setting {
                    section: stringify!($section),
                    key: stringify!($key),
                    value: self.$section.$key.to_toml().to_string(),
                    origin: self.origins.get(&(stringify!($section), stringify!($key)))
                        .cloned().unwrap_or(Origin::Default),
                    explanation: $doc.trim_ascii(),
                }, )* )* ]
            }

            fn set_from_toml(&mut self, section: &str, key: &str, value: &Value, origin: Origin)
                -> Result<(), String>
            {
                match (section, key) {
                    $( $( (stringify!($section), stringify!($key)) => {
                        self.$section.$key = <$kind as Settable>::from_toml(value).ok_or_else(|| {
                            format!("{section}.{key} must be {}, not {value}", <$kind as Settable>::KIND)
                        })?;
                        self.origins.insert((stringify!($section), stringify!($key)), origin);
                        Ok(())
                    } )* )*
                    _ => Err(format!("there is no setting {section}.{key}; `mynews config` lists them all")),
                }
            }

            fn set_from_environment(&mut self, variable: &dyn Fn(&str) -> Option<String>) -> Result<(), String> {
                $( $(
                    let name = concat!("MYNEWS_", stringify!($section), "_", stringify!($key)).to_uppercase();
                    if let Some(words) = variable(&name) {
                        self.$section.$key = <$kind as Settable>::from_words(&words).ok_or_else(|| {
                            format!("${name} must be {}, not {words:?}", <$kind as Settable>::KIND)
                        })?;
                        self.origins.insert((stringify!($section), stringify!($key)), Origin::Environment(name));
                    }
                )* )*
                Ok(())
            }
        }
    };
}

config! {
    web: Web {
        /// Address and port of the web page. Others than 127.0.0.1 ask for a password of every reader.
        listen: String = "127.0.0.1:8080".into();
        /// The address it is known by behind a reverse proxy, with its path: "https://example.org/news/".
        base_url: String = String::new();
        /// Addresses of reverse proxies whose X-Forwarded-For and -Proto are believed ("127.0.0.1", "10.0.0.0/8").
        trusted_proxies: Vec<String> = Vec::new();
        /// The header in which such a proxy names who has logged in with it ("Remote-User"); empty is none.
        proxy_header: String = String::new();
        /// The largest form or upload that is accepted, in kibibytes (an OPML file is rarely over 500).
        upload_kib_max: u64 = 4096;
    }
    edition: Edition {
        /// IANA time zone of dates and parts of the day; empty is the machine's.
        time_zone: String = String::new();
        /// Let what readers open raise it for each other. Every reader is told so, on the pages You and Help.
        learn_across_readers: bool = false;
    }
    fetch: FetchConfig {
        /// How mynews introduces itself to outlets. Add a contact if you run it for many.
        user_agent: String = concat!("mynews/", env!("CARGO_PKG_VERSION"), " (self-hosted feed reader)").into();
        /// Private addresses that may be fetched all the same, each exactly as host:port ("intranet:8000").
        allow_private: Vec<String> = Vec::new();
        /// Outbound proxy for all fetching, for example http://127.0.0.1:3128; empty is none.
        proxy: String = String::new();
        /// Heed robots.txt when fetching pages.
        respect_robots: bool = true;
        /// Feeds fetched side by side.
        parallel: u64 = 16;
        /// Seconds one fetch may take in all.
        total_seconds_max: u64 = 30;
        /// The largest feed after inflation, in kibibytes.
        feed_kib_max: u64 = 10_240;
        /// The largest page after inflation, in kibibytes.
        page_kib_max: u64 = 5_120;
    }
    keep: Keep {
        /// Days that an unsaved article of a dormant story is kept.
        article_days: u64 = 90;
        /// Days that its full text is kept; the headline stays until article_days.
        full_text_days: u64 = 60;
        /// The largest the database may grow, in mebibytes; full texts of the oldest unsaved articles go first.
        disk_mib_max: u64 = 4096;
    }
    log: Log {
        /// What is logged to stderr: error, warn, info, debug, or a filter such as mynews=debug.
        filter: String = "info".into();
        /// Log lines as JSON.
        json: bool = false;
    }
}

impl Config {
    /// Defaults, then the file, then the environment: the later one wins.
    ///
    /// `file` must exist where it was named; the default file may be absent.
    pub fn load(
        file: Option<&Path>,
        default_file: &Path,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Config, String> {
        let mut config = Config::default();
        let path = file.unwrap_or(default_file);
        match std::fs::read_to_string(path) {
            Ok(text) => config.read_toml(&text, path)?,
            Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{} cannot be read: {error}", path.display())),
        }
        config.set_from_environment(variable)?;
        Ok(config)
    }

    /// The command line outranks everything.
    pub fn listen_on(&mut self, address: String) {
        self.web.listen = address;
        self.origins.insert(("web", "listen"), Origin::CommandLine);
    }

    /// `config.example.toml`: every setting at its default, commented out, with its explanation.
    pub fn example() -> String {
        let mut text = String::from(
            "# mynews: every setting with its default. Copy what you change to config.toml in the data folder.\n\
             # Each can also be set in the environment: MYNEWS_WEB_LISTEN=127.0.0.1:9000\n",
        );
        let mut section = "";
        for setting in Config::default().settings() {
            if setting.section != section {
                section = setting.section;
                text.push_str(&format!("\n[{section}]\n"));
            }
            text.push_str(&format!("# {}\n# {} = {}\n", setting.explanation, setting.key, setting.value));
        }
        text
    }

    fn read_toml(&mut self, text: &str, path: &Path) -> Result<(), String> {
        let table: toml::Table =
            text.parse().map_err(|error| format!("{} is not valid TOML: {error}", path.display()))?;
        for (section, settings) in &table {
            let Value::Table(settings) = settings else {
                return Err(format!("{}: {section} must be a section, [{section}]", path.display()));
            };
            for (key, value) in settings {
                self.set_from_toml(section, key, value, Origin::File(path.to_owned()))
                    .map_err(|why| format!("{}: {why}", path.display()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, text).unwrap();
        Config::load(Some(&file), &file, variable)
    }

    #[test]
    fn the_later_origin_wins_and_is_named() {
        let config = loaded("[web]\nlisten = \"127.0.0.1:1\"\n[fetch]\nparallel = 3\n", &|name| {
            (name == "MYNEWS_WEB_LISTEN").then(|| "127.0.0.1:2".into())
        })
        .unwrap();
        assert_eq!(config.web.listen, "127.0.0.1:2");
        assert_eq!(config.fetch.parallel, 3);
        let listen = config.settings().into_iter().find(|setting| setting.key == "listen").unwrap();
        assert_eq!(listen.origin, Origin::Environment("MYNEWS_WEB_LISTEN".into()));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let why = |text| loaded(text, &|_| None).unwrap_err();
        assert!(why("[web]\nlistne = \"x\"").contains("no setting web.listne"));
        assert!(why("[fetch]\nparallel = \"many\"").contains("must be a whole number"));
        assert!(why("[web\n").contains("not valid TOML"));
    }

    #[test]
    fn the_example_is_fresh() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../config.example.toml");
        if std::env::var_os("MYNEWS_UPDATE").is_some() {
            std::fs::write(file, Config::example()).unwrap();
        }
        let text = std::fs::read_to_string(file).unwrap_or_default();
        assert_eq!(text, Config::example(), "run MYNEWS_UPDATE=1 cargo test -p mynews config");
        let uncommented = text.replace("\n# ", "\n");
        assert!(uncommented.contains("listen = "));
    }
}
