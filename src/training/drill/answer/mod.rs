//! What learners type, read by what it means: keys, numbers, times, names.

mod entries;
mod keys;
mod names;
mod times;
mod typed;
mod answer_words;
mod zones;

pub(super) use answer_words::{choice, placed, yes_or_no};
pub(super) use keys::dialled;
pub(super) use names::{Likeness, likeness, marks, sameness, telling_words, written};
pub(super) use times::{NamedTimes, TimeFit, names_time};
pub(super) use typed::TypedAnswer;
pub(super) use zones::NamedClock;
