//! Two stories in one: a story falls into parts where its articles, looked at two by two, would not have met.
//!
//! An early article can join on little and then draw its own kind after it. So stories told of lately are looked at
//! again: articles that would join each other, directly or through others, are a part; where the smaller of two parts
//! would clearly not join the larger one, it leaves. Only small stories are taken apart: all of their articles are at
//! hand, and a large one has been confirmed by many.

use crate::model::{ArticleId, StoryId};

use super::evidence::evidence;
use super::join;
use super::open::OpenStories;
use super::story::{Member, OpenStory, RECENT_MAX};

/// Fewer articles are not taken apart: one against one is what joining decided already.
const ARTICLES_MIN: usize = 3;

/// The mean score of the leaving articles against those that stay; zero is what joining asks for.
const LEAVES_BELOW: f32 = -1.0;

/// Articles that leave a story, to be one of their own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Split {
    pub story: StoryId,
    /// The earliest first.
    pub articles: Vec<ArticleId>,
}

/// The splits to make among the stories told of lately, in the order of their ids.
pub fn splits(open: &OpenStories) -> Vec<Split> {
    let stories = open.touched_lately().into_iter().filter_map(|(story, _)| open.story(story));
    stories
        .filter(|story| {
            (ARTICLES_MIN..=RECENT_MAX).contains(&story.size()) && story.size() == story.recent.len()
        })
        .filter_map(split)
        .collect()
}

fn split(story: &OpenStory) -> Option<Split> {
    let parts = parts(&story.recent);
    let (largest, _) =
        parts.iter().enumerate().max_by_key(|(place, part)| (part.len(), usize::MAX - place))?;
    let leaving = parts.iter().enumerate().filter(|(place, _)| *place != largest).map(|(_, part)| part);
    let leaving = leaving.min_by_key(|part| part.len())?;
    let stays: Vec<Member> = story
        .recent
        .iter()
        .filter(|one| leaving.iter().all(|part| part.article != one.article))
        .cloned()
        .collect();
    let left = OpenStory::of(story.id, &stays);
    let score = leaving.iter().map(|one| score(one, &left)).sum::<f32>() / leaving.len() as f32;
    (score < LEAVES_BELOW).then(|| Split {
        story: story.id,
        articles: leaving.iter().map(|one| ArticleId::from_i64(one.article as i64)).collect(),
    })
}

/// Articles that would join each other, directly or through others, the earliest first.
fn parts(members: &[Member]) -> Vec<Vec<&Member>> {
    let mut parts: Vec<Vec<&Member>> = Vec::new();
    for member in members {
        let alone = OpenStory::of(StoryId::from_i64(0), std::slice::from_ref(member));
        let joins = |part: &Vec<&Member>| part.iter().any(|other| score(other, &alone) > 0.0);
        let (mut joined, apart): (Vec<_>, Vec<_>) = parts.into_iter().partition(joins);
        parts = apart;
        joined.push(vec![member]);
        parts.push(joined.concat());
    }
    parts
}

fn score(member: &Member, story: &OpenStory) -> f32 {
    join::score(&evidence(&member.arriving(), story, 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::{Telling, sketch};
    use crate::model::Timestamp;

    const PIER: [&str; 2] = [
        "Harbour Town opened its rebuilt eastern pier on Saturday. Mayor Ida Brandt thanked the crews, and the first \
         ferry left the pier for Gull Island at noon.",
        "The eastern pier in Harbour Town is open again. Mayor Ida Brandt cut the ribbon on Saturday, and the ferry to \
         Gull Island sailed from the pier.",
    ];
    const BUDGET: [&str; 2] = [
        "Parliament in Veldmark passed the budget by a single vote on Tuesday. Finance minister Jonas Lind said the deal \
         with the farmers would hold.",
        "By one vote Veldmark has a budget. Finance minister Jonas Lind thanked parliament and the farmers on Tuesday \
         night.",
    ];

    fn told(texts: &[&str]) -> OpenStories {
        let mut open = OpenStories::new();
        let story = StoryId::opened_by(ArticleId::of_url("story"));
        for text in texts {
            let title = text.split('.').next();
            let sketch = sketch(&Telling { title, text, language: Some("en"), ..Telling::default() }, None);
            open.insert(ArticleId::of_url(text), story, &sketch, Timestamp::UNIX_EPOCH);
        }
        open
    }

    #[test]
    fn two_stories_in_one_are_taken_apart_and_one_story_is_not() {
        let found = splits(&told(&[PIER[0], BUDGET[0], PIER[1], BUDGET[1]]));
        let mut budget = BUDGET.map(ArticleId::of_url).to_vec();
        budget.sort();
        let mut pier = PIER.map(ArticleId::of_url).to_vec();
        pier.sort();
        assert_eq!(found.len(), 1);
        let mut left = found[0].articles.clone();
        left.sort();
        assert!(left == budget || left == pier, "{left:?}");
        assert_eq!(splits(&told(&[PIER[0], PIER[1], PIER[0]])), []);
    }
}
