//! The command line is a contract: results on stdout, logs and progress on stderr, exit 0, 1 (failed) or 2 (wrong
//! usage), and every error says what to do next.

mod add;
mod config;
mod demo;
mod doctor;
mod edition;
mod group;
mod keep;
mod open;
mod parse;
mod privacy;
mod read;
mod reader;
mod refresh;
mod replay;
mod replay_mine;
mod serve;
mod wish;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use mynews_core::model::Term;
use mynews_core::rank::Rules;

/// What went wrong, in one line that says what to do next.
pub type Outcome = Result<(), String>;

#[derive(Parser)]
#[command(
    name = "mynews",
    version,
    about = "A personalised news feed of stories that matter to you, on your own machine.",
    after_help = "Without a command, mynews serves the web page at http://127.0.0.1:8080.",
    disable_help_subcommand = true
)]
struct CommandLine {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command may be told.
#[derive(Args, Clone)]
pub struct Place {
    /// The folder that holds the database (default: the platform's data folder)
    #[arg(long, global = true, value_name = "DIR", env = "MYNEWS_DATA")]
    data: Option<PathBuf>,
    /// A configuration file (default: config.toml in the data folder)
    #[arg(long, global = true, value_name = "FILE", env = "MYNEWS_CONFIG")]
    config: Option<PathBuf>,
    /// Who is meant, where several read here (default: the owner)
    #[arg(long, global = true, value_name = "NAME")]
    reader: Option<String>,
    /// Answer as JSON, where a program may read it
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the web page, fetch and work: everything in one process
    Serve {
        /// Address and port to listen on
        #[arg(long, value_name = "ADDR:PORT")]
        listen: Option<String>,
    },
    /// Follow a feed or a site, import OPML, or read saved feed and page files
    Add {
        /// Addresses, OPML files, saved feeds or pages
        #[arg(required = true, value_name = "URL|FILE")]
        what: Vec<String>,
        /// Keep the demo newsroom for later
        #[arg(long, conflicts_with = "drop_demo")]
        keep_demo: bool,
        /// Remove the demo newsroom without a trace
        #[arg(long)]
        drop_demo: bool,
        #[command(flatten)]
        key: add::Key,
    },
    /// Fetch what is due and bring the stories up to date
    Refresh {
        /// Look at every feed, due or not
        #[arg(long)]
        all: bool,
    },
    /// The demo newsroom: invented outlets, invented news
    Demo {
        /// Show it
        #[arg(long, conflicts_with = "off", required_unless_present = "off")]
        on: bool,
        /// Remove it without a trace
        #[arg(long)]
        off: bool,
    },
    /// The edition, in the terminal
    Today {
        #[arg(long, value_enum, default_value_t)]
        format: edition::Format,
    },
    /// Why a story stands where it stands
    Why {
        /// The story's id, its address, or its place in the edition
        story: String,
    },
    /// Never show a subject; or not until a date, or not unless many outlets report it
    Mute(wish::Mute),
    /// Let a muted subject appear again
    Unmute {
        #[arg(value_name = "SUBJECT")]
        subject: String,
    },
    /// One page, or text as copied, to an article
    Read {
        /// A file, an address, or - for standard input
        #[arg(value_name = "FILE|URL|-")]
        what: String,
        /// The address the page came from
        #[arg(long)]
        url: Option<String>,
        #[arg(long, value_enum, default_value_t)]
        format: ReadFormat,
        /// Read lines {"id","url","html"} or {"id","text"}, write lines {"id","article"}
        #[arg(long, conflicts_with = "format")]
        jsonl: bool,
    },
    /// Feed files to one line of JSON each
    Parse {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<String>,
    },
    /// Articles in order of arrival to stories: lines of JSON in, lines of JSON out
    Group {
        #[arg(value_name = "FILE")]
        file: Option<String>,
        /// Say what spoke for and against each decision
        #[arg(long)]
        explain: bool,
    },
    /// Recorded reader behaviour to a score for every candidate; or, with --mine, what your own settings are worth
    Replay {
        #[arg(value_name = "FILE", conflicts_with = "mine")]
        file: Option<String>,
        /// Learn across readers
        #[arg(long, requires = "file")]
        shared: bool,
        /// A term of the score that says nothing (docs/ranking.md names them)
        #[arg(long, value_name = "TERM", value_parser = replay_mine::term)]
        without: Vec<Term>,
        #[command(flatten)]
        mine: replay_mine::Mine,
    },
    /// A whole account as one file: feeds, states, saved, signals, settings
    Export {
        /// Where to write it; - is standard output
        #[arg(value_name = "FILE", default_value = "-")]
        file: String,
        /// Write passwords and cookies of closed feeds too
        #[arg(long)]
        with_credentials: bool,
    },
    /// Bring in what `export` wrote
    Import {
        #[arg(value_name = "FILE")]
        file: String,
    },
    /// Who reads here: add, list, passwd, rename, remove
    Reader {
        #[command(subcommand)]
        command: reader::Command,
    },
    /// Every host that mynews may ask for anything
    Privacy,
    /// Is all well?
    Doctor,
    /// What holds, and where it came from
    Config {
        /// Print a file with every setting and its default
        #[arg(long)]
        example: bool,
    },
    /// A safe copy of a live database
    Backup {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Put a backup in the place of the database
    Restore {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(ValueEnum, Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum ReadFormat {
    Json,
    Markdown,
    #[default]
    Text,
}

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    let CommandLine { place, command } = CommandLine::parse();
    let outcome = match command.unwrap_or(Command::Serve { listen: None }) {
        Command::Serve { listen } => serve::run(&place, listen),
        Command::Add { what, keep_demo, drop_demo, key } => {
            add::run(&place, &what, keep_demo, drop_demo, &key)
        }
        Command::Refresh { all } => refresh::run(&place, all),
        Command::Demo { on, .. } => demo::run(&place, on),
        Command::Today { format } => edition::today(&place, format),
        Command::Why { story } => edition::why(&place, &story),
        Command::Mute(mute) => wish::mute(&place, &mute),
        Command::Unmute { subject } => wish::unmute(&place, &subject),
        Command::Read { what, url, format, jsonl } => return read::run(&place, &what, url, format, jsonl),
        Command::Parse { files } => return parse::run(&files),
        Command::Group { file, explain } => return group::run(file.as_deref(), explain),
        Command::Replay { file: Some(file), shared, without, .. } => {
            return replay::run(&file, shared, Rules { silent: without, ..Rules::default() });
        }
        Command::Replay { file: None, without, mine, .. } => replay_mine::run(&place, &mine, &without),
        Command::Export { file, with_credentials } => keep::export(&place, &file, with_credentials),
        Command::Import { file } => keep::import(&place, &file),
        Command::Reader { command } => reader::run(&place, &command),
        Command::Privacy => privacy::run(&place),
        Command::Doctor => doctor::run(&place),
        Command::Config { example } => config::run(&place, example),
        Command::Backup { file } => keep::backup(&place, &file),
        Command::Restore { file } => keep::restore(&place, &file),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("mynews: {why}");
            ExitCode::FAILURE
        }
    }
}
