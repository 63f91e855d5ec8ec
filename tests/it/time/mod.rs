//! When a schedule is open: by name, against a naive model, and against another implementation of the
//! notation.

mod clocks;
mod hours_in_words;
mod model;
mod named;
mod occasions;
mod oracle;
mod properties;
