//! A call on the directory ends, whatever is pressed and whenever.

#![no_main]

use ivrsim::call::KeySequence;
use ivrsim::plan::builtin;
use ivrsim_fuzz::oracles::call::{check_drive, check_run};
use ivrsim_fuzz::oracles::dice::Dice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(keys) = text.parse::<KeySequence>()
    {
        assert_eq!(keys.to_string().parse(), Ok(keys));
    }
    let mut dice = Dice::new(bytes);
    let line = dice.below(builtin().lines().len());
    let Some((_, line)) = builtin().lines().nth(line) else { return };
    check_run(builtin(), line.number.value, &mut dice);
    check_drive(builtin(), line.number.value, &mut dice);
});
