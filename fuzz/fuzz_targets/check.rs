//! Any plan can be checked, and its repairs leave a plan.

#![no_main]

use ivrsim_fuzz::oracles::check::hold;
use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{mutation, plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    if first % 4 == 0 {
        if let Ok(text) = std::str::from_utf8(rest) {
            hold(text);
        }
        return;
    }
    let mut dice = Dice::new(rest);
    let mut text = plan::text(&mut dice);
    for _ in 0..dice.below(6) {
        mutation::change(&mut text, &mut dice);
    }
    hold(&text);
});
