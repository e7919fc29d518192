//! The seams, wired once: what every command, job and page works with.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};

use mynews_core::group::OpenStories;
use mynews_core::model::{Reader, ReaderId, Timestamp};
use mynews_core::text::vector::Embedder;
use mynews_store::Store;

use crate::clock::{Clock, FixedClock, SystemClock};
use crate::config::Config;
use crate::demo::Newsroom;
use crate::fetch::{Fetch, HttpFetch, RecordedFetch};
use crate::work::{self, desk::Desk, pictures};

/// The first reader, made with the database: whoever set this mynews up.
pub const OWNER: ReaderId = ReaderId(1);

/// The file that holds the reader's own news.
pub const DATABASE: &str = "mynews.db";
/// The demo newsroom has a database of its own: real and invented news never meet, and leaving is deleting a file.
const DEMO_DATABASE: &str = "demo.db";
/// Held by the one process that fetches and groups.
const WORK_LOCK: &str = "work.lock";
/// `on`, `off`; absent on a first start.
const DEMO_SETTING: &str = "demo";
/// The moment the demo's relative times count from, in milliseconds.
const DEMO_BASE_SETTING: &str = "demo-base";
/// A demo older than this is told anew, so that its news stays news.
const DEMO_STALE_AFTER_HOURS: i64 = 10;

/// The word vectors (see assets/README.md).
pub static VECTORS: &[u8] = include_bytes!("../../../assets/news-en-256-int4.mne");

/// A store, a way to fetch, a clock, and the stories that are open: one newsroom at work.
pub struct App {
    pub config: Arc<Config>,
    pub data: PathBuf,
    pub store: Arc<dyn Store>,
    pub fetch: Arc<dyn Fetch>,
    pub clock: Arc<dyn Clock>,
    pub embedder: Arc<Embedder>,
    /// Restored from the store when first needed. Whoever places an article holds it from deciding to storing, so
    /// that two articles of one story cannot both open it.
    pub open_stories: Mutex<Option<OpenStories>>,
    /// The live articles, and each reader's edition of now.
    pub desk: Desk,
    pub pictures: pictures::Cache,
    pub is_demo: bool,
}

impl App {
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// What one data folder holds: the reader's own newsroom, and the demo while it is on.
pub struct House {
    pub real: Arc<App>,
    demo: RwLock<Option<Arc<App>>>,
}

impl House {
    /// Opens the data folder, creating it where it is missing, and the demo newsroom where it is on.
    pub fn open(config: Config, data: &Path) -> Result<House, String> {
        std::fs::create_dir_all(data).map_err(|error| {
            format!("{} cannot be made: {error}. Name another folder with --data DIR", data.display())
        })?;
        let config = Arc::new(config);
        let embedder =
            Arc::new(Embedder::new(VECTORS).map_err(|why| format!("the word vectors are damaged: {why}"))?);
        let real = Arc::new(App {
            store: open_store(&data.join(DATABASE))?,
            fetch: Arc::new(HttpFetch::new(config.fetch_settings())?),
            clock: Arc::new(SystemClock),
            open_stories: Mutex::new(None),
            desk: Desk::default(),
            pictures: pictures::Cache::default(),
            is_demo: false,
            data: data.to_owned(),
            embedder,
            config,
        });
        let house = House { real, demo: RwLock::new(None) };
        house.follow_setting()?;
        Ok(house)
    }

    /// The newsroom whose page is shown.
    pub fn current(&self) -> Arc<App> {
        self.demo.read().expect("no one panics holding this").clone().unwrap_or_else(|| self.real.clone())
    }

    /// The newsroom whose page is shown, with a place in it for this reader: the demo is made for the owner alone, and
    /// lays out the same outlets for whoever else looks in.
    pub fn current_for(&self, reader: ReaderId) -> Result<Arc<App>, String> {
        let app = self.current();
        if app.is_demo && app.store.reader(reader).map_err(work::words)?.is_none() {
            let Some(real) = self.real.store.reader(reader).map_err(work::words)? else {
                return Err("there is no such reader (any more)".into());
            };
            // Names are the real house's business; here a number tells readers apart.
            let guest = Reader { name: reader.to_string(), ..real };
            lay_out(&*app.store, &guest, app.now()).map_err(work::words)?;
        }
        Ok(app)
    }

    pub fn demo_is_on(&self) -> bool {
        self.demo.read().expect("no one panics holding this").is_some()
    }

    /// Shows the demo newsroom.
    pub fn demo_on(&self) -> Result<(), String> {
        self.set(DEMO_SETTING, "on")?;
        self.follow_setting()
    }

    /// Leaves the demo newsroom; `keep` leaves its database for another `demo --on`, else nothing of it remains.
    pub fn demo_off(&self, keep: bool) -> Result<(), String> {
        self.set(DEMO_SETTING, "off")?;
        self.follow_setting()?;
        if !keep {
            remove_database(&self.real.data.join(DEMO_DATABASE))?;
        }
        Ok(())
    }

    /// Does what the setting says: another process may have changed it. Cheap, so a server asks every second.
    pub fn follow_setting(&self) -> Result<(), String> {
        let wanted =
            match self.real.store.setting(DEMO_SETTING).map_err(|error| error.to_string())?.as_deref() {
                Some("on") => true,
                Some(_) => false,
                None => !self.real.store.any_feed().map_err(|error| error.to_string())?,
            };
        let mut demo = self.demo.write().expect("no one panics holding this");
        match (wanted, demo.is_some()) {
            (true, false) => *demo = Some(Arc::new(open_demo(&self.real)?)),
            (false, true) => *demo = None,
            _ => {}
        }
        Ok(())
    }

    /// Claims the right to fetch and group here; `None` while another process has it.
    pub fn work_lock(&self) -> Result<Option<std::fs::File>, String> {
        work_lock(&self.real.data)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), String> {
        self.real.store.set_setting(key, value).map_err(|error| error.to_string())
    }
}

/// Claims a data folder for work; `None` while another process has it. Let go when the file is dropped, however the
/// process ends.
pub fn work_lock(data: &Path) -> Result<Option<std::fs::File>, String> {
    let path = data.join(WORK_LOCK);
    let file = std::fs::File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| format!("{} cannot be opened: {error}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(error)) => {
            Err(format!("{} cannot be locked: {error}", path.display()))
        }
    }
}

/// Opens the demo's database; tells the demo's news first where it has not been told or has grown old. What the
/// reader did in an old one (picks, more, less) is carried over.
fn open_demo(real: &App) -> Result<App, String> {
    let path = real.data.join(DEMO_DATABASE);
    let now = real.now();
    let as_text = |error: mynews_store::StoreError| error.to_string();
    let mut store = mynews_store::open_disposable(&path).map_err(as_text)?;
    let base = store.setting(DEMO_BASE_SETTING).map_err(as_text)?.and_then(|text| text.parse::<i64>().ok());
    let age_hours = base.map(|base| (now.as_millisecond() - base) / 3_600_000);
    let base = match age_hours {
        Some(0..DEMO_STALE_AFTER_HOURS) => {
            base.and_then(|base| Timestamp::from_millisecond(base).ok()).unwrap_or(now)
        }
        _ => {
            let mut logs = Vec::new();
            for row in store.readers().map_err(as_text)? {
                let Some(reader) = store.reader(row.id).map_err(as_text)? else { continue };
                logs.push((reader, store.signals(row.id).map_err(as_text)?));
            }
            drop(store);
            remove_database(&path)?;
            store = mynews_store::open_disposable(&path).map_err(as_text)?;
            let clock = Arc::new(FixedClock::new(now));
            let newsroom = Arc::new(Newsroom::new(now));
            let seeding = Arc::new(demo_app(real, store.clone(), newsroom.clone(), clock.clone()));
            work::seed_demo(&seeding, &newsroom, &clock)?;
            for (reader, log) in &logs {
                lay_out(&*store, reader, now).map_err(as_text)?;
                for row in log.iter().filter(|row| row.undone_at.is_none()) {
                    store.add_signal(&row.signal).map_err(as_text)?;
                }
            }
            store.set_setting(DEMO_BASE_SETTING, &now.as_millisecond().to_string()).map_err(as_text)?;
            now
        }
    };
    Ok(demo_app(real, store, Arc::new(Newsroom::new(base)), real.clock.clone()))
}

/// Gives a reader their settings and the outlets that the owner has.
fn lay_out(store: &dyn Store, reader: &Reader, now: Timestamp) -> mynews_store::Result<()> {
    store.set_reader(reader)?;
    for feed in store.feeds_of(OWNER)? {
        store.follow_feed(reader.id, &feed.again(), now)?;
    }
    Ok(())
}

fn demo_app(real: &App, store: Arc<dyn Store>, newsroom: Arc<Newsroom>, clock: Arc<dyn Clock>) -> App {
    let recorded = RecordedFetch::of_newsroom(newsroom, clock.clone());
    App {
        config: real.config.clone(),
        data: real.data.clone(),
        store,
        fetch: Arc::new(recorded),
        clock,
        embedder: real.embedder.clone(),
        open_stories: Mutex::new(None),
        desk: Desk::default(),
        pictures: pictures::Cache::default(),
        is_demo: true,
    }
}

fn open_store(path: &Path) -> Result<Arc<dyn Store>, String> {
    mynews_store::open(path).map_err(|error| error.to_string())
}

/// Removes a SQLite database with the files beside it.
pub fn remove_database(path: &Path) -> Result<(), String> {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{} cannot be removed: {error}", Path::new(&name).display()));
            }
            _ => {}
        }
    }
    Ok(())
}
