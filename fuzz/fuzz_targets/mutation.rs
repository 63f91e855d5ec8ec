//! A mistake that counts as none changes no call of any plan, and cases that cannot notice one need not be played.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{mistakes, plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let mut dice = Dice::new(rest);
    let plan = plan::plan(&plan::text(&mut dice));
    if first % 4 == 0 {
        mistakes::check_shown(&plan, &mut dice);
    } else {
        mistakes::check_none(&plan, &mut dice);
    }
});
