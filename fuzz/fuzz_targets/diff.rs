//! Two plans differ exactly as their calls do.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{diff, plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut dice = Dice::new(bytes);
    let text = plan::text(&mut dice);
    let old = plan::plan(&text);
    if let Some(new) = diff::edited(&text, &mut dice) {
        diff::check(&old, &new, &mut dice);
    }
});
