//! `mynews export`, `import`, `backup` and `restore`: what a reader owns, in a file they can keep.

use std::io::{Read, Write};
use std::path::Path;

use mynews_core::model::{Outlet, Reader, ReaderId, Signal};
use mynews_store::{NewFeed, shape, shape::Shape};
use serde_json::Value;

use super::{Outcome, Place, open};
use crate::app::{DATABASE, House};
use crate::work::account::{self, FORMAT, VERSION};

fn text(error: mynews_store::StoreError) -> String {
    error.to_string()
}

/// Writes the account to a file, or to the terminal's output.
pub fn export(place: &Place, file: &str, with_credentials: bool) -> Outcome {
    let house = open::house(place)?;
    let me = open::reader(place, &house)?;
    let account = account::account(&house.real, me, with_credentials)?;
    let account = serde_json::to_string_pretty(&account).expect("JSON can be written");
    if file == "-" {
        println!("{account}");
        return Ok(());
    }
    std::fs::write(file, account + "\n").map_err(|error| format!("{file} cannot be written: {error}"))
}

/// Brings an account in. What is here already stays; running it twice changes nothing.
pub fn import(place: &Place, file: &str) -> Outcome {
    let account = read_account(file)?;
    let house = open::house(place)?;
    let app = &house.real;
    let me = open::reader(place, &house)?;
    let part = |name: &str| account.get(name).unwrap_or(&Value::Null);
    if let Some(reader) = Reader::from_json(part("reader")) {
        // Settings come along; what the reader is called here stays.
        let name = app.store.reader(me).map_err(text)?.map_or(reader.name.clone(), |known| known.name);
        app.store.set_reader(&Reader { id: me, name, ..reader }).map_err(text)?;
    }
    let mut feeds = 0;
    for feed in part("feeds").as_array().into_iter().flatten() {
        let field = |name: &str| feed.get(name).and_then(Value::as_str).map(str::to_owned);
        let Some(url) = field("url") else { continue };
        let outlet = (feed.get("outlet").and_then(Outlet::from_json))
            .unwrap_or_else(|| crate::work::follow::outlet(&url, field("site_url").as_deref(), None, None));
        let new = NewFeed {
            url,
            title: field("title"),
            site_url: field("site_url"),
            outlet,
            folder: field("folder"),
        };
        let (id, _) = app.store.follow_feed(me, &new, app.now()).map_err(text)?;
        if let Some(credentials) = field("credentials") {
            app.store.set_credentials(id, Some(&credentials)).map_err(text)?;
        }
        feeds += 1;
    }
    let signals = import_signals(&house, me, part("signals"))?;
    if feeds > 0 && house.demo_is_on() {
        house.demo_off(false)?;
    }
    println!("{feeds} feeds and {signals} new signals came in");
    Ok(())
}

fn import_signals(house: &House, me: ReaderId, rows: &Value) -> Result<usize, String> {
    let store = &house.real.store;
    // A signal is the same when it says the same at the same moment; the numbers of the log are each house's own.
    let bare = |signal: &Signal| {
        shape::write(&Signal { id: mynews_core::model::SignalId(0), reader: me, ..signal.clone() })
    };
    let known: std::collections::BTreeSet<String> =
        store.signals(me).map_err(text)?.iter().map(|row| bare(&row.signal)).collect();
    let mut new = 0;
    for row in rows.as_array().into_iter().flatten() {
        let Some(signal) = row.get("signal").and_then(Signal::from_json) else { continue };
        if known.contains(&bare(&signal)) {
            continue;
        }
        let id = store.add_signal(&Signal { reader: me, ..signal }).map_err(text)?;
        if let Some(undone_at) = row.get("undone_at").and_then(Shape::from_json) {
            store.undo_signal(me, id, undone_at).map_err(text)?;
        }
        new += 1;
    }
    Ok(new)
}

fn read_account(file: &str) -> Result<Value, String> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("{file} cannot be read: {error}"))?;
    let account: Value = serde_json::from_slice(&bytes)
        .map_err(|error| format!("{file} is no account that `mynews export` wrote: {error}"))?;
    if account.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(format!(
            "{file} is no account that `mynews export` wrote; for a list of feeds use `mynews add`"
        ));
    }
    match account.get("version").and_then(Value::as_u64) {
        Some(version) if version <= VERSION => Ok(account),
        _ => Err(format!("{file} was written by a newer mynews: use that version to bring it in")),
    }
}

pub fn backup(place: &Place, file: &Path) -> Outcome {
    if file.exists() {
        return Err(format!("{} is there already: choose another name, or remove it first", file.display()));
    }
    let house = open::house(place)?;
    house.real.store.backup(file).map_err(text)?;
    println!("{} holds a whole copy", file.display());
    Ok(())
}

/// Puts a backup in the place of the database; the one it replaces is kept beside it.
pub fn restore(place: &Place, file: &Path) -> Outcome {
    let (_, folder) = open::config(place)?;
    if !file.exists() {
        return Err(format!("{} is not there", file.display()));
    }
    let copy = mynews_store::open(file).map_err(text)?;
    if let Some(fault) = copy.faults().map_err(text)?.first() {
        return Err(format!("{} is damaged ({fault}): use another backup", file.display()));
    }
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let _lock = crate::app::work_lock(&folder)?.ok_or("a mynews is running on this folder: stop it first")?;
    let database = folder.join(DATABASE);
    if database.exists() {
        let kept = folder.join(format!("{DATABASE}.before-restore"));
        mynews_store::open(&database)
            .and_then(|old| {
                let _ = std::fs::remove_file(&kept);
                old.backup(&kept)
            })
            .or_else(|_| std::fs::copy(&database, &kept).map(|_| ()).map_err(|error| error.to_string()))
            .map_err(|why| format!("the old database cannot be kept: {why}"))?;
        eprintln!("the database that was there is kept in {}", kept.display());
    }
    // Written beside it and then renamed: there is always a whole database under the name.
    let beside = folder.join(format!("{DATABASE}.restoring"));
    let _ = std::fs::remove_file(&beside);
    copy.backup(&beside).map_err(text)?;
    crate::app::remove_database(&database)?;
    std::fs::File::open(&beside)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::rename(&beside, &database))
        .map_err(|error| format!("{} cannot be put in place: {error}", database.display()))?;
    std::io::stdout().flush().ok();
    println!("{} is in place", database.display());
    Ok(())
}
