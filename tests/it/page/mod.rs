//! The phone in a browser.

mod accessible;
mod answers;
mod browser;
mod clicked;
mod lesson_browser;
mod lessons;
