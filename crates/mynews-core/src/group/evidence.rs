//! What speaks for and against an article belonging to a story: a row of named numbers.

use crate::text::vector::similarity;

use super::bag::{ALL, Arriving, CHANNELS, HEAD, LEAD, NAMES, PLAIN};
use super::sketch::Sketch;
use super::story::{OPEN_HOURS, OpenStory};

/// A named number, in the order of [`Evidence`].
pub const FEATURES: [&str; 42] = [
    "text",
    "text_closest",
    "text_next",
    "text_held",
    "story_held",
    "head",
    "head_closest",
    "head_held",
    "lead",
    "lead_closest",
    "names",
    "names_closest",
    "names_held",
    "names_none",
    "rare_words",
    "numbers_shared",
    "numbers_missing",
    "meaning",
    "meaning_closest",
    "meaning_none",
    "unity",
    "fit",
    "size",
    "length",
    "story_length",
    "days",
    "days_none",
    "rival",
    "lead_over_rival",
    "core_held",
    "core_names_held",
    "name_missing",
    "names_missing",
    "year_gap",
    "year_none",
    "meaning_centre",
    "plain",
    "plain_closest",
    "head_told",
    "head_name_missing",
    "outlet_again",
    "outlet_head",
];

pub type Evidence = [f32; FEATURES.len()];

/// Weighs nothing yet: only states how an article stands to a story. `rival` is the cosine with the most alike of the
/// other stories.
pub fn evidence(arriving: &Arriving<'_>, story: &OpenStory, rival: f32) -> Evidence {
    let bag = arriving.bag;
    let centre = story.centre();
    let likeness = centre.likeness(arriving);
    let mut closest = [0.0f32; CHANNELS];
    let mut next = 0.0f32;
    let (mut meaning, mut meaning_closest, mut placed) = (0.0f32, 0.0f32, 0u32);
    let (mut outlet_again, mut outlet_head) = (0.0f32, 0.0f32);
    for member in &story.recent {
        let cosines = arriving.cosines(&member.bag);
        if arriving.outlet != 0 && arriving.outlet == member.outlet {
            outlet_again = 1.0;
            outlet_head = outlet_head.max(cosines[HEAD]);
        }
        if cosines[ALL] > closest[ALL] {
            next = closest[ALL];
        } else {
            next = next.max(cosines[ALL]);
        }
        closest.iter_mut().zip(cosines).for_each(|(most, cosine)| *most = most.max(cosine));
        if !member.vector.is_empty() && !arriving.vector.is_empty() {
            let similar = similarity(arriving.vector, &member.vector);
            meaning += similar;
            meaning_closest = meaning_closest.max(similar);
            placed += 1;
        }
    }
    if story.recent.len() < 2 {
        next = closest[ALL];
    }
    let tellings = centre.tellings.max(1) as f32;
    let unity = if tellings > 1.0 { centre.unity() } else { 0.6 };
    let days = story.days_from(arriving.day);
    let numbers = 1.0 / 10.0;
    [
        likeness.cosines[ALL],
        closest[ALL],
        next,
        likeness.held[ALL],
        likeness.holds,
        likeness.cosines[HEAD],
        closest[HEAD],
        likeness.held[HEAD],
        likeness.cosines[LEAD],
        closest[LEAD],
        likeness.cosines[NAMES],
        closest[NAMES],
        likeness.held[NAMES],
        f32::from(u8::from(bag.norms[NAMES] == 0.0)),
        likeness.shared_rarity / 30.0,
        (likeness.numbers_shared * numbers).min(3.0),
        (likeness.numbers_missing * numbers).min(3.0),
        if placed > 0 { meaning / placed as f32 } else { 0.0 },
        meaning_closest,
        f32::from(u8::from(placed == 0)),
        unity,
        likeness.cosines[ALL] / unity.max(0.1),
        libm::logf(tellings) / 5.0,
        libm::logf(1.0 + bag.words.len() as f32) / 5.0,
        libm::logf(1.0 + story.terms_summed as f32 / tellings) / 5.0,
        days.map_or(0.0, |days| (libm::logf(1.0 + days as f32 * 24.0) / 5.0).min(2.0)),
        f32::from(u8::from(days.is_none())),
        rival,
        likeness.cosines[ALL] - rival,
        likeness.core_held,
        likeness.core_names_held,
        likeness.name_missing / 10.0,
        (likeness.names_missing / 50.0).min(3.0),
        if arriving.year > 0 && story.year > 0 {
            f32::from(arriving.year.abs_diff(story.year)).min(5.0)
        } else {
            0.0
        },
        f32::from(u8::from(arriving.year == 0 || story.year == 0)),
        story.meaning(arriving.vector).unwrap_or(0.0),
        likeness.cosines[PLAIN],
        closest[PLAIN],
        likeness.head_told,
        likeness.head_name_missing / 10.0,
        outlet_again,
        outlet_head,
    ]
}

/// Whether a story was told so long before or after that the article cannot belong to it. Only times of publication
/// can rule a story out; the day in an address is evidence like others.
pub fn is_over(sketch: &Sketch, story: &OpenStory) -> bool {
    sketch.at.is_some()
        && story.days_from(sketch.day_known()).is_some_and(|days| days * 24.0 > OPEN_HOURS + 24.0)
}
