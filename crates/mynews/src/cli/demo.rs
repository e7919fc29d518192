//! `mynews demo`: the demo newsroom comes and goes.

use super::{Outcome, Place, open};

pub fn run(place: &Place, on: bool) -> Outcome {
    let house = open::house(place)?;
    if on {
        house.demo_on()?;
        println!("the demo newsroom is on: invented outlets, invented news");
    } else {
        house.demo_off(false)?;
        println!("the demo newsroom is gone without a trace");
    }
    Ok(())
}
