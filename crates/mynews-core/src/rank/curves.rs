//! The two curves that are asked of every candidate, drawn once.

use std::sync::LazyLock;

/// So many independent outlets are as wide as coverage gets.
const OUTLETS_FULL: u32 = 20;
/// Steps of a halving quantity that are told apart; beyond them next to nothing is left.
const STEPS: usize = 32;
/// Points that the rough curve is drawn through in each step.
const POINTS_A_STEP: usize = 8;

static WIDTHS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let full = libm::log(f64::from(OUTLETS_FULL));
    (0..=OUTLETS_FULL).map(|outlets| (libm::log(f64::from(outlets.max(1))) / full).min(1.0)).collect()
});

static HALVINGS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let points = 0..=STEPS * POINTS_A_STEP + 1;
    points.map(|point| libm::exp2(-(point as f64) / POINTS_A_STEP as f64)).collect()
});

/// How wide a story is covered: the logarithm of its outlets, 1 is all there is.
#[inline]
pub fn width(outlets: u32) -> f64 {
    WIDTHS[outlets.min(OUTLETS_FULL) as usize]
}

/// No less than 2 to the power of minus `steps`: straight from point to point, and the curve hangs below.
#[inline]
pub fn halved_at_most(steps: f64) -> f64 {
    let along = steps.clamp(0.0, STEPS as f64) * POINTS_A_STEP as f64;
    let point = along as usize;
    let (here, next) = (HALVINGS[point], HALVINGS[point + 1]);
    here + (next - here) * (along - point as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rough_curve_is_never_below_and_hardly_above() {
        for step in 0..40_000 {
            let steps = f64::from(step) / 1_000.0;
            let (rough, exact) = (halved_at_most(steps), libm::exp2(-steps));
            assert!(rough >= exact - 1e-15 && rough <= exact * 1.001 + 1e-9, "{steps}: {rough} {exact}");
        }
    }

    #[test]
    fn one_outlet_is_no_width_and_twenty_are_all() {
        assert_eq!(width(0), 0.0);
        assert_eq!(width(1), 0.0);
        assert_eq!(width(20), 1.0);
        assert_eq!(width(500), 1.0);
        assert!((width(9) - 0.733).abs() < 0.001);
    }
}
