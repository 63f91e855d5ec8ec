//! Days of the week: as they are listed, and in the notation.

use super::hour_tokens::{HourToken, PlacedToken};

/// Days that are listed here, and how many tokens they take: `Mon, Wed - Fri`.
pub(super) fn day_list(rest: &[PlacedToken]) -> (u8, usize) {
    let mut days = 0_u8;
    let mut used = 0;
    let mut last: Option<u8> = None;
    let mut is_range = false;
    for (at, placed) in rest.iter().enumerate() {
        match placed.token {
            HourToken::Days(more) => {
                if let Some(from) = last.filter(|_| is_range) {
                    days |= between(from, more);
                } else {
                    days |= more;
                }
                last = Some(more).filter(|days| days.is_power_of_two());
                is_range = false;
                used = at + 1;
            }
            HourToken::To if last.is_some() => is_range = true,
            HourToken::And | HourToken::Filling => {}
            _ => break,
        }
    }
    (days, used)
}

/// `Closed Sundays`: days, and how many tokens.
pub(super) fn closed_days(rest: &[PlacedToken]) -> Option<(u8, usize)> {
    let first =
        1 + rest.get(1..)?.iter().take_while(|placed| matches!(placed.token, HourToken::Filling)).count();
    if !matches!(rest.get(first)?.token, HourToken::Days(_)) {
        return None;
    }
    let (days, used) = day_list(&rest[first..]);
    Some((days, first + used))
}

/// The days from one to another, over the end of a week as well.
fn between(from: u8, to: u8) -> u8 {
    let (mut day, mut days) = (from, 0);
    for _ in 0..7 {
        days |= day;
        if day == to {
            break;
        }
        day = if day == 0b100_0000 { 1 } else { day << 1 };
    }
    days
}

/// Days in the notation: `Mo-Fr`, `Mo,We,Sa`.
pub(super) fn day_codes(days: u8) -> String {
    const CODES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let mut parts = Vec::new();
    let mut at = 0;
    while at < 7 {
        let length = (at..7).take_while(|day| days & (1 << day) != 0).count();
        match length {
            0 => {}
            1 => parts.push(CODES[at].to_owned()),
            2 => parts.push(format!("{},{}", CODES[at], CODES[at + 1])),
            _ => parts.push(format!("{}-{}", CODES[at], CODES[at + length - 1])),
        }
        at += length + 1;
    }
    parts.join(",")
}
