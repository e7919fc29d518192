//! The real binary, running on loopback in an empty folder, and a client small enough to read.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// Longer than any machine needs; a hang fails instead of waiting for ever.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// A served mynews; killed without mercy when dropped.
pub struct Running {
    child: Child,
    pub address: String,
}

pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub body: String,
}

/// The binary with its data in `folder`, and nothing of the machine's own configuration.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mynews"));
    command.arg("--data").arg(folder).env_remove("MYNEWS_DATA").env_remove("MYNEWS_CONFIG");
    command
}

/// Runs one command to its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder).args(arguments).stdin(Stdio::null()).output().expect("the binary runs")
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

impl Running {
    pub fn start(folder: &Path) -> Running {
        Running::start_with(&mut command(folder))
    }

    pub fn start_with(command: &mut Command) -> Running {
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut lines = BufReader::new(child.stderr.take().expect("stderr is piped"));
        let mut said = String::new();
        let address = loop {
            let mut line = String::new();
            if lines.read_line(&mut line).unwrap_or(0) == 0 {
                panic!("the server ended before it listened:\n{said}");
            }
            said.push_str(&line);
            if let Some(rest) = line.strip_prefix("mynews is at http://") {
                break rest.split_whitespace().next().unwrap_or_default().to_owned();
            }
        };
        // Nobody reads on, so the pipe must not fill.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Running { child, address }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.try_request("GET", path, "").unwrap_or_else(|why| panic!("GET {path}: {why}"))
    }

    /// Posts a form as a page of ours would.
    pub fn post(&self, path: &str, form: &str) -> Answer {
        self.try_request("POST", path, form).unwrap_or_else(|why| panic!("POST {path}: {why}"))
    }

    pub fn try_request(&self, method: &str, path: &str, form: &str) -> Result<Answer, String> {
        let extra = if method == "POST" { "Sec-Fetch-Site: same-origin\r\n" } else { "" };
        request(&self.address, method, path, form, extra)
    }

    /// Ends the process the hard way, while others still talk to it.
    pub fn kill_now(&self) {
        let _ = Command::new("kill").args(["-9", &self.child.id().to_string()]).status();
    }

    /// Ends the process the hard way, as a power switch would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// One request, one answer, over a connection of its own.
pub fn request(address: &str, method: &str, path: &str, form: &str, extra: &str) -> Result<Answer, String> {
    let text = |error: std::io::Error| error.to_string();
    let mut stream = TcpStream::connect(address).map_err(text)?;
    stream.set_read_timeout(Some(ANSWER_TIMEOUT)).map_err(text)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{extra}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .map_err(text)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(text)?;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or("the answer ended early")?;
    let headers = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = headers.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or("no status")?;
    let chunked = headers.to_ascii_lowercase().contains("transfer-encoding: chunked");
    let body = if chunked { without_chunks(&bytes[end + 4..]) } else { bytes[end + 4..].to_vec() };
    Ok(Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

fn without_chunks(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(line) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(String::from_utf8_lossy(&bytes[..line]).trim(), 16).unwrap_or(0);
        let start = line + 2;
        if size == 0 || bytes.len() < start + size {
            break;
        }
        body.extend_from_slice(&bytes[start..start + size]);
        bytes = &bytes[(start + size + 2).min(bytes.len())..];
    }
    body
}
