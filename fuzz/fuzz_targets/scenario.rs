//! Any text is a scenario file or is refused with a reason, and what it says can be played.
//!
//! Half of the inputs are texts as they are; the other half are files that were sensible before they were changed.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{mutation, scenario};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    if first % 2 == 0 {
        if let Ok(text) = std::str::from_utf8(rest) {
            scenario::check(text);
        }
        return;
    }
    let mut dice = Dice::new(rest);
    let mut text = scenario::text(&mut dice);
    for _ in 0..dice.below(4) {
        mutation::change(&mut text, &mut dice);
    }
    scenario::check(&text);
});
