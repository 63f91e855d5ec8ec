//! Opening rules as people write them: read, explained, and turned into rules.

pub(super) mod date_rule;
mod day_half;
pub(super) mod easter;
pub(super) mod expression;
pub(super) mod lower;
pub(super) mod places;
mod plain_words;
pub(super) mod rule;
pub(super) mod suggest;
pub(super) mod syntax;
