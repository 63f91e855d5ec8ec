//! Files on a disk: plans and scenarios read, what is written whole or not at all, changes noticed.

pub mod load;
#[doc(hidden)]
pub mod save;
#[cfg(feature = "watch")]
pub(crate) mod watch;
#[cfg(feature = "serve")]
#[doc(hidden)]
pub mod wav;
