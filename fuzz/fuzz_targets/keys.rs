//! A call on the directory ends, whatever is pressed and whenever.

#![no_main]

use ivrsim_fuzz::oracles::call::{check_drive, check_run};
use ivrsim_fuzz::oracles::dice::Dice;
use libfuzzer_sys::fuzz_target;
use ivrsim::call::KeySequence;
use ivrsim::files::load::ally;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(keys) = text.parse::<KeySequence>()
    {
        assert_eq!(keys.to_string().parse(), Ok(keys));
    }
    let mut dice = Dice::new(bytes);
    let line = dice.below(ally().lines().len());
    let Some((_, line)) = ally().lines().nth(line) else { return };
    check_run(ally(), line.number.value, &mut dice);
    check_drive(ally(), line.number.value, &mut dice);
});
