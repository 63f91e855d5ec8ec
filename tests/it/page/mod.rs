//! The phone in a browser.

mod answers;
mod browser;
