//! What a platform can say, as far as platforms differ.

use crate::export::platform::ExportPlatform;
use crate::plan::TransferResult;

/// What a platform can say.
#[expect(clippy::struct_excessive_bools, reason = "each is something that a platform can say or cannot")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Abilities {
    pub(super) platform: ExportPlatform,
    /// Entries that begin so, and of several lengths: patterns.
    pub(super) patterns: bool,
    /// Entries beside the keys of a menu.
    pub(super) entries: bool,
    /// Prompts that cannot be interrupted, and words of missteps that can.
    pub(super) barge_in: bool,
    /// Callers of whom no number is known.
    pub(super) withheld: bool,
    /// Mailboxes.
    pub(super) voicemail: bool,
    /// That callers are called back.
    pub(super) call_back: bool,
    /// What can follow a transfer.
    pub(super) results: &'static [TransferResult],
    /// Waits are whole seconds.
    pub(super) whole_seconds: bool,
}

impl Abilities {
    pub(super) fn of(platform: ExportPlatform) -> Self {
        match platform {
            ExportPlatform::Asterisk => Self {
                platform,
                patterns: true,
                entries: true,
                barge_in: true,
                withheld: true,
                voicemail: true,
                call_back: false,
                results: &[
                    TransferResult::Unanswered,
                    TransferResult::Busy,
                    TransferResult::Full,
                    TransferResult::Ended,
                ],
                whole_seconds: false,
            },
            ExportPlatform::Connect => Self {
                platform,
                patterns: false,
                entries: false,
                barge_in: false,
                withheld: false,
                voicemail: false,
                call_back: true,
                results: &[TransferResult::Full],
                whole_seconds: true,
            },
        }
    }
}
