//! `ivrsim init`: what is made of answers, and how they are asked for.

#[cfg(unix)]
mod asked;
mod made;
