//! When a schedule is open, exactly.

mod zone;

pub use zone::Zone;
