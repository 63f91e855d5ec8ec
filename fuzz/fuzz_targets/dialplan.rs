//! A dialplan does as a plan what Asterisk's rules say; any text at all is read or refused, and loses no step.
//!
//! Half of the inputs are texts as they are, or drawn dialplans with slips; for the other half calls are played.

#![no_main]

use ivrsim_fuzz::oracles::dialplan::Dialplan;
use ivrsim_fuzz::oracles::dialplan_calls;
use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::mutation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let mut dice = Dice::new(rest);
    match first % 4 {
        0 => {
            if let Ok(text) = std::str::from_utf8(rest) {
                dialplan_calls::check_text(text);
            }
        }
        1 => {
            let mut text = Dialplan::drawn(&mut dice).text();
            for _ in 0..1 + dice.below(8) {
                mutation::change(&mut text, &mut dice);
            }
            dialplan_calls::check_text(&text);
        }
        _ => dialplan_calls::check(&mut dice),
    }
});
