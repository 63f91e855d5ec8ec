//! The phone in a browser.

mod answers;
mod browser;
mod lesson_browser;
mod lessons;
