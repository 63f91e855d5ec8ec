//! Any text is read as records of calls, or passed over, the same whatever the parts in which it comes.

#![no_main]

use ivrsim_fuzz::oracles::records::any_text_is_read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| any_text_is_read(text));
