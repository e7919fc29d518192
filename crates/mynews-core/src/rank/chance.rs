//! Chance drawn from a hash: the same inputs throw the same dice on every machine.

/// Dice for one edition.
pub struct Chance(blake3::Hash);

impl Chance {
    pub fn new(seed: blake3::Hash) -> Chance {
        Chance(seed)
    }

    /// A number from 0 to 1 that `what` and `turn` decide.
    fn uniform(&self, what: u64, turn: u64) -> f64 {
        let mut hasher = blake3::Hasher::new_keyed(self.0.as_bytes());
        hasher.update(&what.to_le_bytes());
        hasher.update(&turn.to_le_bytes());
        let bytes = hasher.finalize();
        let number = u64::from_le_bytes(bytes.as_bytes()[..8].try_into().expect("a hash has eight bytes"));
        ((number >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// A draw from the standard normal distribution (Box and Muller).
    pub fn normal(&self, what: u64, turn: u64) -> f64 {
        let radius = (-2.0 * libm::log(self.uniform(what, 2 * turn))).sqrt();
        radius * libm::cos(core::f64::consts::TAU * self.uniform(what, 2 * turn + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_draws_look_normal() {
        let chance = Chance::new(blake3::hash(b"seed"));
        let draws: Vec<f64> = (0..1000).map(|turn| chance.normal(1, turn)).collect();
        let mean = draws.iter().sum::<f64>() / 1000.0;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / 1000.0;
        assert!(mean.abs() < 0.1 && (0.85..1.15).contains(&variance), "{mean} {variance}");
        assert_eq!(chance.normal(1, 7), Chance::new(blake3::hash(b"seed")).normal(1, 7));
    }
}
