//! The score as a line that can be measured: the full width is 1, thin ink is for everyone, thick blue is yours, and it
//! ends in the sum.

use mynews_core::model::{Part, Score};
use serde::Serialize;

use crate::say;
use crate::tongue::Tongue;

/// Units of the line's full width.
const WIDTH: f64 = 1000.0;
/// The white between two bars.
const GAP: f64 = 3.0;

/// A score, drawn and written.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct ScoreLine {
    /// "0.75".
    pub total: String,
    /// The line for those who hear it.
    pub says: String,
    pub bars: Vec<Bar>,
    #[serde(skip)]
    pub everyone: f64,
    #[serde(skip)]
    pub yours: f64,
}

/// One bar of the line.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Bar {
    /// `all`, `yours`, or `less`: what the reader's part takes away.
    pub kind: &'static str,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl ScoreLine {
    pub fn of(score: &Score) -> ScoreLine {
        let (everyone, yours) = (sum(score, Part::Everyone), sum(score, Part::Yours));
        let (everyone_says, yours_says) = sums(score);
        let total = cents(everyone_says + yours_says);
        ScoreLine {
            says: say!(
                "Score {total}: for everyone {everyone}, yours {yours}",
                total = total,
                everyone = cents(everyone_says),
                yours = cents(yours_says),
            ),
            total,
            bars: bars(score, everyone, yours),
            everyone,
            yours,
        }
    }
}

/// What all of one part add to a score.
fn sum(score: &Score, part: Part) -> f64 {
    score.reasons.iter().filter(|reason| reason.part == part).map(|reason| reason.value).sum()
}

/// Everyone's and the reader's sums in hundredths; together they are the rounded total.
pub fn sums(score: &Score) -> (i64, i64) {
    let (everyone, yours) = (sum(score, Part::Everyone), sum(score, Part::Yours));
    let total = ((everyone + yours) * 100.0).round() as i64;
    let rounded = rounded_to(total, &[everyone, yours]);
    (rounded[0], rounded[1])
}

/// Each reason in hundredths, so that the reasons of a part add up to its sum, and the sums to the total.
pub fn hundredths(score: &Score) -> Vec<i64> {
    let (everyone, yours) = sums(score);
    let mut all = vec![0; score.reasons.len()];
    for (part, sum) in [(Part::Everyone, everyone), (Part::Yours, yours)] {
        let places: Vec<usize> = (0..all.len()).filter(|place| score.reasons[*place].part == part).collect();
        let values: Vec<f64> = places.iter().map(|place| score.reasons[*place].value).collect();
        for (place, value) in places.into_iter().zip(rounded_to(sum, &values)) {
            all[place] = value;
        }
    }
    all
}

/// Numbers in hundredths that add up to `sum`: the largest remainders are rounded up.
fn rounded_to(sum: i64, values: &[f64]) -> Vec<i64> {
    let exact: Vec<f64> = values.iter().map(|value| value * 100.0).collect();
    let mut rounded: Vec<i64> = exact.iter().map(|value| value.floor() as i64).collect();
    let mut missing = sum - rounded.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..values.len()).collect();
    let remainder = |place: usize| exact[place] - exact[place].floor();
    order.sort_by(|one, other| remainder(*other).total_cmp(&remainder(*one)).then(one.cmp(other)));
    for place in order.iter().cycle().take(2 * order.len()) {
        if missing > 0 {
            rounded[*place] += 1;
            missing -= 1;
        }
    }
    // The sum itself may have been rounded down a step further than its parts.
    for place in order.iter().rev() {
        if missing < 0 {
            rounded[*place] -= 1;
            missing += 1;
        }
    }
    rounded
}

/// Hundredths as "0.75", "−0.04".
pub fn cents(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "−" } else { "" };
    let point = &Tongue::spoken().calendar().decimal;
    format!("{sign}{}{point}{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// Hundredths as "+0.31", "−0.04".
pub fn signed_cents(hundredths: i64) -> String {
    if hundredths < 0 { cents(hundredths) } else { format!("+{}", cents(hundredths)) }
}

fn bars(score: &Score, everyone: f64, yours: f64) -> Vec<Bar> {
    let total = (everyone + yours).clamp(0.0, 1.0);
    let everyone = everyone.clamp(0.0, 1.0);
    let values = |part: Part| -> Vec<f64> {
        score.reasons.iter().filter(|one| one.part == part && one.value > 0.0).map(|one| one.value).collect()
    };
    let mut bars = stretch("all", &values(Part::Everyone), 0.0, everyone.min(total));
    if yours >= 0.0 {
        bars.extend(stretch("yours", &values(Part::Yours), everyone, total));
    } else {
        bars.push(bar("less", total, everyone));
    }
    bars
}

/// Bars in proportion to `values`, together from `start` to `end`.
fn stretch(kind: &'static str, values: &[f64], start: f64, end: f64) -> Vec<Bar> {
    let sum: f64 = values.iter().sum();
    let mut at = start;
    let mut bars = Vec::new();
    for value in values.iter().filter(|_| sum > 0.0 && end > start) {
        let next = at + (end - start) * value / sum;
        bars.push(bar(kind, at, next));
        at = next;
    }
    bars.retain(|bar| bar.width >= 1.0);
    bars
}

fn bar(kind: &'static str, from: f64, to: f64) -> Bar {
    let tenths = |value: f64| (value * WIDTH * 10.0).round() / 10.0;
    let width = tenths(to - from);
    let (y, height) = if kind == "all" { (2.5, 3.0) } else { (0.5, 5.5) };
    Bar { kind, x: tenths(from), y, width: if width > 2.0 * GAP { width - GAP } else { width }, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_parts_add_up() {
        for (sum, values) in [
            (72, vec![0.314, 0.1249, 0.0551, 0.2247]),
            (2, vec![0.005, 0.005, 0.005]),
            (39, vec![0.31, -0.044, 0.127]),
            (31, vec![0.3149, 0.0]),
            (0, vec![]),
        ] {
            assert_eq!(rounded_to(sum, &values).iter().sum::<i64>(), sum, "{values:?}");
        }
        assert_eq!(rounded_to(44, &[0.314, 0.126]), [31, 13]);
        assert_eq!(cents(-4), "−0.04");
        assert_eq!(signed_cents(22), "+0.22");
    }
}
