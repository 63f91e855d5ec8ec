//! The terminal phone.
//!
//! What is typed becomes a `PhoneCommand`; a [`PhoneSession`] obeys it and says what comes of it. Neither knows a terminal. Two
//! thin edges hold a session: `terminal` for a person, with editing, completion and real time, and [`pipe`] for a script,
//! where time passes only by `wait` and by what is spoken.
//!
//! Where time passes in steps, a key is pressed as soon as the call listens, as in [`crate::call::run`]: the same keys
//! give the same transcript. Where it runs, a key is pressed when it is pressed.

mod answers;
mod command;
pub mod drive;
mod helper;
pub mod pipe;
mod refusal;
mod scenario;
mod screen;
mod session;
mod setting;
mod teller;
pub(crate) mod terminal;
mod whereabouts;

pub use crate::repl::setting::SessionSettings;
pub(crate) use command::PhoneCommand;
pub use refusal::CommandRefusal;
pub use session::{Flow, PhoneSession};
pub use teller::PromptPace;
