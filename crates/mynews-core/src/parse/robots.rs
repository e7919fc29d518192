//! What a site allows programs to fetch (`robots.txt`, RFC 9309).

/// RFC 9309 asks for at least 500 KiB; what stands beyond is not read.
const ROBOTS_BYTES_MAX: usize = 500 * 1024;

/// A site that asks for a longer pause between two requests is not waited for longer than this.
const CRAWL_DELAY_SECONDS_MAX: u32 = 3600;

/// A site's rules.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Robots {
    groups: Vec<Group>,
}

/// Rules for some programs.
#[derive(Clone, PartialEq, Debug, Default)]
struct Group {
    /// Names in lower case; `*` is every program that no group names.
    names: Vec<String>,
    rules: Vec<Rule>,
    crawl_delay_seconds: Option<u32>,
}

#[derive(Clone, PartialEq, Debug)]
struct Rule {
    is_allowed: bool,
    /// With its percent-encoding made uniform.
    pattern: String,
}

impl Robots {
    /// Reads a `robots.txt`. Lines that say nothing we know are passed over, as the RFC asks.
    pub fn read(text: &str) -> Robots {
        let text = &text[..text.floor_char_boundary(ROBOTS_BYTES_MAX)];
        let mut groups: Vec<Group> = Vec::new();
        let mut names_begin = true;
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    // Names in a row share the rules that follow them.
                    if names_begin {
                        groups.push(Group::default());
                    }
                    names_begin = false;
                    if let Some(group) = groups.last_mut() {
                        group.names.push(product(value));
                    }
                }
                key @ ("allow" | "disallow") => {
                    names_begin = true;
                    // A rule before any name belongs to nobody; an empty one forbids nothing.
                    if let Some(group) = groups.last_mut().filter(|_| !value.is_empty()) {
                        group.rules.push(Rule { is_allowed: key == "allow", pattern: uniform(value) });
                    }
                }
                "crawl-delay" => {
                    names_begin = true;
                    if let Some(group) = groups.last_mut() {
                        let seconds = value.parse::<f64>().ok().filter(|seconds| *seconds >= 0.0);
                        group.crawl_delay_seconds = seconds
                            .map(|seconds| seconds.ceil().min(f64::from(CRAWL_DELAY_SECONDS_MAX)) as u32);
                    }
                }
                _ => {}
            }
        }
        Robots { groups }
    }

    /// Whether the program `user_agent` may fetch `path` (with its query, if it has one). The longest rule that fits
    /// decides, and of two equally long ones the one that allows.
    pub fn allows(&self, user_agent: &str, path: &str) -> bool {
        let path = uniform(if path.is_empty() { "/" } else { path });
        if path == "/robots.txt" {
            return true;
        }
        let longest = self
            .groups_for(user_agent)
            .flat_map(|group| &group.rules)
            .filter(|rule| fits(&rule.pattern, &path))
            .max_by_key(|rule| (rule.pattern.len(), rule.is_allowed));
        longest.is_none_or(|rule| rule.is_allowed)
    }

    /// Seconds the site asks `user_agent` to leave between two requests. Not in the RFC, but many sites write it.
    pub fn crawl_delay(&self, user_agent: &str) -> Option<u32> {
        self.groups_for(user_agent).find_map(|group| group.crawl_delay_seconds)
    }

    /// All groups that name the program, or else all groups for everyone.
    fn groups_for(&self, user_agent: &str) -> impl Iterator<Item = &Group> {
        let name = product(user_agent);
        let is_named = self.groups.iter().any(|group| group.names.contains(&name));
        let name = if is_named { name } else { "*".to_owned() };
        self.groups.iter().filter(move |group| group.names.contains(&name))
    }
}

/// The product token of a user agent: `Mynews/1.0 (+https://…)` is `mynews`.
fn product(user_agent: &str) -> String {
    if user_agent.starts_with('*') {
        return "*".into();
    }
    let belongs = |c: char| c.is_ascii_alphabetic() || c == '-' || c == '_';
    user_agent.chars().take_while(|c| belongs(*c)).collect::<String>().to_ascii_lowercase()
}

/// Whether a rule's pattern fits the beginning of a path; `*` is any text, a final `$` the end of the path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (index, part) in parts.iter().enumerate() {
        if to_the_end && index + 1 == parts.len() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    !to_the_end || rest.is_empty()
}

/// Percent-encoding in one form: what needs none has none, what is beyond ASCII has it, digits in upper case.
fn uniform(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut uniform = String::with_capacity(bytes.len());
    let hexadecimal = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut at = 0;
    while at < bytes.len() {
        let encoded =
            (bytes[at] == b'%').then(|| Some(hexadecimal(at + 1)? * 16 + hexadecimal(at + 2)?)).flatten();
        let byte = encoded.map_or(bytes[at], |code| code as u8);
        let is_unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_unreserved || encoded.is_none() && byte.is_ascii() {
            uniform.push(char::from(byte));
        } else {
            uniform.push_str(&format!("%{byte:02X}"));
        }
        at += if encoded.is_some() { 3 } else { 1 };
    }
    uniform
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rules: &str, cases: &[(&str, bool)]) {
        let robots = Robots::read(rules);
        for (path, expected) in cases {
            assert_eq!(
                robots.allows("mynews/1.0 (+https://mynews.example)", path),
                *expected,
                "{path} by {rules}"
            );
        }
    }

    #[test]
    fn the_longest_rule_decides() {
        check(
            "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c$\nDisallow: /*.pdf$\nDisallow: /q?x=*",
            &[
                ("/", true),
                ("", true),
                ("/a", false),
                ("/abc", false),
                ("/a/b", true),
                ("/a/b/c", false),
                ("/a/b/c/d", true),
                ("/x/y.pdf", false),
                ("/x/y.pdf?z", true),
                ("/q?x=1", false),
                ("/q?y=1", true),
            ],
        );
        check("User-agent: *\nAllow: /p\nDisallow: /p", &[("/p", true)]);
        check("User-agent: *\nDisallow: /", &[("/x", false), ("/robots.txt", true)]);
        check("User-agent: *\nDisallow:", &[("/x", true)]);
    }

    #[test]
    fn groups() {
        let rules = "User-agent: other\nUser-agent: MyNews\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\
                     User-agent: mynews\nDisallow: /b\nCrawl-delay: 2.5";
        check(rules, &[("/a", false), ("/b", false), ("/c", true)]);
        assert_eq!(Robots::read(rules).crawl_delay("mynews"), Some(3));
        assert_eq!(Robots::read(rules).crawl_delay("someone"), None);
        assert!(!Robots::read(rules).allows("someone", "/c"));
    }

    #[test]
    fn spelling() {
        check("user-AGENT : * # all\r\n disallow : /ü # no\r\n", &[("/%C3%BC", false), ("/%c3%bc", false)]);
        check("User-agent: *\nDisallow: /%7Ebob%2F", &[("/~bob%2f", false), ("/~bob/", true)]);
        check("Disallow: /x", &[("/x", true)]);
        check("<html>Not found</html>", &[("/x", true)]);
        check("", &[("/x", true)]);
    }

    #[test]
    fn a_large_file_is_read_in_part() {
        let large = format!("User-agent: *\nDisallow: /a\n{}\nDisallow: /b", "# x\n".repeat(200_000));
        check(&large, &[("/a", false), ("/b", true)]);
    }
}
