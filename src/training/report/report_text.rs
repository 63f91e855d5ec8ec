//! Days, in the words of reports.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::time::Zone;

pub(crate) fn day(at: Timestamp, zone: Zone) -> Date {
    zone.wall_clock(at).date()
}
