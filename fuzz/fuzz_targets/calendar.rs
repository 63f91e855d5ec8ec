//! Any calendar is taken over or refused with a reason, and each of its events has one fate.

#![no_main]

use ivrsim_fuzz::oracles::calendar;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| calendar::check(text));
