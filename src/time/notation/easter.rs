//! The date of Easter Sunday.

use jiff::civil::Date;

/// Easter Sunday of a year in the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus,
/// "Astronomical Algorithms", chapter 8). `None` outside the calendar's years.
pub(in crate::time) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (century, rest) = (y.div_euclid(100), y.rem_euclid(100));
    let golden = y.rem_euclid(19);
    let skipped = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + skipped + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let day = moon + sunday - 7 * late + 114;
    Date::new(year, (day / 31) as i8, (day % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_almanacs_put_it() {
        for (year, month, day) in [
            (1900, 4, 15),
            (1943, 4, 25),
            (1954, 4, 18),
            (2000, 4, 23),
            (2008, 3, 23),
            (2026, 4, 5),
            (2100, 3, 28),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }
}
