//! Any text is a phone number that is shown as it is read, or is refused with a reason.

#![no_main]

use ivrsim_fuzz::oracles::number;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        number::check(text);
    }
});
