//! Opening rules as people write them: read, explained, and turned into rules.

pub(super) mod date_rule;
pub(super) mod easter;
pub(super) mod expression;
pub(super) mod lower;
pub(super) mod places;
pub(super) mod rule;
pub(super) mod suggest;
pub(super) mod syntax;
