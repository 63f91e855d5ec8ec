//! Times and dates as people write them in conditions.

use jiff::civil::Date;

/// The minute of a time such as `9:30`, `09:30:00` or `5 pm`.
pub(super) fn minute(text: &str) -> Option<u16> {
    let lower = text.trim().to_lowercase();
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim(), Some(false)),
        (_, Some(clock)) => (clock.trim(), Some(true)),
        _ => (lower.as_str(), None),
    };
    let mut parts = clock.split(':');
    let hour = parts.next()?.trim().parse::<u16>().ok()?;
    let minute = match parts.next() {
        Some(minute) => minute.trim().parse::<u16>().ok()?,
        None => half.map(|_| 0)?,
    };
    let hour = match half {
        Some(is_afternoon) if (1..=12).contains(&hour) => hour % 12 + if is_afternoon { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then_some(hour * 60 + minute)
}

/// A date such as `2026-12-25` or `12/25/2026`, perhaps with a time behind it.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(|day| day.parse::<Date>().ok()) {
        return Some(date);
    }
    let mut parts = text.split_whitespace().next()?.split('/');
    let [month, day, year] = [parts.next()?, parts.next()?, parts.next()?];
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_dates_are_read_in_the_forms_of_the_platform() {
        assert_eq!(minute("5 pm"), Some(1_020));
        assert_eq!(minute("12:30 AM"), Some(30));
        assert_eq!(minute("25:00"), None);
        assert_eq!(date("12/25/2026"), date("2026-12-25T10:00:00Z"));
    }
}
