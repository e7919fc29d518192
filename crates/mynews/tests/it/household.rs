//! A house with an owner and two readers, each with a password and feeds of their own, and browsers that log in.

use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::outlets::Outlets;
use crate::running::{Answer, Running, command, request, stderr};

pub const OWNER: &str = "reader";
pub const BO: &str = "Bo";
pub const CY: &str = "Cy";

pub struct Household {
    pub outlets: Outlets,
    pub folder: tempfile::TempDir,
}

impl Household {
    /// All follow the Harbour Post; Bo alone follows the Kestrel.
    pub fn new() -> Household {
        let (outlets, folder) = (Outlets::start(), tempfile::tempdir().unwrap());
        let text = "Coastal states sign a corridor treaty after nine years of talks about wind power at sea";
        outlets.put_feed(
            "/harbour.xml",
            "Harbour Post",
            &[("treaty", "Coastal states sign corridor treaty", text)],
        );
        let text = "The zebra crossing in Port Halden gets lamps of its own, and a keeper for each of them";
        outlets.put_feed("/kestrel.xml", "Kestrel Letter", &[("zebra", "Zebra crossing gets lamps", text)]);
        let house = Household { outlets, folder };
        house.says(&["reader", "passwd"], &password_of(OWNER));
        for name in [BO, CY] {
            house.says(&["reader", "add", name], &password_of(name));
        }
        for (name, feed) in
            [(OWNER, "/harbour.xml"), (BO, "/harbour.xml"), (CY, "/harbour.xml"), (BO, "/kestrel.xml")]
        {
            house.runs(&["--reader", name, "add", &house.outlets.url(feed)]);
        }
        house.runs(&["refresh"]);
        house
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn runs(&self, arguments: &[&str]) {
        let output = self.outlets.run(self.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    }

    /// Runs a command that reads a line from standard input.
    pub fn says(&self, arguments: &[&str], line: &str) {
        let output = with_line(self.path(), arguments, line);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    }
}

pub fn with_line(folder: &Path, arguments: &[&str], line: &str) -> Output {
    let piped = Stdio::piped;
    let mut child =
        command(folder).args(arguments).stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
    // A command that refuses before it reads closes the pipe.
    let _ = writeln!(child.stdin.take().unwrap(), "{line}");
    child.wait_with_output().unwrap()
}

pub fn password_of(name: &str) -> String {
    format!("nine grey herons of {name}")
}

/// A browser of somebody, or of nobody.
#[derive(Clone)]
pub struct Browser {
    pub address: String,
    pub cookie: String,
}

impl Browser {
    pub fn of_nobody(mynews: &Running) -> Browser {
        Browser { address: mynews.address.clone(), cookie: String::new() }
    }

    pub fn logged_in(mynews: &Running, name: &str) -> Browser {
        let mut browser = Browser::of_nobody(mynews);
        let answer = browser.log_in(name, &password_of(name));
        assert_eq!(answer.status, 303, "{}", answer.body);
        browser.cookie = cookie_of(&answer).expect("a cookie is given");
        browser
    }

    pub fn log_in(&self, name: &str, password: &str) -> Answer {
        let encode = |text: &str| text.replace(' ', "+");
        self.ask("POST", "/login", &format!("name={}&password={}&to=%2Fheld", encode(name), encode(password)))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    pub fn post(&self, path: &str, form: &str) -> Answer {
        self.ask("POST", path, form)
    }

    pub fn ask(&self, method: &str, path: &str, form: &str) -> Answer {
        let cookie =
            if self.cookie.is_empty() { String::new() } else { format!("Cookie: {}\r\n", self.cookie) };
        let from = if method != "GET" { "Sec-Fetch-Site: same-origin\r\n" } else { "" };
        request(&self.address, method, path, form, &format!("{cookie}{from}"))
            .unwrap_or_else(|why| panic!("{method} {path}: {why}"))
    }
}

/// "name=value" of the cookie that an answer gives.
pub fn cookie_of(answer: &Answer) -> Option<String> {
    let line = header(answer, "set-cookie")?;
    line.split(';').next().map(str::to_owned)
}

pub fn header(answer: &Answer, name: &str) -> Option<String> {
    answer
        .headers
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.to_owned())
}
