//! A program of this machine that speaks what nobody has recorded.
//!
//! What was spoken is kept by its words, and is given out while it is still being made. Few programs speak at once, none for long,
//! and none outlives the server.

mod growing;
mod program;
mod shelf;
mod speakable;
mod words;

pub use program::SpeechProgram;
pub(super) use shelf::SoundShelf;
pub(super) use words::SpokenWords;
