//! What single words say: numbers, hours, addresses, labels, wherever they stand.

mod days;
pub(in crate::draft) mod digits;
mod hour_tokens;
pub(in crate::draft) mod hours;
pub(in crate::draft) mod labels;
pub(in crate::draft) mod post;
mod time_range;

pub(in crate::draft) use hour_tokens::SaidZone;
