//! A line on the terminal that is written over again and again while something runs, and leaves nothing behind.

use std::time::Duration;

/// Runs that are over sooner than this show no line.
pub(super) const PATIENCE: Duration = Duration::from_millis(300);

/// The line changes no more often than this.
pub(super) const PACE: Duration = Duration::from_millis(100);

/// Back to the margin, and everything behind it away.
pub(super) const ERASE: &str = "\r\x1b[K";

/// From here on a line that is too long ends at the margin: what wraps could not be taken away.
pub(super) const NO_WRAP: &str = "\x1b[?7l";

/// From here on it goes on in the next line, as ever.
pub(super) const WRAP: &str = "\x1b[?7h";
