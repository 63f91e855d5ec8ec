//! A walk that leaves out ways that nothing goes back comes to all that a whole walk comes to.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::trails;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    trails::check(&trails::text(&mut Dice::new(bytes)));
});
