//! Days that come again without an end, as weekdays, days and months.

use jiff::civil::{Date, Weekday};

use crate::import::icalendar::recurrence::{Frequency, Recurrence};
use crate::import::time_rule::TimeProduct;

/// The weekdays on which something comes every week, or every day.
pub(super) fn weekdays_of(start: Date, again: &Recurrence) -> Option<u8> {
    let named = again.weekdays.iter().fold(0, |bits, (_, weekday)| bits | bit(*weekday));
    let is_plain = again.month_days.is_empty() && again.weekdays.iter().all(|(nth, _)| *nth == 0);
    match again.frequency {
        _ if !is_plain => None,
        Frequency::Daily if named == 0 => Some(0x7f),
        Frequency::Weekly if named == 0 => Some(bit(start.weekday())),
        Frequency::Daily | Frequency::Weekly => Some(named),
        Frequency::Monthly | Frequency::Yearly => None,
    }
}

fn bit(weekday: Weekday) -> u8 {
    1 << weekday.to_monday_zero_offset()
}

/// The days of an endless rule as products of weekdays, days and months.
pub(super) fn product_days(start: Date, again: &Recurrence) -> Option<Vec<TimeProduct>> {
    let mut months = again.months.clone();
    if again.frequency == Frequency::Yearly && months.is_empty() {
        if !again.weekdays.is_empty() {
            return None;
        }
        months.push(start.month());
    }
    let month_bits = months.iter().fold(0_u16, |bits, month| bits | 1 << (month - 1));
    let months = if months.is_empty() { 0xfff } else { month_bits };
    let named = again.month_days.iter().map(|day| (*day > 0).then(|| 1_u32 << (day - 1)));
    let named = named.collect::<Option<Vec<_>>>()?.into_iter().fold(0, |bits, day| bits | day);
    let of_weeks = matches!(again.frequency, Frequency::Daily | Frequency::Weekly);
    let days = match named {
        0 if of_weeks || !again.weekdays.is_empty() => 0x7fff_ffff,
        0 => 1 << (start.day() - 1),
        named => named,
    };
    let all = TimeProduct { days, months, ..TimeProduct::always() };
    if again.weekdays.is_empty() {
        let weekdays = if again.frequency == Frequency::Weekly { bit(start.weekday()) } else { all.weekdays };
        return Some(vec![TimeProduct { weekdays, ..all }]);
    }
    let mut products = Vec::new();
    for (nth, weekday) in &again.weekdays {
        let weekdays = bit(*weekday);
        match nth {
            0 => products.push(TimeProduct { weekdays, ..all.clone() }),
            1..=5 if !of_weeks => {
                let week = (0x7f_u32 << (7 * (nth - 1))) & 0x7fff_ffff;
                products.push(TimeProduct { weekdays, days: all.days & week, ..all.clone() });
            }
            // The last seven days of a month; those of February are not the same every year.
            -1 if !of_weeks && months & 0b10 == 0 => {
                for (lengths, last) in [(0b1010_1101_0101_u16, 31_u32), (0b0101_0010_1000, 30)] {
                    let week = 0x7f_u32 << (last - 7);
                    let months = months & lengths;
                    if months != 0 {
                        products.push(TimeProduct { weekdays, months, days: all.days & week, ..all.clone() });
                    }
                }
            }
            _ => return None,
        }
    }
    Some(products)
}

/// These minutes of a day, every year.
pub(super) fn on_day(day: Date, minutes: (u16, u16)) -> TimeProduct {
    TimeProduct {
        minutes: vec![minutes],
        days: 1 << (day.day() - 1),
        months: 1 << (day.month() - 1),
        ..TimeProduct::always()
    }
}

/// Rules one behind the other, none twice.
pub(super) fn joined(rules: &[String]) -> String {
    let mut all: Vec<&str> = Vec::new();
    for rule in rules.iter().flat_map(|rules| rules.split("; ")).filter(|rule| *rule != "off") {
        if !all.contains(&rule) {
            all.push(rule);
        }
    }
    if all.is_empty() { "off".to_owned() } else { all.join("; ") }
}
