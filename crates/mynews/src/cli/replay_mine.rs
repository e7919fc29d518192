//! `mynews replay --mine`: how well the score would have put what the reader opened above what they left, with their
//! settings as they are and with others.

use std::fmt::Write as _;

use jiff::ToSpan;
use mynews_core::model::{Dial, Memory, Reader, Term};
use mynews_core::rank::Measures;
use serde_json::{Value, json};

use super::{Outcome, Place, open};
use crate::work::retrospect::{Ranking, Retrospect, retrospect};
use crate::work::words;

/// Settings to try, as typed.
#[derive(clap::Args)]
pub struct Mine {
    /// Score your own editions by what you opened of them, instead of a file
    #[arg(long, required_unless_present = "file")]
    mine: bool,
    /// How far back
    #[arg(long, value_name = "DAYS", default_value_t = 90, requires = "mine")]
    days: u16,
    /// Try another setting: dial=PERCENT, half-life=DAYS (long memory), half-life-acts=ACTS (short memory)
    #[arg(long, value_name = "NAME=VALUE", requires = "mine")]
    set: Vec<String>,
}

/// Half-lives that can be tried.
const HALF_LIFE: std::ops::RangeInclusive<f64> = 0.1..=10_000.0;

/// A term of the score by its name.
pub fn term(name: &str) -> Result<Term, String> {
    Term::named(name).ok_or_else(|| {
        let names: Vec<&str> = Term::ALL.iter().map(|term| term.name()).collect();
        format!("no term is called so; there are {}", names.join(", "))
    })
}

/// Looks back over the reader's own editions. `silent` are the terms to try without.
pub fn run(place: &Place, mine: &Mine, silent: &[Term]) -> Outcome {
    let house = open::house(place)?;
    let reader = open::reader(place, &house)?;
    let app = house.current();
    let settings = app.store.reader(reader).map_err(words)?.ok_or("there is no such reader")?;
    let rows = rankings(&settings, &mine.set, silent)?;
    let since = app.now() - i64::from(mine.days).saturating_mul(24).hours();
    let rankings: Vec<Ranking> = rows.iter().map(|(_, ranking)| ranking.clone()).collect();
    let found = retrospect(&app, reader, since, &rankings)?;
    let names: Vec<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
    if place.json {
        println!("{}", as_json(mine.days, &names, &found));
    } else {
        print!("{}", as_text(mine.days, &names, &found));
    }
    Ok(())
}

/// What is compared: the page as it was, the settings as they are, the settings to try, and nothing of the reader's.
/// Where another memory is tried, so is the usual one, learnt again in the same way.
fn rankings(settings: &Reader, set: &[String], silent: &[Term]) -> Result<Vec<(String, Ranking)>, String> {
    let score = |dial: Dial, silent: &[Term], memory: Option<Memory>| Ranking::Score {
        dial,
        silent: silent.to_vec(),
        memory,
    };
    let (mut dial, mut memory) = (settings.dial, Memory::default());
    for setting in set {
        let (name, value) = setting.split_once('=').ok_or_else(|| wrong(setting))?;
        let value: f64 = value.parse().map_err(|_| wrong(setting))?;
        match name {
            "dial" if value.is_finite() => dial = Dial::new(value / 100.0),
            "half-life" if HALF_LIFE.contains(&value) => memory.half_life_days = value,
            "half-life-acts" if HALF_LIFE.contains(&value) => memory.half_life_acts = value,
            _ => return Err(wrong(setting)),
        }
    }
    let relearnt = (memory != Memory::default()).then_some(memory);
    let mut rows = vec![
        ("as shown".to_owned(), Ranking::AsShown),
        ("your settings".to_owned(), score(settings.dial, &[], None)),
    ];
    if relearnt.is_some() {
        rows.push((
            "your settings, learnt again".to_owned(),
            score(settings.dial, &[], Some(Memory::default())),
        ));
    }
    if dial != settings.dial || !silent.is_empty() || relearnt.is_some() {
        let mut name = format!("dial {:.0} %", dial.p() * 100.0);
        if let Some(Memory { half_life_days, half_life_acts }) = relearnt {
            let _ = write!(name, ", half-life {half_life_days} days, {half_life_acts} acts");
        }
        silent.iter().for_each(|term| name.push_str(&format!(", without {}", term.name())));
        rows.push((name, score(dial, silent, relearnt)));
    }
    rows.push(("everyone's part alone".to_owned(), score(Dial::new(0.0), &[], None)));
    Ok(rows)
}

fn wrong(setting: &str) -> String {
    format!(
        "{setting:?} cannot be tried: write --set dial=PERCENT (0 to 70), half-life=DAYS, half-life-acts=ACTS (0.1 to 10,000 each), or --without TERM"
    )
}

fn as_text(days: u16, names: &[&str], found: &Retrospect) -> String {
    let Retrospect { editions, shown, opened, measures } = found;
    if *editions == 0 {
        return format!(
            "In the last {days} days you opened nothing of any edition: there is nothing to score yet.\n"
        );
    }
    let mut text = format!(
        "Your last {days} days: {opened} of {shown} stories opened, in {editions} editions.\n\n{:40}    AUC    MRR  nDCG@5  nDCG@10\n",
        ""
    );
    for (name, Measures { auc, mrr, ndcg_5, ndcg_10 }) in names.iter().zip(measures) {
        let _ = writeln!(text, "{name:40}  {auc:.3}  {mrr:.3}   {ndcg_5:.3}    {ndcg_10:.3}");
    }
    text.push_str(
        "\nWhat stands higher is opened more, so the page as shown has a head start: compare settings with each other.\n",
    );
    text
}

fn as_json(days: u16, names: &[&str], found: &Retrospect) -> Value {
    let rows: Vec<Value> = (names.iter().zip(&found.measures))
        .map(|(name, one)| {
            json!({ "ranking": name, "auc": one.auc, "mrr": one.mrr, "ndcg_5": one.ndcg_5, "ndcg_10": one.ndcg_10 })
        })
        .collect();
    json!({
        "days": days, "editions": found.editions, "shown": found.shown, "opened": found.opened,
        "rankings": rows,
    })
}
