//! Shares, lengths and days, in the words of reports.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::time::Zone;

/// "86%", rounded down: only what is known wholly is 100%.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0}%", (share * 100.0 + 1e-9).floor())
}

/// "45 s", "12 min", "3 h 20 min"
pub(crate) fn length(length: Duration) -> String {
    let seconds = length.as_secs();
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

pub(crate) fn day(at: Timestamp, zone: Zone) -> Date {
    zone.wall_clock(at).date()
}

/// "1 card", "2 cards"
pub(crate) fn count(count: impl Into<u64>, what: &str) -> String {
    match count.into() {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_lengths_are_told_as_people_say_them() {
        assert_eq!([0.0, 0.29, 0.999, 1.0].map(percent), ["0%", "29%", "99%", "100%"]);
        let told = [0, 59, 60, 3599, 7200, 12_000].map(|seconds| length(Duration::from_secs(seconds)));
        assert_eq!(told, ["0 s", "59 s", "1 min", "59 min", "2 h", "3 h 20 min"]);
        assert_eq!([1_u32, 2].map(|number| count(number, "card")), ["1 card", "2 cards"]);
    }
}
