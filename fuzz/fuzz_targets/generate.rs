//! Scenarios that are made from any plan pass at once, and cover all that is asked.

#![no_main]

use ivrsim::suite::generate::GenerateScope;
use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{generate, plan};
use libfuzzer_sys::fuzz_target;

const SCOPES: [GenerateScope; 4] =
    [GenerateScope::All, GenerateScope::Keys, GenerateScope::Hours, GenerateScope::Paths];

fuzz_target!(|bytes: &[u8]| {
    let mut dice = Dice::new(bytes);
    let plan = plan::plan(&plan::text(&mut dice));
    generate::check(&plan, *dice.one_of(&SCOPES));
});
