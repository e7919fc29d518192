//! Which together? From scored stories to one page: a floor for everyone, places for the reader, a share from outside,
//! a draw by chance, and no outlet, topic or event more often than it deserves.

use std::collections::BTreeMap;

use super::alike::{Alike, likeness};
use super::chance::Chance;
use super::pool::Pool;
use super::rules::Rules;
use super::score;
use super::standing::{self, Standing};
use super::taste::Taste;
use crate::model::{
    Candidate, FeedId, HeldBack, OutletKey, Pick, Placement, Reader, Rule, Section, StoryId, Term, Timestamp,
};

/// What the reader is told was left out by rank alone: the next so many.
const BELOW_THE_LINE_MAX: usize = 24;

/// A story is outside the reader's page where no more than so much of it is theirs.
const OUTSIDE: f64 = 0.05;

/// Thirds do not add up to exactly one.
const ROUNDING: f64 = 1e-9;

/// What selecting needs to know, apart from the stories.
pub struct Desk<'a> {
    pub taste: &'a Taste<'a>,
    pub reader: &'a Reader,
    pub rules: &'a Rules,
    pub chance: Chance,
    pub now: Timestamp,
}

/// The picks in reading order, and what the rules of the page left out.
pub fn page(pool: &Pool, desk: &Desk) -> (Vec<Pick>, Vec<HeldBack>) {
    let mut page = Page::new(pool, desk);
    let size = desk.reader.edition_size;
    let everyone = share(size, desk.rules.everyone_share);
    let outside = share(size, desk.reader.outside_share.clamp(0.0, 0.5));
    let explored = if desk.reader.dial.p() > 0.0 { share(size, desk.rules.explored_share) } else { 0 };
    let for_you = share(size, desk.rules.for_you_share);

    page.floor(pool, share(size, desk.rules.floor_share));
    page.for_everyone(pool, everyone);
    page.by_score(pool, Section::ForYou, everyone + for_you);
    page.outside(pool, page.chosen.len() + outside);
    page.explore(pool, page.chosen.len() + explored);
    page.by_score(pool, Section::Briefs, size);
    page.finish(pool)
}

fn share(size: usize, share: f64) -> usize {
    (size as f64 * share).round() as usize
}

/// A page being filled.
struct Page<'a> {
    desk: &'a Desk<'a>,
    alike: Alike<'a>,
    chosen: Vec<(Section, Placement, &'a Candidate)>,
    /// How much of the page is each outlet's own.
    outlets: BTreeMap<&'a OutletKey, f64>,
    /// Stories under a headline of a feed that the reader capped.
    capped: BTreeMap<FeedId, u32>,
    topics: BTreeMap<&'a str, usize>,
    refused: BTreeMap<StoryId, (Rule, String)>,
}

impl<'a> Page<'a> {
    fn new(pool: &Pool<'a>, desk: &'a Desk<'a>) -> Page<'a> {
        Page {
            desk,
            alike: Alike::of(pool.by_score.iter().map(|scored| scored.facts.candidate).collect()),
            chosen: Vec::new(),
            outlets: BTreeMap::new(),
            capped: BTreeMap::new(),
            topics: BTreeMap::new(),
            refused: BTreeMap::new(),
        }
    }

    fn is_full(&self, until: usize) -> bool {
        self.chosen.len() >= until.min(self.desk.reader.edition_size)
    }

    /// The most widely covered stories, whatever the reader reads. Our caps do not hold here (nine outlets are nine
    /// outlets); the reader's own do, because they asked.
    fn floor(&mut self, pool: &Pool<'a>, until: usize) {
        for one in &pool.by_coverage {
            if self.is_full(until) || self.twin(one.candidate).is_some() {
                continue;
            }
            if let Some(refusal) = self.over_cap(one.candidate) {
                self.refused.insert(one.candidate.story, refusal);
            } else {
                self.choose(Section::ForEveryone, Placement::Floor, one.candidate);
            }
        }
    }

    fn for_everyone(&mut self, pool: &Pool<'a>, until: usize) {
        for one in &pool.by_everyone {
            if !self.is_full(until) && self.may_join(one.candidate) {
                self.choose(Section::ForEveryone, Placement::Score, one.candidate);
            }
        }
    }

    /// The best by score, each weighed against what is on the page already (maximal marginal relevance).
    fn by_score(&mut self, pool: &Pool<'a>, section: Section, until: usize) {
        while !self.is_full(until) {
            let mut best: Option<(f64, &'a Candidate)> = None;
            for (place, scored) in pool.by_score.iter().enumerate() {
                let worth = scored.total - self.desk.rules.variety * self.alike.most[place];
                if best.is_none_or(|(most, _)| worth > most) && self.may_join(scored.facts.candidate) {
                    best = Some((worth, scored.facts.candidate));
                }
            }
            let Some((_, candidate)) = best else { return };
            self.choose(section, Placement::Score, candidate);
        }
    }

    /// Stories that nothing the reader follows or was seen to like leads to; first those on topics not on the page.
    /// Where everything is known ground, the share is filled from its far end.
    fn outside(&mut self, pool: &Pool<'a>, until: usize) {
        // Found out for as many as it takes to fill the share, mostly the first few.
        let mut nearness: Vec<Option<f64>> = vec![None; pool.by_everyone.len()];
        for only_new_topics in [true, false] {
            for (known, one) in nearness.iter_mut().zip(&pool.by_everyone) {
                let may_be_new = !only_new_topics || !self.has_topic(one.candidate);
                if !self.is_full(until)
                    && may_be_new
                    && *known.get_or_insert_with(|| self.nearness(one.candidate)) <= OUTSIDE
                {
                    self.take_outside(one.candidate, until);
                }
            }
        }
        if self.is_full(until) {
            return;
        }
        let known = nearness
            .into_iter()
            .zip(&pool.by_everyone)
            .map(|(known, one)| (known.unwrap_or_else(|| self.nearness(one.candidate)), one.candidate));
        let mut far: Vec<(f64, &'a Candidate)> = known.collect();
        far.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.story.cmp(&b.1.story)));
        for (_, candidate) in far {
            self.take_outside(candidate, until);
        }
    }

    fn take_outside(&mut self, candidate: &'a Candidate, until: usize) {
        if !self.is_full(until) && self.may_join(candidate) {
            self.choose(Section::Outside, Placement::Outside, candidate);
        }
    }

    fn has_topic(&self, candidate: &Candidate) -> bool {
        candidate.topics.iter().any(|topic| self.topics.contains_key(topic.key.as_str()))
    }

    /// How much of the reader's there is in a story: what they follow, topics and names they chose, one they read.
    fn nearness(&self, candidate: &Candidate) -> f64 {
        if self.desk.reader.dial.p() == 0.0 {
            return 0.0;
        }
        let scored = score::score(candidate, self.desk.taste, self.desk.reader.dial, self.desk.now);
        [Term::Follow, Term::LearntTopic, Term::LearntEntity, Term::LikeOneYouRead]
            .iter()
            .map(|term| scored.terms[term.place()].max(0.0))
            .sum()
    }

    /// A Thompson draw: every story is scored by what might be true of the reader, and the best of those is shown.
    fn explore(&mut self, pool: &Pool<'a>, until: usize) {
        let p = self.desk.reader.dial.p();
        let mut turn = 0;
        while !self.is_full(until) {
            turn += 1;
            let imagined = self.desk.taste.imagined(|term| self.desk.chance.normal(term, turn));
            let mut best: Option<(f64, &'a Candidate)> = None;
            for scored in &pool.by_score {
                let candidate = scored.facts.candidate;
                let values = score::weigh(&scored.terms, &imagined, self.desk.reader.dial);
                let (topic, doubt) = self.desk.taste.doubt(candidate);
                let worth = values.iter().sum::<f64>()
                    + p * score::INFERRED * doubt * self.desk.chance.normal(topic, turn);
                if best.is_none_or(|(most, _)| worth > most) && self.may_join(candidate) {
                    best = Some((worth, candidate));
                }
            }
            let Some((_, candidate)) = best else { return };
            self.choose(Section::Briefs, Placement::Explored, candidate);
        }
    }

    /// Whether the rules of the page leave room; what they refuse is remembered with the reason.
    fn may_join(&mut self, candidate: &'a Candidate) -> bool {
        if self.chosen.iter().any(|(_, _, chosen)| chosen.story == candidate.story) {
            return false;
        }
        let refusal = self.refusal(candidate);
        if let Some(refusal) = &refusal {
            self.refused.entry(candidate.story).or_insert_with(|| refusal.clone());
        }
        refusal.is_none()
    }

    fn refusal(&self, candidate: &Candidate) -> Option<(Rule, String)> {
        let rules = self.desk.rules;
        let size = self.desk.reader.edition_size;
        if let Some(refusal) = self.over_cap(candidate) {
            return Some(refusal);
        }
        if let Some(outlet) = candidate.outlets.first() {
            let flood = candidate.weekly_entries > rules.weekly_entries_flood;
            let room = if flood { 1 } else { share(size, rules.outlet_share).max(1) } as f64;
            let held = self.outlets.get(&outlet.key).copied().unwrap_or(0.0);
            if held + owned(candidate) > room + ROUNDING {
                let shown = |chosen: &Candidate| chosen.outlets.first().is_some_and(|first| first == outlet);
                let count = self.chosen.iter().filter(|(_, _, chosen)| shown(chosen)).count();
                return Some((Rule::OutletFull, format!("{} has {count} stories here already", outlet.name)));
            }
        }
        if let Some(topic) = candidate.topics.first() {
            let held = self.topics.get(topic.key.as_str()).copied().unwrap_or(0);
            if held >= share(size, rules.topic_share).max(1) {
                return Some((
                    Rule::TopicFull,
                    format!("{held} stories on {} are here already", topic.label),
                ));
            }
        }
        self.twin(candidate).map(|chosen| (Rule::TooAlike, format!("told already: {}", chosen.headline)))
    }

    /// What is on the page already and tells the same: in other words, or in another language.
    fn twin(&self, candidate: &Candidate) -> Option<&'a Candidate> {
        (self.chosen.iter().map(|(_, _, chosen)| *chosen)).find(|chosen| {
            chosen.same_event.contains(&candidate.story)
                || likeness(chosen, candidate) >= self.desk.rules.too_alike
        })
    }

    /// A cap of the reader's own on the feed whose headline it would stand under.
    fn over_cap(&self, candidate: &Candidate) -> Option<(Rule, String)> {
        let cap = candidate.cap.as_ref()?;
        let held = self.capped.get(&cap.feed).copied().unwrap_or(0);
        (held >= cap.at_most).then(|| {
            (Rule::FeedFull, format!("at most {} of {} in one edition, as you asked", cap.at_most, cap.name))
        })
    }

    fn choose(&mut self, section: Section, placement: Placement, candidate: &'a Candidate) {
        if let Some(outlet) = candidate.outlets.first() {
            *self.outlets.entry(&outlet.key).or_default() += owned(candidate);
        }
        if let Some(cap) = &candidate.cap {
            *self.capped.entry(cap.feed).or_default() += 1;
        }
        for topic in candidate.topics.iter().take(1) {
            *self.topics.entry(&topic.key).or_default() += 1;
        }
        self.refused.remove(&candidate.story);
        self.alike.is_chosen(candidate);
        self.chosen.push((section, placement, candidate));
    }

    /// Everyone's, the reader's, from outside, and the briefs, newest first.
    fn finish(mut self, pool: &Pool<'a>) -> (Vec<Pick>, Vec<HeldBack>) {
        let last = |candidate: &Candidate| std::cmp::Reverse(candidate.last_at);
        self.chosen.sort_by(|a, b| {
            let briefs = match a.0 {
                Section::Briefs => last(a.2).cmp(&last(b.2)).then(a.2.story.cmp(&b.2.story)),
                _ => std::cmp::Ordering::Equal,
            };
            a.0.cmp(&b.0).then(briefs)
        });
        let held_back = self.held_back(pool);
        let standings: Vec<Standing> = pool.by_score.iter().map(Standing::of).collect();
        let picks = self.chosen.iter().enumerate();
        let picks = picks.map(|(above, (section, placement, candidate))| {
            self.pick(&standings, above as u32 + 1, *section, *placement, candidate)
        });
        (picks.collect(), held_back)
    }

    fn pick(
        &self,
        standings: &[Standing],
        position: u32,
        section: Section,
        placement: Placement,
        candidate: &'a Candidate,
    ) -> Pick {
        let Desk { taste, reader, now, .. } = self.desk;
        let scored = score::score(candidate, taste, reader.dial, *now);
        let mut score = scored.explained();
        standing::imagine_without(standings, candidate.story, &mut score);
        Pick {
            story: candidate.story,
            position,
            section,
            placement,
            score,
            rank: standing::place(standings, candidate.story, scored.total),
            coverage: candidate.coverage,
            new_reports: candidate.new_reports,
        }
    }

    fn held_back(&self, pool: &Pool<'a>) -> Vec<HeldBack> {
        let mut held_back: Vec<HeldBack> = (self.refused.iter())
            .map(|(story, (rule, detail))| HeldBack { story: *story, rule: *rule, detail: detail.clone() })
            .collect();
        let is_known = |story: StoryId| {
            self.refused.contains_key(&story)
                || self.chosen.iter().any(|(_, _, chosen)| chosen.story == story)
        };
        let below = pool.by_score.iter().filter(|scored| !is_known(scored.facts.candidate.story));
        held_back.extend(below.take(BELOW_THE_LINE_MAX).map(|scored| HeldBack {
            story: scored.facts.candidate.story,
            rule: Rule::BelowTheLine,
            detail: format!("its score is {:.2}", scored.total),
        }));
        held_back
    }
}

/// How much of a story is its first outlet's own: what four outlets report independently is a fourth of each, so the cap
/// on outlets keeps one voice from filling the page, and no news from it.
fn owned(candidate: &Candidate) -> f64 {
    1.0 / f64::from(candidate.coverage.independent_outlets.max(1))
}
