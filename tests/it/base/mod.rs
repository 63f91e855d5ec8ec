//! Text: its one style, and the characters in it that nobody sees.

mod tidy;
mod unseen;
