//! Lists of numbers, weekdays and times of day, as `FreeSWITCH` compares with them.
//!
//! The rules are those of `switch_utils.c`: a range whose end is before its start goes around, a number that is none is 0, and a time
//! of day reaches to its last second.

/// A reader of numbers: blanks, a sign, digits; what is no number is 0 and stays where it is.
struct Numbers<'t> {
    text: &'t [u8],
    at: usize,
}

impl Numbers<'_> {
    fn number(&mut self) -> i64 {
        let start = self.at;
        let mut at = start;
        while self.text.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let is_negative = self.text.get(at) == Some(&b'-');
        at += usize::from(matches!(self.text.get(at), Some(b'-' | b'+')));
        let first = at;
        let mut value = 0_i64;
        while let Some(digit) = self.text.get(at).filter(|byte| byte.is_ascii_digit()) {
            value = value.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
            at += 1;
        }
        if at == first {
            return 0;
        }
        self.at = at;
        if is_negative { -value } else { value }
    }

    fn here(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }
}

fn within(value: i64, from: i64, to: i64) -> bool {
    if from <= to { value >= from && value <= to } else { value >= from || value <= to }
}

/// Whether a number is on a list such as `1,3-5`.
pub(super) fn has_number(list: &str, value: i64) -> bool {
    let mut numbers = Numbers { text: list.as_bytes(), at: 0 };
    loop {
        let from = numbers.number();
        if numbers.here() == Some(b'-') {
            numbers.at += 1;
            if within(value, from, numbers.number()) {
                return true;
            }
        } else if from == value {
            return true;
        }
        if numbers.here() != Some(b',') {
            return false;
        }
        numbers.at += 1;
    }
}

/// Whether a weekday, of which 1 is Sunday, is on a list such as `2-6` or `mon-fri,sun`.
pub(super) fn has_weekday(list: &str, day: i64) -> bool {
    const NAMES: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    let bytes = list.as_bytes();
    let (mut before, mut range) = (None, None);
    let mut at = 0;
    while at < bytes.len() {
        let named = list.get(at..at + 3).and_then(|text| {
            (1_i64..).zip(NAMES).find(|(_, name)| name.eq_ignore_ascii_case(text)).map(|(number, _)| number)
        });
        let found = match bytes[at] {
            b'-' => {
                range = before;
                at += 1;
                continue;
            }
            b',' => {
                before = None;
                at += 1;
                continue;
            }
            digit @ b'1'..=b'7' => {
                at += 1;
                i64::from(digit - b'0')
            }
            _ => match named {
                Some(named) => {
                    at += 3;
                    named
                }
                // What cannot be read ends the list.
                None => return false,
            },
        };
        let is = match range.take() {
            Some(from) => within(day, from, found),
            None => day == found,
        };
        if is {
            return true;
        }
        before = Some(found);
    }
    false
}

/// Stretches of the day on a list such as `09:00-17:00`, in seconds from midnight, the last of each included. A stretch whose end is
/// before its start goes around.
pub(super) fn times_of_day(list: &str) -> Vec<(i64, i64)> {
    let seconds = |text: &str| {
        let mut parts = text.split(':').map(|part| Numbers { text: part.as_bytes(), at: 0 }.number());
        let mut part = || parts.next().unwrap_or(0);
        part() * 3_600 + part() * 60 + part()
    };
    let ranges = list.split(',').filter_map(|range| {
        let (from, to) = range.split_once('-').filter(|(from, to)| from.contains(':') && to.contains(':'))?;
        Some((seconds(from), seconds(to)))
    });
    ranges.collect()
}

/// Whether a second of the day is in one of these stretches.
pub(super) fn has_time(stretches: &[(i64, i64)], second: i64) -> bool {
    stretches.iter().any(|&(from, to)| within(second, from, to))
}

/// A number at the beginning of a text; 0 where there is none.
pub(super) fn whole_number(text: &str) -> i64 {
    let text = text.trim_start();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let value = digits[..end].parse::<i64>().unwrap_or(0);
    if text.starts_with('-') { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(all: std::ops::RangeInclusive<i64>, is: impl Fn(i64) -> bool) -> Vec<i64> {
        all.filter(|&value| is(value)).collect()
    }

    #[test]
    fn lists_of_numbers_have_ranges_that_go_around() {
        assert_eq!(of(0..=12, |value| has_number("1,3-5,9", value)), [1, 3, 4, 5, 9]);
        assert_eq!(of(0..=23, |value| has_number("22-1", value)), [0, 1, 22, 23]);
        assert_eq!(of(0..=3, |value| has_number("x", value)), [0], "what is no number is 0");
        assert_eq!(of(0..=5, |value| has_number("2;4", value)), [2], "the list ends where it cannot be read");
        assert_eq!(of(0..=5, |value| has_number(" 1, 4", value)), [1, 4]);
    }

    #[test]
    fn weekdays_are_names_or_numbers_from_sunday() {
        assert_eq!(of(1..=7, |day| has_weekday("2-6", day)), [2, 3, 4, 5, 6]);
        assert_eq!(of(1..=7, |day| has_weekday("Mon-Wed,sat", day)), [2, 3, 4, 7]);
        assert_eq!(of(1..=7, |day| has_weekday("6-1", day)), [1, 6, 7]);
        assert_eq!(of(1..=7, |day| has_weekday("mon xyz", day)), [2]);
    }

    #[test]
    fn a_time_of_day_has_its_last_second() {
        let day = times_of_day("09:00-17:00,23:30:15-00:15");
        assert_eq!(day, [(32_400, 61_200), (84_615, 900)]);
        assert!(has_time(&day, 61_200) && !has_time(&day, 61_201) && has_time(&day, 0));
        assert_eq!(times_of_day("nine-five"), []);
    }
}
