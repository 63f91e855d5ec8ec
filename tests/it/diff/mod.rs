//! Two plans compared: what differs, and how it is told.

mod calls;
mod causes;
mod command;
mod compared;
mod report;
mod reviewed;
mod sound;
