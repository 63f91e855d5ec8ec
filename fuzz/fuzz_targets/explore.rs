//! Calls on any plan that is valid fare as its exploration says.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{explore, plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut dice = Dice::new(bytes);
    explore::check(&plan::plan(&plan::text(&mut dice)), &mut dice);
});
