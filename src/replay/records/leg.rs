//! A leg of a call: what one record says.

use super::names::NameId;

/// What one record says of a call, small, because there are millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The system's own id of it; 0 where it has none.
    pub id: u64,
    /// The id of another leg of the same call; 0 where it names none.
    pub link: u64,
    /// A number that tells records apart by all that they say.
    pub print: u64,
    /// The digits of the caller's number, country code first; 0 where there is none.
    pub caller: u64,
    /// When it began, in seconds since 1970: of UTC, or as a clock has shown them.
    pub seconds: u32,
    /// How long it lasted, in seconds; [`Leg::UNKNOWN_LENGTH`] where the record does not say.
    pub lasted: u32,
    /// The line of its file, or the how manieth record of it, from 1.
    pub row: u32,
    /// The number that was dialed, in its one form where it is one.
    pub dialed: NameId,
    /// The last extension that the call was at.
    pub extension: NameId,
    /// The part of the dialplan in which that extension stands.
    pub context: NameId,
    /// Whom the call reached, by the name that the system uses.
    pub reached: NameId,
    /// Its file, by position among those that were read.
    pub file: u16,
    /// What `reached` names.
    pub reached_as: ReachedPlace,
    /// Where the call came from.
    pub side: LegSide,
    /// Whether `seconds` are those of a clock whose zone the record does not say.
    pub is_on_clock: bool,
    /// Whether a rule of the user leaves the call out.
    pub is_ruled_out: bool,
}

/// What kind of thing a call has reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReachedPlace {
    /// The record does not say.
    #[default]
    Unknown,
    /// A queue.
    Queue,
    /// A person, a group or a device: it rang there.
    Desk,
    /// A mailbox.
    Voicemail,
}

/// Where a call came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegSide {
    /// From outside.
    Inbound,
    /// It goes on with a call that has its record elsewhere.
    Continuation,
    /// From inside, to outside or to another desk.
    Internal,
    /// It is no call: a chat, a task.
    OtherMedium,
}

impl Leg {
    /// Of a record that does not say how long the call lasted.
    pub const UNKNOWN_LENGTH: u32 = u32::MAX;
}

impl ReachedPlace {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Queue => "queue",
            Self::Desk => "desk",
            Self::Voicemail => "voicemail",
        }
    }
}

const _: () = assert!(size_of::<Leg>() <= 72, "a million legs take 72 MB");
