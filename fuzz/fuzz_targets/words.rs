//! Hours in words, read back by somebody who knows English and no notation, are the hours that are kept.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::spoken;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| spoken::check(&mut Dice::new(bytes)));
