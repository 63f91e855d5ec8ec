//! Prompts as sound: recorded, or else spoken by a program of this machine; else there are captions only.
//!
//! A page asks for a sound by the call that it is in, so that nothing is said that the plan does not say.

mod found;
mod names;
mod request;
mod routes;
mod script;

pub(super) use request::SoundRequest;
pub(super) use routes::{answer, of_the_plan};
pub(super) use script::page as recordings_page;
