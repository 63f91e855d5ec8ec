//! Scenarios that are made from any plan pass at once, and cover all that is asked.

#![no_main]

use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{generate, plan};
use libfuzzer_sys::fuzz_target;
use ivrsim::suite::generate::Scope;

const SCOPES: [Scope; 4] = [Scope::All, Scope::Keys, Scope::Hours, Scope::Paths];

fuzz_target!(|bytes: &[u8]| {
    let mut dice = Dice::new(bytes);
    let plan = plan::plan(&plan::text(&mut dice));
    generate::check(&plan, *dice.one_of(&SCOPES));
});
