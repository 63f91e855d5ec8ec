//! Formatting changes the white space of any text that is TOML, and nothing else.
//!
//! Half of the inputs are texts as they are; the other half are plans and scenarios that were changed in a few places.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{mutation, plan, scenario, tidy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    if first % 2 == 0 {
        if let Ok(text) = std::str::from_utf8(rest) {
            tidy::check(text);
        }
        return;
    }
    let mut dice = Dice::new(rest);
    let mut text = if first % 4 == 1 { plan::text(&mut dice) } else { scenario::text(&mut dice) };
    for _ in 0..dice.below(8) {
        mutation::change(&mut text, &mut dice);
    }
    tidy::check(&text);
});
