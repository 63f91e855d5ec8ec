//! Files on a disk: plans and scenarios read, what is written whole or not at all, changes noticed.

pub mod load;
pub mod save;
pub mod watch;
