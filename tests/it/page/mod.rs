//! The phone in a browser.

mod accessible;
mod answers;
mod browser;
mod lesson_browser;
mod lessons;
