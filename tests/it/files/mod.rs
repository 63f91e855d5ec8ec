//! Files: where they are read and written, what is near them, and what they stay.

#[cfg(target_os = "linux")]
mod edited;
#[cfg(target_os = "linux")]
mod kept;
mod places;
mod reach;
mod repository;
mod unread;
