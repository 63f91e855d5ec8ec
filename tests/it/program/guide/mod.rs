//! The guide, `docs/guide/`: its commands do what it shows, its files are files that work, and it leaves nothing out.

mod complete;
mod examples;
mod page;
mod sessions;
mod terminal;
