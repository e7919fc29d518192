//! How far the life of a story has gone.

use crate::model::{Life, Timestamp};

use super::story::OPEN_HOURS;

/// Nothing new for so long, and a story cools.
const COOL_AFTER_HOURS: f64 = 24.0;

/// Where a story stands: first by its silence, then by how many outlets tell it in words of their own.
pub fn life(independent_outlets: u32, last_at: Timestamp, now: Timestamp) -> Life {
    let silent_hours = (now.as_second() - last_at.as_second()) as f64 / 3_600.0;
    match independent_outlets {
        _ if silent_hours > OPEN_HOURS => Life::Dormant,
        _ if silent_hours > COOL_AFTER_HOURS => Life::Cooling,
        0 | 1 => Life::Emerging,
        _ => Life::Active,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_emerges_lives_cools_and_sleeps() {
        let now: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let before = |hours: i64| Timestamp::from_second(now.as_second() - hours * 3_600).unwrap();
        assert_eq!(life(1, before(1), now), Life::Emerging);
        assert_eq!(life(2, before(23), now), Life::Active);
        assert_eq!(life(9, before(25), now), Life::Cooling);
        assert_eq!(life(9, before(73), now), Life::Dormant);
        assert_eq!(life(2, now.checked_add(jiff::SignedDuration::from_hours(1)).unwrap(), now), Life::Active);
    }
}
