use std::time::Duration;

use super::counted::counted;

/// A length of time as a cell of a table has it: "45 s", "12 min", "3 h 20 min".
pub(crate) fn short_length(length: Duration) -> String {
    let seconds = length.as_secs();
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// A length of time as a sentence has it, to the second: "90 seconds", "2 minutes".
pub(crate) fn exact_length(length: Duration) -> String {
    match (length.as_secs() / 60, length.as_secs() % 60) {
        (minutes @ 1.., 0) => counted(minutes, "minute"),
        _ => counted(length.as_secs(), "second"),
    }
}

#[cfg(test)]
#[cfg(feature = "lessons")]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_as_people_say_them() {
        let of = |told: fn(Duration) -> String, seconds| told(Duration::from_secs(seconds));
        let short = [0, 59, 60, 3599, 7200, 12_000].map(|seconds| of(short_length, seconds));
        assert_eq!(short, ["0 s", "59 s", "1 min", "59 min", "2 h", "3 h 20 min"]);
        let exact = [1, 60, 90, 120].map(|seconds| of(exact_length, seconds));
        assert_eq!(exact, ["1 second", "1 minute", "90 seconds", "2 minutes"]);
    }
}
