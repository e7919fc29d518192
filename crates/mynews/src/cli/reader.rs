//! `mynews reader`: who reads here. Passwords are asked for, never taken from the command line, where others see them.

use std::io::{BufRead, IsTerminal};

use clap::Subcommand;
use mynews_store::{ReaderRow, Role};

use super::{Outcome, Place, open};
use crate::app::{House, OWNER};
use crate::password;
use crate::secret::{self, Purpose};

#[derive(Subcommand)]
pub enum Command {
    /// Add a reader; their password is asked for, or read from standard input
    Add {
        name: String,
        /// They may change the house too: its demo, its readers
        #[arg(long)]
        owner: bool,
        /// They come in through the reverse proxy alone (web.proxy_header)
        #[arg(long)]
        proxy_only: bool,
    },
    /// Who reads here
    List,
    /// Set a password; it is asked for, or read from standard input
    Passwd {
        /// Whose (default: the owner's)
        name: Option<String>,
    },
    /// Give a reader another name
    Rename { name: String, new_name: String },
    /// Remove a reader with all that is theirs
    Remove {
        name: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// A longer name is a mistake.
const NAME_LETTERS_MAX: usize = 60;

fn text(error: mynews_store::StoreError) -> String {
    error.to_string()
}

pub fn run(place: &Place, command: &Command) -> Outcome {
    let house = open::house(place)?;
    match command {
        Command::Add { name, owner, proxy_only } => add(&house, name.trim(), *owner, *proxy_only),
        Command::List => list(&house, place.json),
        Command::Passwd { name } => passwd(&house, name.as_deref()),
        Command::Rename { name, new_name } => rename(&house, name, new_name.trim()),
        Command::Remove { name, yes } => remove(&house, name, *yes),
    }
}

fn add(house: &House, name: &str, owner: bool, proxy_only: bool) -> Outcome {
    let store = &house.real.store;
    check_name(name)?;
    let through_proxy = !house.real.config.web.proxy_header.trim().is_empty();
    if proxy_only && !through_proxy {
        return Err(
            "--proxy-only needs web.proxy_header in the configuration: nobody could come in without".into()
        );
    }
    let first = store.reader_row(OWNER).map_err(text)?;
    if let Some(first) = first.filter(|first| !first.has_password && !through_proxy) {
        return Err(format!(
            "from the second reader on everybody logs in, and {:?} has no password yet: run `mynews reader passwd` \
             first (`mynews reader rename {} NAME` gives a better name)",
            first.name, first.name
        ));
    }
    if store.reader_named(name).map_err(text)?.is_some() {
        return Err(format!("somebody called {name:?} reads here already: take another name"));
    }
    let hash = if proxy_only { None } else { Some(ask_password(name)?) };
    let role = if owner { Role::Owner } else { Role::Reader };
    let id = store.add_reader(name, role).map_err(text)?.ok_or("that name was taken meanwhile")?;
    if let Some(hash) = hash {
        store.set_password_hash(id, Some(&hash)).map_err(text)?;
    }
    println!("{name} reads here now, as {}", role.name());
    Ok(())
}

fn list(house: &House, json: bool) -> Outcome {
    let readers = house.real.store.readers().map_err(text)?;
    if json {
        let readers: Vec<_> = (readers.iter())
            .map(|row| {
                serde_json::json!({ "name": row.name, "role": row.role.name(), "password": row.has_password })
            })
            .collect();
        println!("{}", serde_json::Value::from(readers));
        return Ok(());
    }
    for row in readers {
        let password = if row.has_password { "" } else { "no password" };
        println!("{}", format!("{:<20} {:<8} {password}", row.name, row.role.name()).trim_end());
    }
    Ok(())
}

fn passwd(house: &House, name: Option<&str>) -> Outcome {
    let row = named(house, name)?;
    let hash = ask_password(&row.name)?;
    house.real.store.set_password_hash(row.id, Some(&hash)).map_err(text)?;
    println!("{} has a new password; whoever was logged in with the old one is not any more", row.name);
    Ok(())
}

fn rename(house: &House, name: &str, new_name: &str) -> Outcome {
    check_name(new_name)?;
    let row = named(house, Some(name))?;
    if !house.real.store.rename_reader(row.id, new_name).map_err(text)? {
        return Err(format!("somebody called {new_name:?} reads here already: take another name"));
    }
    println!("{} is called {new_name} now", row.name);
    Ok(())
}

fn remove(house: &House, name: &str, yes: bool) -> Outcome {
    let row = named(house, Some(name))?;
    if row.id == OWNER {
        return Err(format!(
            "{:?} is who this mynews was set up for and cannot be removed: give them another name and password instead",
            row.name
        ));
    }
    if !yes {
        if !std::io::stdin().is_terminal() {
            return Err("all that is theirs would go with them: add --yes if that is meant".into());
        }
        eprint!("{} goes with their log, saved stories and feeds. Remove them? [y/N] ", row.name);
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(|error| error.to_string())?;
        if !line.trim().to_lowercase().starts_with('y') {
            return Err("nobody was removed".into());
        }
    }
    // The next reader may get the same number, and must not get the addresses that were given out with it.
    secret::renew(&*house.real.store, row.id, Purpose::Feeds)?;
    house.real.store.remove_reader(row.id).map_err(text)?;
    house.current().store.remove_reader(row.id).map_err(text)?;
    println!("{} does not read here any more", row.name);
    Ok(())
}

fn named(house: &House, name: Option<&str>) -> Result<ReaderRow, String> {
    let store = &house.real.store;
    let row = match name {
        Some(name) => store.reader_named(name).map_err(text)?,
        None => store.reader_row(OWNER).map_err(text)?,
    };
    row.ok_or_else(|| {
        format!("nobody called {:?} reads here: see `mynews reader list`", name.unwrap_or_default())
    })
}

fn check_name(name: &str) -> Outcome {
    let plain = !name.is_empty() && !name.chars().any(char::is_control);
    match plain && name.chars().count() <= NAME_LETTERS_MAX {
        true => Ok(()),
        false => Err(format!("a name has 1 to {NAME_LETTERS_MAX} letters")),
    }
}

/// The hash of a password that is typed without being seen, twice, or comes on a line of standard input.
fn ask_password(name: &str) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("the password cannot be read: {error}");
    if std::io::stdin().is_terminal() {
        let typed = rpassword::prompt_password(format!("Password for {name}: ")).map_err(failed)?;
        let hash = password::hash(&typed)?;
        let again = rpassword::prompt_password("The same again: ").map_err(failed)?;
        return if again == typed {
            Ok(hash)
        } else {
            Err("the two are not the same: nothing was changed".into())
        };
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(failed)?;
    password::hash(line.trim_end_matches(['\r', '\n']))
}
