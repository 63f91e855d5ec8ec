//! The entries of an input that stand for others stand for all, in every analysis.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::entries::{Asking, check, check_pair};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut dice = Dice::new(bytes);
    let asking = Asking::drawn(&mut dice);
    check(&asking);
    check_pair(&asking, &asking.edited(&mut dice));
});
