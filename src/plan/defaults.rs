//! What holds where a plan says nothing.
//!
//! The plan format's reference names these values under "defaults"; a plan changes them for all steps in `[defaults]`
//! and for one step in its own table. Their place, in a trace, is the name of the step that they act for.

use std::ops::RangeInclusive;

use jiff::SignedDuration;

/// How long a caller may stay silent after a prompt.
pub(super) const WAIT: SignedDuration = SignedDuration::from_secs(5);

/// How long an input waits for the next digit.
pub(super) const BETWEEN_DIGITS: SignedDuration = SignedDuration::from_secs(3);

/// At which time the system gives up; it then hangs up.
pub(super) const TRIES: u8 = 3;

/// How fast prompts are spoken.
pub(super) const WORDS_PER_MINUTE: u16 = 150;

/// How long a call may last.
pub(super) const CALL_LIMIT: SignedDuration = SignedDuration::from_mins(30);

/// How long it rings before a call goes on unanswered.
pub(super) const RINGS: SignedDuration = SignedDuration::from_secs(20);

/// How long it may ring, or callers may wait in a queue.
pub(super) const RINGS_FROM_TO: RangeInclusive<SignedDuration> =
    SignedDuration::from_secs(1)..=SignedDuration::from_hours(1);
