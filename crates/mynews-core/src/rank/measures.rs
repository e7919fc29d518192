//! How good a ranking was, by what was opened: AUC, MRR and nDCG, as rankings of news are usually measured.

use crate::model::StoryId;

/// One list of stories, or the mean of many.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Measures {
    /// The chance that an opened story stands above one that was left; a draw counts half.
    pub auc: f64,
    /// One over the place of each opened story, on average.
    pub mrr: f64,
    /// How near the first five, or ten, are to the best order there could be.
    pub ndcg_5: f64,
    pub ndcg_10: f64,
}

/// A story that was shown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Shown {
    pub story: StoryId,
    pub score: f64,
    pub opened: bool,
}

impl Measures {
    /// Of one list; `None` where nothing was opened, or everything: then every order is as good.
    ///
    /// In the lists, stories with the same score stand in the order of their ids, which are hashes and favour nobody.
    pub fn of(shown: &[Shown]) -> Option<Measures> {
        let mut order: Vec<&Shown> = shown.iter().collect();
        order.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.story.cmp(&b.story)));
        let opened = order.iter().filter(|one| one.opened).count();
        let left = order.len() - opened;
        if opened == 0 || left == 0 {
            return None;
        }
        let mut wins = 0.0;
        for one in order.iter().filter(|one| one.opened) {
            for other in order.iter().filter(|other| !other.opened) {
                wins += match one.score.total_cmp(&other.score) {
                    std::cmp::Ordering::Greater => 1.0,
                    std::cmp::Ordering::Equal => 0.5,
                    std::cmp::Ordering::Less => 0.0,
                };
            }
        }
        let places = || order.iter().zip(1..).filter(|(one, _)| one.opened).map(|(_, place)| place);
        Some(Measures {
            auc: wins / (opened * left) as f64,
            mrr: places().map(|place: u32| 1.0 / f64::from(place)).sum::<f64>() / opened as f64,
            ndcg_5: ndcg(places(), opened, 5),
            ndcg_10: ndcg(places(), opened, 10),
        })
    }

    /// The mean of many lists.
    pub fn mean(all: &[Measures]) -> Measures {
        let mean = |of: fn(&Measures) -> f64| all.iter().map(of).sum::<f64>() / all.len().max(1) as f64;
        Measures {
            auc: mean(|one| one.auc),
            mrr: mean(|one| one.mrr),
            ndcg_5: mean(|one| one.ndcg_5),
            ndcg_10: mean(|one| one.ndcg_10),
        }
    }
}

fn ndcg(places: impl Iterator<Item = u32>, opened: usize, first: u32) -> f64 {
    let gain = |place: u32| 1.0 / libm::log2(f64::from(place) + 1.0);
    let best: f64 = (1..=first).take(opened).map(gain).sum();
    places.filter(|place| *place <= first).map(gain).sum::<f64>() / best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scores: &[f64], opened: &[usize], expected: Option<[f64; 4]>) {
        let shown: Vec<Shown> = (scores.iter().enumerate())
            .map(|(place, score)| Shown {
                story: StoryId::from_i64(place as i64 + 1),
                score: *score,
                opened: opened.contains(&place),
            })
            .collect();
        let found = Measures::of(&shown).map(|one| [one.auc, one.mrr, one.ndcg_5, one.ndcg_10]);
        let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-4;
        let same = match (&found, &expected) {
            (Some(found), Some(expected)) => found.iter().zip(expected).all(near),
            (found, expected) => found == expected,
        };
        assert!(same, "{scores:?} {opened:?}: {found:?}");
    }

    #[test]
    fn lists_as_worked_out_by_hand() {
        check(&[0.9, 0.5, 0.1], &[0], Some([1.0, 1.0, 1.0, 1.0]));
        check(&[0.9, 0.5, 0.1], &[2], Some([0.0, 1.0 / 3.0, 0.5, 0.5]));
        check(&[0.5, 0.5, 0.5, 0.5], &[1], Some([0.5, 0.5, 0.6309, 0.6309]));
        check(&[6.0, 5.0, 4.0, 3.0, 2.0, 1.0], &[0, 5], Some([0.5, 0.5833, 0.6131, 0.8316]));
        check(&[0.9, 0.5], &[], None);
        check(&[0.9, 0.5], &[0, 1], None);
    }
}
