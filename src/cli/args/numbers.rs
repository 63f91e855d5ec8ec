//! Numbers of the command line. Each says what is allowed, and gives an example.

use std::fmt::Display;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::SignedDuration;

/// More than these would cost more than they bring, on any machine.
const MAX_JOBS: usize = 1024;

fn whole<T: FromStr + PartialOrd + Display + Copy>(
    text: &str,
    allowed: RangeInclusive<T>,
    example: T,
) -> Result<T, String> {
    text.trim().parse().ok().filter(|number| allowed.contains(number)).ok_or_else(|| {
        format!("expected a whole number from {} to {}, such as {example}", allowed.start(), allowed.end())
    })
}

/// How many things, of which there is at least one.
pub(super) fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.trim().parse().map_err(|_| "expected a whole number, 1 or more, such as 20".to_owned())
}

/// How much of a list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListLimit(pub usize);

/// How much of a list is shown: so much of it, or with 0 all.
pub(super) fn limit(text: &str) -> Result<ListLimit, String> {
    let told = || "expected a whole number, such as 20; 0 shows all".to_owned();
    let limit: usize = text.trim().parse().map_err(|_| told())?;
    Ok(ListLimit(if limit == 0 { usize::MAX } else { limit }))
}

/// How many run side by side.
pub(super) fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    whole(text, 1..=MAX_JOBS, 4).map(|jobs| NonZeroUsize::new(jobs).unwrap_or(NonZeroUsize::MIN))
}

/// How many questions.
pub(super) fn cards(text: &str) -> Result<usize, String> {
    count(text).map(NonZeroUsize::get)
}

/// How many questions, or none.
pub(super) fn cards_or_none(text: &str) -> Result<usize, String> {
    text.trim().parse().map_err(|_| "expected a whole number, 0 or more, such as 10".to_owned())
}

/// How many minutes, up to a day of them.
pub(super) fn minutes(text: &str) -> Result<u32, String> {
    whole(text, 1..=1440, 10)
}

/// What chooses among equals.
pub(super) fn seed(text: &str) -> Result<u64, String> {
    whole(text, 0..=u64::MAX, 7)
}

/// For how many years plans are compared.
pub(super) fn years(text: &str) -> Result<u8, String> {
    whole(text, 1..=20, 2)
}

/// For how many years ways are told.
pub(super) fn years_of_ways(text: &str) -> Result<u8, String> {
    whole(text, 1..=50, 2)
}

/// From how many percent on something is passed.
pub(super) fn mark(text: &str) -> Result<u8, String> {
    whole(text.trim_end_matches('%'), 1..=100, 80)
}

/// A share below which something fails.
pub(super) fn percent(text: &str) -> Result<f64, String> {
    let share = text.trim_end_matches('%').trim().parse().ok();
    share
        .filter(|share| (0.0..=100.0).contains(share))
        .ok_or_else(|| "expected a number from 0 to 100, such as 95".to_owned())
}

/// How long something may last.
pub(super) fn length(text: &str) -> Result<SignedDuration, String> {
    text.trim()
        .parse()
        .ok()
        .filter(SignedDuration::is_positive)
        .ok_or_else(|| "expected a duration such as `90s`, `2m` or `1h30m`".to_owned())
}

/// How often what failed is tried again, which is never.
pub(super) fn no_retries(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(0) => Ok(0),
        _ => Err(
            "only 0 is possible: the same input always gives the same outcome, so a failed case would fail again"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_range_says_what_is_in_it() {
        for text in ["0", "-1", "1.5", "many", "99999999999999999999", ""] {
            assert_eq!(count(text).unwrap_err(), "expected a whole number, 1 or more, such as 20");
            assert_eq!(jobs(text).unwrap_err(), "expected a whole number from 1 to 1024, such as 4");
            assert_eq!(years(text).unwrap_err(), "expected a whole number from 1 to 20, such as 2");
            assert_eq!(minutes(text).unwrap_err(), "expected a whole number from 1 to 1440, such as 10");
            assert_eq!(length(text).unwrap_err(), "expected a duration such as `90s`, `2m` or `1h30m`");
        }
        assert!(percent("nan").is_err() && percent("100.1").is_err() && length("-5s").is_err());
        assert!(seed("18446744073709551615").is_ok() && seed("-1").is_err());
    }

    #[test]
    fn shares_may_carry_their_sign() {
        assert_eq!((percent("95%"), percent("99.5 %"), mark("80%")), (Ok(95.0), Ok(99.5), Ok(80)));
    }
}
