//! What lessons and cards say in the language of a plan, and what learners say in it: a file for each language, which holds
//! sentences with places for what differs, and the words that English calls otherwise.
//!
//! What is asked, said and printed is put together in one way for all languages; how a language joins words is for
//! [`filled`](crate::base::text::filled). What is typed in another language is put into the words of English, word by word
//! ([`HeardText`]), so that times, keys and yes and no are read by one reader.

mod english;
mod french;
mod heard;
mod known;
mod spanish;
mod tables;
#[cfg(test)]
mod tests;

pub(crate) use heard::{HeardText, HeardWord};
pub(crate) use tables::LessonPhrases;
